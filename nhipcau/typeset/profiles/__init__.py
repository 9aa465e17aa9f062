"""Dated format profiles: every measure, word and sign that the rules prescribe, as data.

A paper keeps the profile of the day it was issued, so that an old one is drawn again as it was. A new rule is a new
file in `data/` and an end date in the old one.
"""

from nhipcau.typeset.profiles.load import UnknownProfile, every_profile, profile_by_id, profile_for, system_of
from nhipcau.typeset.profiles.shape import Profile, Style, Under

__all__ = [
    "Profile",
    "Style",
    "Under",
    "UnknownProfile",
    "every_profile",
    "profile_by_id",
    "profile_for",
    "system_of",
]
