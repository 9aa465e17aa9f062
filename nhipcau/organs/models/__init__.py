"""Units (a dated tree) and what became of them, organs, accounts, and the roles that bind an account to a subtree."""

from nhipcau.organs.models.accounts import Account, Grant, LoginAttempts
from nhipcau.organs.models.organs import ORGAN_CODE, Organ
from nhipcau.organs.models.units import GOES_ON, ListPreview, Succession, Tier, Unit

__all__ = [
    "GOES_ON",
    "ORGAN_CODE",
    "Account",
    "Grant",
    "ListPreview",
    "LoginAttempts",
    "Organ",
    "Succession",
    "Tier",
    "Unit",
]
