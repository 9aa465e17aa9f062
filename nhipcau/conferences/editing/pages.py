"""Pages of the conference editor: each section its own form, which works without script and keeps what was typed."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences.clashes import clashes_of
from nhipcau.conferences.editing.commands import ChangedMeanwhile, TypedWrongly, do_edit_section
from nhipcau.conferences.editing.fields import Choices, Field
from nhipcau.conferences.editing.merging import Row
from nhipcau.conferences.editing.programme import sitting_times
from nhipcau.conferences.editing.reading import posted
from nhipcau.conferences.editing.sections import FACTS, PROGRAMME, SECTIONS, SITTINGS, Section
from nhipcau.conferences.lifecycle import moving
from nhipcau.conferences.models import Conference
from nhipcau.conferences.vocabulary import words_for
from nhipcau.core import dates
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal

_BLANK_ROWS = 2
_MORE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row as it stands in the form."""

    field: Field
    name: str
    value: str
    problem: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class RowForm:
    number: int
    id: str
    cells: list[Cell]

    @property
    def is_blank(self) -> bool:
        return not any(cell.value for cell in self.cells)


@dataclass(slots=True)
class Shown:
    """What a form shows: rows, and what stands above it."""

    rows: list[Row]
    seen: list[Row]
    problems: dict[tuple[int, str], str] = field(default_factory=dict)
    meanwhile: ChangedMeanwhile | None = None
    refusal: Refusal | None = None
    blank: int = _BLANK_ROWS

    @property
    def status(self) -> int:
        if self.meanwhile is not None:
            return 409
        return 422 if self.problems else self.refusal.status if self.refusal else 200


@require_GET
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    access_conference(actor_of(request), pk, Need.PREPARE)
    return redirect("conference-edit", pk, "facts")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """One section: shown, and changed."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    one = SECTIONS.get(section)
    if one is None:
        raise Refusal("no_such_section", _("Không có mục này."), _("Mở lại trang sửa hội nghị."), status=404)
    if request.method == "GET":
        rows = one.standing(conference)
        return _page(request, conference, one, Shown(rows, rows))
    sent = posted(one, request.POST)
    if request.POST.get("more"):
        return _page(request, conference, one, Shown(sent.rows, sent.seen, blank=_MORE_ROWS))
    attempt = Attempt()
    try:
        with attempt:
            done = do_edit_section(actor, pk, one, sent.rows, sent.seen)
            messages.success(
                request,
                _("Đã lưu mục “%(title)s”.") % {"title": one.title} if done else _("Không có gì thay đổi."),
                extra_tags="ok",
            )
            if done and (left := _left_behind(conference)):
                messages.warning(request, left, extra_tags="warn")
            return redirect("conference-edit", pk, one.slug)
    except TypedWrongly as wrong:
        return _page(request, conference, one, Shown(sent.rows, sent.seen, problems=wrong.problems))
    except ChangedMeanwhile as meanwhile:
        return _page(request, conference, one, Shown(meanwhile.merged.rows, meanwhile.standing, meanwhile=meanwhile))
    return _page(request, conference, one, Shown(sent.rows, sent.seen, refusal=attempt.refusal))


def _left_behind(before: Conference) -> str:
    """What now lies after the meeting, where its day was brought forward and nothing was asked; else nothing."""
    now = Conference.objects.get(pk=before.pk)
    if now.start_date is None or now.start_date == before.start_date:
        return ""
    day = now.start_date.isoformat()
    after = [
        due for _title, rows in moving.dues(now) for due in rows if due.kept[:10] > day and not due.goes_after_meeting
    ]
    if not after:
        return ""
    return _("Ngày họp đã đổi, các hạn giữ nguyên: %(n)s mốc nay sau ngày họp (%(which)s). Sửa ở mục của từng mốc.") % {
        "n": len(after),
        "which": "; ".join(f"{Truncator(due.label).chars(60)} {dates.written(due.kept)}" for due in after[:3]),
    }


def _page(request: HttpRequest, conference: Conference, section: Section, shown: Shown) -> HttpResponse:
    conference.refresh_from_db()
    context: dict[str, Any] = {
        "nav": "home",
        "conference": conference,
        "words": words_for(conference.kind),
        "section": section,
        "rows": _forms(section, conference, shown),
        "shown": shown,
        "seen": json.dumps(shown.seen, ensure_ascii=False),
        "wrong": len(shown.problems),
        "times": sitting_times(conference) if section is PROGRAMME else [],
        "clashes": clashes_of(actor_of(request), conference) if section in (FACTS, SITTINGS) else [],
        "locked": conference.is_over or not (section.while_running or conference.is_ahead),
    }
    return render(request, "conferences/edit.html", context, status=shown.status)


def _forms(section: Section, conference: Conference, shown: Shown) -> list[RowForm]:
    blank: Row = {"id": "", **{one.name: "" for one in section.fields}}
    rows = [*shown.rows, *([dict(blank) for _number in range(shown.blank)] if section.many else [])]
    choices = {one.name: one.choices(conference) if one.choices else () for one in section.fields}
    return [
        RowForm(
            number,
            row["id"],
            [
                Cell(
                    one,
                    f"{number}-{one.name}",
                    row.get(one.name, ""),
                    shown.problems.get((number, one.name), ""),
                    choices[one.name],
                )
                for one in section.fields
            ],
        )
        for number, row in enumerate(rows)
    ]
