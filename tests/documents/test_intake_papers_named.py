"""Which papers and banners are named for the meeting, and sentences about papers that name none."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n"


@pytest.mark.parametrize(
    ("body", "papers"),
    [
        (
            "3. Phân công\n"
            "- Sở Nội vụ: chuẩn bị báo cáo sơ kết, gửi Văn phòng UBND tỉnh trước ngày 15/3/2024; dự "
            "thảo ý kiến kết luận của đồng chí chủ trì.",
            ["báo cáo sơ kết", "ý kiến kết luận của đồng chí chủ trì"],
        ),
        (
            "3. Tài liệu Hội nghị đăng tải tại địa chỉ http://hop.vidu.example.vn, đại biểu chủ động truy cập.",
            [],
        ),
        (
            "3. Tài liệu: Tài liệu kỳ họp được gửi đến đại biểu qua phần mềm chậm nhất 05 ngày trước "
            "ngày khai mạc. Đại biểu mang theo máy tính bảng.",
            [],
        ),
        (
            '3. Tài liệu: đại biểu khai thác trên phần mềm "Kỳ họp không giấy" từ ngày 15/3/2024.\n'
            "Thông tin chi tiết liên hệ Phòng Công tác HĐND: ông Ngụy Hữu Chương, điện thoại "
            "0200.264.039.",
            [],
        ),
        (
            "3. Phân công\n"
            "- Phòng Kinh tế chuẩn bị báo cáo tình hình dịch bệnh, dự thảo Công điện của Chủ tịch "
            "UBND tỉnh.",
            ["báo cáo tình hình dịch bệnh", "dự thảo Công điện của Chủ tịch UBND tỉnh"],
        ),
        (
            "3. Phân công\n"
            "- Phòng TCKH báo cáo chung tình hình giải ngân đến 29/02/2024.\n"
            "- Trung tâm PTQĐ báo cáo tiến độ GPMB, nêu rõ từng hộ còn vướng.",
            ["báo cáo chung tình hình giải ngân đến 29/02/2024", "báo cáo tiến độ GPMB"],
        ),
        (
            "3. Nội dung: xem xét các báo cáo 6 tháng đầu năm 2024 và 14 dự thảo nghị quyết.",
            ["các báo cáo 6 tháng đầu năm 2024", "14 dự thảo nghị quyết"],
        ),
        (
            "3. Nội dung kỳ họp\n"
            "3.1. Tờ trình của UBND tỉnh và dự thảo Nghị quyết về điều chỉnh kế hoạch đầu tư công;\n"
            "3.2. Tờ trình của UBND tỉnh và dự thảo Nghị quyết về đặt tên đường;\n"
            "3.3. Báo cáo thẩm tra của các Ban HĐND tỉnh.",
            [
                "Tờ trình của UBND tỉnh và dự thảo Nghị quyết về điều chỉnh kế hoạch đầu tư công",
                "Tờ trình của UBND tỉnh và dự thảo Nghị quyết về đặt tên đường",
                "Báo cáo thẩm tra của các Ban HĐND tỉnh",
            ],
        ),
        (
            "3. Phân công\n- Sở Tư pháp gửi báo cáo tham luận về Cục Quản lý đê điều trước ngày 15/3/2024.",
            ["báo cáo tham luận"],
        ),
        (
            "3. Phân công\n- Văn phòng: chuẩn bị hội trường, nước uống, maket.",
            ["maket"],
        ),
        (
            "3. Phân công\n- P11: hoàn chỉnh báo cáo, bản cam kết.",
            ["báo cáo", "bản cam kết"],
        ),
        (
            "3. Phân công\n"
            "- Ban Tuyên giáo: biên tập tài liệu, đề cương giới thiệu nghị quyết; phụ trách maket, "
            "khánh tiết.",
            ["đề cương giới thiệu nghị quyết", "maket"],
        ),
        (
            "3. Chương trình\n"
            "8h00 - 8h10: Khai mạc\n"
            "8h10 - 8h40: Báo cáo tổng kết công tác năm 2023, phương hướng năm 2024 (Sở Nội vụ)\n"
            "8h40 - 9h30: Thảo luận",
            ["Báo cáo tổng kết công tác năm 2023, phương hướng năm 2024"],
        ),
        (
            "3. Tài liệu gồm: Báo cáo tổng kết năm 2023; Dự thảo Quy chế phối hợp; Bản đồ quy hoạch.",
            ["Báo cáo tổng kết năm 2023", "Dự thảo Quy chế phối hợp", "Bản đồ quy hoạch"],
        ),
        (
            "3. Tài liệu Hội nghị\n"
            "- Báo cáo kết quả sản xuất vụ Đông;\n"
            "- Kế hoạch sản xuất vụ Xuân (dự thảo);\n"
            "- Tài liệu khác (nếu có).",
            ["Báo cáo kết quả sản xuất vụ Đông", "Kế hoạch sản xuất vụ Xuân (dự thảo)"],
        ),
        (
            "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian |\n"
            "|---|---|---|---|\n"
            "| 1 | Xây dựng báo cáo tổng kết, bài phát biểu khai mạc | Phòng Nông nghiệp | Trước "
            "18/3/2024 |\n"
            "| 2 | Ma két, trang trí khánh tiết | Trung tâm VH | 19/3/2024 |\n"
            "| 3 | Giấy mời, tài liệu phát cho đại biểu | Văn phòng | 18/3/2024 |",
            ["báo cáo tổng kết", "bài phát biểu khai mạc", "Ma két"],
        ),
        (
            "3. Phân công\n"
            "- Sở Nội vụ chủ trì xây dựng Báo cáo sơ kết, kịch bản điều hành, bài phát biểu của lãnh "
            "đạo UBND tỉnh.\n"
            "- Các đơn vị được phân công tham luận gửi bài về Sở Nội vụ trước ngày 15/3/2024.",
            ["Báo cáo sơ kết", "kịch bản điều hành", "bài phát biểu của lãnh đạo UBND tỉnh", "tham luận"],
        ),
        (
            "3. Phân công\n"
            "- Các đơn vị đã gửi bài tham luận không phải gửi lại.\n"
            "- Sở Nội vụ cập nhật số liệu Báo cáo kết quả Chỉ số PAR INDEX, SIPAS của tỉnh.",
            ["Báo cáo kết quả Chỉ số PAR INDEX, SIPAS của tỉnh"],
        ),
        (
            "3. Phân công\n- Đài Truyền thanh xây dựng phóng sự về chuyển đổi số ở cơ sở (thời lượng 7 phút).",
            ["phóng sự về chuyển đổi số ở cơ sở"],
        ),
        (
            "3. Phân công\n"
            "- UBND các xã gửi báo cáo kết quả thực hiện nhiệm vụ quý I/2024 về Văn phòng UBND tỉnh "
            "trước ngày 15/3/2024.",
            ["báo cáo kết quả thực hiện nhiệm vụ quý I/2024"],
        ),
        (
            "3. Phân công\n- Sở Y tế chuẩn bị bài giảng, tài liệu tập huấn; in ấn và gửi các điểm cầu.",
            ["bài giảng", "tài liệu tập huấn"],
        ),
        (
            "3. Phân công\n- Văn phòng Tỉnh Đoàn: Tham mưu nội dung, kịch bản; thiết kế backdrop.",
            ["kịch bản", "backdrop"],
        ),
        (
            "3. Phân công\n- Các ban của HĐND tỉnh hoàn thành báo cáo thẩm tra trước ngày 15/3/2024.",
            ["báo cáo thẩm tra"],
        ),
        (
            '3. Phân công\n- Thanh tra tỉnh chuẩn bị tài liệu chuyên đề "Kỹ năng hòa giải", gửi trước ngày 15/3/2024.',
            ['tài liệu chuyên đề "Kỹ năng hòa giải"'],
        ),
        (
            "3. Phân công\n"
            "- Sở Tài chính: báo cáo tình hình thu, chi ngân sách quý I, nhiệm vụ quý II; gửi Văn "
            "phòng UBND tỉnh trước 15/3/2024.",
            ["báo cáo tình hình thu, chi ngân sách quý I, nhiệm vụ quý II"],
        ),
        (
            "3. Phân công\n- Mỗi điểm cầu treo băng rôn, khẩu hiệu theo mẫu gửi kèm.",
            ["băng rôn, khẩu hiệu"],
        ),
        (
            "3. Phân công\n"
            "- Công an tỉnh bảo đảm an ninh trật tự.\n"
            "- Đề nghị các xã báo cáo số lượng đại biểu trước ngày 15/3/2024.",
            [],
        ),
    ],
)
def test_papers_of_the_meeting(body: str, papers: list[str]) -> None:
    found = notice(TIME + body)["materials"]
    assert sorted(name.lower() for name in found) == sorted(name.lower() for name in papers)
