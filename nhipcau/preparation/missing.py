"""Who has not answered, by district, with whom to call: three queries, whatever the size."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise

from nhipcau.conferences.models import Conference, Site
from nhipcau.preparation.addresses import PLACE, Place
from nhipcau.preparation.models import SiteAnswer
from nhipcau.preparation.reports import ALONE, GROUP, OF_NO_HEAD, OF_UNITS, OTHERS, chair_among_others, group_names


@dataclass(frozen=True, slots=True)
class Missing:
    """A site that has not answered, and whom to call: its own contact, else the one its unit gave last time."""

    site: Site
    contact: str
    phone: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The same on a list of thousands."""

    site: Place
    contact: str
    phone: str


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """Sites of one district or province that have not answered, and whom to call there. key: what `under` asks for."""

    key: int
    name: str | Promise
    contact: str
    phone: str
    rows: list[Unanswered]


def missing(conference: Conference, sites: "QuerySet[Site]", what: str) -> list[MissingGroup]:
    """Those that have not confirmed their data (`site`) or not reported their list (`delegates`), by district."""
    unanswered = "answer__delegates_at__isnull" if what == "delegates" else "answer__confirmed_at__isnull"
    before = SiteAnswer.objects.filter(site__unit=OuterRef("unit")).exclude(contact_phone="").order_by("-confirmed_at")
    rows: Any = (
        sites.filter(**{unanswered: True})
        .annotate(
            of_group=GROUP,
            last_name=Subquery(before.values("contact_name")[:1]),
            last_phone=Subquery(before.values("contact_phone")[:1]),
        )
        .order_by("order")
        .values_list("of_group", *_OWN, *_LAST, *PLACE)
    )
    found: dict[int, list[Unanswered]] = {}
    for group, own_name, own_phone, last_name, last_phone, *place in rows:
        whom = (own_name, own_phone) if own_phone else (last_name or "", last_phone or "")
        found.setdefault(group, []).append(Unanswered(Place(*place), *whom))
    chair = chair_among_others(conference, found)
    if chair is not None:
        found = {OF_NO_HEAD: found[chair] + found[OF_NO_HEAD]}
    heads = {
        one.pk: one
        for one in conference.sites.filter(pk__in=[pk for pk in found if 0 < pk < OF_UNITS])
        .select_related("answer")
        .annotate(last_name=Subquery(before.values("contact_name")[:1]))
        .annotate(last_phone=Subquery(before.values("contact_phone")[:1]))
    }
    others = OTHERS if len(found) > 1 else ALONE  # lazy: the page is in one language, what is copied in another
    names = group_names(conference, found)
    order = {pk: place for place, pk in enumerate(names)}
    ordered = sorted(found, key=lambda pk: (pk != OF_NO_HEAD, order.get(pk, 0)))
    return [_group(pk, names.get(pk, others), heads.get(pk), found[pk]) for pk in ordered]


_OWN: Final = ("answer__contact_name", "answer__contact_phone")
_LAST: Final = ("last_name", "last_phone")


def called(site: Site) -> Missing:
    """The site and whom to call: its own contact, else that of its unit, annotated as last_name and last_phone."""
    answer: SiteAnswer | None = getattr(site, "answer", None)
    if answer is not None and answer.contact_phone:
        return Missing(site, answer.contact_name, answer.contact_phone)
    return Missing(site, getattr(site, "last_name") or "", getattr(site, "last_phone") or "")  # noqa: B009


def _group(key: int, name: str | Promise, head: Site | None, rows: list[Unanswered]) -> MissingGroup:
    if head is None:
        return MissingGroup(key, name, "", "", rows)
    one = called(head)
    return MissingGroup(key, name, one.contact, one.phone, rows)


def missing_as_text(conference: Conference, groups: Iterable[MissingGroup], heading: str, *, folded: bool) -> str:
    """The list of the missing for a message to a group, telephone numbers and all; folded: a line a group."""
    lines = [f"{conference.title}", heading]
    for group in groups:
        head = " - ".join(filter(None, (group.contact, group.phone)))
        line = f"{group.name}{f' ({head})' if head else ''}: {len(group.rows)} điểm cầu"
        if folded:
            lines.append(line)
            continue
        lines.append(f"\n{line}")
        lines += ["- " + " - ".join(filter(None, (one.site.name, one.contact, one.phone))) for one in group.rows]
    return "\n".join(lines)
