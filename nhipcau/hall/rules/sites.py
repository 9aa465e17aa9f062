"""What every rule asks about a site, and the refusals that go with it."""

from collections.abc import Iterable

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _
from nhipcau.hall.state import HallState, SiteState


def known(state: HallState, site: str) -> SiteState:
    """The site; Refusal `unknown_site` (404), or `site_withdrawn` (410)."""
    found = state.sites.get(site)
    if found is None:
        raise Refusal(
            "unknown_site", _("Hội nghị này không có điểm cầu đó."), _("Tải lại trang rồi chọn lại."), status=404
        )
    if found.facts.withdrawn:
        raise Refusal(
            "site_withdrawn",
            _("%(title)s đã được rút khỏi hội nghị.") % {"title": found.facts.title},
            _("Thêm lại điểm cầu ở trang hội nghị nếu cần."),
            status=410,
        )
    return found


def here(state: HallState, site: str) -> SiteState:
    """The site, with a machine that was let in; Refusal `not_here` says whom to call."""
    found = known(state, site)
    if found.admitted is None:
        raise Refusal(
            "not_here",
            _("%(title)s chưa có máy nào vào phòng họp; hình và tiếng giữ nguyên.") % {"title": found.facts.title},
            _call(state, found),
        )
    return found


def all_here(state: HallState, sites: Iterable[str]) -> None:
    for site in sites:
        here(state, site)


def still_here(state: HallState, sites: Iterable[str]) -> tuple[str, ...]:
    """Those of a former picture that can still be shown; none of them means the holding picture."""
    return tuple(site for site in sites if state.is_here(site))


def titles(state: HallState, sites: Iterable[str]) -> str:
    """For what is written down: always Vietnamese."""
    return " và ".join(_titles(state, sites)) or "hình chờ"


def named(state: HallState, sites: Iterable[str]) -> str:
    """For who asks."""
    return _(" và ").join(_titles(state, sites)) or _("hình chờ")


def _titles(state: HallState, sites: Iterable[str]) -> list[str]:
    return [state.sites[site].facts.title for site in sites if site in state.sites]


def _call(state: HallState, site: SiteState) -> str:
    if site.waiting:
        return _("Máy của điểm cầu đang ở phòng chờ: cho vào rồi làm lại.")
    if site.facts.call:
        return _("Gọi %(call)s.") % {"call": site.facts.call}
    if state.facts.contact is not None and state.facts.contact.phone:
        return _("Gọi đầu mối của điểm cầu; không có số thì hỏi %(name)s %(phone)s.") % {
            "name": state.facts.contact.name,
            "phone": state.facts.contact.phone,
        }
    return _("Gọi đầu mối của điểm cầu để mở máy và nhập mã.")
