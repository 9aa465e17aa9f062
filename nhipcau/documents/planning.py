"""From confirmed facts to the plan of a conference, and what to remark before it is made."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from nhipcau.conferences import sitelist
from nhipcau.conferences.plan import ConferencePlan, PlannedContact, PlannedTask, PlannedTier
from nhipcau.core import clock, dates
from nhipcau.documents.intake.reading import Remark
from nhipcau.organs import queries as organs
from nhipcau.organs.models import Tier, Unit

MAX_TITLE = 1000


def plan(facts: Mapping[str, Any]) -> ConferencePlan:
    """The plan that the facts amount to; tiers with a count take part even where nobody ticked them."""
    start = facts["start"]
    started = datetime.fromisoformat(start) if start else None
    counts = facts["site_counts"]
    tiers = [tier for tier in sitelist.TIER_ORDER if tier in facts["tiers"] or counts.get(tier)]
    return ConferencePlan(
        title=(facts["meeting_title"] or facts["subject"] or "")[:MAX_TITLE],
        tiers=tuple(PlannedTier(tier, counts.get(tier)) for tier in tiers),
        units_on=units_day(facts),
        named=tuple(text for text in (facts["issuing_body"], facts["place"], facts["meeting_title"]) if text),
        issuing_body=(facts["issuing_body"] or "")[:300],
        form=facts["meeting_form"] or "truc_tuyen",
        start_date=started.date() if started else None,
        start_time=started.time() if started and "T" in start else None,
        duration=(facts["end_or_duration"] or "")[:300],
        venue=(facts["venue_main"] or "")[:500],
        rehearsals=tuple(dates.aware(moment) for moment in facts["rehearsals"]),
        contacts=tuple(_contact(entry) for entry in facts["contacts"]),
        tasks=tuple(_task(entry) for entry in facts["tasks"]),
    )


def _contact(entry: Mapping[str, Any]) -> PlannedContact:
    return PlannedContact(
        name=(entry.get("name") or "")[:200],
        role=(entry.get("role") or "")[:300],
        phone=(entry.get("phone") or "")[:100],
        email=(entry.get("email") or "")[:200],
    )


def _task(entry: Mapping[str, Any]) -> PlannedTask:
    due = entry.get("due")
    moment = datetime.fromisoformat(due) if due else None
    return PlannedTask(
        assignee=(entry.get("assignee") or "")[:500],
        action=entry.get("action_summary") or "",
        due_date=moment.date() if moment else None,
        due_time=moment.time() if due and moment and "T" in due else None,
    )


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
        remarks.append(Remark("no_tiers", "Chưa rõ những cấp nào có điểm cầu: chọn cấp và số điểm cầu.", "site_counts"))
    return root, planned, remarks


def _not_held(facts: Mapping[str, Any], made: ConferencePlan) -> str:
    where = facts["issuing_body"] or facts["place"] or "cơ quan ban hành"
    day = made.units_on.strftime("%d/%m/%Y")
    words = f"Danh mục chưa có các đơn vị của “{where}” tại ngày {day}."
    if any(planned.count and planned.tier != Tier.PROVINCE for planned in made.tiers):
        return f"{words} Điểm cầu được đánh số theo số lượng ghi trong văn bản; đặt tên sau khi lập hội nghị."
    return f"{words} Ghi số điểm cầu từng cấp để có điểm cầu đánh số, hoặc thêm tên sau khi lập hội nghị."
