"""Under which address others find us."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.http import HttpRequest

from nhipcau.core.config import config


def base_url(request: HttpRequest) -> str:
    """The address others were told, without a trailing slash; where none is set, the one this browser used."""
    return config().base_url if config().public_url else f"{request.scheme}://{request.get_host()}"


def public_url(request: HttpRequest, path: str) -> str:
    """`path` (from the root) as it is passed on to others."""
    return base_url(request) + path


def only_this_machine(request: HttpRequest) -> bool:
    """Whether the links lead to loopback: good for a trial here, useless on another PC."""
    host = urlsplit(base_url(request)).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
