"""How a pack cites the paper that convenes: with what has changed it since, each named once."""

from datetime import UTC, date, datetime, time, timedelta

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.lifecycle.commands import Postponement, do_postpone
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.documents.packs.citing import convening
from nhipcau.documents.writing.issuing import do_issue
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.writing import clerk_of, keep_own_register, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


def test_only_what_came_after_the_invitation_has_amended_it_and_is_named_once(lang_son):
    with clock.frozen(NOW):
        conference = make_conference(tiers=THREE_TIERS[:2])
        organ, actor = make_organ(lang_son), clerk_of(lang_son)
        keep_own_register(actor, organ)
        postpone(actor, conference, date(2021, 12, 27))
    with clock.frozen(NOW + timedelta(hours=1)):
        do_issue(actor, make_signed(actor, conference, organ, "invitation").pk)
        assert cited(conference).amended == ()
    with clock.frozen(NOW + timedelta(hours=2)):
        postpone(actor, conference, date(2021, 12, 28))
        postpone(actor, conference, date(2021, 12, 29))
        assert len(cited(conference).amended) == 1


def postpone(actor, conference, day):
    seen = fingerprint(Conference.objects.get(pk=conference.pk))
    do_postpone(actor, conference.pk, Postponement("Trùng kỳ họp", day, time(8), {}, False), f"k-{day}", seen)


def cited(conference):
    found, _pdf = convening(conference)
    assert found is not None
    return found
