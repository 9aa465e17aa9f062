"""Units are facts with dates; the example is there once, with a password that is known to be published."""

from collections import Counter
from datetime import date

import pytest

from nhipcau.core.access import system
from nhipcau.core.errors import Refusal
from nhipcau.organs import example, queries
from nhipcau.organs.commands import do_prepare_example
from nhipcau.organs.models import Account, Unit
from nhipcau.organs.sets import do_import_units
from nhipcau.organs.unit_files import LANG_SON_2021, read_units
from tests.support.people import MakeAccount, actor_for

IN_2021 = date(2021, 12, 6)


def test_the_file_has_the_province_its_districts_and_communes_with_padded_codes() -> None:
    rows = list(read_units(LANG_SON_2021))
    assert Counter(row.tier for row in rows) == {"tinh": 1, "huyen": 11, "xa": 200}
    assert {len(row.code) for row in rows} == {2, 3, 5}
    assert len({row.path for row in rows}) == 212
    by_code = {row.code: row for row in rows}
    assert all(row.path.startswith(by_code[row.parent_code].path) for row in rows if row.parent_code)
    assert (by_code["05971"].name, by_code["05971"].short_name) == ("Phường Hoàng Văn Thụ", "Hoàng Văn Thụ")


def test_importing_twice_adds_nothing(lang_son: Unit) -> None:
    assert do_import_units(system("test"), LANG_SON_2021) == 0
    assert Unit.objects.count() == 212


def test_units_are_not_imported_by_accounts(lang_son: Unit, make_account: MakeAccount) -> None:
    with pytest.raises(Refusal):
        do_import_units(actor_for(make_account("administrator", lang_son)), LANG_SON_2021)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "20"),
        ("UBND TỈNH LẠNG SƠN", "20"),
        ("Lạng Sơn", "20"),
        ("Ủy ban nhân dân thành phố Lạng Sơn", "178"),
        ("Ủy ban nhân dân huyện Bắc Sơn, tỉnh Lạng Sơn", "185"),
        ("Ban Thường vụ Tỉnh ủy Lạng Sơn", "20"),
        ("Thành ủy Lạng Sơn", "178"),
        ("Hà Nội", None),
        ("", None),
    ],
)
def test_the_issuing_unit_is_found_by_what_a_paper_calls_it(lang_son: Unit, text: str, code: str | None) -> None:
    found = queries.unit_named_in([text], IN_2021)
    assert (found.code if found else None) == code


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2025, 7, 1)])
def test_units_exist_only_between_their_dates(lang_son: Unit, day: date) -> None:
    assert queries.unit_named_in(["tỉnh Lạng Sơn"], day) is None


def test_the_tree_has_only_the_tiers_asked_for_in_the_official_order(lang_son: Unit) -> None:
    districts = queries.tree(lang_son, IN_2021, ["huyen"])
    assert [unit.code for unit in districts][:3] == ["178", "180", "181"]
    assert len(districts) == 11


def test_the_example_is_made_once_and_keeps_a_changed_password(db: None) -> None:
    account = do_prepare_example()
    assert account.is_example
    assert queries.example_password_in_use()
    account.set_password("mat-khau-da-doi-roi")
    account.save()
    assert do_prepare_example() == account
    assert Account.objects.count() == 1
    assert not queries.example_password_in_use()
    assert not do_prepare_example().check_password(example.PASSWORD)


def test_the_example_account_prepares_operates_and_administers_the_province(db: None) -> None:
    assert set(do_prepare_example().grants.values_list("role", "unit__code")) == {
        ("administrator", "20"),
        ("organiser", "20"),
        ("operator", "20"),
    }


def test_a_closed_example_account_is_no_danger(db: None) -> None:
    Account.objects.filter(pk=do_prepare_example().pk).update(is_active=False)
    assert not queries.example_password_in_use()
