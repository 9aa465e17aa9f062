"""A rehearsal carried out by the real service beside the real web server and engine."""

import time
from collections.abc import Iterator

import pytest

from tests.support.stack import Stack

pytestmark = pytest.mark.stack

SITES = 3
MAKE = """
from tests.support.conferences import make_conference
print(make_conference(lobby=False).pk)
"""
ASK = """
from nhipcau.core.access import system
from nhipcau.rehearsal.commands import do_start_rehearsal, do_stop_rehearsal
do_{verb}_rehearsal(system("test"), {arguments})
"""
LOOK = """
from nhipcau.conferences.models import Conference
from nhipcau.rehearsal.queries import rehearsal_status
found = rehearsal_status(Conference.objects.get(pk={pk}))
print(found.rehearsal.state, found.inside, found.rehearsal.seen_at.timestamp())
"""


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Stack({"NHIPCAU_ADMISSION_PER_SECOND": "0"}) as running:
        yield running


def shell(stack: Stack, code: str) -> str:
    return stack.manage("manage", "shell", "--no-imports", "-c", code).strip()


def seen(stack: Stack, pk: str, since: float = 0) -> tuple[str, int]:
    """State and how many are inside, as the service has written it after `since` (seconds since 1970)."""
    state, inside, at = shell(stack, LOOK.format(pk=pk)).split()
    return (state, int(inside)) if float(at) > since else ("silent", 0)


def test_sites_come_in_survive_the_service_and_leave(stack: Stack) -> None:
    pk = shell(stack, MAKE)
    shell(stack, ASK.format(verb="start", arguments=f"{pk}, {SITES}"))
    stack.wait_for(lambda: seen(stack, pk) == ("running", SITES), 60, "all inside")

    former, killed = stack.kill("rehearsals"), time.time()
    stack.wait_for_restart("rehearsals", former)
    stack.wait_for(lambda: seen(stack, pk, killed) == ("running", SITES), 60, "all inside again")

    former, killed = stack.kill("web"), time.time()
    stack.wait_for_restart("web", former)
    stack.wait_for(stack.health, 30, "page")
    said = stack.wait_for(lambda: (now := seen(stack, pk, killed))[0] != "silent" and now, 30, "a word of the service")
    assert said == ("running", SITES), "the engine's sites do not mind the web server's restart"

    shell(stack, ASK.format(verb="stop", arguments=pk))
    stack.wait_for(lambda: seen(stack, pk) == ("ended", 0), 30, "gone")
