"""The product's folder in the user's cache: what was downloaded or compiled, and may be deleted at any time."""

import os
from pathlib import Path


def cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "nhipcau"
