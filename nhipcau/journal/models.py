"""The append-only record. Rows are written by `journal.append` alone; triggers refuse any change or removal."""

from django.db import models


class JournalHead(models.Model):
    """The last entry of a stream; its row is locked while one is appended."""

    stream = models.CharField(max_length=100, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.stream}@{self.seq}"


class JournalEntry(models.Model):
    """One thing that happened. Names and telephone numbers never stand in `data` but in `JournalDetail`."""

    stream = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100, db_comment="account:3, site:17, system:hall")
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1, db_comment="Form of data; older forms are upcast when read")
    data = models.JSONField()
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream", "seq"]
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="journal_seq_once_per_stream")]
        indexes = [models.Index(fields=["stream", "kind", "seq"], name="journal_by_kind")]

    def __str__(self) -> str:
        return f"{self.stream}@{self.seq} {self.kind}"


class JournalDetail(models.Model):
    """Personal details of an entry, kept apart so that a purge can remove them; the entry holds a salted hash."""

    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="detail")
    salt = models.CharField(max_length=32)
    data = models.JSONField(null=True, db_comment="Null once purged")

    def __str__(self) -> str:
        return f"detail of {self.entry}"
