"""The sheet of facts and the lit text: what is shown is what was read, and comes back as it was shown."""

from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents import places, sheet
from nhipcau.documents.intake.reading import EMPTY_FACTS
from nhipcau.documents.sheet_posted import corrected
from nhipcau.documents.sheet_posted import taken as taken_from

WORDS = st.text("abcdđ ưỳ-.,", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2021, 12, 31)).map(
    lambda moment: moment.strftime("%Y-%m-%dT%H:%M")
)
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31)).map(date.isoformat)
DUE = st.one_of(st.none(), MOMENTS, DAYS)
MAYBE = st.one_of(st.none(), WORDS)
TIER = st.sampled_from(["trung_uong", "tinh", "huyen", "xa"])
FACTS = st.fixed_dictionaries(
    {
        "doc_type": st.sampled_from([None, *sheet.DOC_TYPES]),
        "meeting_title": MAYBE,
        "meeting_form": st.sampled_from([None, *sheet.FORMS]),
        "start": DUE,
        "site_counts": st.dictionaries(TIER, st.integers(0, 999)),
        "tiers": st.sets(TIER).map(lambda tiers: [tier for tier in sheet.TIER_NAMES if tier in tiers]),
        "participants": st.lists(
            st.fixed_dictionaries({"tier": st.one_of(st.none(), TIER), "items": st.lists(WORDS, min_size=1)}),
            max_size=3,
        ),
        "tasks": st.lists(
            st.fixed_dictionaries({"assignee": WORDS, "action_summary": WORDS, "due": DUE, "cooperating": MAYBE}),
            max_size=12,
        ),
        "contacts": st.lists(
            st.fixed_dictionaries({"name": MAYBE, "role": WORDS, "phone": MAYBE, "email": MAYBE}), max_size=3
        ),
        "rehearsals": st.lists(MOMENTS, max_size=3),
        "materials": st.lists(WORDS, max_size=3),
        "paper_limits": st.one_of(
            st.none(),
            st.fixed_dictionaries({"pages": st.integers(1, 9), "minutes": st.one_of(st.none(), st.integers(1, 60))}),
        ),
        "signer": st.one_of(st.none(), st.fixed_dictionaries({"authority": WORDS, "position": MAYBE, "name": MAYBE})),
        "replaces_invitation": st.booleans(),
    }
).map(lambda facts: {**EMPTY_FACTS, **facts})


def posted(facts: dict[str, Any]) -> dict[str, str]:
    """What a browser posts of the sheet, untouched."""
    values: dict[str, str] = {}
    for group in sheet.groups(facts):
        for row in group.rows:
            for one in row.inputs:
                if one.kind != "check":
                    values[one.name] = str(one.value)
                elif one.value:
                    values[one.name] = "on"
    return values


@given(FACTS)
def test_an_untouched_sheet_gives_back_the_facts(facts: dict[str, Any]) -> None:
    taken = taken_from(posted(facts))
    assert taken.errors == {}
    assert taken.facts == facts
    assert corrected(facts, taken.facts) == []


def test_emptying_an_entry_removes_it_and_filling_the_empty_row_adds_one() -> None:
    facts = {**EMPTY_FACTS, "tasks": [{"assignee": "A", "action_summary": "b", "due": None, "cooperating": None}]}
    values = posted(facts) | {"tasks-0-assignee": "", "tasks-0-action_summary": " ", "tasks-1-assignee": "Sở Nội vụ"}
    taken = taken_from(values)
    assert taken.facts["tasks"] == [{"assignee": "Sở Nội vụ", "action_summary": None, "due": None, "cooperating": None}]
    assert corrected(facts, taken.facts) == ["tasks"]


def test_an_entry_with_a_bad_date_is_kept_with_its_error() -> None:
    taken = taken_from({"tasks-0-due": "mai", "site_counts-xa": "hai trăm"})
    assert set(taken.errors) == {"tasks-0-due", "site_counts-xa"}


TEXT = "Số: 12/TB\nHọp lúc 08 giờ 00\nngày 24/12 tại A"
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.floats(0, 1)).map(
        lambda one: {"key": "start", "start": min(one[:2]), "end": max(one[:2]), "confidence": one[2]}
    ),
    max_size=8,
)


@given(SPANS)
def test_lighting_a_text_never_changes_it(spans: list[dict[str, Any]]) -> None:
    lines = places.lit(TEXT, places.number_places(spans, len(TEXT)))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == TEXT


@given(SPANS)
def test_every_place_begins_and_ends_where_it_should(spans: list[dict[str, Any]]) -> None:
    located = places.number_places(spans, len(TEXT))
    pieces = [piece for line in places.lit(TEXT, located) for piece in line.pieces]
    for place in located:
        told = "".join(piece.text for piece in pieces if place.number in piece.numbers)
        assert told == TEXT[place.start : place.end].replace("\n", "")


def test_the_same_words_read_for_two_facts_share_a_number_and_the_weaker_certainty_shows() -> None:
    spans = [
        {"key": "tasks", "start": 10, "end": 15, "confidence": 0.9, "index": 0},
        {"key": "registration_deadlines", "start": 10, "end": 15, "confidence": 0.3, "index": 0},
    ]
    located = places.number_places(spans, len(TEXT))
    assert {place.number for place in located} == {1}
    lit = [piece for line in places.lit(TEXT, located) for piece in line.pieces if piece.numbers]
    assert [piece.certainty for piece in lit] == ["doubt"]
