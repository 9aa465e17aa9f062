"""A conference, its ordered tiers, and what was changed in it later."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier, Unit


def search_of(title: str, issuing_body: str) -> str:
    """What a search for a conference looks through."""
    return search_key(f"{title} {issuing_body}")[:1400]


class Conference(models.Model):
    """One call of many sites. Links and PINs live by `state`, never by the printed date."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Đang chuẩn bị")
        POSTPONED = "postponed", _("Đã hoãn")
        RUNNING = "running", _("Đang diễn ra")
        CLOSED = "closed", _("Đã bế mạc")
        CANCELLED = "cancelled", _("Đã hủy")

    class Kind(models.TextChoices):
        MEETING = "hoi_nghi", pgettext_lazy("one", "Hội nghị")
        BRIEFING = "giao_ban", _("Họp giao ban")
        DISSEMINATION = "quan_triet", _("Hội nghị quán triệt, phổ biến")
        TRAINING = "tap_huan", _("Tập huấn, bồi dưỡng")
        SESSION = "ky_hop", _("Kỳ họp Hội đồng nhân dân")

    class Form(models.TextChoices):
        ONLINE = "truc_tuyen", _("Trực tuyến")
        HYBRID = "ket_hop", _("Trực tiếp kết hợp trực tuyến")
        IN_PERSON = "truc_tiep", _("Trực tiếp")

    title = models.CharField(max_length=1000)
    host = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="conferences", db_comment="Unit whose staff sees and runs it"
    )
    issuing_body = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=12, choices=Kind.choices, default=Kind.MEETING, db_comment="Words change with it: see vocabulary"
    )
    form = models.CharField(max_length=12, choices=Form.choices, default=Form.ONLINE)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARING)
    start_date = models.DateField(null=True, blank=True, db_comment="Local date; null while still open")
    start_time = models.TimeField(null=True, blank=True, db_comment="Local time; null while still open")
    duration = models.CharField(max_length=300, blank=True, db_comment="As printed")
    venue = models.CharField(max_length=500, blank=True)
    external_name = models.CharField(
        max_length=100, blank=True, db_comment="Conference product that must be used beside ours, where there is one"
    )
    external_url = models.URLField(max_length=500, blank=True)
    external_note = models.CharField(max_length=500, blank=True, db_comment="How to get in there")
    state_reason = models.CharField(max_length=500, blank=True, db_comment="Why it was postponed, cancelled, reopened")
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies", db_comment="Made from that one"
    )
    lobby = models.BooleanField(default=True, db_comment="Unknown machines wait until they are let in")
    creation_key = models.CharField(
        max_length=64, null=True, blank=True, unique=True, db_comment="Idempotency key of the command that made it"
    )
    created_at = models.DateTimeField(default=clock.now)
    search = models.CharField(
        max_length=1400,
        default="",
        editable=False,
        db_comment="Title and issuing body, unaccented",
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["start_date"], name="conference_by_day"),
            models.Index(fields=["state", "start_date", "id", "host"], name="conference_by_state_and_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_time__isnull=True) | models.Q(start_date__isnull=False),
                name="no_time_without_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.search = search_of(self.title, self.issuing_body)
        if update_fields is not None:
            update_fields = {*update_fields, "search"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def stream(self) -> str:
        """The journal stream in which everything about this conference stands."""
        return f"conference:{self.pk}"

    @property
    def is_ahead(self) -> bool:
        """Not yet begun, and not called off: what was announced can still be changed."""
        return self.state in {self.State.PREPARING, self.State.POSTPONED}

    @property
    def is_over(self) -> bool:
        """Closed or called off: its links lead nowhere any more."""
        return self.state in {self.State.CLOSED, self.State.CANCELLED}


class ConferenceTier(models.Model):
    """A tier that takes part, in the order of this conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tiers")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    order = models.PositiveSmallIntegerField()
    printed_count = models.PositiveIntegerField(null=True, blank=True, db_comment="Sites printed in the paper")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "tier"], name="tier_once_per_conference"),
            models.UniqueConstraint(fields=["conference", "order"], name="one_tier_per_place"),
        ]

    def __str__(self) -> str:
        return self.get_tier_display()


class Amendment(models.Model):
    """What a later paper, or a person, changed in a conference: applied as one command, never edited."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="amendments")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200, db_comment="Name of the person")
    key = models.CharField(max_length=64, unique=True, db_comment="Idempotency key of the command")
    paper = models.PositiveBigIntegerField(null=True, blank=True, db_comment="Id of the received paper")
    said = models.CharField(max_length=300, blank=True, db_comment="The paper in words, e.g. Thông báo số 15/TB-UBND")
    changes = models.JSONField(db_comment="Rows of label, before, after")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.said or f"{self.at:%d/%m/%Y}"
