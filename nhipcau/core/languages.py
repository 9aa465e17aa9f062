"""Whose language a text is in: pages follow the reader's switch, what goes to offices stays Vietnamese."""

from collections.abc import Generator
from contextlib import contextmanager

from django.utils.translation import override


@contextmanager
def in_vietnamese() -> Generator[None]:
    """For letters, texts to be passed on by Zalo, Excel files and reports: offices get them in Vietnamese, whatever
    language the person who makes them reads. Also a decorator.
    """
    with override("vi"):
        yield
