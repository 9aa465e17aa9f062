"""What a paper says of the conference follows the conference until it is frozen."""

from nhipcau.typeset import fact_keys, frozen, profile_by_id, render_text, with_facts
from nhipcau.typeset.model import Kind
from tests.typeset.papers import paper

STATE = profile_by_id("nd30-2020")


def test_a_paper_knows_its_facts() -> None:
    assert fact_keys(paper(Kind.PLAN)) == {"start", "venue_main"}


def test_a_changed_fact_shows_and_the_others_stay() -> None:
    changed = with_facts(paper(Kind.PLAN), {"start": "14 giờ 00 ngày 16 tháng 9 năm 2026", "chair": "nobody"})
    shown = render_text(changed, STATE)
    assert "1. Thời gian: 14 giờ 00 ngày 16 tháng 9 năm 2026 (thứ Ba)." in shown
    assert "2. Địa điểm: Hội trường A" in shown


def test_a_frozen_paper_follows_nothing() -> None:
    issued = frozen(paper(Kind.PLAN))
    assert fact_keys(issued) == frozenset()
    assert with_facts(issued, {"start": "later"}) == issued
    assert render_text(issued, STATE) == render_text(paper(Kind.PLAN), STATE)
