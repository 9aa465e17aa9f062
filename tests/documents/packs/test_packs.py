"""The pack of a site: what it says, what it never says, when it is old, and who may have it."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference, ProgrammeItem, Site, Sitting, Speech, Task
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import SitePack, SiteWords
from nhipcau.documents.packs import making
from nhipcau.documents.packs.queries import source_of
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Organ
from nhipcau.preparation.models import Delegate, SiteAnswer
from tests.documents.packs.reading import edges, pages, whole
from tests.preparation.rounds import fixed_conference
from tests.support.people import new_account
from tests.support.writing import clerk_of, keep_own_register, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
BASE = "https://hop.example.vn"


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def conference(lang_son):
    return fixed_conference()


def site_named(conference: Conference, name: str) -> Site:
    return conference.sites.filter(name=name).order_by("order")[0]


def pack_of(conference: Conference, site: Site, base: str = BASE) -> making.Made:
    return next(making.made(source_of(conference, base), conference.sites.filter(pk=site.pk)))


def a_commune(conference: Conference) -> Site:
    return conference.sites.filter(tier="xa", parent__unit__code="185").order_by("order")[0]


def test_it_says_who_when_where_and_what_by_when(conference):
    site = a_commune(conference)
    Site.objects.filter(pk=site.pk).update(venue="Nhà văn hóa xã")
    SiteAnswer.objects.create(site=site, room="Phòng 2", contact_name="Lý Thị Thử", contact_phone="0200 000 123")
    Delegate.objects.create(site=site, name="Hoàng Văn Mẫu", position="Chủ tịch", order=1, chairs=True, key="h")
    text = whole(pack_of(conference, site).pdf)
    for words in (
        site.name,
        site.where,
        "08:00, thứ Sáu, 24/12/2021",
        "07:30",
        "16:00, thứ Sáu, 17/12/2021",
        "Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
        "Phòng 2, Nhà văn hóa xã",
        "Hoàng Văn Mẫu",
        "Lý Thị Thử",
        "0200 000 123",
        "Lãnh đạo UBND xã, công chức văn phòng",
        "Vi Thị Thử",
        f"{BASE}/j/{site.link_key}",
        f"{BASE}/s/{site.link_key}",
        "Mã PIN được gửi bằng đường khác",
        "/212",
    ):
        assert words in text, words
    assert "Lãnh đạo Huyện ủy" not in text


def test_no_pack_holds_the_pin_nor_anything_it_is_derived_from(conference):
    site = a_commune(conference)
    made = pack_of(conference, site)
    secret = pin(site.pk, site.version)
    assert secret not in whole(made.pdf).replace(" ", "")
    assert secret.encode() not in made.pdf
    assert config().secret_key.encode() not in made.pdf
    assert config().secret_key not in whole(made.pdf)


def test_the_same_facts_give_the_same_bytes(conference):
    site = a_commune(conference)
    first = pack_of(conference, site)
    with clock.frozen(datetime(2021, 12, 20, 5, tzinfo=UTC)):
        assert pack_of(conference, site).pdf == first.pdf
    Task.objects.filter(conference=conference).update(assignee="Các xã", action="Chuẩn bị máy phát điện")
    again = pack_of(conference, site)
    assert again.digest != first.digest
    assert "Chuẩn bị máy phát điện" in whole(again.pdf)


def test_a_task_of_one_district_ages_the_packs_of_that_district_alone(conference):
    sites = conference.sites.filter(tier="huyen")
    before = {one.site.name: one.digest for one in made_all(conference, sites)}
    Task.objects.create(conference=conference, order=9, assignee="UBND huyện Bắc Sơn", action="Cử người trực")
    after = {one.site.name: one.digest for one in made_all(conference, sites)}
    assert [name for name in before if before[name] != after[name]] == ["Huyện Bắc Sơn"]


def made_all(conference, sites):
    return list(making.made(source_of(conference, BASE), sites))


def test_its_own_speech_stands_out_on_its_own_pack_alone(conference):
    site = site_named(conference, "Huyện Bắc Sơn")
    Speech.objects.create(conference=conference, order=1, assignee="Huyện Bắc Sơn", topic="Trồng rừng", minutes=10)
    sitting = Sitting.objects.create(
        conference=conference, order=1, name="Buổi sáng", date=date(2021, 12, 24), start=time(8), end=time(11, 30)
    )
    other = Sitting.objects.create(
        conference=conference, order=2, name="Ngày thứ hai", date=date(2021, 12, 25), start=time(7, 30)
    )
    ProgrammeItem.objects.create(conference=conference, order=1, sitting=sitting, content="Khai mạc", time=time(8))
    ProgrammeItem.objects.create(conference=conference, order=2, sitting=sitting, content="Tham luận", who="Bắc Sơn")
    ProgrammeItem.objects.create(
        conference=conference, order=3, sitting=sitting, content="Tham luận của huyện Bắc Sơn", minutes=10
    )
    ProgrammeItem.objects.create(conference=conference, order=4, sitting=other, content="Tổng kết", time=time(9))
    own = whole(pack_of(conference, site).pdf)
    assert "Điểm cầu này: Tham luận của huyện Bắc Sơn (10 phút)" in own
    assert "Chuẩn bị tham luận: Trồng rừng (tối đa 10 phút)" in own
    assert "Thứ Bảy, 25/12/2021" in own
    assert own.index("Buổi sáng") < own.index("Tổng kết")
    assert own.count("Khai mạc") == 1
    theirs = whole(pack_of(conference, site_named(conference, "Huyện Cao Lộc")).pdf)
    assert "Điểm cầu này:" not in theirs
    assert "Trồng rừng" not in theirs


def test_the_paper_issued_here_follows_as_it_was_issued(conference, lang_son):
    actor, organ = clerk_of(lang_son), make_organ(lang_son)
    keep_own_register(actor, organ)
    issued = do_issue(actor, make_signed(actor, conference, organ).pk)
    pdf = bytes(issued.files.get(form="pdf").data)
    made = pages(pack_of(conference, a_commune(conference)).pdf)
    own = len(made) - len(pages(pdf))
    assert made[own:] == pages(pdf)
    assert issued.notation in made[1]
    assert f"trang {own}/{own}" in made[own - 1]
    assert f"{len(pages(pdf))} trang" in " ".join(made[:own])


def test_each_sheet_says_whose_it_is_and_keeps_its_margins(conference):
    site = a_commune(conference)
    made = pack_of(conference, site).pdf
    found = pages(made)
    for number, page in enumerate(found, 1):
        assert f"Điểm cầu {site.name}, {site.where} · trang {number}/{len(found)}" in page
    for left, right, above, below in edges(made):
        assert left >= 24.9
        assert right >= 14.9
        assert above >= 14
        assert below >= 8


LONG = "Hội nghị trực tuyến toàn tỉnh " + "quán triệt, học tập và triển khai thực hiện các nghị quyết, kết luận " * 5


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (LONG[:300], "Đảng ủy các cơ quan & doanh nghiệp tỉnh 'khối' thứ nhất, trực thuộc Tỉnh ủy " * 2),
        ("A" * 1000, "B" * 200),
        ("#strong[x] $a$ `b` \\ \" ' < & > _c_ *d* @e", "xã Ea H'leo & vùng #1"),
    ],
)
def test_long_and_odd_words_stay_on_the_sheet_as_they_are(conference, title, name):
    site = a_commune(conference)
    Conference.objects.filter(pk=conference.pk).update(title=title)
    Site.objects.filter(pk=site.pk).update(name=name[:200])
    made = pack_of(Conference.objects.get(pk=conference.pk), site).pdf
    squeezed = whole(made).replace(" ", "").replace("\u200b", "")
    assert title.replace(" ", "") in squeezed
    assert name[:200].replace(" ", "") in squeezed
    assert all(right >= 10 for _left, right, _above, _below in edges(made))


def test_nothing_known_leaves_blanks_to_be_filled_by_hand(lang_son):
    conference = fixed_conference()
    for rows in ("contacts", "tasks", "particulars", "planned_rehearsals"):
        getattr(conference, rows).all().delete()
    Conference.objects.filter(pk=conference.pk).update(start_date=None, start_time=None, venue="")
    text = whole(pack_of(Conference.objects.get(pk=conference.pk), a_commune(conference)).pdf)
    assert "chưa ấn định" in text
    assert "Chưa định ngày, giờ." in text
    assert "chưa phát hành" in text
    assert "………" in text


def test_a_site_that_is_no_territory_has_one_too(conference, lang_son):
    organ = Organ.objects.create(
        unit=None, keeper=lang_son, kind="other", name="Đảng ủy Quân sự tỉnh", valid_from=date(2000, 1, 1)
    )
    site = Site.objects.create(
        conference=conference, tier="huyen", organ=organ, name=organ.name, short_name="QS", order=900, link_key="k" * 12
    )
    Task.objects.create(conference=conference, order=8, assignee="Đảng ủy Quân sự tỉnh", action="Bảo đảm an ninh")
    text = whole(pack_of(conference, site).pdf)
    assert "Đảng ủy Quân sự tỉnh" in text
    assert "Bảo đảm an ninh" in text


def test_of_two_communes_of_one_name_the_line_means_the_one_whose_district_it_says(conference):
    twins = list(conference.sites.filter(name="Xã Tân Thành").select_related("parent").order_by("order"))
    assert len(twins) > 1
    Task.objects.create(
        conference=conference, order=8, assignee=f"UBND xã Tân Thành, {twins[0].where}", action="Trồng hoa"
    )
    said = ["Trồng hoa" in whole(pack_of(conference, one).pdf) for one in twins]
    assert said == [True] + [False] * (len(twins) - 1)


def test_called_off_there_is_none_and_put_off_it_says_so_on_each_sheet(conference):
    Conference.objects.filter(pk=conference.pk).update(state="postponed", start_date=None, start_time=None)
    put_off = Conference.objects.get(pk=conference.pk)
    for page in pages(pack_of(put_off, a_commune(conference)).pdf):
        assert "ĐÃ HOÃN" in page
    for state in ("cancelled", "closed"):
        Conference.objects.filter(pk=conference.pk).update(state=state)
        with pytest.raises(Refusal, match="no_packs_now"):
            source_of(Conference.objects.get(pk=conference.pk), BASE)


def test_packs_are_read_in_few_questions(conference, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert len(list(source_of(conference, BASE).packs(conference.sites.all()))) == 212


@pytest.fixture
def client(conference):
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    return client


def test_the_page_says_whose_pack_is_old(conference, client, django_assert_max_num_queries):
    site = a_commune(conference)
    address = f"/conferences/{conference.pk}/packs"
    assert client.get(f"{address}/{site.pk}/file").content.startswith(b"%PDF")
    assert SitePack.objects.get().site == site
    with django_assert_max_num_queries(40):
        assert "đã cũ" not in client.get(f"{address}?state=old").content.decode().split("<main")[1].split("chip")[0]
    SiteAnswer.objects.create(site=site, contact_name="Lý Thị Thử", contact_phone="0200 000 123")
    page = client.get(f"{address}?state=old").content.decode()
    assert "1 bộ hồ sơ đã gửi hoặc tải về nay đã cũ" in page
    assert site.name in page
    assert "Tờ đã lấy nay đã cũ" in client.get(f"{address}/{site.pk}").content.decode()
    client.get(f"{address}/{site.pk}/file")
    assert "nay đã cũ" not in client.get(address).content.decode()


def test_the_link_is_the_one_on_the_sheet_of_links(conference, client):
    site = a_commune(conference)
    sheet = client.get(f"/conferences/{conference.pk}/links?site={site.pk}").content.decode()
    text = whole(client.get(f"/conferences/{conference.pk}/packs/{site.pk}/file").content)
    assert f"http://testserver/j/{site.link_key}" in text
    assert site.link_key in sheet


def test_a_site_has_its_pack_by_link_and_pin_and_no_other(conference):
    site, other = conference.sites.filter(tier="xa").order_by("order")[:2]
    machine = Client()
    assert machine.get(f"/own/{site.pk}/pack/file").status_code == 302
    machine.post(f"/s/{site.link_key}", {"pin": pin(site.pk, site.version)})
    assert site.name in machine.get(f"/own/{site.pk}/pack").content.decode()
    assert machine.get(f"/own/{site.pk}/pack/file")["Content-Type"] == "application/pdf"
    assert SitePack.objects.get().way == "own"
    assert machine.get(f"/own/{other.pk}/pack/file").status_code in {302, 403, 404}


def test_it_shows_the_site_its_own_banner(conference):
    site = a_commune(conference)
    text = whole(pack_of(conference, site).pdf)
    assert "HỘI NGHỊ TRỰC TUYẾN BA CẤP" in text
    assert f"ĐIỂM CẦU: {site.name.upper()}" in text
    assert "chưa duyệt" in text
    before = pack_of(conference, site).digest
    SiteWords.objects.create(site=site, values={"điểm cầu": "xã Mới"}, edited_by="x", edited_at=NOW)
    again = pack_of(conference, site)
    assert "ĐIỂM CẦU: XÃ MỚI" in whole(again.pdf)
    assert again.digest != before


def test_a_district_is_not_named_by_the_commune_that_lies_in_it(conference):
    Speech.objects.create(conference=conference, order=1, assignee="Xã Tân Thành, huyện Bắc Sơn", topic="Nuôi ong")
    assert "Nuôi ong" not in whole(pack_of(conference, site_named(conference, "Huyện Bắc Sơn")).pdf)
    twins = list(conference.sites.filter(name="Xã Tân Thành").order_by("order"))
    of = [one for one in twins if one.where == "Huyện Bắc Sơn"]
    assert all("Nuôi ong" in whole(pack_of(conference, one).pdf) for one in of)
    assert len(of) == 1


def test_what_the_host_looks_at_is_not_what_the_site_has(conference, client):
    site = a_commune(conference)
    making.do_note(pack_of(conference, site), SitePack.Way.MAIL, "x")
    Site.objects.filter(pk=site.pk).update(venue="Nhà văn hóa")
    client.get(f"/conferences/{conference.pk}/packs/{site.pk}/file")
    assert "1 bộ hồ sơ" in client.get(f"/conferences/{conference.pk}/packs").content.decode()


def test_the_page_leads_from_what_is_missing_to_where_it_is_mended(conference, client):
    page = client.get(f"/conferences/{conference.pk}/packs").content.decode()
    for words in ("chưa phát hành hoặc chưa đọc văn bản nào", "211 điểm cầu chưa có nơi họp", "chưa có mục nào"):
        assert words in page
    assert f"/conferences/{conference.pk}/edit/contacts" in page


def test_of_a_conference_called_off_the_pages_say_why_there_is_none(conference, client):
    site = a_commune(conference)
    Conference.objects.filter(pk=conference.pk).update(state="cancelled")
    for address in ("", f"/{site.pk}", f"/{site.pk}/file"):
        answer = client.get(f"/conferences/{conference.pk}/packs{address}")
        assert answer.status_code == 409
        assert "Hội nghị đã hủy nên không làm bộ hồ sơ điểm cầu" in answer.content.decode()


def test_a_site_whose_link_was_withdrawn_has_none(conference, client):
    site = a_commune(conference)
    Site.objects.filter(pk=site.pk).update(withdrawn_at=NOW)
    assert client.get(f"/conferences/{conference.pk}/packs/{site.pk}/file").status_code == 410


def test_a_tier_or_a_district_is_chosen(conference, client):
    district = site_named(conference, "Huyện Bắc Sơn")
    page = client.get(f"/conferences/{conference.pk}/packs?under={district.pk}").content.decode()
    assert "Huyện Bắc Sơn" in page
    assert "Tải tất cả trong một ZIP" in page
    assert page.count('name="site"') == conference.sites.filter(parent=district).count() + 1
