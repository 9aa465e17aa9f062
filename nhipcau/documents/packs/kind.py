"""The names under which packs go out: of their letters, of their bundles. Every process that starts loads them."""

from typing import Final

KIND: Final = "pack"
ZIPPED: Final = "packs"
TO_PRINT: Final = "packs-to-print"
