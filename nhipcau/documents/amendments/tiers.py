"""Sites that a later paper adds, tier by tier, or leaves out: what stands, what would be, and what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.conferences import sitelist
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import PlannedTier
from nhipcau.conferences.sites.adding import NewSite
from nhipcau.core.languages import shown, translated
from nhipcau.core.phrases import Phrase, phrase
from nhipcau.documents import planning
from nhipcau.documents.intake.sites_changed import added_tiers, dropped_tiers
from nhipcau.documents.intake.tier_words import tiers_in
from nhipcau.organs import history
from nhipcau.organs.models import Tier

ADD, MORE, DROP = "add", "more", "drop"
_LABELS: Final = {
    ADD: phrase("Thêm điểm cầu %(tier)s"),
    MORE: phrase("Số điểm cầu %(tier)s"),
    DROP: phrase("Bỏ điểm cầu %(tier)s"),
}


_TIERS: Final = {
    Tier.CENTRE: phrase("trung ương"),
    Tier.PROVINCE: phrase("cấp tỉnh"),
    Tier.DISTRICT: phrase("cấp huyện"),
    Tier.COMMUNE: phrase("cấp xã"),
}


@dataclass(frozen=True, slots=True)
class TierChange:
    """A tier whose sites change. sites: those to be made; number: how many are made or withdrawn; sure: the paper says
    so in so many words, else somebody has to choose it."""

    tier: str
    kind: str
    before: str
    after: str
    number: int
    sites: tuple[NewSite, ...] = ()
    sure: bool = True

    @property
    def field(self) -> str:
        return f"tier-{self.kind}-{self.tier}"

    @property
    def name(self) -> str:
        return translated(_TIERS[Tier(self.tier)])

    @property
    def label(self) -> str:
        return shown(phrase(_LABELS[self.kind], tier=_TIERS[Tier(self.tier)]))


def tier_changes(conference: Conference, facts: Mapping[str, Any], text: str) -> list[TierChange]:
    """From the top down. The chairing site's own tier is neither added nor dropped."""
    standing = _standing(conference)
    own = conference.host.tier
    said, dropped = added_tiers(text, own), dropped_tiers(text, own)
    found: list[TierChange] = []
    for tier in sitelist.TIER_ORDER:
        have = standing.get(tier, 0)
        printed = facts["site_counts"].get(tier)
        if tier == own:
            continue
        if tier in dropped:
            if have:
                found.append(TierChange(tier, DROP, _sites(have), _("không còn điểm cầu"), have))
        elif not have and (tier in facts["tiers"] or tier in said):
            sites = _new_sites(conference, facts, tier, printed)
            after = _sites(len(sites)) if sites else _("có điểm cầu, chưa rõ những đơn vị nào")
            found.append(TierChange(tier, ADD, _("chưa có"), after, len(sites), sites, tier in said or bool(printed)))
        elif have and tier in said and printed and printed > have:
            more = tuple(_numbered(tier, have, printed))
            found.append(TierChange(tier, MORE, _sites(have), _sites(printed), len(more), more))
    return found


def _sites(number: int) -> str:
    words = ngettext("%(n)s điểm cầu", "%(n)s điểm cầu", number) % {"n": number}
    return Phrase(words, phrase("số điểm cầu: %(n)s"), {"n": number})  # what is kept knows no plural


def _standing(conference: Conference) -> dict[str, int]:
    counted: dict[str, int] = {}
    for tier in conference.sites.filter(withdrawn_at=None, is_main=False).values_list("tier", flat=True):
        counted[tier] = counted.get(tier, 0) + 1
    return counted


def _new_sites(conference: Conference, facts: Mapping[str, Any], tier: str, printed: int | None) -> tuple[NewSite, ...]:
    """One for each unit of that tier below the host, and numbered ones for what is printed beyond them."""
    units = history.units_of(conference.host, planning.units_day(facts), [tier])
    planned = sitelist.build([PlannedTier(Tier(tier), printed)], conference.host, units)
    return tuple(
        NewSite(unit=one.unit_id) if one.unit_id else NewSite(name=one.name, tier=tier, placeholder=True)
        for one in planned
        if not one.is_main
    )


def _numbered(tier: str, have: int, wanted: int) -> Iterator[NewSite]:
    for one in sitelist.build([PlannedTier(Tier(tier), wanted)], None, [])[-(wanted - have) :]:
        yield NewSite(name=one.name, tier=tier, placeholder=True)


def consequences(conference: Conference, found: Sequence[TierChange]) -> Iterator[str]:
    """What follows from the changes of tiers, in words."""
    for one in found:
        if one.kind != DROP:
            if one.number:
                yield (
                    _(
                        "%(n)s điểm cầu %(tier)s mới có liên kết và mã PIN riêng: in hoặc gửi cho họ ở trang "
                        "Liên kết sau khi áp dụng."
                    )
                    % {"n": one.number, "tier": one.name}
                )
            else:
                yield _("Danh mục chưa có đơn vị %(tier)s: thêm điểm cầu ở trang Điểm cầu sau khi áp dụng.") % {
                    "tier": one.name
                }
            continue
        yield _("%(n)s liên kết %(tier)s bị thu hồi, mở ra sẽ báo đã thu hồi; khôi phục được ở trang Điểm cầu.") % {
            "n": one.number,
            "tier": one.name,
        }
        asked = [task for task in conference.tasks.all() if tiers_in(task.assignee) == [one.tier]]
        if asked:
            yield _("%(n)s nhiệm vụ giao cho %(tier)s vẫn còn: sửa hoặc bỏ nếu không cần nữa.") % {
                "n": len(asked),
                "tier": one.name,
            }
        invited = conference.particulars.filter(kind="participant", tier=one.tier).count()
        if invited:
            yield _("Thành phần %(tier)s (%(n)s mục) vẫn còn trên hội nghị: xem lại ai dự ở điểm cầu nào.") % {
                "tier": one.name,
                "n": invited,
            }
