"""Search ignores diacritics, also those that are no combining marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.text import search_key, unaccent


@pytest.mark.parametrize(
    ("name", "key"),
    [("Xã Đồng Đăng", "xa dong dang"), ("  Thị  trấn Lộc Bình ", "thi tran loc binh"), ("Hữu Lũng", "huu lung")],
)
def test_names_are_found_without_diacritics(name: str, key: str) -> None:
    assert search_key(name) == key
    assert search_key(unicodedata.normalize("NFD", name)) == key


@given(st.text())
def test_stripping_twice_changes_nothing_more(text: str) -> None:
    assert unaccent(unaccent(text)) == unaccent(text)
