"""A conference, its ordered tiers, its sites, rehearsals, contacts and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core import clock
from nhipcau.organs.models import Tier, Unit


class Conference(models.Model):
    """One call of many sites. Links and PINs live by `state`, never by the printed date."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Đang chuẩn bị")
        RUNNING = "running", _("Đang diễn ra")
        CLOSED = "closed", _("Đã bế mạc")
        CANCELLED = "cancelled", _("Đã hủy")

    class Form(models.TextChoices):
        ONLINE = "truc_tuyen", _("Trực tuyến")
        HYBRID = "ket_hop", _("Trực tiếp kết hợp trực tuyến")
        IN_PERSON = "truc_tiep", _("Trực tiếp")

    title = models.CharField(max_length=1000)
    host = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="conferences", db_comment="Unit whose staff sees and runs it"
    )
    issuing_body = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=12, choices=Form.choices, default=Form.ONLINE)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARING)
    start_date = models.DateField(null=True, blank=True, db_comment="Local date; null while still open")
    start_time = models.TimeField(null=True, blank=True, db_comment="Local time; null while still open")
    duration = models.CharField(max_length=300, blank=True, db_comment="As printed")
    venue = models.CharField(max_length=500, blank=True)
    lobby = models.BooleanField(default=True, db_comment="Unknown machines wait until they are let in")
    creation_key = models.CharField(
        max_length=64, null=True, blank=True, unique=True, db_comment="Idempotency key of the command that made it"
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_time__isnull=True) | models.Q(start_date__isnull=False),
                name="no_time_without_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The journal stream in which everything about this conference stands."""
        return f"conference:{self.pk}"

    @property
    def is_over(self) -> bool:
        """Closed or called off: its links lead nowhere any more."""
        return self.state in {self.State.CLOSED, self.State.CANCELLED}


class ConferenceTier(models.Model):
    """A tier that takes part, in the order of this conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tiers")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    order = models.PositiveSmallIntegerField()
    printed_count = models.PositiveIntegerField(null=True, blank=True, db_comment="Sites printed in the paper")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "tier"], name="tier_once_per_conference"),
            models.UniqueConstraint(fields=["conference", "order"], name="one_tier_per_place"),
        ]

    def __str__(self) -> str:
        return self.get_tier_display()


class Site(models.Model):
    """A place that takes part. Its join link is `/j/<link_key>`; its PIN follows from its id and version."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sites")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="sites")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200, db_comment="e.g. Huyện Bắc Sơn, Xã Tân Thành")
    short_name = models.CharField(max_length=200, db_comment="For small cells, e.g. TT. Thất Khê")
    is_main = models.BooleanField(default=False, db_comment="The chairing site")
    is_placeholder = models.BooleanField(default=False, db_comment="Made from a printed count; still to be named")
    order = models.PositiveIntegerField(db_comment="Order on every list: tree order")
    venue = models.CharField(max_length=500, blank=True)
    link_key = models.CharField(max_length=24, unique=True)
    version = models.PositiveIntegerField(default=1, db_comment="Rises when its machine is removed: new PIN")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "order"], name="one_site_per_place"),
            models.UniqueConstraint(
                fields=["conference"], condition=models.Q(is_main=True), name="one_main_site_per_conference"
            ),
            models.UniqueConstraint(
                fields=["conference", "unit"], condition=models.Q(unit__isnull=False), name="unit_once_per_conference"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """The district's name for a commune, else empty: three communes of a province may share a name."""
        above = self.parent if self.tier == Tier.COMMUNE else None
        return above.name if above is not None and above.tier == Tier.DISTRICT else ""


class PinAttempts(models.Model):
    """Wrong PINs given for a site, until the right one comes; never by address, a province sits behind one."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="pin_attempts")
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    open_at = models.DateTimeField(db_comment="Before this moment no PIN is looked at")

    def __str__(self) -> str:
        return f"{self.site}: {self.wrong}"


class FromPaper(models.Model):
    """A row that was read from a paper knows the words it came from. Null where a person added it."""

    source_paper = models.PositiveBigIntegerField(null=True, blank=True, db_comment="Id of the received paper")
    source_start = models.PositiveIntegerField(null=True, blank=True, db_comment="Offsets into that paper's text")
    source_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class PlannedRehearsal(FromPaper):
    """A trial run that the paper announces."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="planned_rehearsals")
    at = models.DateTimeField()

    class Meta(FromPaper.Meta):
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["conference", "at"], name="rehearsal_once_per_time")]

    def __str__(self) -> str:
        return clock.local(self.at).strftime("%H:%M %d/%m/%Y")


class Contact(FromPaper):
    """Whom to call, and for what."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="contacts")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=200, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name or self.role


class Task(FromPaper):
    """Something the paper asks of somebody."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    assignee = models.CharField(max_length=500, db_comment="Who leads")
    cooperating = models.CharField(max_length=1000, blank=True, db_comment="Bodies named to work with it, as printed")
    action = models.TextField()
    due_date = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.action}"


class Speech(FromPaper):
    """A speech or report that somebody is to give, with the limits that hold for it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="speeches")
    order = models.PositiveSmallIntegerField()
    assignee = models.CharField(max_length=500)
    topic = models.TextField(blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="At most")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="At most")

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.topic}"


class RegistrationDeadline(FromPaper):
    """Until when sites or delegates are to be reported."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="registration_deadlines")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500, blank=True)
    due_date = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)

    class Meta(FromPaper.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.what


class Particular(FromPaper):
    """Something the paper says that is a line of words: who takes part, a material, a press body, a recipient.

    A note is what no other field holds, so that nothing of the paper is dropped.
    """

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("Thành phần")
        MATERIAL = "material", _("Tài liệu")
        PRESS = "press", _("Báo chí")
        RECIPIENT = "recipient", _("Nơi nhận")
        NOTE = "note", _("Ghi chú")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="particulars")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=12, choices=Tier.choices, blank=True, db_comment="Of participants; else empty")
    text = models.TextField()
    inherited = models.CharField(max_length=300, blank=True, db_comment="The paper that said it, where another did")

    class Meta(FromPaper.Meta):
        ordering = ["kind", "order"]

    def __str__(self) -> str:
        return self.text


class Amendment(models.Model):
    """What a later paper, or a person, changed in a conference: applied as one command, never edited."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="amendments")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200, db_comment="Name of the person")
    key = models.CharField(max_length=64, unique=True, db_comment="Idempotency key of the command")
    paper = models.PositiveBigIntegerField(null=True, blank=True, db_comment="Id of the received paper")
    said = models.CharField(max_length=300, blank=True, db_comment="The paper in words, e.g. Thông báo số 15/TB-UBND")
    changes = models.JSONField(db_comment="Rows of label, before, after")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.said or f"{self.at:%d/%m/%Y}"
