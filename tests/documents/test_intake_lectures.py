"""Who lectures on what in a programme, who reports a case, who shares a model; and what in such places is neither."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (
            "II. CHƯƠNG TRÌNH\n"
            "| Giờ | Nội dung | Người trình bày |\n"
            "|---|---|---|\n"
            "| 13h30 - 13h45 | Khai mạc, giới thiệu đại biểu | Giám đốc Bệnh viện |\n"
            "| 13h45 - 14h30 | Xử trí ong đốt ở trẻ em | BSCKI. Nông Thị Mẫu |\n"
            "| 14h30 - 15h00 | Quy trình chuyển tuyến ban đêm | Phòng Kế hoạch tổng hợp |\n"
            "| 15h00 - 15h30 | Thảo luận, bế mạc | Ban Tổ chức |\n",
            [
                ("BSCKI. Nông Thị Mẫu", "Xử trí ong đốt ở trẻ em"),
                ("Phòng Kế hoạch tổng hợp", "Quy trình chuyển tuyến ban đêm"),
            ],
        ),
        (
            "II. THỜI GIAN, BÁO CÁO VIÊN\n"
            "| Buổi | Thời gian | Chuyên đề | Báo cáo viên |\n"
            "|---|---|---|---|\n"
            "| 1 | 7 giờ 30, ngày 20/3/2024 | Nghị quyết về giữ rừng đầu nguồn | Đồng chí Bí thư Huyện ủy |\n"
            "| 2 | 14 giờ, ngày 20/3/2024 | Kết luận về xây dựng đội ngũ | Đồng chí Trưởng Ban Tổ chức Huyện ủy |\n",
            [
                ("Đồng chí Bí thư Huyện ủy", "Nghị quyết về giữ rừng đầu nguồn"),
            ],
        ),
        (
            "II. CHUẨN BỊ\n"
            "| Nội dung | Bộ phận chuẩn bị | Hạn gửi |\n"
            "|---|---|---|\n"
            "| Báo cáo tổng kết | Phòng Kế toán | 08/3/2024 |\n"
            "| Tham luận: Thu nợ ở vùng cao | PGD Khe Sim | 09/3/2024 |\n",
            [("PGD Khe Sim", "Thu nợ ở vùng cao")],
        ),
        (
            "4. Nội dung báo cáo\n\n"
            "- ThS. Lục Văn Mẫu, Trưởng khoa Nội: Cập nhật điều trị hen.\n"
            "- TTYT huyện Khe Sim: Ca lâm sàng suy hô hấp ở trẻ nhỏ.\n",
            [
                ("ThS. Lục Văn Mẫu, Trưởng khoa Nội", "Cập nhật điều trị hen"),
                ("TTYT huyện Khe Sim", "Ca lâm sàng suy hô hấp ở trẻ nhỏ"),
            ],
        ),
        (
            "PHÂN CÔNG Ý KIẾN ĐIỂN HÌNH\n\n"
            "- Hợp tác xã Đồng Lạc: Giữ giống quế địa phương.\n"
            "- Ông Lò Văn Mẫu, nông dân xã Khe Sim: Bán mật ong qua mạng.\n",
            [
                ("Hợp tác xã Đồng Lạc", "Giữ giống quế địa phương"),
                ("Lò Văn Mẫu, nông dân xã Khe Sim", "Bán mật ong qua mạng"),
            ],
        ),
        (
            "3. Phân công\n\n- Ban Phong trào mời 02 đơn vị chia sẻ mô hình: Đoàn xã Khe Sim với mô hình "
            '"Cổng trường sạch", Đoàn xã Đồng Lạc với mô hình "Tủ sách thôn".\n',
            [("Đoàn xã Khe Sim", "Cổng trường sạch"), ("Đoàn xã Đồng Lạc", "Tủ sách thôn")],
        ),
        (
            "3. Tham luận\n\n- Phường Mai Hạ và phường Đồng Lạc: Giữ trật tự vỉa hè.\n",
            [("Phường Mai Hạ", "Giữ trật tự vỉa hè"), ("phường Đồng Lạc", "Giữ trật tự vỉa hè")],
        ),
        (
            '4. Nội dung tại Hội nghị Báo cáo viên\n\n4.1. Sở Tài chính thông tin chuyên đề: "Thu ngân sách quý I".\n\n'
            '4.2. Công an tỉnh thông tin chuyên đề: "Phòng ngừa lừa đảo qua mạng".\n',
            [("Sở Tài chính", "Thu ngân sách quý I"), ("Công an tỉnh", "Phòng ngừa lừa đảo qua mạng")],
        ),
    ],
)
def test_who_tells_what(body: str, given: list[tuple[str, str]]) -> None:
    assert [(one["assignee"], one["topic"]) for one in notice(TIME + body)["papers"]] == given


@pytest.mark.parametrize(
    "body",
    [
        "3. Thành phần\n\n- Báo cáo viên: Sở Nội vụ (03 đồng chí).\n",
        "3. Chuẩn bị\n\n- Mỗi huyện chuẩn bị 01 ý kiến thảo luận về nội dung đột phá, không quá 2 trang.\n",
        "II. CHƯƠNG TRÌNH\n| Giờ | Nội dung | Thực hiện |\n|---|---|---|\n| 8h00 | Khai mạc | Sở Nội vụ |\n"
        "| 8h15 | Báo cáo tổng kết | Sở Nội vụ |\n",
    ],
)
def test_nobody_tells_anything(body: str) -> None:
    assert notice(TIME + body)["papers"] == []
