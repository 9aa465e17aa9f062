"""What the pages on which a conference is prepared have in common."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from nhipcau.conferences.models import Conference
from nhipcau.conferences.vocabulary import words_for
from nhipcau.core.access import Actor, Need, may


def key_of(request: HttpRequest) -> str:
    """The form's idempotency key."""
    return request.POST.get("key", "")[:64] or uuid4().hex


def frame(actor: Actor, conference: Conference) -> dict[str, Any]:
    """What every page on which a conference is prepared shows round its own content."""
    return {
        "nav": "home",
        "conference": conference,
        "words": words_for(conference.kind),
        "may_prepare": may(actor, conference.host.path, Need.PREPARE),
        "key": uuid4().hex,
    }
