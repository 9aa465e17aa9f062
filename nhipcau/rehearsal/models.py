"""A run of simulated sites in a conference."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock


class Rehearsal(models.Model):
    """Asked for on a page or the command line; carried out by whoever keeps it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Đang chuẩn bị")
        RUNNING = "running", _("Đang chạy")
        STOPPING = "stopping", _("Đang dừng")
        ENDED = "ended", _("Đã dừng")
        FAILED = "failed", _("Không chạy được")

    class Keeper(models.TextChoices):
        SERVICE = "service", _("Hệ thống")
        TERMINAL = "terminal", _("Dòng lệnh")

    ACTIVE = (State.ASKED, State.RUNNING, State.STOPPING)

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="rehearsals")
    sites = models.PositiveIntegerField(db_comment="How many simulated sites were asked for")
    with_main = models.BooleanField(default=False, db_comment="Also the main site, which is left to a person otherwise")
    keeper = models.CharField(max_length=10, choices=Keeper.choices, default=Keeper.SERVICE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    counts = models.JSONField(default=dict, db_comment="Sites by state: in, waiting, enters, knocks, out …")
    message = models.CharField(max_length=500, blank=True, db_comment="What it is doing, or why it ended")
    asked_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now, db_comment="When its keeper last wrote; silence means it is gone")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(state__in=["asked", "running", "stopping"]),
                name="one_active_rehearsal_per_conference",
            ),
            models.CheckConstraint(condition=Q(sites__gt=0), name="a_rehearsal_has_sites"),
            models.CheckConstraint(
                condition=Q(state__in=["ended", "failed"], ended_at__isnull=False)
                | Q(state__in=["asked", "running", "stopping"], ended_at__isnull=True),
                name="a_rehearsal_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conference}: {self.sites}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
