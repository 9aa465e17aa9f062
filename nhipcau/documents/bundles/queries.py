"""The bundles of a conference as pages list them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.documents.bundles import commands, files
from nhipcau.documents.bundles.kinds import known, maker_of
from nhipcau.documents.bundles.making import UNEXPECTED
from nhipcau.documents.models import Bundle


@dataclass(frozen=True, slots=True)
class BundleShown:
    """A bundle with its words. outdated: what it was made of has changed since. here: its file can be taken."""

    row: Bundle
    label: str
    options: str
    why: str
    shape: str
    outdated: bool
    here: bool
    kept_until: datetime | None


_SHAPES = {"queued": "soon", "making": "info", "ready": "ok", "failed": "bad", "cancelled": "none"}


def bundles_of(conference: Conference) -> QuerySet[Bundle]:
    return conference.bundles.filter(kind__in=known()).select_related("requested_by", "conference__host")


def shown(bundles: list[Bundle]) -> list[BundleShown]:
    """With words for lists. What stands now is asked for once of each kind and choice."""
    now: dict[tuple[str, str], str] = {}
    found: list[BundleShown] = []
    for row in bundles:
        maker = maker_of(row.kind)
        key = (row.kind, repr(sorted(row.options.items())))
        if row.state == Bundle.State.READY and key not in now:
            now[key] = maker.digest(row.conference, row.options)
        ready = row.state == Bundle.State.READY
        found.append(
            BundleShown(
                row,
                str(maker.label),
                maker.said(row.options),
                _why(row),
                _SHAPES[row.state],
                outdated=ready and now[key] != row.digest,
                here=ready and files.is_whole(row.pk, row.bytes),
                kept_until=row.finished_at + commands.KEPT if row.finished_at else None,
            )
        )
    return found


def _why(row: Bundle) -> str:
    if row.why == "disk_full":
        refusal = files.disk_full()
        return f"{refusal.message} {refusal.hint}"
    if row.why in {UNEXPECTED, commands.LOST}:
        return _("Có lỗi khi làm tệp; đã ghi vào nhật ký máy chủ. Yêu cầu lại; nếu vẫn lỗi, báo quản trị máy chủ.")
    return row.why
