"""The facts of a paper as a sheet of fields that a person checks and corrects; `sheet_posted` reads what comes back.

Pure: the contract's keys and forms on one side, labelled inputs on the other. A field's name is the key, for lists
followed by the entry's index and part (`tasks-0-due`). A list is as long as its entries plus one empty row to add to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhipcau.core import dates
from nhipcau.documents.intake.reading import EMPTY_FACTS, TIERS

TIER_NAMES = {"trung_uong": "Trung ương", "tinh": "Cấp tỉnh", "huyen": "Cấp huyện", "xa": "Cấp xã"}
DOC_TYPES = {
    "ke_hoach": "Kế hoạch",
    "thong_bao": "Thông báo",
    "giay_moi": "Giấy mời",
    "cong_van": "Công văn",
    "khac": "Loại khác",
}
FORMS = {"truc_tuyen": "Trực tuyến", "ket_hop": "Trực tiếp kết hợp trực tuyến", "truc_tiep": "Trực tiếp"}
SIGNER_PARTS = {"authority": "Thay mặt, thừa lệnh", "position": "Chức vụ", "name": "Họ và tên"}


@dataclass(frozen=True, slots=True)
class Input:
    """One control. kind: text, area, lines, moment, number, select, check."""

    name: str
    label: str
    kind: str
    value: Any = ""
    options: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def id(self) -> str:
        """Its id on the page, to be led to."""
        return f"i-{self.name}"


@dataclass(frozen=True, slots=True)
class Row:
    """A fact or an entry of a list fact; index and value tell which of the key's places belong to it."""

    key: str
    label: str
    inputs: tuple[Input, ...]
    index: int | None = None
    value: str | None = None
    empty: bool = False

    @property
    def name(self) -> str:
        """`start`, `tasks-2`, `site_counts-xa`: by which a person's check of it is kept."""
        part = self.value if self.value is not None else self.index
        return self.key if part is None else f"{self.key}-{part}"


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListForm:
    """How the entries of a list fact look: parts as (name, label, kind)."""

    key: str
    label: str
    parts: tuple[tuple[str, str, str], ...]


TASKS = ListForm(
    "tasks",
    "Nhiệm vụ",
    (
        ("assignee", "Đơn vị chủ trì", "text"),
        ("due", "Hạn", "moment"),
        ("action_summary", "Việc", "area"),
        ("cooperating", "Phối hợp", "text"),
    ),
)
DEADLINES = ListForm("registration_deadlines", "Hạn đăng ký", (("what", "Nội dung", "text"), ("due", "Hạn", "moment")))
SPEECHES = ListForm("papers", "Tham luận", (("assignee", "Đơn vị", "text"), ("topic", "Chủ đề", "text")))
CONTACTS = ListForm(
    "contacts",
    "Đầu mối",
    (
        ("name", "Họ và tên", "text"),
        ("role", "Vai trò", "text"),
        ("phone", "Điện thoại", "text"),
        ("email", "Thư điện tử", "text"),
    ),
)
LISTS = (TASKS, DEADLINES, SPEECHES, CONTACTS)
LINES = {"materials": "Tài liệu", "recipients": "Nơi nhận", "press": "Báo chí"}
TEXTS = {
    "meeting_title": "Tên hội nghị",
    "end_or_duration": "Kết thúc, thời lượng",
    "venue_main": "Điểm cầu chính",
    "number": "Số, ký hiệu",
    "issuing_body": "Cơ quan ban hành",
    "place": "Địa danh",
    "subject": "Trích yếu",
}
SELECTS: dict[str, tuple[str, dict[str, str]]] = {
    "meeting_form": ("Hình thức", FORMS),
    "doc_type": ("Loại văn bản", DOC_TYPES),
}
MOMENTS = {"start": "Thời gian", "issue_date": "Ngày ban hành"}


def groups(
    facts: Mapping[str, Any], errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> list[Group]:
    """The sheet. errors and typed: by field name, to show again what was typed where it was not understood."""
    make = _Maker(facts, errors or {}, typed or {})
    return [
        Group(
            "Hội nghị",
            (
                make.text("meeting_title", "area"),
                make.select("meeting_form"),
                make.moment("start"),
                make.text("end_or_duration"),
                make.text("venue_main"),
            ),
        ),
        Group("Điểm cầu và thành phần", (*make.tiers(), *make.participants())),
        Group("Chạy thử, nhiệm vụ và hạn", (*make.rehearsals(), *make.entries(TASKS), *make.entries(DEADLINES))),
        Group("Tài liệu và tham luận", (make.lines("materials"), *make.entries(SPEECHES), make.limits())),
        Group("Đầu mối và báo chí", (*make.entries(CONTACTS), make.lines("press"))),
        Group(
            "Văn bản",
            (
                make.select("doc_type"),
                make.text("number"),
                make.text("issuing_body"),
                make.text("place"),
                make.moment("issue_date"),
                make.text("subject", "area"),
                make.signer(),
                make.lines("recipients"),
                make.replaces(),
            ),
        ),
    ]


class _Maker:
    def __init__(self, facts: Mapping[str, Any], errors: Mapping[str, str], typed: Mapping[str, str]) -> None:
        self._facts = {**EMPTY_FACTS, **facts}
        self._errors = errors
        self._typed = typed

    def _input(self, name: str, label: str, kind: str, value: Any, options: Mapping[str, str] | None = None) -> Input:
        shown = dates.written(value) if kind == "moment" else ("" if value is None else value)
        if name in self._errors:
            shown = self._typed.get(name, shown)
        choices = tuple((options or {}).items())
        return Input(name, label, kind, shown, choices, self._errors.get(name, ""))

    def text(self, key: str, kind: str = "text") -> Row:
        value = self._facts[key]
        return Row(key, TEXTS[key], (self._input(key, TEXTS[key], kind, value),), empty=not value)

    def moment(self, key: str) -> Row:
        value = self._facts[key]
        return Row(key, MOMENTS[key], (self._input(key, MOMENTS[key], "moment", value),), empty=not value)

    def select(self, key: str) -> Row:
        label, options = SELECTS[key]
        value = self._facts[key]
        options = {"": "chưa rõ", **options}
        return Row(key, label, (self._input(key, label, "select", value, options),), empty=not value)

    def lines(self, key: str) -> Row:
        value = self._facts[key]
        text = "\n".join(value)
        return Row(
            key, LINES[key], (self._input(key, f"{LINES[key]}, mỗi dòng một mục", "lines", text),), empty=not value
        )

    def tiers(self) -> list[Row]:
        rows: list[Row] = []
        for tier in TIERS:
            taking_part, count = tier in self._facts["tiers"], self._facts["site_counts"].get(tier)
            inputs = (
                self._input(f"tiers-{tier}", "Có điểm cầu", "check", taking_part),
                self._input(f"site_counts-{tier}", "Số điểm cầu", "number", count),
            )
            rows.append(Row("site_counts", TIER_NAMES[tier], inputs, value=tier, empty=not taking_part))
        return rows

    def participants(self) -> list[Row]:
        entries = [*self._facts["participants"], {"tier": "", "items": []}]
        options = {"": "ngoài các cấp", **TIER_NAMES}
        return [
            Row(
                "participants",
                "Thành phần" if entry["items"] else "Thêm thành phần",
                (
                    self._input(f"participants-{index}-tier", "Cấp", "select", entry["tier"], options),
                    self._input(
                        f"participants-{index}-items", "Mỗi dòng một thành phần", "lines", "\n".join(entry["items"])
                    ),
                ),
                index=index,
                empty=not entry["items"],
            )
            for index, entry in enumerate(entries)
        ]

    def rehearsals(self) -> list[Row]:
        values = [*self._facts["rehearsals"], None]
        return [
            Row(
                "rehearsals",
                "Chạy thử" if value else "Thêm buổi chạy thử",
                (self._input(f"rehearsals-{index}", "Giờ và ngày chạy thử", "moment", value),),
                index=index,
                empty=not value,
            )
            for index, value in enumerate(values)
        ]

    def entries(self, form: ListForm) -> list[Row]:
        entries = [*self._facts[form.key], {}]
        return [
            Row(
                form.key,
                form.label if entry else f"Thêm {form.label[0].lower()}{form.label[1:]}",
                tuple(
                    self._input(f"{form.key}-{index}-{part}", label, kind, entry.get(part))
                    for part, label, kind in form.parts
                ),
                index=index,
                empty=not entry,
            )
            for index, entry in enumerate(entries)
        ]

    def limits(self) -> Row:
        limits = self._facts["paper_limits"] or {}
        inputs = (
            self._input("paper_limits-pages", "Số trang tối đa", "number", limits.get("pages")),
            self._input("paper_limits-minutes", "Số phút tối đa", "number", limits.get("minutes")),
        )
        return Row("paper_limits", "Giới hạn tham luận", inputs, empty=not limits)

    def signer(self) -> Row:
        signer = self._facts["signer"] or {}
        inputs = tuple(
            self._input(f"signer-{part}", label, "text", signer.get(part)) for part, label in SIGNER_PARTS.items()
        )
        return Row("signer", "Người ký", inputs, empty=not signer)

    def replaces(self) -> Row:
        value = bool(self._facts["replaces_invitation"])
        one = self._input("replaces_invitation", "Văn bản thay giấy mời", "check", value)
        return Row("replaces_invitation", "Giấy mời", (one,), empty=not value)
