"""Sites that answer, that register, and very many of them."""

from people import PHONE, account, actor, at, person, today
from plans import full_plan, plan

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.unit_files import COUNTRY_SINCE
from nhipcau.preparation import rounds
from nhipcau.preparation.answering import SiteData, do_answer, do_confirm_delegates
from nhipcau.preparation.delegates import PersonRow, do_add_delegates, do_set_absent, do_set_chair
from nhipcau.preparation.enrolling import do_enrol
from nhipcau.preparation.models import Category, Delegate, SiteAnswer


def large_conference(act: Actor) -> Conference:
    host = Unit.objects.filter(tier="tinh", valid_from=COUNTRY_SINCE.valid_from).order_by("path")[0]
    large = do_create_conference(
        act,
        plan(
            "Hội nghị trực tuyến toàn quốc triển khai chính quyền địa phương hai cấp",
            30,
            (Tier.PROVINCE,),
            units_on=today(),
            named=(host.name,),
            issuing_body=host.name,
            **{name: value for name, value in full_plan().items() if name in {"deadlines", "contacts", "tasks"}},
        ),
        "large",
    )
    communes = Unit.objects.filter(tier="xa", valid_from=COUNTRY_SINCE.valid_from).order_by("path")
    do_add_sites(act, large.pk, [NewSite(unit=pk) for pk in communes.values_list("pk", flat=True)], "large")
    category = Category.objects.create(round=rounds.round_of(large), order=0, name="Lãnh đạo Ủy ban nhân dân cấp xã")
    sites = list(large.sites.order_by("order"))
    now = clock.now()
    SiteAnswer.objects.bulk_create(
        [
            SiteAnswer(
                site=site,
                contact_name=" ".join(person()),
                contact_phone=f"{PHONE}03",
                confirmed_at=now if number % 3 else None,
                delegates_at=now if number % 5 == 0 else None,
            )
            for number, site in enumerate(sites)
            if number % 2
        ],
        batch_size=500,
    )
    rows = []
    for number in range(6000):
        site = sites[number % len(sites)]
        name = " ".join(person())
        rows.append(
            Delegate(
                site=site,
                order=number // len(sites),
                key=f"{number}",
                name=name,
                position="Phó Chủ tịch Ủy ban nhân dân",
                office=site.name,
                phone=f"{PHONE}04",
                category=category,
                absent=number % 17 == 0,
                reason="đi công tác" if number % 17 == 0 else "",
            )
        )
    Delegate.objects.bulk_create(rows, batch_size=500)
    return large


def answers(act: Actor, conference: Conference) -> None:
    """Some sites have registered, some have begun, most have not."""
    opened = rounds.round_of(conference)
    opened.sites_due, opened.delegates_due = at(2), at(4)
    opened.save()
    categories = list(opened.categories.all())
    for number, site in enumerate(conference.sites.order_by("order")):
        if number % 3 == 0:
            continue
        venue = f"Hội trường tầng {number % 4 + 1}, trụ sở Ủy ban nhân dân {site.name}"
        name = " ".join(person())
        do_answer(
            act,
            site.pk,
            SiteData(venue=venue, room="Phòng họp trực tuyến", contact_name=name, contact_phone=f"{PHONE}05"),
            confirm=number % 3 == 1,
        )
        if number % 3 == 1 and number < 120:
            fitting = [one.pk for one in categories if one.tier in ("", site.tier)]
            people = [
                PersonRow(
                    " ".join(person()),
                    ("Chủ tịch Ủy ban nhân dân", "Phó Chủ tịch Ủy ban nhân dân", "Công chức Văn phòng - Thống kê")[
                        n % 3
                    ],
                    site.name,
                    f"{PHONE}06" if n % 2 else "",
                    fitting[n % len(fitting)] if fitting else None,
                )
                for n in range(number % 5 + 1)
            ]
            made = do_add_delegates(act, site.pk, people)
            do_set_chair(act, site.pk, made[0].pk)
            if len(made) > 2:
                do_set_absent(act, site.pk, made[-1].pk, absent=True, reason="đi công tác theo giấy triệu tập")
            if number % 2:
                do_confirm_delegates(act, site.pk)


def opt_in(act: Actor, conference: Conference, district: Unit, communes: list[Unit]) -> None:
    opened = rounds.round_of(conference)
    opened.mode, opened.late, opened.sites_due, opened.delegates_due = "opt_in", "approval", at(2), at(4)
    opened.save()
    do_enrol(act, conference.pk, [one.pk for one in communes[:2]])
    opened.sites_due = at(-1)
    opened.save()
    clerk = account("xa.muon", communes[3], "unit_clerk")
    do_enrol(actor(clerk), conference.pk, [communes[3].pk])
