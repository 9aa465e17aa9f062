"""Official papers as they were received, with what was read from them and what a person confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Account


class ReceivedPaper(models.Model):
    """A paper that was dropped or pasted: its text, the facts read and the facts confirmed.

    Its original bytes lie under the data home by their hash, see `originals`.
    """

    class Role(models.TextChoices):
        CONVENES = "convenes", _("Lập hội nghị")
        AMENDS = "amends", _("Sửa hội nghị")
        BELONGS = "belongs", _("Văn bản kèm theo")

    conference = models.ForeignKey(
        Conference,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="papers",
        db_comment="Null until the facts are confirmed",
    )
    role = models.CharField(max_length=8, choices=Role.choices, blank=True, db_comment="What it did to its conference")
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="papers")
    uploaded_at = models.DateTimeField(default=clock.now)
    filename = models.CharField(max_length=255, blank=True, db_comment="Empty where the text was pasted")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(default=0, db_comment="Bytes of the original")
    identity = models.CharField(
        max_length=300,
        blank=True,
        db_index=True,
        db_comment="Number, issuer and date; empty where one is missing",
    )
    text = models.TextField(db_comment="The normalised text in which the spans are offsets")
    facts = models.JSONField(db_comment="As read: all keys of the intake contract")
    spans = models.JSONField(default=list)
    file_remarks = models.JSONField(
        default=list, db_comment="What the reader said of the file itself: an old encoding, a second paper"
    )
    confirmed = models.JSONField(null=True, blank=True, db_comment="As a person confirmed or corrected them")
    corrections = models.JSONField(
        default=dict, db_comment="By key: what the reader had read, who corrected it and when"
    )
    checked = models.JSONField(default=list, db_comment="Rows of the sheet that a person found right")
    inherited = models.JSONField(default=dict, db_comment="By key: the paper whose words hold for this one")

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["uploaded_by", "sha256"], name="paper_once_per_person")]

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]

    @property
    def corrected_keys(self) -> list[str]:
        return list(self.corrections)
