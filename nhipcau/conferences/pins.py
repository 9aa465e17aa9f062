"""The PIN of a site: derived, never stored, so that no list of PINs can leak from the database.

It follows from the server's secret, the site and the site's version; removing a machine raises the version and
thereby changes the PIN. Six digits are enough because wrong attempts are slowed per site.
"""

import hashlib
import hmac

from nhipcau.core.config import config

DIGITS = 6


def pin(site_id: int | str, version: int) -> str:
    """Six decimal digits."""
    message = f"pin:{site_id}:{version}".encode()
    digest = hmac.new(config().secret_key.encode(), message, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def matches(site_id: int | str, version: int, given: str) -> bool:
    """Whether `given` (spaces allowed) is the site's PIN, compared in constant time."""
    plain = "".join(given.split())
    return hmac.compare_digest(pin(site_id, version).encode(), plain.encode())
