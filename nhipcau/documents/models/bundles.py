"""Files for download that take long to make: what is asked for, how far it is, what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Account

_ACTIVE = ("queued", "making")


class Bundle(models.Model):
    """One file, made by the worker. It lies under the data home, see `bundles.files`; it is offered only READY."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Đang chờ làm")
        MAKING = "making", _("Đang làm")
        READY = "ready", _("Tải được")
        FAILED = "failed", _("Chưa làm được")
        CANCELLED = "cancelled", _("Đã hủy")

    ACTIVE: ClassVar = _ACTIVE

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="bundles")
    kind = models.CharField(max_length=20, db_comment="As its maker is registered, e.g. banners")
    options = models.JSONField(default=dict, db_comment="What was chosen when it was asked for")
    digest = models.CharField(max_length=64, db_comment="SHA-256 of what it is made of; the same is made once")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0, db_comment="How often a worker began it")
    task = models.CharField(max_length=64, blank=True, db_comment="Id of the worker's task")
    bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="bundles")
    requested_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=700, blank=True, db_comment="Of a failure: a code of ours, or words of the maker")

    class Meta:
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["state", "finished_at"], name="bundle_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "kind"],
                condition=models.Q(state__in=_ACTIVE),
                name="bundle_one_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(sha256="") & models.Q(finished_at__isnull=False),
                name="bundle_ready_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        """Asked for and not finished yet."""
        return self.state in _ACTIVE

    @property
    def per_cent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0
