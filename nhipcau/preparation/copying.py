"""Copies of a registration to the bodies that the paper names.

One letter says all that came since the last one, never one letter a change: on its own it leaves at 17:00 of a day on
which something changed and once when a deadline has passed, else when the host sends it. A body without a known address
gets it on paper or by message; that it did is noted here. What a letter said that could not be sent is said again by
the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.outbox import letters
from nhipcau.outbox.letters import File, Letter
from nhipcau.outbox.models import Message
from nhipcau.preparation import copy_texts as texts
from nhipcau.preparation import reminders
from nhipcau.preparation.addresses import Address
from nhipcau.preparation.copy_bodies import addresses_of_bodies, bodies_of
from nhipcau.preparation.copy_rows import rows_of
from nhipcau.preparation.copy_texts import CopyRow
from nhipcau.preparation.models import CopyBody, Round
from nhipcau.preparation.rounds import Dues, dues_of, round_of

KIND: Final = "copy"
EVENING: Final = time(17, 0)
"""Local time at which the day's copy leaves: the end of the offices' day."""
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Copied:
    """How many letters were queued; bodies chosen that have no address; bodies that know all of it already."""

    letters: int
    without: int
    known: int


def about(body: CopyBody) -> str:
    return f"copy:{body.pk}"


def last_occasion(now: datetime, due: Dues) -> datetime:
    """The latest moment up to `now` at which copies leave by themselves: the end of a day, or of a deadline."""
    today = datetime.combine(clock.local(now).date(), EVENING, tzinfo=clock.VIETNAM)
    evening = today if today <= now else today - timedelta(days=1)
    return max([evening, *(moment for moment in (due.sites, due.delegates) if moment is not None and moment < now)])


def changed_for(body: CopyBody, rows: Sequence[CopyRow]) -> list[CopyRow]:
    """What the body has not been told of; a registration that was taken back before anybody heard of it is not told."""
    return [row for row in rows if row.seq > body.told_seq and (row.counts or body.told_seq)]


def do_send_copies(
    actor: Actor, conference_pk: int | str, bodies: Sequence[int], key: str, *, whole: bool = False
) -> Copied:
    """Queue a letter to each chosen body with what it has not been told of; whole: with all that is registered. The
    same key queues it once."""
    with transaction.atomic():
        conference, opened = _locked(actor, conference_pk)
        chosen = [body for body in bodies_of(opened) if body.pk in set(bodies)]
        if not chosen:
            raise Refusal(
                "nobody_chosen",
                _("Chưa chọn nơi nhận nào; chưa gửi gì."),
                _("Đánh dấu những nơi cần gửi rồi gửi."),
                status=422,
            )
        return _send(actor, opened, chosen, rows_of(conference, opened), key[:64], whole=whole)


def _locked(actor: Actor, conference_pk: int | str) -> tuple[Conference, Round]:
    conference = access_conference(actor, conference_pk, Need.PREPARE)
    journal.lock(conference.stream)
    opened = round_of(conference)
    if opened.purged_at is not None or conference.state == Conference.State.CANCELLED:
        raise Refusal(
            "not_ahead",
            _("Hội nghị đã hủy hoặc dữ liệu đã xóa theo hạn nên không gửi bản đăng ký nữa; chưa gửi gì."),
            status=409,
        )
    return conference, opened


def _send(
    actor: Actor, opened: Round, bodies: Sequence[CopyBody], rows: Sequence[CopyRow], key: str, *, whole: bool = False
) -> Copied:
    conference, now = opened.conference, clock.now()
    known = addresses_of_bodies(conference, bodies)
    told = {body.pk: [row for row in rows if row.counts] if whole else changed_for(body, rows) for body in bodies}
    sheet = texts.table([row for row in rows if row.counts]) if any(told[pk] for pk in known) else b""
    head = journal.head_seq(conference.stream)
    reply_to = next((one.email for one in conference.contacts.order_by("order") if letters.is_address(one.email)), "")

    def letter(body: CopyBody, address: Address) -> Letter:
        since = None if whole else body.told_at
        return Letter(
            kind=KIND,
            key=_key(body, address, told[body.pk], key),
            stream=conference.stream,
            about=about(body),
            to=address.email,
            to_name=body.name,
            reply_to=reply_to,
            subject=texts.subject(conference, now),
            body=texts.body(conference, body.name, rows, told[body.pk], since),
            files=[File(f"dang-ky-{conference.pk}.xlsx", _XLSX, sheet)],
        )

    sent_to = {about(body): body for body in bodies if body.pk in known and told[body.pk]}
    made = letters.queue(letter(body, known[body.pk]) for body in sent_to.values())
    for message in made:
        body = sent_to[message.about]
        body.told_from, body.told_seq, body.told_at, body.by_hand = body.told_seq, head, now, False
    CopyBody.objects.bulk_update(
        [sent_to[message.about] for message in made], ["told_from", "told_seq", "told_at", "by_hand"]
    )
    if made:
        data = {"bodies": [sent_to[message.about].pk for message in made], "upto": head, "whole": whole}
        journal.append(conference.stream, "registration.copied", data, actor)
    nothing = sum(not told[body.pk] for body in bodies)
    return Copied(len(made), sum(body.pk not in known for body in bodies), nothing)


def _key(body: CopyBody, address: Address, told: Sequence[CopyRow], key: str) -> str:
    """By itself, the same news goes to the same address once; by hand, once for each form."""
    if key:
        return f"{KIND}:{body.round.pk}:{body.pk}:by-hand:{key}"
    news = max((row.seq for row in told), default=0)
    return f"{KIND}:{body.round.pk}:{body.pk}:{news}:{sha256(address.email.encode()).hexdigest()[:16]}"


def do_note_handed(actor: Actor, conference_pk: int | str, body_pk: int, upto: int) -> CopyBody:
    """A copy went on paper or by message. upto: the journal entry up to which the page told it; later news stays."""
    with transaction.atomic():
        conference, opened = _locked(actor, conference_pk)
        body = _body(opened, body_pk)
        upto = min(upto, journal.head_seq(conference.stream))
        if upto > body.told_seq:
            body.told_from, body.told_seq, body.told_at, body.by_hand = body.told_seq, upto, clock.now(), True
            body.save()
            journal.append(conference.stream, "registration.copy_handed", {"body": body.pk, "upto": upto}, actor)
    return body


@dataclass(frozen=True, slots=True)
class BodySettings:
    """email: empty for the address that is known; off: gets no copies."""

    pk: int
    email: str
    off: bool


def do_set_copies(actor: Actor, conference_pk: int | str, by_itself: bool, rows: Sequence[BodySettings]) -> None:
    """Where copies go, and whether they leave by themselves."""
    with transaction.atomic():
        conference, opened = _locked(actor, conference_pk)
        for row in rows:
            body, email = _body(opened, row.pk), row.email.strip()
            if email and not letters.is_address(email):
                raise Refusal(
                    "bad_address",
                    _("“%(email)s” không phải là địa chỉ thư; chưa ghi gì.") % {"email": email[:60]},
                    _("Ghi dạng vanthu@donvi.vn hoặc để trống."),
                    status=422,
                )
            body.email, body.off = email, row.off
            body.save(update_fields=["email", "off"])
        opened.sends_copies = by_itself
        opened.save(update_fields=["sends_copies"])
        data = {"by_itself": by_itself, "off": [row.pk for row in rows if row.off]}
        detail = {"addresses": [[row.pk, row.email.strip()] for row in rows if row.email.strip()]}
        journal.append(conference.stream, "registration.copies_set", data, actor, detail=detail)


def _body(opened: Round, pk: int) -> CopyBody:
    found = opened.copy_bodies.filter(pk=pk).first()
    if found is None:
        raise Refusal("no_such_body", _("Không có nơi nhận này."), _("Tải lại trang."), status=404)
    return found


def copy_by_the_clock() -> None:
    """For the sending process, about once a minute."""
    do_copy_due(system("copies"))


def do_copy_due(actor: Actor) -> int:
    """Queue the copies that leave by themselves now; how many. Only for the system itself."""
    if actor.kind != "system":
        raise Refusal("not_allowed", _("Việc này do máy chủ tự làm theo giờ đã định."), status=403)
    ahead = [Conference.State.PREPARING, Conference.State.POSTPONED]
    open_ = Round.objects.filter(sends_copies=True, purged_at=None, conference__state__in=ahead).exclude(copies_to="")
    open_ = open_.select_related("conference__host").prefetch_related("conference__registration_deadlines")
    return sum(_copy_one(actor, one.pk, moment) for one in open_ if (moment := _occasion(one)) is not None)


def _occasion(opened: Round) -> datetime | None:
    """The occasion that has come and was not used. A round that was never looked at begins with the next one, and
    so does one that was looked at in the future."""
    deadlines = sorted(opened.conference.registration_deadlines.all(), key=lambda one: one.order)
    now = clock.now()
    found = last_occasion(now, dues_of(opened, deadlines))
    if opened.copies_done is None or opened.copies_done > now:  # used while the server's clock was ahead
        Round.objects.filter(pk=opened.pk, copies_done=opened.copies_done).update(copies_done=found)
        return None
    return found if found > opened.copies_done else None


def _copy_one(actor: Actor, pk: int, occasion: datetime) -> int:
    with transaction.atomic():
        opened = Round.objects.select_related("conference__host").get(pk=pk)
        journal.lock(opened.conference.stream)
        if not Round.objects.filter(pk=pk, copies_done__lt=occasion, sends_copies=True).update(copies_done=occasion):
            return 0
        bodies = [body for body in bodies_of(opened) if not body.off]
        return _send(actor, opened, bodies, rows_of(opened.conference, opened), "").letters


def note_result(message: Message) -> None:
    """How it ended, into the journal; where it did not leave, its body has not been told after all."""
    reminders.note_result(message)
    if message.state in {Message.State.FAILED, Message.State.WITHDRAWN}:
        body = CopyBody.objects.filter(pk=message.about.partition(":")[2], by_hand=False).first()
        last = Message.objects.filter(kind=KIND, stream=message.stream, about=message.about).order_by("pk").last()
        if body is not None and last == message:
            CopyBody.objects.filter(pk=body.pk).update(told_seq=body.told_from)
