"""Whom to turn to and who signed: short numbers, ranks, offices beside persons, messages, joined lines."""

from typing import Any

import pytest

from tests.documents.papers import HEAD, facts, notice

TIME = "1. Thời gian: 8 giờ 00 ngày 20/3/2024.\n\n"


def _reached(line: str) -> list[tuple[Any, Any, Any]]:
    found = notice(f"{TIME}2. Liên hệ\n\n{line}\n")["contacts"]
    return [(one["name"], one["phone"], one["email"]) for one in found]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Vướng mắc liên hệ Thiếu tá Lò Văn Khảm, Đội Tổng hợp (SĐT: 0692.000.111 - 0978.000.222).",
         [("Lò Văn Khảm", "0692.000.111; 0978.000.222", None)]),
        ("Báo Ban Tác huấn, ĐT quân sự: 987.000, gặp đ/c Thượng tá Lò Văn Khảm.", [("Lò Văn Khảm", "987.000", None)]),
        ("Đồng chí Lò Văn Khảm, Văn phòng Tỉnh ủy, điện thoại 080.52.000 - 0977.000.333.",
         [("Lò Văn Khảm", "080.52.000; 0977.000.333", None)]),
        ("Đầu mối: đ/c Lò Văn Khảm - Phòng Hành chính (máy lẻ 118; DĐ: 0905 000 444).",
         [("Lò Văn Khảm", "máy lẻ 118; 0905 000 444", None)]),
        ("Số điện thoại hỗ trợ: 0263.3000.115 (giờ hành chính) hoặc bà Mùa Thị Sáy - 0968 000 555.",
         [("Mùa Thị Sáy", "0968 000 555", None), (None, "0263.3000.115", None)]),
        ("Gửi về Sở Tư pháp (Phòng Phổ biến, ĐT 0258 3 000 666; email: pb@mochavi.example).",
         [(None, "0258 3 000 666", "pb@mochavi.example")]),
        ("Gửi qua zalo 0919 000 777 (Chị Mùa Sáy) hoặc tt@mochavi.example.",
         [("Mùa Sáy", "0919 000 777", None), (None, None, "tt@mochavi.example")]),
        ("Gọi thử, đầu mối: Khảm 0916.000.888. Xã gửi danh sách qua email: ds@mochavi.example.",
         [("Khảm", "0916.000.888", None), (None, None, "ds@mochavi.example")]),
        ("Xin gọi 0205 3000 000 (trong giờ) hoặc đồng chí Lò Văn Khảm - Chuyên viên: 0912.000.111.",
         [("Lò Văn Khảm", "0912.000.111", None), (None, "0205 3000 000", None)]),
        ("Có gì vướng ib e Mùa Sáy VP 0343.000.999 nhé ạ.", [("Mùa Sáy", "0343.000.999", None)]),
    ],
)  # fmt: skip
def test_ways_to_name_whom_to_turn_to(line: str, wanted: list[tuple[Any, Any, Any]]) -> None:
    assert _reached(line) == wanted


@pytest.mark.parametrize("closing", ["Trân trọng,", "Kính thư", "Xin cảm ơn!"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_message_is_signed_below_its_closing_words(closing: str, gap: str) -> None:
    text = (
        "Kính gửi các Trạm Y tế,\n\nTrung tâm Y tế tổ chức họp trực tuyến lúc 8 giờ 00 ngày 20/3/2024.\n\n"
        f"{closing}{gap}BSCKI. Mùa Thị Sáy\nPhó trưởng phòng Chỉ đạo tuyến\nĐT: 0225.000.617 / 0937 000 485\n"
    )
    read = facts(text)
    assert read["signer"] == {"authority": None, "position": "Phó trưởng phòng Chỉ đạo tuyến", "name": "Mùa Thị Sáy"}
    assert [(c["name"], c["phone"]) for c in read["contacts"]] == [("Mùa Thị Sáy", "0225.000.617; 0937 000 485")]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_signature_that_goes_on_behind_the_distribution_list(between: str) -> None:
    text = (
        f"{HEAD}{TIME}Nơi nhận:\n- Sở Y tế;\n- Lưu: VT, NC1.{between}TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n"
        "PHÓ CHỦ TỊCH\n\nMùa Thị Sáy\n"
    )
    read = facts(text)
    assert read["signer"]["authority"] == "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH"
    assert read["recipients"] == ["Sở Y tế", "Lưu: VT, NC1"]


@pytest.mark.parametrize("opening", ["<u>Nơi nhận</u>:", "<b><u>Nơi nhận:</u></b>", '<span class="x">Nơi nhận:</span>'])
def test_marks_of_style_round_words_are_no_part_of_them(opening: str) -> None:
    text = f"{HEAD}{TIME}{opening}\n- Sở Y tế;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nMùa Thị Sáy\n"
    assert facts(text)["recipients"] == ["Sở Y tế", "Lưu: VT"]


@pytest.mark.parametrize(
    "title", ["ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc"]
)
def test_the_place_in_one_cell_with_the_national_title(title: str) -> None:
    text = (
        f"| TỈNH ỦY MỘC HẠ<br>*<br>Số 16-TB/TU | {title}<br><br>*Mộc Hạ, ngày 09 tháng 3 năm 2024* |\n|---|---|\n\n"
        "# THÔNG BÁO\n\n**về tổ chức Hội nghị trực tuyến**\n"
    )
    assert facts(text)["place"] == "Mộc Hạ"


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("Triệu tập đại biểu của mình (Tỉnh ủy không triệu tập riêng từng đồng chí)", True),
        ("Văn phòng không mời riêng từng đại biểu", True),
        ("Các xã không triệu tập đại biểu ngoài thành phần", False),
    ],
)
def test_saying_that_nobody_is_called_by_a_paper_of_his_own(line: str, stands: bool) -> None:
    assert notice(f"{TIME}2. Thực hiện\n\n- {line}.\n")["replaces_invitation"] is stands
