"""The sections of the conference editor: each its own form, its own command, and its own memory of who changed it last.

A section is rows of fields; one that has a single row (`many` is false) is a plain form. New sections are lines here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.conferences.editing.fields import Choices, Field
from nhipcau.conferences.editing.merging import Row
from nhipcau.conferences.models import (
    Conference,
    Contact,
    Contingency,
    PlannedRehearsal,
    ProgrammeItem,
    RegistrationDeadline,
    Sitting,
    Speech,
    Task,
)

ONE = "one"
"""The id of the only row of a plain form."""


@dataclass(frozen=True, slots=True)
class Section:
    """slug: in addresses and in the journal. model: of the rows of a section with many.

    while_running: may be changed in the call itself, since a wrong number helps nobody on the day.
    """

    slug: str
    title: str | Promise
    fields: tuple[Field, ...]
    hint: str | Promise = ""
    row: str | Promise = ""
    model: type[Model] | None = None
    while_running: bool = False
    personal: frozenset[str] = field(default_factory=frozenset)

    @property
    def many(self) -> bool:
        return self.model is not None

    def standing(self, conference: Conference) -> list[Row]:
        """The rows as they are kept, in the words of the form."""
        if self.model is None:
            return [{"id": ONE, **{one.name: one.shown(getattr(conference, one.name)) for one in self.fields}}]
        rows: Sequence[Any] = self.rows_of(conference)
        return [
            {"id": str(row.pk), **{one.name: one.shown(getattr(row, one.name)) for one in self.fields}} for row in rows
        ]

    def rows_of(self, conference: Conference) -> list[Any]:
        if self.model is None:
            return []
        order = "order" if self.ordered else "at"
        return list(self.model._default_manager.filter(conference=conference).order_by(order, "pk"))

    def count(self, conference: Conference) -> int:
        """How many rows there are."""
        return 0 if self.model is None else self.model._default_manager.filter(conference=conference).count()

    @property
    def ordered(self) -> bool:
        """Whether the rows stand in an order of somebody's choice."""
        return self.model is not None and any(one.name == "order" for one in self.model._meta.get_fields())

    def field_named(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)


def _labels(choices: type[Any]) -> Callable[[Conference | None], Choices]:
    return lambda _conference: list(choices.choices)


def _sittings(conference: Conference | None) -> Choices:
    if conference is None:
        return []
    return [(str(one.pk), _sitting_words(one)) for one in conference.sittings.order_by("order")]


def _sitting_words(sitting: Sitting) -> str:
    when = f"{sitting.start:%H:%M} {sitting.date:%d/%m}"
    return f"{sitting.name} ({when})" if sitting.name else when


FACTS = Section(
    "facts",
    _("Thông tin chung"),
    (
        Field("kind", _("Loại"), "choice", required=True, choices=_labels(Conference.Kind)),
        Field("form", _("Hình thức"), "choice", required=True, choices=_labels(Conference.Form)),
        Field("title", _("Tên"), "area", required=True, most=1000, wide=True),
        Field("issuing_body", _("Cơ quan triệu tập"), most=300, wide=True),
        Field("start_date", _("Ngày họp"), "date", hint=_("Để trống nếu chưa định."), example="24/12/2026"),
        Field("start_time", _("Giờ bắt đầu"), "time", example="08:00"),
        Field(
            "duration", _("Thời lượng"), most=300, example=_("01 buổi; kết thúc 11 giờ 30"), hint=_("Ghi như văn bản.")
        ),
        Field("venue", _("Địa điểm của điểm cầu chính"), most=500, wide=True),
    ),
)
EXTERNAL = Section(
    "external",
    _("Phần mềm họp khác"),
    (
        Field("external_name", _("Phần mềm"), most=100, example=_("Hệ thống họp của Chính phủ")),
        Field("external_url", _("Đường liên kết"), "url", most=500, wide=True, example="https://"),
        Field("external_note", _("Cách vào"), most=500, wide=True, example=_("Mã phòng 123 456, mật khẩu gửi riêng")),
    ),
    hint=_("Chỉ ghi khi cấp trên yêu cầu dùng phần mềm khác cho cả hoặc một phần hội nghị."),
)
SITTINGS = Section(
    "sittings",
    _("Các buổi"),
    (
        Field("name", _("Tên buổi"), most=200, example=_("Buổi sáng")),
        Field("date", _("Ngày"), "date", required=True, example="24/12/2026"),
        Field("start", _("Từ"), "time", required=True, example="08:00"),
        Field("end", _("Đến"), "time", example="11:30"),
        Field("venue", _("Địa điểm"), most=500, example=_("như điểm cầu chính")),
    ),
    hint=_("Hội nghị một buổi không cần ghi; nhiều buổi hoặc nhiều ngày thì mỗi buổi một dòng."),
    row=_("Buổi"),
    model=Sitting,
)
PROGRAMME = Section(
    "programme",
    _("Chương trình"),
    (
        Field("sitting_id", _("Buổi"), "choice", choices=_sittings),
        Field("time", _("Giờ"), "time", example="08:00"),
        Field("content", _("Nội dung"), "area", required=True, most=2000),
        Field("who", _("Người thực hiện"), most=500),
        Field("minutes", _("Phút"), "number", most=600),
    ),
    hint=_("Số phút cộng lại được so với thời gian của từng buổi."),
    row=_("Mục"),
    model=ProgrammeItem,
    while_running=True,
)
CONTACTS = Section(
    "contacts",
    _("Đầu mối"),
    (
        Field(
            "role",
            _("Phụ trách"),
            most=300,
            suggestions=(_("nội dung"), _("kỹ thuật"), _("tiếp nhận đăng ký"), _("hậu cần"), _("báo chí")),
        ),
        Field("name", _("Họ và tên, chức vụ"), most=200),
        Field("phone", _("Điện thoại"), "phone", most=100),
        Field("email", _("Thư điện tử"), "email", most=200),
    ),
    hint=_("Điểm cầu gọi người phụ trách kỹ thuật khi không vào được."),
    row=pgettext_lazy("one entry", "Đầu mối"),
    model=Contact,
    while_running=True,
    personal=frozenset({"name", "phone", "email"}),
)
CONTINGENCY = Section(
    "contingency",
    _("Phương án dự phòng"),
    (
        Field(
            "case",
            _("Khi nào"),
            required=True,
            most=500,
            suggestions=(
                _("Mất đường truyền tại điểm cầu chính"),
                _("Mất điện"),
                _("Thiên tai, dịch bệnh"),
                _("Người chủ trì vắng đột xuất"),
            ),
        ),
        Field("change", _("Thay đổi gì"), "area", most=2000),
        Field("decides", _("Ai quyết định"), most=300),
        Field("told", _("Báo bằng cách nào"), most=500),
    ),
    row=_("Tình huống"),
    model=Contingency,
    while_running=True,
)
REHEARSALS = Section(
    "rehearsals",
    pgettext_lazy("several", "Chạy thử"),
    (Field("at", _("Giờ, ngày"), "moment", required=True, example="15:00 23/12/2026"),),
    hint=_("Các lần kiểm tra đường truyền, tổng duyệt đã báo cho các điểm cầu."),
    row=_("Lần chạy thử"),
    model=PlannedRehearsal,
)
DEADLINES = Section(
    "deadlines",
    pgettext_lazy("several", "Hạn đăng ký"),
    (
        Field("what", _("Việc phải đăng ký, báo cáo"), required=True, most=500),
        Field("due_date", _("Ngày"), "date", example="20/12/2026"),
        Field("due_time", _("Giờ"), "time", example="16:00"),
    ),
    hint=_("Các hạn như văn bản nêu. Hạn mà các điểm cầu phải theo thì đặt ở trang Đăng ký và đại biểu."),
    row=_("Hạn"),
    model=RegistrationDeadline,
)
TASKS = Section(
    "tasks",
    _("Nhiệm vụ"),
    (
        Field("assignee", _("Chủ trì"), required=True, most=500),
        Field("action", _("Việc"), "area", required=True, most=2000),
        Field("cooperating", _("Phối hợp"), most=1000),
        Field("due_date", _("Hạn, ngày"), "date", example="20/12/2026"),
        Field("due_time", _("Giờ"), "time", example="16:00"),
    ),
    row=pgettext_lazy("one entry", "Nhiệm vụ"),
    model=Task,
    while_running=True,
)
SPEECHES = Section(
    "speeches",
    _("Tham luận"),
    (
        Field("assignee", _("Đơn vị, người trình bày"), required=True, most=500),
        Field("topic", _("Chủ đề"), "area", most=2000),
        Field("minutes", _("Tối đa, phút"), "number", most=600),
        Field("pages", _("Tối đa, trang"), "number", most=200),
    ),
    row=pgettext_lazy("one entry", "Tham luận"),
    model=Speech,
    while_running=True,
)
SECTIONS: dict[str, Section] = {
    one.slug: one
    for one in (FACTS, SITTINGS, PROGRAMME, CONTACTS, TASKS, SPEECHES, REHEARSALS, DEADLINES, CONTINGENCY, EXTERNAL)
}
