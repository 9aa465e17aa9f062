"""Sites below one part, counted together, and the desk whose mailbox stands behind its number."""

import pytest

from tests.documents.papers import notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def test_sites_of_one_part_some_with_an_invitation_and_some_with_a_list() -> None:
    body = (
        "3. Thành phần và địa điểm:\n"
        "3.1. Tại điểm cầu UBND tỉnh (Phòng họp A), kính mời:\n- Lãnh đạo Sở Tài chính;\n- Chánh Thanh tra tỉnh.\n"
        "3.2. Tại điểm cầu 47 xã có rừng (danh sách theo Quyết định số 8/QĐ-UBND): Bí thư Đảng ủy; kiểm lâm xã.\n"
    )
    assert notice(TIME + body)["participants"] == [
        {"tier": "tinh", "items": ["Lãnh đạo Sở Tài chính", "Chánh Thanh tra tỉnh"]},
        {"tier": "xa", "items": ["Bí thư Đảng ủy", "kiểm lâm xã"]},
    ]


@pytest.mark.parametrize("word", ["Kính mời", "Buổi chiều"])
def test_a_word_on_its_own_is_no_guest(word: str) -> None:
    body = f"3. Thành phần tại điểm cầu tỉnh\n\n- {word}\n- Lãnh đạo các sở;\n- Chánh Văn phòng.\n"
    assert notice(TIME + body)["participants"] == [{"tier": "tinh", "items": ["Lãnh đạo các sở", "Chánh Văn phòng"]}]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("kết nối từ trụ sở Chính phủ đến 63 tỉnh, thành phố và 9.800 xã, phường", {"tinh": 63, "xa": 9800}),
        ("truyền hình trực tuyến tới 34 tỉnh, thành phố và 3.100 xã, phường, đặc khu", {"tinh": 34, "xa": 3100}),
    ],
)
def test_two_tiers_counted_in_one_clause(words: str, counts: dict[str, int]) -> None:
    assert notice(f"{TIME}Hội nghị do Chính phủ chủ trì, {words} trong cả nước.\n")["site_counts"] == counts


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (
            "2. Địa điểm\n\n- Điểm cầu tỉnh: Phòng họp tầng 3, Trụ sở Khối Mặt trận, đoàn thể (đường Bến Giang).\n",
            "Phòng họp tầng 3, Trụ sở Khối Mặt trận, đoàn thể (đường Bến Giang)",
        ),
        (
            "2. Địa điểm\n\n"
            "Buổi tiếp xúc\tĐịa điểm trực tiếp (điểm chính)\tĐiểm kết nối trực tuyến\n"
            "19 giờ 00, thứ Tư 20/3/2024\tHội trường UBND phường\tNhà văn hóa tổ 1, 2\n"
            "19 giờ 00, thứ Năm 21/3/2024\tTrường THCS Mai Hạ\tNhà văn hóa tổ 3, 4\n\n"
            "Trình tự mỗi buổi: tuyên bố lý do; cử tri phát biểu.\n",
            "Hội trường UBND phường",
        ),
    ],
)
def test_where_it_is_held(body: str, place: str) -> None:
    assert notice(TIME + body)["venue_main"] == place


def test_a_desk_has_the_mailbox_behind_its_number() -> None:
    body = "Tài liệu gửi sau. Đường dây hỏi đáp của Thư ký: 0200 3000 111, thuky@mochạ.example.vn".replace("ạ", "a")
    [contact] = notice(f"{TIME}{body}.\n")["contacts"]
    assert (contact["phone"], contact["email"]) == ("0200 3000 111", "thuky@mocha.example.vn")


def test_the_word_for_a_speech_is_no_topic() -> None:
    body = "3. Chuẩn bị\n\n- TTYT Đồng Lạc, TTYT Khe Sim gửi báo cáo ca lâm sàng trước ngày 15/3/2024.\n"
    assert notice(TIME + body)["papers"] == []


def test_rows_below_the_number_of_their_sitting() -> None:
    body = (
        "4. Chương trình\n\n"
        "Buổi\tThời gian\tNội dung\tNgười trình bày\n"
        "Buổi 1\n"
        "Thứ Tư, 20/3/2024\t8:00 - 9:00\tXử trí ong đốt ở trẻ em\tBSCKI. Nông Thị Mẫu\n"
        "Buổi 2\n"
        "Thứ Năm, 21/3/2024\t8:00 - 9:00\tPhòng đuối nước ở vùng lũ\tThS. Lục Văn Mẫu\n"
    )
    assert [one["assignee"] for one in notice(TIME + body)["papers"]] == ["BSCKI. Nông Thị Mẫu", "ThS. Lục Văn Mẫu"]


@pytest.mark.parametrize(
    "paper",
    [
        'báo cáo kết quả phong trào "Xóm không rác" năm 2023',
        'báo cáo kết quả vận động Quỹ "Áo ấm" của tỉnh',
    ],
)
def test_a_name_in_quotation_marks_amid_that_of_a_paper(paper: str) -> None:
    body = f"3. Tổ chức thực hiện\n\n- Sở Nội vụ: chuẩn bị {paper}, gửi trước ngày 15/3/2024.\n"
    assert notice(TIME + body)["materials"] == [paper]


@pytest.mark.parametrize("body", ["Ban xây dựng Đảng các xã, phường", "Trung tâm Dịch vụ tổng hợp xã"])
def test_a_verb_in_the_name_of_a_body(body: str) -> None:
    points = f"5. {body}\n\n- Lắp đặt thiết bị tại điểm cầu trước ngày 15/3/2024.\n\n- Cử cán bộ trực.\n"
    assert {task["assignee"] for task in notice(TIME + points)["tasks"]} == {body}
