"""What is offered on the page: the conferences a paper may mean, and the table of one amendment, in the order shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.conferences.amending import AmendmentPlan, fingerprint
from nhipcau.conferences.lifecycle import moving
from nhipcau.conferences.models import Conference
from nhipcau.core import dates
from nhipcau.core.access import Actor, visible_conferences
from nhipcau.core.languages import shown
from nhipcau.core.phrases import phrase
from nhipcau.core.text import search_key
from nhipcau.documents import identity, planning
from nhipcau.documents.amendments import changes, matching, tiers
from nhipcau.documents.amendments.additions import Addition, additions
from nhipcau.documents.amendments.changes import Change, Following
from nhipcau.documents.amendments.tiers import TierChange
from nhipcau.documents.amendments.told import Told, told
from nhipcau.documents.intake.citations import CANCEL, doings
from nhipcau.documents.models import ReceivedPaper

_LOOKED_AT = 200  # the latest conferences: a paper changes what is to come


@dataclass(frozen=True, slots=True)
class Offer:
    """seen: the conference's fingerprint; consequences: what else follows, in words."""

    paper: ReceivedPaper
    conference: Conference
    match: matching.Match | None
    changes: list[Change]
    tiers: list[TierChange]
    followings: list[Following]
    additions: list[Addition]
    consequences: list[str]
    letters: Told
    seen: str

    @property
    def number(self) -> int:
        """Rows of the table of changes."""
        return len(self.changes) + len(self.tiers)


def held(actor: Actor) -> list[matching.Held]:
    """The conferences that the actor may see, each with its papers."""
    conferences = list(visible_conferences(actor).order_by("-created_at")[:_LOOKED_AT])
    papers: dict[int, list[matching.HeldPaper]] = {}
    rows = ReceivedPaper.objects.filter(conference__in=conferences).order_by("uploaded_at")
    for pk, of, facts, confirmed in rows.values_list("pk", "conference_id", "facts", "confirmed"):
        papers.setdefault(of, []).append(matching.HeldPaper(pk, confirmed or facts))
    return [matching.Held(one.pk, one.title, kept_start(one), papers.get(one.pk, [])) for one in conferences]


def matches(actor: Actor, paper: ReceivedPaper) -> list[matching.Match]:
    """The conferences that the paper speaks of."""
    return matching.matches(paper.text, paper.confirmed or paper.facts, held(actor))


def kept_start(conference: Conference) -> str | None:
    if conference.start_date is None:
        return None
    hour = f"T{conference.start_time:%H:%M}" if conference.start_time else ""
    return f"{conference.start_date.isoformat()}{hour}"


def same_words(conference: Conference) -> dict[int, list[int]]:
    """Registration deadlines by key with the tasks that are the same words once more: they go together."""
    tasks = [(one, search_key(one.action)) for one in conference.tasks.exclude(due_date=None)]
    together: dict[int, list[int]] = {}
    for deadline in conference.registration_deadlines.exclude(due_date=None):
        what, due = search_key(deadline.what), (deadline.due_date, deadline.due_time)
        together[deadline.pk] = [
            task.pk
            for task, action in tasks
            if (task.due_date, task.due_time) == due and (what in action or action in what)
        ]
    return together


def standing(conference: Conference) -> changes.Standing:
    twice = {pk for tasks in same_words(conference).values() for pk in tasks}
    dated = [
        *(
            changes.Dated(row.pk, "rehearsal", _("Chạy thử"), dates.kept_moment(row.at))
            for row in conference.planned_rehearsals.order_by("at")
        ),
        *(
            changes.Dated(
                row.pk,
                "deadline",
                shown(phrase("Hạn đăng ký: %(what)s", what=row.what)),
                moving.kept(row.due_date, row.due_time),
            )
            for row in conference.registration_deadlines.exclude(due_date=None)
        ),
        *(
            changes.Dated(row.pk, "task", f"{row.assignee}: {row.action}", moving.kept(row.due_date, row.due_time))
            for row in conference.tasks.exclude(due_date=None).exclude(pk__in=twice)
        ),
    ]
    dated += [
        changes.Dated(row.pk, "sitting", shown(phrase("Buổi họp: %(sitting)s", sitting=str(row))), row.date.isoformat())
        for row in conference.sittings.all()
    ]
    for source in moving.others():
        mark = f"{source.prefix}-"
        dated += [
            changes.Dated(due.name.removeprefix(mark), source.prefix, due.label, due.kept)
            for due in source.dues(conference)
        ]
    return changes.Standing(
        kept_start(conference), conference.form, conference.venue, conference.duration, sorted(dated, key=_at)
    )


def _at(row: changes.Dated) -> str:
    return row.at


def lay_out(actor: Actor, paper: ReceivedPaper, conference: Conference) -> Offer:
    facts = paper.confirmed or paper.facts
    stands = standing(conference)
    found = changes.changes(stands, facts, paper.text)
    start = next((one for one in found if one.field == "start"), None)
    of_tiers = tiers.tier_changes(conference, facts, paper.text)
    following = changes.followings(stands, facts, start.value if start else stands.start, start is not None)
    match = next((one for one in matches(actor, paper) if one.held.pk == conference.pk), None)
    return Offer(
        paper=paper,
        conference=conference,
        match=match,
        changes=found,
        tiers=of_tiers,
        followings=following,
        additions=[addition for addition, _, _ in additions(paper, conference, facts)],
        consequences=list(_consequences(conference, of_tiers, start, following, CANCEL in doings(paper.text))),
        letters=told(conference, found, following, identity.words(facts)),
        seen=fingerprint(conference),
    )


def _consequences(
    conference: Conference,
    of_tiers: Sequence[TierChange],
    start: changes.Change | None,
    following: Sequence[Following],
    cancelled: bool,
) -> Iterable[str]:
    gone = sum(one.number for one in of_tiers if one.kind == tiers.DROP)
    sites = conference.sites.filter(withdrawn_at=None).count() - gone
    yield _("%(n)s liên kết và mã PIN giữ nguyên: các điểm cầu vào bằng đúng liên kết đã nhận.") % {"n": sites}
    if start is not None:
        yield _("Giấy, tin nhắn đã gửi vẫn ghi giờ cũ: báo lại các điểm cầu ở mục dưới đây.")
    late = [one for one in following if one.why == changes.LATE]
    if late:
        yield _("%(n)s mốc sẽ rơi sau ngày họp mới nếu giữ nguyên.") % {"n": len(late)}
    weekend = [
        one
        for one in following
        if one.advice == changes.MOVE and date.fromisoformat(one.moved[:10]).weekday() >= _SATURDAY
    ]
    if weekend:
        yield _("%(n)s mốc dời sang thứ Bảy hoặc Chủ nhật: xem lại.") % {"n": len(weekend)}
    if cancelled:
        yield _("Văn bản nói không tổ chức hội nghị nữa: nếu đúng, hủy ở trang hội nghị; lưu văn bản này vào hội nghị.")
    yield from tiers.consequences(conference, of_tiers)


_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """plan: of the conference; moved: new moments, in the kept form, of rows that other packages keep."""

    plan: AmendmentPlan
    moved: Mapping[str, str]


def chosen(offer: Offer, post: Mapping[str, str]) -> Chosen:
    """What the person chose: changes and additions by their boxes, dated rows by what becomes of them."""
    facts = offer.paper.confirmed or offer.paper.facts
    rows: list[dict[str, str]] = []
    fields: dict[str, Any] = {}
    for change in offer.changes:
        if post.get(f"change-{change.field}"):
            fields |= _columns(change)
            rows.append({"label": change.label, "before": change.before, "after": change.after})
    taken = [one for one in offer.tiers if post.get(f"change-{one.field}")]
    rows += [{"label": one.label, "before": one.before, "after": one.after} for one in taken]
    plan = AmendmentPlan(told=(), paper=offer.paper.pk, said=identity.words(facts), fields=fields)
    moved: dict[str, dict[Any, Any]] = {kind: {} for kind in ("rehearsal", "deadline", "task", "sitting")}
    others: dict[str, str] = {}
    for one in offer.followings:
        choice = post.get(one.name, changes.KEEP)
        if choice == changes.MOVE and one.moved:
            if one.row.kind in moved:
                moved[one.row.kind][one.row.pk] = _moment(one)
            else:
                others[one.name] = one.moved
            rows.append({"label": one.row.words, "before": one.now, "after": one.then})
        elif choice == changes.DROP and one.row.may_go:
            moved[one.row.kind][one.row.pk] = None
            rows.append({"label": one.row.words, "before": one.now, "after": ""})
    together = same_words(offer.conference)
    for pk, due in moved["deadline"].items():
        moved["task"].update(dict.fromkeys(together[pk], due))
    added: dict[str, list[Any]] = {}
    for addition, kind, row in additions(offer.paper, offer.conference, facts):
        if post.get(addition.name):
            added.setdefault(kind, []).append(row)
            rows.append({"label": addition.label, "before": "", "after": addition.words})
    plan = replace(
        plan,
        told=tuple(rows),
        rehearsals=moved["rehearsal"],
        deadlines=moved["deadline"],
        tasks=moved["task"],
        sittings=moved["sitting"],
        new_sites=tuple(site for one in taken for site in one.sites),
        dropped_tiers=tuple(one.tier for one in taken if one.kind == tiers.DROP),
        **{kind: tuple(rows) for kind, rows in added.items()},
    )
    return Chosen(plan, others)


def _moment(one: Following) -> Any:
    """The new moment in the form in which the plan of the conference wants it."""
    if one.row.kind == "rehearsal":
        return dates.aware(one.moved)
    day, hour = planning.moments(one.moved)
    return day if one.row.kind == "sitting" else (day, hour)


def _columns(change: changes.Change) -> dict[str, Any]:
    if change.field != "start":
        limits = {"venue": 500, "duration": 300}
        return {change.field: (change.value or "")[: limits.get(change.field, 12)]}
    day, hour = planning.moments(change.value)
    return {"start_date": day, "start_time": hour}
