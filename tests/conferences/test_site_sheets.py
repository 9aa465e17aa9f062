"""Sites go out to Excel and come back: previewed row by row, applied as previewed or not at all, never a formula."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from nhipcau.conferences.models import Conference
from nhipcau.conferences.sites import sheets
from nhipcau.conferences.sites.sheet_commands import Applied, do_apply_sheet, do_preview_sheet, sheet_of
from nhipcau.conferences.sites.sheet_lines import digest
from nhipcau.conferences.sites.steps import do_undo_step
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import MakeAccount, actor_for, new_account
from tests.support.scenes import scene

HEAD = ("Mã điểm cầu", "Tên điểm cầu", "Cấp", "Thuộc", "Mã đơn vị", "Địa điểm")


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@scene
def small(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def workbook(*rows: tuple[Any, ...], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(actor: Actor, conference: Conference, content: bytes) -> list[tuple[str, str]]:
    sheet = do_preview_sheet(actor, conference.pk, "x.xlsx", content)
    return [(line.state, line.message) for line in sheet_of(actor, conference.pk, sheet.pk)[1]]


def apply(actor: Actor, conference: Conference, content: bytes) -> Applied:
    sheet = do_preview_sheet(actor, conference.pk, "x.xlsx", content)
    return do_apply_sheet(actor, conference.pk, sheet.pk, sheet.digest)


def test_what_went_out_and_comes_back_unchanged_changes_nothing(organiser: Actor, conference: Conference) -> None:
    conference.sites.filter(unit__code="178").update(name="=SUM(A1)", venue="+84 hội trường")
    file = sheets.excel(conference)
    cells = [str(cell.value or "") for row in load_workbook(io.BytesIO(file)).worksheets[0] for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert {state for state, _message in told(organiser, conference, file)} == {"same"}
    assert apply(organiser, conference, file) == Applied(0, 0)


def test_rows_rename_and_add_units_and_places_of_their_own(organiser: Actor, small: Conference) -> None:
    district = small.sites.get(unit__code="185")
    content = workbook(
        (district.pk, "Huyện Bắc Sơn (mới)", "", "", "", "Hội trường huyện"),
        (None, "", "", "", 6325.0, ""),
        (None, "Trường THPT Thử", "Cấp xã", "Huyện Bắc Sơn", "", "Phòng 1"),
        (None, "Trường THCS Thử", "xã", None, "", ""),
    )
    unit = Unit.objects.filter(code="06325").first()
    assert unit is not None
    assert apply(organiser, small, content) == Applied(3, 1)
    district.refresh_from_db()
    assert (district.name, district.venue) == ("Huyện Bắc Sơn (mới)", "Hội trường huyện")
    assert small.sites.get(unit=unit).name == unit.name
    assert small.sites.get(name="Trường THCS Thử").parent == district, "a merged cell holds for the rows below it"
    do_undo_step(organiser, small.pk, small.site_steps.get().pk)
    district.refresh_from_db()
    assert (district.name, small.sites.count()) == ("Huyện Bắc Sơn", 12)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((10**9, "X", "Cấp xã", "", "", ""), "không có điểm cầu mang mã"),
        ((None, "X", "cấp thôn", "", "", ""), "Cột “Cấp” ghi “cấp thôn”"),
        ((None, "X", "Cấp xã", "Huyện Không Có", "", ""), "không có trong hội nghị"),
        ((None, "", "Cấp xã", "", "", "Hội trường"), "Chưa có tên điểm cầu"),
        ((None, "", "", "", "99999", ""), "Không có đơn vị mang mã 99999"),
        ((None, "=1+1", "Cấp xã", "", "", ""), "là công thức"),
        ((None, "x" * 201, "Cấp xã", "", "", ""), "dài quá 200 ký tự"),
    ],
)
def test_a_row_that_cannot_be_says_why_and_the_others_are_taken(
    organiser: Actor, small: Conference, row: tuple[Any, ...], message: str
) -> None:
    lines = told(organiser, small, workbook(row, (None, "Trường Thử", "Cấp xã", "Huyện Bắc Sơn", "", "")))
    assert lines[0][0] == "error"
    assert message in lines[0][1]
    assert lines[1][0] == "new"


def test_the_same_place_twice_is_taken_once(organiser: Actor, small: Conference) -> None:
    row = (None, "Trường Thử", "Cấp xã", "", "", "")
    assert [state for state, _ in told(organiser, small, workbook(row, row))] == ["new", "error"]


def test_merged_cells_and_hidden_sheets_are_read_as_they_are_seen(organiser: Actor, small: Conference) -> None:
    def change(book: Workbook) -> None:
        hidden = book.create_sheet("Ẩn", 0)
        hidden.sheet_state = "hidden"
        hidden.append(HEAD)
        hidden.append((None, "Không được đọc", "Cấp xã", "", "", ""))
        shown = book.worksheets[1]
        shown.merge_cells("D2:D3")

    rows = ((None, "Một", "Cấp xã", "Huyện Bắc Sơn", "", ""), (None, "Hai", "Cấp xã", None, "", ""))
    apply(organiser, small, workbook(*rows, change=change))
    parents = small.sites.filter(name__in=["Một", "Hai"]).values_list("parent__name", flat=True)
    assert list(parents) == ["Huyện Bắc Sơn", "Huyện Bắc Sơn"]
    assert not small.sites.filter(name="Không được đọc").exists()


def test_rows_below_a_place_that_is_not_found_are_not_put_elsewhere(organiser: Actor, small: Conference) -> None:
    rows = ((None, "Một", "Cấp xã", "Huyện Không Có", "", ""), (None, "Hai", "Cấp xã", None, "", ""))
    assert [state for state, _ in told(organiser, small, workbook(*rows))] == ["error", "error"]


def test_sixty_thousand_rows_are_refused_before_anything_changes(organiser: Actor, small: Conference) -> None:
    lines = "\n".join(f"Trường {n};Cấp xã" for n in range(60_000))
    with pytest.raises(Refusal) as refused:
        do_preview_sheet(organiser, small.pk, "x.csv", f"Tên điểm cầu;Cấp\n{lines}".encode())
    assert refused.value.code == "too_many_rows"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0old", "Họ tên\nA".encode()])
def test_what_is_no_list_is_refused_with_what_to_do(organiser: Actor, small: Conference, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        do_preview_sheet(organiser, small.pk, "../../x", content)
    assert refused.value.status == 422
    assert refused.value.hint


def test_what_changed_since_the_preview_is_shown_again_first(organiser: Actor, small: Conference) -> None:
    content = workbook((None, "Trường Thử", "Cấp xã", "", "", ""))
    sheet = do_preview_sheet(organiser, small.pk, "../../x.xlsx", content)
    assert sheet.filename == "x.xlsx"
    apply(organiser, small, content)
    with pytest.raises(Refusal) as refused:
        do_apply_sheet(organiser, small.pk, sheet.pk, sheet.digest)
    assert refused.value.code == "sites_changed"
    lines = sheet_of(organiser, small.pk, sheet.pk)[1]
    assert do_apply_sheet(organiser, small.pk, sheet.pk, digest(lines)) == Applied(0, 0)
    with pytest.raises(Refusal):
        do_apply_sheet(organiser, small.pk, sheet.pk, digest(lines))


def test_the_way_through_the_pages(small: Conference, lang_son: Unit) -> None:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    content = workbook((None, "Trường Thử", "Cấp xã", "Huyện Bắc Sơn", "", ""), (None, "X", "?", "", "", ""))
    upload = client.post(f"/conferences/{small.pk}/sites/import", {"file": SimpleUploadedFile("x.xlsx", content)})
    page = client.get(upload.url)
    assert "Nhập 1 dòng mới và thay đổi" in page.content.decode()
    assert "1 dòng lỗi không được nhập" in page.content.decode()
    done = client.post(upload.url, {"digest": page.context["digest"]}, follow=True)
    assert "Đã nhập: 1 điểm cầu mới" in done.content.decode()
    assert client.post(f"/conferences/{small.pk}/sites/import", {}).status_code == 422
