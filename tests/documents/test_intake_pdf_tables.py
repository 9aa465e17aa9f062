"""Tables drawn with rules in a PDF: cells told from the lines, wherever words wrap, join or stand in the middle."""

import io

import pytest
import typst
from pypdf import PdfReader

from nhipcau.documents.intake.pdf import text_of
from nhipcau.documents.intake.pdf_tables import with_tables
from nhipcau.typeset.fonts import font_folder


def drawn(markup: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    source = f'#set page(width: 210mm, height: 120mm, margin: 20mm)\n#set text(font: "Tinos", size: 13pt)\n{markup}'
    made = typst.compile(source.encode(), format="pdf", font_paths=fonts)
    assert isinstance(made, bytes)
    return made


def rows(markup: str) -> list[str]:
    return [line for line in text_of(drawn(markup)).split("\n") if line.startswith("|")]


ABOVE = "Kế hoạch phân công nhiệm vụ chuẩn bị hội nghị trực tuyến của tỉnh.\n\n"


def test_words_that_wrap_stay_in_their_cell_whatever_stands_beside_them() -> None:
    found = rows(
        ABOVE
        + """#table(columns: (1cm, 4cm, 3cm, 2.6cm), align: horizon,
        [TT], [Nội dung công việc], [Đơn vị chủ trì], [Thời gian hoàn thành],
        [1], [Chuẩn bị phòng họp, màn hình, âm thanh của điểm cầu], [Văn phòng Sở], [Trước ngày 08/3/2026],
        [2], [In tài liệu], [Phòng Hành chính - Quản trị], [])"""
    )
    assert found == [
        "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |",
        "| 1 | Chuẩn bị phòng họp, màn hình, âm thanh của điểm cầu | Văn phòng Sở | Trước ngày 08/3/2026 |",
        "| 2 | In tài liệu | Phòng Hành chính - Quản trị |  |",
    ]


def test_a_cell_over_several_rows_speaks_in_the_first_and_one_over_all_columns_alone() -> None:
    found = rows(
        ABOVE
        + """#table(columns: (1cm, 5cm, 4cm), align: horizon,
        [TT], [Nội dung công việc], [Đơn vị chủ trì],
        table.cell(colspan: 3)[Trước hội nghị],
        [1], [In tài liệu], table.cell(rowspan: 3)[Văn phòng Sở],
        [2], [Gửi tài liệu],
        [3], [Bày bàn ghế])"""
    )
    assert found == [
        "| TT | Nội dung công việc | Đơn vị chủ trì |",
        "| Trước hội nghị |",
        "| 1 | In tài liệu | Văn phòng Sở |",
        "| 2 | Gửi tài liệu |  |",
        "| 3 | Bày bàn ghế |  |",
    ]


def test_two_tables_on_a_page_stand_where_they_stood() -> None:
    one = "#table(columns: (3cm, 3cm), [Giờ], [Việc], [8], [Khai mạc])"
    lines = text_of(drawn(f"{ABOVE}{one}\n\nỞ giữa là một câu.\n\n{one}\n\nỞ cuối là một câu.")).split("\n")
    said = [line.strip() for line in lines if line.strip()]
    assert said[1:] == [
        *("| Giờ | Việc |", "| 8 | Khai mạc |", "Ở giữa là một câu."),
        *("| Giờ | Việc |", "| 8 | Khai mạc |", "Ở cuối là một câu."),
    ]


@pytest.mark.parametrize("markup", ["#line(length: 40%)\n" * 8, "#rect[Xem xong trả lại]\n" * 3])
def test_lines_and_boxes_are_no_tables(markup: str) -> None:
    assert rows(ABOVE + markup) == []


def test_where_the_letters_do_not_add_up_the_page_stays_as_it_was() -> None:
    page = PdfReader(io.BytesIO(drawn(f"{ABOVE}#table(columns: (3cm, 3cm), [Giờ], [Việc], [8], [Khai mạc])"))).pages[0]
    layout = page.extract_text(extraction_mode="layout").replace("Kế hoạch", "Kế")
    assert with_tables(page, layout) == layout


def test_what_ends_one_page_and_begins_the_next_is_no_running_head() -> None:
    first = "Các cơ quan gửi danh sách đại biểu trước khi hội nghị diễn ra, chậm nhất là\n\nngày 20/12/2021."
    text = text_of(drawn(f"{first}\n\n#pagebreak()\nngày 23/12/2021.\n\n{ABOVE}"))
    assert "ngày 20/12/2021." in text
    assert "ngày 23/12/2021." in text
