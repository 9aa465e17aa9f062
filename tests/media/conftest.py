"""One real engine for the tests of its adapter."""

from collections.abc import Iterator

import pytest

from tests.support.stack import EngineAlone


@pytest.fixture(scope="package")
def engine_alone() -> Iterator[EngineAlone]:
    with EngineAlone() as running:
        yield running
