"""A command is done once and whole, by whom it may be, one after the other, and the journal carries all of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nhipcau.conferences.commands import do_restore_link, do_withdraw_link
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.hall import store, views
from nhipcau.hall.commands import SITE_ENTRIES, SITE_SPAN, do_arrive, do_hall_command, do_raise_hand, do_record_presence
from nhipcau.hall.state import HallState, Phase
from nhipcau.journal import record
from nhipcau.organs.models import Unit
from tests.support.people import MakeAccount, actor_for

pytestmark = pytest.mark.django_db
DEVICE = "maytinh01"


@pytest.fixture
def operator(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("operator", lang_son))


@pytest.fixture
def main(conference: Conference) -> Site:
    return Site.objects.get(conference=conference, is_main=True)


@pytest.fixture
def commune(conference: Conference) -> Site:
    return Site.objects.filter(conference=conference, tier="xa").order_by("order")[0]


class Desk:
    """An operator at the hall's desk; every press has a key of its own."""

    def __init__(self, actor: Actor, conference: Conference) -> None:
        self.actor, self.pk, self.presses = actor, conference.pk, 0

    def press(self, verb: str, **args: Any) -> int:
        self.presses += 1
        return do_hall_command(self.actor, self.pk, verb, args, f"press-{self.actor.id}-{self.presses:04}").rev

    @property
    def state(self) -> HallState:
        return store.current(self.pk).state


@pytest.fixture
def desk(operator: Actor, conference: Conference) -> Desk:
    return Desk(operator, conference)


def machine_of(site: Site) -> Actor:
    return Actor("site", str(site.pk))


def test_a_hall_knows_its_sites_before_anything_happens(desk: Desk, main: Site, commune: Site) -> None:
    state = desk.state
    assert (state.phase, len(state.sites), state.facts.main) == (Phase.WAITING, 212, str(main.pk))
    facts = state.sites[str(commune.pk)].facts
    assert facts.where == commune.parent.name
    assert facts.find == facts.find.lower()
    assert "đ" not in facts.find
    assert list(state.facts.tiers) == ["tinh", "huyen", "xa"]
    assert state.facts.contact.phone == "0900 000 001"


def test_the_same_key_does_the_same_command_once(desk: Desk, operator: Actor, conference: Conference) -> None:
    desk.press("open")
    before = record.head_seq(conference.stream)
    first = do_hall_command(operator, conference.pk, "safe", {}, "same-key-1")
    do_hall_command(operator, conference.pk, "safe.leave", {}, "other-key")
    again = do_hall_command(operator, conference.pk, "safe", {}, "same-key-1")
    assert again == first
    assert desk.state.safe is None
    assert record.head_seq(conference.stream) == before + 2


def test_a_process_that_starts_anew_knows_the_state_and_the_keys(
    desk: Desk, operator: Actor, conference: Conference, main: Site
) -> None:
    do_arrive(machine_of(main), DEVICE, "Chrome")
    desk.press("open")
    desk.press("admit", devices=[DEVICE])
    first = do_hall_command(operator, conference.pk, "take", {"slots": [main.pk]}, "same-key-2")
    before = desk.state
    store._standings.clear()
    assert desk.state == before
    assert do_hall_command(operator, conference.pk, "take", {"slots": [main.pk]}, "same-key-2") == first


def test_a_command_that_led_to_nothing_keeps_its_key_also_after_a_restart(
    desk: Desk, operator: Actor, conference: Conference, commune: Site
) -> None:
    desk.press("open")
    do_arrive(machine_of(commune), DEVICE, "Chrome")
    desk.press("admit", devices=[DEVICE])
    first = do_hall_command(operator, conference.pk, "microphones.close", {}, "too-early-1")
    desk.press("microphone.open", site=commune.pk)
    again = do_hall_command(operator, conference.pk, "microphones.close", {}, "too-early-1")
    assert again == first
    assert str(commune.pk) in desk.state.grants, "the key that was answered acts no more"
    store._standings.clear()
    assert do_hall_command(operator, conference.pk, "microphones.close", {}, "too-early-1") == first
    assert str(commune.pk) in desk.state.grants
    with pytest.raises(Refusal, match="key_reused"):
        do_hall_command(operator, conference.pk, "close", {}, "too-early-1")
    assert record.verify(conference.stream) == []


def test_a_hand_that_was_up_already_stays_down_after_the_site_lowered_it(desk: Desk, commune: Site) -> None:
    desk.press("open")
    do_arrive(machine_of(commune), DEVICE, "Chrome")
    desk.press("admit", devices=[DEVICE])
    for up, key in ((True, "hand-up-1"), (True, "hand-up-2"), (False, "hand-down"), (True, "hand-up-2")):
        do_raise_hand(machine_of(commune), DEVICE, 1, up, key)
    assert not desk.state.hands


def test_a_key_serves_one_command_only(desk: Desk, operator: Actor, conference: Conference) -> None:
    desk.press("open")
    do_hall_command(operator, conference.pk, "safe", {}, "same-key-3")
    with pytest.raises(Refusal, match="key_reused"):
        do_hall_command(operator, conference.pk, "safe.leave", {}, "same-key-3")
    with pytest.raises(Refusal, match="bad_arguments"):
        do_hall_command(operator, conference.pk, "safe", {}, "")


def test_a_refused_command_leaves_no_trace(desk: Desk, conference: Conference, commune: Site) -> None:
    desk.press("open")
    before = record.head_seq(conference.stream)
    with pytest.raises(Refusal, match="not_here"):
        desk.press("take", slots=[commune.pk])
    assert record.head_seq(conference.stream) == before


def test_opening_and_closing_move_the_conference_along(desk: Desk, conference: Conference) -> None:
    desk.press("open")
    conference.refresh_from_db()
    assert conference.state == Conference.State.RUNNING
    desk.press("close")
    conference.refresh_from_db()
    assert conference.state == Conference.State.CLOSED
    with pytest.raises(Refusal, match="ended"):
        desk.press("open")


def test_removing_a_machine_changes_the_pin(desk: Desk, commune: Site) -> None:
    before = pin(commune.pk, commune.version)
    do_arrive(machine_of(commune), DEVICE, "Chrome")
    desk.press("remove", site=commune.pk)
    commune.refresh_from_db()
    assert pin(commune.pk, commune.version) != before
    assert desk.state.sites[str(commune.pk)].machines == ()


def test_a_site_arrives_waits_is_let_in_and_asks_for_the_floor(desk: Desk, commune: Site) -> None:
    site = machine_of(commune)
    assert not do_arrive(site, DEVICE, "Chrome").admitted
    desk.press("open")
    with pytest.raises(Refusal, match="not_admitted"):
        do_raise_hand(site, DEVICE, commune.version, True, "hand-key-1")
    desk.press("admit", devices=[DEVICE])
    assert do_arrive(site, DEVICE, "Chrome").admitted
    do_raise_hand(site, DEVICE, commune.version, True, "hand-key-2")
    assert list(desk.state.hands) == [site.id]
    do_raise_hand(site, DEVICE, commune.version, False, "hand-key-3")
    assert not desk.state.hands


def test_an_old_pass_asks_for_nothing(desk: Desk, commune: Site) -> None:
    site = machine_of(commune)
    do_arrive(site, DEVICE, "Chrome")
    desk.press("open")
    desk.press("admit", devices=[DEVICE])
    desk.press("remove", site=commune.pk)
    for version in (1, 2):
        with pytest.raises(Refusal, match="not_admitted"):
            do_raise_hand(site, DEVICE, version, True, f"old-pass-{version}")


def test_a_site_reaches_only_its_own_hall(desk: Desk, conference: Conference, commune: Site) -> None:
    desk.press("open")
    with pytest.raises(Refusal, match="not_yours"):
        do_hall_command(machine_of(commune), conference.pk + 1, "hand.raise", {"site": commune.pk}, "foreign-1")
    with pytest.raises(Refusal, match="not_yours"):
        do_hall_command(machine_of(commune), conference.pk, "close", {}, "foreign-2")


@pytest.mark.parametrize(("role", "code"), [("viewer", "not_allowed"), ("organiser", "not_allowed"), (None, "no_such")])
def test_only_operators_reach_the_hall(
    conference: Conference, lang_son: Unit, make_account: MakeAccount, role: str | None, code: str
) -> None:
    actor = actor_for(make_account(role, lang_son if role else None))
    with pytest.raises(Refusal, match=code):
        do_hall_command(actor, conference.pk, "open", {}, "no-access")
    assert store.current(conference.pk).state.phase is Phase.WAITING


def test_names_that_are_changed_while_the_hall_is_open_are_shown(
    desk: Desk, conference: Conference, main: Site
) -> None:
    desk.press("open")
    Site.objects.filter(pk=main.pk).update(name="Điểm cầu tỉnh")
    assert desk.state.sites[str(main.pk)].facts.name == main.name
    record.append(conference.stream, "site.renamed", {"site": str(main.pk)}, system("test"))
    assert desk.state.sites[str(main.pk)].facts.name == "Điểm cầu tỉnh"


def test_a_withdrawn_link_takes_floor_microphone_and_hand_and_a_new_one_gives_none_back(
    desk: Desk, conference: Conference, commune: Site
) -> None:
    other = Site.objects.filter(conference=conference, tier="xa").order_by("order")[1]
    desk.press("open")
    for site, device in ((commune, DEVICE), (other, "maytinh02")):
        do_arrive(machine_of(site), device, "")
        desk.press("admit", devices=[device])
    desk.press("microphone.open", site=str(other.pk))
    desk.press("floor.give", site=str(commune.pk))
    do_raise_hand(machine_of(other), "maytinh02", other.version, up=True, key="hand-up-1")
    for site in (commune, other):
        do_withdraw_link(desk.actor, site.pk)
    assert not desk.state.hands
    assert "floor" not in views.stage(desk.state)
    for site in (commune, other):
        do_restore_link(desk.actor, site.pk)
        do_arrive(machine_of(site), "maytinh03", "")
        desk.press("admit", devices=[f"{site.pk}:maytinh03"])
    main = desk.state.facts.main
    assert set(desk.state.open_microphones) == {main}
    store._standings.clear()  # as a process that starts anew reads it
    assert set(desk.state.open_microphones) == {main}


def test_entries_name_accounts_by_number_alone(desk: Desk, conference: Conference, operator: Actor) -> None:
    desk.press("open")
    assert desk.state.facts.people == {operator.id: operator.name}
    assert all(operator.name not in str(entry.data) for entry in record.read(conference.stream))


def test_presence_is_written_by_the_system_alone_and_changes_no_state(desk: Desk, operator: Actor, main: Site) -> None:
    desk.press("open")
    before, at = desk.state, datetime(2021, 12, 24, 1, 0, tzinfo=UTC)
    do_record_presence(system("hall"), desk.pk, {str(main.pk): at}, {})
    do_record_presence(system("hall"), desk.pk, {}, {})
    assert desk.state == before
    entries = record.read(f"conference:{desk.pk}", kinds=["presence.changed"])
    assert [entry.data for entry in entries] == [{"in": {str(main.pk): "2021-12-24T01:00:00+00:00"}, "out": {}}]
    with pytest.raises(Refusal, match="not_allowed"):
        do_record_presence(operator, desk.pk, {str(main.pk): at}, {})


def test_reading_a_hall_that_stands_still_reads_one_row(
    desk: Desk, conference: Conference, django_assert_num_queries: Any
) -> None:
    desk.press("open")
    before = desk.state
    with django_assert_num_queries(1):
        assert store.current(conference.pk).state is before


def test_a_site_that_writes_without_end_is_slowed_and_no_other(
    desk: Desk, conference: Conference, commune: Site
) -> None:
    other = Site.objects.filter(conference=conference, tier="xa").order_by("order")[1]
    noon = datetime(2021, 12, 24, 5, 0, tzinfo=UTC)

    def hand(site: Site, device: str, press: int) -> None:
        do_raise_hand(machine_of(site), device, site.version, up=press % 2 == 0, key=f"hand-{site.pk}-{press:04}")

    with clock.frozen(noon - timedelta(hours=1)):
        desk.press("open")
        for site, device in ((commune, DEVICE), (other, "maytinh02")):
            do_arrive(machine_of(site), device, "")
            desk.press("admit", devices=[device])
    with clock.frozen(noon):
        for press in range(SITE_ENTRIES):
            hand(commune, DEVICE, press)
        with pytest.raises(Refusal, match="too_often"):
            hand(commune, DEVICE, SITE_ENTRIES)
        hand(other, "maytinh02", 0)
    with clock.frozen(noon + SITE_SPAN):
        hand(commune, DEVICE, SITE_ENTRIES)
    assert str(commune.pk) in desk.state.hands


def test_presses_of_the_future_keep_no_site_from_asking_for_the_floor(
    desk: Desk, conference: Conference, commune: Site
) -> None:
    noon = datetime(2021, 12, 24, 5, 0, tzinfo=UTC)

    def hand(press: int) -> None:
        do_raise_hand(machine_of(commune), DEVICE, commune.version, up=press % 2 == 0, key=f"hand-ahead-{press:04}")

    with clock.frozen(noon - timedelta(hours=1)):
        desk.press("open")
        do_arrive(machine_of(commune), DEVICE, "")
        desk.press("admit", devices=[DEVICE])
    with clock.frozen(noon + timedelta(days=3000)):
        for press in range(SITE_ENTRIES):
            hand(press)
    with clock.frozen(noon):
        hand(SITE_ENTRIES)
    assert str(commune.pk) in desk.state.hands
