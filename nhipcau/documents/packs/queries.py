"""Gathering what packs are composed from: a dozen queries, whatever the number of sites."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nhipcau.conferences.editing.programme import SittingTime, sitting_times
from nhipcau.conferences.models import Conference, Particular, Site
from nhipcau.conferences.vocabulary import words_for
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.packs.banner import Banners
from nhipcau.documents.packs.citing import convening
from nhipcau.documents.packs.compose import Composer
from nhipcau.documents.packs.facts import Called, Deadline, Item, Meeting, Place, Sat, Talk, Work
from nhipcau.documents.packs.naming import Lines, Name
from nhipcau.organs.models import Tier
from nhipcau.preparation.duties import OF_TIER
from nhipcau.preparation.models import Delegate, Round, SiteAnswer
from nhipcau.preparation.rounds import dues_of
from nhipcau.typeset.pack import Pack

_AT_ONCE: Final = 200
"""Sites that are read together: what lies in memory is these."""


@dataclass(frozen=True, slots=True)
class Source:
    """A conference as its packs see it. annex: the PDF of the paper issued here, else empty."""

    conference: Conference
    meeting: Meeting
    works: Lines
    talks: Lines
    items: Lines
    shared: dict[str, list[str]]
    numbers: dict[int, int]
    annex: bytes
    banners: Banners

    @property
    def emblem(self) -> bytes:
        return self.banners.emblem

    def packs(self, sites: "QuerySet[Site]") -> Iterator[tuple[Site, Pack]]:
        """Composed one after the other, in the order of every list."""
        composer = Composer(self.meeting)
        for place, site in self._places(sites):
            yield site, composer.pack(place)

    def _places(self, sites: "QuerySet[Site]") -> Iterator[tuple[Place, Site]]:
        order = list(sites.order_by("order").values_list("pk", flat=True))
        for start in range(0, len(order), _AT_ONCE):
            rows = _read(order[start : start + _AT_ONCE])
            chairs = _chairs([site.pk for site in rows])
            for site in rows:
                yield self._place(site, chairs.get(site.pk, Called(""))), site

    def _place(self, site: Site, chair: Called) -> Place:
        answer: SiteAnswer | None = getattr(site, "answer", None)
        room = site.room
        name = _name(site, self.shared)
        return Place(
            pk=site.pk,
            name=site.name,
            where=site.where,
            number=self.numbers.get(site.pk, 0),
            tier=site.tier,
            is_main=site.is_main,
            link_key=site.link_key,
            venue=site.venue or (room.place if room else ""),
            room=(answer.room if answer else "") or (room.name if room else ""),
            contact=Called(answer.contact_name, phone=answer.contact_phone) if answer else Called(""),
            technician=Called(room.technician, phone=room.phone) if room else Called(""),
            chair=chair,
            above=_above(site),
            works=self.works.naming(name),
            talks=self.talks.naming(name, tier=False),
            items=self.items.naming(name, tier=False),
            banner=self.banners.banner(site),
        )


@in_vietnamese()
def source_of(conference: Conference, base: str) -> Source:
    """base: the address of this product, without a trailing slash. Refusal (409) where there is no more to prepare."""
    refuse_past(conference)
    active = conference.sites.filter(withdrawn_at=None).order_by("order")
    rows = list(active.values_list("pk", "name", "parent__name", "is_main", "venue"))
    main = next(((name, venue) for _pk, name, _parent, is_main, venue in rows if is_main), ("", ""))
    shared: dict[str, list[str]] = {}
    for _pk, name, parent, _main, _venue in rows:
        shared.setdefault(name, []).append(parent or "")
    tasks = list(conference.tasks.order_by("order"))
    speeches = list(conference.speeches.order_by("order"))
    lines: dict[str, list[tuple[str, str]]] = {}
    for one in conference.particulars.order_by("kind", "order"):
        lines.setdefault(one.kind, []).append((one.tier, one.text))
    opened = Round.objects.filter(pk=conference.pk).first()
    deadlines = list(conference.registration_deadlines.order_by("order"))
    by = dues_of(opened, deadlines)
    words = words_for(conference.kind)
    paper, annex = convening(conference)
    banners = Banners.of(conference)
    meeting = Meeting(
        base=base,
        title=conference.title,
        host=conference.issuing_body or conference.host.name,
        postponed=conference.state == Conference.State.POSTPONED,
        reason=conference.state_reason if conference.state == Conference.State.POSTPONED else "",
        day=conference.start_date,
        hour=conference.start_time,
        duration=conference.duration,
        main=main[0],
        main_venue=conference.venue or main[1],
        total=len(rows),
        meeting=str(words.meeting),
        chairs=str(words.chairs),
        opening=str(words.opening),
        sats=tuple(map(_sat, sitting_times(conference))),
        trials=tuple(clock.local(one.at) for one in conference.planned_rehearsals.order_by("at")),
        works=tuple(Work(one.assignee, one.action, one.cooperating, one.due_date, one.due_time) for one in tasks),
        talks=tuple(Talk(one.assignee, one.topic, one.pages, one.minutes) for one in speeches),
        deadlines=tuple(Deadline(one.what, one.due_date, one.due_time) for one in deadlines if one.due_date),
        sites_due=by.sites,
        delegates_due=by.delegates,
        participants=tuple(lines.get(Particular.Kind.PARTICIPANT, [])),
        materials=tuple(text for _tier, text in lines.get(Particular.Kind.MATERIAL, [])),
        notes=tuple(text for _tier, text in lines.get(Particular.Kind.NOTE, [])),
        contacts=tuple(
            Called(one.name, one.role, one.phone, one.email) for one in conference.contacts.order_by("order")
        ),
        paper=paper,
        lobby=conference.lobby,
        banner_released=banners.released,
        opt_in=opened is not None and opened.mode == Round.Mode.OPT_IN,
        external=(conference.external_name, conference.external_url, conference.external_note),
    )
    return Source(
        conference,
        meeting,
        Lines((f"{one.assignee}; {one.cooperating}" for one in tasks), OF_TIER),
        Lines((one.assignee for one in speeches), OF_TIER),
        Lines((f"{one.content}; {one.who}" for one in meeting.all_items), OF_TIER),
        {name: above for name, above in shared.items() if len(above) > 1},
        {row[0]: number for number, row in enumerate(rows, 1)},
        annex,
        banners,
    )


_COLUMNS: Final = (
    "pk", "order", "name", "tier", "is_main", "link_key", "venue", "parent__name", "unit__name", "organ__name",
    "room__name", "room__place", "room__technician", "room__phone", "answer__room", "answer__contact_name",
    "answer__contact_phone", "banner_words__values", "organ__unit__name", "short_name", "unit__short_name",
    "parent__answer__contact_name", "parent__answer__contact_phone",
)  # fmt: skip


def fingerprint(source: Source, sites: QuerySet[Site]) -> str:
    """SHA-256 over all that the packs of these sites are made of, without composing them."""
    found = hashlib.sha256(
        repr((source.meeting, sorted(source.numbers), source.banners.draft, source.banners.common)).encode()
    )
    found.update(source.annex + source.emblem)
    for row in sites.order_by("order").values_list(*_COLUMNS):
        found.update(repr(row).encode())
    chairs = Delegate.objects.filter(site__in=sites, chairs=True, absent=False).order_by("site")
    found.update(repr(list(chairs.values_list("site", "name", "position"))).encode())
    return found.hexdigest()


def refuse_past(conference: Conference) -> None:
    if conference.is_over:
        cancelled = conference.state == Conference.State.CANCELLED
        raise Refusal(
            "no_packs_now",
            _("Hội nghị đã hủy nên không làm bộ hồ sơ điểm cầu: liên kết trong đó không còn dùng được.")
            if cancelled
            else _("Hội nghị đã bế mạc nên không làm bộ hồ sơ điểm cầu: liên kết trong đó không còn dùng được."),
            _("Mở lại hội nghị trước, nếu hội nghị vẫn tổ chức.")
            if cancelled
            else _("Cần dùng lại thì tạo hội nghị mới từ hội nghị này."),
            status=409,
        )


_WITH: Final = ("parent__answer", "unit", "organ__unit", "room", "answer", "banner_words")


def _read(pks: Sequence[int]) -> list[Site]:
    found = Site.objects.filter(pk__in=pks).select_related(*_WITH)
    return list(found.order_by("order"))


def _chairs(pks: Iterable[int]) -> dict[int, Called]:
    """Who chairs at each site, where it has said so."""
    rows = Delegate.objects.filter(site__in=list(pks), chairs=True, absent=False)
    return {site: Called(name, position) for site, name, position in rows.values_list("site", "name", "position")}


def _name(site: Site, shared: dict[str, list[str]]) -> Name:
    others = tuple(above for above in shared.get(site.name, ()) if above != site.where)
    names = (site.name, site.unit.name if site.unit else "", site.organ.name if site.organ else "")
    return Name(tuple(filter(None, names)), site.tier, site.where, others)


def _above(site: Site) -> Called | None:
    """The district of a commune: its contact, where it gave one."""
    parent = site.parent if site.tier == Tier.COMMUNE else None
    if parent is None:
        return None
    answer: SiteAnswer | None = getattr(parent, "answer", None)
    if answer is None or not (answer.contact_name or answer.contact_phone):
        return Called(parent.name)
    return Called(answer.contact_name or parent.name, parent.name, answer.contact_phone)


def _sat(one: SittingTime) -> Sat:
    items = tuple(Item(item.content, item.who, item.time, item.minutes) for item in one.items)
    if one.sitting is None:
        return Sat("", None, None, None, "", items)
    return Sat(one.sitting.name, one.sitting.date, one.sitting.start, one.sitting.end, one.sitting.venue, items)
