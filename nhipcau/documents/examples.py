"""The example papers that come with the product, offered on the page that reads papers."""

from dataclasses import dataclass
from pathlib import Path

from nhipcau.core.errors import Refusal

_FOLDER = Path(__file__).resolve().parents[2] / "examples"
_READABLE = {".docx", ".txt"}


@dataclass(frozen=True, slots=True)
class ExamplePaper:
    name: str
    data: bytes


def names() -> list[str]:
    """File names in order; empty where the product was installed without its examples."""
    if not _FOLDER.is_dir():
        return []
    return sorted(path.name for path in _FOLDER.iterdir() if path.suffix in _READABLE)


def get(name: str) -> ExamplePaper:
    if name not in names():
        raise Refusal(
            "no_such_example", "Không có văn bản mẫu này.", "Chọn một văn bản mẫu trong danh sách.", status=404
        )
    return ExamplePaper(name, (_FOLDER / name).read_bytes())
