"""Official papers as they were received, with what was read from them and what a person confirmed."""

from django.db import models

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Account


class ReceivedPaper(models.Model):
    """A paper that was dropped or pasted: the original bytes, the text, the facts read and the facts confirmed."""

    conference = models.ForeignKey(
        Conference,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="papers",
        db_comment="Null until the facts are confirmed",
    )
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="papers")
    uploaded_at = models.DateTimeField(default=clock.now)
    filename = models.CharField(max_length=255, blank=True, db_comment="Empty where the text was pasted")
    sha256 = models.CharField(max_length=64)
    original = models.BinaryField()
    text = models.TextField(db_comment="The normalised text in which the spans are offsets")
    facts = models.JSONField(db_comment="As read: all keys of the intake contract")
    spans = models.JSONField(default=list)
    confirmed = models.JSONField(null=True, blank=True, db_comment="As a person confirmed or corrected them")
    corrected_keys = models.JSONField(default=list)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["uploaded_by", "sha256"], name="paper_once_per_person")]

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]
