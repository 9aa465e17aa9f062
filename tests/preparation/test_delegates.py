"""A site's list: quota, substitutes, who chairs, previews, standing lists; and the clerk's way without an account."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.preparation.answering import SiteData, do_answer, do_confirm_delegates
from nhipcau.preparation.delegates import PersonRow, do_add_delegates, do_set_absent, do_set_chair
from nhipcau.preparation.duties import tasks_naming
from nhipcau.preparation.importing import digest, do_preview, do_take_preview, preview_of
from nhipcau.preparation.models import Delegate, Round, SiteAnswer
from nhipcau.preparation.purging import do_purge_due
from nhipcau.preparation.rounds import round_of
from nhipcau.preparation.standing import ListFacts, do_save_list, do_set_members, do_use_list
from tests.preparation.rounds import AFTER, BEFORE, LAST, commune, district, fixed_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

THU = PersonRow("Hoàng Văn Thử", "Chủ tịch UBND xã", "UBND xã", "0900 000 001")


@scene
def conference(lang_son: Unit) -> Conference:
    return fixed_conference()


@pytest.fixture
def site(conference: Conference) -> Site:
    return conference.sites.get(unit=commune())


@pytest.fixture
def clerk(site: Site) -> Actor:
    return actor_for(new_account("unit_clerk", commune()))


def test_the_paper_names_the_categories_of_each_tier(conference: Conference) -> None:
    named = list(round_of(conference).categories.values_list("tier", "name"))
    assert named == [("huyen", "Lãnh đạo Huyện ủy"), ("xa", "Lãnh đạo UBND xã, công chức văn phòng")]


def test_people_stand_in_the_detail_of_the_journal_alone(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        do_add_delegates(clerk, site.pk, [THU])
    entry = JournalEntry.objects.get(kind="delegates.added")
    assert "Thử" not in str(entry.data)
    assert JournalDetail.objects.get(entry=entry).data["people"][0][0] == "Hoàng Văn Thử"
    assert not record.verify(site.conference.stream)


def test_nobody_stands_twice_on_a_list_however_the_name_is_typed(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        do_add_delegates(clerk, site.pk, [THU])
        with pytest.raises(Refusal, match="already_listed"):
            do_add_delegates(clerk, site.pk, [PersonRow("Vi Thị Mới"), PersonRow("hoàng  văn thử", "chủ tịch ubnd xã")])
    assert site.delegates.count() == 1


def test_one_name_with_one_telephone_is_one_person_whatever_the_position_is_called(site: Site, clerk: Actor) -> None:
    chair = PersonRow("Hoàng Văn Thử", "Chủ tịch Ủy ban nhân dân xã", phone="0200 000 009")
    with clock.frozen(BEFORE):
        do_add_delegates(clerk, site.pk, [chair])
        with pytest.raises(Refusal, match="already_listed"):
            do_add_delegates(clerk, site.pk, [PersonRow("hoàng văn thử", "Chủ tịch", phone="0200000009")])
        text = (
            "Hoàng Văn Thử - Chủ tịch - 0200000009\n"
            "Hoàng Văn Thử - Bí thư - 0200 000 009\n"
            "Hoàng Văn Thử - Chủ tịch Ủy ban nhân dân xã\n"
            "Hoàng Văn Thử - Phó Chủ tịch - 0200 000 010\n"
        )
        pk = do_preview(clerk, site.pk, text=text)
        preview, lines = preview_of(clerk, site.pk, pk)
        assert [line.state for line in lines] == ["changed", "error", "error", "new"]
        assert "chức vụ đang là “Chủ tịch Ủy ban nhân dân xã”" in lines[0].message
        do_take_preview(clerk, site.pk, pk, preview.digest)
    found = site.delegates.order_by("order").values_list("position", "phone", "key")
    assert list(found) == [
        ("Chủ tịch", "0200 000 009", "hoang van thu|chu tich"),
        ("Phó Chủ tịch", "0200 000 010", "hoang van thu|pho chu tich"),
    ]


def test_a_quota_holds_and_a_sites_own_one_goes_before_it(site: Site, clerk: Actor) -> None:
    category = round_of(site.conference).categories.get(tier="xa")
    category.most = 1
    category.save()
    one, two = PersonRow("Vi Thị Một", category=category.pk), PersonRow("Vi Thị Hai", category=category.pk)
    with clock.frozen(BEFORE):
        do_add_delegates(clerk, site.pk, [one])
        with pytest.raises(Refusal, match="over_quota"):
            do_add_delegates(clerk, site.pk, [two])
        category.quotas.create(site=site, most=2)
        do_add_delegates(clerk, site.pk, [two])


def test_a_category_of_another_tier_cannot_be_smuggled_in(site: Site, clerk: Actor) -> None:
    category = round_of(site.conference).categories.get(tier="huyen")
    with clock.frozen(BEFORE), pytest.raises(Refusal, match="no_such_category"):
        do_add_delegates(clerk, site.pk, [PersonRow("Vi Thị Một", category=category.pk)])


def test_somebody_goes_instead_also_after_the_deadline(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        (one,) = do_add_delegates(clerk, site.pk, [THU])
        do_set_chair(clerk, site.pk, one.pk)
    with clock.frozen(AFTER):
        do_set_absent(clerk, site.pk, one.pk, absent=True, reason="đi công tác", instead=PersonRow("Vi Thị Thay"))
    one.refresh_from_db()
    assert (one.absent, one.chairs, one.reason) == (True, False, "đi công tác")
    assert one.substitute.name == "Vi Thị Thay"  # pyright: ignore[reportAttributeAccessIssue]


def test_the_deadline_is_the_servers_and_the_host_may_complete_after_it(site: Site, clerk: Actor) -> None:
    with clock.frozen(LAST):
        do_add_delegates(clerk, site.pk, [THU])
    with clock.frozen(AFTER):
        with pytest.raises(Refusal, match="deadline_passed"):
            do_confirm_delegates(clerk, site.pk)
        do_confirm_delegates(actor_for(new_account("organiser", site.conference.host)), site.pk)
    assert SiteAnswer.objects.get(site=site).late


def test_late_answers_are_marked_where_the_round_lets_them_in(site: Site, clerk: Actor) -> None:
    Round.objects.update(late=Round.Late.APPROVAL)
    data = SiteData("Hội trường UBND xã", "Tầng 2", "Vi Thị Mẫu", "0900000001")
    with clock.frozen(AFTER):
        answer = do_answer(clerk, site.pk, data, confirm=True)
    assert answer.late
    assert answer.contact_phone == "0900 000 001"


def test_an_incomplete_site_is_not_registered_but_may_be_kept(site: Site, clerk: Actor) -> None:
    data = SiteData("Hội trường UBND xã", "", "", "")
    with clock.frozen(BEFORE):
        with pytest.raises(Refusal, match="incomplete") as refused:
            do_answer(clerk, site.pk, data, confirm=True)
        assert "người liên hệ, điện thoại" in refused.value.message
        assert do_answer(clerk, site.pk, data, confirm=False).confirmed_at is None
    site.refresh_from_db()
    assert site.venue == "Hội trường UBND xã"


def test_a_preview_is_taken_as_seen_or_not_at_all(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        do_add_delegates(clerk, site.pk, [THU])
        text = (
            "Hoàng Văn Thử - Chủ tịch UBND xã - 0900 000 009\nVi Thị Mẫu - Phó Chủ tịch\nVi Thị Mẫu - Phó Chủ tịch\n"
            "Hà Minh Giả - Kế toán - 09x"
        )
        pk = do_preview(clerk, site.pk, text=text)
        preview, lines = preview_of(clerk, site.pk, pk)
        assert [line.state for line in lines] == ["changed", "new", "error", "error"]
        assert "Trùng với dòng 2" in lines[2].message
        do_add_delegates(clerk, site.pk, [PersonRow("Vi Thị Mẫu", "Phó Chủ tịch")])
        with pytest.raises(Refusal, match="list_changed"):
            do_take_preview(clerk, site.pk, pk, preview.digest)
        assert site.delegates.count() == 2
        _, lines = preview_of(clerk, site.pk, pk)
        taken = do_take_preview(clerk, site.pk, pk, digest(lines))
        assert (taken.new, taken.changed) == (0, 1)
        with pytest.raises(Refusal, match="taken_before"):
            do_take_preview(clerk, site.pk, pk, digest(lines))
    assert site.delegates.get(name="Hoàng Văn Thử").phone == "0900 000 009"
    assert site.previews.get().rows == []


@pytest.mark.parametrize("made", [BEFORE - timedelta(days=2), BEFORE + timedelta(days=3000)])
def test_a_preview_lies_about_for_a_day_whatever_the_clock_was_when_it_was_made(
    site: Site, clerk: Actor, made: datetime
) -> None:
    with clock.frozen(BEFORE):
        do_preview(clerk, site.pk, text="Vi Thị Mẫu - Phó Chủ tịch")
        site.previews.update(made_at=made)
        do_purge_due(system("purge"))
    assert not site.previews.exists()


def test_a_standing_list_is_used_by_conferences_of_its_days(site: Site, lang_son: Unit) -> None:
    organiser = actor_for(new_account("organiser", lang_son))
    facts = ListFacts("Ban Chỉ đạo", "125/QĐ-UBND", date(2021, 1, 17), date(2021, 1, 17))
    standing = do_save_list(organiser, facts, unit=lang_son.pk)
    do_set_members(organiser, standing.pk, "Hoàng Văn Thử - Trưởng ban\nVi Thị Mẫu - Phó Trưởng ban - 0900 000 002")
    with clock.frozen(BEFORE):
        assert do_use_list(organiser, site.pk, standing.pk, None) == 2
        assert do_use_list(organiser, site.pk, standing.pk, None) == 0
        standing.valid_to = date(2021, 12, 24)  # the very day of the conference: no longer in force
        standing.save()
        with pytest.raises(Refusal, match="list_not_in_force"):
            do_use_list(organiser, site.pk, standing.pk, None)
    assert site.delegates.filter(member__list=standing).count() == 2


def test_a_task_is_shown_to_those_whom_it_names(conference: Conference, site: Site) -> None:
    for order, who in enumerate(
        ("UBND các huyện, thành phố", "UBND các xã, phường, thị trấn", f"UBND {site.name}"), 10
    ):
        conference.tasks.create(order=order, assignee=who, action="chuẩn bị")
    main, above = conference.sites.get(is_main=True), conference.sites.get(unit=district())
    tasks = list(conference.tasks.all())
    assert [task.order for task in tasks_naming(site, tasks)] == [11, 12]
    assert [task.order for task in tasks_naming(above, tasks)] == [10]
    assert tasks_naming(main, tasks) == []


def test_a_pasted_list_stays_while_one_person_is_added_beside_it(site: Site) -> None:
    client, pasted = Client(), "Vi Văn Ba - Phó Chủ tịch\nLê Thị Tư, công chức"
    with clock.frozen(BEFORE):
        client.post(f"/s/{site.link_key}", {"pin": pin(site.pk, 1)})
        sent = {"action": "add", "name": "Hoàng Văn Thử", "position": "Chủ tịch", "text": pasted}
        added = client.post(f"/own/{site.pk}/delegates", sent)
        twice = client.post(f"/own/{site.pk}/delegates", sent | {"phone": "12ab"})
    assert added.status_code == 200
    assert "Đã thêm Hoàng Văn Thử." in added.content.decode()
    assert pasted in added.content.decode()
    assert 'value="Chủ tịch"' not in added.content.decode()
    assert twice.status_code == 422
    assert pasted in twice.content.decode()
    assert 'value="Chủ tịch"' in twice.content.decode()


def test_a_clerk_without_an_account_does_all_of_it(site: Site) -> None:
    """Link, PIN, venue and contact, list by file, chair, report, a task: nothing else is needed."""
    task = site.conference.tasks.create(order=20, assignee="UBND các xã", action="treo maket")
    client = Client()
    with clock.frozen(BEFORE):
        assert client.post(f"/s/{site.link_key}", {"pin": pin(site.pk, 1)}).url == f"/own/{site.pk}"
        own = f"/own/{site.pk}"
        data = {"venue": "Hội trường", "contact_name": "Vi Thị Mẫu", "contact_phone": "0900000001", "action": "confirm"}
        assert client.post(own, data).status_code == 302
        file = SimpleUploadedFile("../../x.csv", "Họ và tên;Chức vụ\nHoàng Văn Thử;Chủ tịch\n".encode())
        preview = client.post(f"{own}/delegates/import", {"file": file})
        page = client.get(preview.url).content.decode()
        assert "x.csv" in page
        assert "../" not in page
        digest = page.split('name="digest" value="')[1].split('"')[0]
        assert client.post(preview.url, {"digest": digest}).status_code == 302
        one = Delegate.objects.get(site=site)
        assert client.post(f"{own}/delegates", {"action": "chair", "delegate": one.pk}).status_code == 302
        assert client.post(f"{own}/delegates", {"action": "report", "head_count": ""}).status_code == 302
        assert client.post(f"{own}/task", {"task": task.pk, "done": "1"}).status_code == 302
        shown = client.get(own).content.decode()
    assert "Không còn việc nào phải làm" in shown
    assert "đã xong 4/4 việc" in shown
    said = {entry.actor for entry in JournalEntry.objects.filter(stream=site.conference.stream).order_by("-seq")[:5]}
    assert said == {f"site:{site.pk}"}


def test_the_form_is_filled_in_with_what_the_unit_said_last_time(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        do_answer(clerk, site.pk, SiteData("Hội trường cũ", "", "Vi Thị Mẫu", "0900000001"), confirm=True)
        later = fixed_conference("later").sites.get(unit=commune())
        client = Client()
        client.post(f"/s/{later.link_key}", {"pin": pin(later.pk, 1)})
        assert "Hội trường cũ" in client.get(f"/own/{later.pk}").content.decode()


def test_a_clerks_home_shows_its_own_sites_in_others_conferences(site: Site) -> None:
    client = Client()
    client.force_login(new_account("unit_clerk", commune()))
    assert f"/own/{site.pk}" in client.get("/").content.decode()
    host = Client()
    host.force_login(new_account("organiser", site.conference.host))
    assert f"/own/{site.pk}" not in host.get("/").content.decode()


def test_the_same_form_sent_twice_adds_one_and_says_so_both_times(site: Site, clerk: Actor) -> None:
    with clock.frozen(BEFORE):
        first = do_add_delegates(clerk, site.pk, [THU])
        before = record.head_seq(site.conference.stream)
        assert do_add_delegates(clerk, site.pk, [THU]) == first
    assert record.head_seq(site.conference.stream) == before


def test_the_host_gives_a_site_a_quota_of_its_own_and_the_clerk_cannot(site: Site) -> None:
    category = round_of(site.conference).categories.get(tier="xa")
    form = {"action": "quotas", f"most-{category.pk}": "7"}
    clerk = Client()
    clerk.post(f"/s/{site.link_key}", {"pin": pin(site.pk, 1)})
    assert clerk.post(f"/own/{site.pk}/delegates", form).status_code in {403, 404}
    host = Client()
    host.force_login(new_account("organiser", site.conference.host))
    assert host.post(f"/own/{site.pk}/delegates", form).status_code == 302
    assert category.quotas.get(site=site).most == 7
    assert host.post(f"/own/{site.pk}/delegates", form | {f"most-{category.pk}": ""}).status_code == 302
    assert not category.quotas.exists()


def test_an_account_that_answers_for_the_site_needs_no_pin_and_another_does(site: Site) -> None:
    own, other = Client(), Client()
    own.force_login(new_account("unit_clerk", commune()))
    other.force_login(new_account("unit_clerk", Unit.objects.get(code="178", tier="huyen")))
    assert own.get(f"/s/{site.link_key}").url == f"/own/{site.pk}"
    assert other.get(f"/s/{site.link_key}").status_code == 200
