"""Two on one draft whose browsers run no script: every button keeps what was typed, either version is at hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.documents.models import PaperStep
from nhipcau.documents.writing.commands import do_initial
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.writing import make_draft, make_organ

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 12
"""Asked every few seconds by every page of a draft that is open."""


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def world(lang_son):
    """A draft, its first block of text, and the accounts of two who write it."""
    conference = make_conference(tiers=THREE_TIERS[:2])
    one, other = (new_account("organiser", lang_son) for _ in range(2))
    paper = make_draft(actor_for(one), conference, make_organ(lang_son))
    return paper, paper.blocks.filter(kind="text").first(), one, other


@pytest.fixture
def two(world):
    """The draft, the block, its address, and how each of the two sends it a form."""
    paper, block, one, other = world
    clients = []
    for account in (one, other):
        client = Client()
        client.force_login(account)
        clients.append(client)
    return paper, block, f"/written/{paper.pk}/blocks/{block.pk}", *clients


def words(answer):
    return answer.content.decode()


def test_taking_the_others_version_keeps_ones_own_in_the_history(two):
    paper, block, url, one, other = two
    one.post(url, {"text": "Của người thứ nhất", "seen": "1"})
    page = words(other.post(url, {"text": "Của người thứ hai", "seen": "1"}))
    assert "Giữ chữ trong ô" in page
    assert "Lấy bản đang được lưu" in page
    other.post(url, {"text": "Của người thứ hai", "seen": "2", "act": "theirs"})
    block.refresh_from_db()
    assert block.text == "Của người thứ nhất"
    history = words(other.get(f"/written/{paper.pk}/history"))
    assert "<del>hai</del>" in history
    other.post(f"/written/{paper.pk}/undo")
    block.refresh_from_db()
    assert block.text == "Của người thứ hai"


def test_the_same_person_in_two_windows_is_told_so(two):
    _paper, _block, url, one, _other = two
    one.post(url, {"text": "Cửa sổ thứ nhất", "seen": "1"})
    assert "ở một cửa sổ khác" in words(one.post(url, {"text": "Cửa sổ thứ hai", "seen": "1"}))
    said = one.post(url, {"text": "Cửa sổ thứ hai", "seen": "1", "autosave": "1"}).json()
    assert (said["code"], said["own"], said["revision"], said["at"]) == ("changed_meanwhile", True, 2, "09:00")


@pytest.mark.parametrize("act", ["up", "down", "remove"])
def test_moving_or_taking_out_a_block_first_keeps_what_was_typed(two, act):
    paper, block, url, one, _other = two
    one.post(url, {"text": "Gõ rồi bấm nút khác", "seen": "1", "act": act})
    kept = {(step.after or {}).get("text") for step in PaperStep.objects.filter(block=block.pk)}
    assert "Gõ rồi bấm nút khác" in kept
    assert paper.blocks.filter(pk=block.pk).exists() is (act != "remove")


def test_a_block_moves_though_somebody_else_has_changed_it(two):
    _paper, block, url, one, other = two
    one.post(url, {"text": "Chữ mới", "seen": "1"})
    one.post(url, {"text": "Chữ mới nữa", "seen": "2"})
    before = block.order
    assert other.post(url, {"text": "Chữ mới", "seen": "2", "act": "up"}).status_code == 302
    block.refresh_from_db()
    assert (block.text, block.order < before) == ("Chữ mới nữa", True)


def test_a_block_that_somebody_has_just_changed_is_not_taken_out(two):
    _paper, block, url, one, other = two
    one.post(url, {"text": "Một", "seen": "1"})
    one.post(url, {"text": "Hai", "seen": "2"})
    said = other.post(url, {"text": "Một", "seen": "2", "act": "remove"})
    assert said.status_code == 409
    assert "nên chưa bỏ" in words(said)
    block.refresh_from_db()
    assert block.text == "Hai"


def test_a_block_taken_out_is_had_back_from_the_page_one_comes_to(two):
    paper, block, url, one, _other = two
    page = one.post(url, {"act": "remove", "seen": "1"}, follow=True)
    assert "Lấy lại khối" in words(page)
    step = page.context["taken_out"]
    one.post(f"/written/{paper.pk}/history", {"step": step.pk, "seen": "0"})
    assert paper.blocks.get(pk=block.pk).text == block.text


def test_words_for_a_block_that_is_gone_are_put_back_with_it_by_one_press(two):
    paper, block, url, one, other = two
    one.post(url, {"act": "remove", "seen": "1"})
    page = words(other.post(url, {"text": "Gõ trong lúc ấy", "seen": "1"}))
    assert "Thêm lại khối với chữ này" in page
    assert "Gõ trong lúc ấy" in page
    other.post(url, {"text": "Gõ trong lúc ấy", "act": "again"})
    back = paper.blocks.get(pk=block.pk)
    assert (back.text, back.label) == ("Gõ trong lúc ấy", block.label)


def test_a_draft_that_somebody_else_changed_is_read_before_it_is_initialled(two):
    paper, _block, url, one, other = two
    read_at = words(other.get(f"/written/{paper.pk}")).partition('name="read_at" value="')[2].partition('"')[0]
    with clock.frozen(NOW + timedelta(minutes=1)):
        one.post(url, {"text": "Đổi sau khi mở trang", "seen": "1"})
        said = other.post(f"/written/{paper.pk}/step", {"act": "initial", "read_at": read_at})
        assert said.status_code == 409
        assert "vừa sửa dự thảo" in words(said)
        again = words(said).partition('name="read_at" value="')[2].partition('"')[0]
        assert other.post(f"/written/{paper.pk}/step", {"act": "initial", "read_at": again}).status_code == 302


def test_asking_who_is_here_is_cheap_and_ends_with_the_right_to_write(two, django_assert_max_num_queries):
    paper, block, _url, one, other = two
    one.post(f"/written/{paper.pk}/here", {"tab": "a", "block": str(block.pk)})
    other.post(f"/written/{paper.pk}/here", {"tab": "b", "block": ""})
    with django_assert_max_num_queries(MOST_QUERIES):
        said = other.post(f"/written/{paper.pk}/here", {"tab": "b", "block": ""}).json()
    assert [(found["block"], found["own"]) for found in said["others"]] == [(block.pk, False)]
    shown = words(other.get(f"/written/{paper.pk}"))
    assert f'data-mark="{said["mark"]}"' in shown
    do_initial(actor_for(new_account("organiser", paper.unit)), paper.pk)
    assert other.post(f"/written/{paper.pk}/here", {"tab": "b", "block": "x" * 30}).json()["mark"] != said["mark"]
    stranger = Client()
    stranger.force_login(new_account("viewer", paper.unit))
    assert stranger.post(f"/written/{paper.pk}/here", {"tab": "c"}).status_code in {403, 404}
