"""The banner of a conference: proposed from its facts, edited line by line, filled by each site."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.documents.banners import building, commands, emblems, facts, look
from nhipcau.documents.banners.bundle import Banners
from nhipcau.documents.banners.kind import KIND
from nhipcau.documents.bundles import files
from nhipcau.documents.bundles.commands import do_request_bundle
from nhipcau.documents.models import BannerMaster, Bundle, SiteWords
from nhipcau.journal import record
from nhipcau.organs.models import Organ, Unit
from nhipcau.typeset.banner import lay_out
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.worker import work


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def actor(lang_son: Unit) -> Actor:
    return actor_for(new_account("organiser", lang_son))


def picture(size: tuple[int, int] = (300, 300), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (255, 225, 0)).save(out, kind)
    return out.getvalue()


def words_of(conference: Conference, site: Site) -> list[str]:
    draft = building.draft_of(conference, building.master_of(conference))
    full = building.sites_of(conference).get(pk=site.pk)
    return [line.words for line in lay_out(building.site_banner(conference, draft, full).banner).lines]


def district(conference: Conference, code: str = "185") -> Site:
    return conference.sites.get(unit__code=code)


def test_what_is_proposed_says_who_what_where_and_when(conference: Conference) -> None:
    assert words_of(conference, district(conference)) == [
        "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        "HỘI NGHỊ TRỰC TUYẾN BA CẤP",
        "TỔNG KẾT CÔNG TÁC NĂM 2021",
        "ĐIỂM CẦU: HUYỆN BẮC SƠN",
        "Bắc Sơn, ngày 24 tháng 12 năm 2021",
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Hội nghị trực tuyến toàn quốc triển khai Nghị quyết",
            ("Hội nghị trực tuyến toàn quốc", "triển khai Nghị quyết"),
        ),
        (
            "Hội nghị giao ban trực tuyến ba cấp về cải cách hành chính",
            ("Hội nghị giao ban trực tuyến ba cấp", "về cải cách hành chính"),
        ),
        ("Hội nghị tổng kết năm", ("Hội nghị", "tổng kết năm")),
        ("Giao ban quý I", ("Hội nghị trực tuyến", "Giao ban quý I")),
        ("Hội nghị", ("Hội nghị trực tuyến", "Hội nghị")),
    ],
)
def test_a_title_is_parted_where_offices_part_it(conference: Conference, title: str, said: tuple[str, str]) -> None:
    conference.title = title
    found = facts.shared(conference)
    assert (found["loại hội nghị"], found["nội dung"]) == said


def test_the_banner_follows_the_conference(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(start_date=date(2022, 1, 5))
    conference.refresh_from_db()
    assert words_of(conference, district(conference))[-1] == "Bắc Sơn, ngày 05 tháng 01 năm 2022"


def test_each_line_is_changed_by_itself_and_taken_back(conference: Conference, actor: Actor) -> None:
    master = commands.do_begin(actor, conference.pk)
    first = master.parts.all()[0]
    commands.do_save_part(actor, conference.pk, first.pk, "organ", "Tỉnh ủy  Lạng Sơn", first.revision)
    assert words_of(conference, district(conference))[0] == "TỈNH ỦY LẠNG SƠN"
    added = commands.do_add_part(actor, conference.pk, "qualifier", first.pk)
    commands.do_save_part(actor, conference.pk, added.pk, "qualifier", "Phiên thứ hai", added.revision)
    assert words_of(conference, district(conference))[1] == "PHIÊN THỨ HAI"
    commands.do_move_part(actor, conference.pk, added.pk, 1)
    assert words_of(conference, district(conference))[2] == "PHIÊN THỨ HAI"
    added.refresh_from_db()
    commands.do_remove_part(actor, conference.pk, added.pk, added.revision)
    commands.do_set_look(actor, conference.pk, (4000, 800), ("#a60d24", "#ffffff"))
    for _step in range(6):
        assert commands.do_undo(actor, conference.pk)
    assert not commands.do_undo(actor, conference.pk)
    now = building.draft_of(conference, building.master_of(conference))
    assert [(one.role, one.text) for one in now.parts] == list(building.proposed())
    assert (now.width, now.ground) == (6000, "#c8102e")
    told = [one.kind for one in record.read(conference.stream) if one.kind.startswith("banner.")]
    assert told.count("banner.undone") == 6
    assert set(told) >= {"banner.part_saved", "banner.part_added", "banner.part_moved", "banner.look_set"}


def test_nobodys_words_are_overwritten(conference: Conference, actor: Actor, lang_son: Unit) -> None:
    other = actor_for(new_account("administrator", lang_son))
    part = commands.do_begin(actor, conference.pk).parts.all()[0]
    commands.do_save_part(other, conference.pk, part.pk, "organ", "Của người khác", part.revision)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        commands.do_save_part(actor, conference.pk, part.pk, "organ", "Của tôi", part.revision)
    part.refresh_from_db()
    assert part.text == "Của người khác"
    commands.do_save_part(actor, conference.pk, part.pk, "organ", "Của tôi", part.revision)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        commands.do_undo(other, conference.pk)


def test_a_site_says_its_own_words_and_takes_them_back(conference: Conference, lang_son: Unit) -> None:
    site = district(conference)
    clerk = actor_for(new_account("unit_clerk", Unit.objects.get(code="185")))
    commands.do_say_words(clerk, site.pk, {"điểm cầu": "UBND huyện Bắc Sơn & đơn vị 'A'", "địa danh": " ", "lạ": "x"})
    assert words_of(conference, site)[3:] == [
        "ĐIỂM CẦU: UBND HUYỆN BẮC SƠN & ĐƠN VỊ 'A'",
        "Bắc Sơn, ngày 24 tháng 12 năm 2021",
    ]
    assert SiteWords.objects.get().values == {"điểm cầu": "UBND huyện Bắc Sơn & đơn vị 'A'"}
    commands.do_say_words(clerk, site.pk, {})
    assert words_of(conference, site)[3] == "ĐIỂM CẦU: HUYỆN BẮC SƠN"
    with pytest.raises(Refusal, match="no_such_site"):
        commands.do_say_words(clerk, district(conference, "183").pk, {"điểm cầu": "x"})


def test_a_name_of_ones_own_in_braces_is_a_blank_for_every_site(conference: Conference, actor: Actor) -> None:
    part = commands.do_begin(actor, conference.pk).parts.all()[3]
    commands.do_save_part(actor, conference.pk, part.pk, "qualifier", "Hội trường {hội trường}", part.revision)
    site = district(conference)
    assert words_of(conference, site)[3] == "HỘI TRƯỜNG ………"
    draft = building.draft_of(conference, building.master_of(conference))
    assert building.site_blanks(draft) == ["hội trường", "địa danh", "ngày"]
    commands.do_say_words(actor, site.pk, {"hội trường": "tầng 2"})
    assert words_of(conference, site)[3] == "HỘI TRƯỜNG TẦNG 2"


def test_the_longest_is_told_by_what_stands_on_the_banner(conference: Conference) -> None:
    Site.objects.filter(pk=district(conference).pk).update(venue="Hội trường " * 20)
    other = district(conference, "183")
    Site.objects.filter(pk=other.pk).update(name="Huyện có một cái tên dài hơn mọi huyện khác")
    draft = building.draft_of(conference, None)
    assert building.longest(conference, draft) == other


def test_an_organ_site_stands_under_its_own_name(conference: Conference) -> None:
    site = district(conference)
    organ = Organ.objects.create(
        unit=site.unit,
        keeper=site.unit,
        kind="khac",
        name="Trường THPT Thử",
        abbreviation="T",
        valid_from=date(2000, 1, 1),
    )
    Site.objects.filter(pk=site.pk).update(unit=None, organ=organ, name="Điểm cầu Trường THPT Thử")
    full = building.sites_of(conference).get(pk=site.pk)
    found = facts.of_site(full, facts.shared(conference))
    assert (found["cơ quan"], found["điểm cầu"], found["địa danh"]) == ("Trường THPT Thử", "Trường THPT Thử", "Bắc Sơn")


def test_an_emblem_is_encoded_again_and_can_be_taken_back(conference: Conference, actor: Actor) -> None:
    commands.do_set_emblem(actor, conference.pk, picture(kind="JPEG") + b"<script>", "huy.jpg")
    master = BannerMaster.objects.get()
    assert master.emblem is not None
    kept = bytes(master.emblem.data)
    assert kept.startswith(b"\x89PNG")
    assert b"<script>" not in kept
    assert master.parts.all()[0].role == "emblem"
    draft = building.draft_of(conference, building.master_of(conference))
    assert building.emblem_of(conference, draft) == kept
    commands.do_undo(actor, conference.pk)
    assert building.draft_of(conference, building.master_of(conference)).emblem == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "emblem_unreadable"),
        (b"", "emblem_unreadable"),
        (picture()[:200], "emblem_unreadable"),
        (picture((20, 20)), "emblem_too_small"),
        (picture((7000, 6000)), "emblem_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(emblems.MOST_BYTES), "emblem_too_large"),
        (picture(kind="GIF"), "emblem_unreadable"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        emblems.read(data)


def test_colours_that_cannot_be_read_are_refused() -> None:
    assert look.colours("#C8102E", "#ffe100") == ("#c8102e", "#ffe100")
    for ground, ink, code in (("#c8102e", "#b00000", "no_contrast"), ("red", "#ffffff", "no_colour")):
        with pytest.raises(Refusal, match=code):
            look.colours(ground, ink)


@given(st.text(alphabet="0123456789,. -", max_size=8), st.text(alphabet="0123456789,. -", max_size=8))
def test_every_size_that_is_taken_can_be_hung(width: str, height: str) -> None:
    with suppress(Refusal):
        across, high = look.size("own", width, height)
        assert 300 <= across <= 15_000
        assert 200 <= high <= 5_000


def test_sizes_are_typed_in_metres() -> None:
    assert look.size("6000x1200", "", "") == (6000, 1200)
    assert look.size("own", "5,4", "1.1") == (5400, 1100)


def test_all_sites_in_one_zip_made_by_the_worker(conference: Conference, actor: Actor) -> None:
    site = district(conference)
    Site.objects.filter(pk=site.pk).update(name="Huyện 'Bắc' & Sơn / Hạ")
    bundle = do_request_bundle(actor, conference.pk, KIND, {"print": False, "screen": True})
    work()
    bundle = Bundle.objects.get(pk=bundle.pk)
    assert (bundle.state, bundle.done, bundle.why) == ("ready", 12, "")
    with zipfile.ZipFile(files.path_of(bundle.pk)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)) == 24
        assert sum(name.endswith(".pdf") for name in names) == 12
        name = next(one for one in names if "bac-son-ha.pdf" in one)
        text = pypdf.PdfReader(io.BytesIO(archive.read(name))).pages[0].extract_text()
    assert "HUYỆN 'BẮC' & SƠN / HẠ" in text


def test_a_bundle_is_out_of_date_when_any_word_is(conference: Conference, actor: Actor) -> None:
    maker, options = Banners(), {"print": False, "screen": False}
    before = maker.digest(conference, options)
    assert maker.digest(conference, options) == before
    assert maker.digest(conference, {"print": True, "screen": False}) != before
    commands.do_say_words(actor, district(conference).pk, {"địa danh": "Đồng Mỏ"})
    assert maker.digest(conference, options) != before
