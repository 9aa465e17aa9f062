"""Who is in the worlds of the walk, and when. All people are invented; their telephones belong to nobody."""

from datetime import date, datetime, time, timedelta
from itertools import count

from django.test import Client

from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.organs.models import Account, Grant, Unit

FAMILY = ("Nông Văn", "Hoàng Thị Thanh Nguyệt", "Lý Thị", "Vi Văn", "Triệu Thị Ngọc Bảo", "Hứa Đức", "Công Tằng Tôn Nữ")
GIVEN = ("Thử", "Mẫu", "Ví", "An", "Bình", "Minh Khuê Hạnh Dung")
PHONE = "0200 000 0"
_numbers = count()


def person() -> tuple[str, str]:
    number = next(_numbers)
    return FAMILY[number % len(FAMILY)], GIVEN[number % len(GIVEN)]


def account(username: str, unit: Unit, *roles: str) -> Account:
    family, given = person()
    made = Account.objects.create_user(username, password=None, last_name=family, first_name=given, unit=unit)
    for role in roles:
        Grant.objects.create(account=made, unit=unit, role=role)
    return made


def actor(of: Account) -> Actor:
    return Actor("account", str(of.pk), of.get_full_name())


def cookies(of: Account) -> dict[str, str]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(of)
    return {name: morsel.value for name, morsel in client.cookies.items()}


def today() -> date:
    return clock.local(clock.now()).date()


def at(days: int, hour: int = 16) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(hour), clock.VIETNAM)
