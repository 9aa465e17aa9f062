"""Every write to a hall.

One transaction: access, the stream locked, the state as the journal has it, the decision, the entries, the rows that
mirror them. Two commands at once are decided one after the other. A command that is sent again with its key answers
what it answered the first time and does nothing, also where it had led to nothing: by now it might.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, access_site
from nhipcau.core.errors import Refusal
from nhipcau.hall import events as e
from nhipcau.hall import requests as ask
from nhipcau.hall import store
from nhipcau.hall.decide import decide
from nhipcau.hall.evolve import evolve_all
from nhipcau.hall.state import HallState
from nhipcau.hall.telling import ANSWERED
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry

SITE_ENTRIES: Final = 20
SITE_SPAN: Final = timedelta(minutes=1)
"""So much a site may have written within that time: many hands up and down, no flood of rows."""

_LOOKED_BACK: Final = 1000
_KEY = re.compile(r"[A-Za-z0-9_.:-]{8,100}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """seq: the journal's entry after which the command is done. rev: the stage's then."""

    seq: int
    rev: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """admitted: whether the machine may go straight on into the hall."""

    seq: int
    admitted: bool


def do_hall_command(actor: Actor, conference_pk: int, verb: str, args: Mapping[str, Any], key: str) -> Outcome:
    """Carry out one verb of the hall (see `requests`) on behalf of an account, a site's machine, or the system.

    key: 8 to 100 letters, digits and `_.:-`, the same when the same command is sent again.
    Raises Refusal, from access, arguments or rules; nothing has changed then.
    """
    if not _KEY.fullmatch(key):
        raise ask.bad_arguments(_("Lệnh thiếu khóa chống lặp, hoặc khóa không đúng dạng."))
    request = ask.parse(_by(actor), verb, args)
    with transaction.atomic():
        conference = _access(actor, conference_pk)
        record.lock(conference.stream)
        standing = store.current(conference.pk)
        if earlier := standing.done.get((actor.reference, key)):
            return _answered(earlier, verb)
        command = {"verb": verb, "key": key}
        seq, state = _carried_out(actor, conference, standing, request, command)
        return Outcome(seq, state.stage.rev)


def do_raise_hand(actor: Actor, device: str, version: int, up: bool, key: str) -> Outcome:
    """A site asks for the floor, or no longer does. actor: the site; device, version: what the machine's pass says.

    Refusal `not_admitted` (403) where that machine is not the one that was let in: an old pass asks for nothing.
    """
    with transaction.atomic():
        conference = access_site(actor, actor.id, Need.VIEW).conference
        record.lock(conference.stream)
        site = store.current(conference.pk).state.sites[actor.id]
        if site.admitted is None or (site.admitted.id, site.facts.version) != (device, version):
            raise Refusal(
                "not_admitted",
                _("Máy này chưa được cho vào phòng họp, hoặc đã bị đưa ra."),
                _("Tải lại trang và nhập mã của điểm cầu."),
                status=403,
            )
        return do_hall_command(actor, conference.pk, "hand.raise" if up else "hand.lower", {"site": actor.id}, key)


def do_arrive(actor: Actor, device: str, label: str) -> Arrival:
    """A browser gave the site's PIN. actor: that site. Without a key, since arriving twice is arriving once."""
    request = ask.parse(_by(actor), "device.arrive", {"site": actor.id, "device": device, "label": label})
    with transaction.atomic():
        conference = access_site(actor, actor.id, Need.VIEW).conference
        record.lock(conference.stream)
        seq, state = _carried_out(actor, conference, store.current(conference.pk), request, None)
    inside = state.sites[actor.id].admitted
    return Arrival(seq, inside is not None and inside.id == device)


def do_record_presence(
    actor: Actor, conference_pk: int, came: Mapping[str, datetime], left: Mapping[str, datetime]
) -> None:
    """Write down since when sites are there, and until when others were, by site id. The live host alone does this."""
    if actor.kind != "system":
        raise Refusal("not_allowed", _("Chỉ máy chủ ghi nhận sự có mặt."), status=403)
    if not came and not left:
        return
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.OPERATE)
        data = {"in": _moments(came), "out": _moments(left)}
        record.append(conference.stream, "presence.changed", data, actor)


def _carried_out(
    actor: Actor,
    conference: Conference,
    standing: store.Standing,
    request: ask.Request,
    command: Mapping[str, str] | None,
) -> tuple[int, HallState]:
    """Seq and state after the request. command: its verb and key, which are kept even where it led to nothing."""
    now = clock.now()
    happened = decide(standing.state, request, now)
    seq = standing.seq
    if (happened or command is not None) and actor.kind == "site":
        _is_not_too_often(actor, conference, seq, now)
    for event in happened:
        data = e.to_json(event)
        if command is not None and event is happened[-1]:
            data["command"] = dict(command)
        seq = record.append(conference.stream, e.kind_of(event), data, actor, at=now, version=e.VERSION).seq
    if command is not None and not happened:
        seq = record.append(conference.stream, ANSWERED, {"command": dict(command)}, actor, at=now).seq
    _mirror(conference, happened)
    return seq, evolve_all(standing.state, happened)


def _is_not_too_often(actor: Actor, conference: Conference, seq: int, now: datetime) -> None:
    """Per site alone, among the stream's last entries: whoever has one PIN must not fill the journal."""
    recent = JournalEntry.objects.filter(stream=conference.stream, seq__gt=seq - _LOOKED_BACK, seq__lte=seq)
    # What is later than now was written while the server's clock was ahead.
    if recent.filter(actor=actor.reference, at__gt=now - SITE_SPAN, at__lte=now).count() >= SITE_ENTRIES:
        raise Refusal(
            "too_often",
            _("Điểm cầu này vừa gửi quá nhiều yêu cầu; yêu cầu cuối chưa được ghi nhận."),
            _("Chờ một phút rồi làm lại."),
            status=429,
            extra={"retry_after": int(SITE_SPAN.total_seconds())},
        )


def _answered(earlier: store.Done, verb: str) -> Outcome:
    if earlier.verb != verb:
        raise Refusal(
            "key_reused",
            _("Khóa chống lặp này đã dùng cho một lệnh khác; lệnh mới chưa được thực hiện."),
            _("Tải lại trang rồi làm lại."),
        )
    return Outcome(earlier.seq, earlier.rev)


def _mirror(conference: Conference, happened: Sequence[e.Event]) -> None:
    """Rows that say the same as the journal, for pages and constraints."""
    for event in happened:
        match event:
            case e.Opened():
                Conference.objects.filter(pk=conference.pk).update(state=Conference.State.RUNNING)
            case e.Closed():
                Conference.objects.filter(pk=conference.pk).update(state=Conference.State.CLOSED)
            case e.MachineRemoved():
                Site.objects.filter(pk=event.site).update(version=event.version)
            case _:
                pass


def _access(actor: Actor, conference_pk: int) -> Conference:
    if actor.kind != "site":
        return access_conference(actor, conference_pk, Need.OPERATE)
    site = access_site(actor, actor.id, Need.VIEW)
    if site.conference.pk != conference_pk:
        raise Refusal("not_yours", _("Điểm cầu này không thuộc hội nghị đó."), _("Tải lại trang."), status=403)
    return site.conference


def _by(actor: Actor) -> ask.By:
    return ask.By(actor.kind, actor.id)


def _moments(by_site: Mapping[str, datetime]) -> dict[str, str]:
    return {site: at.astimezone(UTC).isoformat() for site, at in by_site.items()}
