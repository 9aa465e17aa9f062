"""What a sender's form asks for about recipients: the same on the page of a paper and on that of a cascade."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import following
from nhipcau.documents.models import Delivery

_NOTED: Final = {"sent": Delivery.State.SENT, "returned": Delivery.State.RETURNED}


def followed(actor: Actor, paper: int, given: QueryDict, *, above: int | None = None) -> str:
    """Do it; what was done, in words. above: the delivery whose recipient passed the paper on."""
    act, row, seen = given.get("act", ""), given.get("delivery", ""), given.get("seen", "")
    if act == "all_again":
        count = following.do_resend_failed(actor, paper, above=above)
        said = ngettext("%(n)s thư đã vào hàng chờ gửi.", "%(n)s thư đã vào hàng chờ gửi.", count) % {"n": count}
        return said if count else _("Không còn thư nào cần gửi lại.")
    if act == "remind":
        return _reminded(*following.do_remind(actor, paper, above=above))
    if not row.isdecimal() or len(row) > 18:
        raise Refusal("no_such_delivery", _("Chưa chọn nơi nhận."), _("Tải lại trang."), status=422)
    if act == "again":
        again = following.do_resend(
            actor,
            paper,
            int(row),
            given.get("channel", ""),
            given.get("email", ""),
            int(seen) if seen.isdecimal() and len(seen) < 6 else None,
            above=above,
        )
        return _("Đã gửi lại cho %(name)s.") % {"name": again.name}
    state = _NOTED.get(act, Delivery.State.ACKNOWLEDGED)
    noted = following.do_note(actor, paper, int(row), state, given.get("note", ""), above=above)
    return _("Đã ghi: %(name)s, %(state)s.") % {"name": noted.name, "state": noted.get_state_display().lower()}


def _reminded(count: int, lately: int) -> str:
    said = ngettext("Đã nhắc %(n)s nơi chưa tiếp nhận.", "Đã nhắc %(n)s nơi chưa tiếp nhận.", count) % {"n": count}
    late = ngettext(
        "%(n)s nơi vừa được nhắc chưa quá 4 giờ nên chưa nhắc lại; gọi điện thì nhanh hơn.",
        "%(n)s nơi vừa được nhắc chưa quá 4 giờ nên chưa nhắc lại; gọi điện thì nhanh hơn.",
        lately,
    ) % {"n": lately}
    if not count and not lately:
        return _("Không có nơi nào đã nhận mà chưa tiếp nhận; chưa nhắc ai.")
    return " ".join([said] * bool(count) + [late] * bool(lately))
