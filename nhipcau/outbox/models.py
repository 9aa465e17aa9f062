"""Messages on their way out. The row is the effect: it commits with what caused it, and only then does mail leave."""

from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS: Final = 8
"""How often a server may put a letter off before a person has to see to it."""


class Message(models.Model):
    """An e-mail to one recipient.

    queued → sending → sent, or back to queued for another try, or failed; unsure where the server had the whole letter
    and never said whether it took it; held while no mail server is named in the settings; cancelled by a person;
    withdrawn because what it tells of is so no more. `told_at` says that whoever asked for it has heard how it ended.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Chờ gửi")
        SENDING = "sending", _("Đang gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")
        UNSURE = "unsure", _("Có thể đã tới")
        HELD = "held", _("Đang giữ: chưa có máy chủ thư")
        CANCELLED = "cancelled", _("Đã hủy")
        WITHDRAWN = "withdrawn", _("Đã thu hồi")

    kind = models.CharField(max_length=60, db_comment="What it is; the handler of its result is registered under it")
    key = models.CharField(max_length=200, unique=True, db_comment="Idempotency key: the same letter is queued once")
    stream = models.CharField(max_length=100, db_comment="e.g. conference:5: who prepares that sees it")
    about = models.CharField(max_length=100, blank=True, default="", db_comment="e.g. site:17, registration:17")
    to = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True, default="")
    reply_to = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    calendar = models.TextField(blank=True, default="", db_comment="An iCalendar object, where the letter brings one")
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0, db_comment="How often the server looked at it")
    next_at = models.DateTimeField(db_comment="Not looked at before this moment, be it to send or to tell its result")
    useless_after = models.DateTimeField(null=True, blank=True, db_comment="Not sent after this moment")
    last_error = models.CharField(max_length=500, blank=True, default="", db_comment="In words for the office")
    withdrawn_for = models.CharField(
        max_length=20,
        blank=True,
        default="",
        db_comment="Why it does not leave, in one word of whoever withdrew it; while sending: not to be tried again",
    )
    token = models.CharField(max_length=32, blank=True, default="", db_comment="Of whoever wrote or claimed it last")
    tried_at = models.DateTimeField(null=True, blank=True, db_comment="Last time that a sender claimed it")
    dot_at = models.DateTimeField(
        null=True, blank=True, db_comment="When the end of the letter went out in this try: it may have arrived since"
    )
    made_at = models.DateTimeField()
    queued_at = models.DateTimeField(db_comment="Made, or asked to be sent again")
    sent_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, db_comment="When the handler of its result had run")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_at"], name="message_due"),
            models.Index(fields=["stream", "about"], name="message_by_subject"),
            models.Index(fields=["tried_at"], name="message_by_try"),
            models.Index(
                fields=["next_at"],
                condition=models.Q(told_at__isnull=True, state__in=["sent", "failed", "unsure", "withdrawn"]),
                name="message_to_be_told",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="message_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending") | ~models.Q(token=""), name="message_being_sent_has_its_sender"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"

    @property
    def may_be_sent_again(self) -> bool:
        return bool(self.to) and self.state in {
            self.State.FAILED,
            self.State.UNSURE,
            self.State.HELD,
            self.State.CANCELLED,
        }

    @property
    def may_be_cancelled(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.HELD}

    @property
    def next_attempt(self) -> int:
        """Which attempt comes next, of `MOST_ATTEMPTS`; 0 where the server has not put it off."""
        return self.attempts + 1 if self.state == self.State.QUEUED and self.attempts else 0

    @property
    def most_attempts(self) -> int:
        return MOST_ATTEMPTS

    def is_useless(self, moment: datetime) -> bool:
        return self.useless_after is not None and moment > self.useless_after


class Content(models.Model):
    """The bytes of attachments, once each: one paper goes to hundreds of recipients."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A file of a message, under the name that its recipient sees."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["message", "order"], name="one_attachment_per_place")]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """The way to the mail server as a whole: one row, written when the server takes no letters from us at all.

    It is kept beside the letters, so that every sender and every page knows of it and a restart forgets nothing.
    """

    down_since = models.DateTimeField(null=True, blank=True, db_comment="Null while the server takes letters")
    next_at = models.DateTimeField(null=True, blank=True, db_comment="Not tried before this moment")
    troubles = models.PositiveIntegerField(default=0, db_comment="One after the other, without an answer between")
    why = models.CharField(max_length=500, blank=True, default="", db_comment="In words for the office")

    def __str__(self) -> str:
        return self.why or "…"
