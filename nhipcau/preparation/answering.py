"""What a site says of itself: where it sits, whom to call, that its data and its list are right, what is done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site, Task
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_own_site, may
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.preparation import passes, phones, rounds
from nhipcau.preparation.models import Round, SiteAnswer, TaskDone

_LENGTHS: Final = {"venue": 500, "room": 300, "contact_name": 200}


@dataclass(frozen=True, slots=True)
class SiteData:
    venue: str
    room: str
    contact_name: str
    contact_phone: str


def locked_own_site(actor: Actor, pk: int | str) -> Site:
    """The site as it is while nobody else changes its conference, where `actor` answers for it and it may still be."""
    site = access_own_site(actor, pk, Need.REGISTER)
    journal.lock(site.conference.stream)
    site.refresh_from_db()
    site.conference.refresh_from_db(fields=["state"])
    if actor.kind == "site" and site.withdrawn_at is not None:
        raise passes.ended()
    if site.conference.is_over:
        raise Refusal(
            "ended",
            _("Hội nghị đã bế mạc hoặc đã hủy nên không thay đổi được nữa; những gì đã khai vẫn được giữ."),
            _("Gọi đầu mối của hội nghị."),
            status=410,
        )
    return site


def in_time(actor: Actor, opened: Round, due: datetime | None, received: datetime, what: str) -> bool:
    """Whether it counts as in time. Refusal `deadline_passed` where the round is closed to what comes late; the host's
    own staff may always complete."""
    if due is None or received <= due:
        return True
    conference = opened.conference
    if opened.late == Round.Late.APPROVAL or may(actor, conference.host.path, Need.PREPARE):
        return False
    at = clock.local(due)
    raise Refusal(
        "deadline_passed",
        _("Đã hết hạn %(what)s lúc %(hour)s ngày %(day)s (giờ máy chủ); lần gửi này chưa được ghi.")
        % {"what": what, "hour": f"{at:%H:%M:%S}", "day": f"{at:%d/%m/%Y}"},
        _("Gọi đầu mối của hội nghị để báo; những gì đã khai trước hạn vẫn được giữ."),
    )


def do_answer(actor: Actor, site_pk: int | str, data: SiteData, *, confirm: bool) -> SiteAnswer:
    """Keep the site's data; with `confirm` it is registered as right. Refusal `incomplete` where that lacks something.

    Late where the deadline of sites has passed and the round lets that in.
    """
    received = clock.now()
    values = {name: nfc(" ".join(getattr(data, name).split()))[:length] for name, length in _LENGTHS.items()}
    phone = phones.read(data.contact_phone)
    if confirm:
        _refuse_incomplete(values, phone)
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        answer, _made = SiteAnswer.objects.get_or_create(site=site)
        before = (site.venue, answer.room, answer.contact_name, answer.contact_phone)
        after = (values["venue"], values["room"], values["contact_name"], phone)
        confirms = confirm and answer.confirmed_at is None
        if before == after and not confirms:
            return answer
        timely = in_time(actor, opened, rounds.dues(opened).sites, received, _("đăng ký điểm cầu"))
        site.venue, answer.room, answer.contact_name, answer.contact_phone = after
        if confirms:
            answer.confirmed_at, answer.confirmed_by = received, actor.name[:200]
            answer.late = answer.late or not timely
        site.save(update_fields=["venue"])
        answer.save()
        journal.append(
            site.conference.stream,
            "site.confirmed" if confirms else "site.answered",
            {
                "site": site.pk,
                "venue": site.venue,
                "room": answer.room,
                "late": not timely,
                "at": received.isoformat(),
                "copies_to": opened.recipients if confirms else [],
            },
            actor,
            detail={"contact": [answer.contact_name, answer.contact_phone], "by": actor.name},
        )
    return answer


def _refuse_incomplete(values: dict[str, str], phone: str) -> None:
    lacking = [
        words
        for words, value in (
            (_("địa điểm"), values["venue"]),
            (_("người liên hệ"), values["contact_name"]),
            (_("điện thoại"), phone),
        )
        if not value
    ]
    if lacking:
        raise Refusal(
            "incomplete",
            _("Chưa đăng ký được: còn thiếu %(lacking)s. Những gì đã nhập vẫn còn trên trang.")
            % {"lacking": ", ".join(lacking)},
            _("Điền nốt rồi bấm lại; hoặc bấm “Ghi tạm” để điền tiếp sau."),
            status=422,
        )


def do_confirm_delegates(actor: Actor, site_pk: int | str, head_count: int | None = None) -> SiteAnswer:
    """Report the list as complete, or only a number where names are not known yet (head_count)."""
    received = clock.now()
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        named = site.delegates.filter(absent=False).count()
        if head_count is None and not named:
            raise Refusal(
                "no_delegates",
                _("Danh sách chưa có đại biểu nào dự nên chưa báo được."),
                _("Nhập đại biểu, hoặc ghi số lượng dự kiến rồi bấm lại."),
                status=422,
            )
        timely = in_time(actor, opened, rounds.dues(opened).delegates, received, _("báo đại biểu"))
        answer, _made = SiteAnswer.objects.get_or_create(site=site)
        answer.head_count = head_count
        if answer.delegates_at is None:
            answer.delegates_at, answer.delegates_by = received, actor.name[:200]
            answer.late = answer.late or not timely
        answer.save()
        journal.append(
            site.conference.stream,
            "site.delegates_confirmed",
            {
                "site": site.pk,
                "named": named,
                "head_count": head_count,
                "late": not timely,
                "at": received.isoformat(),
                "copies_to": opened.recipients,
            },
            actor,
            detail={"by": actor.name},
        )
    return answer


def do_mark_task(actor: Actor, site_pk: int | str, task_pk: int, done: bool) -> None:
    """A task of the paper is done at this site, or after all is not."""
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        task = _task(site.conference, task_pk)
        held = TaskDone.objects.filter(site=site, task=task)
        if held.exists() == done:
            return
        if done:
            TaskDone.objects.create(site=site, task=task, at=clock.now(), by=actor.name[:200])
        else:
            held.delete()
        journal.append(
            site.conference.stream, "site.task_done", {"site": site.pk, "task": task.pk, "done": done}, actor
        )


def _task(conference: Conference, pk: int) -> Task:
    found = conference.tasks.filter(pk=pk).first()
    if found is None:
        raise Refusal("no_such_task", _("Không có nhiệm vụ này."), _("Tải lại trang."), status=404)
    return found
