"""Who may be heard: the floor, single microphones, raised hands.

A microphone is open for the chair, for who has the floor, and where an operator opened it by itself. Closing the
microphone of who has the floor takes the floor away but leaves the picture: a key for sound never cuts.
"""

from collections.abc import Sequence
from datetime import datetime

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _
from nhipcau.hall import events as e
from nhipcau.hall import requests as ask
from nhipcau.hall.rules.picture import kept_next, not_safe
from nhipcau.hall.rules.sites import here, known, still_here, titles
from nhipcau.hall.state import Floor, HallState

MAX_FLOOR_MINUTES = 240


def give_floor(state: HallState, act: ask.GiveFloor, now: datetime) -> Sequence[e.Event]:
    not_safe(state)
    title = here(state, act.site).facts.title
    if state.floor is not None and state.floor.site == act.site:
        raise Refusal(
            "already_has_floor", _("%(title)s đang phát biểu rồi.") % {"title": title}, _("Bấm + để thêm phút.")
        )
    happened: list[e.Event] = []
    if act.site in state.hands:
        happened.append(e.HandLowered(act.site))
    before, following = state.stage.sites, state.stage.sites
    if state.floor is not None:
        happened.append(e.FloorEnded(state.floor.site))
        if state.floor.site in state.stage.sites:
            # From speaker to speaker: the way back leads to what stood before the first, and that is kept warm.
            before = following = still_here(state, state.floor.before)
    happened.append(e.FloorGiven(act.site, now, act.minutes, before))
    if state.stage.sites != (act.site,):
        following = () if following == (act.site,) else following or kept_next(state, (act.site,))
        happened.append(e.StageChanged("floor", (act.site,), following, f"mời {title} phát biểu"))
    return happened


def end_floor(state: HallState) -> Sequence[e.Event]:
    floor = _floor(state)
    happened: list[e.Event] = [e.FloorEnded(floor.site)]
    back = still_here(state, floor.before)
    if floor.site in state.stage.sites and back != state.stage.sites:
        label = f"kết thúc phát biểu của {titles(state, [floor.site])}"
        # What the operator prepared meanwhile stays; else who has spoken, unless its machine has gone: nobody is
        # prepared without having been chosen.
        following = kept_next(state, back) or still_here(state, state.stage.sites)
        happened.append(e.StageChanged("floor_end", back, following, label))
    return happened


def extend_floor(state: HallState, act: ask.ExtendFloor) -> Sequence[e.Event]:
    floor = _floor(state)
    if floor.minutes + act.minutes > MAX_FLOOR_MINUTES:
        raise Refusal(
            "too_long",
            _("Một lượt phát biểu dài nhất %(minutes)s phút; thời gian giữ nguyên.") % {"minutes": MAX_FLOOR_MINUTES},
            _("Kết thúc phát biểu rồi mời lại nếu cần."),
        )
    return [e.FloorExtended(floor.site, floor.minutes + act.minutes)]


def open_microphone(state: HallState, act: ask.OpenMicrophone) -> Sequence[e.Event]:
    not_safe(state)
    here(state, act.site)
    # One that is open but crowded out comes to the front.
    return [] if act.site in state.voices else [e.MicrophoneOpened(act.site)]


def close_microphone(state: HallState, act: ask.CloseMicrophone) -> Sequence[e.Event]:
    known(state, act.site)
    if state.open_microphones.get(act.site) == "chair" and not _has_floor(state, act.site):
        raise Refusal(
            "chair_is_heard",
            _("Micro của điểm cầu chủ trì luôn mở khi đang họp."),
            _("Muốn tắt hết tiếng thì về hình chờ."),
        )
    return silenced(state, act.site)


def close_microphones(state: HallState) -> Sequence[e.Event]:
    happened: list[e.Event] = []
    if state.floor is not None and state.floor.site != state.facts.main:
        happened.append(e.FloorEnded(state.floor.site))
    granted = tuple(sorted(set(state.grants) - {state.facts.main}))
    return [*happened, e.MicrophonesClosed(granted)] if granted else happened


def silenced(state: HallState, site: str) -> Sequence[e.Event]:
    """The events after which the site is heard no more (unless it chairs); none where it was not."""
    if _has_floor(state, site):
        return [e.FloorEnded(site)]
    return [e.MicrophonesClosed((site,))] if site in state.grants else []


def raise_hand(state: HallState, act: ask.RaiseHand, now: datetime) -> Sequence[e.Event]:
    title = here(state, act.site).facts.title
    if _has_floor(state, act.site):
        raise Refusal(
            "has_floor", _("%(title)s đang phát biểu.") % {"title": title}, _("Xong lượt này có thể đăng ký tiếp.")
        )
    return [] if act.site in state.hands else [e.HandRaised(act.site, now)]


def lower_hand(state: HallState, act: ask.LowerHand) -> Sequence[e.Event]:
    return [e.HandLowered(act.site)] if act.site in state.hands else []


def _has_floor(state: HallState, site: str) -> bool:
    return state.floor is not None and state.floor.site == site


def _floor(state: HallState) -> Floor:
    if state.floor is None:
        raise Refusal("no_floor", _("Chưa có điểm cầu nào được mời phát biểu."), _("Chọn điểm cầu rồi bấm M để mời."))
    return state.floor
