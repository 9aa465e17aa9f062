"""Every page, read in English: nothing of the interface is left in Vietnamese, whatever the data says."""

import html
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from deploy import messages
from nhipcau.conferences.models import Room, Site
from nhipcau.conferences.pins import pin
from nhipcau.conferences.sites.sheet_commands import do_preview_sheet
from nhipcau.core import clock
from nhipcau.documents import examples
from nhipcau.documents.banners.commands import do_begin
from nhipcau.documents.commands import do_confirm_paper, do_receive_paper
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.models import Bundle
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, token_of
from nhipcau.organs.lists import do_preview_list
from nhipcau.organs.models import Account, Unit
from nhipcau.organs.organ_forms import OrganFacts, do_save_organ
from nhipcau.outbox.letters import Letter, queue
from nhipcau.preparation.delegates import PersonRow, do_add_delegates
from nhipcau.preparation.enrolling import do_enrol
from nhipcau.preparation.importing import do_preview
from nhipcau.preparation.models import Round
from nhipcau.preparation.standing import ListFacts, do_save_list
from nhipcau.web.language import COOKIE
from tests.preparation.rounds import BEFORE, commune, district, opt_in_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.writing import keep_own_register, make_draft, make_organ, make_signed
from tests.web.test_access import routes
from tests.web.test_catalogues import TERMS, VIETNAMESE

NO_PAGE = {
    "api-root": "has no page",
    "command": "JSON",
    "pin": "JSON",
    "hand": "JSON",
    "root-certificate": "a file, where there is one",
    "conference-editor": "leads to the first section",
    "logout": "leads on",
    "oidc": "leads to another server",
    "oidc-back": "leads on",
    "bundle-file": "a file, where it is made",
    "second-step": "only within ten minutes of a right password",
}
"""Addresses that are not read here, and why. Those that take a POST alone are found by themselves."""
SENTENCE = 40
"""Characters of a text that, where it stands within a paper, is quoted from it."""
TELLING = 12
"""Characters of a text with placeholders by which it is known again."""
ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "data-confirm", "label")
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "use", "wbr"}
CUT_OFF = re.compile(r"\S*…\Z")
WORD = re.compile(r"[^\W\d_]+")


class Read(HTMLParser):
    """The texts that somebody reads on a page, or has read out. What is marked as Vietnamese is so by design."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = [("", False)]
        self.feed(page)

    @property
    def _quiet(self) -> bool:
        return self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = self._quiet or tag in ("script", "style", "textarea") or (tag != "html" and given.get("lang") == "vi")
        if not quiet:
            self.texts += [given[name] or "" for name in ATTRIBUTES if name in given]
        if tag not in VOID:
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._quiet and data.strip():
            self.texts.append(" ".join(data.split()))


@scene
def world(lang_son: Unit) -> dict[str, Any]:
    return make_world(lang_son)


def make_world(lang_son: Unit) -> dict[str, Any]:
    """One of everything that has a page."""
    boss = new_account("administrator", lang_son, username="boss")
    organiser = new_account("organiser", lang_son, username="organiser")
    clerk = new_account("unit_clerk", commune(), username="clerk")
    conference = opt_in_conference(Round.Late.APPROVAL)
    with clock.frozen(BEFORE):
        site = do_enrol(actor_for(clerk), conference.pk, [commune().pk])[0].enrolment.site
        assert site is not None
        do_add_delegates(actor_for(clerk), site.pk, [PersonRow("Hoàng Văn Thử", "Chủ tịch UBND xã")])
        preview = do_preview(actor_for(clerk), site.pk, text="Vi Thị Mẫu - Phó Chủ tịch")
    waiting, confirmed = (
        do_receive_paper(actor_for(organiser), data=one.data, filename=one.name) for one in examples.offered()[:2]
    )
    do_confirm_paper(actor_for(organiser), confirmed.pk, confirmed.facts, uuid4().hex)
    actor = actor_for(boss)
    facts = OrganFacts(district().pk, True, "ubnd", "UBND huyện", "UBND", "", "", district().valid_from)
    with transaction.atomic():
        letter = queue([Letter("reminder", "k", conference.stream, "a@example.vn", "Nhắc", "Kính gửi")])[0]
    room = Room.objects.create(unit=lang_son, name="Phòng họp tầng 2", phone="0900 000 003")
    sheet = do_preview_sheet(
        actor_for(organiser), conference.pk, "x.csv", "Tên điểm cầu;Cấp\nTrường Thử;Cấp xã\n".encode()
    )
    units = "Mã;Tên đơn vị;Cấp;Mã đơn vị cấp trên\n99999;Xã Thử;Cấp xã;185\n".encode()
    committee = ListFacts("Ban Chỉ đạo", "125/QĐ-UBND", None, conference.host.valid_from)
    standing = do_save_list(actor_for(organiser), committee, unit=lang_son.pk)
    invitation = do_invite(actor, NewInvitation(lang_son.pk, "viewer"), uuid4().hex)
    organ = make_organ(lang_son)
    written = make_draft(actor, conference, organ)
    keep_own_register(actor, organ)
    issued = do_issue(actor, make_signed(actor, conference, organ).pk)
    district_of = next(one for one in proposed(issued) if one.unit)
    (delivery,) = do_dispatch(actor, issued.pk, [Chosen(district_of.key, "inbox")])
    banner = do_begin(actor_for(organiser), conference.pk)
    bundle = Bundle.objects.create(
        conference=conference,
        kind="banners",
        digest="x",
        state=Bundle.State.FAILED,
        why="disk_full",
        requested_by=boss,
        finished_at=clock.now(),
    )
    return {
        "bundles/<int:pk>": bundle.pk,
        "<int:part_pk>": banner.parts.all()[0].pk,
        "banners/<int:site_pk>/<slug:form>": f"banners/{site.pk}/thumb",
        "own/<int:pk>/banner/<slug:form>": f"own/{site.pk}/banner/thumb",
        "written/<int:pk>/dispatch": f"written/{issued.pk}/dispatch",
        "written/<int:pk>/missing.txt": f"written/{issued.pk}/missing.txt",
        "written/<int:pk>": written.pk,
        "received/<int:pk>": delivery.pk,
        "<int:block_pk>": written.blocks.all()[2].pk,
        "<slug:form>": "text",
        "conferences/<int:pk>": conference.pk,
        "<int:site_pk>": site.pk,
        "own/<int:pk>": site.pk,
        "<slug:link_key>": site.link_key,
        "<int:preview_pk>": preview,
        "papers/<int:pk>/amend/<int:conference_pk>": f"papers/{waiting.pk}/amend/{conference.pk}",
        "papers/<int:pk>/text": f"papers/{confirmed.pk}/text",
        "papers/<int:pk>": waiting.pk,
        "units/import/<int:pk>": do_preview_list(actor, "x.csv", units, district().valid_from).pk,
        "units/<int:pk>": lang_son.pk,
        "organs/<int:pk>": do_save_organ(actor, facts).pk,
        "rooms/<int:pk>": room.pk,
        "<slug:token>": token_of(invitation),
        "<int:step_pk>": 1,
        "<int:enrolment_pk>": 1,
        "<int:sheet_pk>": sheet.pk,
        "outbox/<int:pk>": letter.pk,
        "standing/<int:pk>": standing.pk,
        "accounts/invitations/<int:pk>": invitation.pk,
        "accounts/<int:pk>": organiser.pk,
        "<slug:section>": "facts",
        "<site>": Site.objects.get(pk=site.pk),
    }


def clients(world: dict[str, Any]) -> list[Client]:
    """Who is asked in turn: nobody, the site's pass, and those who see most."""
    site: Site = world["<site>"]
    found = [Client() for _ in range(5)]
    for client, name in zip(found[2:], ("organiser", "boss", "clerk"), strict=True):
        client.force_login(Account.objects.get(username=name))
    found[1].post(reverse("own-door", args=[site.link_key]), {"pin": pin(site.pk, site.version)})
    for client in found:
        client.cookies[COOKIE] = "en"
    return found


def address(pattern: str, world: dict[str, Any]) -> str:
    for placeholder, value in world.items():
        if placeholder in pattern:
            filled = value if isinstance(value, str) and "/" in value else re.sub(r"<[^>]+>", str(value), placeholder)
            pattern = pattern.replace(placeholder, filled, 1)
    return f"/{pattern}"


@cache
def interface() -> dict[str, re.Pattern[str]]:
    """The Vietnamese texts of the interface whose English is another, as patterns of what they become."""
    found = {}
    for package in messages.packages():
        for message in messages.read(package / messages.PO):
            if isinstance(message.id, str) and message.string and VIETNAMESE.search(message.id):
                if message.string == message.id:
                    continue
                parts = re.split(r"%\(\w+\)[sd]|%[sd]", html.unescape(re.sub(r"<[^>]+>", "", message.id)))
                if len(parts) > 1 and sum(map(len, parts)) < TELLING:
                    continue
                found[message.id] = re.compile(".+?".join(re.escape(" ".join(part.split())) for part in parts) + r"\Z")
    return found


def data() -> tuple[set[str], set[str]]:
    """Every word, and every whole text, that stands anywhere in the database: names, titles, papers."""
    words: set[str] = set()
    whole: set[str] = set()
    for model in apps.get_models():
        texts = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        texts += [f.attname for f in model._meta.concrete_fields if isinstance(f, models.JSONField)]
        for row in model._default_manager.values_list(*texts) if texts else ():
            words.update(WORD.findall(" ".join(map(str, row)).lower()))
            whole.update(" ".join(str(value).split()) for value in row)
    return words, whole


def pages(world: dict[str, Any]) -> dict[str, str]:
    """Every page that somebody gets, by the name of its address."""
    found: dict[str, str] = {}
    for client in clients(world):
        for name, pattern in routes():
            if name in NO_PAGE or name in found:
                continue
            url = address(pattern, world)
            assert "<" not in url, url
            answer = client.get(url)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[name] = answer.text
            elif answer.status_code == 405 or (answer.status_code == 200 and not _is_html(answer)):
                found[name] = ""
    return found


def _is_html(answer: Any) -> bool:
    return str(answer["Content-Type"]).startswith("text/html")


def test_every_page_is_english_where_english_was_chosen(world: dict[str, Any]) -> None:
    found = pages(world)
    wanted = {name for name, _ in routes()} - NO_PAGE.keys()
    assert sorted(wanted - found.keys()) == [], "give the world what these need, or say why they have no page"
    words, whole = data()
    everything = "\n".join(whole)
    left: dict[str, set[str]] = {}
    for name, page in found.items():
        for text in Read(page).texts if page else ():
            bare = text
            for term in TERMS:
                bare = bare.replace(term, "")
            if text in whole or not VIETNAMESE.search(bare) or (len(text) > SENTENCE and text in everything):
                continue
            bare = CUT_OFF.sub("", bare)
            unknown = [word for word in WORD.findall(bare.lower()) if VIETNAMESE.search(word) and word not in words]
            if unknown or any(pattern.match(text) for pattern in interface().values()):
                left.setdefault(name, set()).add(text)
    assert left == {}


def test_a_refusal_is_english_too(world: dict[str, Any]) -> None:
    client = clients(world)[2]
    answer = client.get("/conferences/99999999")
    assert answer.status_code == 404
    assert "There is no such conference" in answer.text
    refused = client.post(f"/conferences/{world['conferences/<int:pk>']}/close", {})
    assert refused.status_code == 403
    assert "Your account may not do this." in refused.text
