"""Units (a dated tree) and what became of them, organs, accounts with their roles, and how they sign in."""

from nhipcau.organs.models.accounts import Account, Grant, Invitation, OrganGrant
from nhipcau.organs.models.organs import ORGAN_CODE, Organ
from nhipcau.organs.models.sign_in import ExternalIdentity, Login, LoginAttempts, RecoveryCode, SecondStep
from nhipcau.organs.models.units import GOES_ON, ListPreview, Succession, Tier, Unit

__all__ = [
    "GOES_ON",
    "ORGAN_CODE",
    "Account",
    "ExternalIdentity",
    "Grant",
    "Invitation",
    "ListPreview",
    "Login",
    "LoginAttempts",
    "Organ",
    "OrganGrant",
    "RecoveryCode",
    "SecondStep",
    "Succession",
    "Tier",
    "Unit",
]
