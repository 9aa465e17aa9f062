"""The first page of a busy office reads the few conferences that it shows, and those compared with them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.organs.models import Unit
from tests.support.plans import queries, read_whole
from tests.web.home_visits import NOW, client_of, many, seen, with_dues

COMPARED = 130
"""Twice as many as `NEAREST`, and some."""
LISTS = {"conferences_conference", "conferences_site", "preparation_siteanswer", "preparation_round"}
"""What grows with the conferences."""


@pytest.fixture
def busy(lang_son: Unit) -> Client:
    """A thousand conferences: most are over, many are ahead, some were never closed."""
    for state, number, start in (("preparing", 300, 1), ("preparing", 200, -400), ("closed", 500, -600)):
        made = many(lang_son, number, state=state)
        for n, one in enumerate(made):
            one.start_date = NOW.date() + timedelta(days=start + n // 3)
        Conference.objects.bulk_update(made, ["start_date"])
    late = many(lang_son, 1)[0]
    Conference.objects.filter(pk=late.pk).update(start_date=NOW.date() + timedelta(days=200))
    with_dues(late, NOW - timedelta(days=20))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself, within a minute
    return client_of("organiser", lang_son)


def test_home_reads_and_sorts_no_list_of_conferences_or_sites(busy: Client) -> None:
    with queries() as asked:
        seen(busy)
    wide = {
        sql: whole
        for sql, params in asked
        if "COUNT(" not in sql and (whole := read_whole((sql, params), COMPARED) & LISTS)
    }
    assert wide == {}


@pytest.mark.parametrize("page", ["sites", "registration"])
def test_a_conferences_own_pages_read_no_list_of_all_conferences_or_sites(busy: Client, page: str) -> None:
    one = Conference.objects.filter(state="preparing").order_by("pk")[0]
    with queries() as asked:
        seen(busy, f"/conferences/{one.pk}/{page}")
    wide = {sql: whole for sql, params in asked if (whole := read_whole((sql, params), COMPARED) & LISTS)}
    assert wide == {}


def test_who_is_late_comes_first_however_far_off_the_meeting_is(busy: Client) -> None:
    board = seen(busy).context["board"]
    later = next(part for part in board.sections if part.key == "preparing")
    assert later.rows[0].is_late
    assert later.rows[0].conference.start_date == NOW.date() + timedelta(days=200)


def test_a_dozen_are_shown_before_somebody_asks_for_a_list(busy: Client) -> None:
    board = seen(busy).context["board"]
    assert sum(len(part.rows) for part in board.sections) <= 14
    assert {part.key: part.total for part in board.sections} == {"week": 21, "preparing": 480, "closed": 500}
    assert len(seen(busy, "/?state=week").context["board"].sections[0].rows) == 20


def test_the_list_that_is_asked_for_begins_as_the_page_does(busy: Client) -> None:
    first = {part.key: [row.conference.pk for row in part.rows] for part in seen(busy).context["board"].sections}
    for key, shown in first.items():
        section = seen(busy, f"/?state={key}").context["board"].sections[0]
        assert [row.conference.pk for row in section.rows][: len(shown)] == shown, key
