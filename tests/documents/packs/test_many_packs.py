"""The packs of many sites: as a ZIP, for the printer, by mail; what is noted, what stays private, what is done once."""

import io
import zipfile
from datetime import UTC, datetime

import pypdf
import pytest

from nhipcau.conferences.models import Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.bundles import commands as bundles
from nhipcau.documents.bundles import files, maker_of
from nhipcau.documents.models import Bundle, SitePack
from nhipcau.documents.packs import bundle, letters
from nhipcau.documents.packs.kind import TO_PRINT, ZIPPED
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account, Unit
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from tests.documents.packs.reading import pages, whole
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.secrets_on_pages import gives_away
from tests.support.smtp import mail_server, settings_for
from tests.support.worker import work

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def conference(lang_son):
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def organiser(conference):
    return actor_for(new_account("organiser", conference.host))


def file_of(kind, conference, organiser, **options) -> bytes:
    asked = bundles.do_request_bundle(organiser, conference.pk, kind, maker_of(kind).chosen(options))
    assert work() == 1
    assert Bundle.objects.get(pk=asked.pk).state == "ready"
    return files.path_of(asked.pk).read_bytes()


def test_all_packs_lie_in_one_zip_in_the_order_of_the_sites(conference, organiser):
    with zipfile.ZipFile(io.BytesIO(file_of(ZIPPED, conference, organiser))) as archive:
        names = archive.namelist()
        assert len(names) == 12
        assert names == sorted(names)
        sites = list(conference.sites.order_by("order"))
        for name, site in zip(names, sites, strict=True):
            text = whole(archive.read(name))
            assert f"/j/{site.link_key}" in text
            assert not gives_away(text, pin(site.pk, site.version))
    assert SitePack.objects.filter(way="bundle").count() == 12


def test_one_file_for_the_printer_begins_each_pack_on_a_front_side(conference, organiser):
    made = pypdf.PdfReader(io.BytesIO(file_of(TO_PRINT, conference, organiser, tier="huyen")))
    firsts = [n for n, page in enumerate(made.pages) if "BỘ HỒ SƠ ĐIỂM CẦU" in page.extract_text()]
    assert len(firsts) == 11
    assert all(first % 2 == 0 for first in firsts)


def test_of_thousands_there_are_volumes(conference, organiser, monkeypatch):
    monkeypatch.setattr(bundle, "VOLUME", 5)
    with zipfile.ZipFile(io.BytesIO(file_of(TO_PRINT, conference, organiser))) as archive:
        assert archive.namelist() == ["00001-00005.pdf", "00006-00010.pdf", "00011-00012.pdf"]


def test_a_file_says_that_it_is_out_of_date_once_a_site_changes(conference, organiser):
    maker = maker_of(ZIPPED)
    before = maker.digest(conference, {"tier": "huyen"})
    Site.objects.filter(conference=conference, tier="tinh").update(venue="Phòng khác")
    assert maker.digest(conference, {"tier": "huyen"}) == before
    Site.objects.filter(conference=conference, unit__code="185").update(venue="Nhà văn hóa huyện")
    assert maker.digest(conference, {"tier": "huyen"}) != before


def with_addresses(conference, *codes) -> None:
    for code in codes:
        clerk = new_account("unit_clerk", Unit.objects.get(code=code))
        Account.objects.filter(pk=clerk.pk).update(email=f"vanthu-{code}@example.vn")


def test_letters_bring_each_site_its_own_pack_and_no_pin(conference, organiser):
    with_addresses(conference, "185", "183")
    sent = letters.do_send_packs(organiser, conference.pk, list(conference.sites.values_list("pk", flat=True)))
    assert (sent.letters, sent.without) == (2, 10)
    Message.objects.update(state="queued")
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    assert len(server.letters) == 2
    for letter in server.letters:
        code = letter["To"].split("-")[1].split("@")[0]
        site = conference.sites.get(unit__code=code)
        body, attached = letter.iter_parts()
        assert (attached.get_filename() or "").endswith(".pdf")
        text = whole(attached.get_content()) + body.get_content()
        assert f"/j/{site.link_key}" in text
        assert f"/s/{site.link_key}" in body.get_content()
        assert not gives_away(text, pin(site.pk, site.version))
    assert JournalEntry.objects.filter(stream=conference.stream, kind="letter.sent").count() == 2


def test_the_same_pack_goes_to_a_site_once_and_a_changed_one_again(conference, organiser):
    with_addresses(conference, "185")
    site = conference.sites.get(unit__code="185")
    assert letters.do_send_packs(organiser, conference.pk, [site.pk]).letters == 1
    again = letters.do_send_packs(organiser, conference.pk, [site.pk])
    assert (again.letters, again.had) == (0, 1)
    assert letters.do_send_packs(organiser, conference.pk, [site.pk], again="k1").letters == 1
    Site.objects.filter(pk=site.pk).update(venue="Nhà văn hóa huyện")
    assert letters.do_send_packs(organiser, conference.pk, [site.pk]).letters == 1
    states = list(Message.objects.filter(kind="pack").order_by("pk").values_list("state", flat=True))
    assert states == ["withdrawn", "withdrawn", "held"], "an older pack does not leave after the newer one"


def test_many_are_made_by_the_worker(conference, organiser, monkeypatch):
    monkeypatch.setattr(letters, "AT_ONCE", 1)
    with_addresses(conference, "185", "183")
    sent = letters.do_send_packs(organiser, conference.pk, list(conference.sites.values_list("pk", flat=True)))
    assert (sent.later, sent.letters) == (2, 0)
    assert not Message.objects.filter(kind="pack").exists()
    assert work() == 2
    assert Message.objects.filter(kind="pack").count() == 2
    assert SitePack.objects.filter(way="mail", by=organiser.name).count() == 2


def test_of_a_conference_called_off_nothing_is_sent_nor_made(conference, organiser):
    type(conference).objects.filter(pk=conference.pk).update(state="cancelled")
    with pytest.raises(Refusal, match="no_packs_now"):
        letters.do_send_packs(organiser, conference.pk, list(conference.sites.values_list("pk", flat=True)))
    asked = bundles.do_request_bundle(organiser, conference.pk, ZIPPED, {})
    work()
    assert "đã hủy" in Bundle.objects.get(pk=asked.pk).why


def test_the_pages_of_a_pack_in_a_zip_are_those_of_the_pack_alone(conference, organiser):
    with zipfile.ZipFile(io.BytesIO(file_of(ZIPPED, conference, organiser))) as archive:
        first = archive.read(archive.namelist()[0])
    assert "trang 1/" in pages(first)[0]
