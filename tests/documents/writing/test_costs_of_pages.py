"""What the pages of a conference's papers ask of the database and weigh, where much has been written and issued."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.changes import do_tell_of_change
from nhipcau.documents.writing.commands import do_initial, do_sign
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account, Unit
from tests.documents.writing import rich
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.weights import MOST_BYTES, weight
from tests.support.writing import keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 25
"""The pages may ask 40; what all lists and a change of time add leaves room below."""
OF_THE_CONFERENCE = 33
"""Its own page shows everything that was prepared."""


@dataclass
class Office:
    """The host's office. issued, draft: a plan of 212 sites, and one that is being written."""

    account: Account
    conference: Conference
    issued: Paper
    draft: Paper


@scene
def office(lang_son: Unit) -> Office:
    """A plan, a notice, an amendment and a conclusion issued, six more papers in the making; the time has moved on."""
    with clock.frozen(NOW):
        conference = rich.province_wide()
        organ = make_organ(lang_son)
        account = new_account("administrator", lang_son)
        actor = actor_for(account)
        keep_own_register(actor, organ)
        plan, _notice = (do_issue(actor, make_signed(actor, conference, organ, kind).pk) for kind in ("plan", "notice"))
        Conference.objects.filter(pk=conference.pk).update(start_time=time(14))
        told = do_tell_of_change(actor, conference.pk, str(plan.pk), lang_son.pk, "", "k-bao")
        do_initial(actor, told.pk)
        do_sign(actor, told.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
        do_issue(actor, told.pk)
        kinds = ("plan", "invitation", "letter", "conclusion", "minutes", "head_count", "named_list")
        drafts = [make_draft(actor, conference, organ, kind) for kind in kinds]
        Conference.objects.filter(pk=conference.pk).update(start_time=time(15))
    return Office(account, Conference.objects.get(pk=conference.pk), Paper.objects.get(pk=plan.pk), drafts[0])


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.mark.parametrize(
    "address",
    [
        "/conferences/{conference}",
        "/conferences/{conference}/papers",
        "/written/{issued}",
        "/written/{draft}",
        "/written/{draft}/history",
        "/written/{issued}/dispatch",
        "/",
    ],
)
def test_a_page_about_many_papers_asks_little_and_is_light(office: Office, address: str) -> None:
    client = Client()
    client.force_login(office.account)
    url = address.format(conference=office.conference.pk, issued=office.issued.pk, draft=office.draft.pk)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(asked) <= (OF_THE_CONFERENCE if address == "/conferences/{conference}" else MOST_QUERIES)
    assert weight(answer.content) <= MOST_BYTES


def test_the_sheets_before_the_annexes_are_shown_and_the_rest_by_a_link(office: Office) -> None:
    client = Client()
    client.force_login(office.account)
    for paper in (office.issued, office.draft):
        first, whole = (client.get(f"/written/{paper.pk}{query}").content.decode() for query in ("", "?sheets=all"))
        body = whole.split("ps-annex_label")[0].count('class="paper-sheet') - 1
        left = whole.count('class="paper-sheet') - body
        assert body < left
        assert first.count('class="paper-sheet') == body
        assert f'href="?sheets=all">Hiện {left} trang còn lại</a>' in first
        assert "data-more-sheets" not in whole
