"""A Party committee's papers: its own form, by the rules in force on the day."""

from datetime import UTC, datetime

import pytest

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.writing.commands import do_initial, do_sign
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.documents.writing.setting import profile_of
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ

ON = {"hd36-2018": datetime(2021, 12, 10, 2, tzinfo=UTC), "hd05-2026": datetime(2026, 11, 10, 2, tzinfo=UTC)}


@scene
def office(lang_son):
    conference = make_conference(tiers=THREE_TIERS[:2])
    organ = make_organ(lang_son, "dang", "Tỉnh ủy Lạng Sơn", "TU", letterhead="TỈNH ỦY LẠNG SƠN")
    actor = clerk_of(lang_son)
    keep_own_register(actor, organ)
    return conference, organ, actor


@pytest.mark.parametrize("profile", sorted(ON))
@pytest.mark.parametrize(
    ("kind", "number"), [("party_call", "01-GM/TU"), ("notice", "01-TB/TU"), ("letter", "01-CV/TU")]
)
def test_it_is_written_in_the_form_of_its_day(office, profile, kind, number):
    conference, organ, actor = office
    with clock.frozen(ON[profile]):
        paper = make_draft(actor, conference, organ, kind)
        do_initial(actor, paper.pk)
        do_sign(actor, paper.pk, "t_l", "Phó Chánh Văn phòng", "Bế Thị Thử")
        done = do_issue(actor, paper.pk)
    assert (done.profile, done.notation) == (profile, number)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in done.text
    assert f"Số {number}" in done.text
    assert "T/L BAN THƯỜNG VỤ\nPHÓ CHÁNH VĂN PHÒNG" in done.text
    assert "./." not in done.text
    assert "Lưu Văn phòng" in done.text


def test_a_deputy_secretary_signs_on_behalf_never_for_the_secretary(office):
    conference, organ, actor = office
    with clock.frozen(ON["hd05-2026"]):
        paper = make_draft(actor, conference, organ, "notice")
        do_initial(actor, paper.pk)
        with pytest.raises(Refusal, match="T/M"):
            do_sign(actor, paper.pk, "k_t", "Phó Bí thư", "Bế Thị Thử")
        assert do_sign(actor, paper.pk, "t_m", "Phó Bí thư", "Bế Thị Thử").state == "signed"


def test_a_paper_keeps_the_form_in_which_it_was_issued(office):
    conference, organ, actor = office
    with clock.frozen(ON["hd36-2018"]):
        paper = make_draft(actor, conference, organ, "notice")
        do_initial(actor, paper.pk)
        do_sign(actor, paper.pk, "t_m", "Bí thư", "Bế Thị Thử")
        done = do_issue(actor, paper.pk)
    with clock.frozen(ON["hd05-2026"]):
        assert profile_of(done).id == "hd36-2018"
