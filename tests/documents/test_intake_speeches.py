"""Speeches, their limits, trial runs, the press and contacts, in forms that share no set phrase."""

import pytest

from tests.documents.papers import HEAD, TAIL, facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 15/3/2024.\n\n2. Địa điểm: Hội trường tầng 2.\n\n"


def speeches(body: str, annex: str = "") -> list[tuple[str, str]]:
    return [(paper["assignee"], paper["topic"]) for paper in facts(HEAD + TIME + body + TAIL + annex)["papers"]]


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (
            "3. Tham luận tại Hội nghị\n- Sở Công Thương: Chợ phiên vùng cao;\n"
            "- UBND các huyện Nậm Lỳ, Pá Khoang: Trồng quế dưới tán rừng.",
            [
                ("Sở Công Thương", "Chợ phiên vùng cao"),
                ("UBND huyện Nậm Lỳ", "Trồng quế dưới tán rừng"),
                ("UBND huyện Pá Khoang", "Trồng quế dưới tán rừng"),
            ],
        ),
        (
            "3. Sở Nội vụ nói về chế độ cho già làng (chừng mười lăm phút); xã Tà Mung kể “Giữ rừng bằng hương ước”.",
            [("Sở Nội vụ", "chế độ cho già làng"), ("xã Tà Mung", "Giữ rừng bằng hương ước")],
        ),
        (
            "3. Công an tỉnh: tóm tắt kết quả điều tra vụ cháy, nói không quá 05 phút.",
            [("Công an tỉnh", "kết quả điều tra vụ cháy")],
        ),
        (
            "3. Công an tỉnh phát biểu với nội dung: Phòng ngừa khai thác gỗ lậu; bài dài tối đa 3 trang.",
            [("Công an tỉnh", "Phòng ngừa khai thác gỗ lậu")],
        ),
        (
            "3. Huyện Nậm Lỳ, huyện Pá Khoang báo cáo kinh nghiệm giữ rừng phòng hộ (10 phút/báo cáo).",
            [
                ("Huyện Nậm Lỳ", "kinh nghiệm giữ rừng phòng hộ"),
                ("huyện Pá Khoang", "kinh nghiệm giữ rừng phòng hộ"),
            ],
        ),
        (
            "3. UBND huyện Nậm Lỳ, UBND xã Tà Mung giữ phần đã phân: Nậm Lỳ nói “Quế trên núi”, "
            "Tà Mung nói “Chè cổ thụ”.",
            [("UBND huyện Nậm Lỳ", "Quế trên núi"), ("UBND xã Tà Mung", "Chè cổ thụ")],
        ),
    ],
)
def test_a_verb_of_speaking_between_a_body_and_a_topic(body: str, given: list[tuple[str, str]]) -> None:
    assert speeches(body) == given


@pytest.mark.parametrize(
    "annex",
    [
        "\nPHỤ LỤC\nDANH MỤC CHUYÊN ĐỀ THẢO LUẬN\n\nChuyên đề 1. Chợ phiên vùng cao\nĐơn vị: Sở Công Thương.\n",
        "\nPHỤ LỤC\nĐơn vị và chủ đề tham luận\n\n1) Sở Công Thương: Chợ phiên vùng cao\n",
        "\nPHỤ LỤC\nDANH SÁCH ĐƠN VỊ PHÁT BIỂU\n\n1. Sở Công Thương - Chợ phiên vùng cao.\n",
        "\nPHỤ LỤC\nCHỦ ĐỀ THAM LUẬN\n\n| STT | Chủ đề | Đơn vị thực hiện |\n|---|---|---|\n"
        "| 1 | Chợ phiên vùng cao | Sở Công Thương |\n",
    ],
)
def test_an_annex_of_speeches(annex: str) -> None:
    assert speeches("3. Nội dung: trao đổi.", annex) == [("Sở Công Thương", "Chợ phiên vùng cao")]


@pytest.mark.parametrize(
    "body",
    [
        "- Sở Nội vụ báo cáo nhanh về số hộ cho Văn phòng UBND tỉnh trước ngày 10/3/2024.",
        "- Văn phòng tổng hợp ý kiến phát biểu về dự thảo Nghị quyết, trình Chủ tịch.",
        "- Phòng Tổng hợp gửi báo cáo vào nhóm Zalo “Giao ban tỉnh”.",
        "- Bí thư Tỉnh ủy phát biểu chỉ đạo về nhiệm vụ năm 2024.",
        "- Các đại biểu trao đổi, thảo luận về nguồn vốn.",
        "- Các đơn vị mở mục “Tài liệu họp” để xem báo cáo.",
    ],
)
def test_what_is_no_speech(body: str) -> None:
    assert speeches(f"3. Nhiệm vụ\n{body}") == []


@pytest.mark.parametrize(
    ("words", "pages", "minutes"),
    [
        ("Mỗi tham luận dài từ 4 đến 6 trang A4, trình bày từ 7 đến 9 phút.", 6, 9),
        ("Bài viết tối đa ba trang, đọc trong mười lăm phút.", 3, 15),
        ("Xã Tà Mung nói “Chè cổ thụ” (12 phút).", None, 12),
        ("Sở Y tế phát biểu về trạm y tế. Văn bản không quá 3 mặt giấy.", 3, None),
        ("Bài trình bày: tối đa 10 trang chiếu, 8 phút/bài.", 10, 8),
    ],
)
def test_limits_of_a_speech(words: str, pages: int | None, minutes: int | None) -> None:
    assert notice(f"{TIME}3. {words}")["paper_limits"] == {"pages": pages, "minutes": minutes}


@pytest.mark.parametrize(
    "words",
    [
        "Đại biểu phát biểu có mặt trước 15 phút.",
        "Hội nghị kéo dài 90 phút.",
        "Chiếu phim 12 phút về bài học giữ rừng.",
        "Người hỏi nêu câu hỏi không quá 01 phút, người nói trả lời không quá 03 phút.",
        "Phát biểu khai mạc lúc 8 giờ 05 phút.",
    ],
)
def test_lengths_that_are_no_limit(words: str) -> None:
    assert notice(f"{TIME}3. {words}")["paper_limits"] is None


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Viễn thông tỉnh gọi thử từng điểm từ 14 giờ ngày 14/3/2024", ["2024-03-14T14:00"]),
        ("Các xã đăng nhập thử trước 07 giờ 15 phút", ["2024-03-15T07:15"]),
        (
            "Trung tâm chạy nháp 9g00 ngày 13/3/2024, sáng 14/3/2024 thử lại lúc 6g45",
            ["2024-03-13T09:00", "2024-03-14T06:45"],
        ),
        ("Tổng duyệt 14:00 - 16:00 ngày 14/3/2024", ["2024-03-14T14:00"]),
        (
            "Lượt rà đường truyền trước in là 9 giờ ngày 14/3/2024, nay đọc là 15 giờ ngày 14/3/2024",
            ["2024-03-14T15:00"],
        ),
        ("Chạy chương trình lần 1: 14h, lần 2: 19h ngày 14/3/2024", ["2024-03-14T14:00", "2024-03-14T19:00"]),
        (
            "Ban Tổ chức duyệt âm thanh 19h30 ngày 14/3/2024; khớp nối tín hiệu 20h30 cùng ngày",
            ["2024-03-14T19:30", "2024-03-14T20:30"],
        ),
        ("Các xã thử nghiệm giống mới từ 7 giờ ngày 20/2/2024", []),
    ],
)
def test_trial_runs_by_what_is_tried(words: str, runs: list[str]) -> None:
    assert notice(f"{TIME}3. {words}.")["rehearsals"] == runs


def test_a_trial_run_in_a_programme_takes_the_day_above_it() -> None:
    annex = "\nPHỤ LỤC\nCHƯƠNG TRÌNH\n\nChiều 14/3/2024 (thứ Năm)\n\n15h00: Tổng duyệt toàn tuyến\n"
    assert facts(HEAD + TIME + TAIL + annex)["rehearsals"] == ["2024-03-14T15:00"]


@pytest.mark.parametrize(
    ("words", "press"),
    [
        ("Mời Tạp chí Rừng xanh vùng cao viết bài.", ["Tạp chí Rừng xanh vùng cao"]),
        ("Truyền hình Mộc Hạ và Thời báo Lâm sản được mời tác nghiệp.", ["Truyền hình Mộc Hạ", "Thời báo Lâm sản"]),
        ("Báo Mộc Hạ: đề nghị chưa đưa tin.", []),
    ],
)
def test_press_by_what_it_is_asked_to_do(words: str, press: list[str]) -> None:
    assert notice(f"{TIME}3. {words}")["press"] == press


def test_press_marked_in_the_list_of_recipients() -> None:
    tail = TAIL.replace("- Như thành phần;", "- Báo Phụ nữ vùng cao, Trang TTĐT Hội (mời viết tin);")
    assert facts(HEAD + TIME + tail)["press"] == ["Báo Phụ nữ vùng cao", "Trang TTĐT Hội"]


def test_a_desk_and_a_common_mailbox_are_contacts_of_their_own() -> None:
    read = notice(
        f"{TIME}Liên hệ: tổng đài 0200 000 811 hoặc anh Sùng A Dê, Phòng Tổng hợp (0900 000 812); "
        "hộp thư hop@mocha.example.vn."
    )["contacts"]
    assert sorted((c["name"] or "", c["phone"] or "", c["email"] or "") for c in read) == [
        ("", "", "hop@mocha.example.vn"),
        ("", "0200 000 811", ""),
        ("Sùng A Dê", "0900 000 812", ""),
    ]


def test_a_name_straight_before_its_number() -> None:
    read = notice(f"{TIME}Trực đường dây nóng: BS. Lý Thị Mai 0900 000 813.")["contacts"]
    assert [(c["name"], c["phone"]) for c in read] == [("Lý Thị Mai", "0900 000 813")]


def test_a_name_before_the_short_form_of_an_office() -> None:
    read = notice(f"{TIME}Đ/c Tòng Văn Ủy - CV Phòng NN, Tel: 0900000851.")["contacts"]
    assert [(c["name"], c["role"], c["phone"]) for c in read] == [("Tòng Văn Ủy", "CV Phòng NN", "0900000851")]


@pytest.mark.parametrize(
    ("abstract", "title"),
    [
        ("mở lớp bồi dưỡng trực tuyến nghiệp vụ", "lớp bồi dưỡng trực tuyến nghiệp vụ"),
        ("dời ngày khai giảng khóa học trực tuyến về sổ sách", "khóa học trực tuyến về sổ sách"),
        ("dự buổi sinh hoạt trực tuyến về rừng", "buổi sinh hoạt trực tuyến về rừng"),
        ("điều chỉnh giờ họp, thêm người dự họp trực tuyến về rừng", "họp trực tuyến về rừng"),
        ("lịch tiếp công dân trực tuyến tháng 4", "tiếp công dân trực tuyến tháng 4"),
        ("gặp mặt, đối thoại trực tuyến với nông dân", "gặp mặt, đối thoại trực tuyến với nông dân"),
    ],
)
def test_a_meeting_by_whatever_name(abstract: str, title: str) -> None:
    read = facts(HEAD.replace("tổ chức Hội nghị trực tuyến về trồng rừng", abstract) + TIME + TAIL)
    assert (read["meeting_title"], read["meeting_form"]) == (title, "truc_tuyen")


@pytest.mark.parametrize("words", ["Văn bản này có giá trị như giấy mời.", "Thông báo này dùng thay giấy mời."])
def test_a_paper_of_an_invitation_s_value(words: str) -> None:
    assert notice(f"{TIME}{words}")["replaces_invitation"] is True
