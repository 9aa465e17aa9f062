"""Registers of outgoing numbers.

State organs: one number per organ and year, from 01 on 1 January (NĐ 30/2020, Điều 15); an office that counts each type
by itself says so. Party: per type over the term of the congress (HD 05-HD/VPTW 2026).
"""

from django.db import models

from nhipcau.core import clock
from nhipcau.documents.models.papers import Paper
from nhipcau.organs.models import Organ


class Numbering(models.Model):
    """How an organ's papers get their numbers; without a row they are typed as its eOffice gave them."""

    organ = models.OneToOneField(Organ, primary_key=True, on_delete=models.PROTECT, related_name="numbering")
    own_register = models.BooleanField(default=False, db_comment="Given here at issue; else typed from eOffice")
    per_type = models.BooleanField(default=False, db_comment="Each type of paper counts by itself")
    term = models.CharField(max_length=9, blank=True, db_comment="Of a Party organ, e.g. 2025-2030; else empty")

    def __str__(self) -> str:
        return str(self.organ)


class Register(models.Model):
    """A row of numbers of one organ: the row is locked while a number is given."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="registers")
    series = models.CharField(max_length=10, blank=True, db_comment="Abbreviation of the type; empty: all together")
    period = models.CharField(max_length=9, db_comment="Year, or term of the congress: 2026, 2025-2030")
    first = models.PositiveIntegerField(default=1, db_comment="First number kept here; a register may begin mid-year")
    last = models.PositiveIntegerField(default=0, db_comment="Last number given")

    class Meta:
        ordering = ["organ", "-period", "series"]
        constraints = [models.UniqueConstraint(fields=["organ", "series", "period"], name="register_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.series} {self.period}".strip()


class RegisterEntry(models.Model):
    """A number that is taken, by a paper written here or by one that exists only outside."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    notation = models.CharField(max_length=60)
    paper = models.OneToOneField(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entry")
    typed = models.BooleanField(default=False, db_comment="As the organ's eOffice gave it")
    at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=300, blank=True, db_comment="Why no paper here has it")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="register_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="register_number_from_one"),
        ]

    def __str__(self) -> str:
        return self.notation
