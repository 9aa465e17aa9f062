"""The banners of a province's sites, asked for as on the page and made by the worker's own code, in a home of its own.

Run as a program (`python -m bench.kit.banner_bundle N`, with NHIPCAU_HOME; N from 12) it prints its figures as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date

from nhipcau.media.toolchain import ROOT

_DISTRICTS = 11


@dataclass(frozen=True, slots=True)
class Made:
    """seconds: from the request until the file is ready for download; processor: of all threads; parts: banners."""

    seconds: float
    processor: float
    bytes: int
    parts: int


def make_bundle(sites: int) -> Made:
    """In a process of its own, on a database that is made for it and thrown away."""
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as home:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NHIPCAU_", "DJANGO_"))}
        ran = subprocess.run(
            [sys.executable, "-m", "bench.kit.banner_bundle", str(sites)],
            cwd=ROOT,
            env={**inherited, "NHIPCAU_HOME": home},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
    if ran.returncode != 0:
        raise RuntimeError(f"the banners could not be made:\n{ran.stderr}")
    return Made(**json.loads(ran.stdout.splitlines()[-1]))


def _make(sites: int) -> Made:
    from django.core.management import call_command

    from nhipcau.conferences.commands import do_create_conference
    from nhipcau.conferences.plan import ConferencePlan, PlannedTier
    from nhipcau.core.access import system
    from nhipcau.core.config import config
    from nhipcau.documents.banners.kind import KIND
    from nhipcau.documents.bundles.commands import do_request_bundle
    from nhipcau.documents.models import Bundle
    from nhipcau.organs.models import Tier
    from nhipcau.web.prepare import prepare

    prepare(config())
    counts = ((Tier.PROVINCE, 1), (Tier.DISTRICT, _DISTRICTS), (Tier.COMMUNE, sites - 1 - _DISTRICTS))
    plan = ConferencePlan(
        title="Hội nghị trực tuyến ba cấp giao ban Thường trực HĐND tỉnh với Thường trực HĐND cấp xã năm 2021",
        named=("Ủy ban nhân dân tỉnh Lạng Sơn",),
        issuing_body="Ủy ban nhân dân tỉnh Lạng Sơn",
        tiers=tuple(PlannedTier(tier, count) for tier, count in counts if count),
        units_on=date(2021, 12, 6),
        start_date=date(2021, 12, 24),
    )
    actor = system("bench")
    conference = do_create_conference(actor, plan, "bench")
    began, used = time.perf_counter(), time.process_time()
    asked = do_request_bundle(actor, conference.pk, KIND, {"print": False, "screen": False})
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    taken, used = time.perf_counter() - began, time.process_time() - used
    made = Bundle.objects.get(pk=asked.pk)
    if made.state != Bundle.State.READY:
        raise RuntimeError(f"{made.get_state_display()}: {made.why}")
    return Made(taken, used, made.bytes, made.done)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.web.settings"
    import django

    django.setup()
    print(json.dumps(asdict(_make(int(sys.argv[1])))))
