"""The name under which all banners go out as one file. Every process that starts loads it."""

from typing import Final

KIND: Final = "banners"
