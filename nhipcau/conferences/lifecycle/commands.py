"""What becomes of a conference as a whole, each with its reason: postponed, called off, taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.amending import AmendmentPlan, do_amend_conference, refuse_begun
from nhipcau.conferences.lifecycle import letters, moving
from nhipcau.conferences.lifecycle.letters import Notice
from nhipcau.conferences.locking import locked
from nhipcau.conferences.models import Amendment, Conference
from nhipcau.core import dates
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.phrases import joined, phrase
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal

MOST_OF_A_REASON = 500


@dataclass(frozen=True, slots=True)
class Postponement:
    """start_date, start_time: of the new meeting, None where it is not known yet. moved: new moments in the kept form,
    by the names of `moving.dues`; what is not named stays where it is. tell: those who got a letter before."""

    reason: str
    start_date: date | None = None
    start_time: time | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    tell: bool = False


def do_postpone(actor: Actor, conference_pk: int | str, plan: Postponement, key: str, seen: str) -> Amendment:
    """Put the meeting off, to a day or without one, and what moves with it; as one amendment, or not at all.

    Links and PINs stay. Letters that state the old time and have not left are withdrawn. seen: the `fingerprint` that
    the person looked at.
    """
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        made = conference.amendments.filter(key=key).first()
        if made is not None:
            return made
        refuse_begun(conference)
        reason = _reason(plan.reason)
        if plan.start_date is not None and (plan.start_date, plan.start_time) == (
            conference.start_date,
            conference.start_time,
        ):
            raise Refusal(
                "same_day",
                _("Ngày giờ mới trùng ngày giờ hiện nay; chưa có gì thay đổi."),
                _("Chọn ngày khác, hoặc hoãn mà chưa định ngày."),
                status=422,
            )
        day, hour = conference.start_date, conference.start_time
        before = _start_words(day, hour)
        amending = _as_amendment(conference, plan, before, reason)
        amendment = do_amend_conference(actor, conference.pk, amending, key, seen)
        for source in moving.others():
            wanted = _of(plan.moved, source.prefix)
            if wanted:
                source.move(conference, wanted)
        state = Conference.State.POSTPONED if plan.start_date is None else Conference.State.PREPARING
        _set_state(conference, state, reason)
        withdrawn = letters.withdraw_stating(conference, day, hour, reason)
        entry = journal.append(
            conference.stream,
            "conference.postponed",
            {"amendment": amendment.pk, "to": moving.kept(plan.start_date, plan.start_time) or None}
            | _letters(withdrawn),
            actor,
            detail={"reason": reason},
        )
        if plan.tell:
            letters.tell(conference, Notice("postponed", letters.start_words(day, hour), reason), entry.seq)
    return amendment


@in_vietnamese()
def _as_amendment(conference: Conference, plan: Postponement, before: str, reason: str) -> AmendmentPlan:
    """What changes, in the words that are kept with the conference and read by every office."""
    after = _start_words(plan.start_date, plan.start_time) or phrase("chưa định ngày")
    labels = {due.name: due for _title, rows in moving.dues(conference) for due in rows}
    told = [{"label": _("Hoãn họp"), "before": before, "after": joined(". ", (after, reason))}]
    told += [
        {"label": labels[name].label, "before": dates.written(labels[name].kept), "after": dates.written(kept)}
        for name, kept in plan.moved.items()
        if name in labels and labels[name].kept != kept
    ]
    return AmendmentPlan(
        told=tuple(told),
        said=_("quyết định hoãn"),
        fields={"start_date": plan.start_date, "start_time": plan.start_time},
        rehearsals={int(pk): dates.aware(kept) for pk, kept in _of(plan.moved, "rehearsal").items()},
        sittings={int(pk): date.fromisoformat(kept[:10]) for pk, kept in _of(plan.moved, "sitting").items()},
        deadlines={int(pk): _due(kept) for pk, kept in _of(plan.moved, "deadline").items()},
        tasks={int(pk): _due(kept) for pk, kept in _of(plan.moved, "task").items()},
    )


def _of(moved: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(f"{prefix}-"): kept for name, kept in moved.items() if name.startswith(f"{prefix}-")}


def _due(kept: str) -> tuple[date, time | None]:
    moment = datetime.fromisoformat(kept)
    return (moment.date(), moment.time() if "T" in kept else None)


def _start_words(day: date | None, hour: time | None) -> str:
    return dates.written(moving.kept(day, hour))


def do_cancel(actor: Actor, conference_pk: int | str, reason: str = "", *, tell: bool = False) -> Conference:
    """Call a conference off before it has begun. Its links answer that it was cancelled.

    Its letters that have not left are withdrawn. tell: a notice goes to those who got a letter before.
    """
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        if conference.state == Conference.State.CANCELLED:
            return conference
        if not conference.is_ahead:
            raise Refusal(
                "already_begun",
                _("Hội nghị đã khai mạc nên không hủy được nữa."),
                _("Bế mạc hội nghị trong phòng điều hành; nhật ký và danh sách có mặt vẫn được giữ."),
            )
        _set_state(conference, Conference.State.CANCELLED, _tidy(reason))
        withdrawn = letters.withdraw_all(conference, _tidy(reason))
        data = _letters(withdrawn)
        entry = journal.append(conference.stream, "conference.cancelled", data, actor, detail=_detail(reason))
        if tell:
            start = letters.start_words(conference.start_date, conference.start_time)
            letters.tell(conference, Notice("cancelled", start, _tidy(reason)), entry.seq)
    return conference


def do_reopen(actor: Actor, conference_pk: int | str, reason: str, *, tell: bool = False) -> Conference:
    """Take up again, before it has begun, what was called off or put off. A closed one: see `reopening`.

    Letters that the calling off held back leave after all. tell: a notice goes to those who got a letter before.
    """
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        if conference.state == Conference.State.PREPARING:
            return conference
        if conference.state not in {Conference.State.CANCELLED, Conference.State.POSTPONED}:
            raise Refusal(
                "not_to_be_reopened",
                _("Hội nghị đang diễn ra hoặc đã bế mạc nên không mở lại để chuẩn bị được."),
                _("Lập hội nghị mới từ hội nghị này: chọn những gì cần chép sang."),
            )
        before = conference.state
        _set_state(conference, Conference.State.PREPARING, _reason(reason))
        restored = letters.take_up_again(conference)
        data = {"before": before} | ({"letters_restored": restored} if restored else {})
        entry = journal.append(conference.stream, "conference.reopened", data, actor, detail=_detail(reason))
        if tell:
            start = letters.start_words(conference.start_date, conference.start_time)
            letters.tell(conference, Notice("reopened", start, _tidy(reason)), entry.seq)
    return conference


def _letters(withdrawn: int) -> dict[str, int]:
    return {"letters_withdrawn": withdrawn} if withdrawn else {}


def _set_state(conference: Conference, state: str, reason: str) -> None:
    conference.refresh_from_db()
    conference.state, conference.state_reason = state, reason
    conference.save(update_fields=["state", "state_reason"])


def _reason(text: str) -> str:
    reason = _tidy(text)
    if not reason:
        raise Refusal(
            "no_reason", _("Chưa ghi lý do; chưa có gì thay đổi."), _("Ghi lý do để các nơi biết."), status=422
        )
    return reason


def _tidy(text: str) -> str:
    return nfc(" ".join(text.split()))[:MOST_OF_A_REASON]


def _detail(reason: str) -> dict[str, Any] | None:
    return {"reason": _tidy(reason)} if _tidy(reason) else None
