"""From the facts to the sheets of one site, in the words of offices. Pure: no clock, no database."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.core.text import search_key
from nhipcau.documents.packs import fixed, said, timetable
from nhipcau.documents.packs.facts import Called, Meeting, Place, Sat, Talk, Work
from nhipcau.typeset.pack import Due, Pack, Passage, People, Person

_FOOTER: Final = 110
_KINDS: Final = (
    ("Viễn thông, đường truyền, điện", re.compile(r"vien thong|vnpt|viettel|mobifone|dien luc|duong truyen")),
    ("Kỹ thuật", re.compile(r"ky thuat|cong nghe thong tin|cntt|he thong|tin hoc")),
    ("Nội dung, chương trình, danh sách", re.compile(r"noi dung|chuong trinh|tai lieu|danh sach|dai bieu|van thu")),
)
_ORDER: Final = (1, 2, 0)
_OTHERS: Final = "Đầu mối khác"


class Composer:
    """What all sites of a conference share is put into words once; the same facts give the same packs."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._presence = timetable.presence(meeting)
        self._help = _help(meeting)
        self._steps = fixed.steps(lobby=meeting.lobby, external=meeting.external)
        self._people = tuple(_shared_people(meeting))
        self._says_opening = timetable.says_opening(meeting)

    def pack(self, place: Place) -> Pack:
        meeting = self._meeting
        return Pack(
            host=meeting.host,
            title=meeting.title,
            site=place.name,
            above=place.where,
            number=f"Điểm cầu số {place.number}/{meeting.total}",
            footer=_footer(place),
            facts=_cover(meeting, place, self._presence),
            dues=tuple(_dues(meeting, place)),
            link=link_of(meeting, place),
            own_link=f"{meeting.base}/s/{place.link_key}",
            help=self._help,
            steps=self._steps,
            paper=_paper(meeting),
            passages=tuple(_passages(meeting, place)),
            days=timetable.days(meeting, place, self._presence[0], self._says_opening),
            people=(*self._people, *_own_people(place)),
            checks=fixed.checks(meeting.meeting, meeting.chairs, main=place.is_main),
            banner=place.banner,
            banner_note=_banner_note(meeting, place),
            annex=_annex(meeting),
            mark="ĐÃ HOÃN" if meeting.postponed else "",
            warning=_warning(meeting),
        )


def _banner_note(meeting: Meeting, place: Place) -> str:
    where = f"{meeting.base}/s/{place.link_key}, mục Phông của điểm cầu"
    if meeting.banner_released:
        return f"Tệp in và tệp chiếu màn hình: tải ở {where}."
    return f"Bản xem trước, đơn vị {meeting.chairs} chưa duyệt. Duyệt xong, tệp in và tệp chiếu màn hình tải ở {where}."


def link_of(meeting: Meeting, place: Place) -> str:
    """The address of the site's room: the one on its own page and on the sheet of links."""
    return f"{meeting.base}/j/{place.link_key}"


def _footer(place: Place) -> str:
    named = f"{place.name}, {place.where}" if place.where else place.name
    whose = named if search_key(named).startswith("diem cau") else f"Điểm cầu {named}"
    return whose if len(whose) <= _FOOTER else f"{whose[: _FOOTER - 1]}…"


def _warning(meeting: Meeting) -> str:
    if not meeting.postponed:
        return ""
    why = f" Lý do: {meeting.reason}." if meeting.reason else ""
    return f"{said.capital(meeting.meeting)} đã hoãn, chưa ấn định ngày mới.{why} Chờ thông báo và bộ hồ sơ mới."


def _cover(meeting: Meeting, place: Place, presence: timetable.Presence) -> tuple[tuple[str, str], ...]:
    when = said.due(meeting.day, meeting.hour) or "chưa ấn định"
    if meeting.day is not None and meeting.hour is None:
        when += " (giờ thông báo sau)"
    if meeting.postponed:
        when = "đã hoãn, chưa ấn định ngày mới"
    at, why = presence
    sats = [sat for sat in meeting.sats if sat.day is not None and not meeting.postponed]
    facts = [("Thời gian", when)]
    if len(sats) > 1:
        facts.append(("Các buổi", "; ".join(_sat_words(sat) for sat in sats)))
    elif meeting.duration:
        facts.append(("Thời lượng", meeting.duration))
    facts.append(("Có mặt", f"{at:%H:%M} ({why})" if at else why))
    facts.append(("Nơi họp của điểm cầu", ", ".join(filter(None, (place.room, place.venue)))))
    chair = " ".join(filter(None, (place.chair.name, f"({place.chair.role})" if place.chair.role else "")))
    if place.is_main:
        facts.append((f"Điểm cầu {meeting.chairs}", "chính là điểm cầu này"))
    else:
        main = ", ".join(filter(None, (meeting.main, meeting.main_venue)))
        facts += [(f"Điểm cầu {meeting.chairs}", main), ("Chủ trì tại điểm cầu này", chair)]
    return tuple(facts)


def _sat_words(sat: Sat) -> str:
    hours = f"{sat.start:%H:%M}" if sat.start else ""
    hours += f"–{sat.end:%H:%M}" if sat.end else ""
    on = said.day(sat.day) if sat.day else ""
    return f"{sat.name + ': ' if sat.name else ''}{', '.join(filter(None, (hours, on)))}"


def _dues(meeting: Meeting, place: Place) -> list[Due]:
    sites = said.moment(meeting.sites_due) if meeting.sites_due else ""
    listed = said.moment(meeting.delegates_due) if meeting.delegates_due else ""
    found = [
        Due(
            "Đăng ký tham gia và đăng ký điểm cầu" if meeting.opt_in else "Đăng ký điểm cầu",
            sites,
            "Địa điểm, phòng họp, người liên hệ, điện thoại: nhập ở trang của điểm cầu.",
        ),
        Due("Báo danh sách đại biểu", listed, "Nhập từng người, dán danh sách hoặc đưa tệp Excel."),
    ]
    if not place.is_main:
        found.append(Due("Cử người chủ trì tại điểm cầu", listed))
    for at in place.works:
        work = meeting.works[at]
        found.append(Due(_sentence(work.action), said.due(work.day, work.hour), f"Văn bản giao: {work.assignee}"))
    talks = [meeting.talks[at] for at in place.talks]
    found += [Due(_talk_words(talk), "", f"Văn bản giao: {talk.assignee}") for talk in talks]
    found += [Due("Chạy thử tại phòng họp, đúng máy sẽ dùng", said.moment(one)) for one in meeting.trials]
    return found


def _sentence(text: str) -> str:
    return said.capital(text.strip().rstrip(";,. "))


def _talk_words(talk: Talk) -> str:
    limits = [f"{talk.pages} trang" if talk.pages else "", f"{talk.minutes} phút" if talk.minutes else ""]
    most = " và ".join(filter(None, limits))
    topic = f": {talk.topic.strip().rstrip(';,. ')}" if talk.topic.strip() else ""
    return f"Chuẩn bị tham luận{topic}{f' (tối đa {most})' if most else ''}"


def _help(meeting: Meeting) -> str:
    numbered = [one for one in meeting.contacts if one.phone]
    technical = [one for one in numbered if "ky thuat" in search_key(one.role)]
    one = next(iter(technical or numbered), None)
    return "" if one is None else f"{one.name or one.role}, {one.phone}"


def _paper(meeting: Meeting) -> str:
    if meeting.paper is None:
        return ""
    title = f": {meeting.paper.title}" if meeting.paper.title else ""
    amended = f" Đã sửa đổi, bổ sung theo: {'; '.join(meeting.paper.amended)}." if meeting.paper.amended else ""
    return f"{meeting.paper.words}{title}.{amended}"


def _passages(meeting: Meeting, place: Place) -> list[Passage]:
    participants = [text for tier, text in meeting.participants if tier in {place.tier, ""}]
    works = [_work_words(meeting.works[at]) for at in place.works]
    dues = [f"{_sentence(one.what)}: {said.due(one.day, one.hour)}" for one in meeting.deadlines]
    trials = [said.moment(one) for one in meeting.trials]
    found = [
        ("Thành phần tại điểm cầu", participants),
        ("Nhiệm vụ của đơn vị", works),
        ("Tham luận, báo cáo", [_talk_words(meeting.talks[at]) for at in place.talks]),
        ("Thời hạn", dues),
        ("Chạy thử, tổng duyệt", trials),
        ("Tài liệu", list(meeting.materials)),
    ]
    return [Passage(title, tuple(_sentence(line) for line in lines)) for title, lines in found if lines]


def _work_words(work: Work) -> str:
    with_ = f", phối hợp với {work.cooperating}" if work.cooperating and work.cooperating not in work.action else ""
    due = said.due(work.day, work.hour)
    return f"{_sentence(work.action)}{with_}{f' (hạn {due})' if due else ''}"


def _shared_people(meeting: Meeting) -> list[People]:
    groups: dict[str, list[Called]] = {}
    for one in meeting.contacts:
        key = search_key(f"{one.role} {one.name}")
        groups.setdefault(next((title for title, pattern in _KINDS if pattern.search(key)), _OTHERS), []).append(one)
    if not groups:
        return [People("Của hội nghị", (Person("", "Kỹ thuật"), Person("", "Nội dung")))]
    order = [*(_KINDS[at][0] for at in _ORDER), _OTHERS]
    return [People(title, tuple(map(_person, groups[title]))) for title in order if title in groups]


def _own_people(place: Place) -> list[People]:
    above = [] if place.above is None else [People("Cấp trên trực tiếp", (_person(place.above),))]
    own = (
        Person(place.technician.name, "Trực kỹ thuật tại điểm cầu này", place.technician.phone),
        Person(place.contact.name, "Người liên hệ của điểm cầu này", place.contact.phone),
    )
    return [*above, People("Tại điểm cầu này", own)]


def _person(one: Called) -> Person:
    about = "; ".join(filter(None, (one.role if one.name else "", one.email)))
    return Person(one.name or one.role, about, one.phone)


def _annex(meeting: Meeting) -> str:
    if meeting.paper is None or not meeting.paper.pages:
        return ""
    return f"Kèm theo bộ hồ sơ: toàn văn {meeting.paper.words} ({meeting.paper.pages} trang), ở các trang sau."
