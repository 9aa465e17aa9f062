"""What is convened: name, form, time, venue, tiers, sites, participants."""

import pytest

from tests.documents.papers import facts, notice


def test_title_comes_from_the_abstract() -> None:
    assert notice("Nội dung.")["meeting_title"] == "Hội nghị trực tuyến về trồng rừng"


def test_title_comes_from_the_text_where_there_is_no_abstract() -> None:
    read = facts(
        "MỜI HỌP\n\nBan Thường vụ tổ chức Hội nghị trực tuyến bàn việc trồng rừng, cụ thể như sau:\n\n1. Thời "
        "gian: 8h ngày 05/3/2024."
    )
    assert read["meeting_title"] == "Hội nghị trực tuyến bàn việc trồng rừng"


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Hội nghị tổ chức theo hình thức trực tiếp kết hợp trực tuyến.", "ket_hop"),
        ("Họp trực tiếp tại hội trường tỉnh và trực tuyến đến các xã.", "ket_hop"),
        ("Hình thức: trực tuyến. Chủ tịch trực tiếp chỉ đạo.", "truc_tuyen"),
        ("Mở các điểm cầu tại cấp xã.", "truc_tuyen"),
    ],
)
def test_forms(sentence: str, form: str) -> None:
    assert notice(sentence)["meeting_form"] == form


def test_a_meeting_without_link_is_in_person() -> None:
    read = facts(
        "GIẤY MỜI\nDự họp về cổng dịch vụ công trực tuyến\n\nThời gian: 8h00 ngày 05/3/2024.\n\nĐịa điểm: Phòng "
        "họp số 1."
    )
    assert read["meeting_form"] == "truc_tiep"


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("1. Thời gian: 01 buổi, từ 7g30, ngày 05/3/2024.", "2024-03-05T07:30"),
        ("- Thời gian: 07 giờ 30 phút, thứ Ba (05/3/2024).", "2024-03-05T07:30"),
        ("Thời gian: Ngày 05/3/2024. Bắt đầu lúc 7h30'.", "2024-03-05T07:30"),
        ("1. Thời gian: ngày 05/3/2024.", "2024-03-05"),
        ("1. Thời gian: dự kiến từ ngày 19 đến ngày 22/3/2024.", None),
        ("1. Thời gian: trong tháng 3/2024 (thời gian cụ thể sẽ thông báo sau).", None),
        ("1. Thời gian: 02 ngày, từ ngày 14 đến ngày 15/3/2024.", "2024-03-14"),
        (
            "1. Thời gian: Buổi sáng từ 7h30 đến 11h30, buổi chiều từ 13h30 đến 17h00, ngày 05/3/2024.",
            "2024-03-05T07:30",
        ),
        ("UBND tỉnh tổ chức họp vào hồi 14h00 ngày 05/3/2024 tại phòng họp số 2.", "2024-03-05T14:00"),
        ("Ngày 05/3/2024, UBND tỉnh tổ chức họp với các huyện (bắt đầu từ 7h30').", "2024-03-05T07:30"),
    ],
)
def test_starts(line: str, start: str | None) -> None:
    assert notice(line)["start"] == start


def test_neither_deadline_nor_rehearsal_nor_cited_paper_is_the_start() -> None:
    read = notice(
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 01/02/2024 về hội nghị, các xã gửi báo cáo họp trước 16h00 ngày "
        "03/3/2024, "
        "tổng duyệt hội nghị lúc 15h00 ngày 04/3/2024."
    )
    assert read["start"] is None


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND tỉnh lùi thời gian họp từ 08h00 ngày 05/3/2024 sang 14h00 ngày 07/3/2024.",
        "Cuộc họp lúc 08h00 ngày 05/3/2024 được chuyển sang 14h00 ngày 07/3/2024 do thay đổi lịch công tác.",
        "Hội nghị dự kiến vào 08h00 ngày 05/3/2024 nay hoãn đến 14 giờ 00 ngày 07/3/2024.",
    ],
)
def test_a_postponement_gives_the_new_time(sentence: str) -> None:
    assert notice(sentence)["start"] == "2024-03-07T14:00"


def test_a_postponement_without_new_time_has_no_start() -> None:
    assert notice("UBND tỉnh tạm hoãn cuộc họp lúc 08h00 ngày 05/3/2024; thời gian sẽ thông báo sau.")["start"] is None


@pytest.mark.parametrize(
    ("first", "start"),
    [
        ("7h30 - 8h00 | Khai mạc", "2024-03-05T07:30"),
        ("7h30 - 8h00 | Đón đại biểu", "2024-03-05T08:00"),  # who is received does not sit yet
    ],
)
def test_a_programme_table_gives_the_first_sitting(first: str, start: str) -> None:
    read = notice(
        "CHƯƠNG TRÌNH ngày 05/3/2024, tổ chức tại tỉnh\n\n| Thời gian | Nội dung |\n|---|---|\n"
        f"| {first} |\n| 8h00 | Báo cáo tổng kết |"
    )
    assert read["start"] == start


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1. Thời gian: 01 buổi, từ 7g30, ngày 05/3/2024.", "01 buổi"),
        ("1. Thời gian: từ 08h00 đến 11h30 ngày 05/3/2024.", "đến 11h30"),
        ("1. Thời gian: 1/2 ngày, từ 8 giờ 00 ngày 05/3/2024.", "1/2 ngày"),
        ("1. Thời gian: 8h00 ngày 05/3/2024.", None),
    ],
)
def test_ends(line: str, words: str | None) -> None:
    assert notice(line)["end_or_duration"] == words


@pytest.mark.parametrize(
    "body",
    [
        "2. Địa điểm: Tại Hội trường A, UBND tỉnh.",
        "2. Địa điểm\n\n- Điểm cầu tỉnh: Hội trường A, UBND tỉnh;\n\n- Điểm cầu xã: tại UBND xã.",
        "2. Địa điểm\n\n2.1. Điểm cầu ở tỉnh\n\nTại Hội trường A, UBND tỉnh.\n\n2.2. Điểm cầu ở xã\n\nTại UBND xã.",
        "Địa điểm, thành phần\n\n1. Điểm cầu tỉnh: Tại Hội trường A, UBND tỉnh, Kính mời:\n\n- Giám đốc các sở.",
    ],
)
def test_venues(body: str) -> None:
    assert notice(body)["venue_main"] == "Hội trường A, UBND tỉnh"


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "Gồm 01 điểm cầu cấp tỉnh, 11 điểm cầu cấp huyện và 200 điểm cầu cấp xã.",
            {"tinh": 1, "huyen": 11, "xa": 200},
        ),
        ("Tổng số 10.033 điểm cầu cấp xã.", {"xa": 10033}),
        ("Tổng số 211 điểm cầu tại cấp huyện và cấp xã.", {}),
        ("Điểm cầu cấp xã: 65 điểm.", {"xa": 65}),
        ("Trực tuyến đến 65 xã, phường.", {"xa": 65}),
        ("| Cấp | Số điểm cầu |\n|---|---|\n| Cấp huyện | 11 |\n| Cấp xã | 200 |", {"huyen": 11, "xa": 200}),
    ],
)
def test_site_counts(sentence: str, counts: dict[str, int]) -> None:
    assert notice(sentence)["site_counts"] == counts


@pytest.mark.parametrize(
    ("sentence", "tiers"),
    [
        ("Họp trực tuyến với các huyện, thị xã, thành phố.", ["tinh", "huyen"]),
        ("Mở điểm cầu tại các xã, phường.", ["tinh", "xa"]),
        ("Hội nghị trực tuyến 3 cấp.", ["tinh", "huyen", "xa"]),
        ("Hội nghị trực tuyến 4 cấp.", ["trung_uong", "tinh", "huyen", "xa"]),
        (
            "Điểm cầu Trung ương nối đến điểm cầu các tỉnh, thành phố; điểm cầu cấp huyện.",
            ["trung_uong", "tinh", "huyen"],
        ),
    ],
)
def test_tiers(sentence: str, tiers: list[str]) -> None:
    assert notice(sentence)["tiers"] == tiers


def test_participants_by_tier() -> None:
    read = notice(
        "1. Thành phần\n\na) Điểm cầu tỉnh\n\n- Giám đốc các sở;\n\n- Lãnh đạo Ban A (số lượng 03 người).\n\n"
        "b) Các điểm cầu huyện, xã: theo Kế hoạch số 9/KH-UBND ngày 01/02/2024; phụ lục kèm theo.\n\n"
        "c) Điểm cầu các trường: Hiệu trưởng; tổ trưởng."
    )
    plan = "theo Kế hoạch số 9/KH-UBND ngày 01/02/2024; phụ lục kèm theo"
    assert read["participants"] == [
        {"tier": "tinh", "items": ["Giám đốc các sở", "Lãnh đạo Ban A"]},
        {"tier": "huyen", "items": [plan]},
        {"tier": "xa", "items": [plan]},
        {"tier": None, "items": ["Hiệu trưởng", "tổ trưởng"]},
    ]


def test_participants_on_one_line() -> None:
    read = notice("2. Thành phần: Giám đốc Sở A; Chủ tịch UBND các xã.")
    assert read["participants"] == [{"tier": "tinh", "items": ["Giám đốc Sở A", "Chủ tịch UBND các xã"]}]


@pytest.mark.parametrize(
    "sentence",
    ["Thông báo này thay cho giấy mời.", "UBND tỉnh không gửi giấy mời riêng.", "Văn bản này thay Giấy triệu tập./."],
)
def test_replacing_the_invitation(sentence: str) -> None:
    assert notice(sentence)["replaces_invitation"] is True
    assert notice("Giấy mời gửi sau.")["replaces_invitation"] is False
