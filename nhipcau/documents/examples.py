"""The example papers that come with the product, offered on the page that reads papers."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.errors import Refusal

_FOLDER = Path(__file__).resolve().parents[2] / "examples"
_KINDS = {".docx": "Word", ".txt": gettext_lazy("văn bản thô")}
# In the order in which they are offered: the first shows all there is, named units included.
_TITLES = {
    "thong-bao-giao-ban": gettext_lazy("Thông báo giao ban trực tuyến ba cấp"),
    "ke-hoach-so-ket": gettext_lazy("Kế hoạch hội nghị sơ kết trực tuyến hai cấp"),
    "giay-moi-hai-cap": gettext_lazy("Giấy mời họp trực tuyến hai cấp tỉnh, xã"),
}


@dataclass(frozen=True, slots=True)
class ExamplePaper:
    """name: the file's, by which it is asked for."""

    name: str

    @property
    def title(self) -> str:
        """What the paper is, and in which form it comes."""
        path = Path(self.name)
        return f"{_TITLES.get(path.stem, path.stem)} ({_KINDS[path.suffix]})"

    @property
    def data(self) -> bytes:
        return (_FOLDER / self.name).read_bytes()


def offered() -> list[ExamplePaper]:
    """The papers in order; empty where the product was installed without its examples."""
    if not _FOLDER.is_dir():
        return []
    order = list(_TITLES)
    there = [path for path in _FOLDER.iterdir() if path.suffix in _KINDS]
    there.sort(key=lambda path: (order.index(path.stem) if path.stem in order else len(order), path.name))
    return [ExamplePaper(path.name) for path in there]


def get(name: str) -> ExamplePaper:
    for example in offered():
        if example.name == name:
            return example
    raise Refusal(
        "no_such_example", _("Không có văn bản mẫu này."), _("Chọn một văn bản mẫu trong danh sách."), status=404
    )
