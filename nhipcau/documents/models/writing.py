"""A paper that is written: its blocks, each with a revision of its own, what was done to them, the bytes issued."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core import clock
from nhipcau.documents.models.papers import Paper


class PaperBlock(models.Model):
    """A part of a draft that is edited by itself. In its text `{tên}` stands for a fact of the conference."""

    class Kind(models.TextChoices):
        ADDRESSEES = "addressees", _("Kính gửi")
        ABSTRACT = "abstract", _("Trích yếu")
        BASES = "bases", _("Căn cứ")
        HEADING = "heading", _("Đề mục")
        TEXT = "text", _("Đoạn văn")
        TABLE = "table", _("Bảng")
        ANNEX = "annex", _("Phụ lục")
        RECIPIENTS = "recipients", _("Nơi nhận")

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="blocks")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=100, blank=True, db_comment="How the editor names it; never printed")
    text = models.TextField(blank=True, db_comment="One line a paragraph; of a table cells parted by |")
    revision = models.PositiveIntegerField(default=1, db_comment="Rises with each change; two editors are told apart")
    edited_by = models.CharField(max_length=200, blank=True)
    edited_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class PaperStep(models.Model):
    """One change of a draft's blocks, so that it can be taken back. before, after: null where there was none."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200)
    block = models.BigIntegerField(db_comment="Id of the block, also where it is gone")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.paper}: {self.block}"


class PaperFile(models.Model):
    """The bytes of an issued paper in one form. Triggers refuse any change or removal."""

    class Form(models.TextChoices):
        MODEL = "model", "JSON"
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        TEXT = "text", _("Văn bản thuần")

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=5, choices=Form.choices)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "form"], name="paper_file_once_per_form")]

    def __str__(self) -> str:
        return f"{self.paper} ({self.form})"
