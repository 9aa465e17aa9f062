"""What was done to a draft's blocks is written down, shown and brought back; the journal holds no word of it."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core import clock
from nhipcau.documents.models import PaperStep
from nhipcau.documents.writing.commands import do_initial
from nhipcau.documents.writing.editing import (
    ChangedMeanwhile,
    do_remove_block,
    do_save_block,
    do_take_back,
    do_undo,
)
from nhipcau.documents.writing.history import compared
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.writing import make_draft, make_organ

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 40


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def draft(lang_son):
    """A draft, and two who write it."""
    conference = make_conference(tiers=THREE_TIERS[:2])
    one, other = (actor_for(new_account("administrator", lang_son)) for _ in range(2))
    return make_draft(one, conference, make_organ(lang_son)), one, other


def client_of(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    return client


def a_text(paper):
    return paper.blocks.filter(kind="text").order_by("order").first()


def test_the_journal_has_hashes_and_no_words(draft):
    paper, one, _other = draft
    block = a_text(paper)
    before = block.text
    do_save_block(one, paper.pk, block.pk, "Liên hệ ông Lộc Văn Thử, 0200 000 125.", block.revision)
    entry = JournalEntry.objects.filter(kind="paper.block_changed").get()
    step = PaperStep.objects.get()
    assert entry.data == {
        "paper": paper.pk,
        "block": block.pk,
        "step": step.pk,
        "was": hashlib.sha256(before.encode()).hexdigest(),
        "is": hashlib.sha256(step.after["text"].encode()).hexdigest(),
    }
    assert not any("Thử, 0200" in json.dumps(one.data, ensure_ascii=False) for one in JournalEntry.objects.all())


def test_the_page_says_who_changed_which_block_and_how(draft):
    paper, one, other = draft
    block = a_text(paper)
    do_save_block(one, paper.pk, block.pk, "Đề nghị các đơn vị chuẩn bị.", block.revision)
    do_save_block(other, paper.pk, block.pk, "Đề nghị các huyện chuẩn bị.", block.revision + 1)
    page = client_of(one).get(f"/written/{paper.pk}/history").content.decode()
    assert "<del>đơn vị</del><ins>huyện</ins>" in page.replace("<del>đơn</del><ins>huyện</ins> <del>vị</del> ", "")
    assert page.count("Nông Văn Thử") >= 2
    assert "Lấy lại bản trước lần sửa này" in page


def test_what_somebody_else_wrote_over_is_brought_back_and_can_be_taken_back_again(draft):
    paper, one, other = draft
    block = a_text(paper)
    do_save_block(one, paper.pk, block.pk, "Bản của người thứ nhất.", block.revision)
    do_save_block(other, paper.pk, block.pk, "Bản của người thứ hai.", block.revision + 1)
    latest = PaperStep.objects.order_by("pk").last()
    client = client_of(one)
    said = client.post(f"/written/{paper.pk}/history", {"step": latest.pk, "seen": block.revision + 2}, follow=True)
    assert "Đã lấy lại bản trước" in said.content.decode()
    block.refresh_from_db()
    assert block.text == "Bản của người thứ nhất."
    assert do_undo(one, paper.pk)
    block.refresh_from_db()
    assert block.text == "Bản của người thứ hai."


def test_a_block_that_was_taken_out_comes_back_with_its_words(draft):
    paper, one, other = draft
    block = a_text(paper)
    words, count = block.text, paper.blocks.count()
    do_remove_block(other, paper.pk, block.pk, block.revision)
    step = PaperStep.objects.get()
    back = do_take_back(one, paper.pk, step.pk, 0)
    assert (back.pk, back.text, paper.blocks.count()) == (block.pk, words, count)


def test_nothing_newer_is_written_over_by_bringing_back(draft):
    paper, one, other = draft
    block = a_text(paper)
    do_save_block(one, paper.pk, block.pk, "Một.", block.revision)
    step = PaperStep.objects.get()
    do_save_block(other, paper.pk, block.pk, "Hai, chưa ai xem.", block.revision + 1)
    with pytest.raises(ChangedMeanwhile):
        do_take_back(one, paper.pk, step.pk, block.revision + 1)
    said = client_of(one).post(f"/written/{paper.pk}/history", {"step": step.pk, "seen": block.revision + 1})
    assert said.status_code == 409
    assert "không mất chữ nào" in said.content.decode()
    block.refresh_from_db()
    assert block.text == "Hai, chưa ai xem."


def test_a_paper_on_its_way_shows_its_history_and_changes_no_more(draft):
    paper, one, _other = draft
    block = a_text(paper)
    do_save_block(one, paper.pk, block.pk, "Một đoạn khác.", block.revision)
    do_initial(one, paper.pk)
    client = client_of(one)
    assert "Lấy lại" not in client.get(f"/written/{paper.pk}/history").content.decode()
    step = PaperStep.objects.get()
    said = client.post(f"/written/{paper.pk}/history", {"step": step.pk, "seen": block.revision + 1})
    assert said.status_code == 409


def test_a_refusal_on_a_papers_page_is_that_page_with_what_was_typed(draft):
    paper, one, other = draft
    client = client_of(one)
    block = a_text(paper)
    do_remove_block(other, paper.pk, block.pk, block.revision)
    said = client.post(f"/written/{paper.pk}/blocks/{block.pk}", {"text": "Chữ chưa ghi.", "seen": block.revision})
    assert said.status_code == 409
    assert "Phần vừa gõ, chưa được ghi" in said.content.decode()
    assert "Chữ chưa ghi." in said.content.decode()
    do_initial(one, paper.pk)
    said = client.post(
        f"/written/{paper.pk}/step",
        {"act": "sign", "capacity": "tm_kt", "position": "Nhân viên", "name": "Lộc Văn Thử"},
    )
    assert said.status_code == 422
    assert 'value="Lộc Văn Thử"' in said.content.decode()
    assert 'value="Nhân viên"' in said.content.decode()
    late = client.post(f"/written/{paper.pk}/blocks/{block.pk}", {"text": "Gõ lúc đang trình ký.", "seen": "1"})
    assert late.status_code == 409
    assert "Gõ lúc đang trình ký." in late.content.decode()
    assert client.post(f"/written/{paper.pk}/blocks", {"kind": "không có"}).status_code in {409, 422}


def test_many_changes_ask_little(draft, django_assert_max_num_queries):
    paper, one, _other = draft
    block = a_text(paper)
    for n in range(60):
        do_save_block(one, paper.pk, block.pk, f"Lần {n}.", block.revision + n)
    client = client_of(one)
    for query in ("", "?page=2", f"?block={block.pk}"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"/written/{paper.pk}/history{query}").status_code == 200


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_a_comparison_holds_both_versions_whole(before, after):
    parts = compared(before, after)
    assert "".join(text for kind, text in parts if kind != "new") == before
    assert "".join(text for kind, text in parts if kind != "gone") == after
