"""What every process of the product loads before it does anything: nothing that only some requests need."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["openpyxl", "docx", "nhipcau.documents.intake.assemble"])
def test_a_process_starts_without_what_only_some_requests_need(name: str) -> None:
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'nhipcau.web.settings'\n"
        f"import django; django.setup(); sys.exit({name!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
