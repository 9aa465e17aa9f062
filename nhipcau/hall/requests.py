"""What can be asked of a hall: one typed request per verb, and how a verb with its arguments becomes one.

The verbs are those of the API (`cut`, `floor.give`, …). Whoever sends something that is no request gets a refusal
`unknown_verb` or `bad_arguments` (422) that says in Vietnamese what was wrong; nothing has happened then.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from nhipcau.core.errors import Refusal
from nhipcau.core.words import gettext as _

MAX_MINUTES = 120
"""Longest speech that can be granted or added at once."""

MAX_DEVICES = 1000
MAX_LABEL = 80
_SITE = re.compile(r"[1-9][0-9]{0,17}")
_DEVICE = re.compile(r"[a-z0-9]{8,16}")
_TIER = re.compile(r"[a-z_]{1,20}")


@dataclass(frozen=True, slots=True)
class By:
    """Who asks. id: account or site pk as text, or a word for a part of the system."""

    kind: Literal["account", "site", "system"]
    id: str


@dataclass(frozen=True, slots=True)
class Open: ...


@dataclass(frozen=True, slots=True)
class Close: ...


@dataclass(frozen=True, slots=True)
class TakeDesk: ...


@dataclass(frozen=True, slots=True)
class Preview:
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClearPreview: ...


@dataclass(frozen=True, slots=True)
class Cut:
    """rev: the NEXT the operator saw; 0 where the asker does not care."""

    rev: int = 0


@dataclass(frozen=True, slots=True)
class Take:
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GiveFloor:
    site: str
    minutes: int = 5


@dataclass(frozen=True, slots=True)
class EndFloor: ...


@dataclass(frozen=True, slots=True)
class ExtendFloor:
    minutes: int = 1


@dataclass(frozen=True, slots=True)
class OpenMicrophone:
    site: str


@dataclass(frozen=True, slots=True)
class CloseMicrophone:
    site: str


@dataclass(frozen=True, slots=True)
class CloseMicrophones: ...


@dataclass(frozen=True, slots=True)
class GoSafe: ...


@dataclass(frozen=True, slots=True)
class LeaveSafe: ...


@dataclass(frozen=True, slots=True)
class UndoStage: ...


@dataclass(frozen=True, slots=True)
class RaiseHand:
    site: str


@dataclass(frozen=True, slots=True)
class LowerHand:
    site: str


@dataclass(frozen=True, slots=True)
class Arrive:
    """A browser gave the right PIN of the site."""

    site: str
    device: str
    label: str


@dataclass(frozen=True, slots=True)
class Admit:
    """devices: as shown in the lobby: `<device>`, or `<site>:<device>` where one browser waits for two sites."""

    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdmitTier:
    tier: str


@dataclass(frozen=True, slots=True)
class Remove:
    site: str


Act = (
    Open
    | Close
    | TakeDesk
    | Preview
    | ClearPreview
    | Cut
    | Take
    | GiveFloor
    | EndFloor
    | ExtendFloor
    | OpenMicrophone
    | CloseMicrophone
    | CloseMicrophones
    | GoSafe
    | LeaveSafe
    | UndoStage
    | RaiseHand
    | LowerHand
    | Arrive
    | Admit
    | AdmitTier
    | Remove
)


@dataclass(frozen=True, slots=True)
class Request:
    by: By
    act: Act


class _Arguments:
    """Takes the arguments of one request apart; what is left over at the end was not understood."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._left = dict(given)

    def site(self) -> str:
        return _site(self._left.pop("site", None))

    def slots(self) -> tuple[str, ...]:
        slots = tuple(_site(each) for each in _list(self._left.pop("slots", None), "slots"))
        if not 1 <= len(slots) <= 2:
            raise bad_arguments(_("Một hình có một hoặc hai điểm cầu."))
        if len(set(slots)) != len(slots):
            raise bad_arguments(_("Cùng một điểm cầu được chọn hai lần cho một hình."))
        return slots

    def minutes(self, default: int) -> int:
        minutes = _whole(self._left.pop("minutes", default), "minutes")
        if not 1 <= minutes <= MAX_MINUTES:
            raise bad_arguments(_("Thời gian phát biểu từ 1 đến %(minutes)s phút.") % {"minutes": MAX_MINUTES})
        return minutes

    def rev(self) -> int:
        return _whole(self._left.pop("rev", 0), "rev")

    def device(self) -> str:
        return _matching(_DEVICE, self._left.pop("device", None), _("Mã máy không đúng dạng."))

    def label(self) -> str:
        """One line of printable text that says what kind of machine it is."""
        label = self._left.pop("label", "")
        if not isinstance(label, str):
            raise bad_arguments(_("Tên máy phải là chữ."))
        return " ".join("".join(c if c.isprintable() else " " for c in label).split())[:MAX_LABEL]

    def devices(self) -> tuple[str, ...]:
        devices = _list(self._left.pop("devices", None), "devices")
        if not 1 <= len(devices) <= MAX_DEVICES:
            raise bad_arguments(_("Chọn từ 1 đến %(count)s máy.") % {"count": MAX_DEVICES})
        for each in devices:
            site, _colon, device = each.rpartition(":") if isinstance(each, str) else ("", "", "")
            _matching(_DEVICE, device, _("Mã máy không đúng dạng."))
            if site:
                _site(site)
        return tuple(dict.fromkeys(cast(list[str], devices)))

    def tier(self) -> str:
        return _matching(_TIER, self._left.pop("tier", None), _("Cấp không đúng dạng."))

    def end(self) -> None:
        if self._left:
            raise bad_arguments(
                _("Lệnh này không có tham số %(names)s.") % {"names": ", ".join(sorted(map(str, self._left)))}
            )


def bad_arguments(message: str) -> Refusal:
    return Refusal("bad_arguments", message, _("Chưa có gì thay đổi. Tải lại trang rồi thử lại."), status=422)


def _matching(pattern: re.Pattern[str], value: object, message: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise bad_arguments(message)
    return value


def _site(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return _matching(_SITE, text, _("Mã điểm cầu không đúng dạng."))


def _whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise bad_arguments(_("Tham số %(name)s phải là số nguyên.") % {"name": name})
    return value


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list | tuple):
        raise bad_arguments(_("Tham số %(name)s phải là danh sách.") % {"name": name})
    return list(cast(list[object], value))


_VERBS: Mapping[str, Callable[[_Arguments], Act]] = {
    "open": lambda _: Open(),
    "close": lambda _: Close(),
    "desk.take": lambda _: TakeDesk(),
    "preview": lambda given: Preview(given.slots()),
    "preview.clear": lambda _: ClearPreview(),
    "cut": lambda given: Cut(given.rev()),
    "take": lambda given: Take(given.slots()),
    "floor.give": lambda given: GiveFloor(given.site(), given.minutes(default=5)),
    "floor.end": lambda _: EndFloor(),
    "floor.extend": lambda given: ExtendFloor(given.minutes(default=1)),
    "microphone.open": lambda given: OpenMicrophone(given.site()),
    "microphone.close": lambda given: CloseMicrophone(given.site()),
    "microphones.close": lambda _: CloseMicrophones(),
    "safe": lambda _: GoSafe(),
    "safe.leave": lambda _: LeaveSafe(),
    "undo": lambda _: UndoStage(),
    "hand.raise": lambda given: RaiseHand(given.site()),
    "hand.lower": lambda given: LowerHand(given.site()),
    "device.arrive": lambda given: Arrive(given.site(), given.device(), given.label()),
    "admit": lambda given: Admit(given.devices()),
    "admit.tier": lambda given: AdmitTier(given.tier()),
    "remove": lambda given: Remove(given.site()),
}
VERBS = frozenset(_VERBS)


def parse(by: By, verb: str, arguments: Mapping[str, Any]) -> Request:
    """The request behind a verb and its JSON arguments; Refusal `unknown_verb` or `bad_arguments` (422)."""
    build = _VERBS.get(verb)
    if build is None:
        raise Refusal(
            "unknown_verb",
            _("Không có lệnh “%(verb)s”; chưa có gì thay đổi.") % {"verb": verb[:40]},
            _("Tải lại trang rồi thử lại."),
            status=422,
        )
    given = _Arguments(arguments)
    act = build(given)
    given.end()
    return Request(by, act)
