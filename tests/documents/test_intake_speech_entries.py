"""Who speaks on what: the two in either order, in lists, in lines, in tables, in running words."""

import pytest

from tests.documents.papers import notice

ASKED = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n3. Phân công\n"
TIME = "1. Thời gian: 8 giờ ngày 20/3/2024.\n"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (
            ASKED + "- UBND các xã: Khe Sim, Đồng Lạc và UBND phường Bến Tượng chuẩn bị tham luận về kinh "
            "nghiệm bố trí, sử dụng cán bộ sau sắp xếp (không quá 07 phút).",
            [
                ("UBND xã Khe Sim", "kinh nghiệm bố trí, sử dụng cán bộ sau sắp xếp"),
                ("UBND xã Đồng Lạc", "kinh nghiệm bố trí, sử dụng cán bộ sau sắp xếp"),
                ("UBND phường Bến Tượng", "kinh nghiệm bố trí, sử dụng cán bộ sau sắp xếp"),
            ],
        ),
        (
            ASKED + "- Sở Y tế chuẩn bị tham luận về công tác khám, chữa bệnh, cấp thuốc tại cơ sở, gửi về Văn "
            "phòng UBND tỉnh trước ngày 15/3/2024.",
            [("Sở Y tế", "công tác khám, chữa bệnh, cấp thuốc tại cơ sở")],
        ),
        (
            ASKED + "- Sở Nông nghiệp và PTNT chuẩn bị tham luận về phòng, chống cháy rừng mùa khô; gửi về Văn "
            "phòng UBND tỉnh.",
            [("Sở Nông nghiệp và PTNT", "phòng, chống cháy rừng mùa khô")],
        ),
        (
            ASKED + "- UBND các tỉnh Quảng Sa, Lam Giang: gửi báo cáo tham luận trước ngày 09/3/2024. Riêng "
            "tỉnh Quảng Sa tham luận chủ đề “Xây dựng lực lượng xung kích cơ sở”; tỉnh Lam Giang tham "
            "luận chủ đề “Vận hành hồ chứa”.",
            [("UBND tỉnh Quảng Sa", "Xây dựng lực lượng xung kích cơ sở"), ("UBND tỉnh Lam Giang", "Vận hành hồ chứa")],
        ),
        (
            ASKED + "- Các đơn vị sau chuẩn bị tham luận: (1) Sở Tài chính: Giải ngân vốn đầu tư công; (2) Sở "
            "Xây dựng: Tháo gỡ khó khăn về vật liệu; (3) UBND xã Đồng Lạc: Giải phóng mặt bằng.",
            [
                ("Sở Tài chính", "Giải ngân vốn đầu tư công"),
                ("Sở Xây dựng", "Tháo gỡ khó khăn về vật liệu"),
                ("UBND xã Đồng Lạc", "Giải phóng mặt bằng"),
            ],
        ),
        (
            ASKED + "- Giao các đơn vị chuẩn bị tham luận gồm: 1) Sở Tài chính - giải ngân vốn đầu tư công; 2) "
            "Sở Xây dựng - vật liệu xây dựng thông thường.",
            [("Sở Tài chính", "giải ngân vốn đầu tư công"), ("Sở Xây dựng", "vật liệu xây dựng thông thường")],
        ),
        (
            ASKED + "- Giao các đơn vị sau chuẩn bị tham luận (mỗi bài không quá 3 trang): Sở Tài chính về "
            "giải ngân vốn đầu tư công; Sở Xây dựng về vật liệu xây dựng; UBND phường Tân Lập về giải "
            "phóng mặt bằng.",
            [
                ("Sở Tài chính", "giải ngân vốn đầu tư công"),
                ("Sở Xây dựng", "vật liệu xây dựng"),
                ("UBND phường Tân Lập", "giải phóng mặt bằng"),
            ],
        ),
        (
            ASKED + "- Tham luận của Sở Tài chính về giải ngân vốn đầu tư công, của Sở Xây dựng về vật liệu xây dựng.",
            [("Sở Tài chính", "giải ngân vốn đầu tư công"), ("Sở Xây dựng", "vật liệu xây dựng")],
        ),
        (
            ASKED + "- UBND các xã Hợp Tiến, Yên Lãng chuẩn bị ý kiến báo cáo kết quả tiêu hủy, khoanh vùng ổ "
            "dịch trên địa bàn.",
            [
                ("UBND xã Hợp Tiến", "kết quả tiêu hủy, khoanh vùng ổ dịch trên địa bàn"),
                ("UBND xã Yên Lãng", "kết quả tiêu hủy, khoanh vùng ổ dịch trên địa bàn"),
            ],
        ),
        (
            ASKED + '- Sở Tư pháp cử báo cáo viên và chuẩn bị chuyên đề "Kỹ năng hòa giải, đối thoại", gửi tài '
            "liệu về Thanh tra tỉnh trước ngày 15/3/2024.",
            [("Sở Tư pháp", "Kỹ năng hòa giải, đối thoại")],
        ),
        (
            ASKED + "- Đơn vị được phân công gửi tham luận (file word) về email phongtrao@vidu.example.vn "
            "trước ngày 15/3/2024.",
            [],
        ),
        (
            ASKED + "- Các sở, ngành chuẩn bị ý kiến phát biểu (mỗi ý kiến không quá 05 phút).",
            [],
        ),
        (
            ASKED + "- Sở Nội vụ chuẩn bị báo cáo tổng kết, gửi Văn phòng UBND tỉnh trước ngày 15/3/2024.",
            [],
        ),
        (
            ASKED + "- Sở Công Thương, Sở Du lịch và UBND thành phố Tam Lĩnh chuẩn bị bài tham luận với chủ "
            'đề: "Liên kết vùng".',
            [
                ("Sở Công Thương", "Liên kết vùng"),
                ("Sở Du lịch", "Liên kết vùng"),
                ("UBND thành phố Tam Lĩnh", "Liên kết vùng"),
            ],
        ),
        (
            ASKED + "- Trường THPT Chuyên Lê Hữu chuẩn bị báo cáo tham luận nội dung bồi dưỡng học sinh giỏi, "
            "thời gian không quá 7 phút.",
            [("Trường THPT Chuyên Lê Hữu", "bồi dưỡng học sinh giỏi")],
        ),
        (
            ASKED + "- Mời Giám đốc Hợp tác xã Nậm Pung chia sẻ kinh nghiệm liên kết tiêu thụ chè, quế (10 phút).",
            [("Giám đốc Hợp tác xã Nậm Pung", "kinh nghiệm liên kết tiêu thụ chè, quế")],
        ),
        (
            ASKED + "- Công an xã Khe Sim trình bày tham luận về phòng, chống lừa đảo trên không gian mạng.",
            [("Công an xã Khe Sim", "phòng, chống lừa đảo trên không gian mạng")],
        ),
        (
            ASKED + "- Đề nghị Hội Nông dân tỉnh chuẩn bị 01 tham luận, nội dung: xây dựng chi hội nghề "
            "nghiệp, tổ hội nghề nghiệp.",
            [("Hội Nông dân tỉnh", "xây dựng chi hội nghề nghiệp, tổ hội nghề nghiệp")],
        ),
        (
            ASKED + "- Phân công tham luận: Chi bộ Khoa Nội - công tác phát triển đảng viên; Chi bộ Khoa Ngoại "
            "- học tập và làm theo Bác.",
            [("Chi bộ Khoa Nội", "công tác phát triển đảng viên"), ("Chi bộ Khoa Ngoại", "học tập và làm theo Bác")],
        ),
        (
            ASKED + "- Phòng giao dịch Khe Sim báo cáo điển hình về xử lý nợ quá hạn, thu lãi tồn đọng (5 phút).",
            [("Phòng giao dịch Khe Sim", "xử lý nợ quá hạn, thu lãi tồn đọng")],
        ),
        (
            ASKED + "- TAND khu vực 3 chuẩn bị tham luận về kinh nghiệm hòa giải, đối thoại tại Tòa án và gửi "
            "về Văn phòng TAND tỉnh trước 15/3/2024.",
            [("TAND khu vực 3", "kinh nghiệm hòa giải, đối thoại tại Tòa án")],
        ),
    ],
)
def test_speeches_given_out_in_running_words(body: str, given: list[tuple[str, str]]) -> None:
    assert sorted((one["assignee"], one["topic"]) for one in notice(body)["papers"]) == sorted(given)


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (
            TIME + "2. Nội dung\n"
            "- Báo cáo tổng kết công tác năm (Sở Nội vụ trình bày);\n"
            "- Tham luận của Sở Tài chính về giải ngân vốn đầu tư công;\n"
            '- Tham luận: "Vật liệu xây dựng thông thường" (Sở Xây dựng);\n'
            "- Thảo luận.",
            [("Sở Tài chính", "giải ngân vốn đầu tư công"), ("Sở Xây dựng", "Vật liệu xây dựng thông thường")],
        ),
        (
            TIME + "IV. Tham luận\n"
            "1. Sở Tài chính: Giải ngân vốn đầu tư công.\n"
            '2. UBND xã Khe Sim, UBND xã Đồng Lạc: Mô hình "Chợ không tiền mặt".\n'
            '3. Đoàn xã Tân Lập: "Lớp học bên bếp lửa" - phổ cập kỹ năng số cho đồng bào.\n'
            "Mỗi tham luận không quá 05 trang.",
            [
                ("Sở Tài chính", "Giải ngân vốn đầu tư công"),
                ("UBND xã Khe Sim", 'Mô hình "Chợ không tiền mặt"'),
                ("UBND xã Đồng Lạc", 'Mô hình "Chợ không tiền mặt"'),
                ("Đoàn xã Tân Lập", '"Lớp học bên bếp lửa" - phổ cập kỹ năng số cho đồng bào'),
            ],
        ),
        (
            TIME + "5. Nội dung:\n"
            "08h00 - 08h10: Ổn định tổ chức\n"
            '08h40 - 09h30: Tham luận: Đội QLĐL Bến Thuyền - "Nhận diện mối nguy khi làm việc"; Đội '
            'QLĐL Gành Đá - "Kiểm soát phiếu công tác"; XN Lưới điện cao thế - "Ứng dụng thiết bị bay"\n'
            "09h30 - 10h15: Thảo luận",
            [
                ("Đội QLĐL Bến Thuyền", "Nhận diện mối nguy khi làm việc"),
                ("Đội QLĐL Gành Đá", "Kiểm soát phiếu công tác"),
                ("XN Lưới điện cao thế", "Ứng dụng thiết bị bay"),
            ],
        ),
        (
            TIME + "3. Nội dung:\n"
            "- CDC tỉnh báo cáo tình hình dịch tễ, dự báo đến hết tháng 10/2024;\n"
            '- Bệnh viện Đa khoa tỉnh báo cáo ca bệnh: "Sốc sốt xuất huyết nặng";\n'
            "- Thảo luận và kết luận.",
            [
                ("CDC tỉnh", "tình hình dịch tễ, dự báo đến hết tháng 10/2024"),
                ("Bệnh viện Đa khoa tỉnh", "Sốc sốt xuất huyết nặng"),
            ],
        ),
        (
            "1. Nội dung\n"
            "- Thông tin tình hình kinh tế - xã hội 6 tháng của huyện (đồng chí Chủ tịch UBND huyện "
            "trình bày).\n"
            '- Chuyên đề: "Tình hình thế giới và những vấn đề đặt ra" (mời báo cáo viên Tỉnh ủy).\n'
            "2. Thời gian: 8 giờ ngày 20/3/2024.",
            [
                ("Chủ tịch UBND huyện", "tình hình kinh tế - xã hội 6 tháng của huyện"),
                ("báo cáo viên Tỉnh ủy", "Tình hình thế giới và những vấn đề đặt ra"),
            ],
        ),
        (
            TIME + "4. Tham luận tại Hội nghị (04 bài, mỗi bài không quá 7 phút):\n"
            'a) Bài 1: "Giữ rừng đầu nguồn" - UBND xã Khe Sim;\n'
            'b) Bài 2: "Trồng quế hữu cơ" - UBND xã Đồng Lạc.',
            [("UBND xã Khe Sim", "Giữ rừng đầu nguồn"), ("UBND xã Đồng Lạc", "Trồng quế hữu cơ")],
        ),
        (
            TIME + "4. Các tham luận:\n"
            "- Giải pháp giữ rừng đầu nguồn (UBND xã Khe Sim);\n"
            "- Mô hình trồng quế hữu cơ (Hợp tác xã Đồng Lạc).",
            [("UBND xã Khe Sim", "Giải pháp giữ rừng đầu nguồn"), ("Hợp tác xã Đồng Lạc", "Mô hình trồng quế hữu cơ")],
        ),
        (
            TIME + "4. Phát biểu tham luận: 03 ý kiến, gồm:\n"
            "+ Sở Y tế (về tiêm chủng mở rộng);\n"
            "+ Hội LHPN tỉnh (về vệ sinh môi trường);\n"
            "+ UBND xã Khe Sim (về nước sạch nông thôn).",
            [
                ("Sở Y tế", "tiêm chủng mở rộng"),
                ("Hội LHPN tỉnh", "vệ sinh môi trường"),
                ("UBND xã Khe Sim", "nước sạch nông thôn"),
            ],
        ),
        (
            TIME + "4. Tham luận: Sở Y tế (tiêm chủng mở rộng), Hội LHPN tỉnh (vệ sinh môi trường), UBND xã "
            "Khe Sim (nước sạch nông thôn).",
            [
                ("Sở Y tế", "tiêm chủng mở rộng"),
                ("Hội LHPN tỉnh", "vệ sinh môi trường"),
                ("UBND xã Khe Sim", "nước sạch nông thôn"),
            ],
        ),
    ],
)
def test_speeches_listed_below_a_heading_or_in_one_line(body: str, given: list[tuple[str, str]]) -> None:
    assert sorted((one["assignee"], one["topic"]) for one in notice(body)["papers"]) == sorted(given)


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (
            TIME + "\n"
            "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian |\n"
            "|---|---|---|---|\n"
            "| 1 | Trình khen thưởng | Phòng Nội vụ | Trước 18/3/2024 |\n"
            "| 2 | Tham luận (tối đa 3 trang, 8 phút): xã Bản Hó - huy động sức dân làm đường; xã Khun "
            "Há - phát triển sản phẩm OCOP | UBND xã Bản Hó, UBND xã Khun Há | Gửi trước 19/3/2024 |",
            [("UBND xã Bản Hó", "huy động sức dân làm đường"), ("UBND xã Khun Há", "phát triển sản phẩm OCOP")],
        ),
        (
            TIME + "IV. NỘI DUNG BÁO CÁO\n"
            "| TT | Nội dung | Đơn vị báo cáo |\n"
            "| 1 | Đánh giá công tác chuyển tuyến 6 tháng | Phòng Chỉ đạo tuyến |\n"
            "| 2 | Ca bệnh: Sốc phản vệ độ IV | TTYT huyện Đông Kỳ |\n"
            "| 3 | Ca bệnh: Thai ngoài tử cung vỡ | Bệnh viện Sản - Nhi |",
            [
                ("Phòng Chỉ đạo tuyến", "Đánh giá công tác chuyển tuyến 6 tháng"),
                ("TTYT huyện Đông Kỳ", "Ca bệnh: Sốc phản vệ độ IV"),
                ("Bệnh viện Sản - Nhi", "Ca bệnh: Thai ngoài tử cung vỡ"),
            ],
        ),
        (
            TIME + "II. CHƯƠNG TRÌNH\n"
            "| Phiên | Thời gian | Nội dung | Báo cáo viên |\n"
            "|---|---|---|---|\n"
            "| 1 | 08h00 - 11h00, ngày 20/3/2024 | Khai mạc; Chuyên đề 1: Những điểm mới về tổ chức, "
            "hoạt động của Mặt trận | Ban Tổ chức - Kiểm tra |\n"
            "| 2 | 14h00 - 16h30, ngày 20/3/2024 | Chuyên đề 2: Kỹ năng giám sát ở cơ sở; Bế mạc | Ban "
            "Phong trào |",
            [
                ("Ban Tổ chức - Kiểm tra", "Những điểm mới về tổ chức, hoạt động của Mặt trận"),
                ("Ban Phong trào", "Kỹ năng giám sát ở cơ sở"),
            ],
        ),
        (
            TIME + "2. Chương trình\n"
            "| Thời gian | Nội dung | Thực hiện |\n"
            "|---|---|---|\n"
            "| 8h00 | Khai mạc | Chủ tọa |\n"
            "| 8h15 | Báo cáo tổng kết | Sở Nội vụ |\n"
            "| 8h45 | Tham luận: Chuyển đổi số ở xã vùng cao | UBND xã Khe Sim |\n"
            "| 9h00 | Thảo luận | Các đại biểu |",
            [("UBND xã Khe Sim", "Chuyển đổi số ở xã vùng cao")],
        ),
        (
            TIME + "4. Danh sách tham luận\n"
            "| STT | Đơn vị | Nội dung tham luận | Thời lượng |\n"
            "|---|---|---|---|\n"
            "| 1 | Sở Tài chính | Giải ngân vốn đầu tư công | 7 phút |\n"
            "| 2 | UBND xã Khe Sim, UBND xã Đồng Lạc | Chuyển đổi số ở xã vùng cao | 5 phút |",
            [
                ("Sở Tài chính", "Giải ngân vốn đầu tư công"),
                ("UBND xã Khe Sim", "Chuyển đổi số ở xã vùng cao"),
                ("UBND xã Đồng Lạc", "Chuyển đổi số ở xã vùng cao"),
            ],
        ),
    ],
)
def test_speeches_in_tables(body: str, given: list[tuple[str, str]]) -> None:
    assert sorted((one["assignee"], one["topic"]) for one in notice(body)["papers"]) == sorted(given)
