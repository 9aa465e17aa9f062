"""Who is asked for what, by when, in papers that name no part on it and use other words than the samples do."""

from typing import Any

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8h00 ngày 15/3/2024.\n\n"


def asked(body: str) -> list[tuple[str, str | None]]:
    return [(task["assignee"], task["due"]) for task in notice(TIME + body)["tasks"]]


def one(body: str) -> dict[str, Any]:
    (task,) = notice(TIME + body)["tasks"]
    return task


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("UBND các xã, phường", "điền biểu khảo sát"),
        ("Ban tuyên giáo cấp huyện", "nhắn tên đầu cầu cho Văn phòng"),
        ("Phòng Tuyên truyền", "biên tập bản tin số 2"),
        ("Trung tâm Tin học - Công báo", "kết nối thử với Bộ"),
        ("CĐCS trực thuộc LĐLĐ tỉnh", "báo cho công nhân ngày mới"),
        ("Cơ quan báo chí", "cử phóng viên dự"),
        ("Công ty Cấp nước Mộc Hạ", "thuê máy phát điện"),
        ("Bộ phận Công nghệ thông tin của Phòng", "cho các trường vào phòng học thử"),
    ],
)
def test_a_name_ends_where_its_words_no_longer_carry_on(name: str, what: str) -> None:
    task = one(f"2. Phân công\n\n- {name} {what}.")
    assert (task["assignee"], task["action_summary"].lower()) == (name, what.lower())


@pytest.mark.parametrize(
    "heading",
    [
        "2. Ai làm việc gì",
        "2. Những việc phải chuẩn bị:",
        "2. Nhờ các đơn vị làm giúp",
        "2. Việc nhờ các trường",
        "2. Phần việc",
        "2. Các nơi phải làm:",
        "2. Chuẩn bị và phục vụ họp",
        "Để hội nghị có kết quả, xin được nhờ quý đơn vị như sau:",
    ],
)
def test_a_heading_may_call_work_by_any_word(heading: str) -> None:
    assert asked(f"{heading}\n\n- Sở Nội vụ treo băng rôn.") == [("Sở Nội vụ", None)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trễ nhất 9h30 ngày 01/3/2024", "2024-03-01T09:30"),
        ("deadline 17:00 thứ Sáu 01/3/2024", "2024-03-01T17:00"),
        ("không muộn hơn ngày 01/3/2024", "2024-03-01"),
        ("đóng cổng lúc 23 giờ 59 ngày 01/3/2024", "2024-03-01T23:59"),
        ("trong ngày 01/3/2024", "2024-03-01"),
        ("(xong trước 01/3)", "2024-03-01"),
        ("T-2", "2024-03-13"),
        ("trước giờ họp 24 tiếng", "2024-03-14T08:00"),
        ("trước 18 giờ hôm nay", "2024-03-02T18:00"),
    ],
)
def test_due_dates_in_other_words(words: str, due: str) -> None:
    assert asked(f"2. Phân công\n\n- Sở Nội vụ đưa tệp lên kho số {words}.") == [("Sở Nội vụ", due)]


def test_a_thing_is_due_on_the_day_it_is_handed_over() -> None:
    assert asked("2. Phân công\n\n- Vụ Kế hoạch dựng báo cáo, trình Bộ trưởng ngày 09/3/2024.") == [
        ("Vụ Kế hoạch", "2024-03-09")
    ]


def test_a_date_behind_a_colon_is_the_day_by_which() -> None:
    assert asked("2. Phân công\n\n2.1. Phòng Kỹ thuật:\n\na) Hoàn chỉnh phương án sau góp ý: 10/3/2024.") == [
        ("Phòng Kỹ thuật", "2024-03-10")
    ]


def test_a_date_before_the_body_is_its_own() -> None:
    read = notice(TIME + "Hạn nộp danh sách: 09/3/2024, Chi cục Thủy sản các tỉnh gửi phiếu về Văn phòng.")
    assert [(t["assignee"], t["due"]) for t in read["tasks"]] == [("Chi cục Thủy sản các tỉnh", "2024-03-09")]
    assert [r["due"] for r in read["registration_deadlines"]] == ["2024-03-09"]


def test_a_clause_that_only_says_by_when_belongs_to_the_one_before() -> None:
    assert asked("2. Phân công\n\n- Sở Nội vụ viết báo cáo, kịch bản; xong chậm nhất 10/3/2024.") == [
        ("Sở Nội vụ", "2024-03-10")
    ]


def test_a_clause_that_opens_with_its_date_keeps_it() -> None:
    read = asked(
        "2. Phân công\n\n- Trạm Y tế xã A tiêu độc chuồng trại; sáng mai, trước 07g00 ngày 03/3/2024, báo danh sách hộ."
    )
    assert read == [("Trạm Y tế xã A", None), ("Trạm Y tế xã A", "2024-03-03T07:00")]


def test_two_bodies_with_one_verb_are_two_tasks() -> None:
    read = asked('2. Phân công\n\n- Đảng ủy phường A kể "Tiếp dân", Đảng ủy xã B kể "Nhật ký".')
    assert [name for name, _ in read] == ["Đảng ủy phường A", "Đảng ủy xã B"]


def test_a_point_that_only_names_a_body_heads_its_tasks_under_no_part() -> None:
    read = asked(
        "2. Thường trực HĐND các xã\n\n- Lập danh sách, gửi trước ngày 09/3/2024.\n\n- Bố trí xe đón đại biểu già."
    )
    assert read == [("Thường trực HĐND các xã", "2024-03-09"), ("Thường trực HĐND các xã", None)]


def test_running_prose_asks_sentence_by_sentence() -> None:
    read = asked(
        "Phòng Tổng hợp đưa bản tin tới các đầu cầu xong trong ngày 08/3/2024. Văn phòng Sở phụ trách hậu cần. "
        "Hội nghị nghe hai chuyên đề."
    )
    assert read == [("Phòng Tổng hợp", "2024-03-08"), ("Văn phòng Sở", None)]


def test_a_limit_of_speaking_is_asked_of_nobody() -> None:
    assert asked("2. Phân công\n\n- Đại biểu nêu câu hỏi không quá 01 phút.\n\n- Sở Y tế chuẩn bị báo cáo.") == [
        ("Sở Y tế", None)
    ]


def test_tables_of_tasks_with_other_column_names_and_ditto_cells() -> None:
    read = asked(
        "2. Bảng giao việc\n\nTT\tViệc\tNgười / đơn vị nhận\tHạn chót\n1\tSoạn thể lệ\tSở Nội vụ\t11/3/2024\n"
        "2\tLàm phông sân khấu\tNhà văn hóa\t-nt-\n"
    )
    assert read == [("Sở Nội vụ", "2024-03-11"), ("Nhà văn hóa", "2024-03-11")]


@pytest.mark.parametrize(
    "words",
    [
        "khai nhân sự họp trên cổng nội bộ",
        "nhắn số người dự cho Văn phòng",
        "ghi tên người dự vào biểu điện tử",
        "gửi bảng kê người dự",
        "đăng kí học viên",
        "xác nhận tham dự qua phiếu",
    ],
)
def test_handing_in_who_comes_is_registration_in_any_words(words: str) -> None:
    read = notice(f"{TIME}2. Phân công\n\n- UBND các xã {words} trước ngày 09/3/2024.")
    assert [r["due"] for r in read["registration_deadlines"]] == ["2024-03-09"]


def test_things_made_for_the_meeting_by_their_kind() -> None:
    read = notice(
        f"{TIME}2. Phân công\n\n- Sở Nội vụ dựng phim tư liệu, soạn bộ câu hỏi thường gặp và đăng lên cổng.\n\n"
        "- Sở Y tế in tờ gấp phát tại hội trường, treo băng rôn.\n\n- Sở Tài chính quay phim buổi họp."
    )
    assert read["materials"] == ["phim tư liệu", "bộ câu hỏi thường gặp", "tờ gấp", "băng rôn"]
