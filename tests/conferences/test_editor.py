"""The editor: each section is a form that keeps what was typed, and says what somebody else changed meanwhile."""

import json
import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from nhipcau.conferences.editing.commands import ChangedMeanwhile, do_edit_section
from nhipcau.conferences.editing.merging import Row
from nhipcau.conferences.editing.sections import CONTACTS, FACTS, SECTIONS
from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import MakeAccount, actor_for, new_account
from tests.support.scenes import scene


@scene
def small(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def client(lang_son: Unit) -> Client:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    return client


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


def form_of(client: Client, conference: Conference, section: str) -> dict[str, str]:
    """The form as a browser would send it back untouched."""
    context = client.get(f"/conferences/{conference.pk}/edit/{section}").context
    form = {"seen": context["seen"]}
    for row in context["rows"]:
        form[f"{row.number}-id"] = row.id
        form |= {cell.name: cell.value for cell in row.cells}
    return form


def send(client: Client, conference: Conference, section: str, form: dict[str, str]) -> Any:
    return client.post(f"/conferences/{conference.pk}/edit/{section}", form)


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_a_form_sent_back_untouched_changes_nothing(client: Client, small: Conference, section: str) -> None:
    before = JournalEntry.objects.count()
    answer = send(client, small, section, form_of(client, small, section))
    assert answer.status_code == 302
    assert JournalEntry.objects.count() == before


def test_facts_are_changed_as_a_later_paper_changes_them(client: Client, small: Conference) -> None:
    form = form_of(client, small, "facts") | {"0-start_date": "25/12/2021", "0-start_time": "8h30", "0-kind": "ky_hop"}
    assert send(client, small, "facts", form).status_code == 302
    small.refresh_from_db()
    assert (f"{small.start_date:%d/%m}", f"{small.start_time:%H:%M}", small.kind) == ("25/12", "08:30", "ky_hop")
    changed = small.amendments.get().changes
    assert {"label": "Ngày họp", "before": "24/12/2021", "after": "25/12/2021"} in changed
    assert {"label": "Loại", "before": "Hội nghị", "after": "Kỳ họp Hội đồng nhân dân"} in changed


def test_words_change_with_the_kind(client: Client, small: Conference) -> None:
    send(client, small, "facts", form_of(client, small, "facts") | {"0-kind": "ky_hop"})
    assert "Sửa kỳ họp" in client.get(f"/conferences/{small.pk}/edit/facts").content.decode()


def test_what_cannot_be_kept_is_said_at_its_field_and_everything_typed_is_still_there(
    client: Client, small: Conference
) -> None:
    form = form_of(client, small, "sittings") | {
        "0-name": "Buổi sáng",
        "0-date": "31/02/2022",
        "0-start": "8 giờ",
        "0-end": "7h30",
    }
    answer = send(client, small, "sittings", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31/02/2022” không phải là ngày" in page
    assert "Giờ kết thúc phải sau giờ bắt đầu" in page
    assert 'value="Buổi sáng"' in page
    assert not small.sittings.exists()


def test_rows_are_added_moved_and_dropped(client: Client, small: Conference) -> None:
    form = form_of(client, small, "programme") | {"0-content": "Một", "0-minutes": "15", "1-content": "Hai"}
    send(client, small, "programme", form)
    send(client, small, "programme", form_of(client, small, "programme") | {"move": "1:-1", "2-content": "Ba"})
    assert [item.content for item in small.programme.all()] == ["Hai", "Một", "Ba"]
    send(client, small, "programme", form_of(client, small, "programme") | {"0-drop": "1"})
    assert [(item.content, item.minutes) for item in small.programme.all()] == [("Một", 15), ("Ba", None)]


def test_minutes_are_summed_against_the_time_there_is(client: Client, small: Conference) -> None:
    sitting = {"0-name": "Sáng", "0-date": "24/12/2021", "0-start": "08:00", "0-end": "09:00"}
    send(client, small, "sittings", form_of(client, small, "sittings") | sitting)
    pk = str(small.sittings.get().pk)
    items = {"0-sitting_id": pk, "0-content": "Báo cáo", "0-minutes": "50"}
    items |= {"1-sitting_id": pk, "1-content": "Thảo luận", "1-minutes": "30"}
    send(client, small, "programme", form_of(client, small, "programme") | items)
    assert "quá 20 phút" in client.get(f"/conferences/{small.pk}/edit/programme").content.decode()


def test_a_row_that_came_from_a_paper_keeps_the_way_to_its_words(client: Client, small: Conference) -> None:
    small.contacts.update(source_paper=7, source_start=1, source_end=2)
    send(client, small, "contacts", form_of(client, small, "contacts") | {"0-phone": "0900 000 009"})
    contact = small.contacts.get()
    assert (contact.phone, contact.source_paper) == ("0900 000 009", 7)


def test_the_second_of_two_organisers_is_told_what_the_first_changed_and_loses_nothing(
    client: Client, small: Conference, organiser: Actor
) -> None:
    form = form_of(client, small, "contacts") | {"0-name": "Tên mới", "1-role": "kỹ thuật", "1-phone": "0900 000 002"}
    seen = CONTACTS.standing(small)
    do_edit_section(organiser, small.pk, CONTACTS, [{**seen[0], "phone": "0900 000 777"}], seen)
    answer = send(client, small, "contacts", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nông Văn Thử đã sửa mục này" in page
    assert "0900 000 001" in page
    assert small.contacts.count() == 1
    rows = answer.context["rows"]
    again = {"seen": answer.context["seen"]}
    for row in rows:
        again[f"{row.number}-id"] = row.id
        again |= {cell.name: cell.value for cell in row.cells}
    assert send(client, small, "contacts", again).status_code == 302
    kept = list(small.contacts.order_by("order").values_list("name", "role", "phone"))
    assert kept == [("Tên mới", "nội dung", "0900 000 777"), ("", "kỹ thuật", "0900 000 002")]


def test_where_both_changed_one_field_mine_is_offered_and_the_clash_is_counted(
    small: Conference, organiser: Actor
) -> None:
    seen = CONTACTS.standing(small)
    do_edit_section(organiser, small.pk, CONTACTS, [{**seen[0], "phone": "1"}], seen)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        do_edit_section(organiser, small.pk, CONTACTS, [{**seen[0], "phone": "2"}], seen)
    assert meanwhile.value.merged.clashes == [(seen[0]["id"], "phone")]
    assert meanwhile.value.merged.rows[0]["phone"] == "2"


def test_names_and_telephone_numbers_stand_only_in_the_journals_detail(client: Client, small: Conference) -> None:
    send(client, small, "contacts", form_of(client, small, "contacts") | {"0-phone": "0900 000 009"})
    entry = JournalEntry.objects.get(stream=small.stream, kind="conference.edited")
    assert entry.data["fields"] == ["phone"]
    assert "0900" not in json.dumps(entry.data)
    assert "0900 000 009" in json.dumps(entry.detail.data)
    assert journal.verify(small.stream) == []


def test_in_the_call_contacts_are_mended_and_the_date_is_not(client: Client, small: Conference) -> None:
    contacts, facts = form_of(client, small, "contacts"), form_of(client, small, "facts")
    Conference.objects.filter(pk=small.pk).update(state="running")
    assert send(client, small, "contacts", contacts | {"0-phone": "0900 000 009"}).status_code == 302
    answer = send(client, small, "facts", facts | {"0-start_date": "1/1/2022"})
    assert answer.status_code == 409
    assert 'value="1/1/2022"' in answer.content.decode()


def test_a_form_that_was_cut_on_its_way_changes_nothing(client: Client, small: Conference) -> None:
    assert send(client, small, "contacts", {"seen": '[{"id": "1", "na', "0-id": "1"}).status_code == 422
    assert small.contacts.count() == 1


def test_a_conference_is_made_without_a_paper(client: Client, lang_son: Unit) -> None:
    form = {
        "host": str(lang_son.pk),
        "kind": "giao_ban",
        "form": "truc_tuyen",
        "title": "Giao ban tháng 6",
        "start_date": "20/06/2022",
        "start_time": "8:00",
        "tier": ["huyen", "xa"],
        "fill": "all",
        "key": "k1",
    }
    answer = client.post("/conferences/new", form)
    assert answer.status_code == 302
    made = Conference.objects.get()
    assert (made.host, made.kind, made.sites.count()) == (lang_son, "giao_ban", 212)
    assert client.post("/conferences/new", form).url == answer.url
    assert Conference.objects.count() == 1


def test_a_conference_without_its_sites_yet_has_the_chairing_one(client: Client, lang_son: Unit) -> None:
    form = {
        "host": str(lang_son.pk),
        "kind": "hoi_nghi",
        "form": "ket_hop",
        "title": "Chưa định",
        "fill": "main",
        "tier": ["xa"],
    }
    client.post("/conferences/new", form)
    made = Conference.objects.get()
    assert [site.is_main for site in made.sites.all()] == [True]
    assert set(made.tiers.values_list("tier", flat=True)) == {"tinh", "xa"}


def test_a_conference_without_a_name_is_not_made_and_nothing_typed_is_lost(client: Client, lang_son: Unit) -> None:
    answer = client.post(
        "/conferences/new",
        {"host": str(lang_son.pk), "kind": "hoi_nghi", "form": "ket_hop", "title": " ", "venue": "Hội trường A"},
    )
    assert answer.status_code == 422
    assert 'value="Hội trường A"' in answer.content.decode()
    assert not Conference.objects.exists()


def test_facts_section_covers_what_an_amendment_may_touch() -> None:
    assert {one.name for one in FACTS.fields} >= {"start_date", "start_time", "form", "venue", "duration", "title"}


def test_two_organisers_who_save_at_the_same_moment_lose_nothing(own_database: str, make_account: MakeAccount) -> None:
    conference = make_conference(tiers=THREE_TIERS[:1])
    seen = CONTACTS.standing(conference)
    both = [actor_for(new_account("organiser", conference.host)) for _ in range(2)]
    start, saved, told = threading.Barrier(2), list[str](), list[ChangedMeanwhile]()

    def save(actor: Actor, change: Row) -> None:
        start.wait()
        try:
            do_edit_section(actor, conference.pk, CONTACTS, [{**seen[0], **change}], seen)
            saved.append(actor.id)
        except ChangedMeanwhile as meanwhile:
            told.append(meanwhile)
        finally:
            connections.close_all()

    changes: list[Row] = [{"name": "Tên mới"}, {"phone": "0900 000 009"}]
    threads = [threading.Thread(target=save, args=pair) for pair in zip(both, changes, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(saved), len(told)) == (1, 1)
    merged = told[0].merged.rows[0]
    assert (merged["name"], merged["phone"]) == ("Tên mới", "0900 000 009")


def test_a_new_conference_offers_tiers_below_its_hosts_and_units_of_old_apart(lang_son: Unit) -> None:
    of_province, of_district = Client(), Client()
    of_province.force_login(new_account("organiser", lang_son))
    of_district.force_login(new_account("organiser", Unit.objects.get(code="185")))
    html = of_province.get("/conferences/new").content.decode()
    assert "Danh mục đơn vị trước đây" in html
    assert "Tỉnh Lạng Sơn, trước 01/07/2025" in html
    assert 'value="huyen"' in html
    assert 'value="trung_uong"' not in html
    assert 'value="tinh"' not in html
    below = of_district.get("/conferences/new").content.decode()
    assert 'value="xa"' in below
    assert 'value="huyen"' not in below
