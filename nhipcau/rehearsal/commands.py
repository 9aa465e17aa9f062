"""Every write to a rehearsal: people ask, the keeper reports."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.rehearsal.lineup import eligible
from nhipcau.rehearsal.models import Rehearsal

SILENT_AFTER: Final = timedelta(seconds=15)
"""A keeper at a terminal that has not written for so long is gone: the window was closed, the machine switched off."""

_OVER: Final = frozenset({Conference.State.CLOSED})
_HALTED: Final = frozenset({Conference.State.POSTPONED, Conference.State.CANCELLED})


def do_start_rehearsal(
    actor: Actor,
    conference_pk: int,
    sites: int,
    *,
    with_main: bool = False,
    keeper: Rehearsal.Keeper = Rehearsal.Keeper.SERVICE,
) -> Rehearsal:
    """Ask for up to `sites` simulated sites; fewer come where fewer are free.

    Refusal `conference_over`, `conference_halted`, `no_sites` (nothing asked for, or no site without a real machine),
    `rehearsal_running`.
    """
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.OPERATE)
        if conference.state in _HALTED:
            raise Refusal(
                "conference_halted",
                _("Hội nghị đã hoãn hoặc đã hủy nên chưa chạy thử được; chưa có gì thay đổi."),
                _("Định ngày mới hoặc mở lại hội nghị ở mục “Hoãn, hủy, chép” rồi chạy thử."),
            )
        if conference.state in _OVER:
            raise Refusal(
                "conference_over",
                _("Hội nghị đã kết thúc nên không chạy thử được nữa."),
                _("Lập một hội nghị mới để chạy thử."),
            )
        free = len(eligible(conference, with_main=with_main))
        if sites < 1 or free < 1:
            raise Refusal(
                "no_sites",
                _("Không có điểm cầu nào để mô phỏng."),
                _("Chọn ít nhất 1 điểm cầu; điểm cầu đã có máy thật luôn được giữ nguyên."),
            )
        end_silent(conference.pk)
        try:
            with transaction.atomic():
                rehearsal = Rehearsal.objects.create(
                    conference=conference, sites=min(sites, free), with_main=with_main, keeper=keeper
                )
        except IntegrityError:
            raise Refusal(
                "rehearsal_running",
                _("Hội nghị này đang có điểm cầu mô phỏng."),
                _("Dừng lần chạy thử đang có rồi bắt đầu lại."),
            ) from None
        _note(rehearsal, "asked", actor, {"sites": rehearsal.sites})
    return rehearsal


def do_stop_rehearsal(actor: Actor, conference_pk: int) -> Rehearsal:
    """Ask the simulated sites to leave. Refusal `no_rehearsal` where none are there."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.OPERATE)
        end_silent(conference.pk)
        rehearsal = _active(conference.pk)
        if rehearsal is None:
            raise Refusal("no_rehearsal", _("Hội nghị này không có điểm cầu mô phỏng nào đang chạy."))
        if rehearsal.state != Rehearsal.State.STOPPING:
            rehearsal.state = Rehearsal.State.STOPPING
            rehearsal.save(update_fields=["state"])
            _note(rehearsal, "stop_asked", actor, {})
    return rehearsal


def do_report_running(pk: int, actor: Actor) -> None:
    """The program has been started, for the first time or again."""
    with transaction.atomic():
        rehearsal = Rehearsal.objects.select_for_update().get(pk=pk)
        if rehearsal.state == Rehearsal.State.ASKED:
            rehearsal.state, rehearsal.started_at = Rehearsal.State.RUNNING, clock.now()
            _note(rehearsal, "started", actor, {"sites": rehearsal.sites})
        rehearsal.message, rehearsal.seen_at = "", clock.now()
        rehearsal.save()


def do_report_progress(pk: int, *, counts: Mapping[str, int] | None = None, message: str | None = None) -> None:
    """A sign of life with what there is to say; not a matter for the journal."""
    changes: dict[str, object] = {"seen_at": clock.now()}
    if counts is not None:
        changes["counts"] = dict(counts)
    if message is not None:
        changes["message"] = message[:500]
    Rehearsal.objects.filter(pk=pk, ended_at__isnull=True).update(**changes)


def do_report_ended(pk: int, actor: Actor, *, failure: str = "", message: str = "") -> None:
    """It is over. failure: why it could not go on, empty where it ended as it should."""
    with transaction.atomic():
        rehearsal = Rehearsal.objects.select_for_update().get(pk=pk)
        if not rehearsal.is_active:
            return
        rehearsal.state = Rehearsal.State.FAILED if failure else Rehearsal.State.ENDED
        rehearsal.message = (failure or message)[:500]
        rehearsal.ended_at = rehearsal.seen_at = clock.now()
        rehearsal.counts = {}
        rehearsal.save()
        _note(rehearsal, "failed" if failure else "ended", actor, {})


def end_silent(conference_pk: int) -> None:
    """Close the rehearsal of a terminal that is gone, so that it does not stand in the way for ever."""
    rehearsal = _active(conference_pk)
    if (
        rehearsal is not None
        and rehearsal.keeper == Rehearsal.Keeper.TERMINAL
        and abs(clock.now() - rehearsal.seen_at) > SILENT_AFTER  # or seen while the server's clock was ahead
    ):
        why = _noop("Cửa sổ dòng lệnh đã đóng giữa chừng.")
        do_report_ended(rehearsal.pk, Actor("system", "rehearsal"), failure=why)


def _active(conference_pk: int) -> Rehearsal | None:
    return Rehearsal.objects.filter(conference_id=conference_pk, ended_at__isnull=True).first()


def _note(rehearsal: Rehearsal, kind: str, actor: Actor, data: Mapping[str, int]) -> None:
    journal.append(rehearsal.conference.stream, f"rehearsal.{kind}", {"rehearsal": rehearsal.pk, **data}, actor)
