"""Sentences of pure modules, which know no language switch: Vietnamese as they stand, and still to be translated.

`phrase("Ngày họp %(day)s đã qua.", day=…)` is the Vietnamese text; where it is shown, `languages.translated` finds its
English by the template, and puts the values in. Values that are phrases are translated as well.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast


class Phrase(str):
    """A text that remembers its template and its values."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, template: str = "", values: Mapping[str, Any] | None = None) -> "Phrase":
        made = super().__new__(cls, text)
        made.template = template or text
        made.values = values or {}
        return made


def phrase(template: str, /, **values: Any) -> Phrase:
    """The text in Vietnamese. A template without values is taken as it is: a per cent sign in it is one."""
    return Phrase(template % values if values else template, template, values)


def joined(separator: str, parts: Sequence[str]) -> Phrase:
    """Several in one, each translated for itself."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return phrase(separator.join(f"%({name})s" for name in named), **named)


def packed(text: Any) -> Any:
    """The text in a form that JSON keeps with its template; a plain string stays one."""
    if not isinstance(text, Phrase):
        return text
    return {"template": text.template, "values": {name: packed(value) for name, value in text.values.items()}}


def unpacked(kept: Any) -> Any:
    """What `packed` made."""
    if not isinstance(kept, dict):
        return kept
    form = cast("dict[str, Any]", kept)
    template: str = form["template"]
    values = {name: unpacked(value) for name, value in form["values"].items()}
    return phrase(template, **values)
