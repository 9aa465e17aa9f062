"""What a journal entry tells of a hall: its own events, and those that follow from what was done outside of it.

Whoever folds a conference's entries (the live state, the attendance sheet) reads them through here, so that both
come to the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nhipcau.hall import events as e
from nhipcau.hall.rules.sound import silenced
from nhipcau.hall.state import HallState

_LINK_WITHDRAWN = "site.link_withdrawn"


def told(state: HallState, kind: str, data: Mapping[str, Any], version: int) -> Sequence[e.Event]:
    """The events of one entry that meets `state`; none where it says nothing of the hall.

    A withdrawn link puts the site's machine out. Floor, open microphone and hand go with it, or they would wait for
    whoever comes in by the next link; the picture stays for the operator to change.
    """
    if kind.startswith(e.PREFIX):
        return [e.from_json(kind, data, version)]
    if kind == _LINK_WITHDRAWN:
        site = str(data["site"])
        hand = [e.HandLowered(site)] if site in state.hands else []
        return [*silenced(state, site), *hand, e.MachineRemoved(site, data["version"])]
    return []
