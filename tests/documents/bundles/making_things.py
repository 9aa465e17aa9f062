"""A kind of bundle for tests: some numbered lines, and whatever is to go wrong on the way."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Need
from nhipcau.documents.bundles import kinds

KIND = "lines"


class Lines:
    """`words` is what it is made of; `between` is called before each part."""

    label = "Các dòng"
    need = Need.PREPARE

    def __init__(self, words: str = "một", parts: int = 4, export: str = "") -> None:
        self.words, self.parts, self.export = words, parts, export
        self.between: Callable[[int], None] = lambda _n: None

    def chosen(self, given: Mapping[str, str]) -> dict[str, Any]:
        return {"loud": "loud" in given}

    def said(self, options: Mapping[str, Any]) -> str:
        return "chữ in" if options.get("loud") else ""

    def digest(self, conference: Conference, options: Mapping[str, Any]) -> str:
        return f"{conference.pk}-{self.words}-{options.get('loud')}"

    def total(self, conference: Conference, options: Mapping[str, Any]) -> int:
        return self.parts

    def write(
        self, conference: Conference, options: Mapping[str, Any], out: IO[bytes], progress: Callable[[int], None]
    ) -> None:
        for number in range(self.parts):
            self.between(number)
            out.write(f"{number} {self.words}\n".encode())
            progress(number + 1)

    def filename(self, conference: Conference, options: Mapping[str, Any]) -> str:
        return "dong.txt"

    def rows(self, conference: Conference, options: Mapping[str, Any]) -> int:
        return self.parts


@contextmanager
def registered(maker: Lines) -> Iterator[Lines]:
    kinds.register(KIND, lambda: maker)
    try:
        yield maker
    finally:
        del kinds._makers[KIND]  # pyright: ignore[reportPrivateUsage] - nothing but a test takes a kind away
