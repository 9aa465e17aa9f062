"""What the conferences of the walk are made from."""

from datetime import date, time, timedelta
from typing import Any

from people import PHONE, at, today

from nhipcau.conferences.plan import (
    ConferencePlan,
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedSpeech,
    PlannedTask,
    PlannedTier,
    PlannedTrial,
)
from nhipcau.organs.models import Tier

LONG_TITLE = (
    "Hội nghị trực tuyến toàn tỉnh sơ kết 05 năm thực hiện Nghị quyết về chuyển đổi số, cải cách hành chính và "
    "nâng cao năng lực cạnh tranh cấp tỉnh; tổng kết phong trào thi đua “Cả nước thi đua xây dựng cơ sở hạ tầng đồng "
    "bộ, hiện đại” và triển khai nhiệm vụ phát triển kinh tế - xã hội những tháng cuối năm gắn với bảo đảm quốc phòng, "
    "an ninh vùng biên"
)


def plan(title: str, days: int | None, tiers: tuple[Tier, ...], **more: Any) -> ConferencePlan:
    values: dict[str, Any] = {
        "title": title,
        "tiers": tuple(PlannedTier(tier) for tier in tiers),
        "units_on": date(2021, 12, 6),
        "named": ("Ủy ban nhân dân tỉnh Lạng Sơn",),
        "issuing_body": "Ủy ban nhân dân tỉnh Lạng Sơn",
        "start_date": None if days is None else today() + timedelta(days=days),
        "start_time": None if days is None else time(8, 0),
        "venue": "Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
    }
    return ConferencePlan(**{**values, **more})


def full_plan() -> dict[str, Any]:
    return {
        "duration": "01 buổi",
        "contacts": (
            PlannedContact("Vi Thị Thử", "nội dung", f"{PHONE}01", "vithithu@tinh.example.vn"),
            PlannedContact("Công Tằng Tôn Nữ Minh Khuê Hạnh Dung", "kỹ thuật, đường truyền", f"{PHONE}02"),
        ),
        "tasks": (
            PlannedTask("Sở Thông tin và Truyền thông", "kiểm tra đường truyền", today() - timedelta(days=4)),
            PlannedTask("Công an tỉnh", "bảo đảm an ninh, trật tự tại hội trường", today() + timedelta(days=4)),
            PlannedTask(
                "Ủy ban nhân dân các huyện, thành phố",
                "chuẩn bị phòng họp, bố trí cán bộ kỹ thuật trực từ 07 giờ 00 và kiểm tra thiết bị đầu cuối",
                today() + timedelta(days=5),
                time(16),
                "Văn phòng Ủy ban nhân dân tỉnh, Viễn thông tỉnh",
            ),
        ),
        "rehearsals": (PlannedTrial(at(6, 14)),),
        "deadlines": (
            PlannedDeadline("đăng ký điểm cầu", today() + timedelta(days=2), time(16)),
            PlannedDeadline("danh sách đại biểu", today() + timedelta(days=4), time(16)),
        ),
        "speeches": (PlannedSpeech("Ủy ban nhân dân huyện Bắc Sơn", "chuyển đổi số ở xã đặc biệt khó khăn", 5, 7),),
        "particulars": (
            PlannedParticular("participant", "Lãnh đạo Huyện ủy, Ủy ban nhân dân huyện", tier="huyen"),
            PlannedParticular("participant", "Trưởng các phòng chuyên môn có liên quan", tier="huyen"),
            PlannedParticular("participant", "Lãnh đạo UBND xã, công chức văn phòng", tier="xa"),
            PlannedParticular("recipient", "Thường trực Tỉnh ủy (b/c)"),
            PlannedParticular("recipient", "Sở Thông tin và Truyền thông"),
        ),
    }
