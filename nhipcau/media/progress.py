"""What is still being built while the pages are served already.

The supervisor's builders write `<home>/run/building.json`; the web reads it to tell the user what is not there
yet. Parts: "engine" (the media engine), "pages" (scripts of the live pages), "sites" (the simulated sites), "caddy"
(HTTPS for other PCs, only where asked for).
Standard library only.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from nhipcau.core.words import gettext as _
from nhipcau.core.words import gettext_noop as _noop

State = Literal["waiting", "building", "ready", "failed"]

LABELS: Final[dict[str, str]] = {
    "pages": _noop("giao diện phòng họp"),
    "engine": _noop("máy chủ hình và tiếng"),
    "sites": _noop("điểm cầu mô phỏng"),
    "caddy": _noop("cổng HTTPS cho máy khác"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `why` says in one line what went wrong, only when it failed."""

    name: str
    state: State
    why: str = ""

    @property
    def label(self) -> str:
        """To stand in a sentence."""
        return _(LABELS[self.name])


def read(home: Path) -> list[Part]:
    """All parts in the order of LABELS; a part nobody wrote of is ready (services built beforehand)."""
    written = _read(home)
    return [written.get(name) or Part(name, "ready") for name in LABELS]


def unfinished(home: Path) -> list[Part]:
    """The parts a user has to be told of."""
    return [part for part in read(home) if part.state != "ready"]


def message(home: Path) -> str:
    """What a page says of the parts that are not there, in one or two sentences; empty where all are."""
    failed = [part for part in unfinished(home) if part.state == "failed"]
    coming = [part.label for part in unfinished(home) if part.state != "failed"]
    sentences = [_("Chưa dựng được %(part)s: %(why)s.") % {"part": part.label, "why": part.why} for part in failed]
    if coming:
        words = _("Đang chuẩn bị %(parts)s; lần đầu mất vài phút. Các trang khác dùng được ngay.")
        sentences.append(words % {"parts": ", ".join(coming)})
    return " ".join(sentences)


def write(home: Path, part: Part) -> None:
    """Record the state of one part; there is one writer, the supervisor."""
    entries = {name: asdict(entry) for name, entry in {**_read(home), part.name: part}.items()}
    path = _file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".building.{os.getpid()}")
    fresh.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _file(home: Path) -> Path:
    return home / "run" / "building.json"


def _read(home: Path) -> dict[str, Part]:
    try:
        written = json.loads(_file(home).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {name: Part(**entry) for name, entry in written.items()}
