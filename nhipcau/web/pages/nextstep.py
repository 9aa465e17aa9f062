"""The one thing to do next with a conference: what, why, and the button."""

from dataclasses import dataclass

from django.urls import reverse

from nhipcau.conferences.models import Conference


@dataclass(frozen=True, slots=True)
class NextStep:
    """tone: "" to do, is-late, is-done. urgent: stands before other conferences' steps on the home page."""

    title: str
    why: str
    button: str
    url: str
    tone: str = ""
    urgent: bool = False


def next_step(conference: Conference, sites: int, unnamed: int, *, may_operate: bool) -> NextStep:
    """What somebody with these rights does next."""

    def address(name: str) -> str:
        return reverse(name, args=[conference.pk])

    if conference.state == Conference.State.RUNNING and not may_operate:
        why = "Hội nghị đang diễn ra; trang sân khấu là hình mà mọi điểm cầu đang xem."
        return NextStep("Theo dõi cuộc họp", why, "Mở trang sân khấu", address("stage"), urgent=True)
    if conference.state == Conference.State.RUNNING:
        why = "Hội nghị đang diễn ra; bế mạc trong phòng điều hành hoặc ở cuối trang hội nghị."
        return NextStep("Điều hành cuộc họp", why, "Mở phòng điều hành", address("control"), urgent=True)
    if conference.state == Conference.State.CLOSED:
        why = "Danh sách lấy từ nhật ký: vào, ra, số phút lên hình của từng điểm cầu."
        return NextStep("Xem danh sách điểm cầu có mặt", why, "Mở danh sách có mặt", address("attendance"), "is-done")
    if conference.state == Conference.State.CANCELLED:
        return NextStep(
            "Hội nghị đã hủy", "Các liên kết không còn dùng được.", "Xem hội nghị", address("conference"), "is-done"
        )
    if sites <= 1:
        why = "Mới có điểm cầu chính; văn bản không ghi số điểm cầu, danh mục cũng chưa có đơn vị."
        return NextStep(
            "Thêm điểm cầu cấp dưới", why, "Dán danh sách điểm cầu", address("conference-names"), urgent=True
        )
    if unnamed:
        why = "Các điểm cầu này mới có số thứ tự. Liên kết và mã PIN dùng được ngay, tên đổi lúc nào cũng được."
        return NextStep(
            f"Đặt tên cho {unnamed} điểm cầu", why, "Đặt tên điểm cầu", address("conference-names"), urgent=True
        )
    why = f"{sites} điểm cầu, mỗi nơi một liên kết và mã QR. Mã PIN gửi bằng đường khác, không đi cùng liên kết."
    return NextStep("In trang liên kết và gửi cho các điểm cầu", why, "In trang liên kết", address("conference-links"))
