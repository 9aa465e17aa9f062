"""What a paper changes in a conference, before → after, and what follows from it: pure, on rows as they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nhipcau.core import dates
from nhipcau.core.languages import shown
from nhipcau.core.phrases import joined, phrase
from nhipcau.core.text import search_key
from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.intake.citations import FORM, POSTPONE, doings, says_later
from nhipcau.documents.intake.moments import Calendar, commonest_year, moments_in
from nhipcau.documents.sheet import FORMS

_PUT_OFF: Final = re.compile(
    r"(?:lùi|dời|hoãn|chuyển|điều chỉnh|thay đổi)[^.;\n]{0,200}?\s(?:sang|đến|tới|thành|vào)\s", re.IGNORECASE
)
_NEAR: Final = 40  # characters between "sang" and the new time: "ngày", a weekday, "hồi"
_WITH_THE_MEETING: Final = {
    "rehearsal": gettext_lazy("chạy thử đi cùng ngày họp"),
    "sitting": gettext_lazy("buổi họp đi cùng ngày họp"),
}
LATE: Final = gettext_lazy("sẽ rơi sau ngày họp mới")
KEEP, MOVE, DROP = "keep", "move", "drop"


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated row of the conference. at: in the kept form; kind: rehearsal, deadline, task, sitting, or the name under
    which another package keeps it."""

    pk: int | str
    kind: str
    words: str
    at: str

    @property
    def may_go(self) -> bool:
        """Whether an amendment may drop it."""
        return self.kind in ("rehearsal", "deadline", "task")


@dataclass(frozen=True, slots=True)
class Standing:
    """The conference as it stands. start: in the kept form, None while open."""

    start: str | None
    form: str
    venue: str
    duration: str
    dated: Sequence[Dated]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changes. value: the new one in the kept form, None to leave it open."""

    field: str
    label: str
    before: str
    after: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Following:
    """A dated row and what may become of it. moved: where it goes when it moves with the meeting, else empty."""

    row: Dated
    moved: str
    advice: str
    why: str

    @property
    def name(self) -> str:
        return f"{self.row.kind}-{self.row.pk}"

    @property
    def now(self) -> str:
        return spoken(self.row.at)

    @property
    def then(self) -> str:
        return spoken(self.moved)

    @property
    def choices(self) -> list[tuple[str, str]]:
        moved = [(MOVE, _("dời sang %(then)s") % {"then": self.then})] if self.moved else []
        return [(KEEP, _("giữ nguyên")), *moved, *([(DROP, pgettext("choice", "bỏ"))] if self.row.may_go else [])]


def changes(standing: Standing, facts: Mapping[str, Any], text: str) -> list[Change]:
    """Only what the paper itself says otherwise; what it does not mention stays."""
    done = doings(text)
    found: list[Change] = []
    start, repeated = facts["start"], facts["start"] == standing.start
    if POSTPONE in done and (repeated or not start):  # such papers repeat the old time, often first
        start = _moved_to(text, facts, standing.start)
        if start is None and standing.start and says_later(text):
            found.append(Change("start", _("Thời gian"), spoken(standing.start), _("hoãn, sẽ thông báo sau"), None))
    if start and start != standing.start and not (standing.start or "").startswith(f"{start}T"):
        found.append(Change("start", _("Thời gian"), spoken(standing.start), spoken(start), start))
    form = facts["meeting_form"]
    if form and form != standing.form and FORM in done:
        found.append(Change("form", _("Hình thức"), str(FORMS.get(standing.form, "")), str(FORMS[form]), form))
    for field, key, label in (
        ("venue", "venue_main", _("Điểm cầu chính")),
        ("duration", "end_or_duration", _("Kết thúc")),
    ):
        before, after = getattr(standing, field), facts[key]
        if after and search_key(after) != search_key(before):
            found.append(Change(field, label, before, after, after))
    return found


def _moved_to(text: str, facts: Mapping[str, Any], before: str | None) -> str | None:
    """The moment to which the text puts the meeting off; None where it names none."""
    calendar = Calendar(date.fromisoformat(facts["issue_date"]) if facts["issue_date"] else None, commonest_year(text))
    moments = [one for one in moments_in(text, calendar) if one.iso != before]
    for put_off in _PUT_OFF.finditer(text):
        near = (one for one in moments if put_off.end() - 1 <= one.start <= put_off.end() + _NEAR)
        if found := next(near, None):
            return found.iso
    return None


def followings(standing: Standing, facts: Mapping[str, Any], start: str | None, moved: bool) -> list[Following]:
    """Each dated row with what to do about it. start: the new one; moved: whether the meeting moves at all."""
    if not moved:
        return []
    shift = _shift(standing.start, start)
    return [_following(row, facts, start, shift) for row in standing.dated]


def _shift(before: str | None, after: str | None) -> timedelta | None:
    if not before or not after:
        return None
    return date.fromisoformat(after[:10]) - date.fromisoformat(before[:10])


def _following(row: Dated, facts: Mapping[str, Any], start: str | None, shift: timedelta | None) -> Following:
    moved = _moved(row.at, shift) if shift else ""
    late = bool(start) and row.at[:10] > (start or "")[:10]
    restated = {
        "rehearsal": bool(facts["rehearsals"]),
        "deadline": bool(facts["registration_deadlines"]),
        "task": any(_same_task(row.words, task) for task in facts["tasks"]),
    }.get(row.kind, False)
    if restated and not _still_there(row, facts):
        return Following(row, moved, DROP, _("văn bản mới ghi lại mục này"))
    if start is None:
        return Following(row, moved, KEEP, _("chưa có ngày mới: xem lại khi có thông báo"))
    if late:
        return Following(row, moved, MOVE if moved else DROP if row.may_go else KEEP, str(LATE))
    if row.kind in _WITH_THE_MEETING and moved:
        return Following(row, moved, MOVE, str(_WITH_THE_MEETING[row.kind]))
    return Following(row, moved, KEEP, _("vẫn trước ngày họp mới"))


def _moved(at: str, shift: timedelta) -> str:
    moment = datetime.fromisoformat(at) + shift
    return moment.strftime("%Y-%m-%dT%H:%M") if "T" in at else moment.date().isoformat()


def _still_there(row: Dated, facts: Mapping[str, Any]) -> bool:
    if row.kind == "rehearsal":
        return row.at in facts["rehearsals"]
    entries = facts["registration_deadlines"] if row.kind == "deadline" else facts["tasks"]
    return any(entry["due"] == row.at for entry in entries)


def _same_task(words: str, task: Mapping[str, Any]) -> bool:
    mine, theirs = name_key(words), name_key(f"{task['assignee'] or ''}: {task['action_summary'] or ''}")
    return mine == theirs


def spoken(kept: str | None) -> str:
    """`08:00, thứ Sáu, 12/09/2025`; empty for None."""
    if not kept:
        return ""
    day = date.fromisoformat(kept[:10])
    parts = [kept[11:16], phrase(dates.weekday(day)), f"{day:%d/%m/%Y}"]
    return shown(joined(", ", parts if len(kept) > 10 else parts[1:]))
