"""Papers that are long, wide or crowded: what must not be torn, cut off or run into something else."""

import dataclasses

import pytest

from nhipcau.typeset import Profile, profile_by_id, render_pdf
from nhipcau.typeset.model import (
    Addressee,
    Align,
    Annex,
    Column,
    Distribution,
    Item,
    Kind,
    Letterhead,
    Level,
    Paper,
    Paragraph,
    Recipient,
    Row,
    Signer,
    System,
    Table,
    Urgency,
    text,
)
from tests.typeset.measuring import MM, Sheet, sheets
from tests.typeset.papers import PARTY_SIGNS, paper

STATE = profile_by_id("nd30-2020")
EVERY = [STATE, profile_by_id("hd36-2018"), profile_by_id("hd05-2026")]
LINE = "Các cơ quan, đơn vị, địa phương chuẩn bị đầy đủ các điều kiện phục vụ Hội nghị. "


def drawn(written: Paper, profile: Profile = STATE) -> list[Sheet]:
    return sheets(render_pdf(written, profile))


def inside(sheet: Sheet, profile: Profile = STATE) -> bool:
    """Nothing runs over an edge or into the margins."""
    page = profile.page
    return all(
        page.left - 0.4 <= row.left and row.right <= sheet.width - page.right + 0.4 and row.base <= sheet.height - 15
        for row in sheet.rows
        if not row.words.isdigit()
    )


def of_lines(count: int) -> tuple[Paragraph, ...]:
    short = (Paragraph(f"p{place}", text(f"Dòng {place}.")) for place in range(count))
    return (*short, Paragraph("end", text(LINE * 5)))


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
@pytest.mark.parametrize("lines", range(14, 34, 2))
def test_a_signature_is_never_alone_or_torn(lines: int, profile: Profile) -> None:
    """However far down the text reaches: its last words, the whole signature and the list share a page."""
    written = dataclasses.replace(paper(Kind.NOTICE, profile.system), blocks=of_lines(lines))
    for sheet in drawn(written, profile):
        signed = [name for name in ("Nguyễn Thị Hòa", "Trần Văn Phú") if sheet.has(name)]
        if signed:
            assert sheet.has("phục vụ")
            assert sheet.has("Nơi nhận:")
            assert sheet.has("Lưu")
            assert sheet.has("ỦY BAN NHÂN DÂN") or sheet.has("BAN THƯỜNG VỤ")
            assert inside(sheet, profile)
            break
    else:
        pytest.fail("no signature")


def test_a_very_long_distribution_list_runs_on_and_the_signature_stays_whole() -> None:
    recipients = tuple(Recipient(f"r{place}", f"Ủy ban nhân dân xã Số {place}") for place in range(130))
    written = dataclasses.replace(paper(Kind.NOTICE), distribution=Distribution(recipients, "VT"))
    pages = drawn(written)
    shown = [row.words for sheet in pages for row in sheet.rows]
    assert sum(words.startswith("- Ủy ban nhân dân xã Số") for words in shown) == 130
    signing = next(sheet for sheet in pages if sheet.has("TM. ỦY BAN NHÂN DÂN"))
    assert signing.has("Nguyễn Thị Hòa")
    assert all(inside(sheet) for sheet in pages)


def test_pages_are_numbered_from_the_second_on_and_annexes_anew() -> None:
    body = (Paragraph("x", text(LINE * 70)),)
    annexes = tuple(Annex(name, text("Danh sách"), (Paragraph(f"{name}1", text(LINE * 45)),)) for name in ("a", "b"))
    pages = drawn(dataclasses.replace(paper(Kind.PLAN), blocks=body, annexes=annexes))
    tops = [[row for row in sheet.rows if row.base < STATE.page.top] for sheet in pages]
    numbers = [rows[0].words if rows else "" for rows in tops]
    starts = [place for place, number in enumerate(numbers) if not number]
    assert len(starts) == 3
    for first, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        assert numbers[first + 1 : end] == [str(count) for count in range(2, end - first + 1)]
    number = tops[1][0]
    assert 13 <= number.size <= 14
    assert number.font == "Tinos-Regular"
    assert abs(number.middle - (STATE.page.left + pages[1].width - STATE.page.right) / 2) < 0.35
    assert number.base - number.size * MM >= STATE.page.number_from_top - 0.6


def test_a_table_goes_on_with_its_head_and_whole_rows() -> None:
    rows = tuple(Row((text(str(place)), text(f"Xã Tân Hòa {place}, tỉnh Hòa Phú " * 3))) for place in range(1, 60))
    table = Table("t", (Column("TT", 1, Align.CENTER), Column("Điểm cầu", 6)), rows)
    written = dataclasses.replace(paper(Kind.PLAN), annexes=(Annex("a", text("Danh sách điểm cầu"), (table,)),))
    pages = [sheet for sheet in drawn(written) if sheet.has("Điểm cầu")][-20:]
    tables = [sheet for sheet in pages if any(row.words == "TT" for row in sheet.rows)]
    assert len(tables) >= 3
    for sheet in tables:
        assert sheet.has("Điểm cầu")
        assert inside(sheet)
        counts = [row.words for row in sheet.rows if row.words.isdigit() and row.base > 22]
        for count in counts:
            assert sum(f"Hòa {count}," in row.words for row in sheet.rows) >= 1


def test_a_long_issuer_wraps_within_its_column() -> None:
    head = Letterhead(
        parent=("ỦY BAN NHÂN DÂN TỈNH HÒA PHÚ VÀ CÁC VÙNG PHỤ CẬN PHÍA ĐÔNG NAM SÔNG LỚN",),
        issuer=("BAN CHỈ ĐẠO PHÒNG, CHỐNG THIÊN TAI, TÌM KIẾM CỨU NẠN VÀ PHÒNG THỦ DÂN SỰ TỈNH HÒA PHÚ",),
    )
    for profile in EVERY:
        sheet = drawn(dataclasses.replace(paper(Kind.LETTER), letterhead=head), profile)[0]
        column = profile.page.left + profile.head.left
        of_organ = [row for row in sheet.rows if row.left < column - 10 and row.base < sheet.row("Số").base]
        assert len(of_organ) >= 4
        assert all(row.right <= column + 0.1 for row in of_organ)
        assert inside(sheet, profile)


def test_lines_of_the_letterhead_are_of_like_length() -> None:
    head = Letterhead(parent=("ỦY BAN NHÂN DÂN TỈNH HÒA PHÚ",), issuer=("VĂN PHÒNG",))
    shown = [row.words for row in drawn(dataclasses.replace(paper(Kind.PLAN), letterhead=head))[0].rows]
    assert "ỦY BAN NHÂN DÂN" in shown
    assert "TỈNH HÒA PHÚ" in shown


@pytest.mark.parametrize("kind", [Kind.PLAN, Kind.LETTER])
def test_a_title_of_300_characters_wraps(kind: Kind) -> None:
    long = ("Tổ chức Hội nghị trực tuyến toàn tỉnh đánh giá kết quả thực hiện nhiệm vụ " * 5)[:300]
    for profile in EVERY:
        pages = drawn(dataclasses.replace(paper(kind, profile.system), abstract=text(long)), profile)
        assert all(inside(sheet, profile) for sheet in pages)
        assert pages[0].has("Nơi nhận") or len(pages) > 1


def test_one_long_word_cannot_leave_the_page() -> None:
    address = "https://hopgiaoban.example.vn/" + "a1b2c3d4" * 20
    pages = drawn(dataclasses.replace(paper(Kind.NOTICE), blocks=(Paragraph("x", text(f"Vào {address}")),)))
    assert all(inside(sheet) for sheet in pages)


def test_many_addressees_and_long_names() -> None:
    names = [f"Ủy ban nhân dân xã {place} và các cơ quan, đơn vị đóng trên địa bàn có liên quan" for place in range(45)]
    addressees = tuple(Addressee(f"k{place}", name) for place, name in enumerate(names))
    pages = drawn(dataclasses.replace(paper(Kind.LETTER), addressees=addressees))
    assert sum(row.words.startswith("- Ủy ban nhân dân xã") for sheet in pages for row in sheet.rows) == 45
    assert all(inside(sheet) for sheet in pages)


def test_a_heading_never_closes_a_page() -> None:
    for count in range(22, 36, 3):
        blocks = (*of_lines(count)[:-1], Item("h", Level.ROMAN, text("Tổ chức thực hiện"), heading=True))
        blocks = (*blocks, Paragraph("z", text(LINE * 4)))
        for sheet in drawn(dataclasses.replace(paper(Kind.NOTICE), blocks=blocks)):
            heading = [row for row in sheet.rows if row.words.startswith("I. TỔ CHỨC")]
            assert not heading or any(row.base > heading[0].base and "phục vụ" in row.words for row in sheet.rows)


def test_an_empty_signer_leaves_the_place_free() -> None:
    written = dataclasses.replace(paper(Kind.NOTICE), signers=(Signer("s", "Chủ tịch"),))
    assert drawn(written)[0].has("CHỦ TỊCH")
    none = dataclasses.replace(written, signers=())
    assert drawn(none)[0].has("Nơi nhận:")


@pytest.mark.parametrize(
    ("urgency", "words", "wide"),
    [(Urgency.URGENT, "KHẨN", 20), (Urgency.VERY_URGENT, "THƯỢNG KHẨN", 40), (Urgency.IMMEDIATE, "HỎA TỐC", 30)],
)
def test_the_stamp_of_urgency_has_the_prescribed_size(urgency: Urgency, words: str, wide: float) -> None:
    sheet = drawn(dataclasses.replace(paper(Kind.LETTER), urgency=urgency))[0]
    assert [(round(box[0], 1), round(box[1], 1)) for box in sheet.boxes] == [(wide, 8.0)]
    stamp = sheet.row(words)
    assert 13 <= stamp.size <= 14
    assert stamp.font == "Tinos-Bold"


def test_a_wide_annex_lies_on_its_side() -> None:
    annex = Annex("a", text("Bảng"), (Paragraph("x", text("Hết.")),), landscape=True)
    last = drawn(dataclasses.replace(paper(Kind.PLAN), annexes=(annex,)))[-1]
    assert (round(last.width), round(last.height)) == (297, 210)


def test_minutes_of_the_party_name_both_signers() -> None:
    written = paper(Kind.MINUTES, System.PARTY)
    assert written.signers != PARTY_SIGNS
    sheet = drawn(written, EVERY[2])[0]
    assert sheet.row("NGƯỜI GHI BIÊN BẢN").right < sheet.row("CHỦ TRÌ").left
