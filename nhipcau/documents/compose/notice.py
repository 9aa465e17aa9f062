"""Thông báo: that a conference is held, also in place of an invitation; and one that acts on an earlier paper."""

import re

from nhipcau.conferences.models import Conference
from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.overtaken import STANDING, Change, overtaken
from nhipcau.documents.models import Paper


def propose(subject: Subject) -> p.Proposed:
    if subject.how == Paper.Follows.RECALLS:
        return _recalling(subject)
    if subject.how == Paper.Follows.AMENDS:
        return _amending(subject)
    blocks = [
        p.abstract("Về việc tổ chức {tên hội nghị}"),
        p.text(
            "Mở đầu",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} thông báo tổ chức {{tên hội nghị}}, cụ thể như sau:",
        ),
        *p.when_and_where(subject),
        *p.section("THÀNH PHẦN", "{thành phần}"),
        *p.programme(annexed=False),
        *p.carried_out(subject, tasks=("1. Phân công nhiệm vụ", "{nhiệm vụ}")),
        p.closing(
            "Thay giấy mời",
            "Thông báo này thay cho giấy mời; đề nghị đại biểu dự đúng thành phần, đúng thời gian.",
        ),
        p.recipients("- Như thành phần dự;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Về việc tổ chức {subject.conference.title}", blocks)


def _recalling(subject: Subject) -> p.Proposed:
    cited = subject.follows.notation if subject.follows else ""
    blocks = [
        p.abstract(f"Về việc thu hồi văn bản số {cited}"),
        p.text(
            "Nội dung",
            "{cơ quan ban hành} thông báo thu hồi {văn bản}.",
            "Lý do: {lý do}.",
            "Đề nghị các cơ quan, đơn vị, địa phương đã nhận văn bản nêu trên dừng thực hiện và gửi lại theo quy định.",
        ),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Thu hồi văn bản số {cited}", blocks)


def _amending(subject: Subject) -> p.Proposed:
    """What has changed since that paper, each beside what it said; of one put off or called off only that."""
    changes = next(
        (one.changes for one in overtaken(subject.conference, subject.unit) if one.paper == subject.follows), ()
    )
    standing = next((one for one in changes if one.name == STANDING), None)
    if standing is not None:
        return _standing(subject, standing)
    lines = [line for n, one in enumerate(changes, 1) for line in _changed(n, one)] or [
        "1. Thời gian: bắt đầu từ {thời gian}.",
        "2. Địa điểm: {địa điểm}.",
    ]
    last = 1 + sum(bool(re.match(r"\d+\.", line)) for line in lines)
    blocks = [
        p.abstract("Về việc điều chỉnh thời gian, nội dung tổ chức {tên hội nghị}"),
        p.text(
            "Nội dung",
            "{cơ quan ban hành} thông báo điều chỉnh một số nội dung của {văn bản}, như sau:",
            *lines,
            f"{last}. Các nội dung khác giữ nguyên theo văn bản nêu trên.",
            "Lý do điều chỉnh: {lý do}.",
        ),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Điều chỉnh thời gian, nội dung tổ chức {subject.conference.title}", blocks)


def _changed(n: int, change: Change) -> tuple[str, ...]:
    """`1. Thời gian: {thời gian}, thay cho ….`; a list of several lines stands below its title."""
    title = f"{change.name[0].upper()}{change.name[1:]}"
    if not change.now:
        return (f"{n}. {title}: không còn như đã nêu tại văn bản ({change.said}).",)
    if "; " in change.now:
        return (f"{n}. {title}", f"{{{change.name}}}")
    before = f", thay cho {change.said}" if change.said and "; " not in change.said else ""
    begins = "bắt đầu từ " if change.name == "thời gian" else ""
    return (f"{n}. {title}: {begins}{{{change.name}}}{before}.",)


def _standing(subject: Subject, change: Change) -> p.Proposed:
    """Put off without a day, called off, or held after all."""
    then = {
        Conference.State.POSTPONED: "Thời gian tổ chức sẽ được thông báo sau.",
        Conference.State.CANCELLED: "Các cơ quan, đơn vị, địa phương đã nhận văn bản nêu trên dừng việc chuẩn bị.",
    }.get(Conference.State(subject.conference.state), "Thời gian: bắt đầu từ {thời gian}.")
    does = "{tình trạng}" if change.now else "tổ chức trở lại"
    said = (change.now or "tổ chức trở lại").capitalize()
    blocks = [
        p.abstract(f"{said} {{tên hội nghị}}"),
        p.text(
            "Nội dung",
            f"{{cơ quan ban hành}} thông báo {does} {{tên hội nghị}} nêu tại {{văn bản}}.",
            "Lý do: {lý do}.",
            then,
        ),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"{said} {subject.conference.title}", blocks)
