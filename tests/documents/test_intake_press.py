"""Media bodies asked to attend or report: names short and long, in lists, tables and tasks."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


@pytest.mark.parametrize(
    "name",
    [
        "Trang TTĐT Công an tỉnh",
        "Trang thông tin điện tử Hội Nông dân tỉnh",
        "Cổng TTĐT Đoàn Thanh niên tỉnh",
        "Báo và Đài Phát thanh, Truyền hình Mộc Hạ",
        "Báo và Phát thanh - Truyền hình tỉnh",
        "Báo và PTTH Mộc Hạ",
        "Đài PT&TH tỉnh",
        "Đài PT-TH Mộc Hạ",
        "Trung tâm Văn hoá - Thể thao và Truyền thông",
        "Trung tâm VH-TT&TT huyện",
        "TT Văn hoá, TT-TT huyện",
    ],
)
def test_each_way_to_write_a_media_body_is_one_body(name: str) -> None:
    assert notice(f"{TIME}2. Phân công\n\n2.1. Đề nghị {name} cử phóng viên dự, đưa tin.\n")["press"] == [name]


def test_bodies_of_a_row_whose_task_is_to_report() -> None:
    body = (
        f"{TIME}2. Phân công\n\n| TT | Đơn vị | Nhiệm vụ |\n|---|---|---|\n| 1 | Sở Y tế | Cử bác sĩ trực |\n"
        "| 2 | Báo và Đài Phát thanh - Truyền hình tỉnh; Cổng TTĐT tỉnh | Đưa tin, phản ánh kết quả |\n"
    )
    assert notice(body)["press"] == ["Báo và Đài Phát thanh - Truyền hình tỉnh", "Cổng TTĐT tỉnh"]


def test_the_fuller_of_two_names_is_kept() -> None:
    body = (
        f"{TIME}2. Thành phần\n\n- Phóng viên Đài PT-TH Mộc Hạ.\n\n3. Phân công\n\n"
        "3.1. Đài Phát thanh và Truyền hình Mộc Hạ: đưa tin.\n"
    )
    assert notice(body)["press"] == ["Đài Phát thanh và Truyền hình Mộc Hạ"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Báo và PTTH Mộc Hạ", ["Báo và PTTH Mộc Hạ"]),
        ("Báo Mộc Hạ, Đài PT-TH Mộc Hạ", ["Báo Mộc Hạ", "Đài PT-TH Mộc Hạ"]),
        ("Tổng Biên tập Báo Mộc Hạ", []),
        ("Lãnh đạo Trung tâm Truyền thông huyện", []),
    ],
)
def test_guests_that_are_media_bodies_and_nothing_else(line: str, wanted: list[str]) -> None:
    body = f"{TIME}2. Thành phần tham dự\n\n2.1. Tại điểm cầu tỉnh\n\n- Lãnh đạo Sở Y tế;\n- {line}.\n"
    assert notice(body)["press"] == wanted
