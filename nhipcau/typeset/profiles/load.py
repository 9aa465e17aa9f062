"""Which profile a paper has."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import TypeAdapter

from nhipcau.core.words import gettext_noop
from nhipcau.typeset.model import System
from nhipcau.typeset.profiles.shape import Profile

NAMES: Final = (
    gettext_noop("Nghị định 30/2020/NĐ-CP"),
    gettext_noop("Hướng dẫn 36-HD/VPTW (2018)"),
    gettext_noop("Hướng dẫn 05-HD/VPTW (2026)"),
)
"""What the profiles are called, marked: the tools of the translators do not read the files in `data`."""
_PROFILE = TypeAdapter(Profile)
_PARTY_KIND = "dang"


class UnknownProfile(LookupError):
    """No profile has this id: a paper was issued by a newer version of the program."""


@cache
def every_profile() -> tuple[Profile, ...]:
    """All profiles, oldest first."""
    texts = [one.read_text(encoding="utf-8") for one in (files(__package__ or __name__) / "data").iterdir()]
    profiles = [_PROFILE.validate_python(tomllib.loads(text), strict=False) for text in texts]
    return tuple(sorted(profiles, key=lambda profile: (profile.valid_from, profile.id)))


def profile_by_id(profile: str) -> Profile:
    """Raises UnknownProfile."""
    for one in every_profile():
        if one.id == profile:
            return one
    raise UnknownProfile(profile)


def system_of(issuer_kind: str) -> System:
    """Whose rules an organ of this kind (`organs.Organ.Kind`, or a System's own value) writes by."""
    return System.PARTY if issuer_kind in (_PARTY_KIND, System.PARTY) else System.STATE


def profile_for(issuer_kind: str, issue_date: dt.date) -> Profile:
    """The profile in force on that day for that kind of issuer; before the first one, the first."""
    fitting = [one for one in every_profile() if one.system is system_of(issuer_kind)]
    return next((one for one in reversed(fitting) if one.holds_on(issue_date)), fitting[0])
