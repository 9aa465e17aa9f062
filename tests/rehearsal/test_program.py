"""The Go program's own tests, so that one command runs everything."""

import subprocess

from nhipcau.media.binary import SITES_MODULE
from nhipcau.media.toolchain import go_toolchain


def test_the_go_program_passes_its_own() -> None:
    go = go_toolchain()
    # -trimpath as in the build: with the same flags the libraries come from the build's cache, not from their sources
    ran = subprocess.run(
        [go.go, "test", "-trimpath", "-vet=all", "./..."],
        cwd=SITES_MODULE,
        env=go.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
