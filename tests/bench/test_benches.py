"""The measurements themselves, small: they run on the real product, say what they promise to say, and nobody fails.

What a province's figures have to be is not checked here: a machine that runs tests is not a quiet one.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bench import cut, join, mute
from bench.kit import processes, report
from bench.kit.statistics import p50_ms, p95_ms

pytestmark = [pytest.mark.stack, pytest.mark.keeps_time]


@pytest.fixture(autouse=True)
def _in_no_hurry_for_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures do not matter here: nothing waits for a quiet machine."""
    monkeypatch.setattr(processes, "QUIET_SECONDS", 0.0)


def test_a_small_province_joins_the_product_and_the_engine_alone(capsys: pytest.CaptureFixture[str]) -> None:
    figures = printed("join", join.measure, 6, capsys)
    for arm in ("", "raw_", "admission_"):
        assert (figures[f"{arm}joined"], figures[f"{arm}failed"]) == (6, 0)
        assert 0 < figures[f"{arm}seconds"] < join.JOIN_SECONDS
    assert figures["ratio"] == pytest.approx(figures["seconds"] / figures["raw_seconds"], rel=0.05)
    assert figures["web_cpu_seconds"] > 0
    assert figures["engine_cpu_seconds"] > 0


@pytest.mark.browser
def test_cuts_reach_every_room_and_the_stage_page(capsys: pytest.CaptureFixture[str]) -> None:
    def small(sites: int) -> dict[str, Any]:
        return cut.measure(sites, cuts=3, cold_cuts=2, late_rooms=2, browser_cuts=2)

    figures = printed("cut", small, 7, capsys)
    assert (figures["rooms"], figures["cuts"], figures["late_rooms"], figures["browser_cuts"]) == (7, 3, 1, 2)
    assert 0 < figures["p50_ms"] <= figures["p95_ms"] <= figures["max_ms"]
    for measured in ("ready_p95_ms", "cold_p95_ms", "late_p95_ms", "browser_p95_ms"):
        assert 0 < figures[measured] < 15_000


def test_closing_all_microphones_silences_raw_listeners(capsys: pytest.CaptureFixture[str]) -> None:
    figures = printed("mute", mute.measure, 10, capsys)
    assert (figures["rooms"], figures["listeners"], figures["microphones"]) == (10, 5, 4)
    assert figures["still_heard"] == 0
    assert figures["seconds"] == pytest.approx(figures["last_packet_seconds"] + 0.3)
    assert 0 <= figures["last_sound_seconds"] <= figures["last_packet_seconds"] < mute.SILENT_SECONDS


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert p50_ms([4.0, 1.0, 3.0, 2.0]) == 2.0
    assert p95_ms(float(n) for n in range(1, 101)) == 95.0
    assert p95_ms([7.04]) == 7.0
    with pytest.raises(ValueError, match="nothing was measured"):
        p50_ms([])


def test_fewer_sites_than_mean_anything_are_refused() -> None:
    with pytest.raises(SystemExit):
        mute.main(["--sites", "6"])


def printed(
    name: str, measure: Callable[[int], dict[str, Any]], sites: int, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """What the command writes to standard output, which is one JSON object and nothing else."""
    assert report.run(name, measure, ["--sites", str(sites), "--json"], least=2) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["bench"] == name
    assert figures["sites"] == sites
    return figures
