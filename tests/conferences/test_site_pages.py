"""Hundreds of sites are named, withdrawn and taken back in one action, and the list stays quick."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.plan import PlannedTier
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.conferences.sites.steps import do_edit_sites, do_undo_step, do_withdraw_sites
from nhipcau.conferences.sites.tiers import do_order_tiers, do_set_main
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Tier, Unit
from tests.support.conferences import make_plan
from tests.support.people import MakeAccount, actor_for, new_account


@pytest.fixture
def client(lang_son: Unit) -> Client:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    return client


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@pytest.fixture
def small(organiser: Actor) -> Conference:
    """The province alone."""
    return do_create_conference(organiser, make_plan(tiers=(PlannedTier(Tier.PROVINCE, 1),)), "small")


def post(client: Client, conference: Conference, path: str, fields: dict[str, Any]) -> Any:
    return client.post(f"/conferences/{conference.pk}/{path}", fields, follow=True)


def page_form(client: Client, conference: Conference, query: str = "") -> dict[str, Any]:
    context = client.get(f"/conferences/{conference.pk}/sites{query}").context
    form: dict[str, Any] = {"seen": context["seen"], "key": context["key"], "act": "save"}
    for row in context["rows"]:
        if row.site.withdrawn_at is None:
            form |= {f"name-{row.site.pk}": row.name, f"venue-{row.site.pk}": row.venue}
            form |= {f"tier-{row.site.pk}": row.tier, f"under-{row.site.pk}": row.under}
    return form


def test_all_communes_of_chosen_districts_in_one_action(client: Client, small: Conference) -> None:
    heads = [str(Unit.objects.get(code=code).pk) for code in ("185", "178")]
    page = post(client, small, "sites/add", {"from": "tree", "tier": ["xa", "huyen"], "head": heads, "key": "a"})
    expected = 2 + Unit.objects.filter(parent__code__in=["185", "178"]).count()
    assert f"Đã thêm {expected} điểm cầu." in page.content.decode()
    assert small.sites.count() == expected + 1


def test_the_whole_province_in_one_action_and_back(client: Client, small: Conference) -> None:
    post(client, small, "sites/add", {"from": "tree", "tier": ["xa", "huyen"], "all": "1", "key": "a"})
    assert small.sites.count() == 212
    step = small.site_steps.get()
    page = post(client, small, f"sites/steps/{step.pk}/undo", {})
    assert "211 điểm cầu được bỏ khỏi danh sách" in page.content.decode()
    assert [site.name for site in small.sites.all()] == ["Tỉnh Lạng Sơn"]
    again = post(client, small, f"sites/steps/{step.pk}/undo", {})
    assert "Việc này đã được hoàn tác rồi" in again.content.decode()
    assert journal.verify(small.stream) == []


def test_a_site_that_somebody_has_begun_to_prepare_is_withdrawn_not_removed(
    organiser: Actor, small: Conference
) -> None:
    added = do_add_sites(organiser, small.pk, [NewSite(name="A", tier="xa"), NewSite(name="B", tier="xa")], "a")
    child = do_add_sites(organiser, small.pk, [NewSite(name="C", tier="xa", under=added.made[0])], "b")
    undone = do_undo_step(organiser, small.pk, small.site_steps.get(key="a").pk)
    assert (undone.removed, undone.withdrawn) == (1, 1)
    assert Site.objects.get(pk=added.made[0]).withdrawn_at is not None
    assert Site.objects.get(pk=child.made[0]).withdrawn_at is None
    assert list(small.sites.order_by("order").values_list("order", flat=True)) == [0, 1, 2]


def test_a_site_whose_machine_was_at_the_door_is_withdrawn_not_removed(organiser: Actor, small: Conference) -> None:
    rows = [NewSite(name="A", tier="xa"), NewSite(name="B", tier="xa")]
    made = do_add_sites(organiser, small.pk, rows, "a").made
    with transaction.atomic():
        journal.append(small.stream, "hall.device_arrived", {"site": str(made[0])}, system("test"))
    undone = do_undo_step(organiser, small.pk, small.site_steps.get().pk)
    assert (undone.removed, undone.withdrawn) == (1, 1)
    assert Site.objects.get(pk=made[0]).withdrawn_at is not None


def test_who_adds_beside_numbered_places_is_told_of_them(client: Client, organiser: Actor) -> None:
    tiers = (PlannedTier(Tier.PROVINCE, 1), PlannedTier(Tier.DISTRICT, 14))
    conference = do_create_conference(organiser, make_plan(tiers=tiers), "numbered")
    page = client.get(f"/conferences/{conference.pk}/sites/add").content.decode()
    assert "đang có 3 điểm cầu mới có số thứ tự" in page


def test_lines_name_units_or_make_sites_of_their_own(client: Client, conference: Conference) -> None:
    district = conference.sites.get(unit__code="185")
    lines = "Xã Tân Thành; Nhà văn hóa xã\nTrường THPT Thử\tHội trường tầng 1\n\n=HYPERLINK()"
    fields = {"from": "lines", "line_tier": "xa", "under": str(district.pk), "lines": lines, "key": "l"}
    page = post(client, conference, "sites/add", fields)
    assert "Đã thêm 2 điểm cầu." in page.content.decode()
    assert "1 nơi đã có điểm cầu từ trước" in page.content.decode()
    school = conference.sites.get(name="Trường THPT Thử")
    assert (school.parent, school.venue, school.tier) == (district, "Hội trường tầng 1", "xa")


def test_a_name_that_several_communes_bear_is_asked_about(client: Client, conference: Conference) -> None:
    main = conference.sites.get(is_main=True)
    fields = {"from": "lines", "line_tier": "xa", "under": str(main.pk), "lines": "Xã Tân Thành", "key": "l"}
    answer = post(client, conference, "sites/add", fields)
    assert answer.status_code == 422
    assert "Nhiều đơn vị cùng tên: Xã Tân Thành" in answer.content.decode()
    assert ">Xã Tân Thành</textarea>" in answer.content.decode()


def test_names_and_venues_are_typed_in_the_list(client: Client, conference: Conference) -> None:
    site = conference.sites.get(unit__code="178")
    form = page_form(client, conference, "?q=thanh+pho")
    form |= {f"venue-{site.pk}": "Hội trường UBND thành phố", f"name-{site.pk}": "Thành phố Lạng Sơn (trụ sở mới)"}
    page = post(client, conference, "sites", form)
    site.refresh_from_db()
    assert "Đã lưu 1 điểm cầu" in page.content.decode()
    assert (site.venue, site.short_name) == ("Hội trường UBND thành phố", "TP. Lạng Sơn (trụ sở mới)")
    do_undo_step(actor_for(new_account("organiser", conference.host)), conference.pk, conference.site_steps.get().pk)
    site.refresh_from_db()
    assert (site.name, site.venue) == ("Thành phố Lạng Sơn", "")


def test_of_thousands_without_a_name_a_page_has_fields_and_a_list_names_all(
    client: Client, conference: Conference
) -> None:
    conference.sites.filter(tier="xa").update(is_placeholder=True)
    first = client.get(f"/conferences/{conference.pk}/names").content.decode()
    assert ("200 điểm cầu mới có số thứ tự" in first, first.count('name="name-'), "Trang 1/2" in first) == (
        True,
        100,
        True,
    )
    last = conference.sites.filter(tier="xa").order_by("-order")[0]
    form = {f"name-{last.pk}": "Xã Đặt Tên Sau"}
    assert f'name="name-{last.pk}"' in client.get(f"/conferences/{conference.pk}/names?page=2").content.decode()
    client.post(f"/conferences/{conference.pk}/names?page=2", form)
    last.refresh_from_db()
    assert (last.name, last.is_placeholder) == ("Xã Đặt Tên Sau", False)


def test_what_the_other_organiser_saved_is_not_overwritten(
    client: Client, conference: Conference, organiser: Actor
) -> None:
    one, other = conference.sites.filter(tier="huyen")[:2]
    form = page_form(client, conference) | {f"venue-{one.pk}": "Của tôi", f"venue-{other.pk}": "Cũng của tôi"}
    theirs = {"id": str(one.pk), "venue": "Của người kia"}
    do_edit_sites(organiser, conference.pk, [theirs], [{"id": str(one.pk), "venue": ""}], "theirs")
    page = post(client, conference, "sites", form)
    assert f"Người khác vừa sửa {one.name} (anh/chị gõ: {one.name}; Của tôi)" in page.content.decode()
    assert list(conference.sites.filter(pk__in=[one.pk, other.pk]).values_list("venue", flat=True)) == [
        "Của người kia",
        "Cũng của tôi",
    ]


def test_many_are_withdrawn_and_taken_back_with_the_links_they_had(
    client: Client, conference: Conference, organiser: Actor
) -> None:
    chosen = list(conference.sites.filter(tier="xa")[:30])
    before = {site.pk: (site.link_key, site.version) for site in chosen}
    main = conference.sites.get(is_main=True)
    form = {"act": "withdraw", "site": [str(site.pk) for site in chosen] + [str(main.pk)], "key": "w", "seen": "[]"}
    assert "Đã thu hồi 30 điểm cầu" in post(client, conference, "sites", form).content.decode()
    assert conference.sites.filter(withdrawn_at=None).count() == 182
    assert client.get(f"/j/{chosen[0].link_key}").status_code == 410
    do_undo_step(organiser, conference.pk, conference.site_steps.get().pk)
    after = {site.pk: (site.link_key, site.version) for site in conference.sites.filter(pk__in=before)}
    assert after == before
    assert not conference.sites.exclude(withdrawn_at=None).exists()


def test_in_the_call_nothing_is_withdrawn_in_bulk(organiser: Actor, conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(state="running")
    with pytest.raises(Refusal) as refused:
        do_withdraw_sites(organiser, conference.pk, [conference.sites.all()[5].pk], "w")
    assert refused.value.code == "already_begun"


@pytest.mark.parametrize(
    ("query", "names"),
    [("?q=cao+loc+thi+tran", 2), ("?tier=huyen", 11), ("?state=no_venue", 211), ("?q=khong+co+noi+nay", 0)],
)
def test_the_list_is_searched_without_diacritics_and_filtered(
    client: Client, conference: Conference, query: str, names: int
) -> None:
    page = client.get(f"/conferences/{conference.pk}/sites{query}").context["page"]
    assert page.found == names


def test_the_list_goes_eighty_at_a_time(client: Client, conference: Conference) -> None:
    context = client.get(f"/conferences/{conference.pk}/sites?page=3").context
    assert [site.order for site in context["page"].rows] == list(range(160, 212))


def test_a_list_of_3321_sites_costs_what_one_of_twelve_costs(client: Client, small: Conference) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/conferences/{small.pk}/sites").status_code == 200
        return len(asked)

    few = queries()
    Site.objects.bulk_create(
        Site(conference=small, tier="xa", name=f"Xã {n}", short_name=f"{n}", order=n, link_key=f"k{n}", venue="x")
        for n in range(1, 3321)
    )
    assert queries() <= few + 1 <= 40


def test_tiers_have_the_order_that_the_organiser_gives_them(organiser: Actor, conference: Conference) -> None:
    do_order_tiers(organiser, conference.pk, ["xa", "tinh", "huyen"])
    assert list(conference.tiers.order_by("order").values_list("tier", flat=True)) == ["xa", "tinh", "huyen"]
    with pytest.raises(Refusal) as refused:
        do_order_tiers(organiser, conference.pk, ["tinh", "huyen"])
    assert refused.value.code == "tier_has_sites"


def test_the_host_is_changed_only_to_a_unit_for_which_one_prepares(
    client: Client, conference: Conference, lang_son: Unit
) -> None:
    district = Unit.objects.get(code="185")
    post(client, conference, "tiers", {"host": str(district.pk)})
    conference.refresh_from_db()
    assert conference.host == district
    clerk = Client()
    clerk.force_login(new_account("organiser", district))
    assert clerk.post(f"/conferences/{conference.pk}/tiers", {"host": str(lang_son.pk)}).status_code == 403
    conference.refresh_from_db()
    assert conference.host == district
    assert journal.read(conference.stream, kinds=["conference.host"])


def test_the_top_tier_may_have_two_sites_and_either_may_chair(organiser: Actor, conference: Conference) -> None:
    second = do_add_sites(organiser, conference.pk, [NewSite(name="Trụ sở Tỉnh ủy", tier="tinh")], "two").made[0]
    before = conference.sites.get(is_main=True)
    do_set_main(organiser, conference.pk, second)
    main = conference.sites.get(is_main=True)
    assert (main.pk, main.order, main.parent) == (second, 0, None)
    before.refresh_from_db()
    assert before.parent == main
    assert set(conference.sites.filter(tier="huyen").values_list("parent", flat=True)) == {second}
    assert list(conference.sites.order_by("order").values_list("order", flat=True)) == list(range(213))
