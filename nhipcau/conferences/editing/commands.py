"""The editor's one write: a section as a person typed it, upon what that person saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.amending import AmendmentPlan, do_amend_conference, fingerprint
from nhipcau.conferences.editing.fields import Wrong
from nhipcau.conferences.editing.merging import Change, Merged, Row, changes, merge, same
from nhipcau.conferences.editing.sections import FACTS, ONE, Section
from nhipcau.conferences.lifecycle import outdated
from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, SectionEdit
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.journal import record as journal

MOST_ROWS = 300


@dataclass(eq=False)
class TypedWrongly(Exception):
    """Some fields cannot be kept as they were typed: (number of the row, field) → why. Nothing was changed."""

    problems: dict[tuple[int, str], str]


@dataclass(eq=False)
class ChangedMeanwhile(Exception):
    """Somebody else changed the section since it was opened. Nothing was changed by this one.

    told: (label, before, after) of what the other did; merged: both changes together, to be looked at and sent again;
    standing: what to send it upon.
    """

    by: str
    told: list[tuple[str, str, str]]
    merged: Merged
    standing: list[Row]


def do_edit_section(
    actor: Actor, conference_pk: int | str, section: Section, rows: Sequence[Row], seen: Sequence[Row]
) -> int:
    """Make the section what `rows` say; the number of changes. seen: its rows as the person had them before.

    Raises TypedWrongly, ChangedMeanwhile, or Refusal.
    """
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        _refuse_begun(conference, section)
        standing = section.standing(conference)
        if not same(seen, standing):
            raise ChangedMeanwhile(
                last_editor(conference, section),
                told(section, changes(seen, standing)),
                merge(seen, rows, standing),
                standing,
            )
        if len(rows) > MOST_ROWS:
            raise Refusal(
                "too_many_rows",
                _("Tối đa %(most)s dòng; chưa lưu gì.") % {"most": MOST_ROWS},
                _("Bớt dòng rồi lưu lại."),
                status=422,
            )
        kept = _kept(section, rows, conference)
        if same(rows, standing):
            return 0
        before = outdated.stated(conference)
        if section.many:
            _write_rows(section, conference, rows, kept)
        else:
            _write_columns(actor, section, conference, rows[0], kept[0])
        done = changes(standing, section.standing(conference))
        _remember(actor, conference, section)
        conference.refresh_from_db()
        outdated.withdraw(actor, conference, outdated.gone(before, outdated.stated(conference)), "")
        if section is not FACTS:
            _journal(actor, conference, section, done)
    return max(1, len(done))


def _refuse_begun(conference: Conference, section: Section) -> None:
    refuse_over(conference)
    if not section.while_running and not conference.is_ahead:
        raise Refusal(
            "already_begun",
            _("Hội nghị đang diễn ra nên mục này không sửa được nữa; chưa có gì thay đổi."),
            _("Trong lúc họp vẫn sửa được chương trình, đầu mối, nhiệm vụ và phương án dự phòng."),
        )


def _kept(section: Section, rows: Sequence[Row], conference: Conference) -> list[dict[str, Any]]:
    problems: dict[tuple[int, str], str] = {}
    kept: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        values: dict[str, Any] = {}
        for one in section.fields:
            try:
                values[one.name] = one.kept(row.get(one.name, ""), conference)
            except Wrong as wrong:
                problems[number, one.name] = str(wrong)
        _look_at_times(values, number, problems)
        if any(values.get("at") is not None and values["at"] == other.get("at") for other in kept):
            problems[number, "at"] = _("Lần chạy thử này đã có ở dòng trên.")
        kept.append(values)
    if problems:
        raise TypedWrongly(problems)
    return kept


def _look_at_times(values: dict[str, Any], number: int, problems: dict[tuple[int, str], str]) -> None:
    for day, hour in (("start_date", "start_time"), ("due_date", "due_time")):
        if values.get(hour) is not None and day in values and values[day] is None:
            problems[number, day] = _("Có giờ thì ghi cả ngày.")
    if values.get("end") is not None and values.get("start") is not None and values["end"] <= values["start"]:
        problems[number, "end"] = _("Giờ kết thúc phải sau giờ bắt đầu.")
    if "role" in values and "phone" in values and not (values["role"] or values.get("name")):
        problems[number, "role"] = _("Ghi việc phụ trách, hoặc họ tên.")


def _write_rows(section: Section, conference: Conference, rows: Sequence[Row], kept: Sequence[dict[str, Any]]) -> None:
    assert section.model is not None  # noqa: S101 - a section with many rows has one
    standing = {str(row.pk): row for row in section.rows_of(conference)}
    wanted = {row["id"] for row in rows}
    for pk, one in standing.items():
        if pk not in wanted:
            one.delete()
    for order, (row, values) in enumerate(zip(rows, kept, strict=True)):
        columns = {name: _number_or_none(value) if name.endswith("_id") else value for name, value in values.items()}
        if section.ordered:
            columns["order"] = order
        one = standing.get(row["id"])
        if one is None:
            section.model._default_manager.create(conference=conference, **columns)
        elif any(getattr(one, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(one, name, value)
            one.save()


def _number_or_none(value: str) -> int | None:
    return int(value) if value else None


def _write_columns(actor: Actor, section: Section, conference: Conference, row: Row, values: dict[str, Any]) -> None:
    before = section.standing(conference)
    changed = {name: value for name, value in values.items() if value != getattr(conference, name)}
    if section is not FACTS:
        for name, value in changed.items():
            setattr(conference, name, value)
        conference.save(update_fields=list(changed))
        return
    with in_vietnamese():  # what was changed is kept with the conference, in words that every office reads
        rows = told(section, changes(before, [{**row, "id": ONE}]))
    plan = AmendmentPlan(
        told=tuple({"label": label, "before": was, "after": now} for label, was, now in rows), fields=changed
    )
    do_amend_conference(actor, conference.pk, plan, uuid4().hex, fingerprint(conference))


def told(section: Section, done: Sequence[Change]) -> list[tuple[str, str, str]]:
    """Changes in the words of the form: label, before, after."""
    return [_told(section, change) for change in done]


def _told(section: Section, change: Change) -> tuple[str, str, str]:
    one = section.field_named(change.field)
    if one is None:
        return (str(section.row), change.before, change.after)
    labels = {value: str(words) for value, words in one.choices(None)} if one.choices is not None else {}
    label = str(one.label) if not section.many else f"{section.row}: {str(one.label).lower()}"
    return (label, labels.get(change.before, change.before), labels.get(change.after, change.after))


def last_editor(conference: Conference, section: Section) -> str:
    """Who changed the section last; empty where nobody is known to have."""
    found = conference.section_edits.filter(section=section.slug).first()
    return found.by if found else ""


def _remember(actor: Actor, conference: Conference, section: Section) -> None:
    SectionEdit.objects.update_or_create(
        conference=conference, section=section.slug, defaults={"at": clock.now(), "by": actor.name[:200]}
    )


def _journal(actor: Actor, conference: Conference, section: Section, done: Sequence[Change]) -> None:
    fields = sorted({change.field for change in done if change.field})
    came = [change.id for change in done if not change.field and change.after]
    went = [change.id for change in done if not change.field and change.before]
    journal.append(
        conference.stream,
        "conference.edited",
        {"section": section.slug, "fields": fields, "added": came, "removed": went, "changes": len(done)},
        actor,
        detail={"changes": [[change.id, change.field, change.before, change.after] for change in done]},
    )
