"""What the offices do between paper and call: registration rounds, the sites' own answers, delegates, standing lists.

Of a person nothing is kept but name, position, unit and telephone, and all of it goes on the round's purge date.
"""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Particular, Site, Task
from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier, Unit

PREVIEWS_KEPT: Final = timedelta(days=1)


class Round(models.Model):
    """The registration of a conference: who takes part and by when they say so. One for each conference."""

    class Mode(models.TextChoices):
        FIXED = "fixed", _("Điểm cầu cố định: mọi điểm cầu đã có, chỉ báo đại biểu")
        OPT_IN = "opt_in", _("Đăng ký tham gia: cấp xã đăng ký mới có điểm cầu")

    class Late(models.TextChoices):
        CLOSED = "closed", _("Hết hạn là đóng")
        APPROVAL = "approval", _("Nhận muộn khi được đồng ý")

    conference = models.OneToOneField(
        Conference, on_delete=models.CASCADE, primary_key=True, related_name="registration_round"
    )
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.FIXED)
    late = models.CharField(max_length=8, choices=Late.choices, default=Late.CLOSED)
    sites_due = models.DateTimeField(null=True, blank=True, db_comment="Last moment to register a site; null: none")
    delegates_due = models.DateTimeField(null=True, blank=True, db_comment="Last moment to report delegates")
    copies_to = models.TextField(blank=True, default="", db_comment="Bodies that get copies, one a line, as printed")
    purge_on = models.DateField(null=True, blank=True, db_comment="Local day on which personal data goes")
    purged_at = models.DateTimeField(null=True, blank=True)
    sends_copies = models.BooleanField(default=True, db_comment="Copies leave by themselves, see copying")
    copies_done = models.DateTimeField(null=True, blank=True, db_comment="The last occasion at which copies left")

    class Meta:
        indexes = [
            models.Index(fields=["sites_due"], name="round_by_sites_due"),
            models.Index(fields=["delegates_due"], name="round_by_delegates_due"),
        ]

    def __str__(self) -> str:
        return f"{self.conference}: {self.get_mode_display()}"

    @property
    def recipients(self) -> list[str]:
        return [line for line in self.copies_to.splitlines() if line.strip()]


class ReminderPlan(models.Model):
    """Letters that leave by themselves, some days before each deadline, to those who have not answered."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="reminder_plan")
    days = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="Days before a deadline; null: off")
    sites_done = models.DateTimeField(
        null=True, blank=True, db_comment="The deadline for sites that was reminded of; one that moves is another"
    )
    delegates_done = models.DateTimeField(null=True, blank=True, db_comment="The same for delegates")

    def __str__(self) -> str:
        return f"{self.round}: {self.days}"


class CopyBody(models.Model):
    """A body that the paper names to get copies of the registration, and how far it has been told.

    Told up to an entry of the conference's journal: the next copy says what came after it.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="copy_bodies")
    key = models.CharField(max_length=200, db_comment="Its name without diacritics: the same line is the same body")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True, default="", db_comment="Typed by the host; empty: as known")
    off = models.BooleanField(default=False, db_comment="Gets the paper, but no copies of the registration")
    told_seq = models.PositiveIntegerField(default=0, db_comment="Last journal entry that a copy to it spoke of")
    told_from = models.PositiveIntegerField(default=0, db_comment="The same before that copy; it may come back")
    told_at = models.DateTimeField(null=True, blank=True)
    by_hand = models.BooleanField(default=False, db_comment="The last copy went on paper or by message")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="copy_body_once_per_round")]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """A unit that registers to take part in an opt-in conference: once, whoever does it first."""

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("Đã đăng ký")
        WAITING = "waiting", _("Đăng ký muộn, chờ đồng ý")
        REFUSED = "refused", _("Không nhận")
        WITHDRAWN = "withdrawn", _("Đã rút")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="enrolments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=9, choices=State.choices)
    at = models.DateTimeField(db_comment="When it reached the server")
    by = models.CharField(max_length=200, db_comment="Who registered, by name")
    by_reference = models.CharField(max_length=100, db_comment="account:3, site:17")
    by_tier = models.CharField(max_length=12, choices=Tier.choices, db_comment="Tier that registered")
    copies = models.JSONField(default=list, db_comment="Bodies that this registration is to be copied to")
    reason = models.CharField(max_length=500, blank=True, default="", db_comment="Why it was refused or let in late")
    site = models.OneToOneField(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="enrolment")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="unit_enrolled_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"


class SiteAnswer(models.Model):
    """What a site says of itself. Its venue stands at the site, who chairs there among its delegates."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="answer")
    room = models.CharField(max_length=300, blank=True, default="", db_comment="Room within the venue")
    contact_name = models.CharField(max_length=200, blank=True, default="")
    contact_phone = models.CharField(max_length=40, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True, db_comment="First time that site data was confirmed")
    confirmed_by = models.CharField(max_length=200, blank=True, default="")
    head_count = models.PositiveIntegerField(
        null=True, blank=True, db_comment="Number reported where not all names are known; null: the list counts"
    )
    delegates_at = models.DateTimeField(null=True, blank=True, db_comment="When the list was reported as complete")
    delegates_by = models.CharField(max_length=200, blank=True, default="")
    late = models.BooleanField(default=False, db_comment="Some of it came after its deadline")

    def __str__(self) -> str:
        return f"{self.site}"


class TaskDone(models.Model):
    """A task of the paper that a site says it has done."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="tasks_done")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="done_by")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "task"], name="task_done_once_per_site")]

    def __str__(self) -> str:
        return f"{self.site}: {self.task}"


class Category(models.Model):
    """A kind of participant that the paper names for a tier, e.g. "lãnh đạo Huyện ủy"."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="categories")
    tier = models.CharField(max_length=12, choices=Tier.choices, blank=True, db_comment="Empty: of every tier")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    most = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="Quota of each site; null: none")
    particular = models.ForeignKey(Particular, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="one_category_per_place")]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """A site's own quota in a category, where it differs from the category's."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="quotas")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="quotas")
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["category", "site"], name="quota_once_per_site")]

    def __str__(self) -> str:
        return f"{self.site}: {self.most}"


class StandingList(models.Model):
    """People who are called together again and again, by a decision: a steering committee and its like."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standing_lists", db_comment="Who keeps it")
    name = models.CharField(max_length=300)
    decision = models.CharField(max_length=100, blank=True, default="", db_comment="Number and notation")
    decided_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, db_comment="First day on which it no longer holds")

    class Meta:
        ordering = ["name", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="standing_list_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """All that is kept of a person."""

    name = models.CharField(max_length=200)
    position = models.CharField(max_length=300, blank=True, default="")
    office = models.CharField(max_length=300, blank=True, default="", db_comment="Unit or office as written")
    phone = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def identity(self) -> str:
        """What tells two people of one list apart: name and position without diacritics."""
        return f"{search_key(self.name)}|{search_key(self.position)}"[:200]


class StandingMember(Person):
    """A member of a standing list."""

    list = models.ForeignKey(StandingList, on_delete=models.CASCADE, related_name="members")
    order = models.PositiveSmallIntegerField()

    class Meta(Person.Meta):
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["list", "order"], name="one_member_per_place")]

    def __str__(self) -> str:
        return self.name


class Delegate(Person):
    """Somebody who sits, or was to sit, at a site."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="delegates")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="delegates")
    member = models.ForeignKey(StandingMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    order = models.PositiveIntegerField()
    chairs = models.BooleanField(default=False, db_comment="Chairs at this site")
    absent = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, default="", db_comment="Why absent")
    substitute_for = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="substitute", db_comment="Goes instead"
    )
    key = models.CharField(max_length=200, db_comment="identity: who is meant, without diacritics")
    added_at = models.DateTimeField(default=clock.now)

    class Meta(Person.Meta):
        ordering = ["order"]
        indexes = [models.Index(fields=["category", "site"], name="delegate_by_category")]
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="delegate_once_per_site"),
            models.UniqueConstraint(fields=["site", "order"], name="one_delegate_per_place"),
            models.UniqueConstraint(fields=["site"], condition=models.Q(chairs=True), name="one_chair_per_site"),
        ]

    def __str__(self) -> str:
        return self.name


class DelegatePreview(models.Model):
    """Delegates read from a file or a pasted text: looked at first, then taken as they are; gone after a day."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="previews")
    by_reference = models.CharField(max_length=100, db_comment="Whoever made it; nobody else sees it")
    made_at = models.DateTimeField()
    filename = models.CharField(max_length=200, blank=True, default="")
    rows = models.JSONField(db_comment="As read, line by line")
    digest = models.CharField(max_length=64, db_comment="SHA-256 over what each row would do")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.filename or f"{self.made_at:%d/%m/%Y}"
