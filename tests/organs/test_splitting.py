"""One unit becomes several: dates, ties, what lies below, what follows, and who may."""

from datetime import date

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference, Room
from nhipcau.core.access import Need, may, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import history
from nhipcau.organs.models import Organ, Succession, Unit
from nhipcau.organs.queries import units_at
from nhipcau.organs.sets import STREAM
from nhipcau.organs.tree import Part, do_split_unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.weights import MOST_BYTES, weight

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)
SYSTEM = system("test")


@pytest.fixture
def district(lang_son: Unit) -> Unit:
    return Unit.objects.get(code="185", tier="huyen")


def halves(unit: Unit) -> list[Part]:
    pks = list(unit.children.values_list("pk", flat=True))
    return [
        Part("185", "Huyện Bắc Sơn", frozenset(pks[:7])),
        Part("999", "Huyện Vũ Sơn", frozenset(pks[7:])),
    ]


def test_the_parts_begin_when_the_whole_ends_and_are_tied_to_it(district: Unit) -> None:
    communes = district.children.count()
    first, second = do_split_unit(SYSTEM, district.pk, halves(district), ON, "Nghị quyết thử")
    district.refresh_from_db()
    assert district.valid_to == ON
    assert (first.valid_from, first.valid_to) == (ON, date(2025, 7, 1))  # no longer than the whole would have been
    ties = Succession.objects.filter(before=district)
    assert {(tie.after_id, tie.kind, tie.on, tie.basis) for tie in ties} == {
        (one.pk, "split", ON, "Nghị quyết thử") for one in (first, second)
    }
    after = units_at(ON)
    assert after.filter(parent=first).count() == 7
    assert after.filter(parent=second).count() == communes - 7
    assert not after.filter(pk=district.pk).exists()
    assert set(history.became(district, ON)) == {first, second}
    assert record.verify(STREAM) == []


def test_every_commune_goes_on_as_itself(district: Unit) -> None:
    before = list(district.children.all())
    do_split_unit(SYSTEM, district.pk, halves(district), ON)
    for commune in before:
        (now,) = history.became(commune, ON)
        assert (now.code, now.name) == (commune.code, commune.name)
        assert Succession.objects.get(before=commune, on=ON).kind == "moved"


def test_a_commune_is_split_like_a_district(district: Unit) -> None:
    commune = district.children.first()
    assert commune is not None
    made = do_split_unit(SYSTEM, commune.pk, [Part(commune.code, "Xã Một"), Part("99998", "Xã Hai")], ON)
    assert {one.parent_id for one in made} == {district.pk}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([Part("185", "Huyện Một")], "too_few_units"),
        ([Part("999", "Huyện Một"), Part("999", "Huyện Hai")], "code_twice"),
        ([Part("998", "Huyện Một"), Part("999", "Huyện Hai")], "not_parted"),
        ([Part("998", ""), Part("999", "Huyện Hai")], "bad_name"),
        ([Part("178", "Huyện Một"), Part("999", "Huyện Hai")], "code_taken"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_done(district: Unit, parts: list[Part], code: str) -> None:
    pks = frozenset(district.children.values_list("pk", flat=True))
    if code in {"bad_name", "code_taken"}:
        parts = [Part(parts[0].code, parts[0].name, pks), parts[1]]
    before = (Unit.objects.count(), JournalEntry.objects.count())
    with pytest.raises(Refusal) as caught:
        do_split_unit(SYSTEM, district.pk, parts, ON)
    assert caught.value.code == code
    assert (Unit.objects.count(), JournalEntry.objects.count()) == before
    district.refresh_from_db()
    assert district.valid_to == date(2025, 7, 1)


def test_it_is_not_done_twice(district: Unit) -> None:
    parts = halves(district)
    do_split_unit(SYSTEM, district.pk, parts, ON)
    with pytest.raises(Refusal) as caught:
        do_split_unit(SYSTEM, district.pk, parts, ON)
    assert caught.value.code == "not_valid_then"


def test_only_who_administers_the_unit_above_splits_it(district: Unit) -> None:
    for role, at in (("administrator", district), ("organiser", district.parent), ("viewer", district.parent)):
        actor = actor_for(new_account(role, at))
        with pytest.raises(Refusal) as caught:
            do_split_unit(actor, district.pk, halves(district), ON)
        assert caught.value.status in {403, 404}
    boss = actor_for(new_account("administrator", district.parent))
    assert len(do_split_unit(boss, district.pk, halves(district), ON)) == 2


def test_nobody_is_taken_to_have_gone_anywhere_and_records_go_to_the_first(district: Unit) -> None:
    clerk = actor_for(new_account("unit_clerk", district))
    organ = Organ.objects.create(kind="y_te", name="Bệnh viện", keeper=district, unit=district, valid_from=ON)
    first, second = do_split_unit(SYSTEM, district.pk, halves(district), ON)
    assert may(clerk, district.path, Need.REGISTER)
    assert not any(may(clerk, part.path, Need.VIEW) for part in (first, second))
    organ.refresh_from_db()
    assert organ.keeper_id == first.pk


@pytest.fixture
def boss(district: Unit) -> Client:
    client = Client()
    client.force_login(new_account("administrator", district.parent))
    return client


def form(district: Unit, **changes: str) -> dict[str, str]:
    pks = list(district.children.values_list("pk", flat=True))
    return {
        "number": "2",
        "code-1": "185",
        "name-1": "Huyện Bắc Sơn",
        "code-2": "999",
        "name-2": "Huyện Vũ Sơn",
        "on": "01/01/2022",
        "basis": "Nghị quyết thử",
        **{f"to-{pk}": "1" if n < 7 else "2" for n, pk in enumerate(pks)},
        **changes,
    }


def test_the_page_shows_what_follows_before_it_is_done(district: Unit, boss: Client) -> None:
    call: Conference = make_conference(tiers=THREE_TIERS[:2], start_date=date(2022, 2, 1), units_on=date(2021, 12, 6))
    Room.objects.create(unit=district, name="Phòng họp tầng 2")
    new_account("unit_clerk", district)
    url = f"/units/{district.pk}/split"
    assert "Đơn vị trực thuộc về đơn vị thứ" in boss.get(url).content.decode()
    page = boss.post(url, form(district, verb="preview")).content.decode()
    for words in (call.title, "Phòng họp tầng 2", "Đầu mối của đơn vị", "Từ 01/01/2022 thành 2 đơn vị"):
        assert words in page
    assert Unit.objects.filter(code="999").count() == 0
    assert boss.post(url, form(district, verb="split")).status_code == 302
    assert Unit.objects.get(code="999").valid_from == date(2022, 1, 1)
    after = boss.get(f"/units/{district.pk}").content.decode()
    assert "Chia tách, 01/01/2022" in " ".join(after.split())


def test_the_form_keeps_what_was_typed_and_takes_one_part_more(district: Unit, boss: Client) -> None:
    url = f"/units/{district.pk}/split"
    more = boss.post(url, form(district, verb="more")).content.decode()
    assert 'name="code-3"' in more
    assert 'value="Huyện Vũ Sơn"' in more
    wrong = boss.post(url, form(district, verb="preview", on="32/13/2022"))
    assert wrong.status_code == 422
    assert 'value="Huyện Vũ Sơn"' in wrong.content.decode()
    assert 'value="32/13/2022"' in wrong.content.decode()


def test_thousands_below_go_by_their_codes_and_the_rest_together(district: Unit, boss: Client) -> None:
    url, day = f"/units/{district.pk}/split", date(2020, 1, 1)
    Unit.objects.bulk_create(
        Unit(
            code=f"8{n:05}",
            name=f"Xã Thử {n}",
            short_name=f"Thử {n}",
            tier="xa",
            parent=district,
            path=f"{district.path}8{n:05}/",
            order=n,
            valid_from=day,
        )
        for n in range(3321)
    )
    page = boss.get(url).content.decode()
    assert "đơn vị trực thuộc, những đơn vị không ghi mã ở trên về đơn vị thứ" in page
    assert weight(page.encode()) <= MOST_BYTES
    rows = {"number": "2", "code-1": "185", "name-1": "Huyện Bắc Sơn", "code-2": "999", "name-2": "Huyện Vũ Sơn"}
    typed = rows | {"on": "01/01/2022", "codes-2": "800001, 800002;\n800003", "verb": "preview"}
    wrong = boss.post(url, typed | {"rest": "1", "codes-1": "177777 800009"})
    assert wrong.status_code == 422
    assert "mã: 177777." in wrong.content.decode()
    assert ">177777 800009</textarea>" in wrong.content.decode()
    assert boss.post(url, typed | {"rest": ""}).status_code == 422
    shown = boss.post(url, typed | {"rest": "1"}).content.decode()
    assert "Xã Thử 1, Xã Thử 2, Xã Thử 3</span>" in " ".join(shown.split())
    assert weight(shown.encode()) <= MOST_BYTES
