"""What every rule asks about a site, and the refusals that go with it."""

from collections.abc import Iterable

from nhipcau.core.errors import Refusal
from nhipcau.hall.state import HallState, SiteState


def known(state: HallState, site: str) -> SiteState:
    """The site; Refusal `unknown_site` (404), or `site_withdrawn` (410)."""
    found = state.sites.get(site)
    if found is None:
        raise Refusal("unknown_site", "Hội nghị này không có điểm cầu đó.", "Tải lại trang rồi chọn lại.", status=404)
    if found.facts.withdrawn:
        raise Refusal(
            "site_withdrawn",
            f"{found.facts.title} đã được rút khỏi hội nghị.",
            "Thêm lại điểm cầu ở trang hội nghị nếu cần.",
            status=410,
        )
    return found


def here(state: HallState, site: str) -> SiteState:
    """The site, with a machine that was let in; Refusal `not_here` says whom to call."""
    found = known(state, site)
    if found.admitted is None:
        raise Refusal(
            "not_here",
            f"{found.facts.title} chưa có máy nào vào phòng họp; hình và tiếng giữ nguyên.",
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
    names = [state.sites[site].facts.title for site in sites if site in state.sites]
    return " và ".join(names) or "hình chờ"


def _call(state: HallState, site: SiteState) -> str:
    if site.waiting:
        return "Máy của điểm cầu đang ở phòng chờ: cho vào rồi làm lại."
    if site.facts.call:
        return f"Gọi {site.facts.call}."
    if state.facts.contact is not None and state.facts.contact.phone:
        return f"Gọi đầu mối của điểm cầu; không có số thì hỏi {state.facts.contact.name} {state.facts.contact.phone}."
    return "Gọi đầu mối của điểm cầu để mở máy và nhập mã."
