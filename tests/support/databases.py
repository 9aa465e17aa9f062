"""Databases beside the migrated, empty one: of one test alone, or of a scene that many tests begin with.

The journal refuses deletion, therefore Django's way of emptying tables after a test that really commits cannot work:
such a test gets a fresh copy of the empty database instead, and the copy is thrown away.
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
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, data_home: Path
) -> Iterator["Databases"]:
    """Migrate the test database whichever tests run; pytest-django's own does it only for those with a `db` fixture."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        databases = Databases(data_home)
    yield databases
    with django_db_blocker.unblock():
        databases.use(databases.empty)
        teardown_databases(made, verbosity=0)


@pytest.fixture
def own_database(django_db_setup: "Databases", django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """The name of a migrated, empty database that this test alone uses, from as many threads as it likes.

    Threads close their connections themselves (`django.db.connections.close_all()`), as request threads do.
    """
    with django_db_blocker.unblock():
        copy = django_db_setup.copy(django_db_setup.empty, tmp_path)
        django_db_setup.use(copy)
        try:
            yield copy
        finally:
            django_db_setup.use(django_db_setup.empty)
            django_db_setup.drop(copy)


class Databases:
    """Which database all threads' next connections lead to. empty: the name of the migrated one without rows."""

    def __init__(self, folder: Path) -> None:
        self.empty = self.used = str(connection.settings_dict["NAME"])
        self._folder = folder

    def use(self, name: str) -> None:
        if name == self.used:
            return
        connections.close_all()
        # All threads' connections are made from this one dictionary.
        connections.settings["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        self.used = name

    def copy(self, original: str, folder: Path | None = None) -> str:
        """The name of a new database with what is committed in `original`. folder: where SQLite's file lies, if not
        in the run's data folder."""
        new = f"own_{uuid4().hex[:12]}"
        connections.close_all()
        if connection.vendor == "sqlite":
            name = str((folder or self._folder) / f"{new}.sqlite3")
            with sqlite3.connect(original) as source, sqlite3.connect(name) as target:
                source.backup(target)
            source.close()
            target.close()
            return name
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{new}" TEMPLATE "{original}"')
        return new

    def drop(self, name: str) -> None:
        if connection.vendor == "sqlite":
            return  # it goes with its folder
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
