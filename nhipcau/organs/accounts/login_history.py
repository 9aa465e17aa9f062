"""What the journal says of logging in: who came in, who failed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.access import Actor, Need, administered_accounts, reachable_unit_paths
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.accounts.failed_logins import KIND as FAILED
from nhipcau.organs.accounts.logins import device
from nhipcau.organs.models import Account
from nhipcau.organs.sets import STREAM

_CAME_IN = "account.logged_in"
_HOW = {
    "password": gettext_lazy("bằng mật khẩu"),
    "invitation": gettext_lazy("bằng lời mời"),
    "oidc": gettext_lazy("bằng tài khoản của cơ quan"),
}


@dataclass(frozen=True, slots=True)
class LoginEvent:
    """One line. account: None for a name that nobody has; where: the browser, as far as it can be told."""

    at: datetime
    account: Account | None
    failed: bool
    words: str
    where: str


def all_seen_by(actor: Actor, *, account: Account | None, failed: bool, since: datetime) -> QuerySet[JournalEntry]:
    """Lines about accounts that `actor` administers, the latest first; about names that nobody has only for who
    administers a unit at the top. account: of that one alone; failed: only what failed."""
    kinds = [FAILED] if failed else [FAILED, _CAME_IN]
    entries = JournalEntry.objects.filter(stream=STREAM, kind__in=kinds, at__gte=since).annotate(
        of_account=Cast(KeyTextTransform("account", "data"), BigIntegerField())
    )
    if account is not None:
        seen = Q(of_account=account.pk)
    else:
        seen = Q(of_account__in=administered_accounts(actor).order_by().values("pk"))
        if _administers_the_top(actor):
            seen |= Q(of_account=None)
    return entries.filter(seen).order_by("-seq")


def own(account: Account, most: int) -> list[LoginEvent]:
    """The last lines about one's own account."""
    entries = JournalEntry.objects.filter(stream=STREAM, kind__in=[FAILED, _CAME_IN], data__account=account.pk)
    return events(entries.order_by("-seq")[:most])


def events(entries: Iterable[JournalEntry]) -> list[LoginEvent]:
    """In words. Two queries."""
    listed = list(entries)
    accounts = Account.objects.in_bulk({one.data["account"] for one in listed if "account" in one.data})
    details = JournalDetail.objects.filter(entry__in=listed).values_list("entry", "data")
    agents = {pk: (data or {}).get("agent", "") for pk, data in details}
    return [
        LoginEvent(
            one.at,
            accounts.get(one.data.get("account", 0)),
            one.kind == FAILED,
            _failure(one) if one.kind == FAILED else _success(one),
            device(agents[one.pk]) if agents.get(one.pk) else "",
        )
        for one in listed
    ]


def _success(entry: JournalEntry) -> str:
    how = str(_HOW.get(entry.data["how"], entry.data["how"]))
    return _("%(how)s và mã xác thực") % {"how": how} if entry.data.get("second_step") else how


def _failure(entry: JournalEntry) -> str:
    data = entry.data
    if "account" not in data:
        said = {"n": data["wrong"], "mark": data["mark"]}
        return _("tên không có trong hệ thống (dấu %(mark)s), lần thứ %(n)s trong giờ đó") % said
    what = _("sai mã xác thực") if data["how"] == "second_step" else _("sai mật khẩu")
    if data.get("suspended"):
        what = _("tài khoản đang tạm khóa")
    said = _("%(what)s, lần thứ %(n)s liên tiếp") % {"what": what, "n": data["wrong"]}
    if data.get("wait"):
        said = _("%(said)s; phải chờ %(seconds)s giây") % {"said": said, "seconds": data["wait"]}
    return said


def _administers_the_top(actor: Actor) -> bool:
    return actor.kind == "system" or any(path.count("/") == 1 for path in reachable_unit_paths(actor, Need.ADMINISTER))
