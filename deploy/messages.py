"""Brings `nhipcau/<package>/locale/en/LC_MESSAGES/django.po` up to date with what the sources mark (`make messages`).

    python deploy/messages.py [package …]

Translations are kept, texts that are gone are dropped, new ones come in empty, or with the translation that another
package has for the same text. A file says where a text stands, but not in which line, and carries no dates: it changes
only when words do. Ends with what is still untranslated.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[1]
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_noop": None,
    "_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "phrase": None,
}
HEAD: Final = """\
# English of Nhịp Cầu. The words to use: nhipcau/web/locale/GLOSSARY.md
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PO: Final = Path("locale", "en", "LC_MESSAGES", "django.po")
"""Below a package."""
Marked = tuple[str | tuple[str, ...], str | None, str]
"""A text (or its singular and plural), its context, and the file it stands in."""


def packages() -> list[Path]:
    return sorted(folder for folder in (ROOT / "nhipcau").iterdir() if (folder / "__init__.py").exists())


def marked(package: Path) -> Iterator[Marked]:
    """Every marked text of a package, in the order of its files."""
    for path in sorted(package.rglob("*")):
        if path.suffix == ".html" and "templates" in path.parts:
            source = "\n".join(line.strip() for line in templatize(path.read_text("utf-8")).splitlines())
        elif path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_text("utf-8")
        else:
            continue
        for text, context in _texts(source):
            yield text, context, str(path.relative_to(ROOT))


def _texts(source: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for _line, function, found, _comments in extract_python(io.BytesIO(source.encode()), list(KEYWORDS), [], {}):
        given = [found] if isinstance(found, str) else [each for each in found or () if isinstance(each, str)]
        context = given.pop(0) if "pgettext" in (function or "") and len(given) > 1 else None
        if not given or not given[0]:
            continue
        yield (tuple(given[:2]) if (function or "").startswith("n") and len(given) > 1 else given[0]), context


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as text:
        return read_po(text, locale="en", abort_invalid=True)  # as where two edits of a file have not been joined


def update(package: Path, known: dict[tuple[Any, str | None], Any]) -> Catalog:
    """The package's catalogue as its sources are now; `known` are the translations there are anywhere."""
    before, after = read(package / PO), Catalog(locale="en")
    for text, context, file in marked(package):
        earlier = before.get(text, context)
        if earlier is not None and earlier.pluralizable == isinstance(text, str):
            earlier = None  # it was one text for all numbers, or is so now
        translated = earlier.string if earlier is not None and is_translated(earlier) else known.get((text, context))
        there = after.get(text, context)
        if there is None:
            untouched = "" if isinstance(text, str) else ("",) * len(text)
            after.add(text, translated or untouched, locations=[(file, 1)], context=context)
        elif (file, 1) not in there.locations:
            there.locations.append((file, 1))
    return after


def write(package: Path, catalogue: Catalog) -> None:
    path = package / PO
    if not len(catalogue):
        path.unlink(missing_ok=True)
        return
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, include_lineno=False, sort_by_file=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + out.getvalue().decode().strip() + "\n", encoding="utf-8")


def untranslated(catalogue: Catalog) -> list[Message]:
    return [each for each in catalogue if each.id and not is_translated(each)]


def is_translated(message: Message) -> bool:
    return all(message.string or ()) if message.pluralizable else bool(message.string)


def main(names: list[str]) -> int:
    settings.configure(USE_I18N=True)  # templatize asks no more of Django
    known = {
        (each.id, each.context): each.string
        for package in packages()
        for each in read(package / PO)
        if each.id and is_translated(each)
    }
    for package in packages():
        if names and package.name not in names:
            continue
        catalogue = update(package, known)
        write(package, catalogue)
        if len(catalogue):
            print(f"{package.name:14} {len(catalogue):5} texts, {len(untranslated(catalogue)):5} to translate")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
