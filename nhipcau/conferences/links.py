"""Join links: their keys, as addresses and as QR codes."""

import secrets
from functools import lru_cache

import segno
from django.http import HttpRequest
from django.urls import reverse

from nhipcau.conferences.models import Site
from nhipcau.core.addresses import base_url

# No letters or digits that look alike on a printed sheet; 12 of 31 are 59 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12


def new_link_key() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def join_url(request: HttpRequest, site: Site) -> str:
    return base_url(request) + reverse("room", args=[site.link_key])


@lru_cache(maxsize=1024)
def qr_code(url: str) -> str:
    """An SVG as data URI; level M survives a smudge on paper."""
    return segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=2)
