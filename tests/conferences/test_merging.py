"""Two people edit the same rows: nothing that either of them typed is lost."""

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.conferences.editing.merging import Change, Row, changes, merge

FIELDS = ("name", "phone")
texts = st.sampled_from(["", "a", "b", "c"])
base_rows = st.lists(st.tuples(texts, texts), max_size=4).map(
    lambda cells: [{"id": str(n), "name": one, "phone": two} for n, (one, two) in enumerate(cells, start=1)]
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[Row]]:
    """What both began with, mine, and theirs."""
    base = draw(base_rows)

    def edited(who: str) -> list[Row]:
        rows: list[Row] = []
        for row in base:
            match draw(st.sampled_from(["keep", "change", "drop"])):
                case "keep":
                    rows.append(dict(row))
                case "change":
                    rows.append({**row, draw(st.sampled_from(FIELDS)): f"{who}{draw(texts)}"})
                case _:
                    pass
        added = draw(st.integers(0, 2))
        new = [{"id": "" if who == "mine" else f"9{n}", "name": f"{who} {n}", "phone": ""} for n in range(added)]
        return rows + new

    return base, edited("mine"), edited("theirs")


@given(edits())
def test_what_i_typed_stands_and_what_the_other_typed_is_lost_only_where_it_is_told(
    edited: tuple[list[Row], list[Row], list[Row]],
) -> None:
    base, mine, theirs = edited
    merged = merge(base, mine, theirs)
    then = {row["id"]: row for row in base}
    result = {row["id"]: row for row in merged.rows if row["id"]}
    for row in mine:
        for name in FIELDS:
            if row[name] != then.get(row["id"], {}).get(name):
                assert any(one[name] == row[name] for one in merged.rows)
    for row in theirs:
        for name in FIELDS:
            if row[name] != then.get(row["id"], {}).get(name, ""):
                assert result[row["id"]][name] == row[name] or (row["id"], name) in merged.clashes


@given(edits())
def test_where_the_other_changed_nothing_my_rows_stand_as_they_are(
    edited: tuple[list[Row], list[Row], list[Row]],
) -> None:
    base, mine, _ = edited
    assert merge(base, mine, base).rows == mine
    assert merge(base, base, mine).rows == [row for row in mine if row["id"]] + [row for row in mine if not row["id"]]


@given(base_rows)
def test_the_same_rows_have_no_changes(rows: list[Row]) -> None:
    assert changes(rows, rows) == []


def test_changes_name_what_came_what_went_and_what_became_of_a_field() -> None:
    before = [{"id": "1", "name": "a", "phone": "1"}, {"id": "2", "name": "b", "phone": ""}]
    after = [{"id": "1", "name": "a", "phone": "2"}, {"id": "3", "name": "c", "phone": ""}]
    came, went = Change("3", "", "", "c"), Change("2", "", "b", "")
    assert changes(before, after) == [Change("1", "phone", "1", "2"), came, went]
