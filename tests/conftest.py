"""What every test stands on: a data folder of its own, a database that is made from migrations, people with roles.

The folder is chosen before Django reads its settings, so that no test can touch the data of somebody who works here.
`NHIPCAU_TEST_DATABASE=postgresql` runs the same tests on a PostgreSQL started for the run and thrown away after it.
"""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

_HOME = Path(tempfile.mkdtemp(prefix="nhipcau-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
(_HOME / "static").mkdir()
for _name in [name for name in os.environ if name.startswith("NHIPCAU_") and name != "NHIPCAU_TEST_DATABASE"]:
    del os.environ[_name]
os.environ["NHIPCAU_HOME"] = str(_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.web.settings"
if os.environ.get("NHIPCAU_TEST_DATABASE") == "postgresql":
    from tests.support import postgresql

    os.environ["NHIPCAU_DATABASE_URL"] = postgresql.start(_HOME / "postgresql")
django.setup()
# How long examples take says more about the machine's other work than about the code; and each run tries the same ones,
# so that what fails has been broken by what was changed. `--hypothesis-profile=default` looks for others.
hypothesis_settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")

pytest_plugins = [f"tests.support.{name}" for name in ("clients", "databases", "scenes", "people", "conferences")]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what opens no database: it would be the same test again."""
    if os.environ.get("NHIPCAU_TEST_DATABASE") != "postgresql":
        return
    without = [one for one in items if not opens_database(one)]
    items[:] = [one for one in items if opens_database(one)]
    config.hook.pytest_deselected(items=without)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end; looking through all of it for rubbish again and again takes a tenth of
    the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 50)


def opens_database(item: pytest.Item) -> bool:
    fixtures = {"db", "own_database", "django_db_setup"}
    return bool(item.get_closest_marker("django_db") or fixtures.intersection(getattr(item, "fixturenames", ())))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Processes that share the tests choose folders of their own as this one did, before Django reads its settings."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def data_home() -> Path:
    """The data folder of this run."""
    return _HOME
