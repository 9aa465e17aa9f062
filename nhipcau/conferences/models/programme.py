"""When a conference sits, what is done there, and what happens instead where things go wrong."""

from datetime import datetime

from django.db import models

from nhipcau.conferences.models.conference import Conference
from nhipcau.conferences.models.rows import FromPaper
from nhipcau.core import clock


class Sitting(FromPaper):
    """One of the times at which the conference sits: a morning, an afternoon, a day. Times are local."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sittings")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True, db_comment="e.g. Phiên khai mạc, Buổi sáng")
    date = models.DateField(db_index=True)
    start = models.TimeField()
    end = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=500, blank=True, db_comment="Empty: where the conference is")

    class Meta(FromPaper.Meta):
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="sitting_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name or f"{self.start:%H:%M} {self.date:%d/%m/%Y}"

    @property
    def minutes(self) -> int | None:
        """How long it lasts; None where nobody said."""
        if self.end is None:
            return None
        return int((datetime.combine(self.date, self.end) - datetime.combine(self.date, self.start)).seconds / 60)


class ProgrammeItem(FromPaper):
    """Something on the programme."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="programme")
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    order = models.PositiveSmallIntegerField()
    time = models.TimeField(null=True, blank=True)
    content = models.TextField()
    who = models.CharField(max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.content


class Contingency(FromPaper):
    """What happens instead: in which case, what changes, who decides it, how it is told."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="contingencies")
    order = models.PositiveSmallIntegerField()
    case = models.CharField(max_length=500)
    change = models.TextField(blank=True)
    decides = models.CharField(max_length=300, blank=True)
    told = models.CharField(max_length=500, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.case


class SectionEdit(models.Model):
    """The last time that somebody changed a section of a conference in the editor: told to who edits it as well."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="section_edits")
    section = models.CharField(max_length=20)
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200, db_comment="Name of the person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "section"], name="section_edit_once")]

    def __str__(self) -> str:
        return f"{self.section}: {self.by}"
