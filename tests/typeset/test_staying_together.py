"""What must not stand alone: a signature below a table, a line that announces a list, a telephone number, a hyphen."""

import dataclasses

import pytest

from nhipcau.typeset import Profile, profile_by_id, render_docx, render_pdf
from nhipcau.typeset.model import Align, Block, Column, Item, Kind, Level, Paragraph, Row, Table, text
from tests.typeset.measuring import Sheet, sheets
from tests.typeset.papers import paper
from tests.typeset.word_files import paragraphs

EVERY = [profile_by_id(one) for one in ("nd30-2020", "hd36-2018", "hd05-2026")]


def drawn(profile: Profile, *blocks: Block) -> list[Sheet]:
    return sheets(render_pdf(dataclasses.replace(paper(Kind.REPORT, profile.system), blocks=blocks), profile))


def report(rows: int) -> Table:
    return Table(
        "t",
        (Column("TT", 1, Align.CENTER), Column("Điểm cầu", 6), Column("Đại biểu", 2)),
        tuple(Row((text(str(n)), text(f"Xã Tân Hòa {n}"), text("12"))) for n in range(1, rows + 1)),
    )


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
@pytest.mark.parametrize("rows", [1, *range(16, 32)])
def test_below_a_table_a_row_stays_with_the_signature_under_the_head_of_its_columns(
    rows: int, profile: Profile
) -> None:
    pages = drawn(profile, Paragraph("p", text("Số lượng đại biểu như sau:")), report(rows))
    signed = next(sheet for sheet in pages if sheet.has("Nguyễn Thị Hòa") or sheet.has("Trần Văn Phú"))
    assert signed.has(f"Xã Tân Hòa {rows}")
    assert signed.has("Điểm cầu")
    assert signed.has("Nơi nhận:")
    counted = [row.words for sheet in pages for row in sheet.rows if row.words.startswith("Xã Tân Hòa")]
    assert counted == [f"Xã Tân Hòa {n}" for n in range(1, rows + 1)]
    assert sum(row.words == "Điểm cầu" for row in signed.rows) == 1


@pytest.mark.parametrize("lines", range(20, 32))
def test_a_line_that_announces_a_list_goes_with_it(lines: int) -> None:
    before = (Paragraph(f"p{n}", text(f"Dòng {n}.")) for n in range(lines))
    items = (Item(f"i{n}", Level.DASH, text(f"Việc {n};")) for n in range(20))
    pages = drawn(EVERY[0], *before, Paragraph("lead", text("Đề nghị thực hiện:")), *items)
    assert any(sheet.has("Đề nghị thực hiện:") and sheet.has("Việc 0") for sheet in pages)


@pytest.mark.parametrize("lines", range(22, 30))
def test_a_point_that_is_a_title_goes_with_what_stands_below_it(lines: int) -> None:
    before = (Paragraph(f"p{n}", text(f"Dòng {n}.")) for n in range(lines))
    below = (Item(f"i{n}", Level.DASH, text(f"Việc {n};")) for n in range(20))
    pages = drawn(EVERY[0], *before, Item("t", Level.LETTER, text("Điểm cầu cấp xã")), *below)
    assert any(sheet.has("Điểm cầu cấp xã") and sheet.has("Việc 0") for sheet in pages)


@pytest.mark.parametrize("length", range(20, 80, 3))
def test_no_line_ends_within_a_telephone_number_or_before_a_hyphen(length: int) -> None:
    filling = "a" * length
    pages = drawn(
        EVERY[0],
        Paragraph("p", text(f"{filling} điện thoại 0200 000 002 và các nhiệm vụ phát triển kinh tế - xã hội.")),
        Paragraph("q", text("Kết.")),
    )
    rows = [row.words for sheet in pages for row in sheet.rows]
    assert any("0200 000 002" in row for row in rows)
    assert not any(row.startswith("- xã hội") for row in rows)


def test_in_word_the_last_row_and_a_line_that_announces_stay_with_what_follows() -> None:
    given = dataclasses.replace(
        paper(Kind.REPORT), blocks=(Paragraph("p", text("Số lượng như sau:")), report(3), Paragraph("q", text("Hết.")))
    )
    kept = {words for words, keep in paragraphs(render_docx(given, EVERY[0])) if keep}
    assert "Số lượng như sau:" in kept
    given = dataclasses.replace(given, blocks=given.blocks[:2])
    kept = {words for words, keep in paragraphs(render_docx(given, EVERY[0])) if keep}
    assert "3" in kept
    assert "2" not in kept


@pytest.mark.parametrize("profile", EVERY, ids=lambda one: one.id)
@pytest.mark.parametrize("years", range(1, 9))
def test_lines_of_a_title_do_not_part_a_word_or_a_year(years: int, profile: Profile) -> None:
    title = "Tổ chức Hội nghị trực tuyến tổng kết công tác " + ", ".join(f"năm {2020 + n}" for n in range(years))
    given = dataclasses.replace(paper(Kind.PLAN, profile.system), abstract=text(title))
    rows = [row.words for row in sheets(render_pdf(given, profile))[0].rows]
    assert any("công tác" in row for row in rows)
    assert all(any(f"năm {2020 + n}" in row for row in rows) for n in range(years))


@pytest.mark.parametrize("length", range(20, 80, 7))
def test_no_line_ends_within_a_time_of_day(length: int) -> None:
    pages = drawn(EVERY[0], Paragraph("p", text(f"{'a' * length} hoàn thành trước 16 giờ 00 ngày 18/12/2026 và nộp.")))
    assert any("16 giờ 00" in row.words for row in pages[0].rows)
