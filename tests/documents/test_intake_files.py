"""Hostile and broken files are refused with a reason; nothing of them is read."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from nhipcau.documents.intake import UnreadablePaper, child, limits, read_bytes, read_pasted, read_upload

EXAMPLE = Path(__file__).parents[2] / "examples" / "giay-moi-hai-cap.docx"
RELATION = (
    '<Relationship Id="rId99" Type="http://x/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    "</Relationships>"
)


def repacked(change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The example with each part passed through `change` (None drops it), and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(EXAMPLE) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
        for name, part in (extra or {}).items():
            target.writestr(name, part)
    return out.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def with_relation(kind: str, target: str = "http://outside.example/x") -> bytes:
    line = RELATION.format(kind=kind, target=target).encode()
    return repacked(
        lambda name, part: part.replace(b"</Relationships>", line) if name.endswith("document.xml.rels") else part
    )


def with_doctype(declaration: str) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        head, _, rest = part.partition(b"?>")
        return head + b"?>" + declaration.encode() + rest

    return repacked(change)


def code_of(data: bytes, filename: str = "paper.docx") -> str:
    with pytest.raises(UnreadablePaper) as refused:
        read_bytes(data, filename)
    assert refused.value.message
    assert refused.value.hint
    return refused.value.code


@pytest.mark.parametrize("filename", ["a.txt", "a.docx"])
def test_empty(filename: str) -> None:
    assert code_of(b"", filename) == "empty"
    assert code_of(b" \n\t ", "a.txt") == "empty"


@pytest.mark.parametrize(
    ("filename", "code"),
    [
        ("a.pdf", "not_pdf"),
        ("a.doc", "old_word"),
        ("a.docm", "macros"),
        ("a.exe", "unknown_kind"),
        ("a", "unknown_kind"),
    ],
)
def test_kinds_not_read(filename: str, code: str) -> None:
    assert code_of(b"%PDF-1.7", filename) == code


@pytest.mark.parametrize("data", [b"not a zip", b"PK\x03\x04 broken", EXAMPLE.read_bytes()[:5000]])
def test_not_a_docx(data: bytes) -> None:
    assert code_of(data) == "not_docx"


def test_a_zip_that_is_no_docx() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert code_of(out.getvalue()) == "not_docx"
    assert code_of(repacked(lambda name, part: None if name == "word/document.xml" else part)) == "not_docx"
    assert code_of(repacked(lambda name, part: b"<a" if name == "word/document.xml" else part)) == "not_docx"


def test_zip_bomb_by_its_declared_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(repacked(same, {"word/media/bomb.bin": bytes(limits.MOST_UNPACKED + 1)})) == "too_big_unpacked"


def test_zip_bomb_that_lies_about_its_size() -> None:
    size = limits.MOST_UNPACKED + 1
    data = bytearray(repacked(same, {"word/media/bomb.bin": bytes(size)}))
    true, false = size.to_bytes(4, "little"), (1000).to_bytes(4, "little")
    lying = bytes(data).replace(true, false)
    assert code_of(lying) in ("too_big_unpacked", "not_docx")


def test_too_many_entries() -> None:
    many = {f"word/media/{n}.bin": b"x" for n in range(limits.MOST_ENTRIES)}
    assert code_of(repacked(same, many)) == "too_big_unpacked"


def test_upload_too_big() -> None:
    assert code_of(bytes(limits.MOST_UPLOADED + 1)) == "too_big"


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_content_from_outside(kind: str) -> None:
    assert code_of(with_relation(kind)) == "external_content"


def test_hyperlinks_are_harmless() -> None:
    assert read_bytes(with_relation("hyperlink"), "a.docx").facts["number"] == "05/GM-UBND"


def test_macros() -> None:
    assert code_of(repacked(same, {"word/vbaProject.bin": b"macro"})) == "macros"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://outside.example/x.dtd">',
    ],
)
def test_entities(declaration: str) -> None:
    assert code_of(with_doctype(declaration)) == "xml_entities"


def test_two_hundred_pages() -> None:
    assert code_of(("Nội dung. " * 50_000).encode(), "a.txt") == "too_long"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật"])
def test_secret_papers_are_not_held(mark: str) -> None:
    assert code_of(f"UBND TỈNH MỘC HẠ\n{mark}\nSố: 1/TB-UBND\n\nTHÔNG BÁO\nHọp".encode(), "a.txt") == "secret"


def test_pasted_text_is_held_to_the_same_rules() -> None:
    for text, code in (
        ("  ", "empty"),
        ("Nội dung. " * 50_000, "too_long"),
        ("MẬT\nSố: 1/TB-UBND\n\nTHÔNG BÁO\nHọp", "secret"),
    ):
        with pytest.raises(UnreadablePaper) as refused:
            read_pasted(text)
        assert refused.value.code == code


def test_a_word_about_secrets_is_no_mark() -> None:
    assert read_bytes(
        "THÔNG BÁO\nHọp về bảo vệ bí mật nhà nước\n\nNội dung tối mật thì không gửi.".encode(), "a.txt"
    ).facts["doc_type"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    data = "Số: 7/TB-UBND\n\nTHÔNG BÁO\nHọp".encode(encoding)
    if encoding == "utf-16-le":
        assert code_of(data, "a.txt") == "encoding"
    else:
        assert read_bytes(data, "a.txt").facts["number"] == "7/TB-UBND"


def test_other_encodings_are_refused() -> None:
    assert code_of("Thông báo họp ở tỉnh".encode("cp1258", "replace") + b"\xff\xf0", "a.txt") == "encoding"


def test_a_readable_paper_that_convenes_nothing() -> None:
    reading = read_bytes("Hôm nay trời đẹp, chúng tôi đi chơi núi.".encode(), "a.txt")
    assert not any(value for value in reading.facts.values())
    assert [remark.code for remark in reading.remarks] == ["convenes_nothing"]


def test_the_child_reads_and_refuses_as_this_process_does() -> None:
    data = EXAMPLE.read_bytes()
    assert read_upload(data, "A.DOCX") == read_bytes(data, "a.docx")
    with pytest.raises(UnreadablePaper) as refused:
        read_upload(with_relation("image"), "a.docx")
    assert refused.value.code == "external_content"


def test_a_child_that_runs_away_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 0.001)
    with pytest.raises(UnreadablePaper) as refused:
        read_upload(EXAMPLE.read_bytes(), "a.docx")
    assert refused.value.code == "reader_failed"


def test_a_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    with pytest.raises(UnreadablePaper) as refused:
        read_upload(EXAMPLE.read_bytes(), "a.docx")
    assert refused.value.code == "reader_failed"


def test_word_lists_text_boxes_and_tables() -> None:
    paper = docx.Document()
    paper.add_paragraph("THÔNG BÁO")
    paper.add_paragraph("Họp giao ban trực tuyến")
    paper.add_paragraph("Thời gian: 8h00 ngày 05/3/2024.", style="List Number")
    paper.add_paragraph("Địa điểm: Phòng họp A.", style="List Number")
    table = paper.add_table(rows=0, cols=3)
    for row in (("Nội dung công việc", "Đơn vị chủ trì", "Hoàn thành"), ("Gửi báo cáo", "Sở A", "01/3/2024")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    box = docx.oxml.parse_xml(
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        "<mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>Số: "
        "8/TB-UBND</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Số: 8/TB-UBND</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    paper.element.body.insert(0, box)
    out = io.BytesIO()
    paper.save(out)
    reading = read_bytes(out.getvalue(), "a.docx")
    assert reading.text.count("Số: 8/TB-UBND") == 1
    assert "1. Thời gian" in reading.text
    assert "2. Địa điểm" in reading.text
    assert reading.facts["start"] == "2024-03-05T08:00"
    assert [(t["assignee"], t["due"]) for t in reading.facts["tasks"]] == [("Sở A", "2024-03-01")]


def test_a_damaged_stream_is_no_docx() -> None:
    data = bytearray(EXAMPLE.read_bytes())
    at = data.find(b"word/document.xml") + 200
    data[at : at + 400] = zlib.compress(b"x" * 400)[:400].ljust(400, b"\0")
    assert code_of(bytes(data)) == "not_docx"
