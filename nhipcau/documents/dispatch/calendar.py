"""A calendar entry (RFC 5545) for the papers that call people together."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Final

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.documents.models import Paper

CALLS: Final = frozenset({"notice", "invitation", "party_call"})
_OCTETS: Final = 74
_USUAL: Final = timedelta(hours=4)


def invitation(paper: Paper) -> str:
    """An iCalendar object; empty for other papers, and where the hour is still open."""
    conference = paper.conference
    if paper.kind not in CALLS or conference is None or not conference.start_date or not conference.start_time:
        return ""
    cancelled = conference.state == Conference.State.CANCELLED
    begins = datetime.combine(conference.start_date, conference.start_time, clock.VIETNAM)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nhip Cau//VI",
        "METHOD:CANCEL" if cancelled else "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:conference-{conference.pk}@{_house()}",
        f"DTSTAMP:{_utc(paper.issued_at or clock.now())}",
        f"SEQUENCE:{paper.pk}",
        f"DTSTART:{_utc(begins)}",
        f"DTEND:{_utc(begins + _USUAL)}",
        f"SUMMARY:{_text(conference.title)}",
        f"LOCATION:{_text(conference.venue)}",
        f"DESCRIPTION:{_text(paper.notation)}",
        *(["STATUS:CANCELLED"] if cancelled else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _house() -> str:
    """What tells our entries from those of another province's system (RFC 5545, 3.8.4.7): the domain of our letters."""
    return parseaddr(config().smtp_sender)[1].rpartition("@")[2] or "nhipcau"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, never broken within a letter (RFC 5545, 3.1)."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            parts.append(part)
            part, size = "", 1
        part += sign
        size += octets
    return "\r\n ".join([*parts, part])
