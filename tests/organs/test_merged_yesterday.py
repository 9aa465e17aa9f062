"""A clerk whose commune was merged yesterday: what was begun is finished, and all are told what the unit is now."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.organs.models import Account, Unit
from nhipcau.organs.tree import NewUnit, do_merge_units
from nhipcau.preparation.enrolling import do_enrol
from tests.preparation.rounds import BEFORE, commune, opt_in_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

pytestmark = pytest.mark.django_db
YESTERDAY = date(2021, 12, 15)
TODAY = datetime(2021, 12, 16, 2, 0, tzinfo=UTC)


@scene
def world(lang_son: Unit) -> tuple[Account, Site, Unit]:
    """The clerk of a commune that had registered, its site, and the unit that it is now part of."""
    conference, old = opt_in_conference(), commune()
    clerk = new_account("unit_clerk", old)
    Account.objects.filter(pk=clerk.pk).update(unit=old)
    with clock.frozen(BEFORE):
        site = do_enrol(actor_for(clerk), conference.pk, [old.pk])[0].enrolment.site
    assert site is not None
    other = Unit.objects.filter(parent=old.parent, tier="xa").order_by("order")[1]
    merged = NewUnit("99901", "Xã Hợp Nhất", "xa", YESTERDAY)
    return clerk, site, do_merge_units(system("test"), [old.pk, other.pk], merged, YESTERDAY)


def page(account: Account, address: str) -> str:
    client = Client()
    with clock.frozen(TODAY):
        client.force_login(account)
        answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_the_old_clerk_finishes_what_was_begun(world: tuple[Account, Site, Unit]) -> None:
    clerk, site, _merged = world
    assert f"/own/{site.pk}" in page(clerk, "/")
    client = Client()
    with clock.frozen(TODAY):
        client.force_login(clerk)
        data = {"venue": "Trụ sở UBND", "contact_name": "Vi Thị Thử", "contact_phone": "0200 000 001"}
        assert client.post(f"/own/{site.pk}", {**data, "action": "confirm"}).status_code == 302
    site.refresh_from_db()
    assert site.venue == "Trụ sở UBND"


def test_the_clerk_reads_what_the_unit_is_now(world: tuple[Account, Site, Unit]) -> None:
    assert "nay là Xã Hợp Nhất" in page(world[0], "/me")


def test_the_administrator_is_offered_the_new_unit_first(world: tuple[Account, Site, Unit]) -> None:
    clerk, _site, merged = world
    boss = new_account("administrator", Unit.objects.get(pk=merged.parent_id))
    shown = page(boss, f"/accounts/{clerk.pk}")
    assert "nay là Xã Hợp Nhất" in shown
    choices = shown[shown.index('id="don-vi"') :]
    assert choices.index(f'value="{merged.pk}"') < choices.index("</select>")
    assert choices.split("<option", 2)[1].startswith(f' value="{merged.pk}"')
