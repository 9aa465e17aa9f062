"""Pages of what becomes of a conference: put off, called off, taken up again, made anew from this one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.editing.fields import Field, Wrong
from nhipcau.conferences.framing import frame, key_of
from nhipcau.conferences.lifecycle import copies, letters, moving
from nhipcau.conferences.lifecycle.cloning import PARTS, Copied, Copy, do_copy_conference
from nhipcau.conferences.lifecycle.commands import Postponement, do_cancel, do_postpone, do_reopen
from nhipcau.conferences.models import Conference
from nhipcau.core import clock, dates
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal

_DAY = Field("date", "", "date")
_HOUR = Field("time", "", "time")


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the conference stands, and the ways on."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt()
    letter_counts = LetterCounts(letters.waiting(conference), len(letters.addressees(conference)))
    if request.method == "POST":
        reason, tell = request.POST.get("reason", ""), bool(request.POST.get("tell"))
        with attempt:
            if request.POST.get("act") == "reopen":
                do_reopen(actor, pk, reason, tell=tell)
                said = _("Đã mở lại để chuẩn bị tiếp. Liên kết và mã PIN dùng lại được.")
            else:
                _refuse_without(reason)
                do_cancel(actor, pk, reason, tell=tell)
                said = _("Đã hủy hội nghị. Các liên kết không còn dùng được.")
            messages.success(request, f"{said} {_told_words(tell, letter_counts)}", extra_tags="ok")
            return redirect("conference", pk)
    context = frame(actor, conference) | {"refusal": attempt.refusal, "given": request.POST, "letters": letter_counts}
    return render(request, "conferences/state.html", context, status=attempt.status)


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """waiting: letters that have not left; told: addresses to which one has."""

    waiting: int
    told: int


def _told_words(tell: bool, counts: LetterCounts) -> str:
    if tell and counts.told:
        return _("Thư báo đang gửi đến %(n)s nơi.") % {"n": counts.told}
    return _("Chưa gửi gì cho ai.")


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise Refusal("no_reason", _("Chưa ghi lý do; chưa có gì thay đổi."), _("Ghi lý do rồi bấm lại."), status=422)


@require_http_methods(["GET", "POST"])
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """First the new day, or none; then what moves with it, each with a proposed moment."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    given = request.POST or request.GET
    attempt, problems = Attempt(), {}
    chosen = _chosen(given, problems)
    letter_counts = LetterCounts(letters.waiting(conference), len(letters.addressees(conference)))
    if request.method == "POST":
        moved = _moved(conference, request.POST, problems)
        if not problems and chosen is not None:
            tell = bool(given.get("tell"))
            plan = Postponement(given.get("reason", ""), *chosen, moved, tell)
            with attempt:
                do_postpone(actor, pk, plan, key_of(request), given.get("seen", ""))
                said = _("Đã hoãn sang %(when)s.") if chosen[0] else _("Đã hoãn, chưa định ngày.")
                when = dates.written(moving.kept(*chosen))
                told = f"{said % {'when': when}} {_kept_words()} {_told_words(tell, letter_counts)}"
                messages.success(request, told, extra_tags="ok")
                return redirect("conference", pk)
    context = frame(actor, conference) | {
        "refusal": attempt.refusal,
        "given": given,
        "chosen": chosen,
        "problems": problems,
        "groups": _groups(conference, chosen, request.POST, problems) if chosen else [],
        "letters": letter_counts,
        "seen": given.get("seen") if request.method == "POST" and not attempt.refusal else fingerprint(conference),
        "key": given.get("key") or uuid4().hex,
    }
    status = 422 if problems and request.method == "POST" else attempt.status
    return render(request, "conferences/postpone.html", context, status=status)


def _kept_words() -> str:
    return _("Liên kết và mã PIN giữ nguyên.")


def _chosen(given: Any, problems: dict[str, str]) -> tuple[date | None, time | None] | None:
    """The new day and hour, (None, None) for an open one; None while nothing is chosen."""
    if given.get("open"):
        return (None, None)
    if not given.get("date", "").strip():
        if given.get("step"):
            problems["date"] = _("Ghi ngày mới, hoặc chọn chưa định ngày.")
        return None
    try:
        day = _DAY.kept(_DAY.tidy(given["date"]), None)
    except Wrong as wrong:
        problems["date"] = str(wrong)
        return None
    try:
        return (day, _HOUR.kept(_HOUR.tidy(given.get("time", "")), None))
    except Wrong as wrong:
        problems["time"] = str(wrong)
        return None


def _groups(
    conference: Conference,
    chosen: tuple[date | None, time | None],
    given: Any,
    problems: dict[str, str],
) -> list[tuple[str, list[tuple[moving.Due, str, str]]]]:
    """(title, rows of what is dated, its field's value, what is wrong with it)."""
    start = conference.start_date
    days = (chosen[0] - start).days if chosen[0] is not None and start is not None else None
    now = clock.now()

    def value(due: moving.Due) -> str:
        if given:
            return given.get(due.name, "")
        return "" if days is None else dates.written(moving.proposed(due, days, now))

    return [
        (title, [(due, value(due), problems.get(due.name, "")) for due in rows])
        for title, rows in moving.dues(conference)
    ]


def _moved(conference: Conference, given: Any, problems: dict[str, str]) -> dict[str, str]:
    """The moments that were typed; an empty field leaves its row where it is."""
    moved: dict[str, str] = {}
    for _title, rows in moving.dues(conference):
        for due in rows:
            text = given.get(due.name, "").strip()
            if not text:
                continue
            try:
                kept = dates.kept(text)
            except ValueError:
                kept = None
            if kept is None or ("T" in due.kept and "T" not in kept and due.name.startswith("rehearsal")):
                problems[due.name] = _("Ghi theo dạng %(example)s.") % {"example": _example(due)}
            elif kept != due.kept:
                moved[due.name] = kept
    return moved


def _example(due: moving.Due) -> str:
    return dates.written(datetime.fromisoformat(due.kept).strftime("%Y-%m-%dT%H:%M" if "T" in due.kept else "%Y-%m-%d"))


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new conference from this one."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    given, attempt, problems = request.POST, Attempt(), {}
    offered = [(part, words, "") for part, words in PARTS.items()]
    offered += [(one.key, one.words, one.about) for one in copies.others() if one.there(conference)]
    if request.method == "POST":
        day, hour = _typed(_DAY, given, problems), _typed(_HOUR, given, problems)
        if hour is not None and day is None:
            problems.setdefault("date", _("Có giờ thì ghi cả ngày."))
        if not problems:
            parts = frozenset(given.getlist("part")) & {part for part, _words, _about in offered}
            with attempt:
                wanted = Copy(" ".join(given.get("title", "").split())[:1000], parts, day, hour)
                copied = do_copy_conference(actor, pk, wanted, key_of(request))
                messages.success(request, _told(copied), extra_tags="ok")
                return redirect("conference", copied.conference.pk)
    chosen = set(given.getlist("part")) if given else {part for part, _words, _about in offered}
    context = frame(actor, conference) | {
        "refusal": attempt.refusal,
        "given": given,
        "problems": problems,
        "parts": [(part, words, about, part in chosen) for part, words, about in offered],
        "key": given.get("key") or uuid4().hex,
    }
    status = 422 if problems else attempt.status
    return render(request, "conferences/copy.html", context, status=status)


def _typed(one: Field, given: Any, problems: dict[str, str]) -> Any:
    try:
        return one.kept(one.tidy(given.get(one.name, "")), None)
    except Wrong as wrong:
        problems[one.name] = str(wrong)
        return None


def _told(copied: Copied) -> str:
    said = [_("Đã lập hội nghị mới với %(n)s điểm cầu; liên kết và mã PIN đều mới.") % {"n": copied.sites}]
    if copied.followed:
        said.append(_("%(n)s đơn vị được thay bằng đơn vị kế tục.") % {"n": copied.followed})
    if copied.gone:
        said.append(
            _("%(n)s đơn vị không còn vào ngày đó nên không chép: %(names)s.")
            % {"n": len(copied.gone), "names": ", ".join(copied.gone[:5])}
        )
    return " ".join(said)
