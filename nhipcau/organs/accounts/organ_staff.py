"""The people of an organ: roles that reach its own sites, given and withdrawn by who administers its record."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_account, access_organ
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Account, OrganGrant
from nhipcau.organs.sets import STREAM


def do_grant_organ_role(actor: Actor, organ_pk: int | str, pk: int | str, role: str) -> OrganGrant:
    """The account serves the sites of that organ; what it may do elsewhere stays what it is."""
    with transaction.atomic():
        journal.lock(STREAM)
        organ = access_organ(actor, organ_pk, Need.ADMINISTER)
        account = access_account(actor, pk)
        if role not in OrganGrant.ROLES:
            raise Refusal("no_role", _("Chưa chọn vai trò."), _("Chọn một vai trò trong danh sách."), status=422)
        grant, new = OrganGrant.objects.get_or_create(account=account, organ=organ, role=role)
        if new:
            data = {"account": account.pk, "organ": organ.pk, "role": role}
            journal.append(STREAM, "organ_role.granted", data, actor)
    return grant


def do_withdraw_organ_role(actor: Actor, organ_pk: int | str, pk: int | str, role: str) -> Account:
    """The account serves the organ in that role no more."""
    with transaction.atomic():
        journal.lock(STREAM)
        organ = access_organ(actor, organ_pk, Need.ADMINISTER)
        account = access_account(actor, pk)
        if account.organ_grants.filter(organ=organ, role=role).delete()[0]:
            data = {"account": account.pk, "organ": organ.pk, "role": role}
            journal.append(STREAM, "organ_role.withdrawn", data, actor)
    return account
