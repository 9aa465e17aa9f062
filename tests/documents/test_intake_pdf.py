"""PDF files: a text layer is read in the order of a reader's eye, anything else is refused with the reason."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter

from nhipcau.documents.intake import Reading, UnreadablePaper, limits, read_bytes, read_upload
from nhipcau.documents.intake.pdf import _joined
from tests.support.pdfs import Sheets

ROOT = Path(__file__).parents[2]


def letter(sheets: Sheets) -> Sheets:
    return (
        sheets.columns(
            ["UBND TỈNH MỘC HẠ", "SỞ NỘI VỤ", "Số: 12/SNV-CCHC", "V/v tổ chức Hội nghị trực", "tuyến về trồng rừng"],
            [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "    Độc lập - Tự do - Hạnh phúc",
                "  Mộc Hạ, ngày 02 tháng 3 năm 2026",
            ],
        )
        .columns(["    Kính gửi:"], ["- Các sở, ban, ngành;", "- UBND các xã, phường."])
        .paragraph(
            "Sở Nội vụ tổ chức Hội nghị trực tuyến về trồng rừng năm 2026 với các xã, phường trên địa bàn tỉnh để "
            "bàn cách giữ rừng trong mùa khô, cụ thể như sau:"
        )
        .paragraph("1. Thời gian: 01 buổi, từ 7 giờ 30 phút ngày 12/3/2026.")
        .paragraph("2. Địa điểm")
        .paragraph(
            "- Điểm cầu tỉnh: Phòng họp số 2, tầng 3, trụ sở Sở Nội vụ, số 5, đường Rừng Thông, phường Trung Tâm, "
            "tỉnh Mộc Hạ;"
        )
        .paragraph("- Điểm cầu xã: 77 điểm cầu tại phòng họp của UBND các xã, phường.")
    )


def end(sheets: Sheets) -> Sheets:
    return sheets.columns(
        ["Nơi nhận:", "- Như trên;", "- Giám đốc Sở (b/c);", "- Lưu: VT, CCHC."],
        ["      KT. GIÁM ĐỐC", "      PHÓ GIÁM ĐỐC", "", "", "      Vi Thị Thử"],
    )


@pytest.fixture(scope="module")
def read() -> Reading:
    sheets = letter(Sheets(running_head="Văn bản điện tử, trang"))
    sheets.paragraph("3. Phân công nhiệm vụ")
    sheets.table(
        [12, 70, 45, 38],
        [
            [["TT"], ["Nội dung công việc"], ["Đơn vị chủ trì"], ["Thời gian"]],
            [["1"], ["Chuẩn bị báo cáo về", "trồng rừng"], ["Văn phòng Sở"], ["Trước ngày", "08/3/2026"]],
            [["2"], ["In tài liệu"], ["Phòng Một cửa"], ["10/3/2026"]],
        ],
    )
    for number in range(4, 22):
        sheets.paragraph(
            f"{number}. Nội dung thứ {number} được trình bày tại Hội nghị theo chương trình kèm theo, các xã, phường "
            "nghiên cứu trước và chuẩn bị ý kiến."
        )
    return read_upload(end(sheets).bytes(), "paper.pdf")


def test_letterhead_in_reading_order(read: Reading) -> None:
    assert [read.facts[key] for key in ("doc_type", "number", "issuing_body", "place", "issue_date", "subject")] == [
        "cong_van", "12/SNV-CCHC", "Sở Nội vụ tỉnh Mộc Hạ", "Mộc Hạ", "2026-03-02",
        "tổ chức Hội nghị trực tuyến về trồng rừng",
    ]  # fmt: skip


def test_lines_become_paragraphs(read: Reading) -> None:
    assert "tỉnh để bàn cách giữ rừng" in " ".join(read.text.split())
    assert "số 5, đường Rừng Thông, phường Trung Tâm, tỉnh Mộc Hạ" in read.facts["venue_main"]
    assert (read.facts["start"], read.facts["site_counts"]) == ("2026-03-12T07:30", {"xa": 77})
    assert "theo chương trình kèm theo, các xã, phường nghiên cứu trước" in read.text


def test_table_rows(read: Reading) -> None:
    assert [(t["assignee"], t["action_summary"], t["due"]) for t in read.facts["tasks"]][:2] == [
        ("Văn phòng Sở", "Chuẩn bị báo cáo về trồng rừng", "2026-03-08"),
        ("Phòng Một cửa", "In tài liệu", "2026-03-10"),
    ]


def test_signature_and_distribution_stand_side_by_side(read: Reading) -> None:
    assert read.facts["recipients"] == ["Như trên", "Giám đốc Sở (b/c)", "Lưu: VT, CCHC"]
    assert read.facts["signer"] == {"authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "name": "Vi Thị Thử"}


def test_page_numbers_and_running_heads_are_gone(read: Reading) -> None:
    assert "Văn bản điện tử" not in read.text
    assert "\n2\n" not in read.text


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadablePaper) as refused:
        read_upload(data, "paper.PDF")
    assert refused.value.message.endswith(limits.NOTHING_KEPT)
    assert refused.value.hint
    return refused.value.code


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    data = Sheets().picture().bytes()
    assert code_of(data) == "scan"
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "nhipcau.documents.intake", str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "bản chụp" in done.stderr


def test_a_password() -> None:
    assert code_of(letter(Sheets()).protect("secret").bytes()) == "encrypted"


def test_a_paper_locked_against_printing_only_is_read() -> None:
    assert read_upload(end(letter(Sheets())).protect("").bytes(), "a.pdf").facts["number"] == "12/SNV-CCHC"


def test_broken() -> None:
    whole = letter(Sheets()).bytes()
    for data in (b"%PDF-1.7", b"not at all", whole[: len(whole) // 3], b"%PDF-1.4\n" + bytes(4000)):
        assert code_of(data) == "not_pdf"


def test_too_many_pages() -> None:
    writer = PdfWriter()
    for _ in range(limits.MOST_PAGES + 1):
        writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    assert code_of(out.getvalue()) == "too_many_pages"


def test_a_secret_paper_is_not_held() -> None:
    sheets = Sheets().columns(
        ["UBND TỈNH MỘC HẠ", "TỐI MẬT", "Số: 1/TB-UBND"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"]
    )
    assert code_of(sheets.centred("THÔNG BÁO", "Về việc tổ chức họp").bytes()) == "secret"


def test_the_child_and_this_process_read_alike() -> None:
    data = end(letter(Sheets())).bytes()
    assert read_upload(data, "a.pdf") == read_bytes(data, "a.pdf")


def test_the_child_has_no_network() -> None:
    code = (
        "from nhipcau.documents.intake import child; child._disconnect()\n"
        "import socket\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except PermissionError as refused: print(refused)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("socket.")


def test_a_line_whose_words_are_spread_over_the_page_goes_on_in_the_next() -> None:
    spread = "- Lý   Văn   Ví   Dụ,   cán   bộ   kỹ   thuật   Viễn   thông   Mộc   Hạ,   điện   thoại"
    before = "Ủy ban nhân dân tỉnh Mộc Hạ thông báo tổ chức hội nghị trực tuyến toàn tỉnh."
    read = _joined([before, spread, "0200 000 002."], 80)
    assert read[-1] == "- Lý Văn Ví Dụ, cán bộ kỹ thuật Viễn thông Mộc Hạ, điện thoại 0200 000 002."
    columns = "Số: 05/TB-UBND                 Mộc Hạ, ngày 10 tháng 12 năm 2021"
    assert _joined([columns, "nữa"], 80) == [columns, "nữa"]
