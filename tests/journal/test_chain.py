"""The hash of an entry covers every part of it, and can be recomputed by anybody."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from nhipcau.journal.chain import canonical, entry_hash

ENTRY: dict[str, Any] = {
    "stream": "conference:1",
    "seq": 2,
    "at": datetime(2021, 12, 24, 1, 0, 0, 5, tzinfo=UTC),
    "actor": "account:3",
    "kind": "hall.cut",
    "version": 1,
    "data": {"slots": ["17"], "rev": 4},
}
OTHER: dict[str, Any] = {
    "stream": "conference:2",
    "seq": 3,
    "at": datetime(2021, 12, 24, 1, 0, 0, 6, tzinfo=UTC),
    "actor": "account:4",
    "kind": "hall.take",
    "version": 2,
    "data": {"slots": ["18"], "rev": 4},
}


@pytest.mark.parametrize("part", sorted(OTHER))
def test_changing_any_part_changes_the_hash(part: str) -> None:
    assert entry_hash("", **ENTRY) != entry_hash("", **{**ENTRY, part: OTHER[part]})


def test_the_hash_depends_on_what_came_before() -> None:
    assert entry_hash("", **ENTRY) != entry_hash("ab", **ENTRY)


def test_the_hash_does_not_depend_on_key_order_or_time_zone() -> None:
    same = {
        **ENTRY,
        "data": {"rev": 4, "slots": ["17"]},
        "at": ENTRY["at"].astimezone(timezone(timedelta(hours=7))),
    }
    assert entry_hash("", **ENTRY) == entry_hash("", **same)


def test_the_canonical_form_keeps_vietnamese_as_it_is() -> None:
    assert canonical({"b": "Đồng Đăng", "a": 1}) == '{"a":1,"b":"Đồng Đăng"}'
