"""Heads of papers: councils above departments, companies above branches, messages, abstracts without "V/v"."""

import pytest

from tests.documents.papers import facts, notice

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def _letter(head: str, number: str = "Số: 41/GM-VP") -> dict[str, object]:
    return facts(f"{head}\n{number}\n\n{STATE}Mộc Hạ, ngày 03 tháng 3 năm 2025\n\nGIẤY MỜI\nDự họp trực tuyến\n")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("UBND TỈNH MỘC HẠ\nSỞ Y TẾ", "Sở Y tế tỉnh Mộc Hạ"),
        ("ỦY BAN NHÂN DÂN HUYỆN NÀ LÂM\nPHÒNG NỘI VỤ", "Phòng Nội vụ huyện Nà Lâm"),
        ("UBND XÃ TÂN SƯƠNG\nBAN CHỈ HUY PHÒNG THỦ DÂN SỰ", "Ban Chỉ huy Phòng thủ dân sự xã Tân Sương"),
        ("UBND THÀNH PHỐ LÂM HẠ\nTRUNG TÂM Y TẾ", "Trung tâm Y tế thành phố Lâm Hạ"),
        ("SỞ Y TẾ TỈNH MỘC HẠ", "Sở Y tế tỉnh Mộc Hạ"),
        ("UBND TỈNH MỘC HẠ\nVĂN PHÒNG", "Văn phòng UBND tỉnh Mộc Hạ"),
        ("TẬP ĐOÀN ĐIỆN SAO MAI\nCHI NHÁNH TỈNH MỘC HẠ", "Tập đoàn Điện Sao Mai chi nhánh tỉnh Mộc Hạ"),
        ("NGÂN HÀNG HỢP TÁC\nPHÒNG GIAO DỊCH HUYỆN NÀ LÂM", "Ngân hàng Hợp tác phòng giao dịch huyện Nà Lâm"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH MỘC HẠ\nBAN PHÁP CHẾ", "Ban Pháp chế Hội đồng nhân dân tỉnh Mộc Hạ"),
        ("SỞ Y TẾ TỈNH MỘC HẠ\nBỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện đa khoa tỉnh Mộc Hạ"),
        ("ĐẢNG BỘ TỈNH MỘC HẠ\nTỈNH ỦY", "Tỉnh ủy Mộc Hạ"),
        ("ĐẢNG BỘ TỈNH MỘC HẠ\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "Đảng ủy Ủy ban nhân dân tỉnh Mộc Hạ"),
        ("ĐẢNG BỘ TỈNH MỘC HẠ\nHUYỆN ỦY NÀ LÂM", "Huyện ủy Nà Lâm"),
        ("HỘI LHPN VIỆT NAM\nBCH TỈNH MỘC HẠ", "Hội LHPN Việt Nam BCH tỉnh Mộc Hạ"),
        ("BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH MỘC HẠ", "Bảo hiểm xã hội tỉnh Mộc Hạ"),
    ],
)
def test_the_issuer_is_named_in_full(head: str, issuer: str) -> None:
    assert str(_letter(head)["issuing_body"]).casefold() == issuer.casefold()


@pytest.mark.parametrize(
    ("head", "issuer", "subject"),
    [
        (
            "Từ: Văn thư Sở Công Thương <vt@sct.example.vn>\nĐến: các đơn vị\nChủ đề: V/v họp trực tuyến giá điện",
            "Sở Công Thương",
            "họp trực tuyến giá điện",
        ),
        (
            "From: Hà Văn Mẫu (Phòng Tổng hợp) <mau@moc.example.vn>\nTo: các xã\nSubject: Re: Họp trực tuyến chống rét",
            "Phòng Tổng hợp",
            "Họp trực tuyến chống rét",
        ),
        (
            "Người gửi: Ban Quản lý chợ đầu mối\nNgười nhận: tiểu thương\nTiêu đề: [Khẩn] Họp online về phòng cháy",
            "Ban Quản lý chợ đầu mối",
            "Họp online về phòng cháy",
        ),
    ],
)
def test_a_message_is_from_its_sender_about_its_subject_line(head: str, issuer: str, subject: str) -> None:
    read = facts(f"{head}\n\nKính gửi: các đơn vị\n\nMời họp trực tuyến lúc 8h00 ngày 05/3/2025.\n")
    assert (read["issuing_body"], read["subject"]) == (issuer, subject)


@pytest.mark.parametrize(
    "abstract",
    [
        "Mời dự Hội nghị trực tuyến tổng kết công tác dân vận",
        "Triệu tập lớp bồi dưỡng trực tuyến cho cấp ủy viên",
        "Lùi thời gian Hội nghị trực tuyến về xây dựng Đảng",
        "Chuẩn bị nội dung phiên họp trực tuyến tháng 3",
    ],
)
def test_a_party_letter_has_its_abstract_below_its_number(abstract: str) -> None:
    read = facts(
        f"TỈNH ỦY MỘC HẠ\nVĂN PHÒNG\n*\nSố 31-CV/VPTU\n{abstract}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Mộc Hạ, ngày 03 tháng 3 năm 2025\n\nKính gửi: Các huyện ủy, thành ủy\n\nThường trực Tỉnh ủy mời dự.\n"
    )
    assert read["subject"] == abstract


def test_an_abstract_may_be_lines_longer_than_the_column_beside_it() -> None:
    read = facts(
        "ỦY BAN NHÂN DÂN                              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH MỘC HẠ                                      Độc lập - Tự do - Hạnh phúc\n"
        "Số: 40/UBND-NN\n"
        "V/v tổ chức họp trực tuyến về           Mộc Hạ, ngày 03 tháng 3 năm 2025\n"
        "phòng, chống cháy rừng và\n"
        "bảo vệ rừng đầu nguồn mùa\n"
        "khô năm 2025\n\n"
        "Kính gửi: Các sở, ban, ngành.\n\nChủ tịch UBND tỉnh mời họp.\n"
    )
    assert read["subject"] == (
        "tổ chức họp trực tuyến về phòng, chống cháy rừng và bảo vệ rừng đầu nguồn mùa khô năm 2025"
    )


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("chuyển Hội nghị giao thương từ trực tiếp sang trực tuyến", "Hội nghị giao thương"),
        ("lùi Hội nghị giao thương sang ngày 05/3/2025", "Hội nghị giao thương"),
        ("hoãn Hội nghị giao thương do mưa lũ", "Hội nghị giao thương"),
        ("tổ chức Hội nghị giao thương bằng hình thức trực tuyến", "Hội nghị giao thương"),
    ],
)
def test_a_meeting_s_name_ends_before_what_changes_it(subject: str, title: str) -> None:
    read = facts(
        f"UBND TỈNH MỘC HẠ\nSố: 4/UBND-VP\nV/v {subject}\n\n{STATE}Mộc Hạ, ngày 01 tháng 3 năm 2025\n\n"
        "Kính gửi: Các sở\n\nĐề nghị các sở thực hiện.\n"
    )
    assert read["meeting_title"] == title


@pytest.mark.parametrize(
    "words",
    [
        "Không cấp giấy mời riêng, đề nghị các đơn vị cử người dự.",
        "UBND tỉnh không phát giấy mời.",
        "Hội nghị không in giấy mời riêng cho từng đại biểu.",
        "Kế hoạch này thay cho giấy triệu tập.",
    ],
)
def test_no_other_invitation_comes(words: str) -> None:
    assert notice(f"Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n{words}\n")["replaces_invitation"] is True


@pytest.mark.parametrize(
    ("sender", "opening", "issuer"),
    [
        (
            "Lò Thị Thử (P. Hành chính)",
            "Bệnh viện Đa khoa Nà Lâm tổ chức tập huấn trực tuyến",
            "Bệnh viện Đa khoa Nà Lâm",
        ),
        ("Văn phòng", "Trường Cao đẳng Mộc Hạ mời họp trực tuyến", "Trường Cao đẳng Mộc Hạ"),
        ("Phòng Tổng hợp", "Đề nghị các đơn vị dự họp trực tuyến", "Phòng Tổng hợp"),
    ],
)
def test_an_office_sends_for_the_body_that_convenes(sender: str, opening: str, issuer: str) -> None:
    read = facts(
        f"From: {sender} <vp@moc.vn.example>\nSubject: Họp online\n\nKính gửi các anh chị,\n\n{opening}, như sau:\n"
    )
    assert read["issuing_body"] == issuer


@pytest.mark.parametrize(
    "words",
    [
        "Hoãn cuộc họp nêu trên; thời gian mới: 14h30 ngày 15/3/2024 (thứ Sáu)",
        "Lùi cuộc họp; giờ họp mới là 14h30 ngày 15/3/2024",
        "Dời lịch họp. Lịch mới: 14h30, thứ Sáu ngày 15/3/2024",
    ],
)
def test_the_new_time_has_a_label_of_its_own(words: str) -> None:
    body = (
        f"Theo Giấy mời số 12/GM-UBND, UBND tỉnh mời họp lúc 8h00 ngày 13/3/2024 tại Phòng họp số 1.\n\n1. {words}.\n"
    )
    read = notice(body + "\n2. Địa điểm: chuyển từ Phòng họp số 1 sang Hội trường tầng 3.\n")
    assert (read["start"], read["venue_main"]) == ("2024-03-15T14:30", "Hội trường tầng 3")


def test_a_district_without_a_letterhead_is_known_by_how_it_speaks_of_itself() -> None:
    read = facts(
        "Số: 70/UBND-VP\nV/v dự họp trực tuyến\n\nNà Lâm, ngày 16 tháng 8 năm 2021\n\n"
        "Kính gửi: UBND các xã.\n\nThực hiện Giấy mời số 29/GM-UBND ngày 15/8/2021 của UBND tỉnh Mộc Hạ, Chủ tịch "
        "UBND huyện yêu cầu các xã dự họp trực tuyến lúc 7h30 ngày 17/8/2021.\n\n"
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\n\nLê A Páo\n"
    )
    assert read["issuing_body"] == "UBND huyện Nà Lâm"


def test_a_weekday_is_no_place_of_issue() -> None:
    assert facts("Mời dự họp trực tuyến.\n\nThời gian: 14h30 chiều thứ Sáu, 05/12/2025.\n")["place"] is None
