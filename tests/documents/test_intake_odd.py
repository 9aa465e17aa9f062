"""Papers that are odd without being hostile: old encodings, invisible marks, two in one file, endless parts."""

import time

import pytest

from nhipcau.documents.intake import Reading, UnreadablePaper, read_bytes, read_pasted, read_text
from nhipcau.documents.intake.remarks import paper_remarks
from tests.documents.papers import HEAD, TAIL

TCVN3 = (
    "ñy ban nh©n d©n tØnh Méc H¹\nSè: 12/TB-UBND\n\nTH¤NG B¸O\nVÒ viÖc tæ chøc Héi nghÞ trùc tuyÕn vÒ trång rõng\n\n"
    "1. Thêi gian: 8 giê 00 ngµy 15/3/2024.\n\n2. §Þa ®iÓm: Phßng häp tÇng 2, trô së UBND tØnh.\n"
)
VNI = (
    "UÛY BAN NHAÂN DAÂN TÆNH MOÄC HAÏ\nSoá: 12/TB-UBND\n\nTHOÂNG BAÙO\nVeà vieäc toå chöùc Hoäi nghò tröïc tuyeán "
    "veà troàng röøng\n\n"
    "1. Thôøi gian: 8 giôø 00 ngaøy 15/3/2024.\n\n2. Ñòa ñieåm: Phoøng hoïp taàng 2, truï sôû UBND tænh.\n"
)
WINDOWS = (
    "THÔNG BÁO\nVề việc tổ chức Hội nghị trực tuyến về trồng rừng\n\n1. Thời gian: 8 giờ 00 ngày 15/3/2024.\n\n"
    "2. Địa điểm: Phòng họp tầng 2, trụ sở UBND tỉnh.\n"
)


def windows_1258(text: str) -> bytes:
    """Code page 1258 keeps the tone apart from its letter."""
    import unicodedata

    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out += (base + tone).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TCVN3.encode("latin-1"), "TCVN3"),
        (TCVN3.encode(), "TCVN3"),
        (VNI.encode("cp1252"), "VNI"),
        (VNI.encode(), "VNI"),
        (windows_1258(WINDOWS), "1258"),
    ],
)
def test_old_encodings_are_converted_and_said(data: bytes, encoding: str) -> None:
    reading = read_bytes(data, "a.txt")
    assert reading.facts["meeting_title"] == "Hội nghị trực tuyến về trồng rừng"
    assert reading.facts["start"] == "2024-03-15T08:00"
    assert reading.facts["venue_main"] == "Phòng họp tầng 2, trụ sở UBND tỉnh"
    (remark,) = [remark for remark in reading.remarks if remark.code == "old_encoding"]
    assert encoding in remark.message


def test_unicode_is_left_alone() -> None:
    reading = read_pasted(HEAD + "Ông Đặng Văn Ả, bà Lò Thị Ửng; «trích», café, 20°C." + TAIL)
    assert "«trích»".replace("«", '"').replace("»", '"') in reading.text
    assert not [remark for remark in reading.remarks if remark.code == "old_encoding"]


def test_what_no_table_makes_words_of_is_refused() -> None:
    with pytest.raises(UnreadablePaper) as refused:
        read_bytes(bytes(range(128, 255)) * 20, "a.txt")
    assert refused.value.code == "encoding"
    assert "TCVN3" in refused.value.message


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u202b", "\u2067", "\u200b", "\ufeff", "\u2060"])
def test_invisible_marks_change_nothing(mark: str) -> None:
    paper = HEAD + "1. Thời gian: 8h00 ngày 15/3/2024.\n\n2. Địa điểm: Phòng họp A." + TAIL
    assert read_text(paper.replace("0", f"0{mark}").replace("i", f"i{mark}")).facts == read_text(paper).facts


SECOND = HEAD.replace("12/TB", "77/TB").replace("trồng rừng", "nuôi cá")


def codes(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.remarks]


def test_of_two_papers_the_first_is_read_and_the_second_pointed_at() -> None:
    first = HEAD + "1. Thời gian: 8h00 ngày 15/3/2024.\n\n- Sở A chuẩn bị báo cáo." + TAIL
    reading = read_text(first + "\n" + SECOND + "1. Thời gian: 9h00 ngày 20/3/2024.\n\nSở B gửi danh sách." + TAIL)
    alone = read_text(first)
    assert reading.facts == alone.facts
    (remark,) = [remark for remark in reading.remarks if remark.code == "two_papers"]
    assert remark.start is not None
    assert "77/TB-UBND" in reading.text[remark.start : remark.end]
    assert "two_papers" not in codes(alone)


def test_an_annex_with_the_letterhead_again_is_no_second_paper() -> None:
    annex = (
        "\nỦY BAN NHÂN DÂN\nTỈNH MỘC HẠ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nPHỤ LỤC\n"
        "(Kèm theo Thông báo số 12/TB-UBND)\n"
    )
    assert "two_papers" not in codes(read_text(HEAD + "1. Thời gian: 8h00 ngày 15/3/2024." + TAIL + annex))


SLOW = 8.0
"""Seconds of the processor, however many share it: it grows with the length, not with its square."""


def test_a_title_of_five_thousand_letters() -> None:
    began = time.process_time()
    reading = read_text(HEAD.replace("trồng rừng", "trồng rừng và bảo vệ rừng " * 200) + "1. Thời gian: 8h00." + TAIL)
    assert time.process_time() - began < SLOW
    assert reading.facts["number"] == "12/TB-UBND"
    assert reading.facts["signer"]["name"] == "Hà Văn Mẫu"


def test_a_table_of_three_thousand_rows() -> None:
    rows = "\n".join(f"| {n} | Gửi báo cáo số {n} | Sở {n} | 0{n % 9 + 1}/3/2024 |" for n in range(3000))
    body = f"3. Phân công\n\n| TT | Nội dung công việc | Đơn vị chủ trì | Hoàn thành |\n|---|---|---|---|\n{rows}"
    began = time.process_time()
    reading = read_text(HEAD + body + TAIL)
    assert time.process_time() - began < SLOW
    assert len(reading.facts["tasks"]) == 3000


HEADED = HEAD.replace("Số: 12/TB-UBND", "{mark}\nSố: 12/TB-UBND")


@pytest.mark.parametrize(
    "mark",
    ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "Tối mật", "Tuyệt mật", "(Mật)", "M Ậ T", "Độ mật: Tuyệt mật", "| MẬT |"],
)
def test_a_marking_in_the_letterhead_is_refused_with_its_reason(mark: str) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        read_pasted(HEADED.format(mark=mark) + "1. Thời gian: 8h00 ngày 15/3/2024." + TAIL)
    assert refused.value.code == "secret"
    assert "Luật Bảo vệ bí mật nhà nước" in refused.value.message
    assert "Không lưu" in refused.value.message


@pytest.mark.parametrize(
    "body", ["1. Nội dung\n\nMẬT\n\nlà một mức độ.", "Đại biểu mang theo tài liệu.\n\nTỐI MẬT\n", "- Mật độ rừng."]
)
def test_the_word_below_the_letterhead_is_no_marking(body: str) -> None:
    assert read_pasted(HEAD + body + TAIL).facts["number"] == "12/TB-UBND"


def test_a_marking_behind_the_number_or_on_a_further_paper_is_one_too() -> None:
    body = "1. Thời gian: 8h00 ngày 15/3/2024."
    marked = HEAD.replace("Số: 12/TB-UBND", "Số: 12/TB-UBND (Mật)") + body + TAIL
    behind = HEAD + body + TAIL + "\n" + SECOND.replace("Số: 77/TB-UBND", "TỐI MẬT\nSố: 77/TB-UBND") + body + TAIL
    for text in (marked, behind):
        with pytest.raises(UnreadablePaper) as refused:
            read_pasted(text)
        assert refused.value.code == "secret"


def test_the_remark_is_found_again_from_what_is_kept() -> None:
    reading = read_text(
        HEAD + "1. Thời gian: 8h00 ngày 15/3/2024." + TAIL + "\n" + SECOND + "1. Thời gian: sau." + TAIL
    )
    assert "two_papers" in [remark.code for remark in paper_remarks(reading.facts, reading.text, reading.spans)]
