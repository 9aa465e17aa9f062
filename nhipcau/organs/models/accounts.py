"""Accounts, and the roles that bind an account to a subtree of units."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.organs.models.reach import GrantManager
from nhipcau.organs.models.units import Unit


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
        RECORDS_CLERK = "records_clerk", _("Văn thư")
        UNIT_CLERK = "unit_clerk", _("Đầu mối của đơn vị")
        OPERATOR = "operator", _("Kỹ thuật điều hành")
        DISTRICT_TECHNICIAN = "district_technician", _("Kỹ thuật cấp huyện")
        SECRETARY = "secretary", _("Thư ký")
        CHAIR = "chair", _("Chủ trì")
        TECHNICIAN = "technician", _("Kỹ thuật điểm cầu")
        PRESS = "press", _("Báo chí")
        VIEWER = "viewer", _("Theo dõi")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)

    objects: ClassVar[GrantManager] = GrantManager()  # pyright: ignore[reportIncompatibleVariableOverride]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "role"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.unit}"
