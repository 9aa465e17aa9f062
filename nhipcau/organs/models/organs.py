"""Offices that issue and receive papers."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.text import search_key
from nhipcau.organs.models.units import Unit

ORGAN_CODE = re.compile(r"(?:[A-Y]\d{2}(?:\.[A-Z0-9]{1,4})*|Z\d{2}\.[A-Z0-9.]{1,31}|\d{10}(?:-\d{3})?)\Z")
"""QĐ 20/2020/QĐ-TTg: level 1 is a letter A–Y and two digits, lower levels follow after dots; enterprises their tax
code; others Z01–Z99. At most 35 characters."""


class Organ(models.Model):
    """An office that issues and receives papers: a council, a committee, a department, a telecom company, a school.

    One that belongs to no territory (a team of technicians, a helper) has no unit, only a keeper of its record.
    """

    class Kind(models.TextChoices):
        COUNCIL = "hdnd", _("Hội đồng nhân dân")
        COMMITTEE = "ubnd", _("Ủy ban nhân dân")
        PARTY = "dang", _("Cấp ủy Đảng (Tỉnh ủy, Huyện ủy, Đảng ủy)")
        FRONT = "mat_tran", _("Mặt trận, đoàn thể")
        OFFICE = "van_phong", _("Văn phòng")
        DEPARTMENT = "so_nganh", _("Sở, ban, ngành, phòng")
        TELECOM = "vien_thong", _("Viễn thông")
        POWER = "dien_luc", _("Điện lực")
        PRESS = "bao_chi", _("Báo, đài, trung tâm truyền thông")
        HOSPITAL = "y_te", _("Bệnh viện, cơ sở y tế")
        SCHOOL = "truong", _("Trường học")
        TECHNICIANS = "ky_thuat", _("Đội kỹ thuật, đơn vị hỗ trợ")
        OTHER = "khac", _("Cơ quan, đơn vị khác")

    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="organs", db_comment="Null: of no territory"
    )
    keeper = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="kept_organs",
        db_comment="Unit whose administrators keep the record",
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200, db_comment="Full name; QCVN 102:2016 allows 200 characters")
    abbreviation = models.CharField(max_length=30, blank=True, default="", db_comment="In notations, e.g. UBND")
    letterhead = models.TextField(blank=True, default="", db_comment="Lines at the top left of its papers")
    code = models.CharField(
        max_length=35,
        blank=True,
        default="",
        validators=[RegexValidator(ORGAN_CODE)],
        db_comment="Organ id, QĐ 20/2020/QĐ-TTg, e.g. H37.16",
    )
    email = models.EmailField(blank=True, default="", db_comment="Where letters to the office go")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, db_comment="First day on which it no longer exists")
    search = models.CharField(
        max_length=240, default="", editable=False, db_comment="Name and abbreviation, unaccented"
    )

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="organ_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code="") & models.Q(valid_to__isnull=True), name="organ_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def letterhead_lines(self) -> list[str]:
        return [line for line in self.letterhead.splitlines() if line.strip()]

    @property
    def search_text(self) -> str:
        return search_key(f"{self.name} {self.abbreviation}")[:240]
