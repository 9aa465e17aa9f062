"""Ends and lengths said otherwise, rooms of the site that leads, names with an apostrophe, points asked of one body."""

from typing import Any

import pytest

from tests.documents.papers import HEAD, TAIL, facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


@pytest.mark.parametrize(
    ("printed", "end"),
    [
        ("8 giờ 00 ngày 20/3/2024, trong 90 phút", "90 phút"),
        ("Cả ngày 20 tháng 3 năm 2024, bắt đầu lúc 08 giờ 00", "Cả ngày"),
        ("8 giờ, ngày 20/3/2024, kết thúc trong buổi sáng", "kết thúc trong buổi sáng"),
        ("8 giờ ngày 20/3/2024, không quá 02 giờ", "không quá 02 giờ"),
        ("Dự kiến trong tháng 3/2024 (báo trước khi tổ chức ít nhất 05 ngày), thời lượng 01 ngày", "01 ngày"),
    ],
)
def test_how_long(printed: str, end: str) -> None:
    assert notice(f"1. Thời gian: {printed}.\n")["end_or_duration"] == end


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("2. Địa điểm\n\nĐiểm cầu chính phòng họp 2 UBND tỉnh\n", "phòng họp 2 UBND tỉnh"),
        (
            "Các điểm cầu: Hội trường các trung tâm y tế.\n\nĐiểm cầu chính: Phòng hội chẩn, tầng 3 nhà B.\n",
            "Phòng hội chẩn, tầng 3 nhà B",
        ),
        (
            "2. Địa điểm\n\n| TT | Điểm cầu | Phòng họp |\n|---|---|---|\n| 1 | TTYT Đồng Lạc | Phòng họp 2 |\n"
            "| 2 | Bệnh viện Mộc Hạ (chủ trì) | Phòng hội chẩn tầng 3 |\n",
            "Phòng hội chẩn tầng 3",
        ),
    ],
)
def test_where_the_leading_site_sits(body: str, place: str) -> None:
    assert notice(TIME + body)["venue_main"] == place


def _contacts(words: str) -> list[tuple[str | None, str | None]]:
    found: list[dict[str, Any]] = notice(f"{TIME}Mọi vướng mắc liên hệ {words}.\n")["contacts"]
    return [(one["name"], one["phone"]) for one in found]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ban Tuyên giáo Huyện ủy (đ/c H' Lan Mlô, Phó Trưởng ban, sđt 0200.3000.111)", "H' Lan Mlô"),
        ("ông Y Mẫu H'Mok, Văn phòng, điện thoại 0200.3000.111", "Y Mẫu H'Mok"),
        ("bà Lý Thị Mẫu, chuyên viên Vụ Gia đình, ĐT 0200 300 0111", "Lý Thị Mẫu"),
    ],
)
def test_whose_number_it_is(words: str, name: str) -> None:
    assert [found for found, _ in _contacts(words)] == [name]


def test_lettered_points_go_on_asking_the_body_named_before() -> None:
    body = (
        "5. Đề nghị\n"
        "a) Các cơ quan, địa phương cử đúng thành phần.\n"
        "b) Lập danh sách người tham dự gửi về Sở Nội vụ chậm nhất 16 giờ 00 ngày 15/3/2024.\n"
    )
    read = notice(TIME + body)
    assert [task["assignee"] for task in read["tasks"]] == ["Các cơ quan, địa phương"] * 2
    assert [one["due"] for one in read["registration_deadlines"]] == ["2024-03-15T16:00"]


def test_a_purpose_ahead_of_those_who_are_asked() -> None:
    body = (
        "Để Hội nghị thành công, trân trọng đề nghị Quý đơn vị:\n\n"
        "- Đăng ký điểm cầu và số lượng học viên trước 11h00 ngày 15/3/2024;\n\n"
        "- Cử cán bộ kiểm tra âm thanh.\n"
    )
    read = notice(TIME + body)
    assert [task["assignee"] for task in read["tasks"]] == ["Quý đơn vị"] * 2
    assert [one["due"] for one in read["registration_deadlines"]] == ["2024-03-15T11:00"]


@pytest.mark.parametrize(
    "asked",
    [
        "Báo cáo số lượng đại biểu có mặt, vắng mặt về Văn phòng trước 7 giờ ngày 20/3/2024",
        "Tổng hợp danh sách, hồ sơ khen thưởng trước ngày 15/3/2024",
    ],
)
def test_who_came_or_is_rewarded_is_no_registration(asked: str) -> None:
    read = notice(f"{TIME}3. Tổ chức thực hiện\n\n- Phòng Nội vụ: {asked}.\n")
    assert read["tasks"]
    assert read["registration_deadlines"] == []


def test_a_number_of_party_cells_is_one_of_sites_and_that_of_a_session_is_none() -> None:
    body = "2. Địa điểm\n\n2.1. Điểm cầu 21 đảng bộ xã, thị trấn.\n\nDự Kỳ họp thứ 5 HĐND tỉnh tại điểm cầu tỉnh.\n"
    assert notice(TIME + body)["site_counts"] == {"xa": 21}


def test_recipients_below_an_underlined_heading() -> None:
    assert facts(HEAD + TIME + TAIL.replace("Nơi nhận:", "__Nơi nhận__:"))["recipients"] == [
        "Như thành phần",
        "Lưu: VT",
    ]


def test_guests_added_to_those_of_another_paper() -> None:
    body = (
        "2. Địa điểm\n\n- Điểm cầu cấp xã: 47 xã, phường.\n\n"
        "3. Bổ sung thành phần (ngoài thành phần tại Thông báo số 8/TB-UBND):\n\n"
        "3.1. Điểm cầu tỉnh:\n\n+ Lãnh đạo Sở Xây dựng;\n\n+ Chánh Thanh tra tỉnh.\n"
    )
    assert notice(TIME + body)["participants"] == [
        {"tier": "tinh", "items": ["Lãnh đạo Sở Xây dựng", "Chánh Thanh tra tỉnh"]}
    ]
