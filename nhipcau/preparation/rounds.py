"""The registration round of a conference: opened with what the paper says, then as the host wants it.

A deadline that the host has not set is the paper's, so that a later paper which moves it moves the round as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.lifecycle import outdated
from nhipcau.conferences.models import Conference, Particular, RegistrationDeadline
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.preparation.models import Category, Quota, Round

KEPT_DAYS: Final = 180
"""Days after a conference for which personal data is kept where the host sets no other day."""
_MOST_CATEGORIES: Final = 100
_DELEGATES: Final = ("dai bieu", "danh sach", "so luong", "thanh phan", "nguoi du", "tham du")
_SITES: Final = ("diem cau", "dang ky")


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category as the host wants it. pk: None for a new one; most: quota of each site."""

    name: str
    tier: str = ""
    most: int | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """sites_due, delegates_due: None leaves it to the paper."""

    mode: str
    late: str
    sites_due: datetime | None
    delegates_due: datetime | None
    recipients: tuple[str, ...]
    purge_on: date | None


def round_of(conference: Conference) -> Round:
    """The conference's round; opened with what the paper says where nobody has opened it yet."""
    found = Round.objects.filter(pk=conference.pk).first()
    if found is not None:
        found.conference = conference
        return found
    with transaction.atomic():
        journal.lock(conference.stream)
        opened, new = Round.objects.get_or_create(
            conference=conference,
            defaults={
                "copies_to": "\n".join(_lines(conference, Particular.Kind.RECIPIENT)),
                "purge_on": _purge_day(conference),
            },
        )
        if new:
            add_categories_of_paper(opened)
    return opened


def day_of(conference: Conference) -> date:
    """The day whose units take part: that of the conference, within the host's own time. A paper of 2021 that is looked
    at today still calls the communes of 2021."""
    day = conference.start_date or clock.local(clock.now()).date()
    host = conference.host
    last = day if host.valid_to is None else host.valid_to - timedelta(days=1)
    return max(host.valid_from, min(day, last))


def _lines(conference: Conference, kind: str) -> list[str]:
    return list(conference.particulars.filter(kind=kind).order_by("order").values_list("text", flat=True))


def _purge_day(conference: Conference) -> date:
    day = conference.start_date or clock.local(clock.now()).date()
    return max(day, clock.local(clock.now()).date()) + timedelta(days=KEPT_DAYS)


def add_categories_of_paper(opened: Round) -> int:
    """Categories for the participants that the papers name and the round does not have yet; how many were added."""
    there = set(opened.categories.values_list("tier", "name"))
    last = opened.categories.order_by("-order").values_list("order", flat=True).first()
    first = 0 if last is None else last + 1
    named = opened.conference.particulars.filter(kind=Particular.Kind.PARTICIPANT).order_by("order")
    new = [one for one in named if (one.tier, one.text) not in there][: _MOST_CATEGORIES - len(there)]
    Category.objects.bulk_create(
        Category(round=opened, tier=one.tier, order=first + place, name=one.text, particular=one)
        for place, one in enumerate(new)
    )
    return len(new)


def do_take_categories_of_paper(actor: Actor, conference_pk: int | str) -> int:
    """Add what a later paper names; how many were added."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        added = add_categories_of_paper(round_of(conference))
        if added:
            journal.append(conference.stream, "registration.categories_taken", {"added": added}, actor)
    return added


@dataclass(frozen=True, slots=True)
class Dues:
    """Last moments of a round, None where there is none."""

    sites: datetime | None
    delegates: datetime | None

    def sites_open(self, moment: datetime) -> bool:
        """The due moment itself is still in time."""
        return self.sites is None or moment <= self.sites

    def delegates_open(self, moment: datetime) -> bool:
        return self.delegates is None or moment <= self.delegates


def dues(opened: Round) -> Dues:
    """What the host has set, else what the papers say."""
    if opened.sites_due is not None and opened.delegates_due is not None:
        return Dues(opened.sites_due, opened.delegates_due)
    return dues_of(opened, opened.conference.registration_deadlines.order_by("order"))


def dues_of(opened: Round | None, deadlines: Iterable[RegistrationDeadline]) -> Dues:
    """The same of deadlines that are at hand; None: a conference whose round nobody has opened yet."""
    printed = printed_dues(deadlines)
    if opened is None:
        return printed
    return Dues(opened.sites_due or printed.sites, opened.delegates_due or printed.delegates)


def printed_dues(deadlines: Iterable[RegistrationDeadline]) -> Dues:
    """Which of the paper's deadlines is for sites and which for delegates, by its words; the last one where several.

    Words for both, or for neither, count for both.
    """
    sites: datetime | None = None
    delegates: datetime | None = None
    for one in deadlines:
        if one.due_date is None:
            continue
        words = search_key(one.what)
        moment = _moment(one.due_date, one.due_time)
        of_delegates = any(word in words for word in _DELEGATES)
        of_sites = any(word in words for word in _SITES)
        if of_sites or not of_delegates:
            sites = moment if sites is None else max(sites, moment)
        if of_delegates or not of_sites:
            delegates = moment if delegates is None else max(delegates, moment)
    return Dues(sites, delegates or sites)


def _moment(day: date, hour: time | None) -> datetime:
    """ "Trước 16:00" ends with 16:00:00; a day alone ends with its last second."""
    return datetime.combine(day, hour or time(23, 59, 59), tzinfo=clock.VIETNAM)


def do_set_round(actor: Actor, conference_pk: int | str, wanted: RoundSettings) -> Round:
    """Change how registration goes. What has been registered stays registered."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        opened = round_of(conference)
        if wanted.mode not in Round.Mode.values or wanted.late not in Round.Late.values:
            raise Refusal("no_such_mode", _("Chưa chọn cách đăng ký."), _("Chọn lại rồi bấm Ghi."), status=422)
        _refuse_senseless(conference, wanted)
        before = _kept(dues(opened))
        opened.mode, opened.late = wanted.mode, wanted.late
        opened.sites_due, opened.delegates_due = wanted.sites_due, wanted.delegates_due
        opened.copies_to = "\n".join(nfc(line.strip())[:500] for line in wanted.recipients if line.strip())
        opened.purge_on = wanted.purge_on or opened.purge_on
        opened.save()
        after = _kept(dues(opened))
        still = after | {outdated.stated(conference).start}
        outdated.withdraw(actor, conference, outdated.Gone(before - after, still, "", calls=False), "")
        journal.append(
            conference.stream,
            "registration.set",
            {
                "mode": opened.mode,
                "late": opened.late,
                "sites_due": _iso(opened.sites_due),
                "delegates_due": _iso(opened.delegates_due),
                "copies_to": opened.recipients,
                "purge_on": _iso(opened.purge_on),
            },
            actor,
        )
    return opened


def _refuse_senseless(conference: Conference, wanted: RoundSettings) -> None:
    """Deadlines lie before a meeting that is ahead, and people stay on the lists until it is held."""
    day = conference.start_date
    if day is None or day < clock.local(clock.now()).date():
        return
    for due, words in (
        (wanted.sites_due, _("Hạn đăng ký điểm cầu")),
        (wanted.delegates_due, _("Hạn báo đại biểu")),
    ):
        if due is not None and clock.local(due).date() > day:
            raise Refusal(
                "due_after_meeting",
                _("%(what)s %(due)s sau ngày họp %(day)s; chưa ghi gì.")
                % {"what": words, "due": f"{clock.local(due):%H:%M %d/%m/%Y}", "day": f"{day:%d/%m/%Y}"},
                _("Sửa lại hạn, hoặc đổi ngày họp trước."),
                status=422,
            )
    if wanted.purge_on is not None and wanted.purge_on <= day:
        raise Refusal(
            "purged_before_meeting",
            _("Ngày xóa dữ liệu cá nhân %(purge)s không sau ngày họp %(day)s; chưa ghi gì.")
            % {"purge": f"{wanted.purge_on:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"},
            _("Danh sách đại biểu còn cần đến hết ngày họp; chọn ngày muộn hơn."),
            status=422,
        )


def _kept(found: Dues) -> frozenset[str]:
    """In the kept form, as letters state them."""
    return frozenset(dates.kept_moment(at) for at in (found.sites, found.delegates) if at)


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def do_set_categories(actor: Actor, conference_pk: int | str, rows: list[CategoryRow]) -> int:
    """The round's categories as given, in that order. One that is left out goes; its delegates stay, without it."""
    rows = [row for row in rows if row.name.strip()]
    if len(rows) > _MOST_CATEGORIES:
        raise Refusal(
            "too_many_categories",
            _("Có hơn %(most)s thành phần.") % {"most": _MOST_CATEGORIES},
            _("Gộp bớt rồi ghi lại."),
            status=422,
        )
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        opened = round_of(conference)
        held = {one.pk: one for one in opened.categories.all()}
        kept = {row.pk for row in rows if row.pk in held}
        opened.categories.exclude(pk__in=kept).delete()
        # Places are given twice, so that no two ever share one on the way.
        for place, pk in enumerate(kept):
            Category.objects.filter(pk=pk).update(order=10_000 + place)
        for place, row in enumerate(rows):
            values = {"order": place, "name": nfc(" ".join(row.name.split())), "tier": row.tier, "most": row.most}
            if row.pk in kept:
                Category.objects.filter(pk=row.pk).update(**values)
            else:
                Category.objects.create(round=opened, **values)
        journal.append(
            conference.stream,
            "registration.categories_set",
            {"categories": [[row.tier, " ".join(row.name.split()), row.most] for row in rows]},
            actor,
        )
    return len(rows)


def do_set_quotas(actor: Actor, conference_pk: int | str, site_pk: int, mosts: dict[int, int | None]) -> None:
    """A site's own quotas by category; None takes it back to the category's. Who is listed already stays."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        site = conference.sites.filter(pk=site_pk).first()
        if site is None:
            raise Refusal("no_such_site", _("Không có điểm cầu này trong hội nghị."), _("Tải lại trang."), status=404)
        held = {one.pk: one for one in round_of(conference).categories.filter(pk__in=mosts)}
        for pk, most in mosts.items():
            if pk not in held:
                raise Refusal("no_such_category", _("Không có thành phần này."), _("Tải lại trang."), status=422)
            if most is None or most == held[pk].most:
                Quota.objects.filter(category=pk, site=site).delete()
            else:
                Quota.objects.update_or_create(category=held[pk], site=site, defaults={"most": most})
        told = {str(pk): most for pk, most in mosts.items()}
        journal.append(conference.stream, "registration.quotas_set", {"site": site.pk, "mosts": told}, actor)
