"""What two people made of the same rows: what the other changed, and both changes together.

A row is what a form shows: text by field, and `id`, empty for one that is not kept yet. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """Of one row: `field` is empty where the whole row came or went. before, after: empty for what was not there."""

    id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """rows: both changes together. clashes: (id, field) that both changed, each to something else; mine stands."""

    rows: list[Row]
    clashes: list[tuple[str, str]]


def changes(before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """What happened between two states of the same rows, beside their order."""
    then = {row["id"]: row for row in before if row["id"]}
    now = {row["id"]: row for row in after if row["id"]}
    found: list[Change] = []
    for row in after:
        was = then.get(row["id"])
        if was is None:
            found.append(Change(row["id"], "", "", words(row)))
        else:
            found += [
                Change(row["id"], name, was.get(name, ""), value)
                for name, value in row.items()
                if name != "id" and was.get(name, "") != value
            ]
    return found + [Change(pk, "", words(row), "") for pk, row in then.items() if pk not in now]


def same(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether two states are the same, their order included."""
    return list(one) == list(other)


def merge(base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> Merged:
    """My rows with what the other changed meanwhile: what only one of us touched is as that one left it.

    base: what both of us began with. Where both changed a field, mine stands and is told as a clash; what one changed
    and the other removed stays.
    """
    then = {row["id"]: row for row in base if row["id"]}
    now = {row["id"]: row for row in theirs if row["id"]}
    kept = {row["id"] for row in mine if row["id"]}
    rows: list[Row] = []
    clashes: list[tuple[str, str]] = []
    for row in mine:
        was, is_now = then.get(row["id"]), now.get(row["id"])
        if was is None or not row["id"]:
            rows.append(dict(row))
        elif is_now is None:
            if row != was:
                rows.append({**row, "id": ""})
        else:
            together = {name: is_now[name] if value == was.get(name) else value for name, value in row.items()}
            clashes += [
                (row["id"], name)
                for name, value in row.items()
                if value != was.get(name) and is_now[name] != was.get(name) and value != is_now[name]
            ]
            rows.append(together)
    rows += [dict(row) for row in theirs if row["id"] not in kept and row != then.get(row["id"])]
    return Merged(rows, clashes)


def words(row: Row) -> str:
    return " · ".join(value for name, value in row.items() if name != "id" and value)
