"""A conference made from an earlier one is registered for in the same way, and by nobody yet."""

from datetime import UTC, date, datetime, time

from nhipcau.conferences.lifecycle.cloning import Copy, do_copy_conference
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Delegate, Quota, Round
from nhipcau.preparation.rounds import round_of
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account

PARTS = frozenset({"sites", "participants", "registration"})


def test_categories_quotas_and_the_distance_of_deadlines_come_along_and_no_answers(lang_son: Unit) -> None:
    source = make_conference(tiers=THREE_TIERS[:2])
    opened = round_of(source)
    opened.mode, opened.late = Round.Mode.OPT_IN, Round.Late.APPROVAL
    opened.delegates_due = datetime(2021, 12, 20, 9, tzinfo=UTC)
    opened.save()
    chairs = opened.categories.create(order=0, name="Lãnh đạo Ủy ban nhân dân", most=2)
    opened.categories.create(order=1, name="Công chức", tier="xa")
    district = source.sites.get(unit__code="185")
    Quota.objects.create(category=chairs, site=district, most=7)
    Delegate.objects.create(site=district, name="Vi Thị Mẫu", key="vi thi mau", order=0)

    organiser = actor_for(new_account("organiser", lang_son))
    made = do_copy_conference(organiser, source.pk, Copy("Hội nghị quý I", PARTS, date(2022, 1, 3), time(8)), "k")
    new = Round.objects.get(pk=made.conference.pk)

    assert (new.mode, new.late) == (Round.Mode.OPT_IN, Round.Late.APPROVAL)
    assert (new.sites_due, new.delegates_due) == (None, datetime(2021, 12, 30, 9, tzinfo=UTC))
    assert list(new.categories.order_by("order").values_list("name", "tier", "most")) == [
        ("Lãnh đạo Ủy ban nhân dân", "", 2),
        ("Công chức", "xa", None),
    ]
    quota = Quota.objects.get(category__round=new)
    assert (quota.site.unit, quota.site.conference_id, quota.most) == (district.unit, new.pk, 7)
    assert not Delegate.objects.filter(site__conference=new.pk).exists()


def test_without_that_part_or_without_a_round_nothing_comes_along(lang_son: Unit) -> None:
    source = make_conference(tiers=THREE_TIERS[:2])
    organiser = actor_for(new_account("organiser", lang_son))
    bare = do_copy_conference(organiser, source.pk, Copy("Một", PARTS), "a").conference
    assert not Round.objects.filter(pk=bare.pk).exists()
    round_of(source).categories.create(order=0, name="Công chức")
    without = do_copy_conference(organiser, source.pk, Copy("Hai", PARTS - {"registration"}), "b").conference
    assert not Round.objects.filter(pk=without.pk).exists()
