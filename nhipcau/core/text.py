"""Vietnamese text: search without diacritics, and names in the order offices expect."""

import re
import unicodedata

_BARE = str.maketrans({"đ": "d", "Đ": "D"})


def unaccent(text: str) -> str:
    """`Đồng Đăng` → `Dong Dang`; case and everything else stay."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def search_key(text: str) -> str:
    """Lower case, without diacritics, single spaces: what search boxes compare."""
    return re.sub(r"\s+", " ", unaccent(text).lower()).strip()


def nfc(text: str) -> str:
    """The composed form in which everything is stored."""
    return unicodedata.normalize("NFC", text)
