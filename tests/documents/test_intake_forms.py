"""Papers built in other ways than the samples of NĐ 30/2020: questions for headings, running text, tables, lines of a
programme. When, where, who and how many are read all the same."""

import pytest

from tests.documents.papers import facts, notice


def _guests(read: dict[str, object]) -> list[tuple[str | None, list[str]]]:
    groups = read["participants"]
    assert isinstance(groups, list)
    return [(group["tier"], group["items"]) for group in groups]


def test_headings_may_be_questions() -> None:
    read = notice(
        "Ai được mời?\n◦ Phía tỉnh: Giám đốc Sở; Chánh Thanh tra.\n◦ Phía xã, phường: Phó Chủ tịch UBND.\n\n"
        "Họp khi nào?\nTừ 14 giờ đến 16 giờ 30 ngày 12/3/2024.\n\n"
        "Họp ở đâu?\nĐầu cầu tỉnh: phòng họp tầng 4, số 9 đường Hoàng Mai."
    )
    assert _guests(read) == [("tinh", ["Giám đốc Sở", "Chánh Thanh tra"]), ("xa", ["Phó Chủ tịch UBND"])]
    assert (read["start"], read["end_or_duration"]) == ("2024-03-12T14:00", "đến 16 giờ 30")
    assert read["venue_main"] == "phòng họp tầng 4, số 9 đường Hoàng Mai"


def test_running_text_names_time_place_sites_and_guests() -> None:
    read = notice(
        "UBND tỉnh mở hội nghị vào chiều thứ Sáu, ngày 15/3/2024. Hội nghị bắt đầu đúng 14 giờ, kéo dài khoảng 2 tiếng "
        "rưỡi. Điểm cầu tỉnh bố trí ở Hội trường tầng 2, trụ sở UBND tỉnh, 12 đường Biển Đông; 47 xã, phường ngồi tại "
        "hội trường UBND. Dự ở điểm cầu tỉnh có: Ban Thường vụ; đại diện Ngân hàng. "
        "Dự ở điểm cầu xã có: chi hội trưởng."
    )
    assert read["start"] == "2024-03-15T14:00"
    assert read["end_or_duration"] == "khoảng 2 tiếng rưỡi"
    assert read["venue_main"] == "Hội trường tầng 2, trụ sở UBND tỉnh, 12 đường Biển Đông"
    assert read["site_counts"] == {"xa": 47}
    assert _guests(read) == [("tinh", ["Ban Thường vụ", "đại diện Ngân hàng"]), ("xa", ["chi hội trưởng"])]


@pytest.mark.parametrize(
    ("printed", "counts"),
    [
        ("Họp trực tuyến, nối đến 38/38 xã, phường.", {"xa": 38}),
        ("Họp trực tuyến tới chín huyện, thị xã, thành phố (09 đầu cầu).", {"huyen": 9}),
        ("Mỗi xã, phường một điểm cầu, cộng sáu mươi hai (62) điểm cầu.", {"xa": 62}),
        ("Kết nối trực tuyến 100% xã, phường (72 điểm).", {"xa": 72}),
        ("Điểm cầu tỉnh và 05 điểm cầu khu vực.", {}),
        ("Trong năm qua, 38 xã được công nhận đạt chuẩn.", {}),
    ],
)
def test_sites_are_counted_by_their_clause(printed: str, counts: dict[str, int]) -> None:
    assert notice(printed)["site_counts"] == counts


def test_names_stand_above_their_bullets() -> None:
    read = notice("1. Thành phần\n\nĐiểm cầu trung tâm\n\n- Giám đốc Sở;\n\nĐiểm cầu cơ sở\n\n- Bí thư chi bộ;")
    assert _guests(read) == [("tinh", ["Giám đốc Sở"]), ("xa", ["Bí thư chi bộ"])]


def test_a_part_may_begin_with_any_mark_of_lists() -> None:
    read = notice(
        "➤ Nơi chủ trì: Phòng điều khiển, tầng 3, 15 Trần Phú.\n➤ Thành phần:\n   ✓ Ban Giám đốc\n   ✓ Trưởng phòng\n"
        "➤ Giờ khai mạc: 8h kém 15, thứ Hai 18/3/2024; dự kiến tan lúc 10h30."
    )
    assert read["venue_main"] == "Phòng điều khiển, tầng 3, 15 Trần Phú"
    assert [item for _, items in _guests(read) for item in items] == ["Ban Giám đốc", "Trưởng phòng"]
    assert (read["start"], read["end_or_duration"]) == ("2024-03-18T07:45", "dự kiến tan lúc 10h30")


def test_a_programme_typed_as_lines_gives_the_opening() -> None:
    read = notice(
        "Thời gian: một buổi sáng, theo chương trình dưới đây.\n\nChiều 18/3/2024\n\n15h00: Tổng duyệt\n\n"
        "Sáng 19/3/2024\n\n07h30 - 08h00: Đón đại biểu\n\n08h00 - 08h15: Khai mạc Hội nghị"
    )
    assert (read["start"], read["end_or_duration"]) == ("2024-03-19T08:00", "một buổi sáng")


def test_the_hour_of_arrival_is_no_start() -> None:
    read = notice("Giờ họp\nChiều thứ Hai, 18/3/2024. Vào phòng họp từ 13 giờ 30, họp chính thức từ 14 giờ 00.")
    assert read["start"] == "2024-03-18T14:00"


def test_a_corrected_time_and_a_moved_place_are_the_new_ones() -> None:
    read = notice(
        'Giấy mời đã in: "13 giờ 30 phút ngày 26/3/2024". Nay sửa là: "07 giờ 45 phút ngày 27/3/2024".\n\n'
        "Đồng thời chuyển địa điểm họp từ Hội trường tầng 5 sang Nhà Văn hóa Lao động, 40 Lê Lợi; "
        "nội dung khác giữ nguyên."
    )
    assert read["start"] == "2024-03-27T07:45"
    assert read["venue_main"] == "Nhà Văn hóa Lao động, 40 Lê Lợi"


def test_a_table_of_sites_gives_place_number_and_guests() -> None:
    read = notice(
        "| Điểm cầu | Số điểm | Nơi đặt | Người dự |\n|---|---|---|---|\n"
        "| Tỉnh | 01 | Phòng Khánh tiết, trụ sở HĐND tỉnh | Ủy viên UBND tỉnh; Trưởng các Ban |\n"
        "| Xã, phường | 64 | Trụ sở UBND | Trạm trưởng y tế |"
    )
    assert read["venue_main"] == "Phòng Khánh tiết, trụ sở HĐND tỉnh"
    assert read["site_counts"] == {"tinh": 1, "xa": 64}
    assert _guests(read) == [("tinh", ["Ủy viên UBND tỉnh", "Trưởng các Ban"]), ("xa", ["Trạm trưởng y tế"])]


@pytest.mark.parametrize(
    ("issuer", "body", "tier"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI LÂM", "Họp trực tuyến tới các xã, phường. Mời Giám đốc Sở Y tế.", "tinh"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI LÂM", "Họp trực tuyến tới các xã, phường theo ý kiến UBND tỉnh.", "huyen"),
    ],
)
def test_a_city_is_what_stands_round_it(issuer: str, body: str, tier: str) -> None:
    read = facts(f"{issuer}\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nHội nghị trực tuyến về trồng rừng\n\n{body}")
    assert read["tiers"] == [tier, "xa"]


def test_sites_with_their_people_need_no_heading() -> None:
    read = notice(
        "- Tại điểm cầu tỉnh (Hội trường Trường Chính trị): lãnh đạo các ban; bí thư đảng ủy.\n"
        "- Tại điểm cầu xã, phường: ban thường vụ; cán bộ văn phòng."
    )
    assert _guests(read) == [
        ("tinh", ["lãnh đạo các ban", "bí thư đảng ủy"]),
        ("xa", ["ban thường vụ", "cán bộ văn phòng"]),
    ]
    assert read["venue_main"] == "Hội trường Trường Chính trị"


def test_guests_who_come_and_guests_who_are_connected() -> None:
    read = notice(
        "1. Khách mời\nTrực tiếp: đại diện các sở; 20 nghệ nhân.\nTrực tuyến: Chủ tịch UBND xã; công chức văn hóa xã."
    )
    assert _guests(read) == [
        ("tinh", ["đại diện các sở", "20 nghệ nhân"]),
        ("xa", ["Chủ tịch UBND xã", "công chức văn hóa xã"]),
    ]


def test_a_start_needs_no_verb_but_a_deadline_is_none() -> None:
    lesson = "Tỉnh dành trọn hai tiếng, từ 14h đến 16h thứ Tư, 27/3/2024, cho buổi sinh hoạt khoa học."
    assert notice(lesson)["start"] == "2024-03-27T14:00"
    assert notice("Các xã gửi danh sách về Văn phòng trước 16h ngày 27/3/2024.")["start"] is None
