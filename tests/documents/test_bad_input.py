"""Whatever is brought to the page: a clear word on it, and what was there stays."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.documents import originals
from nhipcau.documents.intake import limits
from nhipcau.documents.models import ReceivedPaper
from tests.documents.papers import HEAD, TAIL
from tests.documents.test_intake_files import EXAMPLE, repacked, same, with_doctype, with_relation
from tests.documents.test_intake_odd import SECOND, TCVN3
from tests.documents.test_pages import PAPER, receive
from tests.support.pdfs import Sheets

BODY = "1. Thời gian: 8h00 ngày 15/3/2024.\n\n2. Địa điểm: Phòng họp tầng 2, trụ sở UBND tỉnh."


def word(*lines: str) -> bytes:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return out.getvalue()


def headed(mark: str) -> str:
    return HEAD.replace("Số: 12", f"{mark}\nSố: 12") + BODY + TAIL


XXE = with_doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
REFUSED = [
    ("mat.txt", headed("MẬT").encode(), "Luật Bảo vệ bí mật nhà nước"),
    ("toi-mat.txt", headed("Tối mật").encode(), "Luật Bảo vệ bí mật nhà nước"),
    ("tuyet-mat.docx", word(*headed("TUYỆT MẬT").split("\n")), "Luật Bảo vệ bí mật nhà nước"),
    ("scan.pdf", Sheets().picture().bytes(), "bản chụp"),
    ("hong.pdf", b"%PDF-1.7 nothing", "không phải"),
    ("macro.docx", repacked(same, {"word/vbaProject.bin": b"macro"}), "macro"),
    ("macro.docm", EXAMPLE.read_bytes(), "macro"),
    ("ngoai.docx", with_relation("attachedTemplate"), "từ bên ngoài"),
    ("xxe.docx", XXE, "thực thể XML"),
    ("bom.docx", repacked(same, {"word/media/b.bin": bytes(limits.MOST_UNPACKED + 1)}), "bung ra quá lớn"),
    ("goi.docx", plain_zip(), "không phải văn bản Word"),
    ("cu.doc", b"\xd0\xcf\x11\xe0", "Chưa đọc được tệp .doc"),
    ("bang-ma.txt", bytes(range(128, 255)) * 20, "bảng mã"),
    ("rong.txt", b"", "Tệp rỗng"),
    ("dai.txt", ("Nội dung. " * 50_000).encode(), "dài hơn"),
    ("anh.jpg", b"\xff\xd8\xff\xe0", "Không nhận loại tệp"),
]


@pytest.fixture
def organiser(lang_son, make_account):
    client = Client()
    client.force_login(make_account("organiser", lang_son))
    return client


def upload(client: Client, name: str, data: bytes, **more: str):
    return client.post(reverse("from-paper"), {"file": SimpleUploadedFile(name, data), **more})


def kept_files() -> set[Path]:
    folder = originals.path_of(originals.digest_of(b"")).parents[1]
    return {one for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize(("name", "data", "says"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_lost(organiser, name, data, says):
    earlier = receive(organiser)
    rows, files = list(ReceivedPaper.objects.values()), kept_files()
    answer = upload(organiser, name, data, text="Chữ đã dán trước đó.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Không lưu lại gì từ tệp này." in page
    assert "Chữ đã dán trước đó." in page
    assert list(ReceivedPaper.objects.values()) == rows
    assert kept_files() == files
    assert reverse("paper", args=[earlier.pk]) in page  # what waits is still offered


def test_secret_words_that_were_pasted_are_not_even_sent_back(organiser):
    answer = organiser.post(reverse("from-paper"), {"text": headed("MẬT")})
    assert answer.status_code == 422
    assert "Luật Bảo vệ bí mật nhà nước" in answer.content.decode()
    assert "trồng rừng" not in answer.content.decode()
    assert ReceivedPaper.objects.count() == 0


ODD = {
    "two papers": (HEAD + BODY + TAIL + "\n" + SECOND + BODY + TAIL, "Tệp có hai văn bản"),
    "a long title": (
        HEAD.replace("trồng rừng", "trồng rừng và giữ rừng " * 220) + BODY + TAIL,
        "trồng rừng và giữ rừng",
    ),
    "right to left": (HEAD.replace("THÔNG BÁO", "\u202eTHÔNG BÁO\u202c") + BODY + TAIL, "trồng rừng"),
    "an old encoding": (TCVN3, "bảng mã cũ TCVN3 (ABC)"),
}


@pytest.mark.parametrize(("text", "says"), ODD.values(), ids=ODD)
def test_what_is_odd_is_read_and_said(organiser, text, says):
    paper = receive(organiser, text)
    assert paper.facts["number"] == "12/TB-UBND"
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert says in page
    assert "\u202e" not in page


def test_a_table_of_three_thousand_rows_is_read_and_laid_out(organiser, django_assert_max_num_queries):
    rows = "\n".join(f"| {n} | Gửi báo cáo số {n} | UBND xã {n} | 0{n % 9 + 1}/3/2024 |" for n in range(3000))
    table = f"3. Phân công\n\n| TT | Nội dung công việc | Đơn vị chủ trì | Hoàn thành |\n|---|---|---|---|\n{rows}"
    paper = receive(organiser, HEAD + BODY + "\n\n" + table + TAIL)
    assert len(paper.facts["tasks"]) == 3000
    with django_assert_max_num_queries(40):
        assert organiser.get(reverse("paper", args=[paper.pk])).status_code == 200


def test_the_same_paper_twice_is_one_and_keeps_what_was_corrected(organiser):
    paper = receive(organiser)
    again = receive(organiser, PAPER)
    assert again.pk == paper.pk
    assert ReceivedPaper.objects.count() == 1
