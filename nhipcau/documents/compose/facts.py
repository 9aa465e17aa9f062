"""The facts of a conference as words for its papers. A draft names them as `{tên}` and says what they say now."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from nhipcau.conferences.models import Conference, ProgrammeItem, RegistrationDeadline, Sitting, Task
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents import identity
from nhipcau.documents.compose import words
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.held_words import of_held
from nhipcau.documents.compose.rows import Rows
from nhipcau.documents.compose.tables import tables
from nhipcau.documents.models import Paper
from nhipcau.documents.register import notation
from nhipcau.organs.models import Organ, Tier

TOKEN: Final = re.compile(r"\{([^{}\n]{1,200})\}")
_FORMS: Final = {
    Conference.Form.ONLINE: "trực tuyến",
    Conference.Form.HYBRID: "trực tiếp kết hợp trực tuyến",
    Conference.Form.IN_PERSON: "trực tiếp",
}
_STANDINGS: Final = {Conference.State.POSTPONED: "hoãn tổ chức", Conference.State.CANCELLED: "hủy tổ chức"}
"""Of one that is held as was announced nothing is said."""
_EVERYBODY: Final = "Các cơ quan, đơn vị, địa phương"
_TIERS: Final = {
    Tier.CENTRE: "cấp trung ương",
    Tier.PROVINCE: "cấp tỉnh",
    Tier.DISTRICT: "cấp huyện",
    Tier.COMMUNE: "cấp xã",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """lines: its words; several where it fills a list. source: page of the conference on which it is changed."""

    name: str
    lines: tuple[str, ...]
    source: str = "facts"

    @property
    def known(self) -> bool:
        return any(self.lines)

    @property
    def inline(self) -> str:
        return (
            "; ".join(line.lstrip("-+ ").rstrip(";.") for line in self.lines)
            if len(self.lines) > 1
            else (self.lines[0] if self.lines else "")
        )


@in_vietnamese()
def facts_of(subject: Subject, wanted: Collection[str]) -> dict[str, Fact]:
    """By name. wanted: names that a text uses; of the tables only those are read. Some ten queries, whatever the
    size of the conference."""
    found = [
        *_of_conference(subject),
        *_of_paper(subject),
        *_lists(subject.rows),
        *(Fact(name, lines, "attendance") for name, lines in of_held(subject.conference, wanted).items()),
        *_tasks(subject),
        *(Fact(name, lines, "sites") for name, lines in tables(subject, wanted).items()),
    ]
    return {one.name: one for one in found}


@in_vietnamese()
def facts_of_its_row(conference: Conference) -> dict[str, Fact]:
    """Those among them that the conference's own row says: no query."""
    return {one.name: one for one in _of_its_row(conference)}


def _of_its_row(conference: Conference) -> Iterable[Fact]:
    yield Fact("tên hội nghị", (conference.title,))
    yield Fact("thời gian", (words.start(conference.start_date, conference.start_time),))
    yield Fact("thời lượng", (conference.duration,))
    yield Fact("địa điểm", (conference.venue,))
    yield Fact("hình thức", (_FORMS[Conference.Form(conference.form)],))
    yield Fact("tình trạng", (_STANDINGS.get(Conference.State(conference.state), ""),), "state")


def _of_conference(subject: Subject) -> Iterable[Fact]:
    conference = subject.conference
    yield from _of_its_row(conference)
    yield Fact("các phiên", _sittings(subject.rows), "sittings")
    yield Fact("ngày họp", (words.capital(words.day(conference.start_date)) if conference.start_date else "",))
    yield Fact("chủ trì", (chair_of(subject.rows),), "participants")
    yield Fact("quy mô", (_size(subject.rows),), "sites")
    yield Fact("cơ quan tổ chức", (conference.issuing_body or _host_organ(subject),))


def _host_organ(subject: Subject) -> str:
    """Who holds the conference, where no paper said it; empty where a lower unit cannot know."""
    if subject.is_host:
        return subject.organ.name
    organs = Organ.objects.filter(unit=subject.conference.host).order_by("pk")
    known = {one.kind: one.name for one in organs}
    return known.get(subject.organ.kind, next(iter(known.values()), ""))


def _of_paper(subject: Subject) -> Iterable[Fact]:
    yield Fact("cơ quan ban hành", (subject.organ.name,), "")
    yield Fact("đơn vị", (words.within(subject.unit.name),), "")
    yield Fact("văn bản", (cited(subject),), "")
    yield Fact("lý do", (subject.reason,), "")
    site = subject.site
    answer = getattr(site, "answer", None)
    venue = ", ".join(filter(None, (getattr(answer, "room", ""), site.venue if site else "")))
    yield Fact("địa điểm của đơn vị", (venue,), "site")
    phone = getattr(answer, "contact_phone", "")
    contact = ", ".join(filter(None, (getattr(answer, "contact_name", ""), f"điện thoại {phone}" if phone else "")))
    yield Fact("đầu mối của đơn vị", (contact,), "site")
    yield Fact("thành phần của đơn vị", _participants_of(subject), "participants")


def cited(subject: Subject) -> str:
    """The paper on which this one acts, as a first citation names it (NĐ 30/2020, Phụ lục I, mục II.6)."""
    paper = subject.follows
    if paper is not None and paper.direction == Paper.Direction.RECEIVED:
        return _cited_as_read(paper.confirmed or paper.facts)
    if paper is None or paper.issue_date is None:
        return ""
    kind = identity.KINDS.get(paper.facts.get("doc_type") or "", "") or str(paper.get_kind_display()).split(" (")[0]
    party = paper.issuer is not None and notation.is_party(paper.issuer.kind, paper.issuer.name)
    issuer = f" của {paper.issuer.name}" if paper.issuer else ""
    about = f" {words.lowered(paper.title)}" if paper.title else ""
    return f"{kind} số {paper.notation}{',' if party else ''} {words.day(paper.issue_date)}{issuer}{about}"


def _cited_as_read(facts: Mapping[str, Any]) -> str:
    issuer, about = facts.get("issuing_body") or "", facts.get("subject") or ""
    of = f" của {issuer}" if issuer else ""
    return f"{identity.words(facts)}{of}{f' {words.lowered(about)}' if about else ''}"


def _size(rows: Rows) -> str:
    counts = []
    for one in rows.tiers:
        count = rows.sites_of_tier.get(one.tier) or one.printed_count or 0
        if count:
            counts.append(f"{words.number(count)} điểm cầu {_TIERS[Tier(one.tier)]}")
    return ", ".join(counts[:-1]) + f" và {counts[-1]}" if len(counts) > 1 else "".join(counts)


def _lists(rows: Rows) -> Iterable[Fact]:
    lines: dict[str, list[tuple[str, str]]] = {}
    for one in rows.particulars:
        lines.setdefault(one.kind, []).append((one.tier, one.text))
    yield Fact("thành phần", _participants(rows, lines.get("participant", [])), "participants")
    yield Fact("tài liệu", words.as_list([text for _tier, text in lines.get("material", [])]), "materials")
    press = [words.sentence(text, "") for _tier, text in lines.get("press", [])]
    yield Fact("báo chí", ("; ".join(press),), "press")
    recipients = [text for _tier, text in lines.get("recipient", []) if not text.strip(" -").startswith("Lưu")]
    yield Fact("nơi nhận", tuple(f"- {words.sentence(text.lstrip('- '), ';')}" for text in recipients), "recipients")
    yield Fact("chương trình", _programme(rows), "programme")
    speeches = [f"{one.assignee}: {one.topic}" if one.topic else one.assignee for one in rows.speeches]
    yield Fact("tham luận", words.as_list(speeches), "speeches")
    spoke = list(dict.fromkeys(one.assignee for one in rows.speeches))
    yield Fact("đơn vị tham luận", ("; ".join(spoke),), "speeches")
    trials = [words.moment(one.at) for one in rows.trials]
    yield Fact("chạy thử", ("; ".join(trials),), "rehearsals")
    dues = [_due(one) for one in rows.deadlines]
    yield Fact("hạn đăng ký", words.as_list(dues), "deadlines")
    yield Fact("đầu mối", words.as_list(_contacts(rows)), "contacts")


def _due(deadline: RegistrationDeadline) -> str:
    """Who does it, what, by when: `Các cơ quan, đơn vị, địa phương gửi danh sách trước …`."""
    what = words.sentence(deadline.what or "đăng ký tham dự", "")
    whose = re.match(r"(?:Các|Ủy ban|Sở|Văn phòng|Đơn vị|Điểm cầu)\b", what)
    said = what if whose else f"{_EVERYBODY} {words.lowered(what)}"
    if deadline.due_date is None or words.says_day(what, deadline.due_date):
        return said
    return f"{said} {words.due(deadline.due_date, deadline.due_time)}"


def _participants(rows: Rows, lines: list[tuple[str, str]]) -> tuple[str, ...]:
    """By tier where they are said by tier."""
    if not any(tier for tier, _text in lines):
        return words.as_list([text for _tier, text in lines])
    found: list[str] = []
    for order, one in enumerate(rows.tiers, 1):
        of_tier = [text for tier, text in lines if tier == one.tier]
        if of_tier:
            found += [f"{order}. Điểm cầu {_TIERS[Tier(one.tier)]}", *words.as_list(of_tier)]
    other = [text for tier, text in lines if not tier]
    return (*found, *words.as_list(other))


def _participants_of(subject: Subject) -> tuple[str, ...]:
    """Who takes part at the site of the unit that writes."""
    tier = subject.site.tier if subject.site else ""
    own = [one.text for one in subject.rows.of_kind("participant") if one.tier == tier]
    lines = words.as_list(own) if tier else ()
    where = words.within(subject.unit.name)
    cited_ = " theo văn bản nêu trên" if subject.follows else ""
    return lines or (f"- Các đại biểu thuộc thành phần dự tại điểm cầu {where}{cited_}.",)


_CHAIRS: Final = re.compile(r"\s*[(,:-]?\s*chủ trì(?: (?:hội nghị|cuộc họp))?\)?", re.IGNORECASE)


def chair_of(rows: Rows) -> str:
    """Whoever is named as the chair on the list of participants or on the programme; empty where nobody is."""
    lines = [one.text for one in rows.of_kind("participant")]
    named_ = next((line for line in lines if _CHAIRS.search(line)), "")
    if named_:
        return words.sentence(_CHAIRS.sub("", named_, count=1), "").strip(" :-")
    ends = [one.who for one in reversed(rows.programme) if "kết luận" in one.content.lower()]
    return next((who for who in ends if who), "")


def _sittings(rows: Rows) -> tuple[str, ...]:
    return words.as_list([f"{one.name or 'Phiên họp'}: {_sat(one)}" for one in rows.sittings])


def _sat(sitting: Sitting) -> str:
    """`từ 08 giờ 00 đến 11 giờ 30 ngày 24/12/2021`."""
    until = f" đến {words.hour(sitting.end)}" if sitting.end else ""
    where = f", tại {sitting.venue}" if sitting.venue else ""
    return f"từ {words.hour(sitting.start)}{until} ngày {sitting.date:%d/%m/%Y}{where}"


def _programme(rows: Rows) -> tuple[str, ...]:
    """By sitting where there are several."""
    items, sittings = rows.programme, rows.sittings
    if len(sittings) < 2:
        return words.as_list([_item(one) for one in items])
    found: list[str] = []
    for n, sitting in enumerate(sittings, 1):
        own = words.as_list([_item(one) for one in items if one.sitting and one.sitting.pk == sitting.pk])
        if own:
            found += [f"{n}. {sitting.name or 'Phiên họp'} ({_sat(sitting)})", *own]
    return (*found, *words.as_list([_item(one) for one in items if one.sitting is None]))


def _item(item: ProgrammeItem) -> str:
    at = f"{words.hour(item.time)}: " if item.time else ""
    return at + item.content + (f" ({item.who})" if item.who else "")


def _contacts(rows: Rows) -> list[str]:
    return [
        ", ".join(
            filter(
                None,
                (
                    one.name,
                    one.role,
                    f"điện thoại {one.phone}" if one.phone else "",
                    f"thư điện tử {one.email}" if one.email else "",
                ),
            )
        )
        for one in rows.contacts
    ]


def _tasks(subject: Subject) -> Iterable[Fact]:
    by: dict[str, list[Task]] = {}
    for one in subject.rows.tasks:
        by.setdefault(one.assignee, []).append(one)
    lines: list[str] = []
    for order, (assignee, own) in enumerate(by.items(), 1):
        said = [words.capital(task_words(one)) for one in own]
        if len(said) == 1:
            lines.append(f"{order}. {assignee}: {words.sentence(said[0], '.')}")
        else:
            lines += [f"{order}. {assignee}", *words.as_list(said)]
        yield Fact(f"việc của {assignee}", words.as_list(said), "tasks")
    yield Fact("nhiệm vụ", tuple(lines), "tasks")
    asked = dict.fromkeys(one.assignee for one in subject.tasks_of_others)
    yield Fact("kính gửi", tuple(asked), "tasks")


def task_words(task: Task) -> str:
    """`chủ trì, phối hợp với …: kiểm tra đường truyền, trước ngày 23/12/2021`."""
    action = words.sentence(task.action, "")
    with_ = f" phối hợp với {task.cooperating}" if task.cooperating and task.cooperating not in action else ""
    due = words.due(task.due_date, task.due_time)
    known = task.due_date is not None and words.says_day(action, task.due_date)
    return f"{action}{',' if with_ else ''}{with_}" + (f", hoàn thành {due}" if due and not known else "")


def named(text: str) -> list[str]:
    """The facts that a text names, in order."""
    return TOKEN.findall(text)


def said(text: str, facts: Mapping[str, Fact]) -> str:
    """The text with its facts said in place, on one line each."""
    return TOKEN.sub(lambda found: facts[found[1]].inline if found[1] in facts else found[0], text)
