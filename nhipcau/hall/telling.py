"""What a journal entry tells of a hall: its own events, and those that follow from what was done outside of it.

Whoever folds a conference's entries (the live state, the attendance sheet) reads them through here, so that both
come to the same.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, cast

from nhipcau.hall import events as e
from nhipcau.hall.rules.sound import silenced
from nhipcau.hall.state import HallState

ANSWERED: Final = "command.answered"
"""A command that led to nothing: written down for its key alone, see `store`."""

_LINK_WITHDRAWN: Final = "site.link_withdrawn"
_RESUMED: Final = "conference.resumed"
_SAYS_NOTHING_OF_SITES: Final = (e.PREFIX, "presence.", ANSWERED)


def is_from_outside(kind: str) -> bool:
    """Whether an entry of that kind may say that the conference's rows were edited outside of the hall."""
    return not kind.startswith(_SAYS_NOTHING_OF_SITES)


def edited(kind: str, data: Mapping[str, Any]) -> Collection[str]:
    """Sites that an entry from outside names: they are shown in another way from then on."""
    if not is_from_outside(kind):
        return ()
    named = data.get("sites")
    several = cast("Collection[object]", named) if isinstance(named, Mapping | list) else ()
    one = [data["site"]] if "site" in data else []
    return [str(site) for site in (*one, *several)]


def told(state: HallState, kind: str, data: Mapping[str, Any], version: int) -> Sequence[e.Event]:
    """The events of one entry that meets `state`; none where it says nothing of the hall.

    A withdrawn link puts the site's machine out. Floor, open microphone and hand go with it, or they would wait for
    whoever comes in by the next link; the picture stays for the operator to change.
    """
    if kind.startswith(e.PREFIX):
        return [e.from_json(kind, data, version)]
    if kind == _RESUMED:
        return [e.Resumed()]
    if kind == _LINK_WITHDRAWN:
        site = str(data["site"])
        hand = [e.HandLowered(site)] if site in state.hands else []
        return [*silenced(state, site), *hand, e.MachineRemoved(site, data["version"])]
    return []
