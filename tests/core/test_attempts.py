"""A form that was refused answers with its own page again; what is no matter of the form goes on up."""

import pytest

from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal


def refused(attempt: Attempt, status: int) -> str:
    with attempt:
        raise Refusal("no", "Chưa làm.", status=status)
    return "shown again"


@pytest.mark.parametrize("status", [409, 422])
def test_what_belongs_on_the_form_is_kept(status: int) -> None:
    attempt = Attempt()
    assert refused(attempt, status) == "shown again"
    assert attempt.refusal is not None
    assert (attempt.refusal.code, attempt.status) == ("no", status)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_does_not_goes_on_up(status: int) -> None:
    with pytest.raises(Refusal):
        refused(Attempt(), status)


def test_a_form_says_itself_what_it_shows() -> None:
    assert refused(Attempt(429), 429) == "shown again"
    with pytest.raises(Refusal):
        refused(Attempt(429), 422)


def test_what_is_no_refusal_is_never_swallowed() -> None:
    with pytest.raises(ValueError, match="broken"), Attempt():
        raise ValueError("broken")


def test_nothing_refused_is_a_page_as_always() -> None:
    attempt = Attempt()
    with attempt:
        pass
    assert (attempt.refusal, attempt.status) == (None, 200)
