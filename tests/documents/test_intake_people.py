"""Who comes, from which sites, who speaks, who reports, whom to turn to: constructions, each in several wordings."""

from typing import Any

import pytest

from nhipcau.documents.intake.spelled import in_digits
from tests.documents.papers import facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _people(body: str) -> list[tuple[str | None, list[str]]]:
    groups: list[dict[str, Any]] = notice(TIME + body)["participants"]
    return [(group["tier"], group["items"]) for group in groups]


@pytest.mark.parametrize(
    "room",
    [
        "Phòng họp A, tầng 3, trụ sở UBND tỉnh",
        "Hội trường lớn Tỉnh ủy",
        "tại Trung tâm Hội nghị tỉnh (số 5, đường Bến Giang)",
        "Nhà văn hóa tỉnh",
    ],
)
def test_a_room_behind_a_site_s_name_is_no_guest(room: str) -> None:
    body = f"2. Địa điểm, thành phần\n\n2.1. Điểm cầu tỉnh: {room}\n\n- Lãnh đạo các sở;\n- Chánh Văn phòng.\n"
    assert _people(body) == [("tinh", ["Lãnh đạo các sở", "Chánh Văn phòng"])]


@pytest.mark.parametrize(
    ("heading", "tier"),
    [
        ("Điểm cầu trạm y tế", "xa"),
        ("Điểm cầu các phòng GDĐT (09 điểm cầu)", "huyen"),
        ("Điểm cầu các đảng ủy trực thuộc Tỉnh ủy", None),
        (
            "Điểm cầu các đơn vị thuộc Sở (Chi cục Bảo vệ thực vật, Chi cục Chăn nuôi, Trung tâm Khuyến nông, "
            "Trung tâm Giống, Ban Quản lý rừng phòng hộ đầu nguồn)",
            None,
        ),
    ],
)
def test_sites_by_what_they_are(heading: str, tier: str | None) -> None:
    body = f"2. Thành phần\n\na) Điểm cầu tỉnh\n- Lãnh đạo các sở.\n\nb) {heading}\n- Thủ trưởng đơn vị.\n"
    assert _people(body) == [("tinh", ["Lãnh đạo các sở"]), (tier, ["Thủ trưởng đơn vị"])]


def test_of_two_tiers_under_one_heading_each_gets_its_own_people() -> None:
    body = (
        "2. Thành phần\n\na) Điểm cầu tỉnh\n- Lãnh đạo các sở.\n\nb) Điểm cầu cấp huyện, cấp xã\n"
        "- Trưởng phòng của huyện;\n- Công chức xã;\n- Cán bộ kỹ thuật.\n"
    )
    assert _people(body) == [
        ("tinh", ["Lãnh đạo các sở"]),
        ("huyen", ["Trưởng phòng của huyện", "Cán bộ kỹ thuật"]),
        ("xa", ["Công chức xã", "Cán bộ kỹ thuật"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "kính mời Giám đốc các sở dự tại hội trường; lãnh đạo UBND các xã dự trực tuyến tại trụ sở xã.",
        "Trân trọng kính mời Giám đốc các sở về dự trực tiếp; lãnh đạo UBND các xã tham dự qua Zoom.",
        "Ban Tổ chức mời Giám đốc các sở đến dự họp tại tầng 2; còn lãnh đạo UBND các xã kết nối từ xa.",
    ],
)
def test_guests_in_one_sentence(sentence: str) -> None:
    assert _people(f"2. UBND tỉnh {sentence}\n") == [
        ("tinh", ["Giám đốc các sở"]),
        ("xa", ["lãnh đạo UBND các xã"]),
    ]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("trực tuyến với mười một điểm cầu cấp huyện và hai mươi ba điểm cầu cấp xã", {"huyen": 11, "xa": 23}),
        ("trực tuyến tới một trăm linh tư điểm cầu cấp xã", {"xa": 104}),
        ("trực tuyến đến chín mươi sáu xã", {"xa": 96}),
        ("trực tuyến với ba mươi lăm (35) điểm cầu cấp xã", {"xa": 35}),
    ],
)
def test_numbers_of_sites_in_words(words: str, counts: dict[str, int]) -> None:
    assert notice(f"{TIME}2. Hình thức: {words}.\n")["site_counts"] == counts


def test_digits_keep_the_length_of_the_words() -> None:
    for text in ("hai mươi ba xã", "mười điểm cầu", "một xã", "năm học", "ba trăm hai mươi mốt điểm cầu", "tư xã"):
        assert len(in_digits(text)) == len(text)
    assert in_digits("một xã; năm 2024; hai bên") == "một xã; năm 2024; hai bên"


@pytest.mark.parametrize("words", ["tổ 9 phường Nhai Giang", "khu phố 3, xã Tân Sương", "số 12 xã Tân Sương"])
def test_an_address_counts_no_sites(words: str) -> None:
    assert notice(f"{TIME}2. Địa điểm: Hội trường UBND tỉnh, {words}.\n")["site_counts"] == {}


@pytest.mark.parametrize(
    ("line", "speeches"),
    [
        (
            "Các đơn vị có tham luận: Sở Y tế (Chăm sóc tại nhà); Hội Nông dân tỉnh (Nuôi ong rừng).",
            [("Sở Y tế", "Chăm sóc tại nhà"), ("Hội Nông dân tỉnh", "Nuôi ong rừng")],
        ),
        (
            "Diễn giả: PGS.TS. Hà Văn Mẫu - Đất và rừng; bà Lò Thị Thử, Giám đốc Công ty A - Bán hàng: từ chợ phiên.",
            [
                ("PGS.TS. Hà Văn Mẫu", "Đất và rừng"),
                ("bà Lò Thị Thử, Giám đốc Công ty A", "Bán hàng: từ chợ phiên"),
            ],
        ),
        (
            'Báo cáo viên: ông Hà Văn Mẫu, Trưởng phòng, với chủ đề "Trồng rừng gỗ lớn".',
            [("ông Hà Văn Mẫu, Trưởng phòng", "Trồng rừng gỗ lớn")],
        ),
        (
            "Đề nghị UBND các huyện Nà Lâm, Tân Sương chuẩn bị ý kiến tham luận tại Hội nghị về giữ nước đầu nguồn.",
            [("UBND huyện Nà Lâm", "giữ nước đầu nguồn"), ("UBND huyện Tân Sương", "giữ nước đầu nguồn")],
        ),
        (
            '3. Sở Nội vụ: Chuẩn bị tham luận về "Bố trí công chức ở xã mới".',
            [("Sở Nội vụ", "Bố trí công chức ở xã mới")],
        ),
    ],
)
def test_who_speaks_on_what(line: str, speeches: list[tuple[str, str]]) -> None:
    read = notice(f"{TIME}2. Nội dung\n\n{line}\n")
    assert [(one["assignee"], one["topic"]) for one in read["papers"]] == speeches


def test_a_contact_below_those_who_speak_is_no_speech() -> None:
    body = (
        "2. Phân công\n\n2.1. Các xã: Chuẩn bị ý kiến phát biểu; gửi danh sách trước ngày 15/3/2024.\n\n"
        "Đầu mối: Văn phòng Sở, ông Hà Văn Mẫu, điện thoại 0900 000 101.\n"
    )
    assert notice(TIME + body)["papers"] == []


@pytest.mark.parametrize(
    ("body", "press"),
    [
        (
            "2. Thành phần\n\n- Các cơ quan báo chí: Báo Rừng và Biển, Kênh Truyền hình Bản Làng.\n",
            ["Báo Rừng và Biển", "Kênh Truyền hình Bản Làng"],
        ),
        (
            "2. Phân công\n\n2.1. Đề nghị Báo Mộc Hạ, Đài Phát thanh và Truyền hình tỉnh\n\n- Cử phóng viên đưa tin.\n",
            ["Báo Mộc Hạ", "Đài Phát thanh và Truyền hình tỉnh"],
        ),
        ("2. Phân công\n\n2.1. Văn phòng: đăng tải tài liệu trên Trang TTĐT của Sở trước ngày 12/3/2024.\n", []),
    ],
)
def test_media_bodies(body: str, press: list[str]) -> None:
    assert notice(TIME + body)["press"] == press


@pytest.mark.parametrize(
    ("line", "press"),
    [
        ("Đài PTTH và Báo Mộc Hạ (đưa tin)", ["Đài PTTH", "Báo Mộc Hạ"]),
        ("Báo và Phát thanh, Truyền hình Mộc Hạ (để đưa tin)", ["Báo và Phát thanh, Truyền hình Mộc Hạ"]),
        ("Trung tâm VH-TT và TT huyện (đưa tin)", ["Trung tâm VH-TT và TT huyện"]),
        ("Báo Mộc Hạ; Đài Truyền thanh huyện (viết tin)", ["Báo Mộc Hạ", "Đài Truyền thanh huyện"]),
    ],
)
def test_media_bodies_marked_among_the_recipients(line: str, press: list[str]) -> None:
    read = facts(
        "UBND HUYỆN NÀ LÂM\nSố: 4/GM-UBND\n\nGIẤY MỜI\nHọp trực tuyến\n\nThời gian: 8 giờ 00 ngày 20/3/2024.\n\n"
        f"Nơi nhận:\n- Như trên;\n- {line};\n- Lưu: VT.\n\nCHỦ TỊCH\n\nHà Văn Mẫu\n"
    )
    assert read["press"] == press


@pytest.mark.parametrize(
    ("words", "contact"),
    [
        ("Đầu mối: Văn phòng Sở, ông Hà Văn Mẫu, điện thoại 0200.3.777.201.", ("Hà Văn Mẫu", "0200.3.777.201")),
        ("Ai chưa vào được nhóm thì liên hệ em Mẫu (0900 000 102) ạ.", ("Mẫu", "0900 000 102")),
        ("Cần gì gọi anh Thử, số 0900 000 103.", ("Thử", "0900 000 103")),
        ("Liên hệ chị Lò Thị Thử, Văn phòng Hội, ĐT: 0200.6.121.213.", ("Lò Thị Thử", "0200.6.121.213")),
    ],
)
def test_whom_to_call(words: str, contact: tuple[str, str]) -> None:
    assert [(one["name"], one["phone"]) for one in notice(f"{TIME}{words}\n")["contacts"]] == [contact]


def test_the_issuer_s_own_numbers_and_the_sender_s_mailbox_are_contacts() -> None:
    head = (
        "HỘI LÀM VƯỜN TỈNH MỘC HẠ\nĐiện thoại: 0900 000 104 - Email: vp@vuon.example.vn\n\nSố: 3/TM-HLV\n\n"
        "THƯ MỜI\nDự tọa đàm trực tuyến\n\nThời gian: 8 giờ 00 ngày 20/3/2024.\n"
    )
    assert facts(head)["contacts"] == [
        {"name": None, "role": "Hội làm vườn tỉnh Mộc Hạ", "phone": "0900 000 104", "email": "vp@vuon.example.vn"}
    ]
    mail = facts(
        "Từ: Văn thư Sở Y tế <vt@syt.example.vn>\nChủ đề: Họp trực tuyến\n\nKính gửi: các đơn vị\n\nMời họp.\n"
    )
    assert mail["contacts"] == [{"name": None, "role": "Văn thư Sở Y tế", "phone": None, "email": "vt@syt.example.vn"}]


@pytest.mark.parametrize(
    "line",
    [
        "Thành phần: tại tỉnh: Lãnh đạo các sở; Chánh Văn phòng; tại các xã: Chủ tịch UBND; công chức.",
        "Thành phần: Điểm cầu tỉnh: Lãnh đạo các sở; Chánh Văn phòng; Điểm cầu cấp xã: Chủ tịch UBND; công chức.",
        "Thành phần: Ở tỉnh: Lãnh đạo các sở; Chánh Văn phòng; ở xã, phường: Chủ tịch UBND; công chức.",
    ],
)
def test_sites_one_after_the_other_behind_the_heading(line: str) -> None:
    assert _people(f"2. {line}\n") == [
        ("tinh", ["Lãnh đạo các sở", "Chánh Văn phòng"]),
        ("xa", ["Chủ tịch UBND", "công chức"]),
    ]


def test_a_department_is_its_province_s_site_seen_from_the_centre() -> None:
    read = facts(
        "CỤC THÚ RỪNG\nSố: 4/GM-CTR\n\nGIẤY MỜI\nHọp trực tuyến\n\n1. Thành phần\n\n"
        "a) Tại trụ sở Cục\n- Lãnh đạo Cục.\n\nb) Tại các Sở Nông nghiệp\n- Lãnh đạo Sở.\n"
    )
    assert read["participants"] == [
        {"tier": "trung_uong", "items": ["Lãnh đạo Cục"]},
        {"tier": "tinh", "items": ["Lãnh đạo Sở"]},
    ]


def test_a_mailbox_in_the_bracket_behind_a_name_is_that_persons() -> None:
    words = "Liên hệ: Trung tâm Đào tạo, ThS. Cù Thị Mẫu (ĐT: 0200.3900.903; email: cdt@example.vn)."
    assert notice(f"4. Đầu mối\n\n{words}\n")["contacts"] == [
        {"name": "Cù Thị Mẫu", "role": "Trung tâm Đào tạo", "phone": "0200.3900.903", "email": "cdt@example.vn"}
    ]


def test_by_when_a_list_is_due_is_no_part_of_the_office() -> None:
    words = "Đề nghị UBND huyện gửi danh sách về phòng NVY trước 16h ngày 08/3/2024, mail: nv@example.vn, đ/c Lê "
    named = [
        one for one in notice(f"4. Phân công\n\n- {words}Thị Mẫu, SĐT 0200 3811 234.\n")["contacts"] if one["name"]
    ]
    assert [one["role"] for one in named] == ["phòng NVY"]
