"""How long a speech may be, and lengths that are of something else."""

import pytest

from tests.documents.papers import notice

ASKED = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n3. Phân công\n"


@pytest.mark.parametrize(
    ("body", "pages", "minutes"),
    [
        (
            "- Sở A chuẩn bị tham luận. Mỗi tham luận không quá 05 trang A4, trình bày không quá 07 phút.",
            5,
            7,
        ),
        (
            "2. Tham luận tại Diễn đàn (10 phút/tham luận, tối đa 04 trang A4, gửi cả file trình "
            "chiếu):\n"
            "+ Sở Y tế: tiêm chủng;",
            4,
            10,
        ),
        (
            "- Các đơn vị có tham luận: gửi bài (≤ 3 trang, trình bày ≤ 8 phút) cho P11 trước 12h00 ngày 05/3/2024.",
            3,
            8,
        ),
        (
            "- Thời gian phát biểu: 5 - 7 phút.",
            None,
            7,
        ),
        (
            "- Sở Y tế chuẩn bị tham luận dài từ 3 đến 5 trang.",
            5,
            None,
        ),
        (
            "- Sở Y tế phát biểu tham luận về tiêm chủng (không quá 7').",
            None,
            7,
        ),
        (
            "- Các ý kiến phát biểu không quá 5 phút.",
            None,
            5,
        ),
        (
            '- Sở Y tế trình bày chuyên đề "Tiêm chủng". Mỗi chuyên đề 45 phút, trao đổi 15 phút.',
            None,
            45,
        ),
        (
            "- Tham luận: 02 trang A4; thời gian 08 phút/tham luận.",
            2,
            8,
        ),
        (
            "- Thời lượng trình bày tham luận: tối đa mười phút.",
            None,
            10,
        ),
        (
            "- Thời lượng tham luận 7-8 phút, dung lượng không quá 4 mặt giấy A4.",
            4,
            8,
        ),
        (
            "- UBND xã Khe Sim chuẩn bị tham luận (không quá 07 phút).",
            None,
            7,
        ),
        (
            "- Các đơn vị chuẩn bị ý kiến phát biểu (mỗi ý kiến không quá 05 phút).",
            None,
            5,
        ),
        (
            "- Mỗi báo cáo ca bệnh trình bày tối đa 10 phút (file PowerPoint không quá 15 slide).",
            None,
            10,
        ),
        (
            "- Các ban được phân công chuyên đề: hoàn thành bài giảng; mỗi bài giảng không quá 15 "
            "trang A4, kèm bản trình chiếu.",
            15,
            None,
        ),
        (
            "| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n"
            "|---|---|---|---|\n"
            "| 1 | Tham luận (tối đa 3 trang, 8 phút): xã Bản Hó - làm đường; xã Khun Há - sản phẩm "
            "OCOP | UBND xã Bản Hó, UBND xã Khun Há | Gửi trước 19/3/2024 |\n"
            "| 2 | Trang trí | Văn phòng | 18/3/2024 |",
            3,
            8,
        ),
        (
            "- Đề nghị các đơn vị tham luận gửi bài viết (đánh máy không quá 03 trang giấy A4, trình "
            "bày trong thời gian 07 phút) về Sở Nội vụ.",
            3,
            7,
        ),
        (
            "- Thời gian trình bày của mỗi đơn vị từ 05 đến 07 phút.",
            None,
            7,
        ),
        (
            "- Báo cáo viên truyền đạt trong 90 phút.",
            None,
            90,
        ),
    ],
)
def test_limits_of_a_speech(body: str, pages: int | None, minutes: int | None) -> None:
    assert notice(ASKED + body)["paper_limits"] == {"pages": pages, "minutes": minutes}


@pytest.mark.parametrize(
    "body",
    [
        "- Đại biểu có mặt trước 15 phút.",
        "- ID phòng họp gửi trước giờ họp 30 phút.",
        "- Kiểm tra kết nối lúc 14h00 ngày 19/3/2024 và trước mỗi phiên 30 phút.",
        "- Sở Nội vụ dựng phóng sự dài 7 phút; nghỉ giải lao 15 phút.",
        "- Hội nghị diễn ra trong 120 phút.",
        "1. Thời gian: Lúc 14 giờ 00, ngày 15/8/2025, dự kiến 120 phút.",
    ],
)
def test_a_length_of_something_else(body: str) -> None:
    assert notice(ASKED + body)["paper_limits"] is None
