"""What every test of accounts stands on."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def cheap_hashes(settings: Any) -> None:
    """What a hash costs is not the question here, and the real one costs a great deal."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
