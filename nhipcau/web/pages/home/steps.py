"""The one button of a conference on the home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.web.pages.home.late import Late, when_due, worst
from nhipcau.web.pages.nextstep import NextStep, next_step


def step_of(
    conference: Conference, sites: int, unnamed: int, late: list[Late], *, operates: bool, prepares: bool, arrived: bool
) -> NextStep:
    """For who hosts: opening the hall and naming sites come before calling those who are late; then what is usual."""
    if conference.state == Conference.State.POSTPONED and prepares:
        why = _("Hội nghị đã hoãn, chưa định ngày mới. Liên kết và mã PIN vẫn giữ nguyên.")
        return NextStep(
            _("Định ngày họp mới"), why, _("Định ngày mới"), reverse("conference-postpone", args=[conference.pk])
        )
    step = next_step(conference, sites, unnamed, may_operate=operates, may_prepare=prepares, arrived=arrived)
    call = worst(late)
    if call is None or step.urgent:
        return step
    title = _("Gọi %(n)s điểm cầu chưa đăng ký") if call.what == "site" else _("Gọi %(n)s điểm cầu chưa báo đại biểu")
    why = _("Đã quá hạn (%(when)s). Danh sách có số điện thoại, chép được để gửi Zalo.")
    return NextStep(
        title % {"n": call.count},
        why % {"when": when_due(call.due) if call.due is not None else ""},
        _("Mở danh sách gọi"),
        call.url,
        "is-late",
        urgent=True,
    )


def step_to_look(conference: Conference) -> NextStep:
    """For who may see it and do nothing with it."""
    if conference.state == Conference.State.RUNNING:
        why = _("Hội nghị đang diễn ra; trang sân khấu là hình mà mọi điểm cầu đang xem.")
        return NextStep(
            _("Theo dõi cuộc họp"), why, _("Mở trang sân khấu"), reverse("stage", args=[conference.pk]), urgent=True
        )
    if conference.state == Conference.State.CLOSED:
        return NextStep(
            _("Xem danh sách điểm cầu có mặt"),
            _("Danh sách lấy từ nhật ký: vào, ra, số phút lên hình của từng điểm cầu."),
            _("Danh sách có mặt"),
            reverse("attendance", args=[conference.pk]),
            "is-done",
        )
    return NextStep(_("Xem hội nghị"), "", _("Xem hội nghị"), reverse("conference", args=[conference.pk]), "is-done")
