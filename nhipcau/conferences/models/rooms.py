"""Meeting rooms of units: kept across conferences."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core import clock
from nhipcau.organs.models import Unit


class Room(models.Model):
    """A room of a unit from which it takes part in conferences."""

    class Line(models.TextChoices):
        UNKNOWN = "", _("Chưa kiểm tra")
        GOOD = "good", _("Đạt")
        WEAK = "weak", _("Chưa ổn định")
        BAD = "bad", _("Không đạt")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=200, db_comment="e.g. Phòng họp trực tuyến tầng 2")
    place = models.CharField(max_length=300, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    equipment = models.TextField(blank=True)
    line = models.CharField(max_length=300, blank=True, db_comment="e.g. cáp quang 100 Mb/s, dự phòng 4G")
    cameras = models.TextField(blank=True, db_comment="Camera positions")
    technician = models.CharField(max_length=200, blank=True, db_comment="Who is on duty")
    phone = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, db_comment="Last line check")
    check_result = models.CharField(max_length=8, choices=Line.choices, blank=True)
    check_note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, db_comment="Rises with each change")
    made_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True, blank=True, db_comment="No longer used; conferences keep it")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=models.Q(retired_at__isnull=True), name="room_once_per_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name
