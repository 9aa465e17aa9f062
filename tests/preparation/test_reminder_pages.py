"""The page of reminders, as somebody uses it who prepares a conference."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Organ, Unit
from nhipcau.outbox.models import Message
from nhipcau.preparation import report_pages
from nhipcau.preparation.models import ReminderPlan
from tests.preparation.rounds import BEFORE, commune, district, fixed_conference
from tests.support.people import new_account
from tests.support.scenes import scene


@scene
def conference(lang_son: Unit) -> Conference:
    return fixed_conference()


@pytest.fixture
def client(conference: Conference) -> Client:
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    return client


def office(unit: Unit, email: str) -> None:
    Organ.objects.create(unit=unit, keeper=unit, kind="ubnd", name="UBND", email=email, valid_from=unit.valid_from)


def page(client: Client, conference: Conference, query: str = "what=delegates") -> str:
    answer = client.get(f"/conferences/{conference.pk}/registration/remind?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def sent(html: str) -> dict[str, list[str]]:
    """What a browser sends that leaves the form as it is shown."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        kind = re.search(r'type="(\w+)"', tag)
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = kind is None or kind[1] != "checkbox" or "checked" in tag
        if name and value and ticked and "disabled" not in tag and name[1] in {"site", "group", "key"}:
            found.setdefault(name[1], []).append(value[1])
    return found


def test_as_it_opens_the_form_reminds_all_that_have_an_address_and_once(client: Client, conference: Conference) -> None:
    office(commune(), "tan@xa.example")
    office(district(), "bs@huyen.example")
    with clock.frozen(BEFORE):
        form = sent(page(client, conference))
        address = f"/conferences/{conference.pk}/registration/remind?what=delegates"
        told = client.post(address, form, follow=True)
        assert "Đã lập 2 thư nhắc. Chưa đặt máy chủ thư" in told.content.decode()
        assert told.redirect_chain[-1][0] == f"/outbox?conference={conference.pk}"
        client.post(address, form)  # the same form again, as an impatient hand sends it
        assert Message.objects.count() == 2
        again = sent(page(client, conference))
        assert "site" not in again  # those reminded today are no longer ticked
        refused = client.post(address, again)
    assert refused.status_code == 422
    assert "Chưa chọn điểm cầu nào" in refused.content.decode()
    assert Message.objects.count() == 2


def test_where_a_letter_came_back_it_is_said_and_the_same_address_is_not_tried_again_by_itself(
    client: Client, conference: Conference
) -> None:
    office(commune(), "sai@xa.example")
    with clock.frozen(BEFORE):
        address = f"/conferences/{conference.pk}/registration/remind?what=delegates"
        client.post(address, sent(page(client, conference)))
        Message.objects.update(state="failed")
        html = page(client, conference)
        assert "không gửi được" in html
        assert "site" not in sent(html)
        Organ.objects.update(email="dung@xa.example")
        client.post(address, sent(page(client, conference)))
    assert sorted(Message.objects.values_list("to", flat=True)) == ["dung@xa.example", "sai@xa.example"]


def test_the_letter_is_seen_before_it_leaves_and_the_list_can_be_copied(client: Client, conference: Conference) -> None:
    with clock.frozen(BEFORE):
        html = page(client, conference)
    assert "Kính gửi:" in html
    assert "Chép để gửi Zalo" in html
    assert "Đề nghị các điểm cầu sau báo danh sách đại biểu. Hạn: 16:00, thứ Sáu, 17/12/2021 (còn 1 ngày)." in html
    assert "0900 000 001" in html  # whom to ask
    assert "Chưa nơi nào có địa chỉ thư" in html


def test_what_was_typed_stays_when_it_is_refused(client: Client, conference: Conference) -> None:
    refused = client.post(f"/conferences/{conference.pk}/registration/remind", {"note": "Mang theo <b>tài liệu</b>"})
    assert refused.status_code == 422
    assert "Mang theo &lt;b&gt;tài liệu&lt;/b&gt;" in refused.content.decode()


@pytest.mark.parametrize("query", ["under=9" + "9" * 30, "under=x", "what=khong", "under=-1"])
def test_odd_questions_are_answered_with_a_page(client: Client, conference: Conference, query: str) -> None:
    page(client, conference, query)


@pytest.mark.parametrize(
    "form",
    [
        {"site": "9" * 30},
        {"site": "x"},
        {"group": "9" * 17},
        {"site": "1", "note": "\0"},
        {"site": "1", "note": "x" * 9999},
    ],
)
def test_odd_forms_are_answered_in_words(client: Client, conference: Conference, form: dict[str, str]) -> None:
    answer = client.post(f"/conferences/{conference.pk}/registration/remind?what=site", form)
    assert answer.status_code in {302, 422}
    assert not Message.objects.exists()


def test_reminding_by_the_clock_is_switched_on_and_off(client: Client, conference: Conference) -> None:
    address = f"/conferences/{conference.pk}/registration/remind/plan"
    assert client.post(address, {"days": "2"}).status_code == 302
    assert ReminderPlan.objects.get().days == 2
    assert "Đang bật" in page(client, conference)
    assert client.post(address, {"days": "hai"}).status_code == 422
    assert client.post(address, {"days": "99"}).status_code == 422
    assert ReminderPlan.objects.get().days == 2
    assert client.post(address, {"days": ""}).status_code == 302
    assert ReminderPlan.objects.get().days is None
    said = JournalEntry.objects.filter(stream=conference.stream, kind="registration.reminders_planned")
    assert [one.data["days"] for one in said.order_by("seq")] == [2, None]


@pytest.mark.parametrize("folded", [False, True])
def test_a_province_costs_a_few_queries_and_thousands_are_chosen_by_district(
    client: Client, conference: Conference, monkeypatch: pytest.MonkeyPatch, *, folded: bool
) -> None:
    if folded:
        monkeypatch.setattr(report_pages, "_MOST_ROWS", 100)
    office(commune(), "tan@xa.example")
    page(client, conference)
    with CaptureQueriesContext(connection) as asked:
        html = page(client, conference)
    assert len(asked) <= 25
    form = sent(html)
    assert len(form.get("group", [])) == (1 if folded else 0)
    client.post(f"/conferences/{conference.pk}/registration/remind?what=delegates", form)
    assert list(Message.objects.values_list("to", flat=True)) == ["tan@xa.example"]


@pytest.mark.parametrize("where", ["missing", "remind"])
def test_sites_of_offices_are_read_with_their_offices(client: Client, conference: Conference, where: str) -> None:
    school = Organ.objects.create(
        unit=commune(), keeper=commune(), kind="truong", name="Trường Thử", valid_from=commune().valid_from
    )
    at = f"/conferences/{conference.pk}/registration/{where}?what=delegates"
    client.get(at)
    with CaptureQueriesContext(connection) as before:
        client.get(at)
    conference.sites.filter(tier="xa").update(organ=school, unit=None)
    with CaptureQueriesContext(connection) as after:
        assert client.get(at).status_code == 200
    assert len(after) <= len(before)


def test_the_way_leads_there_from_the_registration_and_from_the_list_of_the_missing(
    client: Client, conference: Conference
) -> None:
    for path in ("registration", "registration/missing?what=delegates"):
        html = client.get(f"/conferences/{conference.pk}/{path}").content.decode()
        assert f"/conferences/{conference.pk}/registration/remind?what=delegates" in html
    viewer = Client()
    viewer.force_login(new_account("viewer", conference.host))
    assert "registration/remind" not in viewer.get(f"/conferences/{conference.pk}/registration").content.decode()


@pytest.mark.parametrize("where", ["missing", "remind"])
def test_one_long_group_goes_a_page_at_a_time(
    client: Client, conference: Conference, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Where communes stand right below the host there are no districts to choose from."""
    monkeypatch.setattr(report_pages, "_MOST_ROWS", 150)
    Unit.objects.filter(tier="xa", path__startswith=conference.host.path).update(parent=conference.host)
    conference.sites.filter(tier="huyen").update(withdrawn_at=BEFORE)
    conference.sites.filter(tier="xa").update(parent=conference.sites.get(is_main=True))
    shown: list[str] = []
    for page in (1, 2, 3):
        answer = client.get(f"/conferences/{conference.pk}/registration/{where}?what=site&page={page}")
        shown += re.findall(r"(?:Xã|Thị trấn|Phường) [^<·]+(?=</(?:a|span)>)", answer.content.decode())
        assert "Trang sau" in answer.content.decode() or page == 3
    names = set(conference.sites.filter(tier="xa").values_list("name", flat=True))
    assert names <= {one.strip() for one in shown}


def test_a_conference_without_sites_does_not_say_that_all_have_answered(client: Client, conference: Conference) -> None:
    conference.sites.update(withdrawn_at=BEFORE)
    for where in ("missing", "remind"):
        html = client.get(f"/conferences/{conference.pk}/registration/{where}").content.decode()
        assert "Chưa có điểm cầu nào" in html
        assert "đã trả lời" not in html
