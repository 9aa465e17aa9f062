"""Deadlines after the event or already past, and how many working days an invitation leaves.

QĐ 45/2018/QĐ-TTg: an invitation reaches those invited at least three working days before, except in urgent cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from nhipcau.core.phrases import joined, phrase
from nhipcau.documents.intake.reading import Remark, Span
from nhipcau.documents.intake.remarks.times import printed
from nhipcau.documents.intake.working_days import working_days

LEAST_WORKING_DAYS: Final = 3
_AFTERWARDS: Final = re.compile(
    r"sau (?:khi kết thúc |khi )?(?:hội nghị|cuộc họp|phiên họp|kỳ họp)|thông báo kết luận|biên bản|kết quả thực hiện|"
    r"báo cáo kết quả|tổng hợp (?:ý kiến|kiến nghị)|kinh phí|quyết toán",
    re.IGNORECASE,
)
_URGENT: Final = re.compile(r"\bHỎA TỐC\b|\bTHƯỢNG KHẨN\b|\bKHẨN\b|[Hh]ọp khẩn|[Đđ]ột xuất|[Cc]ông điện|CÔNG ĐIỆN")
_MOST_LATE: Final = 5  # late deadlines that get a remark each
_SHOWN: Final = 2  # past deadlines that are named; the others are counted
_CALLED_FOR_LATER: Final = "ke_hoach"  # a plan is followed by the invitation proper


def _place(spans: Sequence[Span], key: str, index: int | None = None) -> tuple[int, int] | None:
    for span in spans:
        if span.key == key and (index is None or span.index == index):
            return span.start, span.end
    return None


def check(facts: Mapping[str, Any], spans: Sequence[Span]) -> Iterator[Remark]:
    yield from _before_issue(facts, spans)
    start = facts["start"]
    if not start:
        return
    late = [
        (index, task)
        for index, task in enumerate(facts["tasks"])
        if task["due"] and task["due"][:10] > start[:10] and not _AFTERWARDS.search(task["action_summary"] or "")
    ]
    for index, task in late[:_MOST_LATE]:
        yield Remark(
            "deadline_after_start",
            phrase(
                "Hạn %(due)s của %(assignee)s sau ngày họp %(start)s.",
                due=printed(task["due"]),
                assignee=task["assignee"],
                start=printed(start),
            ),
            "tasks",
            hint=phrase("Sửa hạn, hoặc giữ nếu đó là việc làm sau hội nghị."),
        ).at(_place(spans, "tasks", index))
    if len(late) > _MOST_LATE:
        words = phrase("Còn %(n)s hạn khác sau ngày họp %(start)s.", n=len(late) - _MOST_LATE, start=printed(start))
        yield Remark("deadline_after_start", words, "tasks", hint=phrase("Xem từng hạn trên phiếu."))
    for index, moment in enumerate(facts["rehearsals"]):
        if moment[:10] > start[:10] or (len(moment) > 10 and len(start) > 10 and moment > start):
            yield Remark(
                "rehearsal_after_start",
                phrase("Buổi chạy thử ngày %(moment)s không đứng trước giờ khai mạc.", moment=printed(moment)),
                "rehearsals",
                hint=phrase("Sửa giờ chạy thử, hoặc bỏ trên phiếu nếu văn bản chỉ nhắc lại."),
                grave=True,
            ).at(_place(spans, "rehearsals", index))


def _before_issue(facts: Mapping[str, Any], spans: Sequence[Span]) -> Iterator[Remark]:
    """Days that were past when the paper was signed: a wrong month or year, most often."""
    issued = facts["issue_date"]
    if not issued:
        return
    past = [(i, task) for i, task in enumerate(facts["tasks"]) if task["due"] and task["due"][:10] < issued]
    hint = phrase("Có thể ghi nhầm ngày, tháng hoặc năm; hỏi lại người soạn rồi sửa hạn.")
    for index, task in past[:_MOST_LATE]:
        words = phrase(
            "Hạn %(due)s của %(assignee)s đứng trước ngày ban hành %(issued)s.",
            due=printed(task["due"]),
            assignee=task["assignee"],
            issued=printed(issued),
        )
        place = _place(spans, "tasks", index)
        yield Remark("deadline_before_issue", words, "tasks", hint=hint, grave=True).at(place)
    if len(past) > _MOST_LATE:
        words = phrase(
            "Còn %(n)s hạn khác đứng trước ngày ban hành %(issued)s.",
            n=len(past) - _MOST_LATE,
            issued=printed(issued),
        )
        yield Remark("deadline_before_issue", words, "tasks", hint=hint, grave=True)
    for index, moment in enumerate(facts["rehearsals"]):
        if moment[:10] < issued:
            yield Remark(
                "rehearsal_before_issue",
                phrase(
                    "Buổi chạy thử ngày %(moment)s đứng trước ngày ban hành %(issued)s.",
                    moment=printed(moment),
                    issued=printed(issued),
                ),
                "rehearsals",
                hint=phrase("Sửa ngày chạy thử, hoặc bỏ trên phiếu nếu văn bản chỉ nhắc lại."),
                grave=True,
            ).at(_place(spans, "rehearsals", index))


def check_today(facts: Mapping[str, Any], spans: Sequence[Span], today: date) -> Iterator[Remark]:
    """What is past already. Where the call itself is, its deadlines are not told one by one."""
    start, now = facts["start"], today.isoformat()
    if start and start[:10] < now:
        hint = phrase("Nếu đây là văn bản cũ thì lập để lưu; nếu họp lùi ngày, đưa văn bản thông báo ngày mới lên.")
        words = phrase("Ngày họp %(start)s đã qua.", start=printed(start))
        yield Remark("start_past", words, "start", hint=hint).at(_place(spans, "start"))
        return
    issued = facts["issue_date"] or ""
    for index, one in enumerate(facts["registration_deadlines"]):
        if one["due"] and issued <= one["due"][:10] < now:
            words = phrase("Hạn đăng ký %(due)s đã qua.", due=printed(one["due"]))
            hint = phrase("Báo các điểm cầu hạn mới, hoặc đăng ký thay cho họ.")
            place = _place(spans, "registration_deadlines", index)
            yield Remark("registration_past", words, "registration_deadlines", hint=hint).at(place)
    registered = {one["due"] for one in facts["registration_deadlines"]}
    past = [
        (index, task)
        for index, task in enumerate(facts["tasks"])
        if task["due"] and issued <= task["due"][:10] < now and task["due"] not in registered
    ]
    if past:
        told = [
            phrase("%(due)s (%(assignee)s)", due=printed(task["due"]), assignee=task["assignee"]) for _, task in past
        ]
        listed = joined("; ", told[:_SHOWN])
        if len(told) > _SHOWN:
            listed = phrase("%(listed)s và %(n)s hạn khác", listed=listed, n=len(told) - _SHOWN)
        hint = phrase("Gọi đơn vị để biết đã xong chưa, rồi sửa hạn nếu cần.")
        words = phrase("Hạn %(listed)s đã qua.", listed=listed)
        yield Remark("deadline_past", words, "tasks", hint=hint).at(_place(spans, "tasks", past[0][0]))


def check_notice(facts: Mapping[str, Any], text: str, spans: Sequence[Span]) -> Iterator[Remark]:
    start, issued = facts["start"], facts["issue_date"]
    invites = facts["doc_type"] != _CALLED_FOR_LATER or facts["replaces_invitation"]
    if not start or not issued or not invites or start[:10] < issued or _URGENT.search(text):
        return
    days = working_days(date.fromisoformat(issued), date.fromisoformat(start[:10]))
    if days < LEAST_WORKING_DAYS:
        yield Remark(
            "short_notice",
            phrase(
                "Từ ngày ban hành %(issued)s tới ngày họp %(start)s chỉ có %(days)s ngày làm việc; giấy mời "
                "phải tới trước ít nhất %(least)s ngày làm việc (Quyết định 45/2018/QĐ-TTg).",
                issued=printed(issued),
                start=printed(start),
                days=days,
                least=LEAST_WORKING_DAYS,
            ),
            "issue_date",
            hint=phrase("Gửi ngay qua trục văn bản và gọi điện báo trước; họp đột xuất thì ghi rõ trong văn bản."),
        ).at(_place(spans, "issue_date"))
