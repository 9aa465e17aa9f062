"""What an older installation holds comes along."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nhipcau.conferences.models import Conference
from nhipcau.documents import originals
from nhipcau.documents.models import ReceivedPaper
from tests.support.conferences import make_conference
from tests.support.people import new_account

BEFORE = [("documents", "0003_paper_once_per_person")]
CONFIRMED = {
    "venue_main": "B",
    "papers": [{"assignee": "Sở Y tế", "topic": "trạm y tế"}],
    "paper_limits": {"pages": 4, "minutes": 7},
    "registration_deadlines": [{"what": "danh sách", "due": "2021-12-21T16:00"}],
    "participants": [{"tier": "xa", "items": ["Chủ tịch"]}],
    "materials": ["Báo cáo"],
    "press": [],
    "recipients": ["Như trên"],
}


@pytest.mark.usefixtures("own_database")
def test_originals_move_out_of_the_database_and_facts_become_rows():
    account, conference = new_account(), make_conference()
    MigrationExecutor(connection).migrate(BEFORE)
    old = MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("documents", "ReceivedPaper")
    pk = old.objects.create(
        uploaded_by_id=account.pk,
        conference_id=conference.pk,
        sha256=originals.digest_of(b"abc"),
        original=b"abc",
        text="abc",
        facts={"venue_main": "A"},
        confirmed=CONFIRMED,
        corrected_keys=["venue_main"],
    ).pk
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    paper, conference = ReceivedPaper.objects.get(pk=pk), Conference.objects.get(pk=conference.pk)
    assert originals.read(paper.sha256) == b"abc"
    assert (paper.size, paper.role) == (3, "convenes")
    assert paper.corrections["venue_main"]["was"] == "A"
    assert paper.corrections["venue_main"]["by"] == "Nông Văn Thử"
    speech, deadline = conference.speeches.get(), conference.registration_deadlines.get()
    assert (speech.assignee, speech.pages, speech.minutes) == ("Sở Y tế", 4, 7)
    assert (deadline.what, f"{deadline.due_date} {deadline.due_time:%H:%M}") == ("danh sách", "2021-12-21 16:00")
    kinds = conference.particulars.order_by("order").values_list("kind", "tier", "text")
    assert list(kinds) == [
        ("participant", "xa", "Chủ tịch"),
        ("material", "", "Báo cáo"),
        ("recipient", "", "Như trên"),
    ]
