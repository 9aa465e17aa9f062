"""The paper as it was received: kept by its hash, apart from what is served, given back as a download."""

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.models import Conference
from nhipcau.core.config import config
from nhipcau.documents import originals
from nhipcau.documents.models import ReceivedPaper
from tests.documents.test_pages import PAPER, posted_sheet, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(lang_son, make_account):
    client = Client()
    client.force_login(make_account("organiser", lang_son))
    return client


def confirm(client, paper, **changes):
    client.post(reverse("paper", args=[paper.pk]), posted_sheet(client, paper, **changes))
    return Conference.objects.latest("pk")


def kept_files() -> set[Path]:
    return {path for path in (config().home / "papers").rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def empty_folder():
    for path in kept_files():
        path.unlink()


def test_the_original_is_kept_by_its_hash_for_its_owner_alone(organiser):
    paper = receive(organiser)
    path = originals.path_of(paper.sha256)
    assert kept_files() == {path}
    assert path.read_bytes() == PAPER.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert paper.size == len(PAPER.encode())


def test_it_comes_back_as_a_download_that_no_browser_runs(organiser):
    upload = SimpleUploadedFile("../../Thông báo <giao ban>.txt", PAPER.encode())
    paper = ReceivedPaper.objects.get(pk=organiser.post(reverse("from-paper"), {"file": upload}).url.rsplit("/", 1)[1])
    answer = organiser.get(reverse("paper-original", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == PAPER.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "/" not in answer["Content-Disposition"].replace("utf-8''", "")
    assert "%3C" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


def test_an_original_that_was_changed_or_lost_is_not_passed_off_as_the_paper(organiser):
    paper = receive(organiser)
    path = originals.path_of(paper.sha256)
    path.write_bytes(b"something else")
    assert organiser.get(reverse("paper-original", args=[paper.pk])).status_code == 409
    path.unlink()
    answer = organiser.get(reverse("paper-original", args=[paper.pk]))
    assert answer.status_code == 410
    assert "bản sao lưu" in answer.content.decode()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_of_a_secret_paper_nothing_is_kept_and_the_law_is_named(organiser, mark, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    text = f"{mark}\n{PAPER}"
    for given in ({"text": text}, {"file": SimpleUploadedFile("mat.txt", text.encode() + b" " * 3000)}):
        answer = organiser.post(reverse("from-paper"), given)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Luật Bảo vệ bí mật nhà nước" in page
        assert "giao ban" not in page.partition('id="dan"')[2].partition("</textarea>")[0]
    organiser.post(reverse("from-paper"), {"file": SimpleUploadedFile("lon.docx", b"x" * 3_000_000)})
    assert not ReceivedPaper.objects.exists()
    assert kept_files() == set()
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_made_nothing_can_be_dropped_without_a_trace_of_its_words(
    organiser, django_capture_on_commit_callbacks
):
    paper = receive(organiser)
    with django_capture_on_commit_callbacks(execute=True):
        answer = organiser.post(reverse("paper", args=[paper.pk]), {"action": "discard"})
    assert answer.url == reverse("from-paper")
    assert not ReceivedPaper.objects.exists()
    assert kept_files() == set()


def test_a_paper_with_a_conference_is_not_dropped(organiser):
    paper = receive(organiser)
    confirm(organiser, paper)
    organiser.post(reverse("paper", args=[paper.pk]), {"action": "discard"})
    assert ReceivedPaper.objects.filter(pk=paper.pk).exists()
    assert len(kept_files()) == 1


def test_a_colleague_who_brings_the_same_file_is_led_to_its_conference(organiser, lang_son, make_account):
    conference = confirm(organiser, receive(organiser))
    other = Client()
    other.force_login(make_account("organiser", lang_son))
    answer = other.post(reverse("from-paper"), {"text": PAPER}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("conference", args=[conference.pk])
    assert ReceivedPaper.objects.count() == 1


def test_the_same_paper_in_another_file_is_recognised_by_number_issuer_and_date(organiser):
    conference = confirm(organiser, receive(organiser))
    again = receive(organiser, PAPER.replace("THÔNG BÁO", "THÔNG  BÁO") + "\n")
    page = organiser.get(reverse("paper", args=[again.pk])).content.decode()
    assert "đã được đưa lên" in page
    assert reverse("conference", args=[conference.pk]) in page
    other = receive(organiser, PAPER.replace("731/TB-UBND", "732/TB-UBND"))
    assert "đã được đưa lên" not in organiser.get(reverse("paper", args=[other.pk])).content.decode()


def test_the_conference_shows_its_papers_with_their_hashes(organiser):
    paper = receive(organiser)
    conference = confirm(organiser, paper)
    page = organiser.get(reverse("conference", args=[conference.pk])).content.decode()
    assert paper.sha256 in page
    assert reverse("paper-original", args=[paper.pk]) in page


def test_every_row_leads_to_the_words_it_came_from(organiser):
    paper = receive(organiser)
    conference = confirm(organiser, paper)
    for rows in ("tasks", "contacts", "speeches", "planned_rehearsals", "registration_deadlines", "particulars"):
        for row in getattr(conference, rows).all():
            assert row.source_paper == paper.pk, (rows, row)
    task = conference.tasks.first()
    words = paper.text[task.source_start : task.source_end]
    page = organiser.get(reverse("paper-text", args=[paper.pk]), {"at": f"{task.source_start}-{task.source_end}"})
    here = page.content.decode().partition('id="cho"')[2]
    assert words.split()[0] in here[:200]


def test_a_row_that_a_person_changed_claims_no_words_of_the_paper(organiser):
    paper = receive(organiser)
    conference = confirm(organiser, paper, **{"tasks-0-assignee": "Sở Ngoại vụ"})
    first, *others = conference.tasks.order_by("order")
    assert first.source_paper is None
    assert all(task.source_paper == paper.pk for task in others)
