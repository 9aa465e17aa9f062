"""Files made for download, looked up on somebody's behalf."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from nhipcau.core.access.actors import Actor, Need, may
from nhipcau.core.access.lookup import find
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.documents.models import Bundle


def access_bundle(actor: Actor, pk: int | str, need_of: Callable[[str], Need]) -> "Bundle":
    """The bundle, for who may ask for its kind at its conference; who only looks on is told so (403).

    need_of: what a kind needs, by its name.
    """
    found = find("documents", "Bundle", pk, "conference__host")
    path = None if found is None else found.conference.host.path
    if found is None or path is None or not may(actor, path, Need.VIEW):
        raise Refusal(
            "no_such_bundle",
            _("Không có tệp này, hoặc tệp đã được xóa khi hết hạn."),
            _("Mở lại trang Tệp tải về của hội nghị; có thể yêu cầu làm lại."),
            status=404,
        )
    if not may(actor, path, need_of(found.kind)):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền làm việc này."),
            _("Đề nghị quản trị của đơn vị chủ trì cấp quyền."),
            status=403,
        )
    return cast("Bundle", found)
