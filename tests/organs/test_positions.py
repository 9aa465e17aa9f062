"""Where units lie: from our own lists, from a form, from Excel and CSV; nothing is asked of anybody outside."""

from datetime import date

import pytest
from django.test import Client

from nhipcau.core.access import system
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.lists import do_apply_list, do_preview_list, preview_of, rows_of
from nhipcau.organs.models import Unit
from nhipcau.organs.sets import do_import_units
from nhipcau.organs.sheets import comma_separated, excel
from nhipcau.organs.tree import degrees, do_locate_unit, do_rename_unit
from nhipcau.organs.unit_files import COUNTRY_BEFORE, COUNTRY_SINCE, LANG_SON_2021, read_units
from tests.support.people import actor_for, new_account

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 6)


def district() -> Unit:
    return Unit.objects.filter(code="185").latest("valid_from")


@pytest.mark.parametrize("file", [COUNTRY_BEFORE, COUNTRY_SINCE], ids=lambda file: file.key)
def test_every_unit_of_the_country_has_a_place_inside_it(file) -> None:
    rows = list(read_units(file))
    assert all(row.latitude is not None and row.longitude is not None for row in rows)
    for row in rows:
        assert degrees(str(row.latitude), str(row.longitude)) == (row.latitude, row.longitude)


def test_a_province_of_2021_knows_all_but_a_few(lang_son: Unit) -> None:
    assert lang_son.position == (21.8564, 106.6291)
    unknown = Unit.objects.filter(latitude=None).count()
    assert unknown == sum(row.latitude is None for row in read_units(LANG_SON_2021)) == 8


def test_units_that_were_here_before_learn_it_and_what_was_entered_stays(lang_son: Unit) -> None:
    Unit.objects.update(latitude=None, longitude=None)
    Unit.objects.filter(pk=district().pk).update(latitude=20.0, longitude=105.0)
    assert do_import_units(system("test"), LANG_SON_2021) == 0
    assert Unit.objects.get(pk=lang_son.pk).position == (21.8564, 106.6291)
    assert district().position == (20.0, 105.0)
    entry = JournalEntry.objects.get(kind="units.located")
    assert entry.data["located"] == 212 - 8 - 1
    do_import_units(system("test"), LANG_SON_2021)
    assert JournalEntry.objects.filter(kind="units.located").count() == 1


@pytest.mark.parametrize("typed", [("21,8537", "106,7615"), ("21.8537", "106.7615"), (" 21.85370001 ", "106.7615")])
def test_offices_write_a_comma_and_machines_a_point(typed: tuple[str, str]) -> None:
    assert degrees(*typed) == (21.8537, 106.7615)


@pytest.mark.parametrize(
    "typed", [("106", "21"), ("21", ""), ("", "106"), ("x", "106"), ("nan", "106"), ("1e9", "106")]
)
def test_what_is_no_place_in_the_country_is_refused(typed: tuple[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        degrees(*typed)
    assert caught.value.status == 422


def test_a_renamed_unit_lies_where_it_lay(lang_son: Unit) -> None:
    before = district()
    after = do_rename_unit(system("test"), before.pk, "Thị xã Bắc Sơn", date(2024, 1, 1))
    assert after.position == before.position
    do_locate_unit(system("test"), after.pk, (21.9, 106.3))
    assert Unit.objects.get(pk=before.pk).position == (21.9, 106.3)


def test_the_form_says_it_and_takes_it_back(lang_son: Unit) -> None:
    client = Client()
    client.force_login(new_account("administrator", lang_son))
    url = f"/units/{district().pk}/edit"
    client.post(url, {"verb": "locate", "latitude": "21,9", "longitude": "106,3"})
    assert "21,9000° B, 106,3000° Đ" in client.get(f"/units/{district().pk}").content.decode()
    wrong = client.post(url, {"verb": "locate", "latitude": "106", "longitude": "21,9"})
    assert wrong.status_code == 422
    assert 'value="106"' in wrong.content.decode()
    client.post(url, {"verb": "locate", "latitude": "", "longitude": ""})
    assert district().position is None
    page = client.get(f"/units/{district().pk}").content.decode()
    assert "Tọa độ" not in page


@pytest.mark.parametrize("as_file", [excel, comma_separated])
def test_a_list_that_went_out_comes_back_without_a_change_and_with_one_it_is_located(lang_son: Unit, as_file) -> None:
    actor = actor_for(new_account("administrator", lang_son))
    listed = list(Unit.objects.filter(parent=lang_son).select_related("parent"))
    same, lines = preview_of(actor, do_preview_list(actor, "a.xlsx", as_file(rows_of(listed)), DAY).pk)
    assert {line.state for line in lines} == {"unchanged"}
    Unit.objects.filter(pk=listed[0].pk).update(latitude=None, longitude=None)
    preview, lines = preview_of(actor, do_preview_list(actor, "a.xlsx", as_file(rows_of(listed)), DAY).pk)
    assert [(line.code, line.message) for line in lines if line.state == "changed"] == [
        (listed[0].code, "Chưa có tọa độ")
    ]
    do_apply_list(actor, preview.pk, preview.digest)
    assert Unit.objects.get(pk=listed[0].pk).position == listed[0].position
    assert same.pk != preview.pk


def test_a_wrong_place_in_a_list_is_an_error_of_its_row(lang_son: Unit) -> None:
    actor = actor_for(new_account("administrator", lang_son))
    content = "Mã;Tên đơn vị;Vĩ độ;Kinh độ\n185;Huyện Bắc Sơn;106,3;21,8\n184;Huyện Văn Quan;;\n".encode()
    _preview, lines = preview_of(actor, do_preview_list(actor, "a.csv", content, DAY).pk)
    assert lines[0].state == "error"
    assert "nằm ngoài Việt Nam" in lines[0].message
    assert lines[1].state == "unchanged"  # an empty cell takes nothing away
