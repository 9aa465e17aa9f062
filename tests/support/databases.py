"""A database of one's own, for tests that really commit.

The journal refuses deletion, therefore Django's way of emptying tables after such a test cannot work: these tests get
a fresh copy of the migrated, empty database instead, and the copy is thrown away.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrate the test database whichever tests run; pytest-django's own does it only for those with a `db` fixture."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """The name of a migrated, empty database that this test alone uses, from as many threads as it likes.

    Threads close their connections themselves (`django.db.connections.close_all()`), as request threads do.
    """
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        connections.close_all()
        copy = _copy(str(template), tmp_path)
        _use(copy)
        try:
            yield copy
        finally:
            connections.close_all()
            _use(str(template))
            _drop(copy)


def _use(name: str) -> None:
    # All threads' connections are made from this one dictionary.
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _copy(template: str, folder: Path) -> str:
    if connection.vendor == "sqlite":
        name = str(folder / "own.sqlite3")
        with sqlite3.connect(template) as source, sqlite3.connect(name) as target:
            source.backup(target)
        source.close()
        target.close()
        return name
    name = f"own_{uuid4().hex[:12]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _drop(name: str) -> None:
    if connection.vendor == "sqlite":
        return  # it lies in the test's folder
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
