"""Secrets are made once, readable by the owner alone, and the same for every process that starts at the same time."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nhipcau.core.config import Config


def test_a_secret_is_made_on_first_use_and_kept(tmp_path: Path) -> None:
    first = Config(home=tmp_path).secret_key
    assert len(first) >= 48
    assert Config(home=tmp_path).secret_key == first


def test_a_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    _ = Config(home=tmp_path).secret_key
    mode = (tmp_path / "secrets" / "secret_key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: Config(home=tmp_path).secret("engine_secret"), range(16)))
    assert len(secrets) == 1


@pytest.mark.parametrize("name", ["PORT", "NHIPCAU_PORT"])
def test_the_port_is_honoured_under_both_names(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("NHIPCAU_PORT", raising=False)
    monkeypatch.setenv(name, "18123")
    assert Config().port == 18123
    assert Config().base_url.endswith(":18123")
