"""Accounts with roles, and actors made of them."""

from itertools import count
from typing import Protocol

import pytest

from nhipcau.core.access import Actor
from nhipcau.organs.models import Account, Grant, Unit

_numbers = count(1)


class MakeAccount(Protocol):
    def __call__(self, role: str | None = None, unit: Unit | None = None, username: str = "") -> Account: ...


@pytest.fixture
def make_account() -> MakeAccount:
    """make_account(role or None, unit) -> an account with that role at that unit."""
    return new_account


def new_account(role: str | None = None, unit: Unit | None = None, username: str = "") -> Account:
    account = Account.objects.create_user(
        username or f"nguoi-{next(_numbers)}", password=None, last_name="Nông Văn", first_name="Thử"
    )
    if role is not None:
        assert unit is not None
        Grant.objects.create(account=account, unit=unit, role=role)
    return account


def actor_for(account: Account) -> Actor:
    """The actor behind an account, as a request would give it."""
    return Actor("account", str(account.pk), account.get_full_name())
