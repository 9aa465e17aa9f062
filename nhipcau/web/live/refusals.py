"""What live pages are told when something cannot be done. Made anew each time: a raised exception keeps its frames."""

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal


def bad_token() -> Refusal:
    return Refusal(
        "bad_token",
        _("Yêu cầu không kèm phiên làm việc hợp lệ."),
        _("Mở lại đường liên kết của điểm cầu (hoặc đăng nhập lại) để vào tiếp."),
        status=401,
    )


def foreign_hall() -> Refusal:
    return Refusal(
        "foreign_hall",
        _("Phòng họp này không còn trên máy chủ."),
        _("Mở lại đường liên kết mới nhất của điểm cầu, hoặc vào từ trang hội nghị."),
        status=404,
    )


def logged_out() -> Refusal:
    return Refusal(
        "logged_out",
        _("Phiên đăng nhập của trang này đã kết thúc; phòng họp vẫn tiếp tục."),
        _("Đăng nhập lại rồi mở lại trang này."),
        status=401,
    )


def not_allowed() -> Refusal:
    return Refusal(
        "not_allowed",
        _("Tài khoản này không còn quyền theo dõi phòng họp ở trang này; phòng họp vẫn tiếp tục."),
        _("Đề nghị quản trị của đơn vị chủ trì cấp quyền, rồi mở lại trang này."),
        status=403,
    )


def ended() -> Refusal:
    return Refusal(
        "ended",
        _("Hội nghị đã kết thúc; phòng họp đã đóng."),
        _("Có thể đóng trang này. Bảng tham dự nằm ở trang hội nghị của đơn vị chủ trì."),
        status=410,
    )


def removed() -> Refusal:
    return Refusal(
        "removed",
        _("Máy này đã được đưa ra khỏi phòng họp; mã của điểm cầu có thể đã đổi."),
        _("Liên hệ kỹ thuật của hội nghị để nhận mã mới, rồi mở lại đường liên kết."),
        status=403,
    )


def replaced() -> Refusal:
    return Refusal(
        "replaced",
        _("Điểm cầu này đang dùng máy khác; mã của điểm cầu không đổi."),
        _("Muốn dùng lại máy này, nhập lại mã rồi chờ người điều hành cho vào."),
        status=403,
    )


def not_admitted() -> Refusal:
    return Refusal(
        "not_admitted",
        _("Máy này đang chờ ở phòng chờ; kỹ thuật điều hành chưa cho vào."),
        _("Giữ trang này mở. Khi được cho vào, trang tự vào phòng họp."),
        status=403,
    )


def engine_down() -> Refusal:
    return Refusal(
        "engine_down",
        _("Máy chủ hình ảnh đang khởi động lại; phần điều hành vẫn giữ kết nối."),
        _("Không cần làm gì: trang sẽ tự vào lại khi máy chủ hình ảnh sẵn sàng."),
        status=503,
        extra={"retry_after": 2},
    )


def no_still() -> Refusal:
    return Refusal("no_still", _("Điểm cầu này chưa gửi ảnh chụp."), _("Ảnh sẽ hiện khi có."), status=404)


def malformed() -> Refusal:
    return Refusal("malformed", _("Dữ liệu gửi lên không đúng dạng nên bị bỏ qua."), _("Tải lại trang."), status=422)


def too_slow() -> Refusal:
    return Refusal("too_slow", _("Dữ liệu gửi lên quá chậm nên bị bỏ qua."), _("Trang sẽ tự gửi lại."), status=408)


def too_long() -> Refusal:
    return Refusal("too_long", _("Dữ liệu gửi lên dài quá mức nên bị bỏ qua."), _("Tải lại trang."), status=413)


def no_such_address(status: int) -> Refusal:
    return Refusal(
        "no_such_address", _("Địa chỉ này không có, hoặc không nhận cách gọi này."), _("Tải lại trang."), status=status
    )


def failed() -> Refusal:
    return Refusal(
        "failed", _("Máy chủ gặp lỗi khi xử lý yêu cầu này."), _("Thử lại; nếu vẫn lỗi, báo kỹ thuật."), status=500
    )
