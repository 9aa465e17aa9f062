"""Who comes in: machines arrive with the right PIN, wait, are let in, are put out.

A stranger must never be let in by a bulk command: a tier lets in only where it is plain which machine is meant. And
with the lobby switched off nobody may push out the machine whose picture is on the air. A simulated machine gives way
to a real one, and never the other way round.
"""

from collections.abc import Sequence

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _
from nhipcau.hall import events as e
from nhipcau.hall import requests as ask
from nhipcau.hall.rules.picture import kept_next
from nhipcau.hall.rules.sites import known, named, still_here
from nhipcau.hall.rules.sound import silenced
from nhipcau.hall.state import HallState, SiteState, is_simulated


def arrive(state: HallState, act: ask.Arrive) -> Sequence[e.Event]:
    """A machine that is known already changes nothing: whoever was let in comes back without asking."""
    site = known(state, act.site)
    happened: list[e.Event] = []
    admitted = site.admitted
    if is_simulated(act.device) and any(not machine.simulated for machine in site.machines):
        if admitted is None or admitted.id != act.device:
            raise _real_machine_here(site)
        return happened  # in already; who waits beside it is for the operator to let in
    if not any(machine.id == act.device for machine in site.machines):
        happened.append(e.DeviceArrived(act.site, act.device, act.label, site.facts.version))
    on_air = act.site in state.cameras or act.site in state.open_microphones
    busy = on_air and admitted is not None and not admitted.simulated
    if not state.facts.lobby and (admitted is None or (admitted.id != act.device and not busy)):
        happened.append(e.DevicesAdmitted({act.site: act.device}))
    return happened


def admit(state: HallState, act: ask.Admit) -> Sequence[e.Event]:
    """Lets in whoever of the list still waits; who is in already, or has left meanwhile, is passed over."""
    waiting = [(site.facts.id, machine.id) for site in state.sites.values() for machine in site.waiting]
    inside = {machine.id for site in state.sites.values() if (machine := site.admitted)}
    chosen: dict[str, str] = {}
    for name in act.devices:
        only, _colon, device = name.rpartition(":")
        at = [site for site, waits in waiting if waits == device and only in ("", site)]
        if len(at) > 1:
            raise Refusal(
                "ambiguous_device",
                _("Một máy đang chờ cho nhiều điểm cầu: %(sites)s; chưa cho máy nào vào.")
                % {"sites": named(state, at)},
                _("Chọn điểm cầu cụ thể để cho vào."),
            )
        for site in at:
            if chosen.setdefault(site, device) != device:
                raise Refusal(
                    "two_for_one_site",
                    _("%(sites)s có hai máy trong danh sách; chưa cho máy nào vào.") % {"sites": named(state, [site])},
                    _("Mỗi điểm cầu chỉ một máy: chọn lại."),
                )
    if not chosen and not all(name.rpartition(":")[2] in inside for name in act.devices):
        raise _nobody_waits()
    return [e.DevicesAdmitted(chosen)] if chosen else []


def admit_tier(state: HallState, act: ask.AdmitTier) -> Sequence[e.Event]:
    if act.tier not in state.facts.tiers:
        raise Refusal("unknown_tier", _("Hội nghị này không có cấp đó."), _("Tải lại trang rồi chọn lại."), status=404)
    plain = [site for site in state.sites.values() if site.facts.tier == act.tier and _plain(site)]
    if not plain:
        raise _nobody_waits()
    return [e.DevicesAdmitted({site.facts.id: site.waiting[0].id for site in plain})]


def remove(state: HallState, act: ask.Remove) -> Sequence[e.Event]:
    """Puts the site's machines out and changes its PIN; who had the floor loses it, and the picture goes back."""
    site = known(state, act.site)
    happened: list[e.Event] = list(silenced(state, act.site))
    if state.floor is not None and state.floor.site == act.site and act.site in state.stage.sites:
        back = tuple(each for each in still_here(state, state.floor.before) if each != act.site)
        following = () if kept_next(state, back) == (act.site,) else kept_next(state, back)
        happened.append(e.StageChanged("floor_end", back, following, f"đưa máy của {site.facts.title} ra"))
    if act.site in state.hands:
        happened.append(e.HandLowered(act.site))
    return [*happened, e.MachineRemoved(act.site, site.facts.version + 1)]


def _plain(site: SiteState) -> bool:
    return not site.facts.withdrawn and site.admitted is None and len(site.waiting) == 1


def _real_machine_here(site: SiteState) -> Refusal:
    return Refusal(
        "real_machine_here",
        _("%(title)s đã có máy thật; máy mô phỏng không thay chỗ máy thật.") % {"title": site.facts.title},
        _("Chạy thử với các điểm cầu khác, hoặc đưa máy thật ra trước."),
    )


def _nobody_waits() -> Refusal:
    return Refusal(
        "nobody_waits",
        _("Không còn máy nào trong số đó đang chờ."),
        _("Xem lại phòng chờ: máy có thể đã vào, đã rời đi, hoặc điểm cầu có nhiều máy cần chọn từng máy."),
    )
