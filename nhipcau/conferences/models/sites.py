"""The sites of a conference, and the PINs typed for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models.conference import Conference
from nhipcau.conferences.models.rooms import Room
from nhipcau.core import clock
from nhipcau.organs.models import Account, Organ, Tier, Unit


class Site(models.Model):
    """A place that takes part. Its join link is `/j/<link_key>`; its PIN follows from its id and version."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sites")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="sites")
    organ = models.ForeignKey(
        Organ,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sites",
        db_comment="Whose site it is where that is no unit: a school, a hospital, a Party committee",
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="sites", db_comment="From where it joins"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200, db_comment="e.g. Huyện Bắc Sơn, Xã Tân Thành")
    short_name = models.CharField(max_length=200, db_comment="For small cells, e.g. TT. Thất Khê")
    is_main = models.BooleanField(default=False, db_comment="The chairing site")
    is_placeholder = models.BooleanField(default=False, db_comment="Made from a printed count; still to be named")
    order = models.PositiveIntegerField(db_comment="Order on every list: tree order")
    venue = models.CharField(max_length=500, blank=True)
    link_key = models.CharField(max_length=24, unique=True)
    version = models.PositiveIntegerField(default=1, db_comment="Rises when its machine is removed: new PIN")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "order"], name="one_site_per_place"),
            models.UniqueConstraint(
                fields=["conference"], condition=models.Q(is_main=True), name="one_main_site_per_conference"
            ),
            models.UniqueConstraint(
                fields=["conference", "unit"], condition=models.Q(unit__isnull=False), name="unit_once_per_conference"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """The district's name for a commune, else empty: three communes of a province may share a name."""
        above = self.parent if self.tier == Tier.COMMUNE else None
        return above.name if above is not None and above.tier == Tier.DISTRICT else ""


class PinAttempts(models.Model):
    """Wrong PINs given for a site, until the right one comes; never by address, a province sits behind one."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="pin_attempts")
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    open_at = models.DateTimeField(db_comment="Before this moment no PIN is looked at")

    def __str__(self) -> str:
        return f"{self.site}: {self.wrong}"


class SiteStep(models.Model):
    """Something done to many sites in one action: given the same key it is done once, and it can be taken back."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Thêm điểm cầu")
        WITHDRAWN = "withdrawn", _("Thu hồi")
        RESTORED = "restored", _("Cấp lại")
        EDITED = "edited", _("Sửa")
        IMPORTED = "imported", _("Nhập từ Excel")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="site_steps")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200, db_comment="Name of the person")
    key = models.CharField(max_length=64, db_comment="Idempotency key of the command")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    sites = models.JSONField(db_comment="Ids of the sites meant, in the order in which they were given")
    made = models.JSONField(default=list, db_comment="Ids of those among them that this step made")
    before = models.JSONField(default=dict, db_comment="By id: the values that this step replaced")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="site_step_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {len(self.sites)}"


class SiteSheet(models.Model):
    """A spreadsheet of sites that somebody uploaded and looks at: applied as previewed, or thrown away after a day."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="site_sheets")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="site_sheets")
    made_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    rows = models.JSONField(db_comment="What was read, line by line, before any comparison with the conference")
    digest = models.CharField(max_length=64, db_comment="SHA-256 over each row and what would be done with it")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.filename
