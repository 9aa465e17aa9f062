"""What the engine should be, given the hall: who may publish which source, and what its room carries.

Off air is private: who is neither on stage nor next may publish nothing at all. The room's metadata carries the
stage, so that the call outlives a restart of the web server.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from nhipcau.hall import views
from nhipcau.hall.state import HallState, frozen

CAMERA = frozenset({"camera"})
MICROPHONE = frozenset({"microphone"})


@dataclass(frozen=True, slots=True)
class Desired:
    """metadata: JSON with `stage_rev` and `turn`; of this and a page's own view the one with the greater turn is newer.

    publish: the allowed sources of every machine that was let in, by engine identity; who is not named does not
    belong into the room.
    """

    metadata: str
    publish: Mapping[str, frozenset[str]]


def desired(state: HallState) -> Desired:
    publish = {
        found.identity: (CAMERA if site in state.cameras else frozenset[str]())
        | (MICROPHONE if site in state.open_microphones else frozenset[str]())
        for site, found in state.sites.items()
        if found.admitted is not None
    }
    shown = views.stage(state)
    carried = {key: shown[key] for key in ("turn", "stage", "next", "sound", "floor") if key in shown}
    metadata = {"stage_rev": state.stage.rev, **carried}
    return Desired(json.dumps(metadata, ensure_ascii=False, separators=(",", ":")), frozen(publish))
