"""What is asked of whom, in constructions of which each is tried in several wordings."""

from typing import Any

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _tasks(body: str) -> list[tuple[str, str, str | None]]:
    tasks: list[dict[str, Any]] = notice(TIME + body)["tasks"]
    return [(task["assignee"], task["action_summary"], task["due"]) for task in tasks]


def _due(body: str) -> list[tuple[str, str | None]]:
    return [(who, due) for who, _, due in _tasks(body)]


@pytest.mark.parametrize(
    "words",
    [
        "tổng hợp số liệu trồng rừng đến hết ngày 05/3/2024, gửi UBND tỉnh trước ngày 12/3/2024",
        "hoàn thiện báo cáo với số liệu tính đến ngày 05/3/2024; gửi UBND tỉnh trước ngày 12/3/2024",
        "cập nhật diện tích cháy rừng đến ngày 05/3/2024 và gửi UBND tỉnh chậm nhất ngày 12/3/2024",
        "rà soát kết quả giải ngân đến hết ngày 05/3/2024, trình UBND tỉnh trước ngày 12/3/2024",
    ],
)
def test_the_day_of_the_figures_is_not_the_day_of_handing_in(words: str) -> None:
    assert _due(f"2. Tổ chức thực hiện\n\n- Sở Xây dựng {words}.\n") == [("Sở Xây dựng", "2024-03-12")]


@pytest.mark.parametrize(
    "words",
    [
        "Yêu cầu các đồng chí dự họp đúng giờ, đúng thành phần.",
        "Đề nghị Thủ trưởng các đơn vị sắp xếp công việc, dự hội nghị đầy đủ.",
        "Đề nghị Chủ tịch UBND các xã bố trí thời gian tham dự đúng thành phần và thời gian quy định.",
        "UBND tỉnh thông báo để các đơn vị biết, thực hiện.",
    ],
)
def test_a_closing_courtesy_is_no_task(words: str) -> None:
    assert _tasks(f"2. Phân công\n\n- Sở Xây dựng chuẩn bị báo cáo.\n\n{words}\n") == [
        ("Sở Xây dựng", "Chuẩn bị báo cáo", None)
    ]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Kính mong Quý vị đăng ký tham dự", "Quý vị"),
        ("Để tiện chuẩn bị, kính đề nghị Quý đại biểu xác nhận tham dự", "Quý đại biểu"),
        ("Rất mong Quý doanh nghiệp xác nhận người dự", "Quý doanh nghiệp"),
        ("Trân trọng đề nghị Quý cơ quan đăng ký danh sách đại biểu", "Quý cơ quan"),
    ],
)
def test_guests_asked_politely_have_their_term(words: str, who: str) -> None:
    read = notice(f"{TIME}{words} với Văn phòng Hội trước 17h00 ngày 15/3/2024.\n")
    assert [(task["assignee"], task["due"]) for task in read["tasks"]] == [(who, "2024-03-15T17:00")]
    assert [one["due"] for one in read["registration_deadlines"]] == ["2024-03-15T17:00"]


@pytest.mark.parametrize(
    ("who", "action"),
    [
        ("UBND các xã, phường nơi đặt điểm cầu cụm", "chuẩn bị hội trường, màn hình"),
        ("Các trường chưa có đường truyền riêng", "liên hệ Viễn thông để lắp đặt"),
        ("Các đơn vị được hỗ trợ thiết bị trong năm trước", "bố trí người quản lý"),
        ("Các bệnh viện có tham gia hội chẩn từ xa", "kiểm tra camera"),
    ],
)
def test_a_clause_that_tells_some_bodies_from_others_belongs_to_their_name(who: str, action: str) -> None:
    assert _tasks(f"2. Phân công\n\n2.1. {who}: {action}.\n") == [(who, action[:1].upper() + action[1:], None)]


@pytest.mark.parametrize(
    "who",
    [
        "Các đơn vị được phân công tham luận",
        "Các xã được giao báo cáo điển hình",
        "Các trường có tham luận",
        "Các huyện được mời phát biểu",
    ],
)
def test_those_charged_with_a_speech_hand_it_in(who: str) -> None:
    assert _due(f"2. Phân công\n\na) {who} gửi bài về Sở trước ngày 15/3/2024.\n") == [(who, "2024-03-15")]


@pytest.mark.parametrize(
    "words",
    [
        "Xây dựng báo cáo sơ kết và bài phát biểu; trình UBND tỉnh trước ngày 15/3/2024",
        "Soạn thảo kịch bản điều hành, gửi lãnh đạo Sở trước ngày 15/3/2024",
        "Lập dự toán kinh phí. Gửi về Sở Tài chính trước ngày 15/3/2024",
    ],
)
def test_handing_in_without_an_object_dates_what_is_made(words: str) -> None:
    tasks = _tasks(f"2. Phân công\n\n2.1. Văn phòng Sở\n\n- {words}.\n")
    assert [(who, due) for who, _, due in tasks] == [("Văn phòng Sở", "2024-03-15")]
    assert tasks[0][1].startswith(words.split(maxsplit=1)[0])


@pytest.mark.parametrize("label", ["Tài liệu", "Về kỹ thuật", "Bảo đảm hậu cần, phục vụ", "Tuyên truyền"])
def test_what_is_wanted_and_then_who_sees_to_it(label: str) -> None:
    body = f"2. {label}: Sở Xây dựng chuẩn bị báo cáo nhanh; Văn phòng UBND tỉnh gửi giấy mời.\n"
    assert _tasks(body) == [
        ("Sở Xây dựng", "Chuẩn bị báo cáo nhanh", None),
        ("Văn phòng UBND tỉnh", "Gửi giấy mời", None),
    ]


def test_all_papers_of_a_kind_have_the_day_printed_for_the_kind() -> None:
    body = (
        '2. Phân công\n\n2.1. Sở Xây dựng: Chuẩn bị tham luận "Quy hoạch vùng ven biển".\n\n'
        '2.2. UBND xã Tân Sương: Chuẩn bị tham luận "Chợ đêm trên sông".\n\n'
        "Các tham luận không quá 05 trang A4, trình bày không quá 07 phút, gửi về Sở Nội vụ trước ngày 12/3/2024.\n"
    )
    assert _due(body) == [("Sở Xây dựng", "2024-03-12"), ("UBND xã Tân Sương", "2024-03-12")]


def test_a_speech_handed_in_together_with_a_report_has_its_day() -> None:
    body = (
        "2. Phân công\n\na) Các phòng: gửi báo cáo sơ kết về Sở trước ngày 08/3/2024.\n\n"
        "b) Văn phòng: gửi bài phát biểu cùng với báo cáo sơ kết.\n"
    )
    assert _due(body) == [("Các phòng", "2024-03-08"), ("Văn phòng", "2024-03-08")]


@pytest.mark.parametrize("hours", ["7h30 - 8h00", "8 giờ 00", "08:00 đến 08:30", "từ 9h15"])
def test_a_line_of_the_programme_is_no_task(hours: str) -> None:
    body = (
        "2. Chương trình\n\n| TT | Thời gian | Nội dung | Thực hiện |\n"
        f"| 1 | {hours} | Giới thiệu đại biểu | Sở Xây dựng |\n"
    )
    assert _tasks(body) == []


def test_all_sites_are_asked_where_a_list_gives_out_work() -> None:
    body = (
        "- Chủ trì: Chủ tịch UBND tỉnh.\n- Giao Sở Xây dựng kết nối, bảo đảm kỹ thuật.\n"
        "- Các điểm cầu báo cáo nhanh số hộ phải di dời tại cuộc họp.\n"
    )
    assert [task["assignee"] for task in notice(body)["tasks"]] == ["Sở Xây dựng", "Các điểm cầu"]


def test_numbers_below_a_bulleted_heading_belong_to_it() -> None:
    read = notice(
        "- Thời gian: 8 giờ 00 ngày 20/3/2024.\n- Thành phần:\n"
        "1. Điểm cầu tỉnh: Phó Chủ tịch UBND tỉnh phụ trách; Giám đốc Sở Xây dựng.\n"
        "2. Điểm cầu xã: Chủ tịch UBND; Trưởng Công an.\n- Giao Sở Xây dựng kết nối.\n"
    )
    assert [task["assignee"] for task in read["tasks"]] == ["Sở Xây dựng"]
    assert [(group["tier"], len(group["items"])) for group in read["participants"]] == [("tinh", 2), ("xa", 2)]


@pytest.mark.parametrize(
    "words",
    [
        "Danh sách người dự đề nghị gửi về Sở",
        "Đăng ký tham dự gửi qua hộp thư vp@moc.example.vn",
        "Số lượng đại biểu báo về Văn phòng Sở",
        "Họ tên cán bộ dự họp xin gửi qua nhóm Zalo",
    ],
)
def test_a_list_asked_of_nobody_is_asked_of_all(words: str) -> None:
    read = notice(f"{TIME}2. Nội dung: bàn việc trồng rừng.\n\n{words} trước ngày 15/3/2024.\n")
    assert [one["due"] for one in read["registration_deadlines"]] == ["2024-03-15"]
    assert [task["assignee"] for task in read["tasks"]] == ["Các đơn vị"]


def test_a_clause_may_single_out_one_of_many() -> None:
    body = (
        "2. Phân công\n\na) Các sở: gửi báo cáo về Cục trước ngày 15/3/2024; riêng Sở Giao thông vận tải tỉnh Trà Lâm "
        'chuẩn bị tham luận "Kiểm định cầu treo".\n'
    )
    read = notice(TIME + body)
    assert [task["assignee"] for task in read["tasks"]] == ["Các sở", "Sở Giao thông vận tải tỉnh Trà Lâm"]
    assert [one["assignee"] for one in read["papers"]] == ["Sở Giao thông vận tải tỉnh Trà Lâm"]
