"""What kinds of bundle there are: each says what it is made of, and writes its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from nhipcau.conferences.models import Conference
    from nhipcau.core.access import Need

Options = Mapping[str, Any]
Progress = Callable[[int], None]
"""Called with how many parts are done, as often as one likes; it raises where the making is to stop at once."""


class Maker(Protocol):
    """One kind of bundle. Its methods are called outside any transaction; `write` alone may note what it has made, in
    one of its own."""

    @property
    def label(self) -> str | _StrPromise:
        """What it is called on pages, e.g. Phông của các điểm cầu."""
        ...

    @property
    def need(self) -> Need:
        """What somebody must be allowed at the conference to ask for it and to take it."""
        ...

    @property
    def export(self) -> str:
        """The word under which taking it is written down as an export, where it holds personal data; else empty."""
        ...

    def chosen(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The options out of the fields of a form. Refusal where they make no sense."""
        ...

    def said(self, options: Options) -> str:
        """The options in a few words for lists; may be empty."""
        ...

    def digest(self, conference: Conference, options: Options) -> str:
        """SHA-256 (hex) over all that the file is made of: the same one is not made twice, a changed one is said to be
        out of date. Cheap: pages ask for it."""
        ...

    def total(self, conference: Conference, options: Options) -> int:
        """How many parts there are to make; the unit of the progress."""
        ...

    def write(self, conference: Conference, options: Options, out: IO[bytes], progress: Progress) -> None:
        """Write the whole file; the same digest gives the same bytes. Refusal where it cannot be made."""
        ...

    def filename(self, conference: Conference, options: Options) -> str:
        """ASCII, with its ending."""
        ...

    def rows(self, conference: Conference, options: Options) -> int:
        """How many persons' data it holds, for the export's line."""
        ...


_makers: Final[dict[str, Callable[[], Maker]]] = {}


def register(kind: str, maker: Callable[[], Maker]) -> None:
    """Called from an app's `ready`. kind: at most 20 characters; maker: gives it when it is first asked for, so that
    processes that make no such file load nothing of it."""
    _makers[kind] = cache(maker)


def maker_of(kind: str) -> Maker:
    found = _makers.get(kind)
    if found is None:
        raise Refusal("no_kind", _("Không có loại tệp này; chưa làm gì."), _("Tải lại trang rồi chọn lại."), status=422)
    return found()


def known() -> list[str]:
    """The kinds that are registered."""
    return list(_makers)
