"""The Go program's own tests, so that one command runs everything."""

import subprocess

import pytest

from nhipcau.media.binary import SITES_MODULE
from nhipcau.media.toolchain import go_toolchain


@pytest.mark.parametrize("check", ["vet", "test"])
def test_the_go_program_passes_its_own(check: str) -> None:
    go = go_toolchain()
    ran = subprocess.run(
        [go.go, check, "./..."], cwd=SITES_MODULE, env=go.environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
