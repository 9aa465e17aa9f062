"""The moments of a registration that may move with its conference when it is put off."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.lifecycle.moving import Due
from nhipcau.conferences.models import Conference
from nhipcau.core import dates
from nhipcau.preparation.models import Round

_LABELS = {
    "sites_due": _("Hạn đăng ký điểm cầu"),
    "delegates_due": _("Hạn báo danh sách đại biểu"),
}
_PURGE = _("Ngày xóa dữ liệu cá nhân")


class RoundMoments:
    """The deadlines of a round, and the day on which its people go, by the names of their columns."""

    prefix = "round"
    title: str | Promise = _("Đăng ký và đại biểu")

    def dues(self, conference: Conference) -> list[Due]:
        """What is dated now."""
        found = Round.objects.filter(conference=conference).first()
        if found is None:
            return []
        moments = [(name, getattr(found, name)) for name in _LABELS]
        rows = [
            Due(f"{self.prefix}-{name}", str(_LABELS[name]), dates.kept_moment(at))
            for name, at in moments
            if at is not None
        ]
        if found.purge_on is not None and found.purged_at is None:
            rows.append(Due(f"{self.prefix}-purge_on", str(_PURGE), found.purge_on.isoformat(), True))
        return rows

    def move(self, conference: Conference, wanted: Mapping[str, str]) -> None:
        """Give them their new moments; what was answered in time before stays answered."""
        moved: dict[str, date | datetime] = {
            name: dates.aware(kept) for name, kept in wanted.items() if name in _LABELS
        }
        if wanted.get("purge_on"):
            moved["purge_on"] = date.fromisoformat(wanted["purge_on"][:10])
        Round.objects.filter(conference=conference).update(**moved)
