"""Sending, passing on, opening and acknowledging."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_delivery, access_written, may
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import recipients
from nhipcau.documents.dispatch.channels import CHANNELS, Parcel, stamped
from nhipcau.documents.models import Delivery, Paper
from nhipcau.documents.writing import states
from nhipcau.documents.writing.commands import told
from nhipcau.organs.models import Unit
from nhipcau.outbox.letters import is_address

_State = Delivery.State


@dataclass(frozen=True, slots=True)
class Chosen:
    """A recipient as the form chose it. key: see `recipients.Proposed`; email: typed, where it is not known."""

    key: str
    channel: str = ""
    email: str = ""


def do_dispatch(actor: Actor, paper_pk: int | str, chosen: Sequence[Chosen]) -> list[Delivery]:
    """Send an issued paper to those chosen from its list; who has it already is not sent it twice."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE, lock=True)
        states.require(paper, "dispatch")
        offered = {one.key: one for one in recipients.proposed(paper)}
        wanted = [(offered[one.key], one) for one in chosen if one.key in offered and not offered[one.key].sent]
        rows = [_row(paper, proposed, one, n) for n, (proposed, one) in enumerate(wanted, paper.deliveries.count())]
        made = _send(paper, rows)
        if made:
            told(actor, paper, "dispatched", {"deliveries": [one.pk for one in made]})
    return made


def do_pass_on(actor: Actor, delivery_pk: int | str, units: Sequence[int]) -> list[Delivery]:
    """A recipient passes the paper on to units right below it: the sender sees how far it gets there."""
    with transaction.atomic():
        parent = access_delivery(actor, delivery_pk, Need.COMPOSE, lock=True)
        paper = Paper.objects.select_for_update().get(pk=parent.paper.pk)
        states.require(paper, "dispatch")
        if parent.unit is None or paper.conference is None:
            raise _nothing_below()
        there = set(paper.deliveries.filter(unit__isnull=False).values_list("unit_id", flat=True))
        offered = {unit.pk: (unit, email) for unit, email in recipients.below(paper.conference, parent.unit)}
        chosen = [offered[pk] for pk in units if pk in offered and pk not in there]
        first = paper.deliveries.count()
        rows = [_below(paper, parent, unit, email, n) for n, (unit, email) in enumerate(chosen, first)]
        made = _send(paper, rows)
        if made:
            told(actor, paper, "passed_on", {"from": parent.pk, "deliveries": [one.pk for one in made]})
        acknowledge(actor, parent, "")
    return made


def do_open(actor: Actor, delivery: Delivery) -> None:
    """Somebody of the recipient's own staff has it before them. Who only looks on from above does not open it."""
    if delivery.opened_at is not None or delivery.unit is None or not may(actor, delivery.unit.path, Need.REGISTER):
        return
    with transaction.atomic():
        row = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if row.opened_at is None:
            row.opened_at = delivery.opened_at = clock.now()
            if row.state != _State.ACKNOWLEDGED:
                row.state = delivery.state = _State.OPENED
            row.save(update_fields=["opened_at", "state"])
            told(actor, row.paper, "opened", {"delivery": row.pk})


def do_acknowledge(actor: Actor, delivery_pk: int | str) -> Delivery:
    """The recipient says that it has the paper."""
    with transaction.atomic():
        row = access_delivery(actor, delivery_pk, Need.REGISTER, lock=True)
        acknowledge(actor, row, "")
    return row


def _row(paper: Paper, proposed: recipients.Proposed, chosen: Chosen, order: int) -> Delivery:
    row = Delivery(
        paper=paper,
        unit=proposed.unit,
        organ=proposed.organ,
        order=order,
        name=proposed.name[:300],
        role=proposed.role[:60],
        channel=chosen.channel or proposed.channel,
        email=chosen.email.strip() or proposed.email,
        queued_at=clock.now(),
    )
    check(row)
    return row


def _below(paper: Paper, parent: Delivery, unit: Unit, email: str, order: int) -> Delivery:
    channel = Delivery.Channel.EMAIL if email else Delivery.Channel.INBOX
    return Delivery(
        paper=paper,
        unit=unit,
        parent=parent,
        order=order,
        name=unit.name,
        channel=channel,
        email=email,
        queued_at=clock.now(),
    )


def check(row: Delivery) -> None:
    if row.channel not in CHANNELS:
        raise Refusal("no_channel", _("Chưa chọn cách gửi; chưa gửi gì."), _("Chọn cách gửi."), status=422)
    if row.channel == Delivery.Channel.INBOX and row.unit is None:
        raise Refusal(
            "no_inbox",
            _("%(name)s không có hộp văn bản đến trên hệ thống; chưa gửi gì.") % {"name": row.name},
            _("Chọn thư điện tử, bản in hoặc Zalo."),
            status=422,
        )
    if row.channel == Delivery.Channel.EMAIL and not is_address(row.email):
        raise Refusal(
            "no_address",
            _("Địa chỉ thư của %(name)s không đúng: “%(email)s”; chưa gửi gì.")
            % {"name": row.name, "email": row.email[:80]},
            _("Ghi địa chỉ, ví dụ vanthu@example.vn, hoặc chọn cách gửi khác."),
            status=422,
        )


def _send(paper: Paper, rows: list[Delivery]) -> list[Delivery]:
    if not rows:
        return []
    made = Delivery.objects.bulk_create(rows)
    parcel = Parcel.of(paper, config().base_url)
    for channel in {one.channel for one in made}:
        some = [one for one in made if one.channel == channel]
        state = CHANNELS[channel].send(parcel, some)
        stamps = stamped(state)
        Delivery.objects.filter(pk__in=[one.pk for one in some]).update(state=state, **stamps)
    return made


def acknowledge(actor: Actor, row: Delivery, note: str) -> None:
    """For a row that the caller holds locked. Once and for all: a second time changes nothing."""
    if row.state == _State.ACKNOWLEDGED:
        return
    row.state, row.acknowledged_at, row.acknowledged_by = _State.ACKNOWLEDGED, clock.now(), actor.name[:200]
    row.opened_at = row.opened_at or row.acknowledged_at
    row.failure, row.note = "", note or row.note
    row.save(update_fields=["state", "acknowledged_at", "acknowledged_by", "opened_at", "failure", "note"])
    told(actor, row.paper, "acknowledged", {"delivery": row.pk, "by_sender": bool(note)}, by=actor.name)


def _nothing_below() -> Refusal:
    return Refusal(
        "nothing_below",
        _("Đơn vị không có cấp dưới dự hội nghị này; chưa chuyển gì."),
        _("Bấm “Tiếp nhận” là đủ."),
        status=409,
    )
