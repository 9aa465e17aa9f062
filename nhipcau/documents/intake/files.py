"""From a file to a Reading: which kinds are read, and a clear refusal for the rest."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Final

from nhipcau.documents.intake.assemble import read_text
from nhipcau.documents.intake.limits import MEGABYTE, MOST_CHARACTERS, MOST_UPLOADED, NOTHING_KEPT
from nhipcau.documents.intake.normal import normalise
from nhipcau.documents.intake.reading import Reading
from nhipcau.documents.intake.unreadable import UnreadablePaper

_SECRET: Final = re.compile(
    r"^\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT|(?:Độ mật|ĐỘ MẬT)\s*:?\s*(?:[Tt]uyệt |[Tt]ối |TUYỆT |TỐI )?(?:[Mm]ật|MẬT))\W*$",
    re.MULTILINE,
)
_HEAD_CHARACTERS: Final = 2500
_LEAST_PRINTABLE: Final = 0.7


def _secret() -> UnreadablePaper:
    return UnreadablePaper(
        "secret",
        "Văn bản mang dấu chỉ độ mật. Hệ thống này không được phép giữ văn bản mật "
        f"(Luật Bảo vệ bí mật nhà nước số 117/2025/QH15). {NOTHING_KEPT}",
        "Hãy xử lý văn bản này theo chế độ mật, ngoài hệ thống.",
    )


def read_pasted(text: str) -> Reading:
    """Read text that somebody pasted, or that came out of a file; refuse what is empty, too long or marked secret."""
    if not text.strip():
        raise UnreadablePaper(
            "empty", f"Tệp không có chữ nào. {NOTHING_KEPT}", "Nếu là bản chụp, hãy gõ hoặc nhận dạng chữ rồi dán vào."
        )
    if len(text) > MOST_CHARACTERS:
        raise UnreadablePaper(
            "too_long",
            f"Văn bản dài hơn {MOST_CHARACTERS:,} ký tự (khoảng 200 trang). {NOTHING_KEPT}".replace(",", "."),
            "Hãy chỉ tải lên văn bản triệu tập, để tài liệu kèm theo vào mục tài liệu của hội nghị.",
        )
    if _SECRET.search(normalise(text[:_HEAD_CHARACTERS])):
        raise _secret()
    return read_text(text)


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    printable = sum(c.isprintable() or c.isspace() for c in text[:4000])
    if not text or printable < _LEAST_PRINTABLE * len(text[:4000]):
        raise UnreadablePaper(
            "encoding",
            f"Tệp .txt không ở bảng mã Unicode (UTF-8 hoặc UTF-16), có thể là TCVN3 hay VNI. {NOTHING_KEPT}",
            "Hãy chuyển mã sang Unicode (ví dụ bằng UniKey) rồi lưu UTF-8, hoặc dán phần chữ.",
        )
    return text


def _unknown(extension: str) -> UnreadablePaper:
    if extension in (".doc", ".dot", ".rtf", ".odt"):
        return UnreadablePaper(
            "old_word",
            f"Chưa đọc được tệp {extension}. {NOTHING_KEPT}",
            "Hãy mở bằng Word, chọn Lưu thành… dạng .docx rồi tải lên.",
        )
    if extension in (".docm", ".dotm"):
        return UnreadablePaper(
            "macros", f"Tệp {extension} có thể chứa macro. {NOTHING_KEPT}", "Hãy lưu lại dạng .docx rồi tải lên."
        )
    return UnreadablePaper(
        "unknown_kind",
        f"Không nhận loại tệp “{extension or 'không đuôi'}”. {NOTHING_KEPT}",
        "Chỉ nhận .docx, .pdf và .txt; hoặc dán phần chữ.",
    )


def docx_text(data: bytes) -> str:
    from nhipcau.documents.intake.package import check_package
    from nhipcau.documents.intake.word import text_of

    check_package(data)
    return text_of(data)


def read_bytes(data: bytes, filename: str) -> Reading:
    """Read a paper in this process; for what strangers upload see `child.read_upload`."""
    if not data:
        raise UnreadablePaper(
            "empty", f"Tệp rỗng (0 byte). {NOTHING_KEPT}", "Hãy kiểm tra lại tệp rồi tải lên lần nữa."
        )
    if len(data) > MOST_UPLOADED:
        raise UnreadablePaper(
            "too_big",
            f"Tệp lớn hơn {MOST_UPLOADED // MEGABYTE} MB. {NOTHING_KEPT}",
            "Hãy bỏ bớt ảnh, lưu lại dạng .docx rồi tải lên; hoặc dán phần chữ.",
        )
    extension = PurePath(filename).suffix.lower()
    if extension == ".txt":
        return read_pasted(_decode(data))
    if extension == ".docx":
        return read_pasted(docx_text(data))
    if extension == ".pdf":
        from nhipcau.documents.intake.pdf import text_of

        return read_pasted(text_of(data))
    raise _unknown(extension)


def file_bytes(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadablePaper(
            "no_file", f"Không mở được tệp {path}: {error.strerror}.", "Hãy kiểm tra đường dẫn."
        ) from None


def read_file(path: str | Path) -> Reading:
    return read_bytes(file_bytes(path), str(path))
