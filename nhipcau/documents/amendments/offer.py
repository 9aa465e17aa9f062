"""What is offered on the page: the conferences a paper may mean, and the table of one amendment, in the order shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nhipcau.conferences.amending import AmendmentPlan, fingerprint
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import ConferencePlan
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor, visible_conferences
from nhipcau.core.text import search_key
from nhipcau.documents import identity, planning, queries
from nhipcau.documents.amendments import changes, matching, tiers
from nhipcau.documents.amendments.changes import Change, Following
from nhipcau.documents.amendments.tiers import TierChange
from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.models import ReceivedPaper

_LOOKED_AT = 200  # the latest conferences: a paper changes what is to come


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that the paper says and the conference has not. name: of its checkbox."""

    name: str
    label: str
    words: str


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
            changes.Dated(row.pk, "rehearsal", "Chạy thử", clock.local(row.at).strftime("%Y-%m-%dT%H:%M"))
            for row in conference.planned_rehearsals.order_by("at")
        ),
        *(
            changes.Dated(row.pk, "deadline", f"Hạn đăng ký: {row.what}", _kept(row.due_date, row.due_time))
            for row in conference.registration_deadlines.exclude(due_date=None)
        ),
        *(
            changes.Dated(row.pk, "task", f"{row.assignee}: {row.action}", _kept(row.due_date, row.due_time))
            for row in conference.tasks.exclude(due_date=None).exclude(pk__in=twice)
        ),
    ]
    return changes.Standing(
        kept_start(conference), conference.form, conference.venue, conference.duration, sorted(dated, key=_moment)
    )


def _moment(row: changes.Dated) -> str:
    return row.at


def _kept(day: Any, hour: Any) -> str:
    return f"{day.isoformat()}{f'T{hour:%H:%M}' if hour else ''}"


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
        additions=[addition for addition, _, _ in _additions(paper, conference, facts)],
        consequences=list(_consequences(conference, of_tiers, start, following)),
        seen=fingerprint(conference),
    )


def _additions(
    paper: ReceivedPaper, conference: Conference, facts: Mapping[str, Any]
) -> Iterable[tuple[Addition, str, Any]]:
    """What the paper adds: the checkbox, the name of the plan's list, and the planned row."""
    plan = planning.plan(facts, queries.ground(paper))
    for kind, label, rows in (
        ("new_rehearsals", "Chạy thử", _new_trials(conference, plan)),
        ("new_deadlines", "Hạn đăng ký", _new_dues(conference, plan)),
        ("new_tasks", "Nhiệm vụ", _new_tasks(conference, plan)),
        ("new_contacts", "Đầu mối", _new_contacts(conference, plan)),
        ("new_speeches", "Tham luận", _new_speeches(conference, plan)),
        ("new_particulars", "Nội dung khác", _new_lines(conference, plan)),
    ):
        for index, (row, words) in enumerate(rows):
            yield Addition(f"{kind}-{index}", label, words), kind, row


def _new_trials(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = set(conference.planned_rehearsals.values_list("at", flat=True))
    return [
        (one, changes.spoken(clock.local(one.at).strftime("%Y-%m-%dT%H:%M")))
        for one in plan.rehearsals
        if one.at not in there
    ]


def _new_dues(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(search_key(one.what), one.due_date, one.due_time) for one in conference.registration_deadlines.all()}
    return [
        (one, f"{one.what}, {changes.spoken(_kept(one.due_date, one.due_time) if one.due_date else None)}")
        for one in plan.deadlines
        if (search_key(one.what), one.due_date, one.due_time) not in there
    ]


def _new_tasks(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {
        (name_key(one.assignee), search_key(one.action), one.due_date, one.due_time) for one in conference.tasks.all()
    }
    return [
        (one, f"{one.assignee}: {one.action}{_until(one.due_date, one.due_time)}")
        for one in plan.tasks
        if (name_key(one.assignee), search_key(one.action), one.due_date, one.due_time) not in there
    ]


def _until(day: Any, hour: Any) -> str:
    return f" (hạn {dates.written(_kept(day, hour))})" if day else ""


def _new_contacts(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(search_key(one.name), one.phone) for one in conference.contacts.all()}
    return [
        (one, ", ".join(filter(None, (one.name, one.role, one.phone, one.email))))
        for one in plan.contacts
        if (search_key(one.name), one.phone) not in there
    ]


def _new_speeches(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(name_key(one.assignee), search_key(one.topic)) for one in conference.speeches.all()}
    return [
        (one, f"{one.assignee}: {one.topic}")
        for one in plan.speeches
        if (name_key(one.assignee), search_key(one.topic)) not in there
    ]


def _new_lines(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    """Lines of words that are not there yet. Recipients are the paper's own: they stay with it."""
    there = {(one.kind, search_key(one.text)) for one in conference.particulars.all()}
    return [
        (one, one.text)
        for one in plan.particulars
        if one.kind != "recipient" and (one.kind, search_key(one.text)) not in there
    ]


def _consequences(
    conference: Conference,
    of_tiers: Sequence[TierChange],
    start: changes.Change | None,
    following: Sequence[Following],
) -> Iterable[str]:
    gone = sum(one.number for one in of_tiers if one.kind == tiers.DROP)
    sites = conference.sites.filter(withdrawn_at=None).count() - gone
    yield f"{sites} liên kết và mã PIN giữ nguyên: các điểm cầu vào bằng đúng liên kết đã nhận."
    if start is not None:
        yield "Giấy, tin nhắn đã gửi vẫn ghi giờ cũ: báo lại các điểm cầu. Hệ thống chưa gửi gì cho ai."
    late = [one for one in following if one.why == "sẽ rơi sau ngày họp mới"]
    if late:
        yield f"{len(late)} mốc sẽ rơi sau ngày họp mới nếu giữ nguyên."
    weekend = [one for one in following if one.advice == changes.MOVE and one.then.split(", ")[-2] in _FREE_DAYS]
    if weekend:
        yield f"{len(weekend)} mốc dời sang thứ Bảy hoặc Chủ nhật: xem lại."
    yield from tiers.consequences(conference, of_tiers)


_FREE_DAYS = {dates.WEEKDAYS[5], dates.WEEKDAYS[6]}


def chosen(offer: Offer, post: Mapping[str, str]) -> AmendmentPlan:
    """The plan that the person chose: changes and additions by their boxes, dated rows by what becomes of them."""
    facts = offer.paper.confirmed or offer.paper.facts
    told: list[dict[str, str]] = []
    fields: dict[str, Any] = {}
    for change in offer.changes:
        if post.get(f"change-{change.field}"):
            fields |= _columns(change)
            told.append({"label": change.label, "before": change.before, "after": change.after})
    taken = [one for one in offer.tiers if post.get(f"change-{one.field}")]
    told += [{"label": one.label, "before": one.before, "after": one.after} for one in taken]
    plan = AmendmentPlan(told=(), paper=offer.paper.pk, said=identity.words(facts), fields=fields)
    moved: dict[str, dict[int, Any]] = {"rehearsal": {}, "deadline": {}, "task": {}}
    for one in offer.followings:
        choice = post.get(one.name, changes.KEEP)
        if choice == changes.MOVE and one.moved:
            moved[one.row.kind][one.row.pk] = (
                dates.aware(one.moved) if one.row.kind == "rehearsal" else planning.moments(one.moved)
            )
            told.append({"label": one.row.words, "before": one.now, "after": one.then})
        elif choice == changes.DROP:
            moved[one.row.kind][one.row.pk] = None
            told.append({"label": one.row.words, "before": one.now, "after": ""})
    together = same_words(offer.conference)
    for pk, due in moved["deadline"].items():
        moved["task"].update(dict.fromkeys(together[pk], due))
    added: dict[str, list[Any]] = {}
    for addition, kind, row in _additions(offer.paper, offer.conference, facts):
        if post.get(addition.name):
            added.setdefault(kind, []).append(row)
            told.append({"label": addition.label, "before": "", "after": addition.words})
    return replace(
        plan,
        told=tuple(told),
        rehearsals=moved["rehearsal"],
        deadlines=moved["deadline"],
        tasks=moved["task"],
        new_sites=tuple(site for one in taken for site in one.sites),
        dropped_tiers=tuple(one.tier for one in taken if one.kind == tiers.DROP),
        **{kind: tuple(rows) for kind, rows in added.items()},
    )


def _columns(change: changes.Change) -> dict[str, Any]:
    if change.field != "start":
        limits = {"venue": 500, "duration": 300}
        return {change.field: (change.value or "")[: limits.get(change.field, 12)]}
    day, hour = planning.moments(change.value)
    return {"start_date": day, "start_time": hour}
