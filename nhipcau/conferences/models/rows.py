"""The rows of a conference that papers speak of: rehearsals, contacts, tasks, speeches, deadlines, lines of words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models.conference import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Tier


class FromPaper(models.Model):
    """A row that was read from a paper knows the words it came from. Null where a person added it."""

    source_paper = models.PositiveBigIntegerField(null=True, blank=True, db_comment="Id of the received paper")
    source_start = models.PositiveIntegerField(null=True, blank=True, db_comment="Offsets into that paper's text")
    source_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class PlannedRehearsal(FromPaper):
    """A trial run that the paper announces."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="planned_rehearsals")
    at = models.DateTimeField()

    class Meta(FromPaper.Meta):
        ordering = ["at"]
        indexes = [models.Index(fields=["at"], name="rehearsal_by_time")]
        constraints = [models.UniqueConstraint(fields=["conference", "at"], name="rehearsal_once_per_time")]

    def __str__(self) -> str:
        return clock.local(self.at).strftime("%H:%M %d/%m/%Y")


class Contact(FromPaper):
    """Whom to call, and for what."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="contacts")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=200, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name or self.role


class Task(FromPaper):
    """Something the paper asks of somebody."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    assignee = models.CharField(max_length=500, db_comment="Who leads")
    cooperating = models.CharField(max_length=1000, blank=True, db_comment="Bodies named to work with it, as printed")
    action = models.TextField()
    due_date = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.action}"


class Speech(FromPaper):
    """A speech or report that somebody is to give, with the limits that hold for it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="speeches")
    order = models.PositiveSmallIntegerField()
    assignee = models.CharField(max_length=500)
    topic = models.TextField(blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="At most")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="At most")

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.topic}"


class RegistrationDeadline(FromPaper):
    """Until when sites or delegates are to be reported."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="registration_deadlines")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500, blank=True)
    due_date = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]
        indexes = [models.Index(fields=["due_date"], name="deadline_by_day")]

    def __str__(self) -> str:
        return self.what


class Particular(FromPaper):
    """Something the paper says that is a line of words: who takes part, a material, a press body, a recipient.

    A note is what no other field holds, so that nothing of the paper is dropped.
    """

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("Thành phần")
        MATERIAL = "material", _("Tài liệu")
        PRESS = "press", _("Báo chí")
        RECIPIENT = "recipient", _("Nơi nhận")
        NOTE = "note", _("Ghi chú")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="particulars")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=12, choices=Tier.choices, blank=True, db_comment="Of participants; else empty")
    text = models.TextField()
    inherited = models.CharField(max_length=300, blank=True, db_comment="The paper that said it, where another did")

    class Meta(FromPaper.Meta):
        ordering = ["kind", "order"]

    def __str__(self) -> str:
        return self.text
