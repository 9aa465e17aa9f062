"""The words that a paper's parts are chosen from: kinds, ranks, capacities, urgency; and how kinds are named."""

from __future__ import annotations

from enum import StrEnum


class System(StrEnum):
    """Whose rules a paper follows: the State's (also mass organisations and companies) or the Party's."""

    STATE = "state"
    PARTY = "party"


class Kind(StrEnum):
    """Kinds of papers of a conference; the first five have the names that the reader of papers gives them."""

    PLAN = "ke_hoach"
    NOTICE = "thong_bao"
    INVITATION = "giay_moi"
    LETTER = "cong_van"
    OTHER = "khac"
    PARTY_CALL = "moi_hop"
    REPORT = "bao_cao"
    CONCLUSION = "ket_luan"
    MINUTES = "bien_ban"
    SUBMISSION = "to_trinh"
    PROGRAMME = "chuong_trinh"


HEADINGS: dict[Kind, str] = {
    Kind.PLAN: "KẾ HOẠCH",
    Kind.NOTICE: "THÔNG BÁO",
    Kind.INVITATION: "GIẤY MỜI",
    Kind.PARTY_CALL: "MỜI HỌP",
    Kind.REPORT: "BÁO CÁO",
    Kind.CONCLUSION: "THÔNG BÁO",
    Kind.MINUTES: "BIÊN BẢN",
    Kind.SUBMISSION: "TỜ TRÌNH",
    Kind.PROGRAMME: "CHƯƠNG TRÌNH",
}
"""What is printed as the name of the kind; a letter has none (NĐ 30/2020, Phụ lục I, mục II.5)."""


class Level(StrEnum):
    """Ranks of numbered text, outermost first."""

    PART = "part"
    ROMAN = "roman"
    ARABIC = "arabic"
    SECOND = "second"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"


class Align(StrEnum):
    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Capacity(StrEnum):
    """In what capacity somebody signs; the profile says how it is written (TM., T/M …)."""

    ON_BEHALF = "on_behalf"
    FOR_HEAD = "for_head"
    BY_ORDER = "by_order"
    BY_DELEGATION = "by_delegation"
    ACTING = "acting"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    IMMEDIATE = "immediate"
