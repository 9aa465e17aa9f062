"""Revs of pictures only rise, whoever counts them: the process that saw it all, or one that has just started."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.conferences.commands import do_rename_sites, do_restore_link, do_set_lobby, do_withdraw_link
from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.hall import store
from nhipcau.hall.commands import do_arrive, do_hall_command
from nhipcau.hall.events import MachineRemoved
from nhipcau.hall.evolve import evolve
from nhipcau.hall.state import HallState, frozen
from nhipcau.organs.models import Unit
from tests.hall.halls import NORTH, SOUTH, hall_with
from tests.support.people import MakeAccount, actor_for

SITES = 3
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "preview", "cut", "remove", "arrive", "rename", "withdraw", "restore", "lobby"]),
        st.integers(0, SITES - 1),
        st.booleans(),
    ),
    max_size=25,
)


class _Undone(Exception):
    """Ends an example and takes back what it wrote."""


class Walk:
    """One example: commands of the hall and edits of its conference, as they come."""

    def __init__(self, actor: Actor, conference: Conference) -> None:
        self.actor, self.conference, self.number = actor, conference, 0
        self.sites = list(Site.objects.filter(conference=conference).order_by("order")[:SITES])
        self.do("open")
        for site in self.sites:
            self.step("arrive", site)

    def do(self, verb: str, **args: Any) -> None:
        self.number += 1
        do_hall_command(system("test"), self.conference.pk, verb, args, f"step-{self.number:05}")

    def step(self, what: str, site: Site) -> None:
        self.number += 1
        match what:
            case "take" | "preview":
                self.do(what, slots=[site.pk])
            case "cut":
                self.do("cut")
            case "remove":
                self.do("remove", site=site.pk)
            case "arrive":
                device = f"may{self.number:05}"
                do_arrive(Actor("site", str(site.pk)), device, "Chrome")
                if self.state.facts.lobby:
                    self.do("admit", devices=[f"{site.pk}:{device}"])
            case "rename":
                do_rename_sites(self.actor, self.conference.pk, {site.pk: f"Tên mới {self.number}"})
            case "withdraw":
                do_withdraw_link(self.actor, site.pk)
            case "restore":
                do_restore_link(self.actor, site.pk)
            case _:
                do_set_lobby(self.actor, self.conference.pk, not self.state.facts.lobby)

    @property
    def state(self) -> HallState:
        return store.current(self.conference.pk).state


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_a_process_that_starts_anew_counts_as_the_one_before(
    conference: Conference, lang_son: Unit, make_account: MakeAccount, steps: list[tuple[str, int, bool]]
) -> None:
    with pytest.raises(_Undone), transaction.atomic():
        walk = Walk(actor_for(make_account("administrator", lang_son)), conference)
        shown = prepared = 0
        for what, chosen, restart in steps:
            try:
                walk.step(what, walk.sites[chosen])
            except Refusal:
                continue
            before = walk.state
            if restart:
                store._standings.clear()
                after = walk.state
                assert (after.rev, after.stage, after.next) == (before.rev, before.stage, before.next)
            now = walk.state
            assert now.stage.rev >= shown
            assert now.next is None or now.next.rev >= prepared
            shown, prepared = now.stage.rev, now.next.rev if now.next else prepared
        raise _Undone


@pytest.mark.django_db
def test_a_new_name_on_the_stage_is_a_newer_picture_and_one_elsewhere_is_not(
    conference: Conference, lang_son: Unit, make_account: MakeAccount
) -> None:
    walk = Walk(actor_for(make_account("administrator", lang_son)), conference)
    walk.step("take", walk.sites[1])
    before = walk.state.stage.rev
    walk.step("rename", walk.sites[2])
    assert walk.state.stage.rev == before
    walk.step("rename", walk.sites[1])
    assert walk.state.stage.rev > before


def test_the_machine_of_a_site_that_was_deleted_since_counts_all_the_same() -> None:
    hall = hall_with(NORTH, SOUTH)
    hall.do("take", slots=[NORTH])
    there = hall.state
    deleted = replace(there, sites=frozen({SOUTH: there.sites[SOUTH]}))
    assert evolve(deleted, MachineRemoved(NORTH, 2)).stage.rev == evolve(there, MachineRemoved(NORTH, 2)).stage.rev
