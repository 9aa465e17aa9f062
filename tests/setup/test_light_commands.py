"""What must work before anything is installed, or without the weight of the rest."""

import subprocess
import sys

from nhipcau.media.toolchain import ROOT


def test_the_set_up_needs_the_standard_library_alone() -> None:
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "deploy/setup.py", "help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "lock" in ran.stdout


def test_the_command_line_loads_no_django_by_itself() -> None:
    script = "import sys, nhipcau.cli, nhipcau.documents.intake.command; print('django' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_locks_hold_hashes_and_name_no_host() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text, lock.name
        assert "://" not in text, lock.name
        assert "index-url" not in text, lock.name
        packages = [line for line in text.splitlines() if "==" in line]
        assert packages, lock.name
        assert all(line.rstrip().endswith("\\") for line in packages), lock.name
