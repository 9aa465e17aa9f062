"""How long it lasts, trial runs counted from a sitting, days by which lists are there."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n"


@pytest.mark.parametrize(
    ("body", "end"),
    [
        (
            "1. Thời gian: Hội nghị chia làm 03 phiên, mỗi phiên 01 buổi, lịch cụ thể:\n"
            "- Phiên 1: 8h00 ngày 20/3/2024.",
            "03 phiên, mỗi phiên 01 buổi",
        ),
        (
            "1. Thời gian: 01 buổi, từ 14h ngày 20/3/2024 (chiều thứ Tư).",
            "01 buổi",
        ),
        (
            "1. Thời gian: 08h00 - 11h15 ngày 20/3/2024",
            "11h15",
        ),
        (
            "1. Thời gian: từ 8h00 đến 11h30 ngày 20/3/2024 (thứ Tư).",
            "đến 11h30",
        ),
        (
            "1. Thời gian: Khai mạc lúc 7 giờ 30 phút, ngày 20/3/2024, làm việc trong một buổi.",
            "một buổi",
        ),
        (
            "1. Thời gian: Lúc 14 giờ 00, ngày 20/3/2024, dự kiến 120 phút.",
            "dự kiến 120 phút",
        ),
    ],
)
def test_how_long_it_lasts(body: str, end: str) -> None:
    assert notice(body)["end_or_duration"] == end


@pytest.mark.parametrize(
    ("body", "runs"),
    [
        (
            TIME + "2. Văn phòng kiểm tra kết nối: đợt 1 lúc 15h30 ngày 19/3/2024, đợt 2 trước phiên họp 30 phút.",
            ["2024-03-19T15:30", "2024-03-20T07:30"],
        ),
        (
            "1. Thời gian:\n"
            "\n"
            "| Phiên | Thời gian | Đối tượng |\n"
            "|---|---|---|\n"
            "| 1 | 8h00 ngày 20/3/2024 | Xã phía Bắc |\n"
            "| 2 | 14h00 ngày 20/3/2024 | Xã phía Nam |\n"
            "\n"
            "2. Văn phòng: thử kết nối lúc 14h00 ngày 19/3/2024 và trước mỗi phiên 30 phút.",
            ["2024-03-19T14:00", "2024-03-20T07:30", "2024-03-20T13:30"],
        ),
        (
            TIME + "2. Viễn thông Mộc Hạ hủy lịch kiểm tra kỹ thuật ngày 18/3/2024; phối hợp kiểm tra lại "
            "đường truyền vào 08 giờ 00 phút ngày 19/3/2024.",
            ["2024-03-19T08:00"],
        ),
        (
            TIME + "2. Trung tâm Công nghệ kiểm tra lại đường truyền từ 16 giờ 00 phút ngày 19/3/2024 (thay "
            "cho lịch kiểm tra ngày 15/3/2024).",
            ["2024-03-19T16:00"],
        ),
        (
            TIME + "2. Các điểm cầu vào phòng họp thử trước giờ khai mạc 45 phút.",
            ["2024-03-20T07:15"],
        ),
        (
            TIME + "2. Đại biểu có mặt trước 15 phút.",
            [],
        ),
        (
            TIME + "2. ID và mật khẩu phòng họp gửi qua nhóm Zalo trước giờ họp 30 phút.",
            [],
        ),
        (
            TIME + "2. Văn phòng kết nối kỹ thuật với Trung ương lúc 15 giờ 00 ngày 19/3/2024 và với các xã "
            "lúc 16 giờ 00 cùng ngày.",
            ["2024-03-19T15:00", "2024-03-19T16:00"],
        ),
        (
            TIME + "2. Phân công\n"
            "| Nội dung | Đơn vị thực hiện | Hoàn thành |\n"
            "| Báo cáo sơ kết | Văn phòng | 15/3/2024 |\n"
            "| Thử đường truyền (lúc 15h00) | Viễn thông Mộc Hạ | 19/3/2024 |",
            ["2024-03-19T15:00"],
        ),
    ],
)
def test_trial_runs_and_hours_before_a_sitting(body: str, runs: list[str]) -> None:
    assert notice(body)["rehearsals"] == runs


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (
            TIME + "2. Phân công\n"
            "- Đảng ủy xã: chuẩn bị điểm cầu, báo danh sách đại biểu về Ban Tuyên giáo hạn chót ngày "
            "15/3/2024.",
            ["2024-03-15"],
        ),
        (
            TIME + "2. Phân công\n"
            "- Các đơn vị: báo cáo quân số dự họp về Phòng P11 trước 16h00 ngày 19/3/2024; bố trí "
            "lực lượng trực vận hành.",
            ["2024-03-19T16:00"],
        ),
        (
            TIME + "2. Các đơn vị đã gửi danh sách đại biểu thì không phải gửi lại. Trường hợp có thay đổi, "
            "đề nghị gửi danh sách về Văn phòng UBND tỉnh trước 15 giờ ngày 19/3/2024.",
            ["2024-03-19T15:00"],
        ),
        (
            TIME + "2. Phân công\n"
            "- UBND các tỉnh cung cấp thông tin điểm cầu và danh sách cán bộ kỹ thuật theo mẫu trước "
            "17h00 ngày 18/3/2024.",
            ["2024-03-18T17:00"],
        ),
        (
            TIME + "2. Phân công\n"
            "- Trước 17h00 ngày 18/3/2024: các đơn vị đăng ký điểm cầu và danh sách đại biểu tại "
            "link forms.example.vn/dd57.",
            ["2024-03-18T17:00"],
        ),
        (
            TIME + "2. Đại biểu vắng mặt báo cáo Chủ tịch bằng văn bản trước ngày 18/3/2024.",
            [],
        ),
        (
            TIME + "2. UBND các xã gửi danh sách điểm cầu, đầu mối kỹ thuật về Sở KH&CN trong ngày 18/3/2024.",
            ["2024-03-18"],
        ),
        (
            TIME + "2. Đề nghị các đơn vị gửi danh sách đại biểu dự họp về Sở Nội vụ (qua email "
            "sonoivu@example.vn) trước ngày 18/3/2024.",
            ["2024-03-18"],
        ),
        (
            TIME + "2. Đề nghị các đơn vị xác nhận dự họp qua đường dẫn https://dk.example.vn hạn cuối 17h "
            "ngày 18/3/2024.",
            ["2024-03-18T17:00"],
        ),
    ],
)
def test_by_when_lists_are_handed_in(body: str, days: list[str]) -> None:
    assert [one["due"] for one in notice(body)["registration_deadlines"]] == days
