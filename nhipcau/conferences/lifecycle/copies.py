"""What other packages keep of a conference and can bring along when it is copied: chosen on the page as a part."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.functional import Promise

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor


class Part(Protocol):
    """key: names it on the form; words: what comes along; about: what of it does not."""

    key: str
    words: str | Promise
    about: str | Promise

    def there(self, source: Conference) -> bool:
        """Whether there is anything to bring along."""
        ...

    def copy(self, actor: Actor, source: Conference, made: Conference, placed: Mapping[int, int]) -> None:
        """Write it for the new conference, in the caller's transaction. placed: new site by the one it was made of."""
        ...


_others: list[Part] = []


def register(part: Part) -> None:
    """Let something of another package be copied with a conference; called once, when its app is ready."""
    if all(one.key != part.key for one in _others):
        _others.append(part)


def others() -> Sequence[Part]:
    return tuple(_others)
