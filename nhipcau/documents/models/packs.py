"""Which pack of a site left last, so that it is known whose sheet has gone out of date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Site


class SitePack(models.Model):
    """The last pack of a site that was handed out. Its bytes follow from the facts and are not kept."""

    class Way(models.TextChoices):
        FILE = "file", _("Tải về")
        BUNDLE = "bundle", _("Trong bộ chung")
        MAIL = "mail", _("Gửi thư điện tử")
        OWN = "own", _("Điểm cầu tự tải")

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="pack")
    digest = models.CharField(max_length=64, db_comment="SHA-256 of what it said; another one: the pack is old")
    at = models.DateTimeField()
    way = models.CharField(max_length=6, choices=Way.choices)
    by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.site}: {self.at:%d/%m/%Y}"
