"""What the line above adds to an issuer's name: the place of a council, of a Party organisation, of an association."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.words import PLACE_WORDS

_COMMITTEE: Final = re.compile(r"BAN (?!CHỈ|QUẢN LÝ)")
_COUNCIL_ITSELF: Final = re.compile(r"(?:HĐND|HỘI ĐỒNG NHÂN DÂN)(?!\w)")
"""A council's committees bear its name."""
_PLACED: Final = re.compile(rf"\s(?:{'|'.join(word.upper() for word in PLACE_WORDS)})\s(?P<name>.+)$")
_TERRITORIAL: Final = re.compile(r"(?:UBND|HĐND|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)(?!\w)")
_OF_THE_PLACE: Final = re.compile(
    r"(?:SỞ|PHÒNG|BAN|VĂN PHÒNG|CHI CỤC|TRUNG TÂM|THANH TRA|HỘI ĐỒNG|QUỸ|TRẠM|TỔ CÔNG TÁC|BỘ PHẬN)(?!\w)"
)
"""Bodies that every province, district or commune has: their names are whole with the place of the council above."""
_PARTY_BODY: Final = re.compile(r"(?:TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|THỊ ỦY|ĐẢNG ỦY)(?!\w)")
_EXECUTIVE: Final = re.compile(r"(?:BCH|BAN CHẤP HÀNH|BTV|BAN THƯỜNG VỤ)\s(?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG)\s")
_ASSOCIATION: Final = re.compile(r"(?:HỘI|LIÊN ĐOÀN|ĐOÀN|HIỆP HỘI|LIÊN HIỆP|TỔNG LIÊN ĐOÀN)(?!\w)(?! ĐỒNG)")


def of_association(issuer: str, parent: str) -> bool:
    """The committee of an association, named by its place alone: "HỘI NÔNG DÂN VIỆT NAM" / "BCH TỈNH X"."""
    return bool(_EXECUTIVE.match(issuer) and _ASSOCIATION.match(parent))


def place_of_parent(issuer: str, parent: str) -> str | None:
    """The place of the council above a department that is named without one: "SỞ Y TẾ" below "UBND TỈNH X".

    A Party committee takes the name from "ĐẢNG BỘ TỈNH X" above it, and so does a body whose name ends with the kind
    of place that the line above names: "BỆNH VIỆN ĐA KHOA TỈNH" below "SỞ Y TẾ TỈNH X".
    """
    above = _PLACED.search(parent)
    kind = above[0].removesuffix(above["name"]).strip() if above else ""
    if above and _PARTY_BODY.match(issuer) and parent.startswith("ĐẢNG BỘ") and not _PLACED.search(issuer):
        return f" {above['name']}" if issuer.endswith((kind, f"{kind} ỦY")) else None
    if above and not _TERRITORIAL.match(parent) and issuer.endswith(f" {kind}"):
        return f" {above['name']}"
    if not (_TERRITORIAL.match(parent) and _OF_THE_PLACE.match(issuer)) or _PLACED.search(issuer):
        return None
    if _COMMITTEE.match(issuer) and _COUNCIL_ITSELF.match(parent):
        return f" {parent}"
    placed = _PLACED.search(parent)
    if placed is None or issuer.endswith(placed["name"]):
        return None
    kind = placed[0].removesuffix(placed["name"])  # "THANH TRA TỈNH" names the kind of place already
    return f" {placed['name']}" if issuer.endswith(kind.rstrip()) else placed[0]
