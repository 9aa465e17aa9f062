"""Letters on their way out, looked up on behalf of those who prepare what they tell of."""

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from nhipcau.core.access.accounts import administered_invitations
from nhipcau.core.access.actors import Actor, Need, reachable_unit_paths
from nhipcau.core.access.conferences import visible_conferences
from nhipcau.core.access.lookup import one
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.outbox.models import Message


def access_messages(actor: Actor) -> None:
    """The list of letters: for who prepares conferences anywhere."""
    if actor.kind != "system" and not reachable_unit_paths(actor, Need.PREPARE):
        raise Refusal(
            "not_allowed",
            _("Chỉ người tổ chức hội nghị mới xem được thư đi."),
            _("Đề nghị quản trị của đơn vị cấp quyền."),
            status=403,
        )


def prepared_messages(actor: Actor) -> "QuerySet[Message]":
    """Letters about conferences that `actor` prepares."""
    messages = cast("QuerySet[Message]", apps.get_model("outbox", "Message").objects.all())
    if actor.kind == "system":
        return messages
    streams = visible_conferences(actor, Need.PREPARE).order_by()
    named = streams.annotate(stream_=Concat(Value("conference:"), Cast("pk", CharField()), output_field=CharField()))
    return messages.filter(stream__in=named.values("stream_"))


def administered_messages(actor: Actor) -> "QuerySet[Message]":
    """Letters about accounts: invitations to units that `actor` administers."""
    messages = cast("QuerySet[Message]", apps.get_model("outbox", "Message").objects.all())
    if actor.kind == "system":
        return messages.exclude(stream__startswith="conference:")
    invitations = administered_invitations(actor).order_by()
    named = invitations.annotate(about_=Concat(Value("invitation:"), Cast("pk", CharField()), output_field=CharField()))
    return messages.filter(stream="administration", about__in=named.values("about_"))


def access_message(actor: Actor, pk: int | str, *, lock: bool = False) -> "Message":
    """The letter, for who prepares the conference that it is about, or administers the account; else Refusal
    `no_such_message` (404)."""
    found = one(prepared_messages(actor) | administered_messages(actor), pk, lock=lock)
    if found is None:
        raise Refusal(
            "no_such_message",
            _("Không có thư này, hoặc thư thuộc hội nghị mà bạn không tổ chức."),
            _("Mở lại danh sách thư đi để tìm."),
            status=404,
        )
    return cast("Message", found)
