"""Visits of the home page, and conferences by the dozen, for its tests."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.test import Client

from nhipcau.conferences.models import Conference, PlannedRehearsal, Site
from nhipcau.core import clock
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Round
from tests.support.people import new_account

NOW = datetime(2021, 12, 17, 2, 0, tzinfo=UTC)
"""09:00 on Friday 17 December 2021, on the offices' clock; our conference is on the 24th at 08:00."""


def client_of(role: str, unit: Unit) -> Client:
    client = Client()
    with clock.frozen(NOW):  # a visit at another time than the login's would write it down anew
        client.force_login(new_account(role, unit))
    return client


def seen(client: Client, address: str = "/", at: datetime = NOW) -> Any:
    with clock.frozen(at):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer


def page(client: Client, address: str = "/", at: datetime = NOW) -> str:
    return " ".join(seen(client, address, at).content.decode().split())


def many(host: Unit, number: int, **changes: Any) -> list[Conference]:
    """Conferences with one site of the host each, one after the other from tomorrow on."""
    made = Conference.objects.bulk_create(
        Conference(
            **{
                "title": f"Hội nghị số {n} về chuyển đổi số",
                "host": host,
                "start_date": date(2021, 12, 18) + timedelta(days=n),
                "start_time": time(8),
                **changes,
            }
        )
        for n in range(number)
    )
    for one in made:
        one.save()  # for what is kept beside what was given: the words that a search reads
    Site.objects.bulk_create(
        Site(
            conference=one,
            tier="tinh",
            unit=host,
            name=host.name,
            short_name=host.name,
            is_main=True,
            order=0,
            link_key=f"{changes.get('state', 'k')}-{one.pk}",
        )
        for one in made
    )
    return made


def with_dues(conference: Conference, due: datetime) -> None:
    Round.objects.update_or_create(conference=conference, defaults={"sites_due": due, "delegates_due": due})


def late_everywhere(conferences: list[Conference]) -> None:
    for one in conferences:
        with_dues(one, NOW - timedelta(days=1))
        PlannedRehearsal.objects.create(conference=one, at=NOW + timedelta(days=1))
