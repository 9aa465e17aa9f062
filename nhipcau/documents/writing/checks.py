"""What stands in the way of a draft, or should be looked at, before it goes to be signed."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.documents import intake
from nhipcau.documents.compose.facts import named
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.intake.files import is_marked_secret
from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.documents.writing import deadlines
from nhipcau.documents.writing.setting import OPEN, Set, set_paper
from nhipcau.typeset import render_text

_MAY_BE_OPEN: Final = "plan"
"""A plan may say that the time and the place will be told later."""
_CONVENE: Final = frozenset({"plan", "notice", "invitation", "party_call"})
_GRAVE: Final = ("weekday",)
_ASKS: Final = _CONVENE | {"letter", "registration"}
_STILL_TO_COME: Final = ("thời gian", "các phiên", "chạy thử", "hạn đăng ký", "nhiệm vụ", "việc của ", "bảng nhiệm vụ")
"""Facts whose days lie ahead in a paper that calls people together."""
_DAY: Final = re.compile(r"\b(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})\b")
_MOST_DAYS: Final = 3
"""Past days that one message names."""
_SHOWN: Final = 80
"""Letters of a line that a message repeats."""


@dataclass(frozen=True, slots=True)
class Check:
    """stops: it cannot go on so. block: pk of the block that it is about, None for the whole."""

    message: str
    stops: bool
    block: int | None = None


def checks(paper: Paper, set_: Set | None = None) -> list[Check]:
    """The grave ones first."""
    blocks = list(paper.blocks.all())
    shown = set_ or set_paper(paper, blocks)
    found = [*_blocks(paper, blocks, shown), *_whole(paper, blocks, shown), *_read(paper, shown)]
    return sorted(found, key=lambda one: not one.stops)


def _blocks(paper: Paper, blocks: list[PaperBlock], shown: Set) -> list[Check]:
    found = []
    for one in blocks:
        for name in dict.fromkeys(named(one.text)):
            fact = shown.facts.get(name)
            if fact is None:
                words = _("“{%(name)s}” không phải dữ liệu của hội nghị: sửa hoặc xóa.")
                found.append(Check(words % {"name": name}, True, one.pk))
            elif not fact.known and name != "nơi nhận":
                words = (
                    _("Chưa có “%(name)s”: có khi hội nghị họp trên hệ thống; không thì bấm vào đây để ghi tay.")
                    if fact.source == "attendance"
                    else _("Hội nghị chưa có “%(name)s”: bổ sung ở trang hội nghị, hoặc bỏ khỏi văn bản.")
                )
                found.append(Check(words % {"name": name}, paper.kind != _MAY_BE_OPEN, one.pk))
        if paper.kind in _ASKS and (days := _past(one.text, shown)):
            words = _("Còn ghi ngày đã qua: %(days)s. Sửa ở trang hội nghị, hoặc ghi lại trong khối này.")
            found.append(Check(words % {"days": ", ".join(days)}, False, one.pk))
        if is_marked_secret(one.text):
            words = _("Văn bản có dấu chỉ mức độ mật: hệ thống không soạn, không giữ tài liệu bí mật nhà nước.")
            found.append(Check(words, True, one.pk))
        for line in one.text.split("\n"):
            if OPEN in line:
                words = _("Còn chỗ để trống phải viết: “%(line)s”.")
                found.append(Check(words % {"line": Truncator(line).chars(_SHOWN)}, True, one.pk))
    return found


def _past(text: str, shown: Set) -> list[str]:
    """Days before today that the text has from facts of what is still to come, e.g. a trial that was not moved."""
    today, past = clock.local(clock.now()).date(), dict[date, None]()
    for name in dict.fromkeys(named(text)):
        fact = shown.facts.get(name)
        if fact is None or not name.startswith(_STILL_TO_COME):
            continue
        for found in _DAY.findall("\n".join(fact.lines)):
            with suppress(ValueError):  # no real day: the reader of the draft says so
                day = date(int(found[2]), int(found[1]), int(found[0]))
                if day < today:
                    past[day] = None
    return [f"{day:%d/%m/%Y}" for day in sorted(past)][:_MOST_DAYS]


def _whole(paper: Paper, blocks: list[PaperBlock], shown: Set) -> list[Check]:
    found = []
    if not shown.paper.abstract:
        found.append(Check(_("Chưa có trích yếu."), True))
    if not shown.paper.blocks:
        found.append(Check(_("Chưa có nội dung."), True))
    if paper.kind in {"letter", "registration"} and not shown.paper.addressees:
        found.append(Check(_("Công văn chưa có nơi kính gửi."), True))
    if not shown.paper.distribution.archive:
        found.append(Check(_("Nơi nhận thiếu dòng “Lưu”."), True))
    if paper.issuer is not None and not paper.issuer.abbreviation:
        found.append(Check(_("Cơ quan ban hành chưa có chữ viết tắt để ghi số, ký hiệu."), True))
    due = deadlines.of(paper)
    if due is not None and due.late:
        words = _("Đã quá hạn phát hành %(on)s, %(why)s. Vẫn phát hành được; văn bản khẩn thì chọn độ khẩn.")
        found.append(Check(words % {"on": f"{due.on:%d/%m/%Y}", "why": due.why}, False))
    return found


def _read(paper: Paper, shown: Set) -> list[Check]:
    """What our own reader remarks on when it reads the draft: a weekday against its date, a deadline after the day."""
    try:
        reading = intake.read_pasted(render_text(shown.paper, shown.profile))
    except UnreadablePaper as error:
        return [Check(error.message, True)]
    remarks = intake.remarks(reading, clock.local(clock.now()).date())
    convenes = paper.kind in _CONVENE
    return [
        Check(one.message, one.code.startswith(_GRAVE))
        for one in remarks
        if one.grave and (convenes or one.code.startswith(_GRAVE))
    ]
