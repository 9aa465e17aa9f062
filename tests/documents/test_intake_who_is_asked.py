"""Who is asked for what by when: heads, lists, tables, several days in one sentence, nobody named."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n"


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (
            "3. Tổ chức thực hiện\n"
            "3.1. Sở Nội vụ: chuẩn bị báo cáo sơ kết, gửi Văn phòng UBND tỉnh trước ngày 15/3/2024; "
            "dự thảo ý kiến kết luận, hoàn thành chậm nhất 16h00 ngày 17/3/2024.",
            [("Sở Nội vụ", "2024-03-15"), ("Sở Nội vụ", "2024-03-17T16:00")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "3.1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Viễn thông Mộc Hạ kiểm tra đường "
            "truyền, kết nối thử vào lúc 08 giờ 30 phút ngày 19/3/2024.",
            [("Sở Khoa học và Công nghệ", None)],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "3.1. UBND các xã, phường bố trí phòng họp, cán bộ trực kỹ thuật; gửi ý kiến vướng mắc "
            "về Sở Nội vụ trước ngày 13/3/2024.",
            [("UBND các xã, phường", None), ("UBND các xã, phường", "2024-03-13")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "3.1. Sở Nội vụ\n"
            "- Chủ trì xây dựng báo cáo, trình UBND tỉnh trước ngày 12/3/2024.\n"
            "- Dự thảo bài phát biểu khai mạc, hoàn thành trước ngày 14/3/2024.\n"
            "- Phối hợp Báo Mộc Hạ xây dựng phóng sự.",
            [("Sở Nội vụ", "2024-03-12"), ("Sở Nội vụ", "2024-03-14"), ("Sở Nội vụ", None)],
        ),
        (
            "3. Các cơ quan trình Kỳ họp gửi hồ sơ về Thường trực HĐND tỉnh chậm nhất ngày 11/3/2024 "
            "và bản điện tử đã ký số trước 17 giờ 00 ngày 15/3/2024.",
            [("Các cơ quan trình Kỳ họp", "2024-03-11"), ("Các cơ quan trình Kỳ họp", "2024-03-15T17:00")],
        ),
        (
            "3. Đại biểu HĐND tỉnh gửi nội dung chất vấn bằng phiếu trước ngày 10/3/2024. Đại biểu "
            "vắng mặt phải có văn bản báo cáo Chủ tịch HĐND tỉnh.",
            [("Đại biểu HĐND tỉnh", "2024-03-10"), ("Đại biểu vắng mặt", None)],
        ),
        (
            "3. Đề nghị UBND các xã, phường:\n"
            "- Lập danh sách học viên gửi về Sở Tư pháp trước ngày 09/3/2024.\n"
            "- Tổng hợp khó khăn, vướng mắc gửi Sở Tư pháp chậm nhất là ngày 10/3/2024.",
            [("UBND các xã, phường", "2024-03-09"), ("UBND các xã, phường", "2024-03-10")],
        ),
        (
            "3. Các đơn vị đã gửi danh sách đại biểu thì không phải gửi lại. Trường hợp có thay đổi, "
            "đề nghị gửi danh sách về Văn phòng UBND tỉnh trước 15 giờ ngày 19/3/2024.",
            [("Các đơn vị", "2024-03-19T15:00")],
        ),
        (
            "3. Trường hợp thay đổi người dự, các cơ quan, địa phương đăng ký lại với Văn phòng UBND "
            "tỉnh trước ngày 18/3/2024.",
            [("Các cơ quan, địa phương", "2024-03-18")],
        ),
        (
            "3. Về tài liệu: Sở Tư pháp gửi Bộ tài liệu tập huấn trên Trục liên thông văn bản trước ngày 12/3/2024.",
            [("Sở Tư pháp", "2024-03-12")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Trước 15/3/2024: Đoàn xã, phường gửi hồ sơ đề nghị tuyên dương về Ban Phong trào.\n"
            "- Trước 17h00 ngày 18/3/2024: các đơn vị đăng ký điểm cầu tại link forms.example.vn.",
            [("Đoàn xã, phường", "2024-03-15"), ("Các đơn vị", "2024-03-18T17:00")],
        ),
        (
            "3. Phân công\n"
            "- Ban Tuyên giáo Huyện ủy: Mời báo cáo viên, phát hành tài liệu; theo dõi tỷ lệ dự, báo "
            "cáo Thường trực Huyện ủy sau Hội nghị.\n"
            "- Điện lực Thạch Lộc: không cắt điện trên địa bàn sáng ngày 20/3/2024.",
            [("Ban Tuyên giáo Huyện ủy", None), ("Điện lực Thạch Lộc", None)],
        ),
        (
            "3. Đề nghị:\n"
            "    • P11: hoàn chỉnh báo cáo, bản cam kết; tổng hợp tham luận trình Giám đốc trước "
            "16/3/2024.\n"
            "    • Các đơn vị có tham luận: gửi bài cho P11 trước 12h00 ngày 15/3/2024.",
            [("P11", None), ("P11", "2024-03-16"), ("Các đơn vị có tham luận", "2024-03-15T12:00")],
        ),
        (
            "3. UBND huyện chỉ đạo Phòng Văn hóa và Thông tin chuẩn bị kỹ thuật đường truyền, hoàn "
            "thành trước ngày 18/3/2024.",
            [("UBND huyện", "2024-03-18")],
        ),
        (
            "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |\n"
            "|---|---|---|---|---|\n"
            "| 1 | Xây dựng báo cáo tổng kết | Phòng Nông nghiệp | VP HĐND-UBND | Trước 18/3/2024 |\n"
            "| 2 | Gửi danh sách đại biểu | UBND các xã | | Trước hội nghị 03 ngày |\n"
            "| 3 | Thử đường truyền | Viễn thông Mộc Hạ | | 15h ngày 19/3/2024 |\n"
            "| 4 | Đảm bảo điện | Điện lực Mộc Hạ | | |",
            [
                ("Phòng Nông nghiệp", "2024-03-18"),
                ("UBND các xã", "2024-03-17"),
                ("Viễn thông Mộc Hạ", None),
                ("Điện lực Mộc Hạ", None),
            ],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "a) Văn phòng Sở: chuẩn bị hội trường, tài liệu; lập phòng họp trên phần mềm, gửi ID và "
            "mật khẩu cho các đơn vị trước ngày 18/3/2024.",
            [("Văn phòng Sở", None), ("Văn phòng Sở", "2024-03-18")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Các đơn vị sau chuẩn bị tham luận, gửi về Sở Nội vụ trước ngày 17/3/2024:\n"
            "+ Trường THPT Chuyên Lê Hữu: Công tác bồi dưỡng học sinh giỏi;\n"
            "+ Trường PTDTNT tỉnh: Nuôi dưỡng học sinh nội trú.",
            [("Trường THPT Chuyên Lê Hữu, Trường PTDTNT tỉnh", "2024-03-17")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Đề nghị Báo và Đài PT-TH Mộc Hạ cử phóng viên dự, đưa tin.\n"
            "- Công ty Điện lực Mộc Hạ bảo đảm nguồn điện ổn định.\n"
            "- Công an tỉnh bảo đảm an ninh, trật tự.",
            [("Báo và Đài PT-TH Mộc Hạ", None), ("Công ty Điện lực Mộc Hạ", None), ("Công an tỉnh", None)],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Sở Tài chính cập nhật số liệu giải ngân đến hết ngày 07/3/2024, hoàn chỉnh báo cáo "
            "gửi UBND tỉnh trước 10 giờ ngày 10/3/2024.",
            [("Sở Tài chính", "2024-03-10T10:00")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Các sở, ngành, UBND các xã, phường đăng ký thành phần dự họp về Văn phòng UBND tỉnh "
            "(qua Phòng Tổng hợp) chậm nhất 10 giờ 00 phút ngày 19/3/2024.",
            [("Các sở, ngành, UBND các xã, phường", "2024-03-19T10:00")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan chuẩn bị nội dung, báo cáo "
            "UBND tỉnh trong ngày 15/3/2024.",
            [("Sở Y tế", "2024-03-15")],
        ),
        (
            "3. Tổ chức thực hiện\n- Thủ trưởng các đơn vị chịu trách nhiệm bố trí cán bộ dự họp đầy đủ, đúng giờ.",
            [("Thủ trưởng các đơn vị", None)],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Phòng Công nghệ thông tin: chuẩn bị hệ thống; test kết nối với các điểm cầu lúc 9h00 "
            "ngày 19/3/2024.\n"
            "- Phòng Hành chính quản trị: hội trường, nước uống, maket.",
            [("Phòng Công nghệ thông tin", None), ("Phòng Hành chính quản trị", None)],
        ),
        (
            "3. Tổ chức thực hiện\n- Các xã: Khe Sim, Đồng Lạc gửi báo cáo tiến độ trước ngày 15/3/2024.",
            [("Các xã: Khe Sim, Đồng Lạc", "2024-03-15")],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Đảng ủy các xã, phường: lập danh sách điểm cầu, báo về Văn phòng Tỉnh ủy trước ngày "
            "12/3/2024; chuẩn bị hội trường; sau hội nghị báo cáo kết quả trước ngày 30/3/2024.",
            [
                ("Đảng ủy các xã, phường", "2024-03-12"),
                ("Đảng ủy các xã, phường", None),
                ("Đảng ủy các xã, phường", "2024-03-30"),
            ],
        ),
        (
            "3. Nhận được giấy mời, đề nghị các đại biểu sắp xếp công việc tham dự đầy đủ, đúng thành phần./.",
            [],
        ),
        (
            "3. Kinh phí: từ nguồn ngân sách nhà nước cấp năm 2024.",
            [],
        ),
        (
            "3. Tổ chức thực hiện\n"
            "- Kho bạc Nhà nước tỉnh tham gia ý kiến tại Hội nghị.\n"
            "- Bưu điện tỉnh, Viễn thông Mộc Hạ bảo đảm đường truyền trước và trong thời gian diễn "
            "ra Hội nghị.",
            [("Kho bạc Nhà nước tỉnh", None), ("Bưu điện tỉnh, Viễn thông Mộc Hạ", None)],
        ),
        (
            "3. Tổ chức thực hiện\n- Từng đơn vị rà soát, chuẩn bị thiết bị; hoàn thành trước 16h ngày 18/3/2024.",
            [("Từng đơn vị", "2024-03-18T16:00")],
        ),
        (
            "3. Đề nghị Trung tâm Y tế các huyện gửi số lượng người dự về Sở Y tế trước 17h ngày "
            "18/3/2024 để tổng hợp; đồng thời kiểm tra đường truyền.",
            [("Trung tâm Y tế các huyện", "2024-03-18T17:00"), ("Trung tâm Y tế các huyện", None)],
        ),
        (
            '3. Tổ chức thực hiện\n- Ấp 3, ấp 7 chuẩn bị phát biểu về cách làm "Tết không rác", mỗi ấp 5 phút.',
            [("Ấp 3, ấp 7", None)],
        ),
        (
            "3. Đồng chí vui lòng xác nhận tham dự với Văn phòng trước ngày 15/3/2024.",
            [("Đồng chí", "2024-03-15")],
        ),
        (
            "3. Tổ chức thực hiện\n- Phòng Quản lý, hỗ trợ doanh nghiệp số 1: chủ trì xây dựng kịch bản, tài liệu.",
            [("Phòng Quản lý, hỗ trợ doanh nghiệp số 1", None)],
        ),
        (
            "3. Tổ chức thực hiện\n3.1. Ban Tổ chức\n- Liên hệ giảng viên, tiếp nhận bài giảng trước ngày 12/3/2024.",
            [("Ban Tổ chức", "2024-03-12")],
        ),
        (
            "3. Tổ chức thực hiện\n- Các PGD phản hồi số người dự trước 17h ngày 18/3/2024.",
            [("Các PGD", "2024-03-18T17:00")],
        ),
        (
            "3. Tổ chức thực hiện\n- Ban Công nghệ thông tin hủy lịch thử đường truyền ngày 14/3/2024.",
            [("Ban Công nghệ thông tin", None)],
        ),
    ],
)
def test_who_is_asked_by_when(body: str, asked: list[tuple[str, str | None]]) -> None:
    found = [(task["assignee"], task["due"]) for task in notice(TIME + body)["tasks"]]
    assert sorted(found, key=str) == sorted(asked, key=str)
