"""What of conferences hangs on a unit that ends: those still ahead, and its meeting rooms."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Room, Site
from nhipcau.organs import history
from nhipcau.organs.following import MOST_SHOWN, Following
from nhipcau.organs.models import Unit

_OVER = (Conference.State.CLOSED, Conference.State.CANCELLED)


def conferences_ahead(unit: Unit, on: date) -> Following:
    """Conferences on that day or later that the unit hosts or takes part in."""
    rows = history.lineage(unit)
    takes_part = Site.objects.filter(conference=OuterRef("pk"), unit__in=rows, withdrawn_at=None)
    ahead = (
        Conference.objects.exclude(state__in=_OVER)
        .filter(Q(start_date=None) | Q(start_date__gte=on))
        .filter(Q(host__in=rows) | Exists(takes_part))
        .order_by("start_date", "pk")
    )
    above = unit.parent.path if unit.parent else unit.path
    listed = [
        # Who may change the unit's place sees what is hosted there; of others' conferences the title alone.
        (_words(one), reverse("conference", args=[one.pk]) if one.host.path.startswith(above) else "")
        for one in ahead.select_related("host")[:MOST_SHOWN]
    ]
    advice = _("Điểm cầu của đơn vị cũ giữ nguyên liên kết và mã PIN; thêm điểm cầu cho đơn vị mới ở từng hội nghị.")
    return Following(_("Hội nghị sắp tới"), listed, ahead.count(), advice)


def rooms(unit: Unit, on: date) -> Following:
    """Meeting rooms in use; `on` does not matter to them."""
    kept = Room.objects.filter(unit__in=history.lineage(unit), retired_at=None).order_by("name")
    listed = [(one.name, reverse("room-record", args=[one.pk])) for one in kept[:MOST_SHOWN]]
    advice = _("Phòng họp vẫn ghi ở đơn vị cũ; lập lại ở đơn vị mới rồi ngừng dùng phòng cũ.")
    return Following(_("Phòng họp"), listed, kept.count(), advice)


def _words(one: Conference) -> str:
    return f"{one.start_date:%d/%m/%Y}: {one.title}" if one.start_date else one.title
