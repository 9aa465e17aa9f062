"""Reminders: to whom they go, what they say, never twice in a day, by themselves before a deadline, by real mail."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import history
from nhipcau.organs.models import GOES_ON, Organ, Succession, Unit
from nhipcau.outbox import service
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from nhipcau.preparation import addresses
from nhipcau.preparation.addresses import addresses_of
from nhipcau.preparation.models import ReminderPlan, Round, SiteAnswer
from nhipcau.preparation.reminders import Reminded, Wanted, begins, do_plan_reminders, do_remind, do_remind_due
from tests.preparation.rounds import AFTER, BEFORE, DUE, commune, district, fixed_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.smtp import mail_server, settings_for


@scene
def conference(lang_son: Unit) -> Conference:
    return fixed_conference()


@pytest.fixture
def actor(conference: Conference) -> Actor:
    return actor_for(new_account("organiser", conference.host))


def clerk(unit: Unit, email: str, role: str = "unit_clerk", **changes: Any) -> None:
    account = new_account(role, unit)
    account.email = email
    for name, value in changes.items():
        setattr(account, name, value)
    account.save()


def office(unit: Unit, email: str, kind: str = "ubnd") -> Organ:
    return Organ.objects.create(unit=unit, keeper=unit, kind=kind, name="UBND", email=email, valid_from=unit.valid_from)


def site_of(conference: Conference, unit: Unit) -> Site:
    return conference.sites.get(unit=unit)


def remind(actor: Actor, conference: Conference, key: str = "k1", at: datetime = BEFORE, **wanted: Any) -> Reminded:
    with clock.frozen(at):
        return do_remind(actor, conference.pk, Wanted(**{"what": "delegates", **wanted}), key)


def addressed() -> list[str]:
    return sorted(Message.objects.values_list("to", flat=True))


def test_each_site_that_has_not_answered_gets_one_letter(conference: Conference, actor: Actor) -> None:
    answered = Unit.objects.filter(parent=district(), tier="xa").order_by("order")[1]
    for unit, email in ((commune(), "tan@xa.example"), (district(), "bs@huyen.example"), (answered, "x@xa.example")):
        clerk(unit, email)
    SiteAnswer.objects.create(site=site_of(conference, answered), delegates_at=BEFORE, delegates_by="x")
    assert remind(actor, conference) == Reminded(letters=2, without=209, lately=0)
    assert addressed() == ["bs@huyen.example", "tan@xa.example"]
    (entry,) = JournalEntry.objects.filter(stream=conference.stream, kind="registration.reminded")
    assert set(entry.data["sites"]) == {site_of(conference, one).pk for one in (commune(), district())}
    assert len(entry.data["without_address"]) == 209
    assert record.verify(conference.stream) == []


def test_the_letter_says_what_is_lacking_until_when_and_how_and_never_the_pin(
    conference: Conference, actor: Actor
) -> None:
    clerk(commune(), "tan@xa.example")
    remind(actor, conference, note="Đề nghị báo cả lái xe.")
    letter = Message.objects.get()
    site = site_of(conference, commune())
    assert letter.subject == f"Nhắc: báo danh sách đại biểu, {conference.title}"
    for words in (
        f"Kính gửi: {site.name}, Huyện Bắc Sơn",
        "Đến 09:00, thứ Năm, 16/12/2021, Ủy ban nhân dân tỉnh Lạng Sơn chưa nhận được danh sách đại biểu",
        "Thời gian: 08:00, thứ Sáu, 24/12/2021",
        "Hạn trả lời: 16:00, thứ Sáu, 17/12/2021 (còn 1 ngày)",
        f"/s/{site.link_key}",
        "Đề nghị báo cả lái xe.",
        "- Vi Thị Thử (nội dung): 0900 000 001",
    ):
        assert words in letter.body
    assert letter.useless_after == DUE
    remind(actor, conference, "k2", AFTER + timedelta(days=2))
    late = Message.objects.latest("made_at")
    assert late.subject.startswith("Quá hạn: ")
    assert "(đã quá hạn)" in late.body
    assert late.useless_after is None


def test_nobody_is_reminded_twice_of_a_deadline_within_a_day_unless_asked(conference: Conference, actor: Actor) -> None:
    clerk(commune(), "tan@xa.example")
    assert remind(actor, conference, "k1").letters == 1
    assert remind(actor, conference, "k2") == Reminded(letters=0, without=211, lately=1)
    assert remind(actor, conference, "k3", what="site").letters == 1  # another deadline
    assert remind(actor, conference, "k4", again=True).letters == 1
    assert remind(actor, conference, "k4", again=True).letters == 0  # the same form sent twice
    assert remind(actor, conference, "k5", BEFORE + timedelta(hours=25)).letters == 1
    Message.objects.update(state="failed")
    assert remind(actor, conference, "k6", BEFORE + timedelta(hours=26)).letters == 1  # that one never arrived


@pytest.mark.parametrize("which", ["sites", "groups"])
def test_only_those_chosen_are_reminded(conference: Conference, actor: Actor, which: str) -> None:
    other = Unit.objects.filter(tier="xa").exclude(parent=district()).order_by("path").first()
    assert other is not None
    clerk(commune(), "tan@xa.example")
    clerk(other, "khac@xa.example")
    chosen = site_of(conference, commune() if which == "sites" else district()).pk
    remind(actor, conference, **{which: (chosen,)})
    assert addressed() == ["tan@xa.example"]


def as_of_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many sites all rows of offices, roles and successions are read at once."""
    monkeypatch.setattr(addresses, "_ALL", 0)
    monkeypatch.setattr(history, "_MANY", 0)


def test_a_site_of_another_conference_is_not_reached(conference: Conference, actor: Actor) -> None:
    other = fixed_conference("other")
    clerk(commune(), "tan@xa.example")
    assert remind(actor, conference, sites=(site_of(other, commune()).pk,)) == Reminded(0, 0, 0)


@pytest.mark.parametrize("many", [False, True])
def test_a_letter_goes_to_the_clerk_else_to_the_office_else_to_who_administers(
    conference: Conference, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    if many:
        as_of_thousands(monkeypatch)
    unit, site = commune(), site_of(conference, commune())

    def goes_to() -> str | None:
        found = addresses_of([Site.objects.select_related("unit", "organ").get(pk=site.pk)]).get(site.pk)
        return found.email if found else None

    assert goes_to() is None
    office(unit, "truong@xa.example", kind="truong")  # a school of the commune is not the commune
    clerk(unit, "khoa@xa.example", is_active=False)
    clerk(district(), "tren@huyen.example")  # who is above does not answer for it
    assert goes_to() is None
    clerk(unit, "quan-tri@xa.example", role="administrator")
    assert goes_to() == "quan-tri@xa.example"
    office(unit, "ubnd@xa.example")
    assert goes_to() == "ubnd@xa.example"
    clerk(unit, "dau-moi@xa.example")
    assert goes_to() == "dau-moi@xa.example"


@pytest.mark.parametrize("many", [False, True])
def test_a_clerk_of_the_unit_under_its_later_name_is_found(
    conference: Conference, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    if many:
        as_of_thousands(monkeypatch)
    unit, site = commune(), site_of(conference, commune())
    later = Unit.objects.create(
        code="99990", name="Phường Mới", short_name="Mới", tier="xa", path="x/99990/", valid_from="2025-07-01"
    )
    Succession.objects.create(before=unit, after=later, on="2025-07-01", kind=GOES_ON[1])
    clerk(later, "moi@xa.example")
    assert addresses_of([site])[site.pk].email == "moi@xa.example"


def test_thousands_cost_no_more_queries_than_a_few(conference: Conference, actor: Actor) -> None:
    for n, unit in enumerate(Unit.objects.filter(tier="xa")):
        office(unit, f"xa-{n}@xa.example")
    with CaptureQueriesContext(connection) as asked:
        assert remind(actor, conference).letters == 200
    assert len(asked) <= 25


@pytest.mark.parametrize("state", ["running", "closed", "cancelled"])
def test_what_is_no_longer_ahead_is_not_reminded_of(conference: Conference, actor: Actor, state: str) -> None:
    clerk(commune(), "tan@xa.example")
    Conference.objects.filter(pk=conference.pk).update(state=state)
    with pytest.raises(Refusal) as refused:
        remind(actor, conference)
    assert refused.value.code == "not_ahead"
    with clock.frozen(BEFORE):
        do_plan_reminders(actor, conference.pk, 3)
        assert do_remind_due(system("reminders")) == 0


def test_by_themselves_letters_leave_once_for_each_deadline_and_only_where_that_is_wanted(
    conference: Conference, actor: Actor
) -> None:
    clerk(commune(), "tan@xa.example")
    morning = datetime(2021, 12, 15, 1, 0, tzinfo=UTC)
    assert begins(DUE, 2) == morning

    def by_clock(at: datetime) -> int:
        with clock.frozen(at):
            return do_remind_due(system("reminders"))

    assert by_clock(morning) == 0  # off by default
    do_plan_reminders(actor, conference.pk, 2)
    assert by_clock(morning - timedelta(seconds=1)) == 0
    assert by_clock(morning) == 2  # of the site and of its delegates
    assert by_clock(morning + timedelta(minutes=1)) == 0
    assert by_clock(DUE) == 0
    moved = DUE + timedelta(days=5)
    Round.objects.filter(pk=conference.pk).update(delegates_due=moved)
    assert by_clock(morning + timedelta(days=1)) == 0
    assert by_clock(morning + timedelta(days=5)) == 1  # the deadline that moved is another
    do_plan_reminders(actor, conference.pk, None)
    Round.objects.filter(pk=conference.pk).update(delegates_due=moved + timedelta(days=1))
    assert by_clock(morning + timedelta(days=6)) == 0


def test_after_its_deadline_nothing_leaves_by_itself(conference: Conference, actor: Actor) -> None:
    clerk(commune(), "tan@xa.example")
    do_plan_reminders(actor, conference.pk, 2)
    with clock.frozen(AFTER):
        assert do_remind_due(system("reminders")) == 0


def test_on_the_day_of_the_purge_addresses_and_words_of_reminders_go_and_what_waits_never_leaves(
    conference: Conference, actor: Actor
) -> None:
    clerk(commune(), "tan@xa.example")
    clerk(district(), "bs@huyen.example")
    remind(actor, conference)
    first, second = Message.objects.order_by("pk")
    Message.objects.filter(pk=first.pk).update(state="sent", sent_at=BEFORE)
    Message.objects.filter(pk=second.pk).update(state="queued")
    Round.objects.filter(pk=conference.pk).update(purge_on=BEFORE.date())
    Conference.objects.filter(pk=conference.pk).update(start_date=BEFORE.date() - timedelta(days=1))
    with clock.frozen(AFTER):
        service.run_jobs()
    assert sorted(Message.objects.values_list("state", "to", "body")) == [("cancelled", "", ""), ("sent", "", "")]
    assert not Message.objects.get(pk=second.pk).may_be_sent_again


@pytest.mark.parametrize("days", [0, -1, 31, 9999])
def test_days_that_make_no_sense_are_refused(conference: Conference, actor: Actor, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        do_plan_reminders(actor, conference.pk, days)
    assert refused.value.status == 422
    assert not ReminderPlan.objects.exists()


def test_only_the_system_sends_by_the_clock(actor: Actor) -> None:
    with pytest.raises(Refusal):
        do_remind_due(actor)


def test_a_reminder_by_the_clock_arrives_by_mail_and_the_journal_knows_how_it_ended(
    conference: Conference, actor: Actor
) -> None:
    clerk(commune(), "tan@xa.example")
    clerk(district(), "sai@huyen.example")
    do_plan_reminders(actor, conference.pk, 3)
    SiteAnswer.objects.bulk_create(SiteAnswer(site=one, confirmed_at=BEFORE) for one in conference.sites.all())
    with mail_server() as server, clock.frozen(BEFORE):
        server.recipient = lambda address: "550 no such user" if address.startswith("sai") else None
        service.run_jobs()
        Message.objects.update(state="queued")  # this test's settings name a server, the run's do not
        assert Sender(settings_for(server.port)).look() == 1
    assert server.recipients == ["tan@xa.example"]
    said = JournalEntry.objects.filter(stream=conference.stream, kind__startswith="letter.").order_by("seq")
    assert sorted((one.kind, one.data["about"]) for one in said) == sorted(
        [
            ("letter.sent", f"site:{site_of(conference, commune()).pk}"),
            ("letter.failed", f"site:{site_of(conference, district()).pk}"),
        ]
    )
    assert "sai@" not in str([one.data for one in said])
    assert record.verify(conference.stream) == []


def test_a_reminder_of_the_future_keeps_nobody_from_being_reminded(conference: Conference, actor: Actor) -> None:
    """The server's clock was ahead when it was made, and has been set right."""
    office(district(), "vp@bacson.example")
    assert remind(actor, conference, "k1", BEFORE + timedelta(days=3000)).letters == 1
    again = remind(actor, conference, "k2", BEFORE)
    assert (again.letters, again.lately) == (1, 0)
    assert remind(actor, conference, "k3", BEFORE + timedelta(hours=1)).lately == 1
