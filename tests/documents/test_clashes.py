"""A clash of time is seen before a paper is confirmed."""

from datetime import date, time

from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.documents.models import ReceivedPaper
from nhipcau.organs.models import Unit
from tests.documents.test_pages import PAPER
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account


def test_another_conference_at_the_same_time_is_seen_beside_the_facts(lang_son: Unit) -> None:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    paper = ReceivedPaper.objects.get(
        pk=int(client.post("/conferences/from-paper", {"text": PAPER}).url.split("/")[-1])
    )
    assert "Trùng giờ" not in client.get(f"/papers/{paper.pk}").content.decode()
    start = date.fromisoformat(paper.facts["start"][:10])
    other = make_conference("other", tiers=THREE_TIERS[:2], start_date=start, start_time=time(8), title="Việc khác")
    page = client.get(f"/papers/{paper.pk}").content.decode()
    assert "Trùng giờ" in page
    assert f'href="/conferences/{other.pk}">Việc khác</a>' in page
    Conference.objects.update(state="cancelled")
    assert "Trùng giờ" not in client.get(f"/papers/{paper.pk}").content.decode()
