"""Which tiers a phrase, a heading or an issuer speaks of.

Before July 2025 a province had districts ("huyện"); since Luật 72/2025/QH15 communes stand directly below it. Both
forms and chains from the centre are read; nothing is inferred from the date.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import TIERS
from nhipcau.documents.intake.words import CENTRAL_CITIES, SITE_WORD

_SCOPE: Final = re.compile(
    r"(?:trên địa bàn|toàn|thuộc|trực thuộc|của|trong)\s+(?:toàn\s+)?(?:tỉnh|thành phố|huyện|xã|phường)(?!\w)|"
    r"(?:thuộc|trực thuộc)\s+(?:(?:tỉnh|thành|huyện|thị|quận|đảng) ủy|sở)(?!\w)|"
    r"(?:bệnh viện|cơ sở)[^,;.]{0,30}? tuyến (?:tỉnh|huyện|trung ương)|"
    r"thị xã(?= hội)|xã hội|hợp tác xã|"
    r"trực thuộc [Tt]rung ương|trung tâm|thành phố (?=cấp)|sở, (?:ban, )?ngành",
    re.IGNORECASE,
)
_CENTRE: Final = re.compile(
    r"trung ương|chính phủ|quốc hội|(?<!\w)các bộ(?!\w)|(?<!\w)bộ(?= (?:y tế|nội vụ|tư pháp|tài chính|công|"
    r"giáo dục|khoa|xây|nông|văn|thông))"
)
_PROVINCE: Final = re.compile(
    r"(?<!\w)(?:tỉnh|tỉnh ủy|cấp tỉnh|tỉnh, thành phố|thành phố [Hh]à [Nn]ội|thành phố [Hh]ồ [Cc]hí [Mm]inh)(?!\w)"
)
_DISTRICT: Final = re.compile(r"(?<!\w)(?:huyện|huyện ủy|thị xã|thị ủy|quận|quận ủy)(?!\w)")
_COMMUNE: Final = re.compile(r"(?<!thị )(?<!\w)xã(?!\w)|(?<!\w)(?:phường|thị trấn|đặc khu)(?!\w)")
_STATION: Final = re.compile(r"(?<!\w)(?:các )?trạm y tế(?! (?:dự phòng|cơ quan))(?!\w)")
"""Every commune has one, and it stands for its commune."""
_DEPARTMENTS: Final = re.compile(r"(?<!\w)(?<!trụ )(?<!cơ )sở(?= \w)(?! (?:chỉ huy|tại|hữu))")
"""Seen from the centre, a department is its province's site."""
_DISTRICT_OFFICE: Final = re.compile(
    r"(?<!\w)(?:các )?phòng (?:gd\s?(?:&|-|và)?\s?đt|giáo dục (?:và|&) đào tạo|y tế|tư pháp|nội vụ|lđ-?tb|lao động|"
    r"tài nguyên|nông nghiệp|tài chính - kế hoạch|văn hóa và thông tin|kinh tế (?:và|-) hạ tầng|dân tộc)(?!\w)"
)
"""Offices of a district (NĐ 37/2014); a department of a province has rooms of other names."""
_CITY: Final = re.compile(r"(?<!\w)(?:thành phố|thành ủy)(?!\w)", re.IGNORECASE)
_CHIEF_SITE: Final = re.compile(
    rf"{SITE_WORD}\s+(?:(?:tại\s)?trụ sở\s)?(?:chính|chủ trì|"
    r"trung tâm(?! (?:y tế|văn hóa|chính trị|giáo dục|dạy nghề|bồi dưỡng|khuyến nông)))",
    re.IGNORECASE,
)
_OWN_SITE: Final = re.compile(
    rf"(?:(?:[Tt]ại\s+)?(?i:{SITE_WORD})\s+(?:tại\s+)?|(?:[Tt]ại|Ở|(?:Về )?[Pp]hía)\s+)"
    rf"(?:cơ quan\s+|trụ sở\s+)?(?P<organ>Sở|Tỉnh ủy|Thành ủy|Huyện ủy|Bộ|Tỉnh|Xã|"
    r"Huyện|sở|bộ|Phòng|Cục|Ban|Viện|Tỉnh [đĐ]oàn|Thành [đĐ]oàn|Huyện [đĐ]oàn)(?![\w,])(?!\s[a-zđ])"
    r"|(?:[Tt]ại|Ở|(?:Về )?[Pp]hía)\s+(?:Bệnh viện|Trường|Công ty|"
    r"Trung tâm|Kho bạc|Chi cục|Tòa án|Văn phòng|Hội|Cơ quan)\s*(?:\(|$)"
)
"""The convener's own site, named by its short name ("Điểm cầu Sở")."""
_PEOPLE_AT: Final = re.compile(
    r"(?:Người|Đại biểu|Khách(?: mời)?|Ai|Thành phần)(?: (?:tham )?(?:dự|họp|học|mời|gia))* (?:tại|ở|về) ",
    re.IGNORECASE,
)
_UNIT: Final = r"(?:Trung ương|Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu)"
_ONLY_TIERS: Final = re.compile(
    rf"(?:(?:Về )?[Pp]hía |Khối |Đối với )?(?:các )?{_UNIT}(?:(?:,| và) {_UNIT})*", re.IGNORECASE
)
"""A heading that names nothing but tiers ("Quận, huyện:")."""
_LOWEST_SITES: Final = re.compile(rf"{SITE_WORD} cơ sở(?!\w)", re.IGNORECASE)
_OTHER_SITES: Final = re.compile(
    rf"(?:[Tt]ại |[Ởở] )?(?:(?:các )?{SITE_WORD} (?:tại |ở |của )?)?(?:các |[0-9.]+ )(?:trường|bệnh viện|"
    r"cơ sở giáo dục|phòng giao dịch|công ty|doanh nghiệp|nhà máy|khoa(?! học)|chi nhánh|"
    r"đảng ủy trực thuộc|đơn vị trực thuộc)(?!\w)",
    re.IGNORECASE,
)
"""Sites that stand in none of the tiers: schools, hospitals, branches."""
_TIER_SITES: Final = re.compile(
    r"(?<!\w)(?:cấp (?:xã|huyện|tỉnh)|UBND|(?:các |[0-9]+ )(?:xã|phường|huyện|tỉnh)|trạm y tế|sở)(?!\w)", re.IGNORECASE
)
_LONGEST_LETTERHEAD: Final = 200
_LONGEST_HEAD: Final = 400
_HEAD_LINES: Final = 4
OWN_OFFICE: Final = re.compile(
    r"(?:Điểm cầu |Trụ sở )?(?:Sở|Bộ|Cục|Tỉnh ủy|Thành ủy|Huyện ủy|Hội sở|Trụ sở chính)(?!\w)"
)
"""The convener's own row in a table of sites; a body of another tier names it."""


def tiers_in(phrase: str, own: str | None = None) -> list[str]:
    """Tiers a heading or a list of places names; the issuer's tier, `own`, decides what a bare "thành phố" is."""
    return list(_tiers_in(phrase, own))


@lru_cache(maxsize=8192)
def _tiers_in(phrase: str, own: str | None) -> tuple[str, ...]:
    plain = _SCOPE.sub(" ", " ".join(phrase.split())).lower()
    found: set[str] = set()
    if _CENTRE.search(plain):
        found.add("trung_uong")
    if _PROVINCE.search(plain) or (own == "trung_uong" and _DEPARTMENTS.search(plain)):
        found.add("tinh")
    if _DISTRICT.search(plain) or (own == "tinh" and _DISTRICT_OFFICE.search(plain) and not _COMMUNE.search(plain)):
        found.add("huyen")
    if _COMMUNE.search(plain) or _STATION.search(plain) or _LOWEST_SITES.search(plain):
        found.add("xa")
    if _CITY.search(plain) and not found & {"huyen", "tinh"}:
        found.add(
            "tinh"
            if own == "tinh" and "các" not in plain and "xa" not in found
            else "huyen"
            if "xa" not in found
            else "tinh"
        )
    return tuple(tier for tier in TIERS if tier in found)


_OUTSIDE: Final = re.compile(
    r"\W*(?:bệnh viện|bv|trường (?:đại học|cao đẳng|thpt|thcs|tiểu học|mầm non|trung cấp)|học viện|công ty|"
    r"tổng công ty|tập đoàn|nhà máy|xí nghiệp|đại học)",
    re.IGNORECASE,
)
"""What stands in none of the tiers, whatever place its name bears."""


@lru_cache(maxsize=64)
def own_tier(issuer: str | None) -> str | None:
    """The tier of the chairing site: that of the issuing body."""
    if not issuer or _OUTSIDE.match(issuer):
        return None
    plain = issuer.lower().replace("xã hội", "")
    if re.search(r"(?<!thị )(?<!\w)(?:xã|phường|thị trấn|đặc khu)\s", plain):
        return "xa"
    if re.search(r"(?<!\w)(?:huyện|thị xã|quận|huyện ủy|thị ủy|quận ủy)(?!\w)", plain):
        return "huyen"
    if re.search(r"(?<!\w)(?:tỉnh|tỉnh ủy|sở)(?!\w)", plain):
        return "tinh"
    city = re.search(r"(?<!\w)(?:thành phố|thành ủy|tp\.?)(?!\w)", plain)
    if city:
        # A city under the centre stands beside the provinces, any other is part of one.
        return "tinh" if any(name in plain[city.end() :] for name in CENTRAL_CITIES) else "huyen"
    if re.search(
        r"^(?:bộ|chính phủ|văn phòng chính phủ|thủ tướng|ban chấp hành trung ương|quốc hội|tổng cục|cục)(?!\w)", plain
    ):
        return "trung_uong"
    return None


_ABOVE: Final = re.compile(r"(?<!\w)(?:Tỉnh ủy|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) tỉnh)(?!\w)")
_BELOW: Final = re.compile(
    r"(?<!\w)(?:(?:các |[0-9]+ )?(?:quận|huyện)(?!\w)|(?:các )?sở,|Sở (?=[A-ZĐ])|(?:HĐND|UBND) (?:các )?(?:quận|huyện))"
)


_REGIONAL: Final = re.compile(r"\skhu vực(?!\w)", re.IGNORECASE)


def convener_tier(issuer: str | None, paper: Paper) -> str | None:
    """The tier of the chairing site. A city is what the paper shows round it: departments and districts of its own
    make it one under the centre, a province above it one of that province."""
    tier = own_tier(issuer)
    if tier is None and issuer and (_REGIONAL.search(issuer) or _OUTSIDE.match(issuer)):
        return None  # a branch for several provinces stands in none of the tiers
    if tier == "huyen" and issuer and _CITY.search(issuer) and not _DISTRICT.search(issuer.lower()):
        return "tinh" if _BELOW.search(paper.text) and not _ABOVE.search(paper.text) else tier
    return tier or own_tier(paper.text[: paper.body_start].split("CỘNG H")[0][:_LONGEST_LETTERHEAD].lower() or None)


def stands_outside(paper: Paper) -> bool:
    """Whether a hospital, a school or a company convenes: the last body of its letterhead is one."""
    lines = [line.strip() for line in paper.text[: paper.body_start].split("\n")[:_HEAD_LINES] if line.strip()]
    own = [line for line in lines if line.isupper() and not line.startswith(("CỘNG H", "ĐẢNG CỘNG"))]
    return any(_OUTSIDE.match(line) for line in own[:2])


def is_own_site(words: str) -> bool:
    """Whether words name the convener's own site by its short name ("Tại Sở")."""
    return _OWN_SITE.match(words[:1].upper() + words[1:]) is not None


def site_heading(block: Block, own: str | None) -> list[str]:
    """Tiers of a block that opens the list of one site or of one tier's sites; [] for any other block."""
    return list(_site_heading(block.text[:_LONGEST_HEAD], own))


@lru_cache(maxsize=8192)
def _site_heading(text: str, own: str | None) -> tuple[str, ...]:
    head = re.split(r":|\s[Kk]ính mời", text, maxsplit=1)[0]
    head = re.sub(
        r"\((?:dự|họp|tham dự|tại|ở|không phải|trừ|(?:phòng|hội trường|trụ sở|nhà|tầng|số)(?!\w))\s?[^()]*\)",
        "",
        head,
        flags=re.IGNORECASE,
    )  # where some of them sit, not whose list this is
    if len(head) > 130:
        head = re.sub(r"\s\([^()]*\)", "", head)  # the sites one by one
    if len(head) > 130:
        return ()
    if _OTHER_SITES.match(head) and not _TIER_SITES.search(head):
        return ()
    if (
        re.search(SITE_WORD, head, re.IGNORECASE)
        or re.match(r"(?:Tại |Đối với )?(?:các )?[Cc]ấp\s|(?:Tại|Ở) ", head)
        or _PEOPLE_AT.match(head)
        or (len(head) < len(text) and _ONLY_TIERS.fullmatch(head.strip()))
        or (len(head) < len(text) and re.match(r"(?:Về )?[Pp]hía ", head))
    ):
        if _CHIEF_SITE.search(head):
            return _tiers_in(head, own)[:1] or ((own,) if own else ())
        return _tiers_in(head, own) or ((own,) if own and _OWN_SITE.match(head) else ())
    return ()
