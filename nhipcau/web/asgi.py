"""For ASGI servers other than `nhipcau web`: `nhipcau.web.asgi:app`, in one process."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
django.setup()

# Their models need the settings.
from nhipcau.core.config import config  # noqa: E402
from nhipcau.media.livekit import engine  # noqa: E402
from nhipcau.web.application import make_app  # noqa: E402
from nhipcau.web.live.host import HallHost  # noqa: E402

app = make_app(HallHost(config(), engine()))
