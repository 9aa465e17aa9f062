"""Is this .docx safe to open? Looked at before any library touches it.

A .docx is a zip of XML written by a stranger. Refused: a package that unpacks without bound, that fetches something
from outside when opened (template, picture, OLE object), that carries macros, or whose XML declares entities.
Hyperlinks to outside are harmless: nothing follows them here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.limits import MEGABYTE, MOST_ENTRIES, MOST_UNPACKED, NOTHING_KEPT
from nhipcau.documents.intake.unreadable import UnreadablePaper

_CHUNK: Final = 256 * 1024
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def not_docx() -> UnreadablePaper:
    return UnreadablePaper(
        "not_docx",
        phrase("Tệp có đuôi .docx nhưng không phải văn bản Word, hoặc đã hỏng. %(kept)s", kept=NOTHING_KEPT),
        phrase("Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi tải lên; hoặc dán phần chữ."),
    )


def _too_big() -> UnreadablePaper:
    return UnreadablePaper(
        "too_big_unpacked",
        phrase(
            "Tệp .docx bung ra quá lớn (giới hạn %(megabytes)s MB, %(entries)s thành phần). %(kept)s",
            megabytes=MOST_UNPACKED // MEGABYTE,
            entries=MOST_ENTRIES,
            kept=NOTHING_KEPT,
        ),
        phrase("Hãy bỏ bớt ảnh, lưu lại dạng .docx rồi tải lên; hoặc dán phần chữ."),
    )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The entry's bytes; counted while they come, because the sizes a zip declares may be false."""
    parts: list[bytes] = []
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_big()
            parts.append(chunk)
    return b"".join(parts)


def _parse(xml: bytes) -> None:
    try:
        fromstring(xml, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadablePaper(
            "xml_entities",
            phrase(
                "Tệp .docx có khai báo DTD hoặc thực thể XML, cách thường dùng để tấn công máy chủ. %(kept)s",
                kept=NOTHING_KEPT,
            ),
            phrase("Hãy chép phần chữ sang một văn bản Word mới rồi tải lên, và báo bộ phận an toàn thông tin."),
        ) from None
    except (ParseError, ValueError, LookupError):
        raise not_docx() from None


def _relationships(xml: bytes) -> None:
    for relation in fromstring(xml, forbid_dtd=True).iter(_RELATIONSHIP):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise UnreadablePaper(
                "external_content",
                phrase(
                    "Tệp .docx lấy nội dung từ bên ngoài khi mở (mẫu, ảnh hoặc đối tượng nhúng: %(kind)s). %(kept)s",
                    kind=kind or phrase("không rõ"),
                    kept=NOTHING_KEPT,
                ),
                phrase("Hãy nhúng ảnh vào tệp, gỡ mẫu ngoài (Developer > Document Template), lưu lại rồi tải lên."),
            )


def check_package(data: bytes) -> None:
    """Raise UnreadablePaper where a .docx is none, or is not safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise not_docx() from None


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_big()
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or name.endswith("vbadata.xml") for name in names):
        raise UnreadablePaper(
            "macros",
            phrase("Tệp có macro. %(kept)s", kept=NOTHING_KEPT),
            phrase("Hãy lưu lại dạng .docx thường (không macro) rồi tải lên."),
        )
    if len(set(names)) != len(names) or "word/document.xml" not in names or "[content_types].xml" not in names:
        raise not_docx()
    left = MOST_UNPACKED
    for entry in entries:
        content = _read(archive, entry, left)
        left -= len(content)
        name = entry.filename.lower()
        if name.endswith((".xml", ".rels")):
            _parse(content)
        if name.endswith(".rels"):
            _relationships(content)
