"""Media bodies in full and in short, in the text and in the distribution list."""

import pytest

from tests.documents.papers import HEAD, TAIL, facts

ASKED = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n3. Phân công\n"


@pytest.mark.parametrize(
    ("body", "recipients", "media"),
    [
        (
            "- Đề nghị Báo và Phát thanh, Truyền hình Hà Vân cử phóng viên dự, đưa tin.",
            "",
            ["Báo và Phát thanh, Truyền hình Hà Vân"],
        ),
        (
            "- Trung tâm VHTT-TT thị xã cử phóng viên đưa tin.",
            "",
            ["Trung tâm VHTT-TT thị xã"],
        ),
        (
            "- Sở Y tế chuẩn bị báo cáo.",
            "- Đài THVN, Đài TNVN, TTXVN (để đưa tin);\n",
            ["Đài THVN", "Đài TNVN", "TTXVN"],
        ),
        (
            "- Sở Y tế chuẩn bị báo cáo.",
            "- Báo Mộc Hạ, Đài PT-TH tỉnh (đưa tin);\n",
            ["Báo Mộc Hạ", "Đài PT-TH tỉnh"],
        ),
        (
            "- Sở Y tế chuẩn bị báo cáo.",
            "- Trung tâm Thông tin (đăng tải lịch);\n",
            [],
        ),
        (
            "- Sở Y tế chuẩn bị báo cáo.",
            "- Cổng TTĐT tỉnh (đưa tin);\n",
            ["Cổng TTĐT tỉnh"],
        ),
        (
            "- Sở Y tế chuẩn bị báo cáo.",
            "- Website Sở;\n- Cổng TTĐT tỉnh;\n",
            [],
        ),
        (
            "- Báo Mộc Hạ, Đài Phát thanh và Truyền hình Mộc Hạ đưa tin về Hội nghị.",
            "",
            ["Báo Mộc Hạ", "Đài Phát thanh và Truyền hình Mộc Hạ"],
        ),
        (
            "- Mời phóng viên Báo và Đài Phát thanh - Truyền hình Sơn Khê, Cơ quan thường trú TTXVN "
            "tại Sơn Khê, Báo Đại biểu Nhân dân dự, đưa tin.",
            "",
            [
                "Báo và Đài Phát thanh - Truyền hình Sơn Khê",
                "Cơ quan thường trú TTXVN tại Sơn Khê",
                "Báo Đại biểu Nhân dân",
            ],
        ),
        (
            "- Trung tâm Văn hóa, Thể thao và Truyền thông huyện cử phóng viên đưa tin.",
            "",
            ["Trung tâm Văn hóa, Thể thao và Truyền thông huyện"],
        ),
        (
            "- Báo và Đài PT-TH Thanh Bình tường thuật trực tiếp phiên khai mạc.",
            "",
            ["Báo và Đài PT-TH Thanh Bình"],
        ),
        (
            "- Đài Truyền thanh xã tuyên truyền trước, trong và sau Hội nghị.",
            "",
            ["Đài Truyền thanh xã"],
        ),
        (
            "- Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng các cơ quan báo chí tuyên truyền.",
            "",
            ["các cơ quan báo chí"],
        ),
        (
            "- Đề nghị Cổng Thông tin điện tử tỉnh, Báo Mộc Hạ đăng tin, bài về Hội nghị.",
            "",
            ["Cổng Thông tin điện tử tỉnh", "Báo Mộc Hạ"],
        ),
        (
            "3. Thành phần\na) Điểm cầu tỉnh\n- Lãnh đạo UBND tỉnh;\n- Phóng viên các cơ quan báo chí.\n",
            "",
            ["các cơ quan báo chí"],
        ),
        (
            "3. Thành phần\na) Điểm cầu tỉnh\n- Lãnh đạo UBND tỉnh;\n- Đài TT-TH huyện (đưa tin).\n",
            "",
            ["Đài TT-TH huyện"],
        ),
        (
            "- Văn phòng UBND tỉnh chuẩn bị hội trường; Trung tâm Truyền thông và Văn hóa tỉnh cử "
            "phóng viên ghi hình, đưa tin.",
            "",
            ["Trung tâm Truyền thông và Văn hóa tỉnh"],
        ),
    ],
)
def test_media_bodies(body: str, recipients: str, media: list[str]) -> None:
    paper = HEAD + ASKED + body + TAIL.replace("- Lưu: VT.", recipients + "- Lưu: VT.")
    assert [name.lower() for name in facts(paper)["press"]] == [name.lower() for name in media]
