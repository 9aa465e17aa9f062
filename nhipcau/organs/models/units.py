"""The dated tree of units, what became of them, and lists of them on their way in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """Levels of the chain, from the centre down; the order of a conference's tiers is its own."""

    CENTRE = "trung_uong", _("Trung ương")
    PROVINCE = "tinh", _("Cấp tỉnh")
    DISTRICT = "huyen", _("Cấp huyện")
    COMMUNE = "xa", _("Cấp xã")


class Unit(models.Model):
    """A territorial unit as it was between two dates. Codes are those of the General Statistics Office, padded.

    A unit that gets another name or another place above it goes on as a new row; `Succession` ties the two.
    """

    code = models.CharField(max_length=12, db_comment="GSO code, padded: 2, 3 or 5 digits")
    name = models.CharField(max_length=200, db_comment="Full name with its kind, e.g. Huyện Bắc Sơn")
    short_name = models.CharField(max_length=200)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=200, unique=True, db_comment="Codes from the root, each ended by a slash")
    order = models.PositiveIntegerField(default=0, db_comment="Order among siblings, as the GSO lists them")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, db_comment="First day on which it no longer exists")
    search = models.CharField(max_length=200, default="", editable=False, db_comment="Name without diacritics, lower")
    latitude = models.FloatField(null=True, blank=True, db_comment="Degrees north of its middle, WGS 84")
    longitude = models.FloatField(null=True, blank=True, db_comment="Degrees east of its middle, WGS 84")

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["parent", "order"], name="unit_children_in_order"),
            models.Index(fields=["valid_from", "valid_to"], name="unit_by_dates"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "tier", "valid_from"], name="unit_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="unit_lies_somewhere_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """`Huyện` of `Huyện Bắc Sơn`."""
        return self.name.removesuffix(self.short_name).strip()

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, where it is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class Succession(models.Model):
    """What became of a unit on a day. One row a pair: two units merged into one are two rows, a split one as well."""

    class Kind(models.TextChoices):
        CONTINUED = "continued", _("Giữ nguyên")
        RENAMED = "renamed", _("Đổi tên")
        MOVED = "moved", _("Chuyển đơn vị cấp trên")
        MERGED = "merged", _("Sáp nhập")
        SPLIT = "split", _("Chia tách")
        ABOLISHED = "abolished", _("Giải thể, kết thúc hoạt động")

    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField(db_comment="First day of the new state")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    basis = models.CharField(max_length=200, blank=True, default="", db_comment="Legal basis, as papers cite it")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
            models.UniqueConstraint(
                fields=["before"], condition=models.Q(after__isnull=True), name="succession_abolished_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="abolished", after__isnull=True)
                | (~models.Q(kind="abolished") & models.Q(after__isnull=False)),
                name="succession_leads_somewhere_unless_abolished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} · {self.get_kind_display()} · {self.after or '–'}"


GOES_ON = (Succession.Kind.CONTINUED, Succession.Kind.RENAMED, Succession.Kind.MOVED)
"""Kinds after which it is still the same unit: its staff and its organs stay what they are."""


class ListPreview(models.Model):
    """Rows of a list of units that somebody uploaded and looks at: applied as they are, or thrown away after a day."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_previews")
    made_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    applies_on = models.DateField(db_comment="Day from which rows without a date of their own hold")
    rows = models.JSONField(db_comment="What was read, line by line, before any comparison with the tree")
    digest = models.CharField(max_length=64, db_comment="SHA-256 over each row and what would be done with it")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.filename} ({self.account})"
