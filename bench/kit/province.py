"""A conference of one province in a stack's home, made by the product's own command.

Run as a program (`python -m bench.kit.province N`, with the stack's environment) it makes the conference and prints
its sites with link and PIN as JSON. Up to 212 sites it is the whole province as of 2021, of which the first N take
part; beyond that, numbered placeholders stand for further communes.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date

from nhipcau.media.toolchain import ROOT
from tests.support.stack import Stack

PROVINCE_SITES = 212
_DISTRICTS = 11


@dataclass(frozen=True, slots=True)
class Seat:
    """A site that takes part; place: the district of a commune."""

    site: str
    name: str
    place: str
    tier: str
    link: str
    pin: str

    @property
    def device(self) -> str:
        """Id of the simulated machine."""
        return f"bench{int(self.site):06d}"

    @property
    def identity(self) -> str:
        """Of that machine at the engine."""
        return f"site:{self.site}:{self.device}"


@dataclass(frozen=True, slots=True)
class Province:
    """conference: its pk; seats: those who take part, the main site first."""

    conference: int
    seats: tuple[Seat, ...]

    @property
    def main(self) -> Seat:
        return self.seats[0]


def make_province(stack: Stack, sites: int, *, lobby: bool = False) -> Province:
    """The conference, made in a process of its own with the stack's settings."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.kit.province", str(sites), "lobby" if lobby else "open"],
        cwd=ROOT,
        env=stack.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if ran.returncode != 0:
        raise RuntimeError(f"the conference could not be made:\n{ran.stderr}")
    made = json.loads(ran.stdout)
    return Province(made["conference"], tuple(Seat(**seat) for seat in made["seats"]))


def _make(sites: int, *, lobby: bool) -> Province:
    from nhipcau.conferences.commands import do_create_conference
    from nhipcau.conferences.pins import pin
    from nhipcau.conferences.plan import ConferencePlan, PlannedTier
    from nhipcau.core.access import Actor
    from nhipcau.organs import example
    from nhipcau.organs.models import Account, Tier

    account = Account.objects.get(username=example.USERNAME)
    communes = max(sites, PROVINCE_SITES) - 1 - _DISTRICTS
    plan = ConferencePlan(
        title="Hội nghị trực tuyến ba cấp (phép đo)",
        tiers=(
            PlannedTier(Tier.PROVINCE, 1),
            PlannedTier(Tier.DISTRICT, _DISTRICTS),
            PlannedTier(Tier.COMMUNE, communes),
        ),
        units_on=date(2021, 12, 6),
        named=("Ủy ban nhân dân tỉnh Lạng Sơn",),
        issuing_body="Ủy ban nhân dân tỉnh Lạng Sơn",
        start_date=date(2021, 12, 24),
        lobby=lobby,
    )
    actor = Actor("account", str(account.pk), account.get_full_name())
    conference = do_create_conference(actor, plan, f"bench-{sites}")
    rows = list(conference.sites.select_related("parent").order_by("order"))
    rows.sort(key=lambda row: not row.is_main)
    seats = (
        Seat(str(row.pk), row.name, row.where, str(row.tier), row.link_key, pin(row.pk, row.version))
        for row in rows[:sites]
    )
    return Province(conference.pk, tuple(seats))


def _main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.web.settings"
    import django

    django.setup()
    print(json.dumps(asdict(_make(int(sys.argv[1]), lobby=sys.argv[2] == "lobby")), ensure_ascii=False))


if __name__ == "__main__":
    _main()
