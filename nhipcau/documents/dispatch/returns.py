"""Why letters come back, as reports say most (RFC 3463, 3: x.1.1, x.2.2, x.7.1, x.3.4, x.4.1): proposed to who writes
down that one did."""

from django.utils.translation import gettext_lazy

REASONS_RETURNED = (
    gettext_lazy("địa chỉ không có hoặc không còn dùng"),
    gettext_lazy("hộp thư đầy"),
    gettext_lazy("nơi nhận chặn thư"),
    gettext_lazy("thư quá lớn"),
    gettext_lazy("máy chủ của nơi nhận không trả lời"),
)
