"""Letterhead, number, place and date, kind and abstract, distribution list, signature."""

import pytest

from nhipcau.documents.intake.columns import part_columns
from nhipcau.documents.intake.letterhead import sentence_case
from tests.documents.papers import HEAD, TAIL, facts, notice


def test_a_whole_letterhead() -> None:
    read = notice("Nội dung như sau.")
    assert read["doc_type"] == "thong_bao"
    assert read["number"] == "12/TB-UBND"
    assert read["issuing_body"] == "Ủy ban nhân dân tỉnh Mộc Hạ"
    assert read["place"] == "Mộc Hạ"
    assert read["issue_date"] == "2024-03-02"
    assert read["subject"] == "tổ chức Hội nghị trực tuyến về trồng rừng"


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("HỘI ĐỒNG NHÂN DÂN TỈNH MỘC HẠ", "Hội đồng nhân dân tỉnh Mộc Hạ"),
        ("UBND HUYỆN YÊN THỬ", "UBND huyện Yên Thử"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("TỈNH ỦY MỘC HẠ", "Tỉnh ủy Mộc Hạ"),
    ],
)
def test_capitals_become_ordinary_spelling(capitals: str, written: str) -> None:
    assert sentence_case(capitals) == written


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 12/TB-UBND", "12/TB-UBND"),
        ("Số:      /KH-UBND", "/KH-UBND"),
        ("Số: ....../KH-UBND", "/KH-UBND"),
        ("Số 195-CV/TU", "195-CV/TU"),
        ("Số: 1502 /SGDĐT-VP", "1502/SGDĐT-VP"),
        ("SỐ: 07/BC-HĐND", "07/BC-HĐND"),
    ],
)
def test_numbers(printed: str, number: str) -> None:
    assert facts(HEAD.replace("Số: 12/TB-UBND", printed))["number"] == number


@pytest.mark.parametrize(
    ("printed", "place", "issued"),
    [
        ("Mộc Hạ, ngày 02 tháng 3 năm 2024", "Mộc Hạ", "2024-03-02"),
        ("Mộc Hạ, ngày tháng 3 năm 2024", "Mộc Hạ", None),
        ("Mộc Hạ, ngày ... tháng ... năm 2024", "Mộc Hạ", None),
        ("TP. Mộc Hạ, ngày 02/3/2024", "TP. Mộc Hạ", "2024-03-02"),
        ("Mộc Hạ, ngày 31 tháng 02 năm 2024", "Mộc Hạ", None),
    ],
)
def test_place_and_date(printed: str, place: str, issued: str | None) -> None:
    read = facts(HEAD.replace("Mộc Hạ, ngày 02 tháng 3 năm 2024", printed))
    assert (read["place"], read["issue_date"]) == (place, issued)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("KẾ HOẠCH\nTổ chức hội nghị", "ke_hoach"),
        ("GIẤY MỜI\nDự họp", "giay_moi"),
        ("MỜI HỌP", "giay_moi"),
        ("CÔNG ĐIỆN\nVề việc họp khẩn", "khac"),
        ("QUYẾT ĐỊNH\nVề việc thành lập tổ công tác", "khac"),
        ("THÔNG BÁO VỀ VIỆC HỌP GIAO BAN", "thong_bao"),
    ],
)
def test_kinds(heading: str, kind: str) -> None:
    assert facts(f"Số: 1/X-UBND\n\n{heading}\n\nNội dung.")["doc_type"] == kind


def test_a_letter_is_known_by_about_and_addressee() -> None:
    read = facts("Số: 9/UBND-TH\n\nV/v họp trực tuyến\nvề trồng rừng\n\nKính gửi: Các sở, ban, ngành.\n\nNội dung.")
    assert read["doc_type"] == "cong_van"
    assert read["subject"] == "họp trực tuyến về trồng rừng"


def test_the_council_above_gives_the_issuer_its_place() -> None:
    read = facts("UBND TỈNH MỘC HẠ\nSỞ NỘI VỤ\nSố: 5/GM-SNV\n\nGIẤY MỜI\nDự họp\n\nNội dung.")
    assert read["issuing_body"] == "Sở Nội vụ tỉnh Mộc Hạ"


def test_an_office_needs_its_parent() -> None:
    read = facts("TỈNH ỦY MỘC HẠ\nVĂN PHÒNG\nSố 5-CV/VPTU\n\nKính gửi: Các ban đảng,\n\nNội dung.")
    assert read["issuing_body"] == "Văn phòng Tỉnh ủy Mộc Hạ"


def test_without_letterhead_the_traces_speak() -> None:
    read = facts("Số: /GM-UBND\n\nMộc Hạ, ngày tháng 8 năm 2024\n\nGIẤY MỜI\nDự họp\n\nNội dung." + TAIL)
    assert read["issuing_body"] == "UBND tỉnh Mộc Hạ"


def test_party_call_without_letterhead() -> None:
    body = "Kính mời các đồng chí dự họp tại Tỉnh ủy. Viễn thông Mộc Hạ và Báo Mộc Hạ cùng dự."
    read = facts(f"MỜI HỌP\n\n{body}\n\nNơi nhận:\n- Như trên,\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nHà Văn Mẫu")
    assert read["issuing_body"] == "Tỉnh ủy Mộc Hạ"


@pytest.mark.parametrize(
    ("printed", "authority", "position"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TM. HỘI ĐỒNG NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "TM. HỘI ĐỒNG NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
        ("K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n(Đã ký)", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
        ("CHÁNH VĂN PHÒNG", None, "CHÁNH VĂN PHÒNG"),
    ],
)
@pytest.mark.parametrize("name", ["Hà Văn Mẫu", "TS. Hà Văn Mẫu", "PGS.TS. Hà Văn Mẫu"])
def test_signers(printed: str, authority: str | None, position: str, name: str) -> None:
    read = facts(f"{HEAD}Nội dung.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{printed}\n\n{name}")
    assert read["signer"] == {"authority": authority, "position": position, "name": "Hà Văn Mẫu"}


def test_recipients_lose_dash_and_end() -> None:
    read = facts(
        HEAD + "Nội dung.\n\nNơi nhận:\n- Như trên;\n- Các phòng:\nTH, NC, KT;\n- Lưu: VT, TH (05).\n\nCHỦ TỊCH\n\nHà "
        "Văn Mẫu"
    )
    assert read["recipients"] == ["Như trên", "Các phòng: TH, NC, KT", "Lưu: VT, TH (05)"]


def test_party_recipients_end_in_commas_and_archive_after_the_signature() -> None:
    read = facts(
        HEAD + "Nội dung.\n\nNơi nhận:\n- Như trên,\n- Báo tỉnh,\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nHà Văn "
        "Mẫu\n\n- Lưu Văn phòng."
    )
    assert read["recipients"] == ["Như trên", "Báo tỉnh", "Lưu Văn phòng"]
    assert read["signer"]["name"] == "Hà Văn Mẫu"


def test_signature_table_in_markdown() -> None:
    read = facts(
        HEAD + "Nội dung.\n\n| **Nơi nhận:** - Như trên; - Lưu: VT. | **KT. CHỦ TỊCH** **PHÓ CHỦ TỊCH** Hà Văn Mẫu "
        "|\n|---|---|"
    )
    assert read["recipients"] == ["Như trên", "Lưu: VT"]
    assert read["signer"] == {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "name": "Hà Văn Mẫu"}


def test_two_columns_typed_with_blanks() -> None:
    read = facts(
        "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH MỘC HẠ                Độc lập - Tự do - Hạnh phúc\n"
        "Số: 5/GM-UBND              Mộc Hạ, ngày 02 tháng 3 năm 2024\n\n"
        "GIẤY MỜI\nDự họp\n\nNội dung.\n\n"
        "Nơi nhận:\t\tTL. CHỦ TỊCH\n- Như trên;\t\tCHÁNH VĂN PHÒNG\n- Lưu: VT.\n\t\t\t\t\tHà Văn Mẫu"
    )
    assert (read["issuing_body"], read["number"], read["place"]) == (
        "Ủy ban nhân dân tỉnh Mộc Hạ",
        "5/GM-UBND",
        "Mộc Hạ",
    )
    assert read["recipients"] == ["Như trên", "Lưu: VT"]
    assert read["signer"] == {"authority": "TL. CHỦ TỊCH", "position": "CHÁNH VĂN PHÒNG", "name": "Hà Văn Mẫu"}


def test_columns_flattened_into_one() -> None:
    read = facts(
        "Số: 5/GM-UBND Mộc Hạ, ngày 02 tháng 3 năm 2024\n\nGIẤY MỜI\nDự họp\n\nNội dung.\n\nNơi nhận: TRƯỞNG "
        "PHÒNG\n- Như trên;\n- Lưu: VT.\nHà Văn Mẫu"
    )
    assert (read["number"], read["place"]) == ("5/GM-UBND", "Mộc Hạ")
    assert read["recipients"] == ["Như trên", "Lưu: VT"]
    assert read["signer"]["name"] == "Hà Văn Mẫu"


def test_an_abstract_a_line_longer_than_the_column_beside_it() -> None:
    read = facts(
        "ỦY BAN NHÂN DÂN                           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH MỘC HẠ                                  Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/UBND-NN\n"
        "V/v tổ chức Hội nghị trực tuyến           Mộc Hạ, ngày 02 tháng 3 năm 2024\n"
        "về trồng rừng gỗ lớn\n\n"
        "Kính gửi: Các sở, ngành.\n\nThời gian: 8 giờ 00 ngày 15/3/2024.\n"
    )
    assert read["subject"] == "tổ chức Hội nghị trực tuyến về trồng rừng gỗ lớn"


def test_a_title_ends_the_letterhead_however_wide_the_blanks_of_a_justified_line() -> None:
    page = """
        ỦY BAN NHÂN DÂN                   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
          TỈNH HÒA PHÚ                             Độc lập - Tự do - Hạnh phúc
          Số: 05/TB-UBND                        Hòa Phú, ngày 10 tháng 12 năm 2021
                                        THÔNG BÁO
                             Về việc tổ chức Hội nghị trực tuyến
       Ủy ban nhân dân tỉnh thông báo tổ chức          Hội nghị trực tuyến
toàn tỉnh, cụ thể như sau:"""
    parted = [" ".join(line.split()) for line in part_columns(page.split("\n")) if line.strip()]
    assert parted[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH HÒA PHÚ", "Số: 05/TB-UBND"]
    assert "Ủy ban nhân dân tỉnh thông báo tổ chức Hội nghị trực tuyến" in parted
