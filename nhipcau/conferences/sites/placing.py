"""At which tier a site stands and below which other one: what may be, and the list put in order again after it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sitelist import TIER_ORDER
from nhipcau.conferences.sites.adding import add_tiers
from nhipcau.conferences.sites.arranging import arranged, make_room, standing
from nhipcau.core.errors import Refusal

_RANK = {str(tier): place for place, tier in enumerate(TIER_ORDER)}
COLUMNS = ("tier", "parent_id")


@dataclass(frozen=True, slots=True)
class Node:
    """What decides where a site may stand. up: pk of the site above it; is_unit: the site of a territory."""

    name: str
    tier: str
    up: int | None
    is_main: bool = False
    is_unit: bool = False
    withdrawn: bool = False


def node_of(site: Site) -> Node:
    return Node(
        site.name, site.tier, site.parent_id, site.is_main, site.unit_id is not None, site.withdrawn_at is not None
    )


def nodes_of(sites: Iterable[Site]) -> dict[int, Node]:
    return {site.pk: node_of(site) for site in sites}


def problems(nodes: Mapping[int, Node], moved: Collection[int]) -> dict[int, str]:
    """By moved site, in words: why it may not stand where it would stand now, or those below it could not. Pure."""
    below: dict[int, list[int]] = {}
    for pk, node in nodes.items():
        if node.up in moved:
            below.setdefault(node.up or 0, []).append(pk)
    found: dict[int, str] = {}
    for pk in moved:
        said = _problem(nodes, pk)
        for lower in below.get(pk, ()):
            said = said or (lower not in moved and _problem(nodes, lower)) or ""
        if said:
            found[pk] = said
    return found


def _problem(nodes: Mapping[int, Node], pk: int) -> str:
    node = nodes[pk]
    if node.is_main:
        return _("Điểm cầu chính không thuộc điểm cầu nào.") if node.up is not None else ""
    if node.up is None:
        return _("%(name)s chưa có điểm cầu cấp trên.") % {"name": node.name}
    above = nodes.get(node.up)
    if above is None:
        return _("Điểm cầu cấp trên của %(name)s không còn trong hội nghị.") % {"name": node.name}
    if _circles(nodes, pk):
        words = _("%(above)s đang ở dưới %(name)s nên %(name)s không thuộc %(above)s được.")
        return words % {"above": above.name, "name": node.name}
    if above.withdrawn and not node.withdrawn:
        words = _("%(above)s đã bị thu hồi nên %(name)s không thuộc nơi đó được.")
        return words % {"above": above.name, "name": node.name}
    if not above.is_main and not _fits(node, above):
        words = _("%(name)s không thuộc %(above)s được: cấp trên phải cao hơn.")
        return words % {"above": above.name, "name": node.name}
    return ""


def _fits(node: Node, above: Node) -> bool:
    """A district's own hospital is called with the district, at its tier; a territory stands below a higher one."""
    return _RANK[above.tier] < _RANK[node.tier] or (above.tier == node.tier and not node.is_unit)


def _circles(nodes: Mapping[int, Node], pk: int) -> bool:
    seen, up = {pk}, nodes[pk].up
    while up is not None and up in nodes:
        if up in seen:
            return True
        seen.add(up)
        up = nodes[up].up
    return False


def settle(conference: Conference, moved: Collection[int]) -> None:
    """After tiers or parents of those sites were written: refuse what may not be, else put the list in order and let
    their tiers take part. Links, PINs and answers hang on the sites and stay with them."""
    if not moved:
        return
    if not conference.is_ahead:
        raise Refusal(
            "already_begun",
            _("Hội nghị đang diễn ra nên không đổi cấp và nơi trực thuộc của điểm cầu; chưa có gì thay đổi."),
            _("Đổi trước giờ họp."),
        )
    sites = list(conference.sites.select_related("unit").order_by("order"))
    found = problems(nodes_of(sites), moved)
    if found:
        raise Refusal(
            "misplaced",
            _("%(why)s Chưa có gì thay đổi.") % {"why": " ".join(list(dict.fromkeys(found.values()))[:3])},
            _("Chọn cấp, nơi trực thuộc khác; hoặc chuyển các điểm cầu bên dưới trước."),
            status=422,
        )
    add_tiers(conference, [site for site in sites if site.pk in set(moved)])
    make_room(conference, arranged(standing(sites)))
