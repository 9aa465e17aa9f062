"""The banner of a conference: one master of ordered blocks, the words of each site, what can be taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site


class BannerEmblem(models.Model):
    """A picture that an office uploaded, as it was encoded again here. Kept, so that a change can be taken back."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="banner_emblems")
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField(db_comment="PNG")
    filename = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "sha256"], name="emblem_once")]

    def __str__(self) -> str:
        return self.filename


class BannerMaster(models.Model):
    """What stands on all banners of a conference. Sites get theirs once it is released."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="banner")
    width = models.PositiveIntegerField(default=6000, db_comment="Millimetres")
    height = models.PositiveIntegerField(default=1200, db_comment="Millimetres")
    ground = models.CharField(max_length=7, default="#c8102e")
    ink = models.CharField(max_length=7, default="#ffe100")
    emblem = models.ForeignKey(BannerEmblem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1, db_comment="Rises with each change")
    released_at = models.DateTimeField(null=True, blank=True, db_comment="Since when sites may take theirs")
    released_by = models.CharField(max_length=200, blank=True)
    words_asked = models.BooleanField(default=False, db_comment="Sites are to say their words: a duty of theirs")
    words_due = models.DateTimeField(null=True, blank=True, db_comment="Until when; null: no deadline")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gte=300, width__lte=15_000, height__gte=200, height__lte=5_000),
                name="banner_can_be_hung",
            )
        ]

    def __str__(self) -> str:
        return f"{self.width} x {self.height} mm"


class BannerPart(models.Model):
    """A block: one line of words that may name facts as `{tên}`; broken into lines as the cloth allows."""

    class Role(models.TextChoices):
        ORGAN = "organ", _("Cơ quan")
        TITLE = "title", _("Tiêu đề")
        QUALIFIER = "qualifier", _("Dòng phụ")
        PLACE_DATE = "place_date", _("Địa danh, ngày tháng")
        EMBLEM = "emblem", _("Biểu trưng")

    master = models.ForeignKey(BannerMaster, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=Role.choices)
    text = models.CharField(max_length=600, blank=True)
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.text}"


class BannerStep(models.Model):
    """A change of the master, so that whoever made it can take it back: the whole before and after."""

    master = models.ForeignKey(BannerMaster, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"


class SiteWords(models.Model):
    """What a site says on its own banner instead of what follows from the conference; by name of the blank."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="banner_words")
    values = models.JSONField(default=dict)
    edited_by = models.CharField(max_length=200)
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.site}"
