"""Scenes: what many tests begin with, built once a process instead of once a test.

    @scene
    def world(lang_son: Unit) -> dict[str, Any]: ...

is used as a fixture is. What it builds is committed to a database of its own: a copy of that of the scene which its
argument names, of the empty one where it names none. Each test that asks for it works there within a transaction that
is rolled back, as tests do on the empty database, and gets objects of its own, as they were when they had been built.
"""

import inspect
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

from tests.support.databases import Databases

_SCENES: dict[Any, "Scene"] = {}
"""By the fixture that stands for them."""


class Scene:
    """name, build: of the function that was marked. base: the name of the scene it begins with, or ""."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self.name = build.__name__
        self.base = next(iter(inspect.signature(build).parameters), "")
        self._build = build
        self._made: Any = None
        self.database = ""
        self.failure: Exception | None = None

    def open(self, databases: Databases, bases: "list[Scene]") -> None:
        """Lead connections to this scene's database. bases: what it begins with, the nearest first."""
        if not self.database:
            for base in bases[:1]:
                base.open(databases, bases[1:])
            database = databases.copy(databases.used if bases else databases.empty)
            databases.use(database)
            with transaction.atomic():
                made = self._build(*(base.objects() for base in bases[:1]))
                # Within a test's transaction nothing is set off that waits for the commit; nor is it here.
                connection.run_on_commit.clear()
            self._made, self.database = made, database
        databases.use(self.database)

    def objects(self) -> Any:
        return deepcopy(self._made)


def scene(build: Callable[..., Any]) -> Any:
    """Make a fixture of a function that builds what tests begin with; its argument is the scene it begins with."""
    made = Scene(build)

    def given(db: None, django_db_setup: Databases) -> Any:
        if made.failure is not None:
            raise made.failure
        assert made.database, f"{made.name}: name it among the test's arguments"
        return made.objects()

    given.__doc__ = build.__doc__
    fixture = pytest.fixture(name=made.name)(given)
    _SCENES[fixture] = made
    return fixture


def line_of(name: str, module: Any) -> list[Scene]:
    """The scene of that name as a module sees it, and what it begins with, the farthest last."""
    from tests.support import conferences

    fixture = getattr(module, name, None) or getattr(conferences, name, None)
    found = _SCENES.get(fixture) if fixture is not None else None
    return [found, *line_of(found.base, module)] if found is not None else []


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    """Choose the database before pytest-django begins the test's transaction on it."""
    if fixturedef.argname != "_django_db_helper":
        return
    databases: Databases = request.getfixturevalue("django_db_setup")
    lines = sorted((line_of(name, request.module) for name in request.fixturenames), key=len)
    longest = lines[-1] if lines else []
    for line in lines:
        assert set(line) <= set(longest), f"scenes that do not build on each other: {line[0].name}, {longest[0].name}"
    with request.getfixturevalue("django_db_blocker").unblock():
        if not longest:
            databases.use(databases.empty)
            return
        try:
            longest[0].open(databases, longest[1:])
        except Exception as failure:  # noqa: BLE001 - the fixture raises it: pytest takes no failure from this hook
            longest[0].failure = failure
            databases.use(databases.empty)
