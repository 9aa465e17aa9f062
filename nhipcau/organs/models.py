"""Units (a dated tree), accounts, and the roles that bind an account to a unit's subtree."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """Levels of the chain, from the centre down; the order of a conference's tiers is its own."""

    CENTRE = "trung_uong", _("Trung ương")
    PROVINCE = "tinh", _("Cấp tỉnh")
    DISTRICT = "huyen", _("Cấp huyện")
    COMMUNE = "xa", _("Cấp xã")


class Unit(models.Model):
    """A territorial unit as it was between two dates. Codes are those of the General Statistics Office, padded."""

    code = models.CharField(max_length=12, db_comment="GSO code, padded: 2, 3 or 5 digits")
    name = models.CharField(max_length=200, db_comment="Full name with its kind, e.g. Huyện Bắc Sơn")
    short_name = models.CharField(max_length=200)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=200, unique=True, db_comment="Codes from the root, each ended by a slash")
    order = models.PositiveIntegerField(default=0, db_comment="Order among siblings, as the GSO lists them")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, db_comment="First day on which it no longer exists")

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["code", "tier", "valid_from"], name="unit_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Account(AbstractUser):
    """A person of the staff who logs in. Sites have no accounts: they have a link and a PIN."""

    is_example = models.BooleanField(
        default=False, db_comment="Made with a published password; the server refuses to leave loopback while it has it"
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("tài khoản")

    def get_full_name(self) -> str:
        """Family name first, as names are written in Vietnamese."""
        return f"{self.last_name} {self.first_name}".strip()


class LoginAttempts(models.Model):
    """Wrong passwords given for an account name, whether there is such an account or not, until the right one comes."""

    name_hash = models.CharField(
        max_length=64, primary_key=True, db_comment="SHA-256 of the name: people type passwords there by mistake"
    )
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    open_at = models.DateTimeField(db_comment="Before this moment no password is looked at")

    def __str__(self) -> str:
        return f"{self.name_hash[:8]}: {self.wrong}"


class Grant(models.Model):
    """A role of an account at a unit; it reaches the unit's whole subtree."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Quản trị")
        ORGANISER = "organiser", _("Tổ chức hội nghị")
        OPERATOR = "operator", _("Kỹ thuật điều hành")
        VIEWER = "viewer", _("Theo dõi")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "role"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.unit}"
