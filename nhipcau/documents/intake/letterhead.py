"""The body that issues the paper (NĐ 30/2020, Phụ lục I, mục 2): from its letterhead or, where lost, from traces.

The letterhead is in capitals: the parent body, then the issuer. Copies and exports often lose it; then the number's
symbol, the signature, the place and the bodies named in the text still say who writes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from nhipcau.documents.intake.cutting import cut, squeeze
from nhipcau.documents.intake.issuer_places import of_association, place_of_parent
from nhipcau.documents.intake.letters import LETTER, UPPER
from nhipcau.documents.intake.mail_head import sending_body
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import ABBREVIATIONS, LOWER_WORDS, ORGAN_SPELLINGS, ORGAN_START, PLACE_WORDS

_NOT_ORGAN: Final = re.compile(
    r"^\W*(?:CỘNG HO[ÀA]|CỘNG HÒA|ĐỘC LẬP|Độc lập|ĐẢNG CỘNG SẢN VIỆT NAM|SỐ\W|HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|V/V|"
    r"VỀ VIỆC|CÔNG BÁO|DỰ THẢO|BẢN|[*\W]*$)"
)
_RIGHT_COLUMN: Final = re.compile(r"\s+(?:CỘNG HO[ÀA]|CỘNG HÒA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập).*$")
_STARTS: Final = re.compile(
    r"(?:THƯỜNG TRỰC|HỘI ĐỒNG|HĐND|ỦY BAN|UBND|SỞ|BỘ|BAN|CỤC|TỔNG CỤC|VỤ|VĂN PHÒNG|CHÍNH PHỦ|TỈNH ỦY|THÀNH ỦY|"
    r"HUYỆN ỦY|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|ĐẢNG BỘ|"
    r"TRƯỜNG|BỆNH VIỆN|TRUNG TÂM|CÔNG TY|TẬP ĐOÀN|NGÂN HÀNG|KHO BẠC|BẢO HIỂM|CÔNG AN|TÒA ÁN|VIỆN|LIÊN ĐOÀN|ĐOÀN|"
    r"HỘI|PHÒNG|CHI CỤC|MẶT TRẬN|THANH TRA|CHI NHÁNH|KHỐI|"
    r"BTV|BCH|TỈNH ĐOÀN|HUYỆN ĐOÀN|THÀNH ĐOÀN|THỊ ĐOÀN|HIỆP HỘI|CÔNG ĐOÀN|LIÊN HIỆP|NÔNG TRƯỜNG|HỢP TÁC XÃ|QUỸ|ĐÀI|"
    r"QUÂN KHU|(?:THUẾ|HẢI QUAN|THỐNG KÊ|THI HÀNH ÁN DÂN SỰ|VIỄN THÔNG|ĐIỆN LỰC|BƯU ĐIỆN)(?= (?:TỈNH|THÀNH PHỐ|"
    r"CƠ SỞ|HUYỆN|KHU VỰC) )|"
    r"XÍ NGHIỆP|NHÀ MÁY|CHI ĐOÀN|QUỐC HỘI|TỔNG CÔNG TY|HỌC VIỆN|LIÊN MINH|UBMTTQ)(?!\w)"
)
_NEEDS_PARENT: Final = re.compile(
    r"^(?:VĂN PHÒNG|BAN (?:TUYÊN GIÁO|TỔ CHỨC|DÂN VẬN|NỘI CHÍNH|THƯỜNG VỤ|THƯỜNG TRỰC|CHỈ ĐẠO|CHỈ HUY)[^\n]*|ỦY "
    r"BAN KIỂM TRA|"
    r"THƯỜNG TRỰC)$"
)
_PLACE_NAME: Final = rf"{UPPER}{LETTER}*(?:[ -]{UPPER}{LETTER}*){{0,3}}"
_NAMED_PROVINCE: Final = re.compile(
    rf"(?:tỉnh|Tỉnh ủy|Viễn thông(?: tỉnh)?|Điện lực|Công ty Điện lực|Báo|thành phố trực thuộc|Thành ủy|"
    rf"Công an tỉnh)\s+(?P<name>{_PLACE_NAME})"
)
_CONVENER: Final = re.compile(
    r"(?P<organ>(?:(?:Thường trực|Văn phòng)\s)?(?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân|Huyện ủy|Thành ủy|"
    r"Tỉnh ủy|Đảng ủy)"
    rf"\s(?:(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu)\s)?{_PLACE_NAME})\s(?:sẽ\s)?(?:tổ chức|"
    rf"thông báo|trân trọng|kính mời|mời|triệu tập|ban hành|xây dựng|đề nghị)"
)
_SPEAKS_AS: Final = re.compile(
    r"(?<!\w)(?:UBND|Ủy ban nhân dân)\s(?P<kind>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\s(?:sẽ\s)?"
    r"(?:có ý kiến|thông báo|tổ chức|yêu cầu|đề nghị|giao|mời|kính mời|trân trọng|triệu tập|ban hành|xây dựng)(?!\w)"
)
_PARTY_BELOW: Final = re.compile(r"(?:Thành ủy|Huyện ủy|Thị ủy|Quận ủy|Đảng ủy)\s")
_BARE_OFFICE: Final = re.compile(r"(?:VĂN PHÒNG|THƯỜNG TRỰC|BAN THƯỜNG (?:VỤ|TRỰC))$")
"""What is only named together with the council that it is the office of."""
_BRANCH: Final = re.compile(r"(?:CHI NHÁNH|PHÒNG GIAO DỊCH|VĂN PHÒNG ĐẠI DIỆN|CƠ SỞ|PHÂN HIỆU|TRẠI|CỬA HÀNG)(?!\w)")
"""Parts of a company, bank or school that bear the place alone; the body above has the name."""
_OFFICE: Final = re.compile(r"(?:P\.|Phòng|Văn phòng|Bộ phận|Tổ|Nhóm|Ban thư ký|Khoa)(?!\w)")
_OPENS: Final = re.compile(
    r"(?:^|[.,]\s+)(?P<organ>[^.,;:()]{4,90}?)\s(?:sẽ\s)?(?:tổ chức|triệu tập|trân trọng|kính mời|mời|"
    r"thông báo|ban hành|xây dựng)\s"
)
_OPENING: Final = 8
"""Paragraphs in which a message says who convenes."""
_LEAST_WORDS: Final = 3
_FIRST_SENTENCES: Final = 3000
_COUNCIL: Final = ("HỘI ĐỒNG", "HĐND", "UBND", "ỦY BAN", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "ĐẢNG ỦY")
_NOT_NAME: Final = frozenset({"Ủy", "Đoàn", "Trung", "Việt", "Phát", "Nhân", "Điện", "Các"})
_CENTRAL_CITIES: Final = (
    "Hà Nội",
    "Hồ Chí Minh",
    "Đà Nẵng",
    "Hải Phòng",
    "Cần Thơ",
    "Huế",
    "TP. Hồ Chí Minh",
    "TP Hồ Chí Minh",
)


def sentence_case(capitals: str) -> str:
    """ "HỘI ĐỒNG NHÂN DÂN TỈNH X" as it is written inside a sentence."""
    words = squeeze(capitals).split(" ")
    spellings = {s.upper(): s for s in ORGAN_SPELLINGS}
    longest = max(len(s.split()) for s in ORGAN_SPELLINGS)
    out: list[str] = []
    proper = False
    at = 0
    while at < len(words):
        for width in range(min(longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + width]).upper()
            if phrase in spellings:
                spelling = spellings[phrase]
                out.append(spelling)
                proper = spelling.startswith("Ban Chỉ") or spelling in (
                    "Viễn thông",
                    "Tỉnh ủy",
                    "Thành ủy",
                    "Huyện ủy",
                    "Công ty Điện lực",
                )
                at += width
                break
            if phrase.lower() in PLACE_WORDS:
                out.append(phrase.lower())
                proper = True
                at += width
                break
        else:
            word = words[at]
            bare = word.strip(".,()-").upper()
            if bare in ABBREVIATIONS or any(c.isdigit() for c in word):
                out.append(word)
            elif word.lower() in LOWER_WORDS:
                out.append(word.lower())
            elif proper or not out:
                # Of "Ban Chỉ đạo Chuyển đổi số" only the first word of the field is written large.
                proper = proper and not (out and out[-1].startswith("Ban Chỉ"))
                out.append(word.title())
            else:
                out.append(word.lower())
            at += 1
    joined = " ".join(out)
    return joined[:1].upper() + joined[1:]


def _organ_lines(paper: Paper) -> list[tuple[int, int]]:
    limit = paper.identity.number.start if paper.identity.number else paper.body_start
    if paper.heading.doc_type:
        limit = min(limit, paper.heading.doc_type.start)
    lines: list[tuple[int, int]] = []
    for m in re.finditer(r"[^\n|]+", paper.text[:limit]):
        line = _RIGHT_COLUMN.sub("", m[0]).strip(" *_-")
        if len(line) < 3 or len(line) > 120 or _NOT_ORGAN.match(line) or not line.isupper():
            continue
        start = m.start() + m[0].index(line)
        lines.append((start, start + len(line)))
    return lines


def _from_letterhead(paper: Paper) -> Found[str] | None:
    organs: list[list[tuple[int, int]]] = []
    # Above a number, capitals that are no national title are the issuer's name, whatever it begins with.
    headed = paper.identity.number is not None
    for start, end in _organ_lines(paper):
        line = paper.text[start:end]
        wrapped = organs and paper.text[organs[-1][-1][0] : organs[-1][-1][1]].endswith((" VÀ", ",", "-"))
        if not organs and not _STARTS.match(line) and (not headed or len(line.split()) < _LEAST_WORDS):
            continue
        above = " ".join(paper.text[s:e] for s, e in organs[-1]) if organs else ""
        standing = _NEEDS_PARENT.match(above) is not None and line.startswith(_COUNCIL)
        if not organs or (_STARTS.match(line) and not wrapped and not standing):
            organs.append([(start, end)])
        else:
            organs[-1].append((start, end))
    if not organs:
        return None
    issuer = organs[-1]
    words = " ".join(paper.text[s:e] for s, e in issuer)
    begin = issuer[0][0]
    place = place_of_parent(words, " ".join(paper.text[s:e] for s, e in organs[-2])) if len(organs) > 1 else None
    if place and not _BARE_OFFICE.match(words):
        words += place
        begin = organs[-2][0][0]
    elif len(organs) > 1 and _NEEDS_PARENT.match(words):
        parent = " ".join(paper.text[s:e] for s, e in organs[-2])
        words += " " + parent
        begin = organs[-2][0][0]
    elif len(organs) > 1 and of_association(words, " ".join(paper.text[s:e] for s, e in organs[-2])):
        above = " ".join(paper.text[s:e] for s, e in organs[-2])
        return Found(sentence_case(f"{above} {words}"), organs[-2][0][0], issuer[-1][1], 0.85)
    elif len(organs) > 1 and _BRANCH.match(words):
        above = " ".join(paper.text[s:e] for s, e in organs[-2])
        words = f"{sentence_case(above)} {_lowered(sentence_case(words))}"
        return Found(words, organs[-2][0][0], issuer[-1][1], 0.9)
    return Found(sentence_case(words), begin, issuer[-1][1], 0.95)


def _lowered(name: str) -> str:
    """A name that goes on inside another: "chi nhánh tỉnh X"."""
    return name[:1].lower() + name[1:]


def province_named(paper: Paper) -> str | None:
    """The province or central city that the paper speaks of, with its kind of place."""
    if paper.identity.place and not paper.identity.place.value.upper().startswith("TP"):
        name = paper.identity.place.value
        return f"thành phố {name}" if name in _CENTRAL_CITIES else f"tỉnh {name}"
    names = Counter(
        m["name"]
        for m in _NAMED_PROVINCE.finditer(paper.text)
        if m["name"].split()[0] not in _NOT_NAME and not m["name"].isupper() and " " in m["name"]
    )
    if not names:
        return None
    name = names.most_common(1)[0][0]
    return f"thành phố {name}" if name in _CENTRAL_CITIES else f"tỉnh {name}"


def convener(paper: Paper) -> Found[str] | None:
    """The body that the first sentences make the subject of "tổ chức", "kính mời", "đề nghị", with its place."""
    m = _CONVENER.search(paper.body[:_FIRST_SENTENCES])
    if m is None:
        return None
    return Found(squeeze(m["organ"]), paper.body_start + m.start("organ"), paper.body_start + m.end("organ"), 0.6)


def _from_traces(paper: Paper) -> Found[str] | None:
    """From the signing capacity, the number's symbol and the province the text names."""
    symbol = paper.identity.number.value.upper() if paper.identity.number else ""
    authority = ((paper.signature.authority or "") if paper.signature else "").upper()
    place = paper.signature or paper.identity.number
    province = province_named(paper)
    named = convener(paper)
    if not (symbol or authority) or place is None or not province:
        return named
    bare = province.removeprefix("tỉnh ")
    if named and _PARTY_BELOW.match(named.value):
        return named
    if re.search(r"/(?:TU|VPTU)\b", symbol) or (
        not symbol and re.search(r"T/[LM]|BAN THƯỜNG VỤ|TỈNH ỦY", authority) and "Tỉnh ủy" in paper.text
    ):
        convenes = re.search(
            r"Ban Thường vụ Tỉnh ủy(?:\s+" + _PLACE_NAME + r")?(?=\s+(?:tổ chức|triệu tập|kính mời|trân trọng))",
            paper.body,
        )
        organ = "Văn phòng Tỉnh ủy" if "/VPTU" in symbol else "Ban Thường vụ Tỉnh ủy" if convenes else "Tỉnh ủy"
        return Found(f"{organ} {bare}", place.start, place.end, 0.6)
    if named and not named.value.endswith(province):
        return named
    traces = f"{symbol} {authority}"
    if "HĐND" in traces or "HỘI ĐỒNG NHÂN DÂN" in traces:
        standing = "Thường trực " if "THƯỜNG TRỰC" in authority else ""
        return Found(f"{standing}HĐND {province}", place.start, place.end, 0.7)
    if "UBND" in traces or "ỦY BAN NHÂN DÂN" in traces:
        return Found(
            f"UBND {_own_kind(paper) or 'tỉnh'} {bare}" if bare != province else f"UBND {province}",
            place.start,
            place.end,
            0.7,
        )
    return named


def _own_kind(paper: Paper) -> str | None:
    """The kind of place that a council names itself by where it speaks: "Chủ tịch UBND huyện yêu cầu"."""
    kinds = Counter(m["kind"].lower() for m in _SPEAKS_AS.finditer(paper.body))
    return kinds.most_common(1)[0][0] if kinds else None


def read_issuing_body(paper: Paper) -> Found[str] | None:
    return _from_letterhead(paper) or _from_message(paper) or _from_traces(paper) or _from_opening(paper)


def _from_message(paper: Paper) -> Found[str] | None:
    """The sender of a message; where only one of its offices sends it, the body that the first words name."""
    sending = sending_body(paper.text[: paper.body_start])
    if sending is None or not _OFFICE.match(sending.value):
        return sending
    return _from_opening(paper) or sending


def _from_opening(paper: Paper) -> Found[str] | None:
    """The body that the first words of a paper without a head make the one who convenes."""
    for block in paper.blocks[:_OPENING]:
        for opens in _OPENS.finditer(block.text):
            if ORGAN_START.match(opens["organ"]) and not _OFFICE.match(opens["organ"]):
                return cut(paper.text, block.start + opens.start("organ"), block.start + opens.end("organ"), 0.6)
    return None
