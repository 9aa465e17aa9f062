"""What the record of a call tells the papers that are written about it (`documents.compose.held`)."""

from nhipcau.conferences.models import Conference
from nhipcau.documents.compose.held import Held, SiteHeld
from nhipcau.records.queries import attendance_sheet


def held(conference: Conference) -> Held | None:
    sheet = attendance_sheet(conference)
    if sheet.opened is None:
        return None
    sites = [
        SiteHeld(
            line.name,
            line.where,
            line.key,
            line.presence.came,
            line.presence.left,
            line.speaking,
        )
        for line in sheet.lines
    ]
    return Held(sheet.opened, sheet.closed, sites)
