"""From draft to issued and after: only the steps that are allowed, whole or not at all, bytes that never change."""

import hashlib
import os
import signal
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connections, transaction

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper, PaperFile, RegisterEntry
from nhipcau.documents.writing import rendering
from nhipcau.documents.writing.commands import (
    do_amend,
    do_discard,
    do_draft,
    do_give_back,
    do_initial,
    do_recall,
    do_replace,
    do_sign,
)
from nhipcau.documents.writing.editing import do_save_block
from nhipcau.documents.writing.issuing import do_issue, do_number
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalEntry
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def office(lang_son):
    conference = make_conference(tiers=THREE_TIERS[:2])
    return conference, make_organ(conference.host), clerk_of(conference.host)


def test_an_issued_paper_is_whole_and_its_hashes_are_in_the_journal(office):
    conference, organ, actor = office
    paper = make_signed(actor, conference, organ)
    do_number(actor, paper.pk, 15, date(2021, 12, 9))
    done = do_issue(actor, paper.pk)
    files = {one.form: bytes(one.data) for one in done.files.all()}
    entry = JournalEntry.objects.get(stream=conference.stream, kind="paper.issued")
    assert entry.data["sha256"] == {form: hashlib.sha256(data).hexdigest() for form, data in files.items()}
    assert done.sha256 in entry.data["sha256"].values()
    assert (done.notation, done.issue_date, done.state) == ("15/TB-UBND", date(2021, 12, 9), "issued")
    assert "Lộc Văn Thử" not in str(list(JournalEntry.objects.values_list("data", flat=True)))
    assert do_issue(actor, paper.pk).sha256 == done.sha256


def test_what_is_issued_does_not_follow_the_conference_any_more(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ).pk)
    Conference.objects.filter(pk=conference.pk).update(venue="Nơi khác")
    again = Paper.objects.get(pk=paper.pk)
    assert again.facts["venue_main"] == "Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh"
    assert do_issue(actor, paper.pk).text == paper.text


def test_a_draft_follows_the_conference_until_then(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    paper = make_signed(actor, conference, organ)
    Conference.objects.filter(pk=conference.pk).update(venue="Nhà văn hóa trung tâm")
    assert do_issue(actor, paper.pk).facts["venue_main"] == "Nhà văn hóa trung tâm"


def test_the_database_itself_keeps_issued_bytes(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ).pk)
    for change in (
        lambda: PaperFile.objects.filter(paper=paper).update(data=b"x"),
        lambda: PaperFile.objects.filter(paper=paper).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            change()


@pytest.mark.usefixtures("own_database")
def test_killed_between_number_and_issue_nothing_is_half_issued():
    conference = make_conference(tiers=THREE_TIERS[:2])
    organ, actor = make_organ(conference.host), clerk_of(conference.host)
    keep_own_register(actor, organ)
    paper = make_signed(actor, conference, organ)
    before = journal.head_seq(conference.stream)
    connections.close_all()
    child = os.fork()
    if child == 0:
        # The number is taken, the bytes are about to be made: here the process dies as by a power cut.
        rendering.rendered = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        try:
            do_issue(actor, paper.pk)
        finally:
            os._exit(3)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    left = Paper.objects.get(pk=paper.pk)
    assert (left.state, left.number, left.notation) == ("signed", None, "")
    assert not RegisterEntry.objects.exists()
    assert not PaperFile.objects.exists()
    assert journal.head_seq(conference.stream) == before
    assert do_issue(actor, paper.pk).notation == "01/TB-UBND"
    assert journal.verify(conference.stream) == []


def test_steps_that_do_not_follow_are_refused_and_change_nothing(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    draft = make_draft(actor, conference, organ)
    pk, block = draft.pk, draft.blocks.first()
    steps = {
        "sign": lambda: do_sign(actor, pk, "tm", "Chủ tịch", "Lộc Văn Thử"),
        "number": lambda: do_number(actor, pk, 3),
        "issue": lambda: do_issue(actor, pk),
        "recall": lambda: do_recall(actor, pk, "lý do", "r"),
        "amend": lambda: do_amend(actor, pk, "lý do", "a"),
        "replace": lambda: do_replace(actor, pk, "lý do", "p"),
        "give_back": lambda: do_give_back(actor, pk, "lý do"),
        "initial": lambda: do_initial(actor, pk),
        "edit": lambda: do_save_block(actor, pk, block.pk, "khác", block.revision),
        "discard": lambda: do_discard(actor, pk, "lý do"),
    }

    def refused(*names: str) -> None:
        was = Paper.objects.filter(pk=pk).values().get()
        for name in names:
            with pytest.raises(Refusal, match="wrong_state"):
                steps[name]()
        assert Paper.objects.filter(pk=pk).values().get() == was

    refused("sign", "number", "issue", "recall", "amend", "replace", "give_back")
    steps["initial"]()
    refused("initial", "edit", "discard", "number", "issue", "recall")
    steps["sign"]()
    refused("initial", "edit", "discard", "sign", "recall", "amend")
    steps["issue"]()
    refused("initial", "edit", "discard", "sign", "number", "give_back")
    steps["recall"]()
    refused("issue", "amend", "replace")


def test_a_step_back_and_an_end_need_a_reason(office):
    conference, organ, actor = office
    paper = make_draft(actor, conference, organ)
    do_initial(actor, paper.pk)
    with pytest.raises(Refusal, match="no_reason"):
        do_give_back(actor, paper.pk, "   ")
    assert do_give_back(actor, paper.pk, "thiếu phụ lục").state == "draft"
    with pytest.raises(Refusal, match="no_reason"):
        do_discard(actor, paper.pk, "")


def test_a_paper_is_replaced_when_its_successor_is_issued(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    old = do_issue(actor, make_signed(actor, conference, organ).pk)
    new = do_replace(actor, old.pk, "đổi thành phần", "rep")
    assert do_replace(actor, old.pk, "đổi thành phần", "rep").pk == new.pk
    assert [one.text for one in new.blocks.all()] == [one.text for one in old.blocks.all()]
    assert Paper.objects.get(pk=old.pk).state == "issued"
    do_initial(actor, new.pk)
    do_sign(actor, new.pk, "tm", "Chủ tịch", "Lộc Văn Thử")
    do_issue(actor, new.pk)
    assert Paper.objects.get(pk=old.pk).state == "replaced"


def test_a_recall_writes_the_notice_that_says_so(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    old = do_issue(actor, make_signed(actor, conference, organ).pk)
    notice = do_recall(actor, old.pk, "ghi sai ngày họp", "rec")
    assert Paper.objects.get(pk=old.pk).state == "recalled"
    do_initial(actor, notice.pk)
    do_sign(actor, notice.pk, "tm", "Chủ tịch", "Lộc Văn Thử")
    done = do_issue(actor, notice.pk)
    assert "thu hồi Thông báo số 01/TB-UBND ngày 10 tháng 12 năm 2021" in done.text
    assert "ghi sai ngày họp" in done.text


def test_what_is_missing_stops_the_draft_and_is_named(office):
    conference, organ, actor = office
    Conference.objects.filter(pk=conference.pk).update(venue="")
    paper = make_draft(actor, conference, organ)
    with pytest.raises(Refusal, match="địa điểm"):
        do_initial(actor, paper.pk)


def test_a_weekday_that_is_not_its_date_stops_the_draft(office):
    conference, organ, actor = office
    paper = make_draft(actor, conference, organ)
    block = paper.blocks.get(text__contains="{thời gian}")
    words = block.text.replace("{thời gian}", "08 giờ 00 phút, thứ Hai, ngày 24 tháng 12 năm 2021")
    do_save_block(actor, paper.pk, block.pk, words, block.revision)
    with pytest.raises(Refusal, match="24/12/2021"):
        do_initial(actor, paper.pk)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT"])
def test_a_paper_marked_secret_is_not_issued(office, mark):
    conference, organ, actor = office
    paper = make_draft(actor, conference, organ)
    block = paper.blocks.filter(kind="text").first()
    do_save_block(actor, paper.pk, block.pk, f"Độ mật: {mark}\n{mark}\n{block.text}", block.revision)
    with pytest.raises(Refusal):
        do_initial(actor, paper.pk)


def test_a_date_still_to_come_is_refused(office):
    conference, organ, actor = office
    paper = make_signed(actor, conference, organ)
    with pytest.raises(Refusal, match="not_yet"):
        do_number(actor, paper.pk, 3, date(2022, 1, 1))


@pytest.mark.parametrize(
    ("role", "drafts", "issues"),
    [
        ("administrator", True, True),
        ("records_clerk", True, True),
        ("unit_clerk", True, True),
        ("organiser", True, False),
        ("operator", False, False),
        ("secretary", False, False),
        ("viewer", False, False),
        ("press", False, False),
    ],
)
def test_who_drafts_and_who_issues(office, role, drafts, issues):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    other = actor_for(new_account(role, conference.host))
    ready = make_signed(actor, conference, organ)
    if drafts:
        make_draft(other, conference, organ)
    else:
        with pytest.raises(Refusal):
            make_draft(other, conference, organ)
    if issues:
        assert do_issue(other, ready.pk).state == "issued"
    else:
        with pytest.raises(Refusal):
            do_issue(other, ready.pk)
        assert Paper.objects.get(pk=ready.pk).state == "signed"


def test_a_unit_that_takes_no_part_writes_nothing(office):
    conference, _organ, _actor = office
    commune = conference.host.children.first().children.first()
    organ = make_organ(commune)
    with pytest.raises(Refusal, match="no_such_conference"):
        do_draft(
            clerk_of(commune, "unit_clerk"),
            "invitation",
            conference_pk=conference.pk,
            unit_pk=commune.pk,
            organ_pk=organ.pk,
            key="x",
        )
