"""From confirmed facts to the plan of a conference, and what to remark before it is made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.conferences import sitelist
from nhipcau.conferences.clashes import Clash, clashes_of_plan
from nhipcau.conferences.plan import (
    ConferencePlan,
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedSpeech,
    PlannedTask,
    PlannedTier,
    PlannedTrial,
    Source,
)
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.intake.abbreviations import expanded
from nhipcau.documents.intake.reading import EMPTY_FACTS, Remark
from nhipcau.organs import queries as organs
from nhipcau.organs.models import Tier, Unit

MAX_TITLE = 1000


@dataclass(frozen=True, slots=True)
class Read:
    """What a paper's text says and where: the ground on which its facts stand."""

    paper: int
    facts: Mapping[str, Any]
    spans: Sequence[Mapping[str, Any]]
    inherited: Mapping[str, Mapping[str, Any]]
    notes: Sequence[tuple[str, int, int]] = ()
    addressed: Sequence[tuple[str, int, int]] = ()

    def source(self, key: str, entry: Any, *, value: str | None = None) -> Source | None:
        """The words that an entry of a list fact was read from; None for one that a person added or changed."""
        if entry not in self.facts[key]:
            return None
        index = self.facts[key].index(entry)
        for span in self.spans:
            mine = span["key"] == key and span.get("index") == index and (value is None or span.get("value") == value)
            if mine:
                return Source(self.paper, span["start"], span["end"])
        return None


NOTHING_READ = Read(0, EMPTY_FACTS, (), {})


def plan(facts: Mapping[str, Any], read: Read = NOTHING_READ) -> ConferencePlan:
    """The plan that the facts amount to; tiers with a count take part even where nobody ticked them."""
    start = facts["start"]
    started = datetime.fromisoformat(start) if start else None
    counts = facts["site_counts"]
    tiers = [tier for tier in sitelist.TIER_ORDER if tier in facts["tiers"] or counts.get(tier)]
    return ConferencePlan(
        title=(facts["meeting_title"] or facts["subject"] or "")[:MAX_TITLE],
        tiers=tuple(PlannedTier(tier, counts.get(tier)) for tier in tiers),
        units_on=units_day(facts),
        named=tuple(expanded(text) for text in (facts["issuing_body"], facts["place"], facts["meeting_title"]) if text),
        issuing_body=(facts["issuing_body"] or "")[:300],
        form=facts["meeting_form"] or "truc_tuyen",
        start_date=started.date() if started else None,
        start_time=started.time() if started and "T" in start else None,
        duration=(facts["end_or_duration"] or "")[:300],
        venue=(facts["venue_main"] or "")[:500],
        rehearsals=tuple(
            PlannedTrial(dates.aware(moment), read.source("rehearsals", moment)) for moment in facts["rehearsals"]
        ),
        contacts=tuple(_contact(entry, read) for entry in facts["contacts"]),
        tasks=tuple(_task(entry, read) for entry in facts["tasks"]),
        deadlines=tuple(_deadline(entry, read) for entry in facts["registration_deadlines"]),
        speeches=tuple(_speech(entry, facts, read) for entry in facts["papers"]),
        particulars=tuple(_particulars(facts, read)),
    )


def _contact(entry: Mapping[str, Any], read: Read) -> PlannedContact:
    return PlannedContact(
        name=(entry.get("name") or "")[:200],
        role=(entry.get("role") or "")[:300],
        phone=(entry.get("phone") or "")[:100],
        email=(entry.get("email") or "")[:200],
        source=read.source("contacts", entry),
    )


def moments(due: str | None) -> tuple[date | None, time | None]:
    """A kept moment as its day and, where it has one, its hour."""
    if not due:
        return None, None
    moment = datetime.fromisoformat(due)
    return moment.date(), moment.time() if "T" in due else None


def _task(entry: Mapping[str, Any], read: Read) -> PlannedTask:
    day, hour = moments(entry.get("due"))
    return PlannedTask(
        assignee=(entry.get("assignee") or "")[:500],
        action=entry.get("action_summary") or "",
        due_date=day,
        due_time=hour,
        cooperating=(entry.get("cooperating") or "")[:1000],
        source=read.source("tasks", entry),
    )


def _deadline(entry: Mapping[str, Any], read: Read) -> PlannedDeadline:
    day, hour = moments(entry.get("due"))
    return PlannedDeadline((entry.get("what") or "")[:500], day, hour, read.source("registration_deadlines", entry))


def _speech(entry: Mapping[str, Any], facts: Mapping[str, Any], read: Read) -> PlannedSpeech:
    limits = facts["paper_limits"] or {}
    return PlannedSpeech(
        assignee=(entry.get("assignee") or "")[:500],
        topic=entry.get("topic") or "",
        pages=limits.get("pages"),
        minutes=limits.get("minutes"),
        source=read.source("papers", entry),
    )


def _particulars(facts: Mapping[str, Any], read: Read) -> Iterator[PlannedParticular]:
    taken = read.inherited.get("participants", {})
    theirs = [(taken["value"][int(index)], said) for index, said in taken.get("groups", {}).items()]
    for group in facts["participants"]:
        said = next((said for one, said in theirs if one == group), "")
        for item in group["items"]:
            source = None if said else _item_source(read, group, item)
            yield PlannedParticular("participant", item, group["tier"] or "", said[:300], source)
    for key, kind in (("materials", "material"), ("press", "press"), ("recipients", "recipient")):
        for words in facts[key]:
            yield PlannedParticular(kind, words, source=read.source(key, words))
    for words, start, end in read.addressed:
        yield PlannedParticular("recipient", f"Kính gửi: {words}", source=Source(read.paper, start, end))
    limits = facts["paper_limits"]
    if limits and not facts["papers"]:
        with in_vietnamese():  # kept with the conference, as the paper's own words are
            words = limit_words(limits)
        yield PlannedParticular("note", f"Giới hạn tham luận: {words}", source=_only_source(read))
    for words, start, end in read.notes:
        yield PlannedParticular("note", words, source=Source(read.paper, start, end))


def limit_words(limits: Mapping[str, Any]) -> str:
    """`tối đa 4 trang, tối đa 10 phút`."""
    pages, minutes = limits.get("pages"), limits.get("minutes")
    words = [ngettext("tối đa %(n)s trang", "tối đa %(n)s trang", pages) % {"n": pages}] if pages else []
    words += [ngettext("tối đa %(n)s phút", "tối đa %(n)s phút", minutes) % {"n": minutes}] if minutes else []
    return ", ".join(words)


def _only_source(read: Read) -> Source | None:
    span = next((one for one in read.spans if one["key"] == "paper_limits"), None)
    return Source(read.paper, span["start"], span["end"]) if span else None


def _item_source(read: Read, group: Mapping[str, Any], item: str) -> Source | None:
    """A participant keeps its words also where the group round it was changed."""
    mine = {index for index, one in enumerate(read.facts["participants"]) if one["tier"] == group["tier"]}
    for span in read.spans:
        if span["key"] == "participants" and span.get("value") == item and span.get("index") in mine:
            return Source(read.paper, span["start"], span["end"])
    return None


def units_day(facts: Mapping[str, Any]) -> date:
    """The day whose units are meant: the paper's, else the meeting's, else the first day it names, else today."""
    named = [*facts["rehearsals"], *(one.get("due") for one in (*facts["registration_deadlines"], *facts["tasks"]))]
    printed = facts["issue_date"] or facts["start"] or min(filter(None, named), default=None)
    return date.fromisoformat(printed[:10]) if printed else clock.local(clock.now()).date()


def sites(facts: Mapping[str, Any]) -> tuple[Unit | None, list[sitelist.PlannedSite], list[Remark]]:
    """The issuing unit where it is held, the sites that confirming would make, and remarks on their number."""
    made = plan(facts)
    root = organs.unit_named_in(made.named, made.units_on)
    units = [] if root is None else organs.tree(root, made.units_on, [planned.tier for planned in made.tiers])
    planned = sitelist.build(made.tiers, root, units)
    remarks = [Remark("counts_differ", one.message, "site_counts") for one in sitelist.count_remarks(made.tiers, units)]
    if root is None:
        remarks.append(Remark("units_not_held", _not_held(facts, made), "site_counts"))
    if not made.tiers:
        remarks.append(
            Remark("no_tiers", _("Chưa rõ những cấp nào có điểm cầu: chọn cấp và số điểm cầu."), "site_counts")
        )
    return root, planned, remarks


def clashes(actor: Actor, facts: Mapping[str, Any]) -> list[Clash]:
    """What else happens at the time of the conference that these facts would make."""
    made = plan({**EMPTY_FACTS, **facts})
    root = organs.unit_named_in(made.named, made.units_on)
    tiers = [str(planned.tier) for planned in made.tiers]
    return clashes_of_plan(actor, root, tiers, made.start_date, made.start_time)


def _not_held(facts: Mapping[str, Any], made: ConferencePlan) -> str:
    where = facts["issuing_body"] or facts["place"] or _("cơ quan ban hành")
    day = made.units_on.strftime("%d/%m/%Y")
    if any(planned.count and planned.tier != Tier.PROVINCE for planned in made.tiers):
        return _(
            "Danh mục chưa có các đơn vị của “%(where)s” tại ngày %(day)s. Điểm cầu được đánh số theo số lượng ghi "
            "trong văn bản; đặt tên sau khi lập hội nghị."
        ) % {"where": where, "day": day}
    return _(
        "Danh mục chưa có các đơn vị của “%(where)s” tại ngày %(day)s. Ghi số điểm cầu từng cấp để có điểm cầu đánh "
        "số, hoặc thêm tên sau khi lập hội nghị."
    ) % {"where": where, "day": day}
