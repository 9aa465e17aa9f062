"""Whom to call: persons, offices without a person, mailboxes, in sentences, brackets and tables."""

import pytest

from tests.documents.papers import notice

BEFORE = (
    "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n2. Địa điểm: Hội trường UBND tỉnh.\n"
    "3. Phân công\n- Sở Y tế chuẩn bị báo cáo.\n"
)


@pytest.mark.parametrize(
    ("body", "reached"),
    [
        (
            "Cần trao đổi gọi Chánh VP: 0200 006 883.",
            [(None, "0200 006 883", None)],
        ),
        (
            "Mọi chi tiết liên hệ Văn phòng Sở, điện thoại 0200.3900.418.",
            [(None, "0200.3900.418", None)],
        ),
        (
            "Thông tin liên hệ: Phòng Hành chính - Tổ chức, SĐT 0200.3.655.080.",
            [(None, "0200.3.655.080", None)],
        ),
        (
            "4. Trường hợp thay đổi người dự, các cơ quan đăng ký lại (qua Phòng Hành chính - Tổ "
            "chức, SĐT 0200.3.655.080) trước ngày 18/3/2024.",
            [(None, "0200.3.655.080", None)],
        ),
        (
            "- Các bệnh viện đăng ký số lượng người tham dự trước ngày 18/3/2024 qua số máy "
            "0200.3.900.418 hoặc BS. Quách Thị Lựu - Phó phòng Chỉ đạo tuyến: 0200.731.262 "
            "(cdt@bv.example.vn).",
            [(None, "0200.3.900.418", None), ("Quách Thị Lựu", "0200.731.262", "cdt@bv.example.vn")],
        ),
        (
            "- Đảng ủy xã báo danh sách đại biểu về Ban Tuyên giáo Huyện ủy hạn chót ngày 15/3/2024 "
            "(Mail: tuyengiao@tl.example.vn, ĐT: 0200.3.876.115).",
            [(None, "0200.3.876.115", "tuyengiao@tl.example.vn")],
        ),
        (
            "Liên hệ: KS Phùng Bá Kiệt (P11) - 0200.18.04.77 - kietpb@pc.example.vn",
            [("Phùng Bá Kiệt", "0200.18.04.77", "kietpb@pc.example.vn")],
        ),
        (
            "Mọi vướng mắc liên hệ đ/c Thiều Quang Vịnh, Chánh Văn phòng, ĐT: 0200 640 227; đ/c Lục "
            "Thị Nhàn - hỗ trợ kỹ thuật: 0200.118.905.",
            [("Thiều Quang Vịnh", "0200 640 227", None), ("Lục Thị Nhàn", "0200.118.905", None)],
        ),
        (
            "Đầu mối kỹ thuật: Trung tâm Công nghệ thông tin tỉnh (điện thoại 0200.3822.115; email: "
            "ttcntt@tinh.example.vn).",
            [(None, "0200.3822.115", "ttcntt@tinh.example.vn")],
        ),
        (
            "Thông tin chi tiết liên hệ Phòng Công tác HĐND: ông Ngụy Hữu Chương (Trưởng phòng), "
            "điện thoại 0200.264.039.",
            [("Ngụy Hữu Chương", "0200.264.039", None)],
        ),
        (
            "Trong quá trình thực hiện nếu có vướng mắc đề nghị phản ánh về Phòng Nông nghiệp (đ/c "
            "Lò Văn Phới, Phó Trưởng phòng, sđt 0200 217 640) để phối hợp giải quyết.",
            [("Lò Văn Phới", "0200 217 640", None)],
        ),
        (
            "| TT | Họ và tên | Chức vụ | Số điện thoại |\n"
            "|---|---|---|---|\n"
            "| 1 | Lò Văn Phới | Chuyên viên Văn phòng | 0200 217 640 |\n"
            "| 2 | Mạc Hồng Duyên | Trung tâm Chuyển đổi số | 0200.3555.192 |",
            [("Lò Văn Phới", "0200 217 640", None), ("Mạc Hồng Duyên", "0200.3555.192", None)],
        ),
        (
            "Liên hệ kỹ thuật: Anh Tuấn Anh (VNPT) 0200 111 222; Chị Hà (Văn phòng) 0200 333 444.",
            [("Tuấn Anh", "0200 111 222", None), ("Hà", "0200 333 444", None)],
        ),
        (
            "Đại biểu đăng ký chỗ nghỉ (nếu có nhu cầu) với Văn phòng, qua bà Lò Thị Phấn, Phòng "
            "Hành chính, điện thoại: 0200.6.255.118 hoặc 0200.117.362.",
            [("Lò Thị Phấn", "0200.6.255.118; 0200.117.362", None)],
        ),
        (
            "Báo cáo gửi về Văn phòng UBND tỉnh trước ngày 15/3/2024, email: vanphong@tinh.example.vn.",
            [(None, None, "vanphong@tinh.example.vn")],
        ),
        (
            "Hỗ trợ kỹ thuật 24/7: 0200 181 260 (nhánh 1).",
            [(None, "0200 181 260", None)],
        ),
        (
            "Số điện thoại đường dây nóng: 0200.999.888.",
            [(None, "0200.999.888", None)],
        ),
        (
            "Chi tiết xin liên hệ: Văn phòng Ban Chỉ đạo (Sở Nông nghiệp và Môi trường), số điện "
            "thoại: 0200 3821 111, Email: bcd@nn.example.vn.",
            [(None, "0200 3821 111", "bcd@nn.example.vn")],
        ),
        (
            "Đầu mối liên hệ: Bà Nghiêm Thị Thu Hoài – Phó Trưởng phòng HCTP, SĐT: 0200 481 305 – 0200.3.841.177.",
            [("Nghiêm Thị Thu Hoài", "0200 481 305; 0200.3.841.177", None)],
        ),
        (
            "Phụ trách nội dung: Trần Thị Mai, Phòng Tổng hợp, 0200 345 111. Phụ trách kỹ thuật: Lê "
            "Văn Bảy, VNPT, 0200 345 222.",
            [("Trần Thị Mai", "0200 345 111", None), ("Lê Văn Bảy", "0200 345 222", None)],
        ),
        (
            "Điện thoại liên hệ: 0200.3876.543 (gặp đồng chí Hoàng Thị Thắm - Phòng Tổng hợp).",
            [("Hoàng Thị Thắm", "0200.3876.543", None)],
        ),
        (
            "Danh sách gửi qua zalo số 0200 567 123 (đ/c Nhàn).",
            [("Nhàn", "0200 567 123", None)],
        ),
        (
            "Đầu mối liên hệ: Đ/c Quàng Thị Xuân - Phó Trưởng Ban Tổ chức, ĐT: 0200.345.111; kỹ "
            "thuật: Văn phòng Hội LHPN tỉnh, ĐT 0200.3.855.222.",
            [("Quàng Thị Xuân", "0200.345.111", None), (None, "0200.3.855.222", None)],
        ),
        (
            "Cần hỗ trợ gọi em Hằng (Phòng Tổng hợp) 0200 555 123 hoặc anh Minh - Tin học 0200 555 124.",
            [("Hằng", "0200 555 123", None), ("Minh", "0200 555 124", None)],
        ),
        (
            "Liên hệ kỹ thuật: a. Phúc 0200 222 333",
            [("Phúc", "0200 222 333", None)],
        ),
    ],
)
def test_whom_to_call(body: str, reached: list[tuple[str | None, str | None, str | None]]) -> None:
    found = {(one["name"], one["phone"], one["email"]) for one in notice(BEFORE + body)["contacts"]}
    assert found == set(reached)
