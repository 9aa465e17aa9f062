"""The way of a written paper, and the plain no to every step that does not lie on it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper

_State = Paper.State
FROM: Final = {
    "edit": frozenset({_State.DRAFT}),
    "initial": frozenset({_State.DRAFT}),
    "sign": frozenset({_State.INITIALLED}),
    "number": frozenset({_State.SIGNED}),
    "issue": frozenset({_State.SIGNED, _State.NUMBERED}),
    "give_back": frozenset({_State.INITIALLED, _State.SIGNED, _State.NUMBERED}),
    "discard": frozenset({_State.DRAFT}),
    "amend": frozenset({_State.ISSUED}),
    "recall": frozenset({_State.ISSUED}),
    "replace": frozenset({_State.ISSUED}),
    "dispatch": frozenset({_State.ISSUED}),
    "carry_out": frozenset({_State.ISSUED}),
}
"""By verb: the states in which it may be done."""

_WORDS: Final = {
    "edit": gettext_lazy("Văn bản không còn là dự thảo nên không sửa được; phần vừa gõ chưa được ghi."),
    "initial": gettext_lazy("Chỉ dự thảo mới ký nháy, trình ký được."),
    "sign": gettext_lazy("Văn bản phải được ký nháy, trình ký trước khi ký."),
    "number": gettext_lazy("Văn bản phải được ký trước khi cấp số."),
    "issue": gettext_lazy("Văn bản phải được ký và có số trước khi phát hành."),
    "give_back": gettext_lazy("Chỉ văn bản đang trình, đã ký hoặc đã cấp số mà chưa phát hành mới trả lại được."),
    "discard": gettext_lazy("Chỉ dự thảo mới bỏ được."),
    "amend": gettext_lazy("Chỉ văn bản đang có hiệu lực, đã phát hành mới sửa đổi được."),
    "recall": gettext_lazy("Chỉ văn bản đã phát hành mới thu hồi được."),
    "replace": gettext_lazy("Chỉ văn bản đã phát hành mới thay thế được."),
    "dispatch": gettext_lazy("Chỉ gửi được văn bản đã phát hành và đang có hiệu lực; chưa gửi gì."),
    "carry_out": gettext_lazy("Chỉ triển khai được văn bản đã phát hành."),
}


def may(paper: Paper, verb: str) -> bool:
    return paper.state in FROM[verb]


def require(paper: Paper, verb: str) -> None:
    """Refusal `wrong_state` (409) where the paper is not in a state from which `verb` leads on."""
    if not may(paper, verb):
        raise Refusal(
            "wrong_state",
            str(_WORDS[verb]),
            _("Hiện nay: %(state)s. Tải lại trang để thấy bước tiếp theo.")
            % {"state": paper.get_state_display().lower()},
        )
