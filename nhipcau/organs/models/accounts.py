"""Accounts, and the roles that bind an account to a subtree of units."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.text import search_key
from nhipcau.organs.models.organs import Organ
from nhipcau.organs.models.reach import GrantManager
from nhipcau.organs.models.units import Unit


def search_of(family: str, given: str, username: str, email: str) -> str:
    """What a search looks through. It begins with the given name, by which Vietnamese lists are ordered."""
    return search_key(f"{given} | {family} {given} {username} {email}")[:600]


class Account(AbstractUser):
    """A person of the staff who logs in. Sites have no accounts: they have a link and a PIN."""

    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts",
        db_comment="Office of the person; its administrators look after the account, whatever roles it has",
    )
    is_example = models.BooleanField(
        default=False, db_comment="Made with a published password; the server refuses to leave loopback while it has it"
    )
    language = models.CharField(
        max_length=2, blank=True, default="", db_comment="Last chosen; browsers that have chosen nothing learn it here"
    )
    search = models.CharField(
        max_length=600, default="", editable=False, db_comment="Name, login name and address, unaccented"
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("tài khoản")

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.search = search_of(self.last_name, self.first_name, self.username, self.email)
        if update_fields is not None:
            update_fields = {*update_fields, "search"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_full_name(self) -> str:
        """Family name first, as names are written in Vietnamese."""
        return f"{self.last_name} {self.first_name}".strip()


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

    objects: "ClassVar[GrantManager[Grant]]" = GrantManager()  # pyright: ignore[reportIncompatibleVariableOverride]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "role"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.unit}"


class OrganGrant(models.Model):
    """A role of an account at an organ: it reaches the organ's own sites and nothing else, no unit and no conference.

    For the people of a telecom company, a hospital, a department, and for technicians and helpers of no territory.
    """

    ROLES: ClassVar[tuple[Grant.Role, ...]] = (Grant.Role.UNIT_CLERK, Grant.Role.TECHNICIAN, Grant.Role.VIEWER)

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="organ_grants")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Grant.Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "organ", "role"], name="organ_grant_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["unit_clerk", "technician", "viewer"]), name="organ_grant_serves_sites"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.organ}"


class Invitation(models.Model):
    """A link with which one person comes in: to a role at a unit, or, for who has an account, to a new password.

    The link follows from the row and the server's secret; it is kept only in a letter, where one is sent. It opens
    once, until it expires.
    """

    account = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reset_links",
        db_comment="Whose password it sets; null: it brings in somebody new",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="invitations",
        db_comment="Where the role is; else their office",
    )
    organ = models.ForeignKey(
        Organ,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations",
        db_comment="The role is at this organ alone; the unit is the one that keeps its record",
    )
    role = models.CharField(max_length=20, choices=Grant.Role.choices, blank=True, db_comment="Empty: of a reset")
    name = models.CharField(max_length=150, blank=True, db_comment="Whom it is meant for")
    email = models.EmailField(blank=True, db_comment="Where given, outside sign-in must confirm this address")
    key = models.CharField(max_length=64, unique=True, db_comment="Idempotency key of the command that made it")
    made_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="invitations_made",
        db_comment="Null: the command line",
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_used"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "used_at", "withdrawn_at"], name="invitation_open_at_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=True, role__gt="") | models.Q(account__isnull=False, role=""),
                name="invitation_to_a_role_or_a_password",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_not_used_and_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display() or self.account} · {self.place}"

    @property
    def place(self) -> str:
        """Name of the organ or the unit at which the role is."""
        return self.organ.name if self.organ is not None else self.unit.name
