"""For ASGI servers: `nhipcau.web.asgi:app`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
django.setup()

from nhipcau.web.application import app  # noqa: E402 - its models need the settings

__all__ = ["app"]
