"""Whose language a text is in: pages follow the reader's switch, what goes to offices stays Vietnamese."""

from collections.abc import Generator
from contextlib import contextmanager

from django.utils.translation import gettext, override

from nhipcau.core.phrases import Phrase


@contextmanager
def in_vietnamese() -> Generator[None]:
    """For letters, texts to be passed on by Zalo, Excel files and reports: offices get them in Vietnamese, whatever
    language the person who makes them reads. Also a decorator.
    """
    with override("vi"):
        yield


def shown(text: Phrase) -> Phrase:
    """The phrase in the reader's language, which can still be kept and shown in another one later on."""
    return Phrase(translated(text), text.template, text.values)


def translated(text: str) -> str:
    """A text of a pure module in the reader's language. What no catalogue has, such as words of a paper, stays."""
    if not text:
        return text
    if not isinstance(text, Phrase):
        return gettext(text)
    words = gettext(text.template)
    if not text.values:
        return words
    return words % {
        name: translated(value) if isinstance(value, Phrase) else value for name, value in text.values.items()
    }
