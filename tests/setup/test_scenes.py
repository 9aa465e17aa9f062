"""What tests begin with (`tests/support/scenes.py`): every test finds it as it was built, and leaves nothing behind."""

from typing import Any

import pytest

from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account, Unit
from tests.support.conferences import load_lang_son
from tests.support.people import new_account
from tests.support.scenes import scene

BUILT: list[str] = []


@scene
def clerk(lang_son: Unit) -> dict[str, Account]:
    BUILT.append("clerk")
    return {"account": new_account("unit_clerk", lang_son, username="clerk")}


@pytest.mark.parametrize("_time", range(2))
def test_a_test_finds_the_scene_as_it_was_built(clerk: dict[str, Any], lang_son: Unit, _time: int) -> None:
    assert [one.username for one in Account.objects.all()] == ["clerk"]
    assert clerk["account"] == Account.objects.get()
    assert lang_son.grants.get().account == clerk["account"]
    clerk["account"].delete()
    clerk.clear()
    Unit.objects.filter(pk=lang_son.pk).update(name="Khác")


def test_a_scene_is_seen_without_what_others_build_on_it(lang_son: Unit) -> None:
    assert lang_son.name == Unit.objects.get(pk=lang_son.pk).name == "Tỉnh Lạng Sơn"
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_without_a_scene_the_database_is_empty() -> None:
    assert not Unit.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_database_of_ones_own_is_empty_whichever_scene_was_open_before(own_database: str) -> None:
    assert not Unit.objects.exists()
    load_lang_son()


def test_each_is_built_once(clerk: dict[str, Any]) -> None:
    assert BUILT == ["clerk"]
