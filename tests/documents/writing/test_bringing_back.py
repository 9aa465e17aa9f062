"""A draft edited outside in Word comes back: what changed there stands in its block, what did not stays linked."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhipcau.core import clock
from nhipcau.documents.models import Paper
from nhipcau.documents.writing import rendering
from nhipcau.documents.writing.setting import set_paper
from nhipcau.typeset.model import Addressee
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.writing import make_draft, make_organ


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(datetime(2021, 12, 10, 2, tzinfo=UTC)):
        yield


@pytest.fixture
def draft(lang_son):
    conference, account = make_conference(tiers=THREE_TIERS[:2]), new_account("organiser", lang_son)
    client = Client()
    client.force_login(account)
    return make_draft(actor_for(account), conference, make_organ(lang_son)), client


def word(paper):
    shown = set_paper(paper)
    return docx.Document(io.BytesIO(rendering.render(shown.paper, shown.profile, "docx")))


def brought(client, paper, document, name="du-thao.docx"):
    file = io.BytesIO()
    document.save(file)
    url = f"/written/{paper.pk}/bring-back"
    return client.post(url, {"file": SimpleUploadedFile(name, file.getvalue())}, follow=True)


def texts(paper):
    return {one.pk: one.text for one in paper.blocks.all()}


def test_unchanged_it_changes_nothing(draft):
    paper, client = draft
    was = texts(paper)
    assert "0 khối" in brought(client, paper, word(paper)).content.decode()
    assert texts(paper) == was


def test_words_changed_in_word_stand_in_their_block_and_are_taken_back(draft):
    paper, client = draft
    was, document = texts(paper), word(paper)
    line = next(one for one in document.paragraphs if "Các điểm cầu khác" in one.text)
    line.text = "Các điểm cầu khác: tại trụ sở Ủy ban nhân dân cùng cấp;"
    new = line.insert_paragraph_before("Ghi chú mới của phòng chuyên môn.")
    assert new.text
    brought(client, paper, document)
    now = texts(paper)
    changed = [pk for pk in was if was[pk] != now[pk]]
    assert len(changed) == 1
    assert "tại trụ sở Ủy ban nhân dân cùng cấp" in now[changed[0]]
    assert "Ghi chú mới của phòng chuyên môn" in now[changed[0]]
    client.post(f"/written/{paper.pk}/undo")
    assert texts(paper) == was


@pytest.mark.parametrize("kind", [*Paper.Kind.values])
def test_of_no_kind_is_an_unchanged_row_said_to_be_left(lang_son, kind):
    conference, account = make_conference(tiers=THREE_TIERS[:2]), new_account("organiser", lang_son)
    client = Client()
    client.force_login(account)
    paper = make_draft(actor_for(account), conference, make_organ(lang_son), kind)
    page = brought(client, paper, word(paper)).content.decode()
    assert "0 khối" in page
    assert "chưa được lấy:" not in page
    assert "vẫn giữ" not in page


def test_the_addressees_of_a_letter_do_not_become_its_text(lang_son):
    conference, account = make_conference(tiers=THREE_TIERS[:2]), new_account("organiser", lang_son)
    client = Client()
    client.force_login(account)
    paper = make_draft(actor_for(account), conference, make_organ(lang_son), "letter")
    was, shown = texts(paper), set_paper(paper)
    several = replace(
        shown.paper, addressees=tuple(Addressee(id=name, name=name) for name in ("Sở Nội vụ", "Sở Tài chính"))
    )
    document = docx.Document(io.BytesIO(rendering.render(several, shown.profile, "docx")))
    assert "0 khối" in brought(client, paper, document).content.decode()
    assert texts(paper) == was


def test_rows_of_tables_that_are_not_taken_are_named(lang_son):
    conference, account = make_conference(tiers=THREE_TIERS[:2]), new_account("organiser", lang_son)
    client = Client()
    client.force_login(account)
    paper = make_draft(actor_for(account), conference, make_organ(lang_son), "plan")
    was, document = texts(paper), word(paper)
    tasks = next(one for one in document.tables if "Nội dung công việc" in [cell.text for cell in one.rows[0].cells])
    row = tasks.add_row()
    for cell, words in zip(row.cells, ("2", "In tài liệu", "Văn phòng", "Trước ngày 22/12/2021"), strict=True):
        cell.text = words
    sites = document.tables[-1]
    sites._tbl.remove(sites.rows[-1]._tr)
    page = brought(client, paper, document).content.decode()
    assert "1 dòng trong tệp chưa được lấy: “2 | In tài liệu | Văn phòng | Trước ngày 22/12/2021”" in page
    assert "1 dòng của dự thảo không còn trong tệp thì vẫn giữ" in page
    assert texts(paper) == was


def test_another_paper_is_refused_and_the_draft_stays(draft):
    paper, client = draft
    was, document = texts(paper), docx.Document()
    for n in range(20):
        document.add_paragraph(f"Một văn bản khác hẳn, dòng {n}, về việc khác.")
    answer = brought(client, paper, document)
    assert answer.status_code == 422
    assert "không giống dự thảo" in answer.content.decode()
    assert texts(paper) == was


def test_what_is_no_word_file_is_refused(draft):
    paper, client = draft
    was = texts(paper)
    url = f"/written/{paper.pk}/bring-back"
    assert client.post(url, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 broken")}).status_code == 422
    assert client.post(url, {}).status_code == 422
    assert texts(paper) == was


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_saved_brings_its_one_changed_sentence(draft, tmp_path):
    paper, client = draft
    was, document = texts(paper), word(paper)
    line = next(one for one in document.paragraphs if "Các điểm cầu khác" in one.text)
    line.text = "Các điểm cầu khác: tại trụ sở Ủy ban nhân dân cùng cấp;"
    document.save(str(tmp_path / "du-thao.docx"))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}", "--headless",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"),
            str(tmp_path / "du-thao.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    brought(client, paper, docx.Document(str(tmp_path / "saved" / "du-thao.docx")))
    now = texts(paper)
    changed = [pk for pk in was if was[pk] != now[pk]]
    assert len(changed) == 1
    assert "tại trụ sở Ủy ban nhân dân cùng cấp" in now[changed[0]]
