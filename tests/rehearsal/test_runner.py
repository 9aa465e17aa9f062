"""The program behind simulated sites, started for real."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhipcau.media.binary import sites_binary
from nhipcau.rehearsal.cli import targets
from nhipcau.rehearsal.runner import SitesProgram, TrackReport, read_event
from tests.support.stack import wait_until

NOBODY = {
    "mode": "rooms",
    "base_url": "http://127.0.0.1:9",
    "jitter_ms": 0,
    "sites": [{"site": "17", "link": "abc", "pin": "000000", "device": "sim00000017"}],
}


@pytest.fixture(scope="module")
def binary() -> Path:
    return sites_binary()


def test_an_event_is_read_with_all_it_says() -> None:
    track = {
        "identity": "site:1:a",
        "kind": "audio",
        "source": "microphone",
        "packets": 3,
        "last_ms": 5.5,
        "sound_ms": 4.5,
    }
    event = read_event(json.dumps({"event": "packets", "ms": 12.5, "site": "17", "tracks": [track]}))
    assert (event.name, event.ms, event.site) == ("packets", 12.5, "17")
    assert event.tracks == (TrackReport("site:1:a", "audio", "microphone", 3, 5.5, 4.5),)


@pytest.mark.parametrize("line", ["", "[]", "{}", "Segmentation fault"])
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own or ours
        read_event(line)


def test_it_says_what_fails_goes_on_trying_and_ends_with_its_input(binary: Path) -> None:
    with SitesProgram(binary, NOBODY) as program:
        failure = program.wait_for(lambda events: next((e for e in events if e.name == "error"), None), 10, "error")
        assert (failure.site, failure.code) == ("17", "knock")
        program.tell("status", full=True)
        status = program.wait_for(lambda events: next((e for e in events if e.name == "status"), None), 10, "status")
        assert (status.counts, status.sites) == ({"knocks": 1}, {"17": "knocks"})
        program.tell("drop", site="17")
        program.wait_for(lambda events: any(e.name == "dropped" for e in events), 10, "dropped")
        program.tell("no such thing")
        program.wait_for(lambda events: any(e.code == "command" for e in events), 10, "complaint")
        assert program.close() == 0
    assert program.events[-1].name == "stopped"


def test_a_config_that_cannot_be_run_is_refused(binary: Path) -> None:
    program = SitesProgram(binary, {"mode": "rooms"})
    wait_until(lambda: not program.alive, 10, "end")
    assert program.close() == 1
    assert "needs base_url" in program.last_errors


def test_it_ends_by_itself_when_its_time_is_up(binary: Path) -> None:
    program = SitesProgram(binary, {**NOBODY, "max_seconds": 0.2})
    wait_until(lambda: not program.alive, 10, "end")
    assert program.close() == 0


def test_it_dies_with_its_parent(binary: Path) -> None:
    starter = (
        "import sys, json, os, signal\n"
        "from pathlib import Path\n"
        "from nhipcau.rehearsal.runner import SitesProgram\n"
        f"program = SitesProgram(Path({str(binary)!r}), json.loads({json.dumps(NOBODY)!r}))\n"
        "print(program.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nhipcau.web.settings"}
    code = f"import django; django.setup()\n{starter}"
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    pid = int(ran.stdout)
    wait_until(lambda: not runs(pid), 10, "the child's end")


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ([], {"some": 1}),
        (["all"], {"all": True}),
        (["x5"], {"some": 5}),
        (["17", "18"], {"sites": ["17", "18"]}),
    ],
)
def test_a_line_typed_names_its_sites(words: list[str], meant: dict[str, object]) -> None:
    assert targets(words) == meant
