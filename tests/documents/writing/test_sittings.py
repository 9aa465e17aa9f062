"""A sitting of somebody's typing is one change in the history; the journal has every save, and no word is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper, PaperBlock, PaperStep
from nhipcau.documents.writing.commands import do_initial
from nhipcau.documents.writing.editing import (
    ChangedMeanwhile,
    do_put_back,
    do_remove_block,
    do_save_block,
    do_take_back,
    do_undo,
    do_yield,
)
from nhipcau.documents.writing.heading import do_set_head
from nhipcau.documents.writing.presence import HERE, do_be_here, mark
from nhipcau.documents.writing.sittings import MOST_GONE, PAUSE
from nhipcau.journal.models import JournalEntry
from nhipcau.journal.record import verify
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.writing import make_draft, make_organ

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


@pytest.fixture
def draft(lang_son):
    """A draft, its block of text, and two who write it."""
    with clock.frozen(NOW):
        conference = make_conference(tiers=THREE_TIERS[:2])
        one, other = (actor_for(new_account("administrator", lang_son)) for _ in range(2))
        paper = make_draft(one, conference, make_organ(lang_son))
    return paper, paper.blocks.filter(kind="text").order_by("order").first(), one, other


def typed(actor, paper, block, text, *, after=0.0, by_itself=True):
    """The page saves what was typed, so many seconds after NOW."""
    block.refresh_from_db()
    with clock.frozen(NOW + timedelta(seconds=after)):
        return do_save_block(actor, paper.pk, block.pk, text, block.revision, by_itself=by_itself)


def words(kept):
    return "" if kept is None else kept["text"]


def saves_in_journal():
    return list(JournalEntry.objects.filter(kind="paper.block_changed").order_by("seq"))


def test_what_one_types_in_one_go_is_one_change_and_each_save_is_in_the_journal(draft):
    paper, block, one, _other = draft
    before = block.text
    for n, text in enumerate(("Đề", "Đề nghị", "Đề nghị các huyện"), 1):
        typed(one, paper, block, text, after=n * 20)
    (step,) = PaperStep.objects.all()
    assert (words(step.before), words(step.after), step.saves) == (before, "Đề nghị các huyện", 3)
    assert (step.since, step.at) == (NOW + timedelta(seconds=20), NOW + timedelta(seconds=60))
    entries = saves_in_journal()
    assert [one.data["step"] for one in entries] == [step.pk] * 3
    assert [one.data["is"] for one in entries[:-1]] == [one.data["was"] for one in entries[1:]]
    assert not list(verify(entries[0].stream))
    assert do_undo(one, paper.pk)
    block.refresh_from_db()
    assert block.text == before


@pytest.mark.parametrize("between", ["pause", "pressed", "somebody else", "another block", "undone", "a page removed"])
def test_a_new_change_begins_where_a_sitting_ends(draft, between):
    paper, block, one, other = draft
    long = "Một đoạn dài. " * 30
    typed(one, paper, block, long, after=1)
    after = 2.0
    if between == "pause":
        after = PAUSE.total_seconds() + 2
    elif between == "pressed":
        typed(one, paper, block, long, after=2, by_itself=False)
    elif between == "somebody else":
        typed(other, paper, block, long + "Thêm.", after=2)
    elif between == "another block":
        typed(one, paper, paper.blocks.exclude(pk=block.pk).first(), "Khối khác", after=2)
    elif between == "undone":
        do_undo(one, paper.pk)
    ends = "Ngắn." if between == "a page removed" else long + "Nữa."
    typed(one, paper, block, ends, after=after + 1)
    steps = list(PaperStep.objects.filter(block=block.pk, by=one.reference).order_by("pk"))
    assert [words(step.after) for step in steps][-2:] == [long.strip("\n"), ends]


def test_words_taken_away_little_by_little_stay_in_the_history(draft):
    paper, block, one, _other = draft
    whole = "Các đơn vị chuẩn bị tài liệu. " * 20
    typed(one, paper, block, whole, after=1)
    for n in range(1, 21):
        typed(one, paper, block, whole[: len(whole) - n * 30], after=1 + n)
    kept = {words(step.before) for step in PaperStep.objects.all()}
    assert max(map(len, kept)) >= len(whole) - MOST_GONE


def test_what_was_undone_can_be_had_again(draft):
    paper, block, one, _other = draft
    typed(one, paper, block, "Câu gõ mười phút.", after=1)
    do_undo(one, paper.pk)
    block.refresh_from_db()
    again = do_take_back(one, paper.pk, PaperStep.objects.get().pk, block.revision)
    assert again.text == "Câu gõ mười phút."


def test_words_that_yield_to_somebody_elses_are_in_the_history_and_undoing_writes_them(draft):
    paper, block, one, other = draft
    typed(one, paper, block, "Của người thứ nhất")
    stands = do_yield(other, paper.pk, block.pk, "Của người thứ hai")
    assert stands.text == "Của người thứ nhất"
    assert do_undo(other, paper.pk)
    block.refresh_from_db()
    assert block.text == "Của người thứ hai"


def test_a_block_that_came_back_is_not_taken_for_the_one_a_page_had_open(draft):
    paper, block, one, other = draft
    seen = block.revision
    typed(one, paper, block, "Sửa rồi bỏ")
    block.refresh_from_db()
    do_remove_block(one, paper.pk, block.pk, block.revision)
    with pytest.raises(Refusal, match="no_such_block") as gone:
        do_save_block(other, paper.pk, block.pk, "Gõ từ trước", seen)
    assert one.name in gone.value.message
    do_undo(one, paper.pk)
    with pytest.raises(ChangedMeanwhile):
        do_save_block(other, paper.pk, block.pk, "Gõ từ trước", seen)
    with pytest.raises(ChangedMeanwhile):
        do_put_back(other, paper.pk, block.pk, "Gõ từ trước")


def test_nobody_initials_what_somebody_else_has_just_changed(draft):
    paper, block, one, other = draft
    typed(other, paper, block, "Chưa ai đọc", after=60)
    with pytest.raises(Refusal, match="changed_since_read"):
        do_initial(one, paper.pk, NOW + timedelta(seconds=30))
    with clock.frozen(NOW + timedelta(seconds=90)):
        assert do_initial(other, paper.pk, NOW + timedelta(seconds=30)).state == "initialled"


def test_two_who_set_the_head_change_only_what_they_changed(draft):
    paper, _block, one, other = draft
    do_set_head(one, paper.pk, place="Đồng Đăng")
    done = do_set_head(other, paper.pk, urgency=Paper.Urgency.values[-1])
    assert (done.place, done.urgency) == ("Đồng Đăng", Paper.Urgency.values[-1])


def test_who_has_a_draft_open_is_known_until_they_go(draft):
    paper, block, one, other = draft
    with clock.frozen(NOW):
        assert do_be_here(one, paper.pk, "a", block.pk)[1] == []
        (seen,) = do_be_here(other, paper.pk, "b", None)[1]
        assert (seen.name, seen.block, seen.own) == (one.name, block.pk, False)
        (own,) = [found for found in do_be_here(one, paper.pk, "c", None)[1] if found.own]
        assert own.block == block.pk
        for tab in ("a", "c"):
            do_be_here(one, paper.pk, tab, -1)
        assert do_be_here(other, paper.pk, "b", None)[1] == []
        do_be_here(one, paper.pk, "a", None)
    with clock.frozen(NOW + HERE + timedelta(seconds=1)):
        assert do_be_here(other, paper.pk, "b", None)[1] == []
    assert not JournalEntry.objects.filter(kind__contains="here").exists()


def test_a_page_learns_of_every_change_of_the_blocks(draft):
    paper, block, one, _other = draft
    marks = {mark(paper)}
    typed(one, paper, block, "Khác")
    marks.add(mark(paper))
    PaperBlock.objects.filter(paper=paper, pk=block.pk).delete()
    marks.add(mark(paper))
    assert len(marks) == 3
