"""What is said to the communes' chat group: Vietnamese, whatever language the sender reads."""

from collections.abc import Mapping, Sequence
from typing import Final

MISSING: Final = {
    "site": "chưa đăng ký điểm cầu",
    "delegates": "chưa báo đại biểu",
    "chair": "chưa cử người chủ trì",
}
_DUE: Final = {"site": "Hạn đăng ký điểm cầu", "delegates": "Hạn báo đại biểu"}


def message(title: str, dues: Mapping[str, str], waiting: Sequence[Sequence[str]]) -> str:
    """dues: by the key of a duty, when it is due; waiting: of each site its name, what is missing, whom to call."""
    lines = [title, f"Còn {len(waiting)} điểm cầu chưa xong:"]
    lines += [f"{words}: {dues[key]}" for key, words in _DUE.items() if key in dues]
    lines += ["- " + " - ".join(filter(None, one)) for one in waiting]
    return "\n".join(lines)
