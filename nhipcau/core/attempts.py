"""How a form that was refused answers: with its own page again, the refusal above it and what was typed still there."""

from types import TracebackType
from typing import Final

from nhipcau.core.errors import Refusal

SHOWN: Final = frozenset({409, 422})


class Attempt:
    """What a form asked for, tried.

    A refusal of a status in `shown` is kept, and whoever made the attempt shows the page again with `refusal` and
    `status`; any other goes up, and becomes a page of its own.

        attempt = Attempt()
        if request.method == "POST":
            with attempt:
                do_this(...)
                return redirect(...)
        return render(request, ..., {"refusal": attempt.refusal}, status=attempt.status)
    """

    def __init__(self, *shown: int) -> None:
        self.refusal: Refusal | None = None
        self._shown = frozenset(shown) or SHOWN

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Refusal) or error.status not in self._shown:
            return False
        self.refusal = error
        return True

    @property
    def status(self) -> int:
        """Of the page that is shown again; 200 where nothing was refused."""
        return self.refusal.status if self.refusal else 200
