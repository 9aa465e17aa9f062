"""The tree changes from a day on: what was stays findable as it was, what became of it is known."""

from datetime import date

import pytest

from nhipcau.core.access import Need, may
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import history, queries
from nhipcau.organs.models import Grant, Organ, Succession, Unit
from nhipcau.organs.tree import (
    NewUnit,
    do_close_unit,
    do_create_unit,
    do_merge_units,
    do_move_unit,
    do_rename_unit,
)
from tests.support.people import actor_for, new_account

BEFORE, ON, AFTER = date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 1)


@pytest.fixture
def actor(lang_son: Unit):
    return actor_for(new_account("administrator", lang_son))


def unit(code: str, day: date = BEFORE) -> Unit:
    return queries.units_at(day).get(code=code)


def codes_below(root: Unit, day: date) -> set[str]:
    return {one.code for one in queries.tree(root, day, ["huyen", "xa"]) if one.pk != root.pk}


def test_a_renamed_district_keeps_its_communes_its_staff_and_its_past(actor, lang_son: Unit) -> None:
    clerk = actor_for(new_account("operator", unit("185")))
    communes = codes_below(unit("185"), BEFORE)
    after = do_rename_unit(actor, unit("185").pk, "Thị  xã Bắc Sơn", ON, "Nghị quyết thử")
    assert (after.name, after.short_name, after.kind, after.valid_from) == ("Thị xã Bắc Sơn", "Bắc Sơn", "Thị xã", ON)
    assert unit("185", BEFORE).name == "Huyện Bắc Sơn"
    assert codes_below(unit("185", ON), ON) == communes == codes_below(unit("185", BEFORE), BEFORE)
    assert len(communes) == 18
    assert len(codes_below(lang_son, AFTER)) == 211
    assert may(clerk, unit("185", ON).path, Need.OPERATE)
    assert history.became(unit("185", BEFORE), AFTER) == [after]
    assert history.became(after, BEFORE) == [unit("185", BEFORE)]
    assert history.lineage(after) == {after.pk, unit("185", BEFORE).pk}
    (tie,) = Succession.objects.filter(kind="renamed")
    assert (tie.basis, tie.on) == ("Nghị quyết thử", ON)
    assert JournalEntry.objects.get(stream="administration", kind="unit.renamed").data["on"] == "2024-01-01"


def test_a_name_from_the_first_day_on_is_a_correction(actor) -> None:
    before = unit("185")
    after = do_rename_unit(actor, before.pk, "Huyện Bắc Sơn (sửa)", before.valid_from)
    assert after.pk == before.pk
    assert not Succession.objects.exists()


def test_a_moved_commune_is_below_its_new_district_from_that_day(actor) -> None:
    commune = unit("05971")
    after = do_move_unit(actor, commune.pk, unit("185").pk, ON)
    assert after.parent == unit("185")
    assert after.path.startswith(unit("185").path)
    assert "05971" in codes_below(unit("178"), BEFORE)
    assert "05971" not in codes_below(unit("178"), AFTER)
    assert "05971" in codes_below(unit("185"), AFTER)
    with pytest.raises(Refusal, match="tier_above_parent"):
        do_move_unit(actor, unit("180").pk, after.pk, AFTER)


def test_merged_districts_hand_their_communes_to_the_new_one_but_not_their_staff(actor, lang_son: Unit) -> None:
    clerk = actor_for(new_account("operator", unit("178")))
    below = codes_below(unit("178"), BEFORE) | codes_below(unit("183"), BEFORE)
    merged = do_merge_units(
        actor, [unit("178").pk, unit("183").pk], NewUnit("178", "Thành phố Lạng Sơn", "huyen", ON), ON, "NQ thử"
    )
    assert codes_below(merged, AFTER) == below
    assert set(Succession.objects.filter(after=merged).values_list("kind", flat=True)) == {"merged"}
    assert history.became(unit("183"), AFTER) == [merged]
    assert {one.code for one in history.became(merged, BEFORE)} == {"178", "183"}
    assert may(clerk, unit("178", BEFORE).path, Need.OPERATE)
    assert not may(clerk, merged.path, Need.OPERATE)
    assert history.lineage(merged) == {merged.pk}


def test_a_unit_is_merged_into_one_that_is_there(actor) -> None:
    commune, into = unit("05971"), unit("05974")
    assert do_merge_units(actor, [commune.pk], into.pk, ON) == into
    assert history.became(commune, AFTER) == [into]
    assert not queries.units_at(AFTER).filter(code="05971").exists()


def test_a_closed_unit_leads_nowhere_and_none_with_units_below_is_closed(actor) -> None:
    with pytest.raises(Refusal, match="has_units_below"):
        do_close_unit(actor, unit("185").pk, ON)
    closed = do_close_unit(actor, unit("05971").pk, ON)
    assert history.became(closed, AFTER) == []
    assert history.became(closed, BEFORE) == [closed]


def test_two_changes_one_after_the_other_are_followed_through(actor) -> None:
    first = unit("185")
    second = do_rename_unit(actor, first.pk, "Thị xã Bắc Sơn", ON)
    third = do_rename_unit(actor, second.pk, "Thành phố Bắc Sơn", AFTER)
    assert history.became(first, AFTER) == [third]
    assert history.became(first, date(2024, 3, 1)) == [second]
    assert history.became(third, BEFORE) == [first]


def test_a_change_in_the_past_leaves_what_came_after_it_tied(actor) -> None:
    first = unit("185")
    later = do_rename_unit(actor, first.pk, "Thành phố Bắc Sơn", AFTER)
    between = do_rename_unit(actor, first.pk, "Thị xã Bắc Sơn", ON)
    assert history.became(first, date(2024, 3, 1)) == [between]
    assert history.became(first, AFTER) == [later]
    assert (between.valid_from, between.valid_to) == (ON, AFTER)


def test_a_tree_grows_to_any_depth(actor) -> None:
    village = do_create_unit(actor, unit("05971").pk, NewUnit("05971.01", "Khối 1", "xa", ON))
    group = do_create_unit(actor, village.pk, NewUnit("05971.01.1", "Tổ 1", "xa", AFTER))
    assert group.path.startswith(village.path)
    do_rename_unit(actor, unit("178").pk, "Thành phố Lạng Sơn mới", ON)
    village.refresh_from_db()
    group.refresh_from_db()
    assert village.parent == unit("05971", AFTER)
    assert village.path.startswith(unit("178", AFTER).path)
    assert group.path.startswith(village.path)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewUnit("05971", "Xã Thử", "xa", ON), "code_taken"),
        (NewUnit("9999999999999", "Xã Thử", "xa", ON), "bad_code"),
        (NewUnit("99/1", "Xã Thử", "xa", ON), "bad_code"),
        (NewUnit("99999", "  ", "xa", ON), "bad_name"),
        (NewUnit("99999", "Tỉnh Thử", "tinh", ON), "tier_above_parent"),
        (NewUnit("99999", "Xã Thử", "lang", ON), "tier_above_parent"),
        (NewUnit("99999", "Xã Thử", "xa", date(2019, 1, 1)), "not_valid_then"),
        (NewUnit("99999", "Xã Thử", "xa", ON, ON), "ends_before_it_begins"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(actor, new: NewUnit, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        do_create_unit(actor, unit("178").pk, new)
    assert Unit.objects.count() == 212


def test_a_unit_is_not_put_inside_itself(actor) -> None:
    with pytest.raises(Refusal, match=r"inside_itself|tier_above_parent"):
        do_move_unit(actor, unit("178").pk, unit("05971").pk, ON)


@pytest.mark.parametrize("role", [None, "viewer", "organiser", "operator"])
def test_only_administrators_change_the_tree(lang_son: Unit, role: str | None) -> None:
    other = actor_for(new_account(role, lang_son))
    with pytest.raises(Refusal, match=r"not_allowed|no_such_unit"):
        do_rename_unit(other, unit("185").pk, "Huyện Khác", ON)
    with pytest.raises(Refusal, match=r"not_allowed|no_such_unit"):
        do_create_unit(other, lang_son.pk, NewUnit("999", "Huyện Mới", "huyen", ON))


def test_a_district_renames_itself_but_its_place_is_the_provinces_business(lang_son: Unit) -> None:
    district = actor_for(new_account("administrator", unit("185")))
    after = do_rename_unit(district, unit("185").pk, "Thị xã Bắc Sơn", ON)
    with pytest.raises(Refusal, match="not_allowed"):
        do_close_unit(district, after.pk, AFTER)
    with pytest.raises(Refusal, match="not_allowed"):
        do_rename_unit(district, unit("178").pk, "Thành phố Khác", ON)


def test_the_top_of_the_tree_is_not_moved_by_accounts(actor, lang_son: Unit) -> None:
    with pytest.raises(Refusal, match="top_of_the_tree"):
        do_close_unit(actor, lang_son.pk, ON)


def test_records_of_organs_go_with_the_unit_that_keeps_them(actor) -> None:
    organ = Organ.objects.create(
        unit=unit("185"), keeper=unit("185"), kind="ubnd", name="Ủy ban nhân dân huyện Bắc Sơn", valid_from=BEFORE
    )
    after = do_rename_unit(actor, unit("185").pk, "Thị xã Bắc Sơn", ON)
    organ.refresh_from_db()
    assert organ.keeper == after
    assert organ.unit_id in history.lineage(after)


def test_grants_are_copied_once(actor) -> None:
    new_account("operator", unit("185"))
    do_rename_unit(actor, unit("185").pk, "Thị xã Bắc Sơn", ON)
    assert Grant.objects.filter(unit__code="185", role="operator").count() == 2
