"""Sites moved to another tier or below another site: links and answers stay, no circles, tiers from the top down."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.conferences.sites.place_commands import Placement, do_place_sites
from nhipcau.conferences.sites.placing import Node, problems
from nhipcau.conferences.sites.sheet_commands import Applied, do_apply_sheet, do_preview_sheet, sheet_of
from nhipcau.conferences.sites.steps import do_undo_step, do_withdraw_sites
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import Delegate, SiteAnswer
from tests.support.people import MakeAccount, actor_for, new_account

HEAD = ("Mã điểm cầu", "Tên điểm cầu", "Cấp", "Thuộc", "Mã đơn vị", "Địa điểm")


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@pytest.fixture
def client(lang_son: Unit) -> Client:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    return client


def site(conference: Conference, code: str) -> Site:
    return conference.sites.get(unit__code=code)


def communes(conference: Conference, code: str = "185") -> list[Site]:
    return list(conference.sites.filter(parent__unit__code=code).order_by("order"))


def in_order(conference: Conference) -> bool:
    """Each site stands behind the one above it, and before what stands below another."""
    seen: set[int | None] = {None}
    path: list[int] = []
    for one in conference.sites.order_by("order"):
        while path and path[-1] != one.parent_id:
            path.pop()
        if one.parent_id not in seen or (one.parent_id is not None and not path):
            return False
        seen.add(one.pk)
        path.append(one.pk)
    return True


def refused(actor: Actor, conference: Conference, *rows: Placement) -> str:
    before = list(conference.sites.order_by("pk").values_list("pk", "tier", "parent", "order"))
    with pytest.raises(Refusal) as said:
        do_place_sites(actor, conference.pk, rows, "no")
    assert list(conference.sites.order_by("pk").values_list("pk", "tier", "parent", "order")) == before
    return said.value.message


def test_communes_go_below_another_district_with_their_links_pins_and_answers(
    organiser: Actor, conference: Conference
) -> None:
    moved, to = communes(conference)[:2], site(conference, "178")
    SiteAnswer.objects.create(site=moved[0], room="Phòng 2")
    Delegate.objects.create(site=moved[0], name="Vi Thị Thử", order=0, key="vi thi thu|")
    kept = [(one.link_key, pin(one.pk, one.version)) for one in moved]
    edited = do_place_sites(organiser, conference.pk, [Placement(one.pk, under=to.pk) for one in moved], "k")
    assert sorted(edited.changed) == sorted(one.pk for one in moved)
    for one in moved:
        one.refresh_from_db()
    assert {one.parent_id for one in moved} == {to.pk}
    assert [(one.link_key, pin(one.pk, one.version)) for one in moved] == kept
    assert (SiteAnswer.objects.get().room, Delegate.objects.get().site) == ("Phòng 2", moved[0])
    assert in_order(conference)
    (entry,) = JournalEntry.objects.filter(stream=conference.stream, kind="sites.moved")
    assert entry.data["sites"] == {str(one.pk): {"parent_id": to.pk} for one in moved}
    assert record.verify(conference.stream) == []
    assert do_place_sites(organiser, conference.pk, [Placement(moved[0].pk, under=0)], "k").changed == edited.changed
    moved[0].refresh_from_db()
    assert moved[0].parent_id == to.pk, "the same key is the same action"


def test_a_step_that_moved_is_taken_back(organiser: Actor, conference: Conference) -> None:
    one = communes(conference)[0]
    was = list(conference.sites.order_by("order").values_list("pk", flat=True))
    do_place_sites(organiser, conference.pk, [Placement(one.pk, "huyen", 0)], "k")
    one.refresh_from_db()
    assert (one.tier, one.parent) == ("huyen", conference.sites.get(is_main=True))
    do_undo_step(organiser, conference.pk, conference.site_steps.get().pk)
    one.refresh_from_db()
    assert (one.tier, one.parent) == ("xa", site(conference, "185"))
    assert sorted(was) == sorted(conference.sites.values_list("pk", flat=True))
    assert in_order(conference)


def test_what_cannot_stand_there_is_refused_with_the_reason(organiser: Actor, conference: Conference) -> None:
    district, commune = site(conference, "185"), communes(conference)[0]
    main = conference.sites.get(is_main=True)
    assert "đang ở dưới" in refused(organiser, conference, Placement(district.pk, under=commune.pk))
    assert "không thuộc nơi" not in refused(organiser, conference, Placement(district.pk, under=district.pk))
    assert "cấp trên phải cao hơn" in refused(
        organiser, conference, Placement(commune.pk, under=communes(conference, "178")[0].pk)
    )
    assert "cấp trên phải cao hơn" in refused(organiser, conference, Placement(district.pk, "xa"))  # over its communes
    assert "Điểm cầu chính" in refused(organiser, conference, Placement(main.pk, under=district.pk))
    assert refused(organiser, conference, Placement(commune.pk, "thon"))
    assert refused(organiser, conference, Placement(10**9, "xa"))
    assert refused(organiser, conference, Placement(commune.pk, under=10**9))
    do_withdraw_sites(organiser, conference.pk, [site(conference, "178").pk], "w")
    assert "thu hồi" in refused(organiser, conference, Placement(commune.pk, under=site(conference, "178").pk))
    Conference.objects.update(state="running")
    assert "đang diễn ra" in refused(organiser, conference, Placement(commune.pk, under=0))


def test_a_district_that_goes_down_takes_its_communes_only_where_they_find_a_place(
    organiser: Actor, conference: Conference
) -> None:
    district = site(conference, "185")
    rows = [Placement(district.pk, "xa"), *(Placement(one.pk, under=0) for one in communes(conference))]
    do_place_sites(organiser, conference.pk, rows, "k")
    district.refresh_from_db()
    assert district.tier == "xa"
    assert in_order(conference)


def test_what_somebody_else_moved_meanwhile_stays(organiser: Actor, conference: Conference) -> None:
    one, there = communes(conference)[0], site(conference, "178")
    seen = (one.tier, one.parent_id or 0)
    do_place_sites(organiser, conference.pk, [Placement(one.pk, under=there.pk, seen=seen)], "a")
    told = do_place_sites(organiser, conference.pk, [Placement(one.pk, under=0, seen=seen)], "b")
    assert (told.changed, told.clashes) == ([], [one.pk])
    one.refresh_from_db()
    assert one.parent_id == there.pk


def test_a_tier_that_a_site_is_moved_to_takes_part(organiser: Actor, conference: Conference) -> None:
    one = communes(conference)[0]
    do_place_sites(organiser, conference.pk, [Placement(one.pk, "trung_uong", 0)], "k")
    assert "trung_uong" in conference.tiers.values_list("tier", flat=True)


def test_in_the_list_one_and_many_are_moved(client: Client, conference: Conference) -> None:
    one, others, there = communes(conference)[0], communes(conference)[1:3], site(conference, "178")
    address = f"/conferences/{conference.pk}/sites?under={site(conference, '185').pk}"
    page = client.get(address)
    assert f'name="tier-{one.pk}"' in page.content.decode()
    form = {"act": "save", "key": "k1", "seen": page.context["seen"], f"name-{one.pk}": one.name}
    client.post(address, form | {f"tier-{one.pk}": "xa", f"under-{one.pk}": "huyện bình gia"})
    one.refresh_from_db()
    assert one.parent is not None
    assert one.parent.name == "Huyện Bình Gia"
    back = client.post(address, form | {"key": "k2", f"under-{one.pk}": "Huyện Không Có"})
    assert back.status_code == 422
    assert "Huyện Không Có" in back.content.decode()
    chosen = {"act": "place", "key": "k3", "site": [one.pk for one in others], "bulk_under": there.pk}
    said = client.post(address, chosen, follow=True).content.decode()
    assert "Đã chuyển 2 điểm cầu" in said
    assert set(Site.objects.filter(pk__in=chosen["site"]).values_list("parent", flat=True)) == {there.pk}
    assert client.post(address, {"act": "place", "key": "k4", "site": [one.pk]}).status_code == 422


def test_on_its_own_page_a_site_is_moved_and_named_together_or_not_at_all(
    client: Client, conference: Conference
) -> None:
    one, there = communes(conference)[0], site(conference, "178")
    address = f"/conferences/{conference.pk}/sites/{one.pk}"
    seen = {"seen_name": one.name, "seen_short_name": one.short_name, "seen_venue": "", "seen_room_id": ""}
    seen |= {"seen_tier": one.tier, "seen_under": str(one.parent_id), "short_name": one.short_name, "venue": ""}
    assert client.post(address, seen | {"name": "", "tier": "xa", "under": there.pk, "key": "a"}).status_code == 422
    one.refresh_from_db()
    assert one.parent_id != there.pk
    assert (
        client.post(address, seen | {"name": "Xã Mới", "tier": "xa", "under": there.pk, "key": "b"}).status_code == 302
    )
    one.refresh_from_db()
    assert (one.name, one.parent_id) == ("Xã Mới", there.pk)


def sheet_of_rows(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_by_excel_sites_are_moved_and_what_cannot_be_is_an_error_of_its_row(
    organiser: Actor, conference: Conference
) -> None:
    one, other, district = *communes(conference)[:2], site(conference, "185")
    content = sheet_of_rows(
        (one.pk, one.name, "Cấp xã", "Huyện Bình Gia", "", ""),
        (other.pk, other.name, "Cấp xã", "Huyện Không Có", "", ""),
        (district.pk, district.name, "Cấp huyện", one.name, "", ""),
    )
    sheet = do_preview_sheet(organiser, conference.pk, "x.xlsx", content)
    lines = sheet_of(organiser, conference.pk, sheet.pk)[1]
    assert [line.state for line in lines] == ["changed", "error", "error"]
    assert lines[0].message == "thuộc Huyện Bắc Sơn → Huyện Bình Gia"
    assert "không có trong hội nghị" in lines[1].message
    assert "cấp trên phải cao hơn" in lines[2].message
    assert do_apply_sheet(organiser, conference.pk, sheet.pk, sheet.digest) == Applied(0, 1)
    one.refresh_from_db()
    assert one.parent is not None
    assert one.parent.name == "Huyện Bình Gia"
    assert in_order(conference)
    entry = JournalEntry.objects.get(stream=conference.stream, kind="sites.imported")
    assert entry.data["moved"] == {str(one.pk): {"parent_id": one.parent_id}}
    do_undo_step(organiser, conference.pk, conference.site_steps.get().pk)
    one.refresh_from_db()
    assert one.parent == district


def test_a_district_renamed_in_the_file_keeps_the_communes_that_name_it_so(
    organiser: Actor, conference: Conference
) -> None:
    district, one = site(conference, "185"), communes(conference)[0]
    content = sheet_of_rows(
        (district.pk, "Bắc Sơn mới", "Cấp huyện", "", "", ""), (one.pk, one.name, "Cấp xã", "Bắc Sơn mới", "", "")
    )
    sheet = do_preview_sheet(organiser, conference.pk, "x.xlsx", content)
    assert [line.state for line in sheet_of(organiser, conference.pk, sheet.pk)[1]] == ["changed", "same"]


def test_moving_hundreds_costs_no_more_queries_than_moving_a_few(organiser: Actor, conference: Conference) -> None:
    every = list(conference.sites.filter(tier="xa"))
    with CaptureQueriesContext(connection) as asked:
        do_place_sites(organiser, conference.pk, [Placement(one.pk, under=0) for one in every], "k")
    assert len(asked) <= 60
    assert in_order(conference)


NODES = st.dictionaries(
    st.integers(1, 9),
    st.builds(Node, st.just("x"), st.sampled_from(Tier.values), st.none() | st.integers(1, 9), is_unit=st.booleans()),
    min_size=1,
)


@given(NODES)
def test_whatever_is_let_through_has_no_circle_and_goes_down_the_tiers(nodes: dict[int, Node]) -> None:
    if problems(nodes, list(nodes)):
        return
    for pk in nodes:
        seen, up = {pk}, nodes[pk].up
        while up is not None:
            assert up not in seen
            seen.add(up)
            up = nodes[up].up
