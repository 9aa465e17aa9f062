"""Every type of paper in every profile, read again from its PDF and its Word file: the same facts, the right ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.documents import intake
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.setting import set_paper
from nhipcau.organs.models import Organ, Unit
from nhipcau.typeset import render_docx, render_pdf, render_text
from tests.documents.writing import rich
from tests.support.writing import clerk_of, make_draft, make_organ

PLANNED = datetime(2021, 12, 10, 2, tzinfo=UTC)
OF_HOST = ("plan", "notice", "invitation", "letter", "head_count", "named_list", "conclusion", "minutes")
OF_DISTRICT = ("invitation", "letter", "registration", "head_count")
DOC_TYPES = {
    "plan": "ke_hoach",
    "notice": "thong_bao",
    "conclusion": "thong_bao",
    "invitation": "giay_moi",
    "party_call": "giay_moi",
    "letter": "cong_van",
    "registration": "cong_van",
}
CONVENING = ("plan", "notice", "invitation", "party_call")
SIGNED = {
    "ubnd": ("tm_kt", "PHÓ CHỦ TỊCH"),
    "dang": ("t_l", "PHÓ CHÁNH VĂN PHÒNG"),
}


def readings(paper: Paper, kind: str) -> dict[str, dict[str, Any]]:
    """Facts by the form from which they were read."""
    capacity, position = ("minutes", "Lý Văn Ví Dụ") if paper.kind == "minutes" else SIGNED[kind]
    paper.capacity, paper.signer_position, paper.signer_name = capacity, position, "Nguyễn Thị Thử"
    paper.number, paper.issue_date = 5, clock.local(clock.now()).date()
    shown = set_paper(paper)
    forms = {
        "a.txt": render_text(shown.paper, shown.profile).encode(),
        "a.docx": render_docx(shown.paper, shown.profile),
        "a.pdf": render_pdf(shown.paper, shown.profile),
    }
    return {name: intake.read_bytes(data, name).facts for name, data in forms.items()}


def told(facts: dict[str, Any], kind: str) -> dict[str, Any]:
    """What must not depend on the form. A conclusion says the day; the hour stands in its programme alone."""
    return {**facts, "start": facts["start"][:10]} if kind == "conclusion" else facts


def same_in_all_forms(paper: Paper, kind: str) -> dict[str, Any]:
    found = readings(paper, kind)
    plain = told(found["a.txt"], paper.kind)
    for name in ("a.docx", "a.pdf"):
        facts = told(found[name], paper.kind)
        assert {key: facts[key] for key in plain} == plain, (paper.kind, name)
    if paper.kind in DOC_TYPES:
        assert plain["doc_type"] == DOC_TYPES[paper.kind]
    assert plain["number"].lstrip("0").startswith("5")
    assert plain["signer"]["name"] == "Nguyễn Thị Thử"
    return plain


def convened(facts: dict[str, Any], conference: Conference) -> None:
    assert facts["start"] == "2021-12-24T08:00"
    assert facts["venue_main"] == conference.venue
    assert facts["meeting_title"] == conference.title
    counts = {tier.tier: conference.sites.filter(tier=tier.tier).count() for tier in conference.tiers.all()}
    assert facts["site_counts"] == counts
    assert [one["phone"] for one in facts["contacts"]] == ["0200 000 001", "0200 000 002"]


def worked(facts: dict[str, Any], conference: Conference) -> None:
    """Tasks with their days, speeches, trial runs, deadlines, as the conference has them."""
    asked = [(one["assignee"], (one["due"] or "")[:10]) for one in facts["tasks"]]
    for task in conference.tasks.all():
        assert (task.assignee, f"{task.due_date or ''}") in asked
    assert facts["rehearsals"] == ["2021-12-22T14:00", "2021-12-23T15:30"]
    assert {"2021-12-21T16:00", "2021-12-17"} <= {one["due"] for one in facts["registration_deadlines"]}


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen(PLANNED):
        yield


def drafts(actor: Actor, conference: Conference, organ: Organ, kinds: tuple[str, ...], **more: Any) -> Iterator[Paper]:
    for kind in kinds:
        yield make_draft(actor, conference, organ, kind, **more)


def test_papers_of_a_committee_about_a_conference_of_212_sites(lang_son: Unit) -> None:
    conference = rich.province_wide()
    actor, organ = clerk_of(lang_son), make_organ(lang_son)
    for paper in drafts(actor, conference, organ, OF_HOST):
        facts = same_in_all_forms(paper, "ubnd")
        if paper.kind in CONVENING:
            convened(facts, conference)
        if paper.kind in ("plan", "notice"):
            worked(facts, conference)
        if paper.kind == "plan":
            speeches = [(one["assignee"], one["topic"]) for one in facts["papers"]]
            assert speeches == list(conference.speeches.values_list("assignee", "topic"))


def test_papers_of_a_district_that_carries_out_a_plan(lang_son: Unit) -> None:
    conference = rich.province_wide()
    plan = make_draft(clerk_of(lang_son), conference, make_organ(lang_son), "plan")
    Paper.objects.filter(pk=plan.pk).update(number=5, notation="05/KH-UBND", issue_date="2021-12-10")
    plan.refresh_from_db()
    district = Unit.objects.get(path__startswith="20-2020/", name="Huyện Bắc Sơn")
    actor, organ = clerk_of(district), make_organ(district)
    for paper in drafts(actor, conference, organ, OF_DISTRICT, follows=plan, how="carries_out"):
        facts = same_in_all_forms(paper, "ubnd")
        assert facts["issuing_body"] == "Ủy ban nhân dân huyện Bắc Sơn"
        if paper.kind in ("invitation", "letter"):
            assert facts["start"] == "2021-12-24T08:00"
            assert facts["meeting_title"].startswith(conference.title)


@pytest.mark.parametrize(("profile", "year"), [("hd36-2018", 2021), ("hd05-2026", 2026)])
def test_papers_of_a_party_committee_about_two_days_with_a_long_name(lang_son: Unit, profile: str, year: int) -> None:
    conference = rich.of_two_days()
    organ = make_organ(lang_son, "dang", "Tỉnh ủy Lạng Sơn", "TU", letterhead="TỈNH ỦY LẠNG SƠN")
    actor = clerk_of(lang_son)
    with clock.frozen(datetime(year, 12, 10, 2, tzinfo=UTC)):
        for paper in drafts(actor, conference, organ, ("plan", "party_call", "letter", "minutes")):
            assert set_paper(paper).profile.id == profile
            facts = same_in_all_forms(paper, "dang")
            if paper.kind in CONVENING:
                convened(facts, conference)
                worked(facts, conference)
