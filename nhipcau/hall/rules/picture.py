"""The stage: prepare, cut, take, holding picture, undo.

What leaves the stage becomes NEXT and so stays warm; the holding picture never becomes NEXT, or a second press of
CUT would blank the hall. While SAFE holds, nothing but leaving it brings a picture back.
"""

from collections.abc import Sequence

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _
from nhipcau.hall import events as e
from nhipcau.hall import requests as ask
from nhipcau.hall.rules.sites import all_here, named, still_here, titles
from nhipcau.hall.state import HallState


def preview(state: HallState, act: ask.Preview) -> Sequence[e.Event]:
    all_here(state, act.slots)
    if act.slots == state.stage.sites:
        raise on_air_already(state, act.slots)
    return [] if state.next and state.next.sites == act.slots else [e.NextPrepared(act.slots)]


def clear_preview(state: HallState) -> Sequence[e.Event]:
    return [e.NextPrepared(())] if state.next else []


def cut(state: HallState, act: ask.Cut) -> Sequence[e.Event]:
    not_safe(state)
    if state.next is None:
        raise Refusal(
            "nothing_next",
            _("Chưa có hình kế tiếp; hình đang phát giữ nguyên."),
            _("Chọn điểm cầu, bấm X để xem trước."),
        )
    if act.rev and act.rev != state.next.rev:
        raise Refusal(
            "stale_next",
            _("Hình kế tiếp vừa đổi trước khi lệnh chuyển tới nơi; hình đang phát giữ nguyên."),
            _("Hình kế tiếp bây giờ là %(sites)s: đúng thì bấm chuyển lần nữa.")
            % {"sites": named(state, state.next.sites)},
        )
    all_here(state, state.next.sites)
    label = f"chuyển sang {titles(state, state.next.sites)}"
    return [e.StageChanged("cut", state.next.sites, state.stage.sites, label)]


def take(state: HallState, act: ask.Take) -> Sequence[e.Event]:
    not_safe(state)
    all_here(state, act.slots)
    if act.slots == state.stage.sites:
        raise on_air_already(state, act.slots)
    following = state.stage.sites or kept_next(state, act.slots)
    return [e.StageChanged("take", act.slots, following, f"đưa {titles(state, act.slots)} lên hình")]


def go_safe(state: HallState) -> Sequence[e.Event]:
    if state.safe is not None:
        return []
    # What was on the air stays warm, so that coming back is instant.
    return [e.SafeEntered(state.stage.sites or kept_next(state, ()))]


def leave_safe(state: HallState) -> Sequence[e.Event]:
    if state.safe is None:
        raise Refusal("not_safe", _("Phòng họp không ở hình chờ."), _("Tải lại trang nếu màn hình còn hiện hình chờ."))
    stage = still_here(state, state.safe.stage)
    if state.safe.prepared:
        following = state.next.sites if state.next else ()
    else:
        following = state.safe.next
    return [e.SafeLeft(stage, () if following == stage else following)]


def undo(state: HallState) -> Sequence[e.Event]:
    """Takes the last change of the stage back. It may close a microphone, never open one."""
    not_safe(state)
    last = state.undo
    if last is None:
        raise Refusal(
            "nothing_to_undo", _("Không có lần chuyển hình nào để hoàn tác."), _("Chọn hình cần phát rồi bấm chuyển.")
        )
    all_here(state, last.stage)
    happened: list[e.Event] = [e.StageChanged("undo", last.stage, last.next, "")]
    if state.floor is not None and state.floor.site == last.speaker:
        happened.insert(0, e.FloorEnded(last.speaker))
    return happened


def kept_next(state: HallState, stage: tuple[str, ...]) -> tuple[str, ...]:
    """What is prepared stays prepared, unless it is just what goes on the air."""
    following = state.next.sites if state.next else ()
    return () if following == stage else following


def not_safe(state: HallState) -> None:
    if state.safe is not None:
        raise Refusal(
            "safe_on",
            _("Phòng họp đang ở hình chờ, mọi micro đóng; chưa có gì thay đổi."),
            _("Rời hình chờ trước, rồi làm lại."),
        )


def on_air_already(state: HallState, slots: tuple[str, ...]) -> Refusal:
    return Refusal(
        "already_on_air",
        _("%(sites)s đang trên hình rồi.") % {"sites": named(state, slots)},
        _("Chọn điểm cầu khác để xem trước."),
    )
