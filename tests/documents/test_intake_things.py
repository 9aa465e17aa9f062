"""Papers wanted, how long a meeting lasts, corrections and programmes: constructions, each in several wordings."""

from typing import Any

import pytest

from nhipcau.documents.intake import read_text
from nhipcau.documents.intake.corrected import as_corrected
from nhipcau.documents.intake.normal import normalise
from tests.documents.papers import HEAD, TAIL, facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _materials(body: str) -> list[str]:
    return [item.lower() for item in notice(TIME + body)["materials"]]


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ("Dự thảo báo cáo giao ban (xong trước ngày 15/3)", ["dự thảo báo cáo giao ban"]),
        ("Báo cáo tình hình dịch bệnh, dịch sởi, cúm mùa", ["báo cáo tình hình dịch bệnh, dịch sởi, cúm mùa"]),
        ("số liệu diện tích có nguy cơ hạn - gửi Chi cục Trồng trọt", ["số liệu diện tích có nguy cơ hạn"]),
        ("kế hoạch đóng mở cống, lịch tưới luân phiên", ["kế hoạch đóng mở cống, lịch tưới luân phiên"]),
        ("báo cáo dung tích hồ tính đến ngày 05/3; phương án bơm", ["báo cáo dung tích hồ", "phương án bơm"]),
        ("Chuẩn bị báo cáo giải trình, cam kết tiến độ, gửi Sở Tài chính", ["báo cáo giải trình, cam kết tiến độ"]),
        ("Xây dựng báo cáo năm 2023, kế hoạch trồng rừng 2024", ["báo cáo năm 2023", "kế hoạch trồng rừng 2024"]),
        ("Xây dựng báo cáo sơ kết, dự thảo Quyết định khen", ["báo cáo sơ kết", "dự thảo quyết định khen"]),
        ("Báo cáo số lượng đại biểu về Văn phòng", []),
        ("Tổng hợp báo cáo quân số tham dự", []),
        (
            'Chủ trì chuẩn bị nội dung, tài liệu: Chuyên đề 1 "Trồng rừng"; Chuyên đề 2 "Giữ rừng"',
            ['chuyên đề 1 "trồng rừng"', 'chuyên đề 2 "giữ rừng"'],
        ),
    ],
)  # fmt: skip
def test_what_a_task_makes(task: str, wanted: list[str]) -> None:
    assert _materials(f"2. Phân công\n\n2.1. Chi cục Kiểm lâm: {task}.\n") == wanted


def test_a_report_named_in_short_is_the_one_of_the_contents() -> None:
    body = (
        "2. Nội dung\n\n- Báo cáo sơ kết công tác trồng rừng năm 2023 (Sở Xây dựng).\n\n"
        "3. Phân công\n\n3.1. Sở Xây dựng: hoàn thiện báo cáo sơ kết.\n"
    )
    assert _materials(body) == ["báo cáo sơ kết công tác trồng rừng năm 2023"]


@pytest.mark.parametrize(
    "words",
    [
        "Các đơn vị có tham luận: Sở Y tế (Chăm sóc tại nhà).",
        'Sở Y tế: Chuẩn bị tham luận về "Chăm sóc tại nhà".',
        "Tham luận gửi về Văn phòng trước ngày 15/3/2024.",
    ],
)
def test_speeches_given_out_are_papers_of_the_meeting(words: str) -> None:
    assert _materials(f"2. Tổ chức thực hiện\n\n2.1. {words}\n") == ["tham luận"]


@pytest.mark.parametrize(
    ("time", "end"),
    [
        (
            "từ 13 giờ 30 phút ngày 20/3/2024, dự kiến kết thúc lúc 17 giờ 00 cùng ngày",
            "dự kiến kết thúc lúc 17 giờ 00 cùng ngày",
        ),
        ("8h30 ngày 20/3/2024, dự kiến họp trong 2 tiếng", "dự kiến họp trong 2 tiếng"),
        ("03 buổi, trong các ngày 20, 21 và 22/3/2024", "03 buổi, trong các ngày 20, 21 và 22/3/2024"),
        ("Một buổi, trong tuần cuối tháng 3 năm 2024 (sẽ thông báo sau)", "Một buổi, trong tuần cuối tháng 3 năm 2024"),
        ("01 ngày, vào hạ tuần tháng 3", "01 ngày, vào hạ tuần tháng 3"),
    ],
)
def test_how_long(time: str, end: str) -> None:
    assert notice(f"1. Thời gian: {time}.\n")["end_or_duration"] == end


def _correction(body: str) -> str:
    return (
        "UBND HUYỆN NÀ LÂM\nSố: 9/UBND-VP\nV/v đính chính Giấy mời số 6/GM-UBND ngày 01/3/2024\n\n"
        "Nà Lâm, ngày 03 tháng 3 năm 2024\n\nKính gửi: UBND các xã.\n\n"
        "Ngày 01/3/2024, UBND huyện có Giấy mời số 6/GM-UBND mời dự Hội nghị trực tuyến. "
        f"UBND huyện xin đính chính như sau:\n{body}\nNơi nhận:\n- Như trên.\n\nCHỦ TỊCH\n\nHà Văn Mẫu\n"
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Đã in:", "Sửa lại là:"),
        ("Đã ghi là", "Nay sửa thành:"),
        ("Nội dung cũ:", "Nội dung đúng:"),
        ("Trước đây đã thông báo:", "xin đính chính là:"),
        ("In nhầm:", "Đọc lại là:"),
    ],
)
def test_a_correction_says_what_holds(was: str, now: str) -> None:
    read = facts(
        _correction(
            f'1. Tại mục 1 (thời gian):\n{was} "08 giờ 00, ngày 14/3/2024"\n{now} "09 giờ 00, ngày 15/3/2024".\n'
            '2. Tại mục 2 (thành phần điểm cầu huyện):\nBổ sung: "- Lãnh đạo Bưu điện huyện; - Trưởng Công an huyện".\n'
            f'3. Tại mục 4 (phân công):\n{was} "Phòng Nội vụ gửi báo cáo trước ngày 10/3/2024"\n'
            f'{now} "Phòng Nội vụ gửi báo cáo trước ngày 11/3/2024".\n'
        )
    )
    assert read["start"] == "2024-03-15T09:00"
    assert read["participants"] == [{"tier": "huyen", "items": ["Lãnh đạo Bưu điện huyện", "Trưởng Công an huyện"]}]
    tasks: list[dict[str, Any]] = read["tasks"]
    assert [(task["assignee"], task["due"]) for task in tasks] == [("Phòng Nội vụ", "2024-03-11")]


def test_a_corrected_text_keeps_its_length_and_its_print() -> None:
    text = normalise(
        _correction('1. Tại mục 1 (thời gian):\nĐã in: "8 giờ"\nSửa lại là: "9 giờ 00, ngày 15/3/2024".\n')
    )
    corrected = as_corrected(text)
    assert len(corrected) == len(text)
    assert "Đã in" not in corrected
    assert read_text(text).text == text


@pytest.mark.parametrize("words", ['Phông chữ: "Hội nghị".', 'Bổ sung: "Lãnh đạo Sở".'])
def test_other_papers_are_read_as_printed(words: str) -> None:
    text = normalise(HEAD + words + TAIL)
    assert as_corrected(text) == text


def test_an_hour_that_only_the_annex_names() -> None:
    read = facts(
        HEAD + "1. Thời gian: 01 buổi, ngày 20/3/2024 (chương trình kèm theo).\n" + TAIL + "\nPHỤ LỤC\nCHƯƠNG TRÌNH\n\n"
        "7h15 - 7h45\tKết nối các điểm cầu\tBan Tổ chức\n7h45 - 8h00\tVăn nghệ\tTrường A\n"
        "8h00 - 8h10\tTuyên bố lý do\tLãnh đạo Sở\n8h10 - 9h00\tBáo cáo\tSở B\n"
    )
    assert read["start"] == "2024-03-20T08:00"


@pytest.mark.parametrize(
    ("above", "speeches"),
    [
        ("Mỗi tham luận không quá 03 trang.\n\nV. PHÂN CÔNG NHIỆM VỤ", []),
        ("V. DANH SÁCH THAM LUẬN\n\n(Kèm theo Kế hoạch này)", [("Sở Y tế", "Chăm sóc tại nhà")]),
    ],
)
def test_a_table_is_what_stands_right_above_it_says(above: str, speeches: list[tuple[str, str]]) -> None:
    read = notice(f"{TIME}{above}\n\n| TT | Đơn vị | Nội dung |\n| 1 | Sở Y tế | Chăm sóc tại nhà |\n")
    assert [(one["assignee"], one["topic"]) for one in read["papers"]] == speeches


@pytest.mark.parametrize(
    ("printed", "start"),
    [("13.30 ngày 08.10.2024", "2024-10-08T13:30"), ("07.45, thứ Ba ngày 08.10.2024", "2024-10-08T07:45")],
)
def test_hours_written_with_a_point(printed: str, start: str) -> None:
    read = notice(f"1. Thời gian: {printed}.\n\n2. Phân công\n\n- Phòng Hậu cần - Kỹ thuật: thông kênh thử lúc 8h.\n")
    assert read["start"] == start
    assert [task["assignee"] for task in read["tasks"]] == ["Phòng Hậu cần - Kỹ thuật"]


def test_materials_in_a_row_are_parted_where_each_is_named_by_its_kind() -> None:
    assert _materials("2. Tài liệu: dự thảo Nghị quyết, tờ trình, bảng tổng hợp ý kiến (gửi kèm).\n") == [
        "dự thảo nghị quyết",
        "tờ trình",
        "bảng tổng hợp ý kiến",
    ]


@pytest.mark.parametrize(
    "words", ["qua truyền hình trực tuyến", "Hội nghị truyền hình trực tuyến", "cầu truyền hình trực tuyến"]
)
def test_a_meeting_by_television_line_is_online(words: str) -> None:
    assert notice(f"{TIME}2. Hình thức: {words}.\n")["meeting_form"] == "truc_tuyen"
