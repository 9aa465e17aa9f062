"""The English is whole and sound, in every package that `DONE` names."""

import re
from collections import Counter
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from deploy import messages
from nhipcau.core import catalogues

PACKAGES = tuple(each.name for each in messages.packages())

VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
TERMS = (
    "QĐ-UBND",
    "Nhịp Cầu",
    "Tiếng Việt",
    "HĐND",
    "UBND",
    "Tỉnh ủy",
    "Huyện ủy",
    "Lạng Sơn",
    "Hà Tĩnh",
    "Điện Biên",
    "Bắc Sơn",
    "Cốc Cốc",
    "Hội nghị",
    "Điểm cầu",
    "Họ và tên",
    "Mã điểm cầu",
    "Tên điểm cầu",
    "Cấp tỉnh",
    "Cấp huyện",
    "Cấp xã",
    "Địa điểm",
    "Thuộc",
    "Xã Tân Thành",
    "Phường Chi Lăng",
    "QĐ-TTg",
    "NĐ-CP",
    "Mã đơn vị cấp trên",
    "Mã đơn vị",
    "Vĩ độ",
    "Kinh độ",
    "Không còn từ ngày",
    "Tên đơn vị",
    "Từ ngày",
    "Cấp",
    "Mã",
)
"""Names, and the words of Vietnamese files that English sentences point at."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?[a-z]+[^>]*>")


def catalogue(package: str) -> Catalog:
    return messages.read(next(each for each in messages.packages() if each.name == package) / messages.PO)


def texts(package: str) -> list[tuple[str, str]]:
    """(Vietnamese, English) of a package; of a plural, each of its forms."""
    found: list[tuple[str, str]] = []
    for message in catalogue(package):
        ids: Any = message.id if message.pluralizable else [message.id]
        strings: Any = message.string if message.pluralizable else [message.string]
        found += [(text, english) for text, english in zip(ids, strings, strict=True) if text]
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_the_translators_file_holds_what_the_sources_mark(package: str) -> None:
    folder = next(each for each in messages.packages() if each.name == package)
    marked = {(text, context) for text, context, _ in messages.marked(folder)}
    kept = {(message.id, message.context) for message in catalogue(package) if message.id}
    assert kept == marked, "make messages"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_has_its_english(package: str) -> None:
    assert [vietnamese for vietnamese, english in texts(package) if not english] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_placeholders_and_elements_are_the_same_in_both(package: str) -> None:
    for vietnamese, english in texts(package):
        if english:
            assert Counter(PLACEHOLDER.findall(english)) == Counter(PLACEHOLDER.findall(vietnamese)), vietnamese


@pytest.mark.parametrize("package", PACKAGES)
def test_english_is_english(package: str) -> None:
    for vietnamese, english in texts(package):
        bare = english
        for term in TERMS:
            bare = bare.replace(term, "")
        assert not VIETNAMESE.search(bare), (vietnamese, english)


def test_one_text_has_one_translation_everywhere() -> None:
    """All packages end in one catalogue: two meanings of one text need a context each."""
    found: dict[tuple[Any, str | None], set[Any]] = {}
    for package in messages.packages():
        for message in catalogue(package.name):
            if message.id and messages.is_translated(message):
                found.setdefault((message.id, message.context), set()).add(message.string)
    assert {text: english for text, english in found.items() if len(english) > 1} == {}


def test_the_catalogue_is_compiled_where_it_is_missing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = catalogues.compiled()
    made = folder / "en" / "LC_MESSAGES" / "django.mo"
    assert made.stat().st_size > 0
    assert [each.name for each in made.parent.iterdir()] == ["django.mo"]
    before = made.stat().st_mtime_ns
    assert catalogues.compiled() == folder
    assert made.stat().st_mtime_ns == before
