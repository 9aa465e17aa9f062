"""Conferences about which everything is known: what every type of paper is written from, drawn and read again."""

from datetime import UTC, date, datetime, time
from typing import Any

from nhipcau.conferences.models import Conference, ProgrammeItem, Sitting
from nhipcau.conferences.plan import (
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedSpeech,
    PlannedTask,
    PlannedTrial,
)
from tests.support.conferences import THREE_TIERS, make_conference

TASKS = (
    PlannedTask(
        "Văn phòng Ủy ban nhân dân tỉnh",
        "chuẩn bị hội trường, ma-két, tài liệu và các điều kiện phục vụ hội nghị tại điểm cầu tỉnh",
        date(2021, 12, 20),
        cooperating="Sở Thông tin và Truyền thông, Viễn thông Lạng Sơn",
    ),
    PlannedTask(
        "Văn phòng Ủy ban nhân dân tỉnh",
        "tổng hợp danh sách đại biểu các điểm cầu, báo cáo lãnh đạo Ủy ban nhân dân tỉnh",
        date(2021, 12, 22),
        time(16, 0),
    ),
    PlannedTask(
        "Sở Kế hoạch và Đầu tư",
        "chuẩn bị dự thảo báo cáo tình hình kinh tế - xã hội năm 2021, nhiệm vụ, giải pháp năm 2022",
        date(2021, 12, 15),
    ),
    PlannedTask("Sở Nội vụ", "chuẩn bị báo cáo kết quả công tác cải cách hành chính", date(2021, 12, 20)),
    PlannedTask(
        "Sở Thông tin và Truyền thông",
        "kiểm tra đường truyền, thiết bị tại các điểm cầu",
        date(2021, 12, 23),
        cooperating="Viễn thông Lạng Sơn",
    ),
    PlannedTask("Viễn thông Lạng Sơn", "bảo đảm đường truyền chính, đường truyền dự phòng trong suốt hội nghị"),
    PlannedTask("Công ty Điện lực Lạng Sơn", "bảo đảm nguồn điện liên tục cho các điểm cầu"),
    PlannedTask(
        "Ủy ban nhân dân các huyện, thành phố",
        "chuẩn bị điểm cầu cấp huyện; chỉ đạo cấp xã chuẩn bị điểm cầu cấp xã",
        date(2021, 12, 21),
    ),
)
SPEECHES = (
    PlannedSpeech("Sở Nông nghiệp và Phát triển nông thôn", "Giải pháp phát triển nông nghiệp hàng hóa", 4, 10),
    PlannedSpeech("Ủy ban nhân dân huyện Bắc Sơn", "Kinh nghiệm xây dựng nông thôn mới", 4, 10),
    PlannedSpeech("Ủy ban nhân dân huyện Chi Lăng", "Cải cách hành chính gắn với chuyển đổi số ở cấp xã", 4, 10),
)
TRIALS = (PlannedTrial(datetime(2021, 12, 22, 7, tzinfo=UTC)), PlannedTrial(datetime(2021, 12, 23, 8, 30, tzinfo=UTC)))
CONTACTS = (
    PlannedContact("Vi Thị Thử", "chuyên viên Văn phòng Ủy ban nhân dân tỉnh", "0200 000 001", "vithithu@example.vn"),
    PlannedContact("Lý Văn Ví Dụ", "cán bộ kỹ thuật Viễn thông Lạng Sơn", "0200 000 002"),
)
DEADLINES = (
    PlannedDeadline("Gửi danh sách đại biểu dự hội nghị", date(2021, 12, 21), time(16, 0)),
    PlannedDeadline("Đăng ký điểm cầu", date(2021, 12, 17)),
)
PARTICULARS = (
    PlannedParticular("participant", "Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân tỉnh", "tinh"),
    PlannedParticular("participant", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh", "tinh"),
    PlannedParticular("participant", "Lãnh đạo các sở, ban, ngành, đoàn thể tỉnh", "tinh"),
    PlannedParticular("participant", "Thường trực Huyện ủy, Thành ủy; lãnh đạo Hội đồng nhân dân cấp huyện", "huyen"),
    PlannedParticular("participant", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân huyện, thành phố", "huyen"),
    PlannedParticular("participant", "Bí thư, Chủ tịch Ủy ban nhân dân xã, phường, thị trấn", "xa"),
    PlannedParticular("material", "Dự thảo báo cáo tổng kết năm 2021"),
    PlannedParticular("material", "Các báo cáo tham luận"),
    PlannedParticular("press", "Báo Lạng Sơn, Đài Phát thanh - Truyền hình tỉnh"),
    PlannedParticular("recipient", "Thường trực Tỉnh ủy (b/c)"),
    PlannedParticular("recipient", "Các sở, ban, ngành tỉnh"),
    PlannedParticular("recipient", "Ủy ban nhân dân các huyện, thành phố"),
    PlannedParticular("recipient", "Báo Lạng Sơn, Đài Phát thanh - Truyền hình tỉnh (đưa tin)"),
)
PROGRAMME = (
    (time(8, 0), "Ổn định tổ chức, tuyên bố lý do, giới thiệu đại biểu", "Văn phòng Ủy ban nhân dân tỉnh"),
    (time(8, 10), "Khai mạc hội nghị", "Chủ tịch Ủy ban nhân dân tỉnh"),
    (time(8, 20), "Báo cáo tình hình kinh tế - xã hội năm 2021", "Sở Kế hoạch và Đầu tư"),
    (time(8, 50), "Tham luận, thảo luận", "Các điểm cầu"),
    (time(10, 45), "Phát biểu chỉ đạo", "Thường trực Tỉnh ủy"),
    (time(11, 15), "Kết luận hội nghị", "Chủ tịch Ủy ban nhân dân tỉnh"),
)
LONG = (
    "Hội nghị trực tuyến đánh giá tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng - an "
    "ninh, xây dựng Đảng và hệ thống chính trị năm 2021; triển khai nhiệm vụ trọng tâm năm 2022 và phát động phong "
    "trào thi đua chào mừng các ngày lễ lớn của đất nước, của tỉnh"
)


def province_wide(**changes: Any) -> Conference:
    """One morning, three tiers, 212 sites."""
    values: dict[str, Any] = {
        "duration": "01 buổi",
        "tasks": TASKS,
        "speeches": SPEECHES,
        "rehearsals": TRIALS,
        "contacts": CONTACTS,
        "deadlines": DEADLINES,
        "particulars": PARTICULARS,
        **changes,
    }
    conference = make_conference(**values)
    for order, (at, content, who) in enumerate(PROGRAMME, 1):
        ProgrammeItem.objects.create(conference=conference, order=order, time=at, content=content, who=who)
    return conference


def of_two_days(**changes: Any) -> Conference:
    """Two days with a sitting in the morning and one in the afternoon, 12 sites, a name of 250 letters."""
    conference = province_wide(
        title=LONG, tiers=THREE_TIERS[:2], form="ket_hop", duration="02 ngày", speeches=(), **changes
    )
    for order, (day, begins, ends) in enumerate(((24, 8, 11), (24, 14, 17), (25, 8, 11), (25, 14, 16)), 1):
        sitting = Sitting.objects.create(
            conference=conference,
            order=order,
            name=f"Phiên thứ {('nhất', 'hai', 'ba', 'tư')[order - 1]}",
            date=date(2021, 12, day),
            start=time(begins, 0),
            end=time(ends, 30),
        )
        ProgrammeItem.objects.filter(conference=conference, order__in=(order, order + 4)).update(sitting=sitting)
    return conference
