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
    since = models.DateTimeField(null=True, db_comment="First save of a sitting; null: there was one")
    saves = models.PositiveIntegerField(default=1)
    gone = models.PositiveIntegerField(default=0, db_comment="Characters the sitting took away after its first save")
    open = models.BooleanField(default=False, db_comment="Saved by itself: what is typed next may belong to it")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.paper}: {self.block}"


class PaperPresence(models.Model):
    """A draft's page that somebody has open just now. A pulse, no record: it goes when they go."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="presences")
    account = models.ForeignKey("organs.Account", on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=16)
    block = models.BigIntegerField(null=True, db_comment="Where they type")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "account", "tab"], name="presence_once_per_tab")]

    def __str__(self) -> str:
        return f"{self.account} @ {self.paper}"


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
