"""The reader against labelled real papers, where they lie beside the checkout; they are no part of the project."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no labelled papers beside this checkout (../shared/seeds)")
def test_mean_score() -> None:
    reader = f"{sys.executable} -m nhipcau.documents.intake {{file}}"
    scorer = [
        sys.executable,
        str(SHARED / "tools" / "score_intake.py"),
        "--reader",
        reader,
        str(SHARED / "seeds"),
        "--min",
        "0.6",
    ]
    done = subprocess.run(scorer, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
