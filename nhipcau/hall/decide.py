"""Deciding: which events a request leads to in a given state, or why not.

`decide` is pure and total: it answers with events or raises a Refusal, never anything else. A request for what is
already so (a microphone that is open, SAFE in SAFE) leads to no event and is no error. An account acts with the
desk alone; a desk that nobody holds goes to the first account that acts.
"""

from collections.abc import Sequence
from datetime import datetime

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _
from nhipcau.hall import events as e
from nhipcau.hall import requests as ask
from nhipcau.hall.rules import lobby, picture, sound
from nhipcau.hall.state import HallState, Phase

_FOR_SITES = (ask.Arrive, ask.RaiseHand, ask.LowerHand)
_BEFORE_OPENING = (ask.Open, ask.TakeDesk, ask.Arrive, ask.Admit, ask.AdmitTier, ask.Remove)


def decide(state: HallState, request: ask.Request, now: datetime) -> tuple[e.Event, ...]:
    """The events, in order; Refusal where the request may not, or cannot, be carried out."""
    by, act = request.by, request.act
    _is_allowed(by, act)
    _fits_phase(state, act)
    if by.kind != "account" or isinstance(act, ask.TakeDesk):
        return tuple(_acted(state, by, act, now))
    if state.desk and state.desk != by.id:
        holder = state.facts.people.get(state.desk, _("Người khác"))
        raise Refusal(
            "not_desk_holder",
            _("%(holder)s đang giữ bàn điều khiển; lệnh của bạn chưa được thực hiện.") % {"holder": holder},
            _("Nhận bàn rồi làm lại, sau khi đã báo cho người đang giữ."),
        )
    happened = tuple(_acted(state, by, act, now))
    return (e.DeskTaken(by.id), *happened) if happened and not state.desk else happened


def _is_allowed(by: ask.By, act: ask.Act) -> None:
    own = isinstance(act, _FOR_SITES) and act.site == by.id
    if (by.kind == "site" and not own) or (by.kind == "account" and isinstance(act, ask.Arrive)):
        raise Refusal("not_yours", _("Không được làm việc này thay điểm cầu khác."), _("Tải lại trang."), status=403)


def _fits_phase(state: HallState, act: ask.Act) -> None:
    if state.facts.halted == "cancelled" and not isinstance(act, ask.Arrive):
        raise Refusal(
            "cancelled",
            _("Hội nghị đã hủy nên không mở phòng họp được; chưa có gì thay đổi."),
            _("Nếu vẫn họp: mở lại hội nghị ở mục “Hoãn, hủy, chép” rồi mở phòng họp."),
        )
    if state.facts.halted == "postponed" and isinstance(act, ask.Open):
        raise Refusal(
            "postponed",
            _("Hội nghị đã hoãn nên chưa mở phòng họp được; chưa có gì thay đổi."),
            _("Định ngày mới hoặc mở lại hội nghị ở mục “Hoãn, hủy, chép” rồi mở phòng họp."),
        )
    if state.phase is Phase.ENDED:
        raise Refusal("ended", _("Hội nghị đã kết thúc."), _("Mở trang hội nghị để xem bảng tham dự."), status=410)
    if state.phase is Phase.WAITING and not isinstance(act, _BEFORE_OPENING):
        raise Refusal("not_open", _("Phòng họp chưa mở; chưa có gì thay đổi."), _("Mở phòng họp trước."))
    if state.phase is Phase.OPEN and isinstance(act, ask.Open):
        raise Refusal("already_open", _("Phòng họp đã mở rồi."), _("Tải lại trang để thấy phòng họp đang chạy."))


def _acted(state: HallState, by: ask.By, act: ask.Act, now: datetime) -> Sequence[e.Event]:
    match act:
        case ask.Open():
            return [_opened(state, now)]
        case ask.Close():
            return [e.Closed(now)]
        case ask.TakeDesk():
            return [] if state.desk == by.id else [e.DeskTaken(by.id)]
        case (
            ask.Preview()
            | ask.ClearPreview()
            | ask.Cut()
            | ask.Take()
            | ask.GoSafe()
            | ask.LeaveSafe()
            | ask.UndoStage()
        ):
            return _pictured(state, act)
        case ask.Arrive():
            return lobby.arrive(state, act)
        case ask.Admit():
            return lobby.admit(state, act)
        case ask.AdmitTier():
            return lobby.admit_tier(state, act)
        case ask.Remove():
            return lobby.remove(state, act)
        case _:
            return _sounded(state, act, now)


def _pictured(
    state: HallState,
    act: ask.Preview | ask.ClearPreview | ask.Cut | ask.Take | ask.GoSafe | ask.LeaveSafe | ask.UndoStage,
) -> Sequence[e.Event]:
    match act:
        case ask.Preview():
            return picture.preview(state, act)
        case ask.ClearPreview():
            return picture.clear_preview(state)
        case ask.Cut():
            return picture.cut(state, act)
        case ask.Take():
            return picture.take(state, act)
        case ask.GoSafe():
            return picture.go_safe(state)
        case ask.LeaveSafe():
            return picture.leave_safe(state)
        case ask.UndoStage():
            return picture.undo(state)


def _sounded(
    state: HallState,
    act: ask.GiveFloor
    | ask.EndFloor
    | ask.ExtendFloor
    | ask.OpenMicrophone
    | ask.CloseMicrophone
    | ask.CloseMicrophones
    | ask.RaiseHand
    | ask.LowerHand,
    now: datetime,
) -> Sequence[e.Event]:
    match act:
        case ask.GiveFloor():
            return sound.give_floor(state, act, now)
        case ask.EndFloor():
            return sound.end_floor(state)
        case ask.ExtendFloor():
            return sound.extend_floor(state, act)
        case ask.OpenMicrophone():
            return sound.open_microphone(state, act)
        case ask.CloseMicrophone():
            return sound.close_microphone(state, act)
        case ask.CloseMicrophones():
            return sound.close_microphones(state)
        case ask.RaiseHand():
            return sound.raise_hand(state, act, now)
        case ask.LowerHand():
            return sound.lower_hand(state, act)


def _opened(state: HallState, now: datetime) -> e.Opened:
    invited = {
        site.facts.id: {"name": site.facts.name, "tier": site.facts.tier, "where": site.facts.where}
        for site in state.sites.values()
        if not site.facts.withdrawn
    }
    return e.Opened(now, state.facts.main, invited)
