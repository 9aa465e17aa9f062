"""Numbers: never twice, no gap, holes shown, typed ones checked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections

from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper, PaperFile, Register, RegisterEntry
from nhipcau.documents.register.commands import do_explain_number, do_set_numbering
from nhipcau.documents.register.queries import holes
from nhipcau.documents.writing.commands import do_give_back, do_initial, do_sign
from nhipcau.documents.writing.issuing import do_issue, do_number
from nhipcau.journal import record as journal
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
FEW = 50


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def office(lang_son):
    """A conference of twelve sites, its host's organ and somebody who may do everything there."""
    conference = make_conference(tiers=THREE_TIERS[:2])
    return conference, make_organ(conference.host), clerk_of(conference.host)


@pytest.mark.usefixtures("own_database")
def test_fifty_issued_at_once_have_fifty_numbers_without_a_gap():
    conference = make_conference(tiers=THREE_TIERS[:2])
    organ, actor = make_organ(conference.host), clerk_of(conference.host)
    keep_own_register(actor, organ)
    papers = [make_signed(actor, conference, organ).pk for _ in range(FEW)]

    def issue(pk: int) -> str:
        try:
            with clock.frozen(NOW):
                return do_issue(actor, pk).notation
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(issue, papers))
    assert sorted(given) == [f"{n:02d}/TB-UBND" for n in range(1, FEW + 1)]
    register = Register.objects.get()
    assert (register.last, holes(register).count) == (FEW, 0)
    assert journal.verify(conference.stream) == []


def test_a_typed_number_is_refused_where_another_paper_has_it(office):
    conference, organ, actor = office
    first, second = (make_signed(actor, conference, organ) for _ in range(2))
    assert do_number(actor, first.pk, 631).notation == "631/TB-UBND"
    with pytest.raises(Refusal) as no:
        do_number(actor, second.pk, 631)
    assert no.value.code == "number_taken"
    assert "631/TB-UBND" in no.value.message
    assert Paper.objects.get(pk=second.pk).state == "signed"
    do_give_back(actor, first.pk, "sai ngày")
    assert do_number(actor, second.pk, 631).number == 631


@pytest.mark.usefixtures("own_database")
def test_of_many_who_type_the_same_number_at_once_one_gets_it():
    conference = make_conference(tiers=THREE_TIERS[:2])
    organ, actor = make_organ(conference.host), clerk_of(conference.host)
    papers = [make_signed(actor, conference, organ).pk for _ in range(8)]

    def number(pk: int) -> str:
        try:
            with clock.frozen(NOW):
                return do_number(actor, pk, 631).state
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(number, papers))
    assert sorted(said) == ["number_taken"] * 7 + ["numbered"]
    assert RegisterEntry.objects.count() == 1


def test_each_year_begins_at_one_and_a_party_counts_each_type_over_its_term(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    assert do_issue(actor, make_signed(actor, conference, organ).pk).notation == "01/TB-UBND"
    with clock.frozen(datetime(2022, 1, 4, 2, tzinfo=UTC)):
        assert do_issue(actor, make_signed(actor, conference, organ).pk).notation == "01/TB-UBND"
    party = make_organ(conference.host, "dang", "Tỉnh ủy Lạng Sơn", "TU")
    keep_own_register(actor, party)

    def issued(kind: str) -> str:
        paper = make_draft(actor, conference, party, kind)
        do_initial(actor, paper.pk)
        do_sign(actor, paper.pk, "t_m", "Phó Bí thư", "Lộc Văn Thử")
        return do_issue(actor, paper.pk).notation

    assert issued("notice") == "01-TB/TU"
    with clock.frozen(datetime(2022, 1, 4, 2, tzinfo=UTC)):
        assert [issued("notice"), issued("plan")] == ["02-TB/TU", "01-KH/TU"]


def test_a_register_taken_over_in_the_middle_goes_on_and_shows_its_hole(office):
    conference, organ, actor = office
    keep_own_register(actor, organ, start=631)
    assert do_issue(actor, make_signed(actor, conference, organ).pk).number == 631
    keep_own_register(actor, organ, start=640)
    assert do_issue(actor, make_signed(actor, conference, organ).pk).number == 640
    register = Register.objects.get()
    assert holes(register).runs == [(632, 639)]
    do_explain_number(actor, register.pk, 632, "dùng cho văn bản giấy")
    assert (holes(register).count, holes(register).runs) == (7, [(633, 639)])
    with pytest.raises(Refusal, match="number_taken"):
        keep_own_register(actor, organ, start=100)


def test_an_own_register_takes_no_typed_number(office):
    conference, organ, actor = office
    keep_own_register(actor, organ)
    with pytest.raises(Refusal, match="own_register"):
        do_number(actor, make_signed(actor, conference, organ).pk, 5)


def test_without_a_number_and_without_a_register_nothing_is_issued(office):
    conference, organ, actor = office
    paper = make_signed(actor, conference, organ)
    with pytest.raises(Refusal, match="not_numbered"):
        do_issue(actor, paper.pk)
    assert not PaperFile.objects.exists()


@pytest.mark.parametrize("role", ["organiser", "viewer", "unit_clerk", "press"])
def test_registers_are_kept_by_who_may_issue(office, role: str):
    conference, organ, _actor = office
    other: Actor = actor_for(new_account(role, conference.host))
    if role == "unit_clerk":
        do_set_numbering(other, organ.pk, own=True)
    else:
        with pytest.raises(Refusal):
            do_set_numbering(other, organ.pk, own=True)
    assert not RegisterEntry.objects.exists()
