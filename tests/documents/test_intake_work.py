"""What is asked of whom: tasks, deadlines, rehearsals, materials, speeches, contacts, press."""

from typing import Any

import pytest

from tests.documents.papers import notice

PART = "3. Tổ chức thực hiện\n\n"


def tasks(body: str) -> list[dict[str, Any]]:
    return notice(PART + body)["tasks"]


def test_a_body_then_a_verb() -> None:
    assert tasks("- Sở Nội vụ (Phòng A) chuẩn bị báo cáo.") == [
        {"assignee": "Sở Nội vụ (Phòng A)", "action_summary": "Chuẩn bị báo cáo", "due": None}
    ]


def test_a_body_then_a_colon() -> None:
    (task,) = tasks("3.1. Các sở, ban, ngành: Cử người dự họp.")
    assert (task["assignee"], task["action_summary"]) == ("Các sở, ban, ngành", "Cử người dự họp")


def test_a_body_as_heading() -> None:
    read = tasks(
        "a) Hội Nông dân, Hội Phụ nữ các huyện\n\n- Chuẩn bị gian hàng.\n\n- Mời hội viên.\n\nb) Ban Tổ chức "
        "Tỉnh ủy\n\nLập danh sách."
    )
    assert [(t["assignee"], t["action_summary"]) for t in read] == [
        ("Hội Nông dân, Hội Phụ nữ các huyện", "Chuẩn bị gian hàng"),
        ("Hội Nông dân, Hội Phụ nữ các huyện", "Mời hội viên"),
        ("Ban Tổ chức Tỉnh ủy", "Lập danh sách"),
    ]


@pytest.mark.parametrize(
    "words",
    ["Giao Sở Y tế chuẩn bị báo cáo.", "Đề nghị Sở Y tế chuẩn bị báo cáo.", "Đối với Sở Y tế: chuẩn bị báo cáo."],
)
def test_words_of_assignment(words: str) -> None:
    assert tasks(f"- {words}")[0]["assignee"] == "Sở Y tế"


def test_closing_words_are_no_task() -> None:
    assert tasks("Trong quá trình thực hiện, các đơn vị báo cáo UBND tỉnh.\n\nTrên đây là nội dung thông báo.") == []


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 01/3/2024", "2024-03-01"),
        ("trước 16 giờ ngày 01/3/2024", "2024-03-01T16:00"),
        ("chậm nhất 9h30 ngày 01/3/2024", "2024-03-01T09:30"),
        ("(xong trước ngày 01/3/2024)", "2024-03-01"),
        ("hoàn thành trong ngày 01/3/2024", "2024-03-01"),
        ("trước 05 ngày tổ chức Hội nghị", "2024-03-10"),
        ("trước ngày tổ chức Hội nghị 02 ngày làm việc", "2024-03-13"),
        ("theo Kế hoạch số 9/KH-UBND ngày 01/3/2024", None),
    ],
)
def test_due_dates(words: str, due: str | None) -> None:
    read = notice(f"1. Thời gian: 8h00 ngày 15/3/2024.\n\n{PART}- Sở Nội vụ gửi báo cáo {words}.")
    assert [t["due"] for t in read["tasks"]] == [due]


def test_a_time_at_which_something_happens_is_no_due_date() -> None:
    read = tasks(
        "- Điện lực bảo đảm điện trong ngày 15/3/2024.\n\n- Viễn thông tỉnh tổng duyệt trước 07h00 ngày 15/3/2024."
    )
    assert [t["due"] for t in read] == [None, None]


def test_one_point_with_two_due_dates_is_two_tasks() -> None:
    read = tasks("- Các xã gửi báo cáo trước ngày 01/3/2024; đăng ký điểm cầu trước ngày 03/3/2024.")
    assert [t["due"] for t in read] == ["2024-03-01", "2024-03-03"]


def test_a_note_dates_the_tasks_beside_it() -> None:
    read = tasks(
        "- Các huyện chuẩn bị tham luận.\n\n- Các xã chuẩn bị phòng họp.\n\n* Lưu ý: tham luận gửi về tỉnh trước "
        "ngày 03/3/2024."
    )
    assert [t["due"] for t in read] == ["2024-03-03", None]


def test_a_task_table() -> None:
    read = notice(
        "IV. PHÂN CÔNG\n\n| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |\n|---|---|---|---|\n"
        "| 1 | Xây dựng báo cáo | Sở A | 01/3/2024 |\n| 2 | Gửi giấy mời | Văn phòng | Trước 10h00 ngày 02/3/2024 "
        "|\n| 3 | Trang trí | | |"
    )
    assert [(t["assignee"], t["action_summary"], t["due"]) for t in read["tasks"]] == [
        ("Sở A", "Xây dựng báo cáo", "2024-03-01"),
        ("Văn phòng", "Gửi giấy mời", "2024-03-02T10:00"),
        ("Văn phòng", "Trang trí", "2024-03-02T10:00"),
    ]


def test_lists_handed_in_are_registrations() -> None:
    read = notice(
        PART + "- UBND các huyện gửi danh sách đại biểu trước 16h00 ngày 01/3/2024.\n\n- Sở A gửi báo cáo trước ngày "
        "02/3/2024."
    )
    assert [r["due"] for r in read["registration_deadlines"]] == ["2024-03-01T16:00"]


def test_a_deadline_outside_the_part_on_tasks() -> None:
    read = notice("2. Điểm cầu cấp xã: Nếu cần thêm, các huyện có thể đăng ký điểm cầu xã trước 15 giờ ngày 01/3/2024.")
    assert [(t["assignee"], t["due"]) for t in read["tasks"]] == [("Các huyện", "2024-03-01T15:00")]


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        (
            "tổng duyệt lúc 9 giờ 30 ngày 04/3/2024 và trước 06 giờ 45 ngày 05/3/2024",
            ["2024-03-04T09:30", "2024-03-05T06:45"],
        ),
        ("chạy thử đường truyền vào 14h00 và 16h00 ngày 04/3/2024", ["2024-03-04T14:00", "2024-03-04T16:00"]),
        ("gửi danh sách trước 9h00 ngày 03/3/2024; kiểm tra kỹ thuật 10h ngày 04/3/2024", ["2024-03-04T10:00"]),
    ],
)
def test_rehearsals(words: str, runs: list[str]) -> None:
    assert notice(f"{PART}- Viễn thông tỉnh {words}.")["rehearsals"] == runs


def test_materials() -> None:
    read = notice("3. Tài liệu\n\n- Dự thảo báo cáo năm 2024;\n\n- Các tham luận.")
    assert read["materials"] == ["Dự thảo báo cáo năm 2024", "Các tham luận"]
    assert "maket" in notice(PART + "- Văn phòng chuẩn bị maket và hoa.")["materials"]


def test_speeches_are_given_to_each_body() -> None:
    read = notice(
        PART
        + "- Các huyện chuẩn bị tham luận, cụ thể:\n\n+ Thường trực HĐND các huyện Yên Thử, Mộc Giả: “Cách làm hay "
        "trong trồng rừng”."
    )
    assert [(p["assignee"], p["topic"]) for p in read["papers"]] == [
        ("Thường trực HĐND huyện Yên Thử", "Cách làm hay trong trồng rừng"),
        ("Thường trực HĐND huyện Mộc Giả", "Cách làm hay trong trồng rừng"),
    ]


def test_limits_of_a_speech() -> None:
    assert notice("Mỗi tham luận không quá 05 trang, tối đa 07 phút.")["paper_limits"] == {"pages": 5, "minutes": 7}
    assert notice("Tham luận không quá 10 phút.")["paper_limits"] == {"pages": None, "minutes": 10}


@pytest.mark.parametrize(
    ("words", "contact"),
    [
        (
            "liên hệ đồng chí Hà Thị Mẫu, chuyên viên, ĐT: 0900.000.041",
            ("Hà Thị Mẫu", "chuyên viên", "0900.000.041", None),
        ),
        ("liên hệ ông Hà Mẫu - Phòng A (0900 000 042)", ("Hà Mẫu", "Phòng A", "0900 000 042", None)),
        (
            "liên hệ đ/c Hà Văn Mẫu, điện thoại: 0900 000 043; 0205 3000.044",
            ("Hà Văn Mẫu", None, "0900 000 043; 0205 3000.044", None),
        ),
        (
            "gửi về Sở Nội vụ qua hộp thư sonoivu@mocha.example.vn",
            (None, "Sở Nội vụ", None, "sonoivu@mocha.example.vn"),
        ),
    ],
)
def test_contacts(words: str, contact: tuple[str | None, ...]) -> None:
    (read,) = notice(f"Mọi thông tin {words}.")["contacts"]
    assert (read["name"], read["role"], read["phone"], read["email"]) == contact


def test_press() -> None:
    body = (
        "1. Thành phần\n\n- Phóng viên Báo Mộc Hạ, Đài Phát thanh - Truyền hình tỉnh.\n\n3. Tổ chức\n\n"
        "- Sở A phối hợp Cổng Thông tin điện tử bảo đảm đường truyền."
    )
    assert notice(body)["press"] == ["Báo Mộc Hạ", "Đài Phát thanh - Truyền hình tỉnh"]


def test_several_bodies_in_one_point() -> None:
    read = tasks("- Sở A gửi báo cáo trước ngày 01/3/2024; Sở B lập danh sách trước ngày 02/3/2024.")
    assert [(t["assignee"], t["due"]) for t in read] == [("Sở A", "2024-03-01"), ("Sở B", "2024-03-02")]


def test_a_check_due_by_a_day_is_a_task_not_a_rehearsal() -> None:
    read = notice(PART + "- Văn phòng kiểm tra đường truyền, hoàn thành trước ngày 01/3/2024.")
    assert read["rehearsals"] == []
    assert [t["due"] for t in read["tasks"]] == ["2024-03-01"]
