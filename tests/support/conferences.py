"""A province, and a conference of three tiers in it."""

from datetime import date, time
from typing import Any

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import ConferencePlan, PlannedContact, PlannedTask, PlannedTier
from nhipcau.core.access import system
from nhipcau.organs.commands import do_import_units
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.unit_files import LANG_SON_2021
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

THREE_TIERS = (PlannedTier(Tier.PROVINCE, 1), PlannedTier(Tier.DISTRICT, 11), PlannedTier(Tier.COMMUNE, 200))


def load_lang_son() -> Unit:
    """The province as of 2021 with its 11 districts and 200 communes."""
    do_import_units(system("test"), LANG_SON_2021)
    return Unit.objects.get(path="20-2020/")


def make_plan(**changes: Any) -> ConferencePlan:
    """A three-tier conference of Lạng Sơn on 24 December 2021 at 08:00."""
    values: dict[str, Any] = {
        "title": "Hội nghị trực tuyến ba cấp tổng kết công tác năm 2021",
        "tiers": THREE_TIERS,
        "units_on": date(2021, 12, 6),
        "named": ("Ủy ban nhân dân tỉnh Lạng Sơn",),
        "issuing_body": "Ủy ban nhân dân tỉnh Lạng Sơn",
        "start_date": date(2021, 12, 24),
        "start_time": time(8, 0),
        "venue": "Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
        "contacts": (PlannedContact("Vi Thị Thử", "nội dung", "0900 000 001"),),
        "tasks": (PlannedTask("Sở Thông tin và Truyền thông", "kiểm tra đường truyền", date(2021, 12, 23)),),
    }
    return ConferencePlan(**{**values, **changes})


def make_conference(key: str = "test", **changes: Any) -> Conference:
    """For tests with a database of their own: loads the province where it is not there yet."""
    province = load_lang_son()
    return do_create_conference(actor_for(new_account("organiser", province)), make_plan(**changes), key)


@scene
def lang_son() -> Unit:
    return load_lang_son()


@scene
def conference(lang_son: Unit) -> Conference:
    """A conference with all 212 sites, made by an organiser of the province."""
    return make_conference()
