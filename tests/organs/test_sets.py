"""Sets of units come in any order, once, and are tied where they meet on 1 July 2025."""

import time
from collections import Counter
from datetime import date

import pytest

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.plan import ConferencePlan, PlannedTier
from nhipcau.core.access import Need, may, system
from nhipcau.organs import history, queries
from nhipcau.organs.models import Succession, Tier, Unit
from nhipcau.organs.sets import do_import_units
from nhipcau.organs.unit_files import COUNTRY_BEFORE, COUNTRY_SINCE, LANG_SON_2021, UNIT_FILES, UnitFile, read_units
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

IN_2021, EVE, NEW = date(2021, 12, 6), date(2025, 6, 30), date(2025, 7, 1)
pytestmark = pytest.mark.django_db


def load(*files: UnitFile) -> None:
    for file in files:
        do_import_units(system("test"), file)


def tiers_at(day: date) -> dict[str, int]:
    return dict(Counter(queries.units_at(day).values_list("tier", flat=True)))


@pytest.mark.parametrize(
    ("key", "tiers"),
    [
        ("lang-son-2021", {"tinh": 1, "huyen": 11, "xa": 200}),
        ("ha-tinh-2021", {"tinh": 1, "huyen": 13, "xa": 216}),
        ("dien-bien-2021", {"tinh": 1, "huyen": 10, "xa": 129}),
        ("country-2025-01", {"tinh": 63, "huyen": 696, "xa": 10035}),
        ("country-2025-07", {"tinh": 34, "xa": 3321}),
    ],
)
def test_each_file_holds_what_its_readme_says(key: str, tiers: dict[str, int]) -> None:
    rows = list(read_units(UNIT_FILES[key]))
    assert Counter(row.tier for row in rows) == tiers
    assert {len(row.code) for row in rows} <= {2, 3, 5}
    assert len({row.path for row in rows}) == len(rows)
    assert all(row.short_name and row.name.endswith(row.short_name) for row in rows)


@pytest.mark.parametrize(
    "order",
    [
        (LANG_SON_2021, COUNTRY_BEFORE, COUNTRY_SINCE),
        (COUNTRY_SINCE, LANG_SON_2021, COUNTRY_BEFORE),
        (COUNTRY_BEFORE, COUNTRY_SINCE, LANG_SON_2021),
    ],
)
def test_the_country_is_whole_on_either_side_whatever_came_first(order: tuple[UnitFile, ...]) -> None:
    load(*order)
    assert tiers_at(EVE) == {"tinh": 63, "huyen": 696, "xa": 10035}
    assert tiers_at(NEW) == {"tinh": 34, "xa": 3321}
    assert tiers_at(IN_2021) == {"tinh": 1, "huyen": 11, "xa": 200}
    ha_giang = queries.units_at(EVE).get(name="Tỉnh Hà Giang")
    assert [unit.name for unit in history.became(ha_giang, NEW)] == ["Tỉnh Tuyên Quang"]
    # Lạng Sơn of 2021 → the list of January 2025 → the province since July 2025.
    lang_son = queries.units_at(IN_2021).get(code="20")
    (now,) = history.became(lang_son, NEW)
    assert (now.name, now.valid_from) == ("Tỉnh Lạng Sơn", NEW)
    assert len(queries.tree(now, NEW, ["xa"])) == 65
    assert history.became(queries.units_at(EVE).get(code="185"), NEW) == []
    # The units of one row as of any day, whichever row one has.
    assert [len(history.units_of(lang_son, day, ["huyen", "xa"])) for day in (IN_2021, EVE, NEW)] == [211, 205, 65]
    assert [len(history.units_of(now, day, ["huyen", "xa"])) for day in (IN_2021, EVE, NEW)] == [211, 205, 65]
    assert not Succession.objects.filter(kind="abolished").exclude(before__tier="huyen").exists()


@scene
def country_before() -> None:
    load(COUNTRY_BEFORE)


@pytest.mark.usefixtures("country_before")
def test_a_split_commune_became_several_and_most_new_ones_came_from_several() -> None:
    load(COUNTRY_SINCE)
    split = Succession.objects.filter(kind="split").select_related("before").first()
    assert split is not None
    assert len(history.became(split.before, NEW)) > 1
    no_origin = queries.units_at(NEW).filter(origins=None).count()
    assert no_origin == 0


def test_a_second_time_changes_nothing_and_the_whole_country_takes_seconds() -> None:
    began = time.process_time()
    load(LANG_SON_2021, COUNTRY_BEFORE, COUNTRY_SINCE)
    took = time.process_time() - began  # of the processor: others share it while tests run
    before = (Unit.objects.count(), Succession.objects.count())
    load(COUNTRY_SINCE, COUNTRY_BEFORE, LANG_SON_2021)
    assert (Unit.objects.count(), Succession.objects.count()) == before
    assert took < 20


def test_who_administers_the_province_does_so_after_the_new_order(lang_son: Unit) -> None:
    account = actor_for(new_account("administrator", lang_son))
    load(COUNTRY_BEFORE, COUNTRY_SINCE)
    assert may(account, queries.units_at(NEW).get(code="20", tier="tinh").path, Need.ADMINISTER)
    assert not may(account, queries.units_at(NEW).get(code="11", tier="tinh").path, Need.ADMINISTER)


def test_a_conference_of_today_is_hosted_by_the_office_as_it_is_today(lang_son: Unit) -> None:
    account = new_account("organiser", lang_son)
    load(COUNTRY_BEFORE, COUNTRY_SINCE)
    plan = ConferencePlan(title="Giao ban", tiers=(PlannedTier(Tier.PROVINCE, 1),), units_on=date(2026, 3, 2))
    conference = do_create_conference(actor_for(account), plan, "host-of-today")
    assert (conference.host.code, conference.host.valid_from) == ("20", NEW)


@pytest.mark.usefixtures("country_before")
@pytest.mark.parametrize(
    ("texts", "name", "province"),
    [
        (["Ủy ban nhân dân tỉnh Lạng Sơn"], "Tỉnh Lạng Sơn", "20"),
        (["Ủy ban nhân dân huyện Châu Thành, tỉnh Tiền Giang"], "Huyện Châu Thành", "82"),
        (["Ủy ban nhân dân huyện Châu Thành", "Tiền Giang"], "Huyện Châu Thành", "82"),
        (["Ủy ban nhân dân Quận 10, Thành phố Hồ Chí Minh"], "Quận 10", "79"),
    ],
)
def test_among_all_units_of_the_country_the_one_meant_is_found(texts: list[str], name: str, province: str) -> None:
    found = queries.unit_named_in(texts, EVE)
    assert found is not None
    assert found.name == name
    assert found.path.startswith(f"{province}-")
