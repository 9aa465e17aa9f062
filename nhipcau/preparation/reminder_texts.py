"""What a reminder says. Letters between offices are Vietnamese, in whatever language the pages are shown."""

from collections.abc import Iterable
from datetime import datetime, time

from nhipcau.conferences.models import Conference, Contact, Site
from nhipcau.core import clock, dates
from nhipcau.core.config import config
from nhipcau.core.languages import in_vietnamese
from nhipcau.preparation.missing import MissingGroup

WHAT = {"site": "Đăng ký điểm cầu", "delegates": "Báo danh sách đại biểu"}
_LACKING = {"site": "thông tin đăng ký điểm cầu", "delegates": "danh sách đại biểu dự họp"}
_TO_DO = {
    "site": "Ghi địa điểm, phòng họp, người liên hệ và số điện thoại của điểm cầu.",
    "delegates": "Báo danh sách đại biểu dự họp và người chủ trì tại điểm cầu.",
}


def moment_words(moment: datetime) -> str:
    """`16:00, thứ Sáu, 17/12/2021`; the day alone where it ends with the day."""
    local = clock.local(moment)
    day = f"{dates.weekday(local.date())}, {local:%d/%m/%Y}"
    return day if local.time().replace(microsecond=0) == time(23, 59, 59) else f"{local:%H:%M}, {day}"


def due_words(due: datetime | None, now: datetime) -> str:
    """The deadline and how far it is."""
    if due is None:
        return "chưa ấn định; đề nghị trả lời sớm"
    if now > due:
        return f"{moment_words(due)} (đã quá hạn)"
    left = (clock.local(due).date() - clock.local(now).date()).days
    return f"{moment_words(due)} ({f'còn {left} ngày' if left else 'trong hôm nay'})"


def subject(conference: Conference, what: str, due: datetime | None, now: datetime) -> str:
    late = due is not None and now > due
    title = conference.title if len(conference.title) <= 160 else f"{conference.title[:159]}…"
    return f"{'Quá hạn' if late else 'Nhắc'}: {WHAT[what].lower()}, {title}"


def body(
    conference: Conference, site: Site, what: str, due: datetime | None, note: str, contacts: Iterable[Contact]
) -> str:
    """The letter to one site. Its link leads to the site's own page; the PIN goes by another way, never with it."""
    now = clock.now()
    host = conference.issuing_body or conference.host.name
    named = f"{site.name}, {site.where}" if site.where else site.name
    start = "chưa ấn định"
    if conference.start_date is not None:
        day = f"{dates.weekday(conference.start_date)}, {conference.start_date:%d/%m/%Y}"
        start = f"{conference.start_time:%H:%M}, {day}" if conference.start_time else day
    parts = [
        f"Kính gửi: {named}",
        f"Đến {moment_words(now)}, {host} chưa nhận được {_LACKING[what]} của đơn vị cho:",
        f"{conference.title}\nThời gian: {start}\nHạn trả lời: {due_words(due, now)}",
        f"Việc cần làm: {_TO_DO[what]}",
        f"Cách làm: mở {config().base_url}/s/{site.link_key} và nhập mã PIN của điểm cầu (mã PIN được gửi bằng cách "
        "khác), hoặc đăng nhập bằng tài khoản của đơn vị.",
        note.strip(),
        _contact_lines(contacts),
        "Nếu đơn vị vừa trả lời, xin bỏ qua thư này.",
        host,
    ]
    return "\n\n".join(part for part in parts if part)


def _contact_lines(contacts: Iterable[Contact]) -> str:
    lines = [
        f"- {one.name or one.role}{f' ({one.role})' if one.name and one.role else ''}: {one.phone or one.email}"
        for one in contacts
        if one.phone or one.email
    ]
    return "\n".join(["Liên hệ:", *lines]) if lines else ""


@in_vietnamese()
def group_text(conference: Conference, groups: Iterable[MissingGroup], what: str, due: datetime | None) -> str:
    """For a chat group of the offices: who has not answered, by name and without anybody's telephone number."""
    now = clock.now()
    lines = [
        conference.title,
        f"Đề nghị các điểm cầu sau {WHAT[what].lower()}. Hạn: {due_words(due, now)}.",
        "Mở đường liên kết của điểm cầu, nhập mã PIN; hoặc đăng nhập bằng tài khoản của đơn vị.",
    ]
    for group in groups:
        lines.append(f"\n{group.name}: {len(group.rows)} điểm cầu")
        lines += [f"- {one.site.name}" for one in group.rows]
    return "\n".join(lines)
