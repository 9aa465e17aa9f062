"""Units (a dated tree) and what became of them, organs, accounts, and the roles that bind an account to a subtree."""

import re

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.text import search_key


class Tier(models.TextChoices):
    """Levels of the chain, from the centre down; the order of a conference's tiers is its own."""

    CENTRE = "trung_uong", _("Trung ương")
    PROVINCE = "tinh", _("Cấp tỉnh")
    DISTRICT = "huyen", _("Cấp huyện")
    COMMUNE = "xa", _("Cấp xã")


class Unit(models.Model):
    """A territorial unit as it was between two dates. Codes are those of the General Statistics Office, padded.

    A unit that gets another name or another place above it goes on as a new row; `Succession` ties the two.
    """

    code = models.CharField(max_length=12, db_comment="GSO code, padded: 2, 3 or 5 digits")
    name = models.CharField(max_length=200, db_comment="Full name with its kind, e.g. Huyện Bắc Sơn")
    short_name = models.CharField(max_length=200)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=200, unique=True, db_comment="Codes from the root, each ended by a slash")
    order = models.PositiveIntegerField(default=0, db_comment="Order among siblings, as the GSO lists them")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, db_comment="First day on which it no longer exists")
    search = models.CharField(max_length=200, default="", editable=False, db_comment="Name without diacritics, lower")

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["parent", "order"], name="unit_children_in_order"),
            models.Index(fields=["valid_from", "valid_to"], name="unit_by_dates"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "tier", "valid_from"], name="unit_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """`Huyện` of `Huyện Bắc Sơn`."""
        return self.name.removesuffix(self.short_name).strip()


class Succession(models.Model):
    """What became of a unit on a day. One row a pair: two units merged into one are two rows, a split one as well."""

    class Kind(models.TextChoices):
        CONTINUED = "continued", _("Giữ nguyên")
        RENAMED = "renamed", _("Đổi tên")
        MOVED = "moved", _("Chuyển đơn vị cấp trên")
        MERGED = "merged", _("Sáp nhập")
        SPLIT = "split", _("Chia tách")
        ABOLISHED = "abolished", _("Giải thể, kết thúc hoạt động")

    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField(db_comment="First day of the new state")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    basis = models.CharField(max_length=200, blank=True, default="", db_comment="Legal basis, as papers cite it")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
            models.UniqueConstraint(
                fields=["before"], condition=models.Q(after__isnull=True), name="succession_abolished_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="abolished", after__isnull=True)
                | (~models.Q(kind="abolished") & models.Q(after__isnull=False)),
                name="succession_leads_somewhere_unless_abolished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} · {self.get_kind_display()} · {self.after or '–'}"


GOES_ON = (Succession.Kind.CONTINUED, Succession.Kind.RENAMED, Succession.Kind.MOVED)
"""Kinds after which it is still the same unit: its staff and its organs stay what they are."""

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


class Account(AbstractUser):
    """A person of the staff who logs in. Sites have no accounts: they have a link and a PIN."""

    is_example = models.BooleanField(
        default=False, db_comment="Made with a published password; the server refuses to leave loopback while it has it"
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("tài khoản")

    def get_full_name(self) -> str:
        """Family name first, as names are written in Vietnamese."""
        return f"{self.last_name} {self.first_name}".strip()


class LoginAttempts(models.Model):
    """Wrong passwords given for an account name, whether there is such an account or not, until the right one comes."""

    name_hash = models.CharField(
        max_length=64, primary_key=True, db_comment="SHA-256 of the name: people type passwords there by mistake"
    )
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    open_at = models.DateTimeField(db_comment="Before this moment no password is looked at")

    def __str__(self) -> str:
        return f"{self.name_hash[:8]}: {self.wrong}"


class Grant(models.Model):
    """A role of an account at a unit; it reaches the unit's whole subtree."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Quản trị")
        ORGANISER = "organiser", _("Tổ chức hội nghị")
        OPERATOR = "operator", _("Kỹ thuật điều hành")
        VIEWER = "viewer", _("Theo dõi")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "role"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.unit}"


class ListPreview(models.Model):
    """Rows of a list of units that somebody uploaded and looks at: applied as they are, or thrown away after a day."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="list_previews")
    made_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    applies_on = models.DateField(db_comment="Day from which rows without a date of their own hold")
    rows = models.JSONField(db_comment="What was read, line by line, before any comparison with the tree")
    digest = models.CharField(max_length=64, db_comment="SHA-256 over each row and what would be done with it")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.filename} ({self.account})"
