"""Merge patches as RFC 7396 has them, and exact between views."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.hall.merge_patch import apply, diff

scalars = st.one_of(st.booleans(), st.integers(-3, 3), st.floats(-2, 2), st.text(max_size=3))
views = st.recursive(
    st.dictionaries(st.sampled_from("abcd"), scalars, max_size=4),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), st.one_of(scalars, inner), max_size=4),
)


def typed(value: Any) -> Any:
    """True is not 1 in JSON, though Python finds them equal."""
    return {k: typed(v) for k, v in value.items()} if isinstance(value, dict) else (type(value), value)


@settings(deadline=None)
@given(views, views)
def test_an_old_view_and_the_difference_make_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert typed(apply(old, diff(old, new))) == typed(new)


@settings(deadline=None)
@given(views)
def test_equal_views_have_no_difference(view: dict[str, Any]) -> None:
    assert diff(view, view) == {}
    assert diff(view, apply({}, view)) == {}


@settings(deadline=None)
@given(views, views)
def test_neither_view_is_changed(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = repr((old, new))
    apply(old, diff(old, new))
    assert repr((old, new)) == before


def test_true_and_one_are_not_the_same() -> None:
    assert typed(diff({"a": 1, "b": 0, "c": 2}, {"a": True, "b": False, "c": 2.0})) == typed(
        {"a": True, "b": False, "c": 2.0}
    )


@pytest.mark.parametrize(
    ("document", "patch", "result"),
    [
        # RFC 7396, appendix A
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_patches_apply_as_the_standard_says(document: Any, patch: Any, result: Any) -> None:
    assert apply(document, patch) == result
