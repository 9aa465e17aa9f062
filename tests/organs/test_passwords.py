"""A new password from the command line: checked, journaled, and never the published one."""

import pytest

from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import example
from nhipcau.organs.commands import do_prepare_example, do_set_password
from nhipcau.organs.models import Account
from nhipcau.organs.queries import example_password_in_use

pytestmark = pytest.mark.django_db
COMMAND_LINE = system("command-line")


def test_a_new_password_takes_the_published_one_out_of_use() -> None:
    do_prepare_example()
    assert example_password_in_use()
    do_set_password(COMMAND_LINE, example.USERNAME, "ruộng bậc thang mùa nước đổ")
    assert not example_password_in_use()
    assert Account.objects.get(username=example.USERNAME).check_password("ruộng bậc thang mùa nước đổ")
    entry = JournalEntry.objects.get(kind="account.password_set")
    assert "ruộng" not in str(entry.data)


@pytest.mark.parametrize(
    ("name", "chosen", "code"),
    [
        (example.USERNAME, "123456", "weak_password"),
        (example.USERNAME, example.PASSWORD, "đã công bố"),
        ("khongcoai", "ruộng bậc thang mùa nước đổ", "no_such_account"),
    ],
)
def test_what_will_not_do_is_refused_and_changes_nothing(name: str, chosen: str, code: str) -> None:
    do_prepare_example()
    with pytest.raises(Refusal, match=code):
        do_set_password(COMMAND_LINE, name, chosen)
    assert example_password_in_use()


def test_nobody_sets_somebody_elses_password_over_the_web() -> None:
    do_prepare_example()
    with pytest.raises(Refusal, match="not_allowed"):
        do_set_password(Actor("account", "1"), example.USERNAME, "ruộng bậc thang mùa nước đổ")
