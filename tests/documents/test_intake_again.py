"""What is said twice in one paper, or shared by several: days with one hour, runs called off, places replaced."""

import pytest

from tests.documents.papers import notice

PART = "3. Tổ chức thực hiện\n\n"


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("vận hành thử 14 giờ 00 các ngày 08/3 và 11/3/2024", ["2024-03-08T14:00", "2024-03-11T14:00"]),
        ("chạy thử đường truyền vào 15 giờ các ngày 08/3, 11/3/2024", ["2024-03-08T15:00", "2024-03-11T15:00"]),
        (
            "kiểm tra đường truyền: buổi kiểm tra 15 giờ ngày 08/3/2024 hủy bỏ; kiểm tra lại lúc 15 giờ ngày 12/3/2024",
            ["2024-03-12T15:00"],
        ),
    ],
)
def test_trial_runs(words: str, runs: list[str]) -> None:
    assert notice(f"{PART}- Viễn thông Mộc Hạ: {words}.\n")["rehearsals"] == runs


def test_numbers_that_count_no_sites() -> None:
    body = "2. Điểm cầu huyện dự họp phòng, chống dịch Covid-19 huyện; kỳ họp cuối năm 2024 tại điểm cầu tỉnh.\n"
    assert notice(body)["site_counts"] == {}


def test_a_place_that_replaces_another() -> None:
    body = "2. Địa điểm điểm cầu tỉnh: Hội trường Trường Chính trị tỉnh (thay cho Phòng họp số 1, trụ sở UBND tỉnh).\n"
    assert notice(body)["venue_main"] == "Hội trường Trường Chính trị tỉnh"


def test_the_new_time_in_quotes() -> None:
    body = 'Điều chỉnh thời gian: từ "13 giờ 30, ngày 13/3/2024" thành "07 giờ 30, ngày 25/3/2024".\n'
    assert notice(body)["start"] == "2024-03-25T07:30"


@pytest.mark.parametrize(
    "what",
    [
        "Tổng hợp danh sách đại biểu và người phát biểu gửi về Văn phòng trước ngày 08/3/2024",
        "Gửi danh sách đại biểu, khách mời và cán bộ trực kỹ thuật về Văn phòng trước ngày 08/3/2024",
    ],
)
def test_lists_of_those_who_come(what: str) -> None:
    (deadline,) = notice(f"{PART}- UBND các huyện: {what}.\n")["registration_deadlines"]
    assert deadline == {"what": what, "due": "2024-03-08"}


def test_a_list_of_speakers_alone_is_no_registration() -> None:
    assert (
        notice(f"{PART}- UBND các huyện gửi danh sách phát biểu trước ngày 08/3/2024.\n")["registration_deadlines"]
        == []
    )


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        (
            "Đề nghị Hội LHPN các xã: Nà Lâm, Phiêng Luông và phường Mộc Hạ, mỗi đơn vị chuẩn bị 01 tham luận.",
            ["Hội LHPN xã Nà Lâm", "Hội LHPN xã Phiêng Luông", "Hội LHPN phường Mộc Hạ"],
        ),
        (
            "- Các đồng chí Bí thư Đảng ủy xã Nà Lâm, phường Mộc Hạ chuẩn bị ý kiến tham luận.",
            ["Bí thư Đảng ủy xã Nà Lâm", "Bí thư Đảng ủy phường Mộc Hạ"],
        ),
        (
            "- Riêng các huyện Nà Lâm, Phiêng Luông trình bày tại cuộc họp, mỗi nơi 5 phút.",
            ["huyện Nà Lâm", "huyện Phiêng Luông"],
        ),
    ],
)
def test_speakers_without_a_topic(words: str, speakers: list[str]) -> None:
    read = notice(f"{PART}{words}\n")["papers"]
    assert read == [{"assignee": speaker, "topic": None} for speaker in speakers]


@pytest.mark.parametrize(
    "words",
    [
        "- UBND các xã, phường trình bày tại cuộc họp nếu được mời.",
        "- Sở Nội vụ: Chuẩn bị báo cáo trình bày tại Hội nghị, gửi Văn phòng trước ngày 10/3/2024.",
        "- Sở Nội vụ chuẩn bị nội dung trình bày tại cuộc họp.",
    ],
)
def test_neither_all_of_a_kind_nor_a_report_is_somebodys_speech(words: str) -> None:
    assert notice(f"{PART}{words}\n")["papers"] == []


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("1. Thời gian: sáng ngày 27/3/2024, 8 giờ kém 15 đại biểu vào phòng, 8 giờ khai mạc.", "2024-03-27T08:00"),
        ("1. Thời gian: 07 giờ 45 ngày 27/3/2024 đón tiếp; 08 giờ 00 khai mạc.", "2024-03-27T08:00"),
    ],
)
def test_the_hour_to_be_there_is_not_the_beginning(words: str, start: str) -> None:
    assert notice(f"{words}\n")["start"] == start


def test_moving_the_trial_run_does_not_move_the_meeting() -> None:
    body = (
        "- Thời gian: 14 giờ 00, ngày 27/3/2024, thay cho thời gian 08 giờ 00 ngày 25/3/2024.\n"
        "- Trung tâm Y tế dời lịch chạy thử từ 15 giờ ngày 24/3/2024 sang 09 giờ ngày 27/3/2024.\n"
    )
    assert notice(body)["start"] == "2024-03-27T14:00"


def test_the_number_of_a_session_or_a_scheme_counts_no_sites() -> None:
    body = "2. Địa điểm: truyền trực tuyến Kỳ họp thứ 31 HĐND tỉnh, Đề án 06 tỉnh đến 61 điểm cầu cấp xã.\n"
    assert notice(body)["site_counts"] == {"xa": 61}


def test_the_number_of_a_row_is_no_first_day() -> None:
    table = "3. Thời gian\n\n| Phiên | Ngày | Giờ |\n|---|---|---|\n"
    table += "| 1 | 10/3/2024 | 8h00 - 11h00 |\n| 2 | 11/3/2024 | 8h00 |\n"
    assert notice(table)["start"] == "2024-03-10T08:00"


def test_a_place_moved_from_one_room_to_another() -> None:
    body = "2. Địa điểm: chuyển điểm cầu tỉnh từ Phòng họp UBND tỉnh sang Hội trường Trung tâm Y tế tỉnh.\n"
    assert notice(body)["venue_main"] == "Hội trường Trung tâm Y tế tỉnh"
