"""A paper survives JSON whole, and what is no paper is refused with its place."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.typeset import BadPaper, from_data, from_json, to_data, to_json
from nhipcau.typeset.codec import block_from_data, block_to_data
from nhipcau.typeset.model import Column, Kind, Paragraph, PlaceDate, Row, Run, System, Table, text
from tests.typeset.papers import EVERY_KIND, TASKS, paper


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("system", System)
def test_every_kind_comes_back_the_same(kind: Kind, system: System) -> None:
    written = paper(kind, system)
    assert from_json(to_json(written)) == written
    assert from_data(json.loads(json.dumps(to_data(written)))) == written


@given(st.text(), st.booleans(), st.booleans())
def test_any_words_come_back_the_same(words: str, bold: bool, italic: bool) -> None:
    block = Paragraph("x", (Run(words, bold=bold, italic=italic, fact="start"),))
    assert block_from_data(json.loads(json.dumps(block_to_data(block)))) == block


def test_an_unknown_key_is_refused_with_its_place() -> None:
    data = to_data(paper(Kind.PLAN))
    data["paper"]["blocks"][3]["colour"] = "red"
    with pytest.raises(BadPaper, match=r"blocks\.3\.\w+\.colour"):
        from_data(data)


def test_a_wrong_rank_is_refused_with_its_place() -> None:
    data = to_data(paper(Kind.PLAN))
    data["paper"]["blocks"][2]["level"] = "chapter"
    with pytest.raises(BadPaper, match=r"blocks\.2\.item\.level"):
        from_data(data)


@pytest.mark.parametrize("given_", ["", "[]", "{}", '{"version": 2, "paper": {}}', '{"version": 1}', "null"])
def test_what_is_no_paper_is_refused(given_: str) -> None:
    with pytest.raises(BadPaper):
        from_json(given_)


def test_two_blocks_may_not_have_one_id() -> None:
    plan = paper(Kind.PLAN)
    twice = dataclasses.replace(plan, blocks=(*plan.blocks, plan.blocks[0]))
    with pytest.raises(BadPaper, match="b1"):
        from_json(to_json(twice))


@pytest.mark.parametrize(("day", "month", "year"), [(31, 4, 2026), (29, 2, 2026), (0, 1, 2026), (1, 13, 2026)])
def test_a_date_that_does_not_exist_is_no_date(day: int, month: int, year: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        PlaceDate("Hòa Phú", day, month, year)
    data = to_data(paper(Kind.PLAN))
    data["paper"]["place_date"] |= {"day": day, "month": month, "year": year}
    with pytest.raises(BadPaper, match="place_date"):
        from_data(data)


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="row 1 has 1 cells instead of 2"):
        Table("t", (Column("A"), Column("B")), (Row((text("one"),)),))
    assert len(TASKS.rows[0].cells) == 1
