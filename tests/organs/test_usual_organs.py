"""Council, committee and Party committee of a province and of all below it, in one action that may be repeated."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Organ, Unit
from nhipcau.organs.queries import organs_writing_for
from nhipcau.organs.usual import do_enter_usual_organs, missing_in
from tests.support.people import actor_for, new_account

DAY = date(2021, 12, 24)


def _names(code: str) -> list[str]:
    return list(Organ.objects.filter(unit__code=code).order_by("kind").values_list("name", flat=True))


def test_every_unit_gets_what_its_kind_has(lang_son: Unit) -> None:
    actor = actor_for(new_account("administrator", lang_son))
    assert do_enter_usual_organs(actor, lang_son.pk, DAY) == 212 * 3
    assert _names("20") == ["Tỉnh ủy Lạng Sơn", "Hội đồng nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn"]
    assert _names("185")[0] == "Huyện ủy Bắc Sơn"
    assert _names("178")[0] == "Thành ủy Lạng Sơn"
    commune = Unit.objects.filter(parent__code="185", name__startswith="Xã").first()
    assert commune is not None
    party = Organ.objects.get(unit=commune, kind=Organ.Kind.PARTY)
    assert party.name == f"Đảng ủy xã {commune.short_name}"
    assert party.letterhead_lines == ["ĐẢNG BỘ HUYỆN BẮC SƠN", party.name.upper()]


def test_again_it_enters_nothing_and_keeps_what_was_there(lang_son: Unit) -> None:
    actor = actor_for(new_account("administrator", lang_son))
    district = Unit.objects.get(code="185")
    kept = Organ.objects.create(
        unit=district, keeper=district, kind=Organ.Kind.COMMITTEE, name="UBND Bắc Sơn", valid_from=district.valid_from
    )
    before = missing_in(district, DAY)
    assert do_enter_usual_organs(actor, district.pk, DAY) == before > 0
    assert [organ.pk for organ in Organ.objects.filter(unit=district, kind=Organ.Kind.COMMITTEE)] == [kept.pk]
    entries = JournalEntry.objects.filter(kind="organs.usual_entered").count()
    assert do_enter_usual_organs(actor, district.pk, DAY) == 0
    assert missing_in(district, DAY) == 0
    assert JournalEntry.objects.filter(kind="organs.usual_entered").count() == entries == 1


@pytest.mark.parametrize("again", [False, True])
def test_the_page_of_a_unit_offers_it_as_long_as_some_are_missing(lang_son: Unit, client: Client, again: bool) -> None:
    client.force_login(new_account("administrator", lang_son))
    page = reverse("unit", args=[lang_son.pk])
    assert "636 cơ quan còn thiếu" in client.get(page).content.decode()
    if again:
        client.post(reverse("unit-organs", args=[lang_son.pk]))
    said = client.post(reverse("unit-organs", args=[lang_son.pk]), follow=True).content.decode()
    assert ("đã có đủ" if again else "Đã ghi 636 cơ quan") in said
    assert "còn thiếu" not in said


def test_the_organs_of_a_unit_that_ended_write_for_its_past_conferences_and_no_others(lang_son: Unit) -> None:
    do_enter_usual_organs(actor_for(new_account("administrator", lang_son)), lang_son.pk, DAY)
    assert lang_son.valid_to is not None
    assert {organ.kind for organ in organs_writing_for(lang_son.pk)} == {"hdnd", "ubnd", "dang"}
    ended = Organ.objects.get(unit=lang_son, kind=Organ.Kind.COUNCIL)
    Organ.objects.filter(pk=ended.pk).update(valid_to=date(2024, 1, 1))
    assert ended not in organs_writing_for(lang_son.pk)
