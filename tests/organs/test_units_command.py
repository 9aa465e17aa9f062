"""`nhipcau units`: lists what may be brought in, brings it in once, and says so when there is no such list."""

import pytest
from typer.testing import CliRunner

from nhipcau.cli import app
from nhipcau.organs.models import Unit

pytestmark = pytest.mark.django_db


def test_the_lists_are_named_with_what_they_hold() -> None:
    said = CliRunner().invoke(app, ["units", "list"])
    assert said.exit_code == 0
    assert "dien-bien-2021" in said.output


def test_a_list_is_brought_in_once() -> None:
    first = CliRunner().invoke(app, ["units", "import", "dien-bien-2021"])
    assert (first.exit_code, "đã nạp 140 đơn vị" in first.output) == (0, True)
    again = CliRunner().invoke(app, ["units", "import", "dien-bien-2021"])
    assert "đã có, không thay đổi" in again.output
    assert Unit.objects.filter(path__startswith="11-").count() == 140


def test_an_unknown_list_is_refused_before_anything_is_done() -> None:
    said = CliRunner().invoke(app, ["units", "import", "dien-bien-2021", "khong-co"])
    assert said.exit_code == 3
    assert not Unit.objects.exists()
