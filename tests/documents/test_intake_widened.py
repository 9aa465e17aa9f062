"""Constructions of heads, messages, postponements, annexes and tables that offices use, each in several wordings."""

from typing import Any

import pytest

from tests.documents.papers import HEAD, TAIL, facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _people(body: str) -> list[tuple[str | None, list[str]]]:
    groups: list[dict[str, Any]] = notice(TIME + body)["participants"]
    return [(group["tier"], group["items"]) for group in groups]


def _asked(body: str) -> list[tuple[str, str | None]]:
    return [(task["assignee"], task["due"]) for task in notice(TIME + body)["tasks"]]


# Messages


@pytest.mark.parametrize(
    ("line", "kind"),
    [("📣📣 THÔNG BÁO HỌP ONLINE", "thong_bao"), ("🔔 GIẤY MỜI", "giay_moi"), ("‼️ THÔNG BÁO KHẨN", "thong_bao")],
)
def test_a_message_s_kind_may_stand_behind_a_picture(line: str, kind: str) -> None:
    read = facts(
        f"{line}\nKính gửi: các xã\n\n"
        "Ban Thường vụ Huyện đoàn tổ chức họp trực tuyến về trại hè, mong các bạn lưu ý:\n\n"
        "⏰ 20h00 thứ 5, 12/3/2026\n📍 Zoom 123. Điểm cầu chính: phòng họp tầng 2 Huyện đoàn\n"
        "👥 TP:\n+ Bí thư Đoàn xã\n"
    )
    assert (read["doc_type"], read["subject"], read["start"]) == (kind, None, "2026-03-12T20:00")
    assert read["issuing_body"] == "Ban Thường vụ Huyện đoàn"
    assert read["meeting_title"] == "họp trực tuyến về trại hè"
    assert read["venue_main"] == "phòng họp tầng 2 Huyện đoàn"
    assert [item for group in read["participants"] for item in group["items"]] == ["Bí thư Đoàn xã"]


@pytest.mark.parametrize("marks", [("🕗", "📌", "👉", "📝"), ("➡️", "➡️", "➡️", "➡️"), ("✨", "🔸", "🔹", "✅")])
def test_pictures_may_mark_the_parts_of_a_message(marks: tuple[str, str, str, str]) -> None:
    when, how, who, what = marks
    read = facts(
        "🔔 MỜI HỌP GẤP\n\nHội Nông dân tỉnh Mộc Hạ mời dự họp giao ban trực tuyến tháng 4, cụ thể:\n"
        f"{when} Thời gian: 14h30, thứ Tư, 15/4/2026\n{how} Hình thức: họp qua Meet\n{who} Thành phần:\n"
        f"- Tại tỉnh: các ban\n- Tại các xã: Chủ tịch\n{what} Việc cần chuẩn bị:\n"
        "- Các xã gửi báo cáo về Văn phòng trước 17h ngày 13/4/2026\n"
    )
    assert (read["start"], read["doc_type"]) == ("2026-04-15T14:30", "giay_moi")
    assert read["participants"] == [{"tier": "tinh", "items": ["các ban"]}, {"tier": "xa", "items": ["Chủ tịch"]}]
    assert [task["due"] for task in read["tasks"]] == ["2026-04-13T17:00"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date: Fri, 6 Mar 2026 16:42", "2026-03-06"),
        ("Sent: March 6, 2026 16:42", "2026-03-06"),
        ("Ngày gửi: 06/3/2026 16:42", "2026-03-06"),
        ("Date: Fri, 6 Mar", None),
    ],
)
def test_a_message_s_head_has_its_day(head: str, day: str | None) -> None:
    read = facts(
        f"From: Phòng Đào tạo Bệnh viện Mộc Hạ <dt@mocha.example>\nTo: tyt@mocha.example\n{head}\n"
        "Subject: Mời sinh hoạt chuyên môn trực tuyến tháng 3 (bản trước ghi nhầm)\n\nKính gửi các đơn vị,\n\n"
        "Mời các đơn vị dự sinh hoạt chuyên môn trực tuyến tháng 3.\n"
    )
    assert (read["issue_date"], read["doc_type"]) == (day, "khac")
    assert (read["issuing_body"], read["meeting_title"]) == (
        "Bệnh viện Mộc Hạ",
        "sinh hoạt chuyên môn trực tuyến tháng 3",
    )


# Heads


def test_a_letterhead_may_be_one_row_of_a_table() -> None:
    read = facts(
        "| TỈNH ỦY MỘC HẠ<br>*<br>Số 16-TB/TU | ĐẢNG CỘNG SẢN VIỆT NAM<br><br>*Mộc Hạ, ngày 09 tháng 02 năm 2026* |\n"
        "|---|---|\n\n# THÔNG BÁO\n\n**triệu tập Hội nghị trực tuyến về trồng rừng**\n\n"
        "1. Thời gian: 8 giờ 00 ngày 20/3/2026.\n"
    )
    assert (read["number"], read["issuing_body"], read["place"]) == ("16-TB/TU", "Tỉnh ủy Mộc Hạ", "Mộc Hạ")


@pytest.mark.parametrize("kind", ["KẾ HOẠCH LIÊN NGÀNH", "KẾ HOẠCH LIÊN TỊCH", "KẾ HOẠCH PHỐI HỢP"])
def test_several_bodies_issue_one_paper(kind: str) -> None:
    read = facts(HEAD.replace("THÔNG BÁO\nVề việc t", f"{kind}\nT") + TIME + TAIL)
    assert (read["doc_type"], read["subject"]) == ("ke_hoach", "Tổ chức Hội nghị trực tuyến về trồng rừng")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("CỤC THUẾ\nTHUẾ TỈNH MỘC HẠ", "Thuế tỉnh Mộc Hạ"),
        ("UBND TỈNH MỘC HẠ\nTHANH TRA TỈNH", "Thanh tra tỉnh Mộc Hạ"),
        ("UBND TỈNH MỘC HẠ\nBAN DÂN TỘC", "Ban Dân tộc tỉnh Mộc Hạ"),
    ],
)
def test_an_issuer_with_its_place(lines: str, issuer: str) -> None:
    assert facts(HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH MỘC HẠ", lines) + TIME + TAIL)["issuing_body"] == issuer


# Times


@pytest.mark.parametrize(
    ("time", "start"),
    [
        ("giữ nguyên như Giấy mời đã gửi (8h00 ngày 12/4/2024, thứ Sáu)", "2024-04-12T08:00"),
        ("không thay đổi (lúc 8 giờ 00 ngày 12/4/2024)", "2024-04-12T08:00"),
        ("vẫn như Thông báo số 5/TB-UBND (từ 8h00 ngày 12/4/2024)", "2024-04-12T08:00"),
        ("01 ngày (07.00 - 16.30), ngày 12/4/2024", "2024-04-12T07:00"),
        ("khai mạc 8 giờ 00 ngày 12/4/2024. Phiên trù bị: 7 giờ 30 phút cùng ngày", "2024-04-12T07:30"),
        ("1,5 ngày, ngày 12 và sáng ngày 13/4/2024. Sáng từ 8 giờ 00, chiều từ 14 giờ 00", "2024-04-12T08:00"),
        ("- Lớp 1: ngày 12 và 13/4/2024.\n- Lớp 2: ngày 16 và 17/4/2024.\nMỗi ngày học từ 7h30", "2024-04-12T07:30"),
    ],
)
def test_the_first_sitting(time: str, start: str) -> None:
    assert notice(f"1. Thời gian: {time}.\n")["start"] == start


# Places


@pytest.mark.parametrize(
    ("body", "venue"),
    [
        ("2. Địa điểm: Tại BHXH tỉnh: Hội trường tầng 7. Tại cơ sở: phòng họp", "Hội trường tầng 7"),
        ("2. Địa điểm: Học trực tuyến.\n- Điểm cầu chính: Phòng học số 1 Trường Mộc", "Phòng học số 1 Trường Mộc"),
        ("2. Hình thức: Trực tiếp tại Hội trường B, Trường Mộc và trực tuyến qua Teams", "Hội trường B, Trường Mộc"),
        (
            "2. Địa điểm, thành phần\n2.1. Điểm cầu tỉnh (Hội trường Tỉnh ủy, số 1 đường Suối)\n- Lãnh đạo các sở",
            "Hội trường Tỉnh ủy, số 1 đường Suối",
        ),
        ("2. Địa điểm: Trụ sở Ban Phòng, chống lụt, TP. Mộc Hạ", "Trụ sở Ban Phòng, chống lụt, TP. Mộc Hạ"),
    ],
)  # fmt: skip
def test_the_place_of_the_chief_site(body: str, venue: str) -> None:
    assert notice(f"{TIME}{body}.\n")["venue_main"] == venue


@pytest.mark.parametrize("kept", ["không thay đổi so với Giấy mời số 5/GM-UBND", "giữ nguyên", "như Giấy mời đã gửi"])
def test_a_place_that_stays_is_that_of_the_first_invitation(kept: str) -> None:
    body = (
        "UBND tỉnh đã mời dự Hội nghị vào 8 giờ 00 ngày 15/3/2024 tại Hội trường A tầng 6. Nay hoãn Hội nghị.\n\n"
        f"- Thời gian mới: 14 giờ 00 ngày 20/3/2024.\n- Địa điểm: {kept}.\n"
    )
    assert notice(body)["venue_main"] == "Hội trường A tầng 6"


# Numbers of sites


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("- Trực tuyến: kết nối đến 08 trung tâm chính trị cấp huyện.", {"huyen": 8}),
        ("- Điểm cầu Trạm Y tế xã, phường (51 trạm): Trưởng trạm.", {"xa": 51}),
        ("- Điểm cầu các bệnh viện tuyến tỉnh (09 điểm cầu).", {}),
        ("- 94 điểm cầu cấp xã và 04 điểm cầu của Đảng ủy các cơ quan Đảng tỉnh.", {"xa": 94}),
        ("- Đối với 05 xã mới thay đổi đường truyền: đề nghị kiểm tra lại kết nối.", {}),
        (
            "| Điểm cầu | Địa điểm |\n|---|---|\n| Huyện (07 điểm cầu) | UBND huyện |\n| Xã (88 điểm) | UBND xã |",
            {"huyen": 7, "xa": 88},
        ),
        (
            "| TT | Điểm cầu | Địa điểm | Số điểm cầu xã |\n|---|---|---|---|\n| 1 | Huyện Suối | Hội trường | 14 |\n"
            "| 2 | Huyện Khe | Hội trường | 11 |\n| | Cộng | 02 điểm | 25 |",
            {"huyen": 2, "xa": 25},
        ),
    ],
)  # fmt: skip
def test_sites_are_counted_for_the_tier_that_has_them(line: str, counts: dict[str, int]) -> None:
    assert notice(f"{TIME}2. Địa điểm:\n\n{line}\n")["site_counts"] == counts


# Guests


def test_a_line_below_a_list_says_where_they_sit() -> None:
    body = "Kính mời:\n- Lãnh đạo các sở;\n- Báo cáo viên.\nDự tại điểm cầu tỉnh.\n- Bí thư.\nDự tại điểm cầu các xã.\n"
    assert _people(body) == [("tinh", ["Lãnh đạo các sở", "Báo cáo viên"]), ("xa", ["Bí thư"])]


def test_one_of_a_list_may_join_from_a_site_of_its_own() -> None:
    body = (
        "2. Thành phần\n- Lãnh đạo các sở, ngành tỉnh;\n- Giám đốc trung tâm cấp huyện (dự trực tuyến);\n- Tác giả.\n"
    )
    assert _people(body) == [
        ("tinh", ["Lãnh đạo các sở, ngành tỉnh", "Tác giả"]),
        ("huyen", ["Giám đốc trung tâm cấp huyện (dự trực tuyến)"]),
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "Ban Thường vụ các xã đoàn lập danh sách chậm nhất 17h ngày 16/3/2024.",
        "Các xã gửi báo cáo trước ngày 16/3/2024.",
        "- Mỗi xã 5 phút, slide gửi trước 11h ngày 16/3/2024.",
    ],
)
def test_what_is_due_by_a_day_is_no_guest(asked: str) -> None:
    assert _people(f"2. Thành phần:\n- Lãnh đạo tỉnh;\n- Trưởng các ban.\n{asked}\n") == [
        ("tinh", ["Lãnh đạo tỉnh", "Trưởng các ban"])
    ]


def test_an_abstract_below_the_addressees() -> None:
    read = facts(
        "Số: 7-CV/TĐTN\nMộc Hạ, ngày 03 tháng 3 năm 2026\n\nKính gửi: Ban Thường vụ các xã đoàn\n\n"
        "V/v dự tập huấn trực tuyến kỹ năng số\n\nTỉnh đoàn tổ chức tập huấn trực tuyến kỹ năng số.\n"
    )
    assert (read["subject"], read["meeting_title"]) == (
        "dự tập huấn trực tuyến kỹ năng số",
        "tập huấn trực tuyến kỹ năng số",
    )


def test_bodies_with_their_people() -> None:
    body = "2. Thành phần:\n- BHXH tỉnh: Ban Giám đốc; trưởng phòng.\n- BHXH cơ sở: Giám đốc; tổ trưởng.\n"
    assert _people(body) == [("tinh", ["Ban Giám đốc", "trưởng phòng"]), (None, ["Giám đốc", "tổ trưởng"])]


def test_a_site_named_after_a_centre_is_not_the_chief_site() -> None:
    body = "2. Thành phần\n- Điểm cầu chính: Lãnh đạo các sở.\n- Điểm cầu Trung tâm Y tế: Giám đốc; kế toán trưởng.\n"
    assert _people(body) == [("tinh", ["Lãnh đạo các sở"]), (None, ["Giám đốc", "kế toán trưởng"])]


def test_guests_named_behind_others_leave_them_in() -> None:
    body = "2. Thành phần\n2.1. Tại tỉnh: Ủy viên Ban Chấp hành; Khách mời: Bí thư chi bộ.\n"
    assert _people(body) == [("tinh", ["Ủy viên Ban Chấp hành", "Khách mời: Bí thư chi bộ"])]


def test_guests_invited_in_one_point_are_one_item() -> None:
    body = (
        "2. Địa điểm, thành phần\n2.1. Điểm cầu tỉnh\n- Lãnh đạo các sở;\n- Khách mời: Đại biểu Quốc hội; Chánh án.\n"
    )
    assert _people(body) == [("tinh", ["Lãnh đạo các sở", "Khách mời: Đại biểu Quốc hội; Chánh án"])]


@pytest.mark.parametrize(
    "line",
    [
        "Đối với những nơi chưa có đường truyền, bố trí dự tại điểm cầu tỉnh.",
        "Thông báo này thay cho giấy mời.",
        "LƯU Ý\n- Sở Tài chính gửi báo cáo trước ngày 10/3/2024.",
    ],
)
def test_what_follows_a_list_is_no_guest(line: str) -> None:
    body = f"THỜI GIAN\n8 giờ 00 ngày 20/3/2024.\n\nTHÀNH PHẦN\n1. Tại điểm cầu tỉnh\n- Lãnh đạo các sở.\n\n{line}\n"
    assert notice(body)["participants"] == [{"tier": "tinh", "items": ["Lãnh đạo các sở"]}]


# Tasks


def test_tasks_of_an_annex() -> None:
    annex = (
        "\nPHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n\n1. Sở Y tế\n- Lập danh sách: trước 15/3/2024.\n"
        "2. Sở Tài chính\n- Bố trí kinh phí.\n"
    )
    read = facts(HEAD + TIME + TAIL + annex)
    assert [(t["assignee"], t["due"]) for t in read["tasks"]] == [("Sở Y tế", "2024-03-15"), ("Sở Tài chính", None)]


@pytest.mark.parametrize("title", ["Cơ quan, đơn vị", "Các đơn vị", "Đơn vị, địa phương"])
def test_a_table_of_tasks_headed_by_bodies(title: str) -> None:
    table = (
        f"STT\t{title}\tNhiệm vụ\tThời hạn\n1\tSở Y tế\tLập danh sách\tTrước 15/3/2024\n"
        "\t\tIn tài liệu\tTrước 16/3/2024\n"
    )
    assert _asked(f"2. Phân công\n\n{table}") == [("Sở Y tế", "2024-03-15"), ("Sở Y tế", "2024-03-16")]


@pytest.mark.parametrize("subject", ["Bài tham luận", "Tham luận", "Các bài phát biểu"])
def test_speakers_hand_in_their_texts(subject: str) -> None:
    body = (
        "2. Phân công tham luận:\n\n1) UBND xã Suối: Trồng rừng gỗ lớn;\n2) UBND xã Khe: Giữ rừng đầu nguồn.\n\n"
        f"{subject} gửi về Văn phòng trước ngày 15/3/2024.\n"
    )
    assert _asked(body) == [("UBND xã Suối", "2024-03-15"), ("UBND xã Khe", "2024-03-15")]


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Sở Y tế: chuẩn bị báo cáo. Hoàn thành trước ngày 13/3/2024.", [("Sở Y tế", "2024-03-13")]),
        ("Văn phòng: gửi tài liệu chậm nhất 03 ngày trước ngày khai mạc.", [("Văn phòng", "2024-03-17")]),
        (
            "Văn phòng gửi tài liệu trước ngày 10/3/2024; chi bộ báo số người trước ngày 11/3/2024.",
            [("Văn phòng", "2024-03-10"), ("Chi bộ", "2024-03-11")],
        ),
        ("Văn phòng gửi slide trước 17h cùng ngày.", [("Văn phòng", "2024-03-20T17:00")]),
        (
            "UBND các xã: Suối, Khe, phường Đồi chuẩn bị ý kiến trước ngày 13/3/2024.",
            [("UBND các xã: Suối, Khe, phường Đồi", "2024-03-13")],
        ),
        ("Ban thường vụ các huyện ủy, thành ủy: chuẩn bị phòng họp.", [("Ban thường vụ các huyện ủy, thành ủy", None)]),
        ("Đối với 05 xã mới đổi đường truyền: đề nghị kiểm tra lại kết nối.", [("05 xã mới đổi đường truyền", None)]),
        ("Các đơn vị tham luận gửi bài trước ngày 13/3/2024.", [("Các đơn vị tham luận", "2024-03-13")]),
        ("Sở Y tế gửi danh sách (thay bản trước ngày 01/3/2024) trước ngày 13/3/2024.", [("Sở Y tế", "2024-03-13")]),
    ],
)  # fmt: skip
def test_who_is_asked_by_when(point: str, asked: list[tuple[str, str | None]]) -> None:
    assert _asked(f"2. Phân công\n\n- {point}\n") == asked


@pytest.mark.parametrize(
    ("guests", "assignee"),
    [("Kính mời Quý vị dự Hội thảo.", "Quý vị"), ("Mời các nhà khoa học dự Hội thảo.", "Các đơn vị")],
)
def test_terms_without_a_body_are_for_those_invited(guests: str, assignee: str) -> None:
    body = f"{guests}\n\n2. Thể lệ\n- Thời hạn: gửi tóm tắt trước ngày 05/3/2024; gửi toàn văn trước ngày 13/3/2024.\n"
    assert _asked(body) == [(assignee, "2024-03-05"), (assignee, "2024-03-13")]


def test_a_heading_in_capitals_is_asked_for_nothing() -> None:
    assert _asked("III. KINH PHÍ: từ nguồn chi thường xuyên giao Sở Y tế năm 2024.\n") == []


@pytest.mark.parametrize(
    ("ask", "registers"),
    [
        ("báo số hộ dự họp", True),
        ("báo cáo số cử tri đến dự", True),
        ("gửi danh sách hộ kinh doanh tham dự", True),
        ("gửi phiếu đăng ký chất vấn", False),
        ("gửi danh sách cử tri đăng ký phát biểu", False),
        ("tổng hợp số lượng đại biểu sau khi kết thúc Hội nghị", False),
    ],
)
def test_what_registers_who_comes(ask: str, registers: bool) -> None:
    read = notice(f"{TIME}2. Phân công\n\n- UBND các xã {ask} cho Văn phòng trước ngày 13/3/2024.\n")
    assert bool(read["registration_deadlines"]) is registers
