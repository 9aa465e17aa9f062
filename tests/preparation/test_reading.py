"""Lists of people as offices send them: pasted, from Excel, broken in every usual way."""

import io
import unicodedata
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from nhipcau.core.errors import Refusal
from nhipcau.preparation import phones, reading


def sheet(rows: list[list[Any]], *, hidden_first: bool = False) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    if hidden_first:
        page.append(["Họ và tên"])
        page.append(["Người Ẩn"])
        page.sheet_state = "hidden"
        page = book.create_sheet("Hiện")
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "1. Hoàng Văn Thử - Chủ tịch UBND xã - 0900 000 001",
            ("Hoàng Văn Thử", "Chủ tịch UBND xã", "", "0900 000 001"),
        ),
        ("Vi Thị Mẫu – Phó Chủ tịch", ("Vi Thị Mẫu", "Phó Chủ tịch", "", "")),
        ("- Đồng chí Nông Đức Ví; Bí thư; ĐT: 0900.000.002", ("Nông Đức Ví", "Bí thư", "", "0900 000 002")),
        ("Lương Thị Tập, Công chức Văn phòng", ("Lương Thị Tập", "Công chức Văn phòng", "", "")),
        ("3\tHà Minh Giả\tKế toán\tUBND xã\t900000003", ("Hà Minh Giả", "Kế toán", "UBND xã", "0900 000 003")),
        ("Chu Thị Nháp | Trưởng phòng | Phòng Nội vụ", ("Chu Thị Nháp", "Trưởng phòng", "Phòng Nội vụ", "")),
    ],
)
def test_a_line_gives_name_position_office_and_phone(line: str, wanted: tuple[str, ...]) -> None:
    (row,) = reading.from_text(line)
    assert tuple(row[key] for key in ("name", "position", "office", "phone")) == wanted
    assert not row["problem"]


def test_half_a_telephone_number_is_shown_as_wrong() -> None:
    (row,) = reading.from_text("Hoàng Văn Thử - Chủ tịch - 09…")
    assert "không phải là số điện thoại" in row["problem"]


def test_what_excel_does_to_a_list_is_undone() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Thử")
    rows = reading.from_file(sheet([["DANH SÁCH ĐẠI BIỂU"], [], HEAD, [1, name, "Bí thư", "Đảng ủy xã", 912345678.0]]))
    assert [(row["line"], row["name"], row["phone"]) for row in rows] == [(4, "Nguyễn Thị Thử", "0912 345 678")]


def test_formulas_are_refused_row_by_row_and_never_evaluated() -> None:
    rows = reading.from_file(sheet([HEAD, [1, "=1+1", "", "", ""], [2, "Vi Thị Mẫu", "", "", "=A1"]]))
    assert ["công thức" in row["problem"] for row in rows] == [True, True]


def test_a_whole_line_in_the_cell_of_the_name_is_no_name() -> None:
    [row] = reading.from_text("x" * 101)
    assert "dài hơn 100 ký tự" in row["problem"]


def test_hidden_sheets_are_left_out_and_merged_cells_do_no_harm() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEAD)
    page.append([1, "Hoàng Văn Thử", "Chủ tịch", "UBND xã", "0900 000 001"])
    page.append([2, None, None, None, None])
    page.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    assert [row["name"] for row in reading.from_file(out.getvalue())] == ["Hoàng Văn Thử"]
    assert [row["name"] for row in reading.from_file(sheet([HEAD, [1, "Vi Thị Mẫu"]], hidden_first=True))] == [
        "Vi Thị Mẫu"
    ]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04cut", b"\xd0\xcf\x11\xe0old", b"\0\0\0", "Tên khác;Chức vụ\nA;B\n".encode(), b"PK"],
)
def test_what_is_no_list_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        reading.from_file(content)
    assert refused.value.status == 422


def test_an_upload_cut_off_is_refused_whole() -> None:
    content = sheet([HEAD, *[[i, f"Hoàng Văn {i}"] for i in range(200)]])
    with pytest.raises(Refusal):
        reading.from_file(content[: len(content) * 9 // 10])


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (90 * 1024 * 1024))
    with pytest.raises(Refusal, match="too_large_inside"):
        reading.from_file(out.getvalue())


def test_sixty_thousand_rows_are_refused_before_they_are_held() -> None:
    rows = "Họ và tên\n" + "".join(f"Hoàng Văn {i}\n" for i in range(60_000))
    with pytest.raises(Refusal, match="too_many_rows"):
        reading.from_file(rows.encode())


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for row in reading.from_text(text):
        assert unicodedata.is_normalized("NFC", row["name"])


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("0912345678", "0912 345 678"),
        ("912345678.0", "0912 345 678"),
        ("+84 912 345 678", "0912 345 678"),
        ("0900000001; 0900000002", "0900 000 001; 0900 000 002"),
        ("0205 3812 345", "0205 3812 345"),
        ("2053812345.0", "02053812345"),
        ("", ""),
    ],
)
def test_telephone_numbers_are_kept_in_groups(given_: str, kept: str) -> None:
    assert phones.read(given_) == kept


@pytest.mark.parametrize("given_", ["09x", "1", "abc", "0912 345 678 999 999 9"])
def test_what_is_no_number_is_refused(given_: str) -> None:
    with pytest.raises(Refusal, match="bad_phone"):
        phones.read(given_)
