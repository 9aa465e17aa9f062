"""Sending packs: to each site's address a letter with its pack, through the outbox. The PIN is never with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.config import config
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs import making, said
from nhipcau.documents.packs.kind import KIND
from nhipcau.documents.packs.making import Made
from nhipcau.documents.packs.queries import Source, refuse_past, source_of
from nhipcau.journal import record as journal
from nhipcau.outbox import letters, steering
from nhipcau.outbox.letters import File, Letter
from nhipcau.outbox.models import Message
from nhipcau.preparation.addresses import Address, addresses_of

AT_ONCE: Final = 12
"""Packs that are made while somebody waits for the page; more are made by the worker, so many at a time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """later: sites whose packs the worker makes; had: that were sent this very pack before; without: no address."""

    letters: int = 0
    later: int = 0
    had: int = 0
    without: int = 0


def do_send_packs(actor: Actor, conference_pk: int | str, sites: Sequence[int], again: str = "") -> Sent:
    """To each of these sites its pack as of now. The same pack goes to a site once; again: a key with which it goes
    once more."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        refuse_past(conference)
        rows = list(_chosen(conference, sites).select_related("unit", "organ").order_by("order"))
        found = addresses_of(rows)
        with_address = [site.pk for site in rows if site.pk in found]
        without = len(rows) - len(with_address)
        if len(with_address) > AT_ONCE:
            for start in range(0, len(with_address), AT_ONCE):
                some = with_address[start : start + AT_ONCE]
                send.enqueue(actor.kind, actor.id, actor.name, conference.pk, some, again)
            return Sent(later=len(with_address), without=without)
    made = _send(actor, conference, with_address, {pk: found[pk] for pk in with_address}, again)
    return Sent(letters=made, had=len(with_address) - made, without=without)


@task()
def send(kind: str, actor_id: str, name: str, conference_pk: int, sites: list[int], again: str) -> None:
    """The worker's part. Called twice it sends once: a letter's key follows from the site and what its pack says."""
    actor = Actor(kind, actor_id, name)  # pyright: ignore[reportArgumentType] - a kind that an actor had
    with in_vietnamese():
        do_send_packs(actor, conference_pk, sites, again)


def _chosen(conference: Conference, sites: Sequence[int]) -> QuerySet[Site]:
    return conference.sites.filter(pk__in=list(sites), withdrawn_at=None)


def _send(actor: Actor, conference: Conference, sites: Sequence[int], addresses: dict[int, Address], again: str) -> int:
    """The sheets are made outside the transaction, which others would wait for."""
    source = source_of(conference, config().base_url)
    packs = {one.site.pk: one for one in making.made(source, _chosen(conference, sites))}
    contacts = list(conference.contacts.order_by("order"))
    reply_to = next((one.email for one in contacts if letters.is_address(one.email)), "")
    with transaction.atomic(), in_vietnamese():
        journal.lock(conference.stream)
        made = letters.queue(
            _letter(source, one, addresses[pk], reply_to, again) for pk, one in packs.items() if pk in addresses
        )
        gone = [int(one.about.partition(":")[2]) for one in made]
        _take_back_older(source, gone, made)
        for pk in gone:
            making.do_note(packs[pk], SitePack.Way.MAIL, actor.name)
        if gone:
            journal.append(conference.stream, "packs.sent", {"sites": gone}, actor)
    return len(gone)


def _take_back_older(source: Source, sites: Sequence[int], new: Sequence[Message]) -> None:
    """A pack that has not left yet does not leave after the one that replaces it."""
    about = [f"site:{pk}" for pk in sites]
    older = Message.objects.filter(kind=KIND, stream=source.conference.stream, about__in=about)
    steering.withdraw(older.exclude(pk__in=[one.pk for one in new]), "newer", "Đã thu hồi vì đã có bộ hồ sơ mới hơn.")


def _letter(source: Source, one: Made, to: Address, reply_to: str, again: str) -> Letter:
    meeting, site = source.meeting, one.site
    title = meeting.title if len(meeting.title) <= 160 else f"{meeting.title[:159]}…"
    return Letter(
        kind=KIND,
        key=f"{KIND}:{site.pk}:{one.digest[:40]}{f':{again[:32]}' if again else ''}",
        stream=source.conference.stream,
        about=f"site:{site.pk}",
        to=to.email,
        to_name=site.name,
        reply_to=reply_to,
        subject=f"Bộ hồ sơ điểm cầu {site.name}: {title}",
        body=_body(source, site),
        files=(File(f"{one.name}.pdf", "application/pdf", one.pdf),),
    )


def _body(source: Source, site: Site) -> str:
    meeting = source.meeting
    named = f"{site.name}, {site.where}" if site.where else site.name
    when = said.due(meeting.day, meeting.hour) or "chưa ấn định"
    parts = [
        f"Kính gửi: {named}",
        f"{meeting.host} gửi bộ hồ sơ điểm cầu của đơn vị cho:",
        f"{meeting.title}\nThời gian: {when}",
        "Đề nghị in tệp kèm theo, để cạnh máy của phòng họp. Trong đó có việc cần làm và hạn, lịch, liên kết và mã QR "
        "vào phòng họp, maket, số điện thoại liên hệ, bảng kiểm tra.",
        f"Trang của điểm cầu: {meeting.base}/s/{site.link_key}",
        "Mã PIN được gửi bằng đường khác, không kèm thư này.",
        meeting.host,
    ]
    return "\n\n".join(parts)


@in_vietnamese()
def zalo_text(source: Source, site: Site, presence: str) -> str:
    """For one site's own chat: its links, never its PIN. presence: when to be there, in words."""
    meeting = source.meeting
    lines = [
        f"Điểm cầu {site.name}{f', {site.where}' if site.where else ''}",
        meeting.title,
        f"Thời gian: {said.due(meeting.day, meeting.hour) or 'chưa ấn định'}",
        f"Có mặt: {presence}",
        f"Vào phòng họp: {meeting.base}/j/{site.link_key}",
        f"Trang của điểm cầu, có bộ hồ sơ để in: {meeting.base}/s/{site.link_key}",
        "Mã PIN được gửi bằng đường khác.",
    ]
    return "\n".join(lines)
