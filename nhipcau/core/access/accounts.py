"""Accounts and invitations, looked up on behalf of those who administer."""

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.core.access.actors import Actor, Need, reachable_unit_paths
from nhipcau.core.access.lookup import one
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.organs.models import Account, Invitation


def access_accounts(actor: Actor) -> None:
    """The list of accounts: for who administers any unit."""
    if actor.kind != "system" and not reachable_unit_paths(actor, Need.ADMINISTER):
        raise Refusal(
            "not_allowed",
            _("Chỉ quản trị của một đơn vị mới quản lý tài khoản."),
            _("Đề nghị quản trị của đơn vị bạn thực hiện."),
            status=403,
        )


def administered_accounts(actor: Actor) -> "QuerySet[Account]":
    """Accounts whose office, or one of whose roles, lies where `actor` administers; an organ lies where it is kept."""
    accounts = apps.get_model("organs", "Account").objects.all()
    if actor.kind != "system":
        granted = apps.get_model("organs", "Grant").objects.filter(_below("unit", actor), account=OuterRef("pk"))
        at_organs = apps.get_model("organs", "OrganGrant").objects.filter(
            _below("organ__keeper", actor), account=OuterRef("pk")
        )
        accounts = accounts.filter(_below("unit", actor) | Exists(granted) | Exists(at_organs))
    return cast("QuerySet[Account]", accounts)


def administered_invitations(actor: Actor) -> "QuerySet[Invitation]":
    """Invitations to units that `actor` administers."""
    invitations = apps.get_model("organs", "Invitation").objects.all()
    return cast(
        "QuerySet[Invitation]", invitations if actor.kind == "system" else invitations.filter(_below("unit", actor))
    )


def access_account(actor: Actor, pk: int | str, *, whole: bool = False, lock: bool = False) -> "Account":
    """The account, for those who administer its office or the unit of one of its roles.

    whole: for what touches all of it (suspending, a new password): then every one of its roles must lie there.
    """
    found = one(administered_accounts(actor), pk, lock=lock)
    if found is None:
        raise Refusal(
            "no_such_account",
            _("Không có tài khoản này, hoặc tài khoản thuộc đơn vị mà bạn không quản trị."),
            _("Mở lại danh sách tài khoản để tìm."),
            status=404,
        )
    if whole and actor.kind != "system":
        held = [*found.grants.values_list("unit__path", flat=True), *([found.unit.path] if found.unit else [])]
        held += found.organ_grants.values_list("organ__keeper__path", flat=True)
        paths = reachable_unit_paths(actor, Need.ADMINISTER)
        if not all(any(at.startswith(path) for path in paths) for at in held):
            raise Refusal(
                "held_above",
                _(
                    "“%(name)s” còn có vai trò ở đơn vị mà bạn không quản trị, nên bạn chưa làm được việc này. "
                    "Chưa có gì thay đổi."
                )
                % {"name": found.get_full_name() or found.username},
                _("Thu hồi vai trò trong phạm vi của bạn, hoặc đề nghị quản trị cấp trên."),
                status=403,
            )
    return cast("Account", found)


def access_invitation(actor: Actor, pk: int | str, *, lock: bool = False) -> "Invitation":
    """The invitation, for those who administer its unit."""
    found = one(administered_invitations(actor), pk, lock=lock)
    if found is None:
        raise Refusal(
            "no_such_invitation",
            _("Không có lời mời này, hoặc lời mời thuộc đơn vị mà bạn không quản trị."),
            _("Mở lại danh sách tài khoản để tìm."),
            status=404,
        )
    return found


def _below(field: str, actor: Actor) -> Q:
    """A condition: that unit lies where `actor` administers."""
    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, Need.ADMINISTER):
        reach |= Q(**{f"{field}__path__startswith": path})
    return reach
