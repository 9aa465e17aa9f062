"""The one thing to do next with a conference: what, why, and the button."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.journal.models import JournalEntry

_ARRIVAL = "hall.device_arrived"


@dataclass(frozen=True, slots=True)
class NextStep:
    """tone: "" to do, is-late, is-done. urgent: stands before other conferences' steps on the home page."""

    title: str
    why: str
    button: str
    url: str
    tone: str = ""
    urgent: bool = False


def came_to_the_door(conferences: Iterable[Conference]) -> set[int]:
    """Which of them some machine has entered by its link: the links have been handed out."""
    by_stream = {one.stream: one.pk for one in conferences if one.state == Conference.State.PREPARING}
    arrivals = JournalEntry.objects.filter(stream__in=by_stream, kind=_ARRIVAL)
    return {by_stream[stream] for stream in arrivals.values_list("stream", flat=True).distinct()}


def next_step(
    conference: Conference,
    sites: int,
    unnamed: int,
    *,
    may_operate: bool,
    may_prepare: bool = True,
    arrived: bool = False,
) -> NextStep:
    """What somebody with these rights does next. arrived: see `came_to_the_door`.

    Before the day the sites come first: named, then told their links. On the day the call comes first. After it too,
    but only where somebody came: a day long past is an old paper or a meeting put off, whose links are still to go out.
    """

    def address(name: str) -> str:
        return reverse(name, args=[conference.pk])

    if conference.state == Conference.State.RUNNING and not may_operate:
        why = _("Hội nghị đang diễn ra; trang sân khấu là hình mà mọi điểm cầu đang xem.")
        return NextStep(_("Theo dõi cuộc họp"), why, _("Mở trang sân khấu"), address("stage"), urgent=True)
    if conference.state == Conference.State.RUNNING:
        why = _("Hội nghị đang diễn ra; bế mạc trong phòng điều hành hoặc ở cuối trang hội nghị.")
        return NextStep(_("Điều hành cuộc họp"), why, _("Mở phòng điều hành"), address("control"), urgent=True)
    if conference.state == Conference.State.CLOSED:
        why = _("Danh sách lấy từ nhật ký: vào, ra, số phút lên hình của từng điểm cầu.")
        return NextStep(
            _("Xem danh sách điểm cầu có mặt"), why, _("Mở danh sách có mặt"), address("attendance"), "is-done"
        )
    if conference.state == Conference.State.CANCELLED:
        return NextStep(
            _("Hội nghị đã hủy"),
            _("Các liên kết không còn dùng được."),
            _("Xem hội nghị"),
            address("conference"),
            "is-done",
        )
    if conference.state == Conference.State.POSTPONED and may_prepare:
        why = _("Hội nghị đã hoãn, chưa định ngày. Định ngày mới thì xem lại được các hạn, lần chạy thử dời theo.")
        return NextStep(_("Định ngày mới"), why, _("Định ngày mới"), address("conference-postpone"))
    if sites <= 1 and may_prepare:
        why = _("Mới có điểm cầu chính. Chọn cả cấp hoặc từng địa bàn từ danh mục đơn vị, hoặc dán danh sách.")
        return NextStep(
            _("Thêm điểm cầu cấp dưới"), why, _("Thêm điểm cầu"), address("conference-sites-add"), urgent=True
        )
    if may_operate and (words := _time_to_open(conference, arrived)):
        return NextStep(_("Mở phòng họp"), words, _("Mở phòng điều hành"), address("control"), urgent=True)
    if unnamed and may_prepare:
        why = _("Các điểm cầu này mới có số thứ tự. Liên kết và mã PIN dùng được ngay, tên đổi lúc nào cũng được.")
        return NextStep(
            _("Đặt tên cho %(unnamed)s điểm cầu") % {"unnamed": unnamed},
            why,
            _("Đặt tên điểm cầu"),
            address("conference-names"),
            urgent=True,
        )
    why = _(
        "%(sites)s điểm cầu, mỗi nơi một liên kết và mã QR. Mã PIN gửi bằng đường khác, không đi cùng liên kết."
    ) % {"sites": sites}
    return NextStep(
        _("In trang liên kết và gửi cho các điểm cầu"), why, _("In trang liên kết"), address("conference-links")
    )


def _time_to_open(conference: Conference, arrived: bool) -> str:
    """Why the hall is to be opened now; empty while it is not."""
    today = clock.local(clock.now()).date()
    if conference.start_date and conference.start_date > today:
        return ""
    if arrived:
        return _("Đã có máy vào bằng liên kết. Mở phòng họp trong phòng điều hành rồi cho các điểm cầu vào.")
    if conference.start_date == today:
        return _("Hôm nay họp. Mở phòng họp sớm trong phòng điều hành để các điểm cầu thử hình và tiếng.")
    return ""
