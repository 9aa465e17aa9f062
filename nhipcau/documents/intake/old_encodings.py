"""Papers typed in the Vietnamese encodings of before Unicode: TCVN3 (ABC), VNI, and Windows code page 1258.

Their letters are ordinary Western characters that only an old font draws as Vietnamese ("Th«ng b¸o" is "Thông báo").
A Word run says so by its font (.VnTime, VNI-Times); a text file and pasted words have to be told by what they become:
the table whose reading holds the most words that every Vietnamese paper holds. Tables: TCVN 5712:1993 (VN3), and VNI's
own for Windows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_TCVN3_CODES: Final = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_LETTERS: Final = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3: Final = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

# VNI writes a base letter and then one sign for its roof and tone together; đ, ơ, ư and some i and y are signs alone.
_VNI_SIGNS: Final = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE: Final = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_LETTERS: Final = {**_VNI_ALONE, **{old.upper(): new.upper() for old, new in _VNI_ALONE.items()}}
_VNI: Final = re.compile(
    f"[AEOUYaeouyÔÖôö][{''.join(_VNI_SIGNS)}{''.join(_VNI_SIGNS).upper()}]|[{''.join(_VNI_LETTERS)}]"
)

_COMMON: Final = re.compile(
    r"(?<!\w)(?:của|các|và|về|việc|ngày|tháng|năm|tỉnh|huyện|xã|hội|nghị|họp|thông|báo|tổ|chức|thực|hiện|đồng|chí|"
    r"điểm|cầu|trực|tuyến|ban|nhân|dân|ủy|được|gửi|trước|thời|gian|địa|thành|phần|nơi|nhận|kính|mời|số|phòng)(?!\w)",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(r"[\u00a1-\u00ff]")
_LEAST_COMMON: Final = 3
_LEAST_CAPITALS: Final = 4
_LONGEST_SAMPLE: Final = 6000


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """`capitals`: the font is one of those named …H, whose small letters are drawn as capitals.

    The encoding has no capitals with tones. Where the font is not known, a line whose plain letters are all capitals
    was set in such a font.
    """
    plain = text.translate(_TCVN3)
    return plain.upper() if capitals else "".join(map(_capitals, plain.splitlines(keepends=True)))


def _capitals(line: str) -> str:
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    return line.upper() if len(plain) >= _LEAST_CAPITALS and all(letter.isupper() for letter in plain) else line


def from_vni(text: str) -> str:
    def letter(m: re.Match[str]) -> str:
        base, sign = m[0][0], m[0][1:]
        plain = _VNI_LETTERS.get(base, base)
        return unicodedata.normalize("NFC", plain + _VNI_SIGNS[sign.lower()]) if sign else plain

    return _VNI.sub(letter, text)


@dataclass(frozen=True)
class Converted:
    text: str
    encoding: str
    """As offices call it: "TCVN3 (ABC)", "VNI", "Windows-1258"."""


def _common(text: str) -> int:
    return len(_COMMON.findall(text[:_LONGEST_SAMPLE]))


def converted(text: str) -> Converted | None:
    """The text in Unicode where it was typed for an old font; None where it is Unicode already, or no Vietnamese."""
    sample = text[:_LONGEST_SAMPLE]
    if len(_FOREIGN.findall(sample)) < _LEAST_COMMON:
        return None
    readings = (Converted(from_tcvn3(text), "TCVN3 (ABC)"), Converted(from_vni(text), "VNI"))
    best = max(readings, key=lambda reading: _common(reading.text))
    gained = _common(best.text)
    return best if gained >= _LEAST_COMMON and gained > 1.5 * _common(unicodedata.normalize("NFC", text)) else None


def decoded(data: bytes) -> Converted | None:
    """Bytes that are no Unicode: read by each old table, and by the one that makes words of them."""
    western = data.decode("cp1252", "replace") if b"\x81" not in data else data.decode("latin-1")
    # TCVN3 uses 0xAD, which is invisible in Unicode and must not be lost on the way.
    known = converted(western)
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if "\ufffd" not in windows and _common(windows) >= max(_LEAST_COMMON, _common(known.text) if known else 0):
        return Converted(windows, "Windows-1258")
    return known


def encoding_of_font(font: str) -> str:
    """The old encoding that a font is made for; empty for any other font."""
    name = font.strip().lower()
    return "TCVN3 (ABC)" if name.startswith(".vn") else "VNI" if name.startswith(("vni-", "vni ")) else ""


def of_font(text: str, font: str) -> str:
    """A run's text by the font it is set in; unchanged for any other font."""
    encoding = encoding_of_font(font)
    if not encoding:
        return text
    # Word keeps such letters in the private area too when the font is marked as one of symbols.
    text = "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    return from_vni(text) if encoding == "VNI" else from_tcvn3(text, capitals=font.strip().lower().endswith("h"))
