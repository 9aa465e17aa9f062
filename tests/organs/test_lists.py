"""Lists of units from Excel and CSV: what would happen is said first, and exactly that happens."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import browse, lists, queries, sheets
from nhipcau.organs.compare import Line
from nhipcau.organs.models import ListPreview, Unit
from nhipcau.organs.tree import do_rename_unit
from tests.support.people import actor_for, new_account

ON = date(2024, 1, 1)
HEADINGS = ["Mã", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên", "Từ ngày", "Không còn từ ngày"]


@pytest.fixture
def actor(lang_son: Unit):
    return actor_for(new_account("administrator", lang_son))


def book(*rows, prepare=lambda book: None, headings=HEADINGS) -> bytes:
    made = Workbook()
    made.active.append(headings)
    for row in rows:
        made.active.append(row)
    prepare(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def previewed(actor, content: bytes, name: str = "danh-sach.xlsx") -> tuple[ListPreview, list[Line]]:
    return lists.preview_of(actor, lists.do_preview_list(actor, name, content, ON).pk)


def states(lines: list[Line]) -> list[str]:
    return [line.state for line in lines]


def unit(code: str, day: date = ON) -> Unit:
    return queries.units_at(day).get(code=code)


def test_each_row_is_new_changed_unchanged_or_an_error_with_its_line(actor) -> None:
    _, lines = previewed(
        actor,
        book(
            ["99999", "Xã Thử", "Cấp xã", "185"],
            ["185", "Thị xã Bắc Sơn", "Cấp huyện", "20"],
            ["178", "Thành phố Lạng Sơn", "Cấp huyện", "20"],
            ["99998", "Xã Lạc", "Cấp xã", "777"],
            ["", "Xã Không Mã", "Cấp xã", "185"],
            ["99999", "Xã Thử Hai", "Cấp xã", "185"],
            ["05971", "Phường Hoàng Văn Thụ", "Cấp xã", "185"],
        ),
    )
    assert states(lines) == ["new", "changed", "unchanged", "error", "error", "error", "changed"]
    assert [line.line for line in lines] == [2, 3, 4, 5, 6, 7, 8]
    assert "Huyện Bắc Sơn" in lines[1].message
    assert "777" in lines[3].message
    assert "bỏ gộp ô" in lines[4].message
    assert "dòng 2" in lines[5].message
    assert lines[6].doing == ("moved",)


def test_a_new_unit_ends_with_the_one_it_lies_in_and_the_tree_stays_where_it_was(actor, lang_son: Unit) -> None:
    before = browse.default_day()
    preview, (line, late, gone) = previewed(
        actor,
        book(
            ["99999", "Xã Thử", "Cấp xã", "185"],
            ["99998", "Xã Dài", "Cấp xã", "185", "", date(2031, 1, 1)],
            ["99997", "Xã Muộn", "Cấp xã", "185", date(2026, 2, 3)],
        ),
    )
    assert lang_son.valid_to is not None
    assert line.ends == lang_son.valid_to.isoformat()
    assert "01/07/2025, cùng Huyện Bắc Sơn" in line.message
    assert (late.state, gone.state) == ("error", "error")
    assert "không còn từ 01/07/2025" in late.message
    assert "01/07/2025" in gone.message
    assert "03/02/2026" in gone.message
    assert (gone.parent, gone.on) == ("185", "2026-02-03")
    lists.do_apply_list(actor, preview.pk, preview.digest)
    assert unit("99999").valid_to == lang_son.valid_to
    assert browse.default_day() == before


def test_what_was_previewed_is_applied_and_a_second_time_is_refused(actor) -> None:
    preview, lines = previewed(
        actor,
        book(
            ["99991.1", "Khối 1", "Cấp xã", "99991"],
            ["99991", "Xã Thử", "Cấp xã", "185"],
            ["185", "Thị xã Bắc Sơn", "Cấp huyện", "20"],
            ["05971", "Phường Hoàng Văn Thụ", "Cấp xã", "185"],
            ["05974", "Phường Tam Thanh", "Cấp xã", "178", "", date(2024, 6, 1)],
        ),
    )
    assert states(lines) == ["new", "new", "changed", "changed", "changed"]
    assert lists.do_apply_list(actor, preview.pk, preview.digest) == lists.Applied(2, 3)
    assert unit("185").name == "Thị xã Bắc Sơn"
    assert unit("185", date(2023, 12, 31)).name == "Huyện Bắc Sơn"
    assert unit("99991.1").path.startswith(unit("99991").path)
    assert unit("99991").path.startswith(unit("185").path)
    assert unit("05971").parent == unit("185")
    assert not queries.units_at(date(2024, 6, 1)).filter(code="05974").exists()
    with pytest.raises(Refusal, match="applied_before"):
        lists.do_apply_list(actor, preview.pk, preview.digest)
    assert JournalEntry.objects.get(kind="units.list_applied").data["new"] == 2


def test_a_tree_that_changed_meanwhile_is_compared_anew_and_nothing_is_applied(actor) -> None:
    preview, _ = previewed(actor, book(["185", "Thị xã Bắc Sơn", "", "20"]))
    do_rename_unit(actor, unit("185").pk, "Huyện Bắc Sơn Mới", ON)
    with pytest.raises(Refusal, match="tree_changed"):
        lists.do_apply_list(actor, preview.pk, preview.digest)
    assert unit("185").name == "Huyện Bắc Sơn Mới"
    preview.refresh_from_db()
    lists.do_apply_list(actor, preview.pk, preview.digest)
    assert unit("185").name == "Thị xã Bắc Sơn"


def test_a_digest_of_something_else_applies_nothing(actor) -> None:
    preview, _ = previewed(actor, book(["99999", "Xã Thử", "", "185"]))
    with pytest.raises(Refusal, match="tree_changed"):
        lists.do_apply_list(actor, preview.pk, "0" * 64)
    assert not Unit.objects.filter(code="99999").exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_given_back_changes_nothing(actor, form: str) -> None:
    rows = lists.rows_of(list(queries.units_at(ON).select_related("parent").order_by("path")))
    content = sheets.excel(rows) if form == "xlsx" else sheets.comma_separated(rows)
    _, lines = previewed(actor, content)
    # The province itself lies below no unit of this administrator's that could change it; it need not.
    assert set(states(lines)) == {"unchanged"}
    assert len(lines) == 212


def test_outside_ones_own_subtree_every_row_is_an_error(lang_son: Unit) -> None:
    district = actor_for(new_account("administrator", unit("185")))
    _, lines = previewed(
        district,
        book(
            ["99999", "Xã Thử", "", "178"],
            ["178", "Thành phố Khác", "", "20"],
            ["05971", "Phường Hoàng Văn Thụ", "", "185"],
            ["99998", "Xã Của Mình", "", "185"],
        ),
    )
    assert states(lines) == ["error", "error", "error", "new"]
    assert all("ngoài phạm vi" in line.message for line in lines[:3])


def test_what_excel_does_to_codes_and_dates_is_undone(actor) -> None:
    nfd = unicodedata.normalize("NFD", "Phường Hoàng Văn Thụ")
    _, lines = previewed(
        actor,
        book(
            [5971, nfd, "Cấp xã", 178],
            [99999.0, "Xã Thử", "Cấp xã", 185.0, "15/2/2024"],
            ["99998", "Xã Thử", "Cấp xã", "185", datetime(2024, 2, 15)],
            ["99997", "Xã Thử", "Cấp xã", "185", 45337],
            ["99996", "Xã Thử", "Cấp xã", "185", "mùa xuân"],
        ),
    )
    assert states(lines) == ["unchanged", "new", "new", "new", "error"]
    assert {line.on for line in lines[1:4]} == {"2024-02-15"}
    assert "mùa xuân" in lines[4].message


def test_formulas_are_never_evaluated(actor) -> None:
    _, lines = previewed(actor, book(["99999", '=HYPERLINK("http://x","Xã")', "Cấp xã", "185"]))
    assert states(lines) == ["error"]
    assert "công thức" in lines[0].message
    _, lines = previewed(actor, "Mã;Tên đơn vị;Mã cấp trên\n99999;=1+1;185\n".encode(), "x.csv")
    assert "công thức" in lines[0].message


def test_hidden_sheets_are_left_out(actor) -> None:
    def hide(made: Workbook) -> None:
        hidden = made.create_sheet("ẩn", 0)
        hidden.append(HEADINGS)
        hidden.append(["99998", "Xã Ẩn", "Cấp xã", "185"])
        hidden.sheet_state = "hidden"

    _, lines = previewed(actor, book(["99999", "Xã Thử", "Cấp xã", "185"], prepare=hide))
    assert [line.code for line in lines] == ["99999"]


def test_merged_cells_leave_errors_that_say_so(actor) -> None:
    content = book(
        ["99998", "Xã Một", "Cấp xã", "185"],
        ["99999", None, "Cấp xã", None],
        prepare=lambda made: made.active.merge_cells("B2:B3"),
    )
    _, lines = previewed(actor, content)
    assert states(lines) == ["new", "error"]
    assert "gộp" in lines[1].message


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<x/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * (90 * 1024 * 1024))
    return out.getvalue()


def _with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    content = book(["99999", "Xã Thử", "Cấp xã", "185"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            text = parts.read(name)
            made.writestr(name, change(text) if name == "xl/worksheets/sheet1.xml" else text)
    return out.getvalue()


def _entities() -> bytes:
    return _with_sheet(lambda text: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + text)


def _far_row() -> bytes:
    """A row that says it is number 999,999,999: whoever fills the gap is busy for an hour."""
    return _with_sheet(lambda text: text.replace(b'<row r="2"', b'<row r="999999999"').replace(b'2"', b'999999999"'))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_list"),
        (b"PK\x03\x04 half", "not_a_list"),
        (book(["99999", "Xã Thử"])[:-2000], "not_a_list"),
        (b"\xd0\xcf\x11\xe0 old", "old_excel"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_list"),
        ("chỉ có chữ\n".encode(), "no_headings"),
        (book(headings=["A", "B"]), "no_headings"),
        (book(), "empty_list"),
        (_bomb(), "too_large_inside"),
        (_entities(), "not_a_list"),
        (_far_row(), "too_many_rows"),
        (b"M\xc3\xa3;T\xc3\xaan\n" + b"1;x\n" * 60_000, "too_many_rows"),
    ],
    ids=[
        "nothing",
        "not-zip",
        "cut-off",
        "xls",
        "picture",
        "text",
        "headings",
        "empty",
        "bomb",
        "entities",
        "far-row",
        "60000",
    ],
)
def test_what_is_no_list_is_refused_in_words_and_nothing_is_kept(actor, content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        lists.do_preview_list(actor, "x.xlsx", content, ON)
    assert refused.value.hint
    assert not ListPreview.objects.exists()


def test_sixty_thousand_rows_of_excel_are_refused(actor) -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    sheet.append(HEADINGS)
    for number in range(60_000):
        sheet.append([f"{number:05}", "Xã Thử", "Cấp xã", "185"])
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Refusal, match="too_many_rows"):
        lists.do_preview_list(actor, "x.xlsx", out.getvalue(), ON)


def test_a_name_that_climbs_folders_is_only_a_name(actor) -> None:
    preview, _ = previewed(actor, book(["99999", "Xã Thử", "", "185"]), "../../x.xlsx")
    assert preview.filename == "x.xlsx"
    assert lists.do_preview_list(actor, "..\\..\\x.xlsx", book(["9", "Xã"]), ON).filename == "x.xlsx"


def test_exported_cells_never_begin_a_formula() -> None:
    rows = [("1", "=1+1", "+x", "-x", ON, "@x")]
    cells = next(load_workbook(io.BytesIO(sheets.excel(rows))).active.iter_rows(min_row=2))
    assert all(cell.data_type != "f" for cell in cells)
    assert [cell.value for cell in cells][1:4] == ["'=1+1", "'+x", "'-x"]
    text = sheets.comma_separated(rows)
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines()[1] == "1;'=1+1;'+x;'-x;01/01/2024;'@x"
