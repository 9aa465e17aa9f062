"""The facts of a paper as a sheet of fields that a person checks and corrects; `sheet_posted` reads what comes back.

Pure: the contract's keys and forms on one side, labelled inputs on the other. A field's name is the key, for lists
followed by the entry's index and part (`tasks-0-due`). A list is as long as its entries plus one empty row to add to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from nhipcau.core import dates
from nhipcau.documents.intake.reading import EMPTY_FACTS, TIERS

TIER_NAMES = {
    "trung_uong": gettext_lazy("Trung ương"),
    "tinh": gettext_lazy("Cấp tỉnh"),
    "huyen": gettext_lazy("Cấp huyện"),
    "xa": gettext_lazy("Cấp xã"),
}
DOC_TYPES = {
    "ke_hoach": gettext_lazy("Kế hoạch"),
    "thong_bao": gettext_lazy("Thông báo"),
    "giay_moi": gettext_lazy("Giấy mời"),
    "cong_van": gettext_lazy("Công văn"),
    "khac": gettext_lazy("Loại khác"),
}
FORMS = {
    "truc_tuyen": gettext_lazy("Trực tuyến"),
    "ket_hop": gettext_lazy("Trực tiếp kết hợp trực tuyến"),
    "truc_tiep": gettext_lazy("Trực tiếp"),
}
SIGNER_PARTS = {
    "authority": gettext_lazy("Thay mặt, thừa lệnh"),
    "position": gettext_lazy("Chức vụ"),
    "name": gettext_lazy("Họ và tên"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """One control. kind: text, area, lines, moment, number, select, check."""

    name: str
    label: str | Promise
    kind: str
    value: Any = ""
    options: tuple[tuple[str, str | Promise], ...] = ()
    error: str = ""

    @property
    def id(self) -> str:
        """Its id on the page, to be led to."""
        return f"i-{self.name}"


@dataclass(frozen=True, slots=True)
class Row:
    """A fact or an entry of a list fact; index and value tell which of the key's places belong to it."""

    key: str
    label: str | Promise
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
    label: str | Promise
    adding: str | Promise
    parts: tuple[tuple[str, str | Promise, str], ...]


TASKS = ListForm(
    "tasks",
    pgettext_lazy("one entry", "Nhiệm vụ"),
    gettext_lazy("Thêm nhiệm vụ"),
    (
        ("assignee", pgettext_lazy("of a task", "Đơn vị chủ trì"), "text"),
        ("due", gettext_lazy("Hạn"), "moment"),
        ("action_summary", gettext_lazy("Việc"), "area"),
        ("cooperating", gettext_lazy("Phối hợp"), "text"),
    ),
)
DEADLINES = ListForm(
    "registration_deadlines",
    pgettext_lazy("one entry", "Hạn đăng ký"),
    gettext_lazy("Thêm hạn đăng ký"),
    (("what", gettext_lazy("Nội dung"), "text"), ("due", gettext_lazy("Hạn"), "moment")),
)
SPEECHES = ListForm(
    "papers",
    pgettext_lazy("one entry", "Tham luận"),
    gettext_lazy("Thêm tham luận"),
    (("assignee", gettext_lazy("Đơn vị"), "text"), ("topic", gettext_lazy("Chủ đề"), "text")),
)
CONTACTS = ListForm(
    "contacts",
    pgettext_lazy("one entry", "Đầu mối"),
    gettext_lazy("Thêm đầu mối"),
    (
        ("name", gettext_lazy("Họ và tên"), "text"),
        ("role", gettext_lazy("Vai trò"), "text"),
        ("phone", gettext_lazy("Điện thoại"), "text"),
        ("email", gettext_lazy("Thư điện tử"), "text"),
    ),
)
LISTS = (TASKS, DEADLINES, SPEECHES, CONTACTS)
LINES = {
    "materials": gettext_lazy("Tài liệu"),
    "recipients": gettext_lazy("Nơi nhận"),
    "press": gettext_lazy("Báo chí"),
}
TEXTS = {
    "meeting_title": gettext_lazy("Tên hội nghị"),
    "end_or_duration": gettext_lazy("Kết thúc, thời lượng"),
    "venue_main": gettext_lazy("Điểm cầu chính"),
    "number": gettext_lazy("Số, ký hiệu"),
    "issuing_body": gettext_lazy("Cơ quan ban hành"),
    "place": gettext_lazy("Địa danh"),
    "subject": gettext_lazy("Trích yếu"),
}
SELECTS: Mapping[str, tuple[str | Promise, Mapping[str, str | Promise]]] = {
    "meeting_form": (gettext_lazy("Hình thức"), FORMS),
    "doc_type": (gettext_lazy("Loại văn bản"), DOC_TYPES),
}
MOMENTS = {"start": gettext_lazy("Thời gian"), "issue_date": gettext_lazy("Ngày ban hành")}


def groups(
    facts: Mapping[str, Any], errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> list[Group]:
    """The sheet. errors and typed: by field name, to show again what was typed where it was not understood."""
    make = _Maker(facts, errors or {}, typed or {})
    return [
        Group(
            pgettext("one", "Hội nghị"),
            (
                make.text("meeting_title", "area"),
                make.select("meeting_form"),
                make.moment("start"),
                make.text("end_or_duration"),
                make.text("venue_main"),
            ),
        ),
        Group(_("Điểm cầu và thành phần"), (*make.tiers(), *make.participants())),
        Group(_("Chạy thử, nhiệm vụ và hạn"), (*make.rehearsals(), *make.entries(TASKS), *make.entries(DEADLINES))),
        Group(_("Tài liệu và tham luận"), (make.lines("materials"), *make.entries(SPEECHES), make.limits())),
        Group(_("Đầu mối và báo chí"), (*make.entries(CONTACTS), make.lines("press"))),
        Group(
            _("Văn bản"),
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

    def _input(
        self,
        name: str,
        label: str | Promise,
        kind: str,
        value: Any,
        options: Mapping[str, str | Promise] | None = None,
    ) -> Input:
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
        options = {"": _("chưa rõ"), **options}
        return Row(key, label, (self._input(key, label, "select", value, options),), empty=not value)

    def lines(self, key: str) -> Row:
        value = self._facts[key]
        text = "\n".join(value)
        return Row(
            key,
            LINES[key],
            (self._input(key, _("%(what)s, mỗi dòng một mục") % {"what": LINES[key]}, "lines", text),),
            empty=not value,
        )

    def tiers(self) -> list[Row]:
        rows: list[Row] = []
        for tier in TIERS:
            taking_part, count = tier in self._facts["tiers"], self._facts["site_counts"].get(tier)
            inputs = (
                self._input(f"tiers-{tier}", _("Có điểm cầu"), "check", taking_part),
                self._input(f"site_counts-{tier}", _("Số điểm cầu"), "number", count),
            )
            rows.append(Row("site_counts", TIER_NAMES[tier], inputs, value=tier, empty=not taking_part))
        return rows

    def participants(self) -> list[Row]:
        entries = [*self._facts["participants"], {"tier": "", "items": []}]
        options = {"": _("ngoài các cấp"), **TIER_NAMES}
        return [
            Row(
                "participants",
                _("Thành phần") if entry["items"] else _("Thêm thành phần"),
                (
                    self._input(f"participants-{index}-tier", _("Cấp"), "select", entry["tier"], options),
                    self._input(
                        f"participants-{index}-items", _("Mỗi dòng một thành phần"), "lines", "\n".join(entry["items"])
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
                _("Chạy thử") if value else _("Thêm buổi chạy thử"),
                (self._input(f"rehearsals-{index}", _("Giờ và ngày chạy thử"), "moment", value),),
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
                form.label if entry else form.adding,
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
            self._input("paper_limits-pages", _("Số trang tối đa"), "number", limits.get("pages")),
            self._input("paper_limits-minutes", _("Số phút tối đa"), "number", limits.get("minutes")),
        )
        return Row("paper_limits", _("Giới hạn tham luận"), inputs, empty=not limits)

    def signer(self) -> Row:
        signer = self._facts["signer"] or {}
        inputs = tuple(
            self._input(f"signer-{part}", label, "text", signer.get(part)) for part, label in SIGNER_PARTS.items()
        )
        return Row("signer", _("Người ký"), inputs, empty=not signer)

    def replaces(self) -> Row:
        value = bool(self._facts["replaces_invitation"])
        one = self._input("replaces_invitation", _("Văn bản thay giấy mời"), "check", value)
        return Row("replaces_invitation", _("Giấy mời"), (one,), empty=not value)
