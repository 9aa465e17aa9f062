"""The English of every package, compiled when it is first needed.

Vietnamese is the language the texts are written in. Each package keeps its translations in
`locale/en/LC_MESSAGES/django.po` (`make messages` brings them up to date). Django reads compiled catalogues; ours is
one file of all packages in the user's cache, under a name that follows from the contents of the sources. So a fresh
checkout, an update and a folder that may only be read all work without a step of their own, and several processes
that start at once do not disturb each other.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nhipcau.core.cache import cache

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGE: Final = "en"
_PACKAGES: Final = Path(__file__).resolve().parents[1]


def sources() -> list[Path]:
    """The translators' files, in a fixed order."""
    return sorted(_PACKAGES.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/django.po"))


def compiled() -> Path:
    """A folder for Django's LOCALE_PATHS with the catalogue as the sources stand now."""
    files = sources()
    mark = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
    folder = cache() / "locale" / mark
    target = folder / LANGUAGE / "LC_MESSAGES" / "django.mo"
    if not target.exists():
        _compile(files, target)
    return folder


def _is_translated(message: "Message") -> bool:
    return all(message.string or ()) if message.pluralizable else bool(message.string)


def _compile(files: Iterable[Path], target: Path) -> None:
    from babel.messages.catalog import Catalog  # only here: most starts find the catalogue compiled
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=LANGUAGE, fuzzy=False)
    for file in files:
        with file.open("rb") as text:
            for message in read_po(text, locale=LANGUAGE):
                if message.id and _is_translated(message) and not message.fuzzy:
                    merged[message.id] = message
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    with fresh.open("wb") as out:
        write_mo(out, merged)
    fresh.replace(target)
