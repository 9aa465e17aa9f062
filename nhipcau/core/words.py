"""Words for people, in modules that know no Django: the hall's core, the reader of papers, the command line.

They mark their Vietnamese text with `gettext` of this module as the others do with Django's:

    raise Refusal("no_floor", _("%(site)s chưa được mời phát biểu.") % {"site": title})

`speak_by` is called once by the application; until then, and where nothing else runs, the text is Vietnamese.
"""

from collections.abc import Callable

_Translate = Callable[[str], str]


def _as_written(text: str) -> str:
    return text


_translate: _Translate = _as_written


def gettext(text: str) -> str:
    """The text in the language of whoever is being served."""
    return _translate(text)


def gettext_noop(text: str) -> str:
    """Marks a text that is kept as it is and put through `gettext` when it is shown."""
    return text


def speak_by(translate: _Translate) -> None:
    global _translate
    _translate = translate
