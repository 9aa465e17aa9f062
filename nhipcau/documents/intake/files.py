"""From a file to a Reading: which kinds are read, and a clear refusal for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.assemble import read_text
from nhipcau.documents.intake.heading import read_heading
from nhipcau.documents.intake.limits import MEGABYTE, MOST_CHARACTERS, MOST_UPLOADED, NOTHING_KEPT
from nhipcau.documents.intake.normal import normalise
from nhipcau.documents.intake.old_encodings import Converted, converted, decoded
from nhipcau.documents.intake.reading import Reading, Remark
from nhipcau.documents.intake.second import second_paper
from nhipcau.documents.intake.unreadable import UnreadablePaper

_MARK: Final = r"(?:(?:[Tt]uyệt|[Tt]ối|TUYỆT|TỐI)\s+)?(?:Mật|MẬT|mật|M\sẬ\sT)"
_SECRET: Final = re.compile(
    rf"^\W*(?:(?:TUYỆT|TỐI|Tuyệt|Tối)\s+(?:MẬT|mật|Mật)|MẬT|Mật|M\sẬ\sT|(?:Độ mật|ĐỘ MẬT)\s*:?\s*{_MARK}"
    rf"|(?:Số|SỐ)\s*:?\s*[0-9._ ]*[/-][^\s()]+\s+\(?{_MARK}\)?)\W*$",
    re.MULTILINE,
)
"""A stamp of its own line in the letterhead, or behind the number."""
_HEAD_CHARACTERS: Final = 2500
_UNHEADED: Final = 600
_LEAST_PRINTABLE: Final = 0.7


def _secret() -> UnreadablePaper:
    return UnreadablePaper(
        "secret",
        phrase(
            "Văn bản mang dấu chỉ độ mật. Hệ thống này không được phép giữ văn bản mật (Luật Bảo vệ bí "
            "mật nhà nước số 117/2025/QH15). %(kept)s",
            kept=NOTHING_KEPT,
        ),
        phrase("Hãy xử lý văn bản này theo chế độ mật, ngoài hệ thống."),
    )


def read_pasted(text: str, encoding: str = "") -> Reading:
    """Read text that somebody pasted, or that came out of a file; refuse what is empty, too long or marked secret.

    encoding: the old one, such as "VNI", from which the text has been converted already.
    """
    if not text.strip():
        raise UnreadablePaper(
            "empty",
            phrase("Tệp không có chữ nào. %(kept)s", kept=NOTHING_KEPT),
            phrase("Nếu là bản chụp, hãy gõ hoặc nhận dạng chữ rồi dán vào."),
        )
    if len(text) > MOST_CHARACTERS:
        raise UnreadablePaper(
            "too_long",
            phrase(
                "Văn bản dài hơn %(most)s ký tự (khoảng 200 trang). %(kept)s",
                most=f"{MOST_CHARACTERS:,}".replace(",", "."),
                kept=NOTHING_KEPT,
            ),
            phrase("Hãy chỉ tải lên văn bản triệu tập, để tài liệu kèm theo vào mục tài liệu của hội nghị."),
        )
    old = converted(text)
    text = old.text if old else text
    if any(is_marked_secret(paper) for paper in _papers(text)):
        raise _secret()
    reading = read_text(text)
    encoding = old.encoding if old else encoding
    return replace(reading, remarks=[*reading.remarks, _converted_remark(encoding)]) if encoding else reading


def _converted_remark(encoding: str) -> Remark:
    return Remark(
        "old_encoding",
        phrase(
            "Văn bản gõ bằng bảng mã cũ %(encoding)s; hệ thống đã chuyển sang Unicode. Hãy soát lại tên "
            "riêng và chữ hoa.",
            encoding=encoding,
        ),
    )


def _papers(text: str) -> Iterator[str]:
    """The paper, and every further one in the same text: none of them may be secret."""
    plain = normalise(text)
    yield plain
    while begin := second_paper(plain, read_heading(plain).body_start):
        plain = plain[begin:]
        yield plain


def is_marked_secret(text: str) -> bool:
    """Whether the letterhead carries a marking of secrecy; the word in the abstract or below is a subject, no mark."""
    plain = normalise(text[:_HEAD_CHARACTERS])
    heading = read_heading(plain)
    end = heading.doc_type.start if heading.doc_type else 0
    if heading.doc_type is None or heading.doc_type.value == "cong_van":
        end = heading.subject.end if heading.subject else max(end, heading.body_start)
    return _SECRET.search(plain, 0, end or _UNHEADED) is not None


def _decode(data: bytes) -> Converted:
    old = None if _is_unicode(data) else decoded(data)
    if old:
        return old
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    printable = sum(c.isprintable() or c.isspace() for c in text[:4000])
    if not text or printable < _LEAST_PRINTABLE * len(text[:4000]):
        raise UnreadablePaper(
            "encoding",
            phrase(
                "Tệp .txt không ở bảng mã Unicode, cũng không nhận ra là TCVN3, VNI hay Windows-1258. %(kept)s",
                kept=NOTHING_KEPT,
            ),
            phrase("Hãy chuyển mã sang Unicode (ví dụ bằng UniKey) rồi lưu UTF-8, hoặc dán phần chữ."),
        )
    return Converted(text, "")


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return True


def _unknown(extension: str) -> UnreadablePaper:
    if extension in (".doc", ".dot", ".rtf", ".odt"):
        return UnreadablePaper(
            "old_word",
            phrase("Chưa đọc được tệp %(extension)s. %(kept)s", extension=extension, kept=NOTHING_KEPT),
            phrase("Hãy mở bằng Word, chọn Lưu thành… dạng .docx rồi tải lên."),
        )
    if extension in (".docm", ".dotm"):
        return UnreadablePaper(
            "macros",
            phrase("Tệp %(extension)s có thể chứa macro. %(kept)s", extension=extension, kept=NOTHING_KEPT),
            phrase("Hãy lưu lại dạng .docx rồi tải lên."),
        )
    return UnreadablePaper(
        "unknown_kind",
        phrase(
            "Không nhận loại tệp “%(extension)s”. %(kept)s",
            extension=extension or phrase("không đuôi"),
            kept=NOTHING_KEPT,
        ),
        phrase("Chỉ nhận .docx, .pdf và .txt; hoặc dán phần chữ."),
    )


def docx_text(data: bytes) -> Converted:
    from nhipcau.documents.intake.package import check_package
    from nhipcau.documents.intake.word import text_of

    check_package(data)
    return text_of(data)


def read_bytes(data: bytes, filename: str) -> Reading:
    """Read a paper in this process; for what strangers upload see `child.read_upload`."""
    if not data:
        raise UnreadablePaper(
            "empty",
            phrase("Tệp rỗng (0 byte). %(kept)s", kept=NOTHING_KEPT),
            phrase("Hãy kiểm tra lại tệp rồi tải lên lần nữa."),
        )
    if len(data) > MOST_UPLOADED:
        raise UnreadablePaper(
            "too_big",
            phrase("Tệp lớn hơn %(most)s MB. %(kept)s", most=MOST_UPLOADED // MEGABYTE, kept=NOTHING_KEPT),
            phrase("Hãy bỏ bớt ảnh, lưu lại dạng .docx rồi tải lên; hoặc dán phần chữ."),
        )
    extension = PurePath(filename).suffix.lower()
    if extension == ".txt":
        text = _decode(data)
        return read_pasted(text.text, text.encoding)
    if extension == ".docx":
        text = docx_text(data)
        return read_pasted(text.text, text.encoding)
    if extension == ".pdf":
        from nhipcau.documents.intake.pdf import text_of

        return read_pasted(text_of(data))
    raise _unknown(extension)


def file_bytes(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadablePaper(
            "no_file",
            phrase("Không mở được tệp %(path)s: %(strerror)s.", path=path, strerror=error.strerror),
            phrase("Hãy kiểm tra đường dẫn."),
        ) from None


def read_file(path: str | Path) -> Reading:
    return read_bytes(file_bytes(path), str(path))
