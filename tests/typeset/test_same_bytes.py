"""The same paper with the same profile gives the same bytes: in another process, time zone, language, hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhipcau.typeset import profile_by_id, render_docx, render_html, render_pdf, render_text
from nhipcau.typeset.model import Kind
from tests.typeset.papers import paper

ROOT = Path(__file__).parents[2]


def digests(profile: str) -> list[str]:
    """Of every form of a plan with annexes and of a letter."""
    given = profile_by_id(profile)
    found: list[str] = []
    for kind in (Kind.PLAN, Kind.LETTER):
        written = paper(kind, given.system)
        forms = (
            render_pdf(written, given),
            render_docx(written, given),
            render_html(written, given).encode(),
            render_text(written, given).encode(),
        )
        found += [hashlib.sha256(data).hexdigest() for data in forms]
    return found


@pytest.mark.parametrize("profile", ["nd30-2020", "hd05-2026"])
def test_the_same_bytes_elsewhere(profile: str) -> None:
    asked = f"from tests.typeset.test_same_bytes import digests; print(*digests({profile!r}))"
    places = {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**os.environ, **places, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert elsewhere.stdout.split() == digests(profile)
