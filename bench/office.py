"""bench office: how fast the office pages answer beside many conferences, and how long the large lists take.

    nhipcau bench office --json [--postgres] [--conferences 1000]

In this process, on a database of its own: one conference with a site for each commune of the country (3,321) and 30,000
delegates, and beside it first ten conferences of one province, then a thousand; the same pages are asked for each time,
so that what grows with the number of conferences shows.
"""

import argparse
import importlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.kit.office_crowd import crowd
from bench.kit.office_pages import PageCost, addresses, cost
from bench.kit.report import say, show
from bench.kit.statistics import p50_ms, p95_ms

CONFERENCES = 1000
FEW = 10
DELEGATES = 30_000
REQUESTS = 40
WARM_UP = 3
PAGES = ("home", "sites", "rollup", "named", "own")
SLOWEST = 10
HEAVIEST = 3
TARGETS = {"page_p95_ms": 200, "page_kilobytes": 300, "page_queries": 40, "export_seconds": 5, "import_seconds": 10}


def measure(conferences: int, delegates: int, requests: int) -> dict[str, Any]:
    """Figures beside `FEW` conferences and beside `conferences`; the second ones bear the plain names."""
    world = _World(delegates)
    say(f"{world.sites} sites, {delegates} delegates in the largest")
    world.fill(min(FEW, conferences))
    few = world.pages(requests)
    say(f"beside {min(FEW, conferences)}: {few}")
    world.fill(conferences)
    many = world.pages(requests)
    say(f"beside {conferences}: {many}")
    figures = {**many, **{f"{name}_beside_{FEW}": value for name, value in few.items()}}
    every = world.every_page(max(1, requests // 4))
    say(f"{len(every)} pages")
    return {
        **figures,
        "growth": {name: round(many[f"{name}_best_ms"] / few[f"{name}_best_ms"], 2) for name in PAGES},
        "pages": len(every),
        "slowest_pages": [one.as_row() for one in sorted(every, key=lambda one: -one.p95_ms)[:SLOWEST]],
        "heaviest_pages": [one.as_row() for one in sorted(every, key=lambda one: -one.kilobytes)[:HEAVIEST]],
        "most_queries": max(one.queries for one in every),
        "export_seconds": world.export_seconds(),
        "import_seconds": world.import_seconds(),
        "conferences": conferences,
        "sites": world.sites,
        "delegates": delegates,
        "requests": requests,
        "database": world.vendor,
        "targets": TARGETS,
    }


class _World:
    """The database with the large conference, and a logged-in browser. Django is loaded by now."""

    def __init__(self, delegates: int) -> None:
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        from nhipcau.core.access import Actor, system
        from nhipcau.organs.models import Account, Grant, Unit
        from nhipcau.organs.sets import do_import_units
        from nhipcau.organs.unit_files import COUNTRY_SINCE

        call_command("migrate", interactive=False, verbosity=0)
        do_import_units(system("bench"), COUNTRY_SINCE)
        self.vendor = connection.vendor
        self.communes = list(Unit.objects.filter(tier="xa").order_by("path").values_list("pk", flat=True))
        self.host = Unit.objects.filter(tier="tinh").order_by("path")[0]
        account = Account.objects.create_user("bench", password=None, last_name="Hoàng Văn", first_name="Đo")
        for role in ("organiser", "operator"):
            Grant.objects.create(account=account, unit=self.host, role=role)
        self.actor = Actor("account", str(account.pk), account.get_full_name())
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(account)
        self.made = 0
        self.large = self._large(delegates)
        self.sites = self.large.sites.count()

    def _conference(self, title: str, tiers: Sequence[str], days: int) -> Any:
        from nhipcau.conferences.commands import do_create_conference
        from nhipcau.conferences.plan import ConferencePlan, PlannedTier
        from nhipcau.organs.models import Tier

        plan = ConferencePlan(
            title=title,
            tiers=tuple(PlannedTier(Tier(tier)) for tier in tiers),
            units_on=date(2026, 1, 15),
            named=(self.host.name,),
            start_date=date.today() + timedelta(days=days),
        )
        return do_create_conference(self.actor, plan, f"bench-{title}")

    def _large(self, delegates: int) -> Any:
        from nhipcau.conferences.sites.adding import NewSite, do_add_sites
        from nhipcau.preparation.models import Category, Delegate, SiteAnswer
        from nhipcau.preparation.rounds import round_of

        large = self._conference("Hội nghị toàn quốc", ("tinh",), 30)
        do_add_sites(self.actor, large.pk, [NewSite(unit=pk) for pk in self.communes], "bench")
        category = Category.objects.create(round=round_of(large), order=0, name="Lãnh đạo Ủy ban nhân dân cấp xã")
        sites = list(large.sites.order_by("order"))
        SiteAnswer.objects.bulk_create(
            [SiteAnswer(site=site, contact_name="Vi Thị Đo", contact_phone="0900 000 001") for site in sites[::2]],
            batch_size=500,
        )
        Delegate.objects.bulk_create(
            [
                Delegate(
                    site=sites[number % len(sites)],
                    order=number // len(sites),
                    key=f"{number}",
                    name=f"Hoàng Văn Đo {number}",
                    position="Phó Chủ tịch Ủy ban nhân dân",
                    office=sites[number % len(sites)].name,
                    phone="0900 000 001",
                    category=category,
                    absent=number % 17 == 0,
                    reason="đi công tác" if number % 17 == 0 else "",
                )
                for number in range(delegates)
            ],
            batch_size=500,
        )
        return large

    def fill(self, wanted: int) -> None:
        """As many conferences of one province beside the large one; a hundred days of them lie ahead. Of each ten one
        has communes, on every day: what a page shows weighs the same beside few and many."""
        from django.db import connection

        while self.made < wanted:
            hundred, day = divmod(self.made, 100)
            with_communes = (hundred + day) % 10 == 0
            self._conference(f"Hội nghị {self.made}", ("tinh", "xa") if with_communes else ("tinh",), day)
            self.made += 1
        if self.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # the server does so itself, within a minute of so many new rows

    def pages(self, requests: int) -> dict[str, float]:
        large = self.large.pk
        addresses = {
            "home": "/",
            "sites": f"/conferences/{large}/sites",
            "rollup": f"/conferences/{large}/registration",
            "named": f"/conferences/{large}/delegates?page=3",
            "own": f"/own/{self.large.sites.order_by('order')[1000 % self.sites].pk}/delegates",
        }
        figures: dict[str, float] = {}
        for name, address in addresses.items():
            taken = [self._asked(address) for _ in range(WARM_UP + requests)][WARM_UP:]
            figures[f"{name}_p95_ms"] = p95_ms(taken)
            figures[f"{name}_p50_ms"] = p50_ms(taken)
            figures[f"{name}_best_ms"] = round(min(taken), 1)
        return figures

    def every_page(self, requests: int) -> list[PageCost]:
        """All pages of the office, by who sees most; and the first page once more for each of the other roles."""
        from django.test import Client

        from nhipcau.organs.models import Account, Grant, Unit

        wide, letter = crowd(self.host, self.large, len(self.communes))
        boss = Account.objects.create_user("boss", password=None, last_name="Vi Thị", first_name="Đo", unit=self.host)
        for unit in (self.host, wide):
            Grant.objects.create(account=boss, unit=unit, role="administrator")
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(boss)
        site = self.large.sites.order_by("order")[1000 % self.sites]
        main = self.large.sites.get(is_main=True)
        values = {
            "conferences/<int:pk>": self.large.pk,
            "<int:site_pk>": site.pk,
            "own/<int:pk>": main.pk,
            "units/<int:pk>/split": self.host.pk,
            "units/<int:pk>": wide.pk,
            "accounts/<int:pk>": boss.pk,
            "organs/<int:pk>": wide.organs.order_by("pk")[0].pk,
            "outbox/<int:pk>": letter.pk,
            "<slug:link_key>": site.link_key,
            "<slug:section>": "facts",
        }
        named = [(client, address, address) for address in addresses(values)]
        named += [(client, f"/units/{self.host.pk}", "/units/… (a province)"), (client, "/?state=week", "/?state=week")]
        below = Unit.objects.filter(parent=self.host, pk__in=self.communes).order_by("path")[0]
        for role, unit in (("unit_clerk", self.host), ("unit_clerk", below), ("technician", below), ("chair", below)):
            own = Account.objects.create_user(f"{role}-{unit.pk}", password=None)
            Grant.objects.create(account=own, unit=unit, role=role)
            other = Client(SERVER_NAME="127.0.0.1")
            other.force_login(own)
            named.append((other, "/", f"/ ({role}, {unit.tier})"))
        found = (cost(by, address, requests, name) for by, address, name in named)
        return [one for one in found if one is not None]

    def _asked(self, address: str) -> float:
        began = time.perf_counter()
        answer = self.client.get(address)
        taken = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return taken

    def export_seconds(self) -> float:
        """The named list of the large conference as Excel, with the entry that says so."""
        return self._timed(lambda: self._asked(f"/conferences/{self.large.pk}/delegates.xlsx"))

    def import_seconds(self) -> float:
        """A sheet of as many rows as the large conference has sites: read, previewed, and taken as previewed."""
        from openpyxl import Workbook

        from nhipcau.conferences.sites import sheet_commands, sheets
        from nhipcau.organs.models import Unit

        book = Workbook(write_only=True)
        page = book.create_sheet("Điểm cầu")
        page.append([sheets.COLUMNS["name"], sheets.COLUMNS["tier"], sheets.COLUMNS["unit"]])
        for code, name in Unit.objects.filter(pk__in=self.communes).values_list("code", "name"):
            page.append([name, "Cấp xã", code])
        out = io.BytesIO()
        book.save(out)
        other = self._conference("Hội nghị nhập từ Excel", ("tinh",), 40)

        def taken_in() -> None:
            sheet = sheet_commands.do_preview_sheet(self.actor, other.pk, "diem-cau.xlsx", out.getvalue())
            sheet_commands.do_apply_sheet(self.actor, other.pk, sheet.pk, sheet.digest)

        seconds = self._timed(taken_in)
        if other.sites.count() < len(self.communes):
            raise RuntimeError("not all sites were taken in")
        return seconds

    def _timed(self, act: Callable[[], object]) -> float:
        began = time.perf_counter()
        act()
        return round(time.perf_counter() - began, 2)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="nhipcau bench office")
    parser.add_argument("--conferences", type=int, default=CONFERENCES, help="beside the large one")
    parser.add_argument("--delegates", type=int, default=DELEGATES, help="of the large one")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="how often each page is asked for")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for it, else on SQLite")
    parser.add_argument("--json", action="store_true", help="on one line, for programs")
    chosen = parser.parse_args(arguments)
    if min(chosen.conferences, chosen.delegates, chosen.requests) < 1:
        parser.error("at least 1 of each")
    home = Path(tempfile.mkdtemp(prefix="nhipcau-bench-"))
    os.environ["NHIPCAU_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.web.settings"
    if chosen.postgres:
        # The package that carries PostgreSQL is for tests and measurements; the product brings none.
        os.environ["NHIPCAU_DATABASE_URL"] = importlib.import_module("tests.support.postgresql").start(home / "pg")
    try:
        import django

        django.setup()
        return show(
            "office",
            lambda: measure(chosen.conferences, chosen.delegates, chosen.requests),
            one_line=chosen.json,
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
