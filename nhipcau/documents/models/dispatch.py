"""To whom an issued paper went, by which way, and how far it got: also what a recipient passed on below itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.documents.models.papers import Paper
from nhipcau.organs.models import Organ, Unit


class Delivery(models.Model):
    """A paper for one recipient. Who is a unit here has it in its inbox, whatever other way it takes as well."""

    class Channel(models.TextChoices):
        INBOX = "inbox", _("Hộp văn bản đến trên hệ thống")
        EMAIL = "email", _("Thư điện tử")
        PRINTED = "printed", _("Bản in")
        ZALO = "zalo", _("Chép gửi Zalo")

    class State(models.TextChoices):
        QUEUED = "queued", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")
        DELIVERED = "delivered", _("Đã tới")
        OPENED = "opened", _("Đã mở")
        ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
        FAILED = "failed", _("Chưa gửi được")
        UNSURE = "unsure", _("Có thể đã tới")
        RETURNED = "returned", _("Bị trả lại")
        WITHDRAWN = "withdrawn", _("Đã dừng gửi")

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    organ = models.ForeignKey(Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="passed_on", db_comment="Who passed it on"
    )
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=60, blank=True, db_comment="As on the distribution list: b/c, đưa tin")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    email = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    failure = models.CharField(max_length=500, blank=True, db_comment="Why it did not arrive, in words")
    note = models.CharField(max_length=300, blank=True, db_comment="What a person wrote down: told by telephone")
    tries = models.PositiveSmallIntegerField(default=0, db_comment="How often it was sent")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["unit", "-queued_at"], name="delivery_inbox")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "unit"], condition=models.Q(unit__isnull=False), name="delivery_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=["paper", "name"], condition=models.Q(unit__isnull=True), name="delivery_once_per_name"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="acknowledged") | models.Q(acknowledged_at__isnull=False),
                name="delivery_acknowledged_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(channel="email") | ~models.Q(email=""), name="delivery_by_mail_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"

    @property
    def asks(self) -> bool:
        """The unit is still to acknowledge it: of a paper that was recalled or replaced nothing is asked any more."""
        return self.paper.state == Paper.State.ISSUED and self.state != self.State.ACKNOWLEDGED

    @property
    def shape(self) -> str:
        return {
            "acknowledged": "ok",
            "opened": "info",
            "delivered": "soon",
            "sent": "soon",
            "queued": "soon",
            "failed": "bad",
            "unsure": "warn",
            "returned": "bad",
            "withdrawn": "past",
        }[self.state]
