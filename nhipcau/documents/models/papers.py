"""Official papers: as they were received or as they are written here, with the facts that they state.

One table holds both: a paper that is issued here is read by the same reader as one that came from elsewhere, so its
text, facts and spans stand in the same columns, and a page that shows a paper need not ask where it came from.
"""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Account, Organ, Unit

_WRITTEN = models.Q(direction="written")


class Paper(models.Model):
    """A paper: its text, the facts read and the facts confirmed.

    Of a received one the original bytes lie under the data home by their hash, see `originals`; of a written one the
    bytes issued stand in `PaperFile`.
    """

    class Direction(models.TextChoices):
        RECEIVED = "received", _("Văn bản đến")
        WRITTEN = "written", _("Văn bản đi")

    class Role(models.TextChoices):
        CONVENES = "convenes", _("Lập hội nghị")
        AMENDS = "amends", _("Sửa hội nghị")
        BELONGS = "belongs", _("Văn bản kèm theo")

    class Kind(models.TextChoices):
        PLAN = "plan", _("Kế hoạch")
        NOTICE = "notice", _("Thông báo")
        INVITATION = "invitation", _("Giấy mời")
        LETTER = "letter", _("Công văn")
        PARTY_CALL = "party_call", _("Mời họp (cấp ủy Đảng)")
        HEAD_COUNT = "head_count", _("Báo cáo số lượng đại biểu")
        NAMED_LIST = "named_list", _("Danh sách đại biểu")
        REGISTRATION = "registration", _("Văn bản đăng ký điểm cầu")
        CONCLUSION = "conclusion", _("Thông báo kết luận")
        MINUTES = "minutes", _("Biên bản")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        INITIALLED = "initialled", _("Đã ký nháy, trình ký")
        SIGNED = "signed", _("Đã ký")
        NUMBERED = "numbered", _("Đã cấp số")
        ISSUED = "issued", _("Đã phát hành")
        RECALLED = "recalled", _("Đã thu hồi")
        REPLACED = "replaced", _("Đã được thay thế")
        DISCARDED = "discarded", _("Đã bỏ")

    class Follows(models.TextChoices):
        AMENDS = "amends", _("Sửa đổi, bổ sung")
        REPLACES = "replaces", _("Thay thế")
        RECALLS = "recalls", _("Thu hồi")
        CARRIES_OUT = "carries_out", _("Triển khai")

    class Urgency(models.TextChoices):
        NORMAL = "", _("Thường")
        URGENT = "khan", _("Khẩn")
        VERY_URGENT = "thuong_khan", _("Thượng khẩn")
        EXPRESS = "hoa_toc", _("Hỏa tốc")

    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.RECEIVED)
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
    sha256 = models.CharField(max_length=64, blank=True, db_comment="Of the original, or of the PDF issued")
    size = models.PositiveIntegerField(default=0, db_comment="Bytes of the original")
    identity = models.CharField(
        max_length=300,
        blank=True,
        db_index=True,
        db_comment="Number, issuer and date; empty where one is missing",
    )
    text = models.TextField(blank=True, db_comment="The normalised text in which the spans are offsets")
    facts = models.JSONField(default=dict, db_comment="As read: all keys of the intake contract")
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

    # Of a paper that is written here.
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="papers", db_comment="Whose staff writes it"
    )
    issuer = models.ForeignKey(Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, blank=True, db_comment="Empty of received ones")
    title = models.CharField(max_length=1000, blank=True, db_comment="What it is about, as its abstract says")
    profile = models.CharField(max_length=20, blank=True, db_comment="Format profile, kept for ever with the paper")
    urgency = models.CharField(max_length=12, choices=Urgency.choices, blank=True)
    drafting_unit = models.CharField(max_length=30, blank=True, db_comment="In the symbol of a letter, e.g. VP")
    place = models.CharField(max_length=100, blank=True, db_comment="Before the date, e.g. Lạng Sơn")
    number = models.PositiveIntegerField(null=True, blank=True)
    notation = models.CharField(max_length=60, blank=True, db_comment="As printed, e.g. 05/TB-UBND")
    issue_date = models.DateField(null=True, blank=True)
    capacity = models.CharField(max_length=20, blank=True, db_comment="Key of the rule by which the signer signs")
    signer_position = models.CharField(max_length=100, blank=True)
    signer_name = models.CharField(max_length=50, blank=True, db_comment="QCVN 102:2016 allows 50 characters")
    initialled_by = models.CharField(max_length=150, blank=True)
    issued_facts = models.JSONField(
        default=dict, db_comment="By name: the lines in which it said each fact of its conference when it was issued"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        max_length=500,
        blank=True,
        db_comment="Why it was recalled or discarded; or why it acts on another paper",
    )
    returned_because = models.CharField(max_length=500, blank=True, db_comment="Why it last went back to its drafter")
    revision = models.PositiveIntegerField(default=1, db_comment="Rises with each change of the whole")
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers", db_comment="It acts on that"
    )
    follows_how = models.CharField(max_length=12, choices=Follows.choices, blank=True)
    making_key = models.CharField(
        max_length=64, null=True, blank=True, unique=True, db_comment="Idempotency key of the command that made it"
    )

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["conference", "direction", "state"], name="paper_of_conference")]
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "sha256"],
                condition=models.Q(direction="received"),
                name="paper_once_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(direction="received", state="")
                | (_WRITTEN & ~models.Q(state="") & ~models.Q(kind="") & models.Q(unit__isnull=False)),
                name="paper_written_has_writer_kind_and_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["issued", "recalled", "replaced"])
                | models.Q(
                    issued_at__isnull=False, number__isnull=False, issue_date__isnull=False, issuer__isnull=False
                )
                & ~models.Q(sha256=""),
                name="paper_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(follows__isnull=True, follows_how="")
                | (models.Q(follows__isnull=False) & ~models.Q(follows_how="")),
                name="paper_follows_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return self.notation or self.title or self.filename or self.sha256[:12]

    @property
    def corrected_keys(self) -> list[str]:
        return list(self.corrections)

    @property
    def is_open(self) -> bool:
        """Its words can still be changed."""
        return self.state == self.State.DRAFT

    @property
    def was_issued(self) -> bool:
        return self.state in {self.State.ISSUED, self.State.RECALLED, self.State.REPLACED}


if TYPE_CHECKING:
    _Manager = models.Manager["ReceivedPaper"]
else:
    _Manager = models.Manager


class ReceivedManager(_Manager):
    def get_queryset(self) -> "models.QuerySet[ReceivedPaper]":
        return super().get_queryset().filter(direction=Paper.Direction.RECEIVED)


class ReceivedPaper(Paper):
    """A paper that was dropped or pasted."""

    objects: ClassVar[ReceivedManager] = ReceivedManager()  # pyright: ignore[reportIncompatibleVariableOverride]

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride] - as Django means it
        proxy = True
        ordering = ["-uploaded_at"]
