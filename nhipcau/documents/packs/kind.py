"""Under what name letters with packs go out; loaded by every process that starts, so it stands alone."""

from typing import Final

KIND: Final = "pack"
