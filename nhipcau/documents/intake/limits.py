"""How large a paper may be before it is refused. Generous: a convening paper has three to ten pages."""

from __future__ import annotations

from typing import Final

from nhipcau.core.phrases import phrase

MEGABYTE: Final = 1024 * 1024
MOST_UPLOADED: Final = 20 * MEGABYTE
MOST_UNPACKED: Final = 64 * MEGABYTE
MOST_ENTRIES: Final = 2000
MOST_CHARACTERS: Final = 400_000  # some 200 pages
MOST_PAGES: Final = 200
NOTHING_KEPT: Final = phrase("Không lưu lại gì từ tệp này.")
