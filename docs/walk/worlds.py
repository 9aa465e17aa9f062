"""What the walk over all pages finds: conferences of 0, 1, 12, 212 and 3,321 sites, or a first start.

Made by the product's own commands in the database that the settings name.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from conferences import answers, large_conference, opt_in
from django.test import Client
from django.urls import reverse
from offices import letters, papers, units_and_people
from people import account, actor, cookies
from plans import LONG_TITLE, full_plan, plan

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.lifecycle.commands import do_cancel
from nhipcau.conferences.pins import pin
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.conferences.sites.sheet_commands import do_preview_sheet
from nhipcau.core.access import system
from nhipcau.hall.commands import do_hall_command
from nhipcau.organs.commands import do_prepare_example
from nhipcau.organs.models import Grant, Tier, Unit
from nhipcau.organs.sets import do_import_units
from nhipcau.organs.unit_files import COUNTRY_SINCE
from nhipcau.outbox.models import Message
from nhipcau.preparation.importing import do_preview


@dataclass
class World:
    """numbers: what the addresses of pages need, by name. cookies: of each who looks, by name."""

    numbers: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)


def empty_world() -> World:
    """A first start: units, one account, nothing else."""
    boss = do_prepare_example()
    province = Unit.objects.get(path="20-2020/")
    district = Unit.objects.get(code="185", tier="huyen")
    commune = Unit.objects.filter(parent=district, tier="xa")[0]
    world = World()
    world.cookies = {
        "boss": cookies(boss),
        "district": cookies(account("huyen", district, "unit_clerk")),
        "commune": cookies(account("xa", commune, "unit_clerk")),
        "technician": cookies(account("ky-thuat", commune, "technician")),
        "viewer": cookies(account("theo-doi", province, "viewer")),
        "none": cookies(account("khong-vai-tro", province)),
        "nobody": {},
    }
    conference = do_create_conference(actor(boss), plan("Hội nghị chưa có gì", 20, (Tier.PROVINCE,), fill=False), "e")
    world.numbers = {"c": conference.pk, "district": district.pk, "commune": commune.pk, "province": province.pk}
    return world


def full_world() -> World:
    boss = do_prepare_example()
    do_import_units(system("walk"), COUNTRY_SINCE)
    lang_son = Unit.objects.get(path="20-2020/")
    for root in Unit.objects.filter(parent=None).exclude(pk=lang_son.pk):
        for role in ("administrator", "organiser", "operator"):
            Grant.objects.get_or_create(account=boss, unit=root, role=role)
    district = Unit.objects.get(code="185", tier="huyen")
    communes = list(Unit.objects.filter(parent=district, tier="xa").order_by("order"))
    who = {
        "boss": boss,
        "organiser": account("to.chuc", lang_son, "organiser"),
        "operator": account("dieu.hanh.ky.thuat", lang_son, "operator"),
        "district": account("huyen.bac.son", district, "unit_clerk", "district_technician"),
        "commune": account("xa.dau.tien", communes[0], "unit_clerk"),
        "technician": account("ky.thuat.xa", communes[1], "technician"),
        "viewer": account("theo.doi", lang_son, "viewer"),
        "press": account("bao.chi", lang_son, "press"),
        "clerk": account("van.thu", lang_son, "records_clerk"),
        "chair": account("chu.tri", lang_son, "chair"),
        "none": account("khong.vai.tro", lang_son),
    }
    world = World(cookies={name: cookies(one) for name, one in who.items()})
    act = actor(boss)
    numbers = world.numbers
    numbers.update(province=lang_son.pk, district=district.pk, commune=communes[0].pk, commune1=communes[1].pk)

    three = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
    zero = do_create_conference(act, plan("Hội nghị chưa có điểm cầu", None, (Tier.PROVINCE,), fill=False), "c0")
    one = do_create_conference(act, plan("Họp trù bị một điểm cầu", 3, (Tier.PROVINCE,)), "c1")
    do_add_sites(act, one.pk, [NewSite(unit=district.pk)], "c1")
    twelve = do_create_conference(
        act, plan("Hội nghị trực tuyến tỉnh và các huyện, thành phố", 8, three[:2], **full_plan()), "c12"
    )
    normal = do_create_conference(act, plan(LONG_TITLE, 8, three, **full_plan()), "c212")
    past = do_create_conference(act, plan("Hội nghị tổng kết công tác năm trước", -30, three[:2]), "past")
    ran = do_create_conference(act, plan("Hội nghị đã bế mạc hôm nay", 0, three[:2]), "ran")
    do_hall_command(act, ran.pk, "open", {}, "khoa-mo-phong")
    do_hall_command(act, ran.pk, "close", {}, "khoa-dong-phong")
    running = do_create_conference(act, plan("Giao ban đang diễn ra", 0, three[:2], kind="giao_ban"), "running")
    do_hall_command(act, running.pk, "open", {}, "khoa-mo-phong-2")
    gone = do_create_conference(act, plan("Hội nghị đã hủy", 12, three[:2]), "gone")
    do_cancel(act, gone.pk, "Trùng lịch công tác của lãnh đạo Ủy ban nhân dân tỉnh")
    large = large_conference(act)
    numbers.update(c0=zero.pk, c1=one.pk, c12=twelve.pk, c212=normal.pk, past=past.pk, ran=ran.pk, running=running.pk)
    numbers.update(gone=gone.pk, c3321=large.pk)
    answers(act, normal)
    opt_in(act, twelve, district, communes)
    site = normal.sites.get(unit=communes[0])
    numbers.update(
        site=site.pk,
        link=site.link_key,
        site1=normal.sites.get(unit=communes[1]).pk,
        site_d=normal.sites.get(unit=district).pk,
        site12_d=twelve.sites.get(unit=district).pk,
        site1_main=one.sites.get(is_main=True).pk,
        site_l=large.sites.order_by("order")[1700].pk,
        unanswered=normal.sites.filter(answer=None).order_by("-order")[0].pk,
    )
    passed = Client(SERVER_NAME="127.0.0.1")
    passed.post(reverse("own-door", args=[site.link_key]), {"pin": pin(site.pk, site.version)})
    world.cookies["pass"] = {name: morsel.value for name, morsel in passed.cookies.items()}
    world.cookies["nobody"] = {}
    papers(act, who, normal, lang_son, numbers)
    units_and_people(act, who, lang_son, district, communes, numbers)
    letters(act, normal)
    sheet = do_preview_sheet(
        act, normal.pk, "diem-cau.csv", "Tên điểm cầu;Cấp\nTrường Thử;Cấp xã\n;Cấp xã\nTrường Hai;Cấp lạ\n".encode()
    )
    numbers["sheet"] = sheet.pk
    numbers["preview"] = do_preview(
        actor(who["commune"]), site.pk, text="Vi Thị Mẫu - Phó Chủ tịch\nHoàng Văn Thử\tChủ tịch UBND xã\n- \n"
    )
    numbers["letter"] = Message.objects.filter(state="failed").first().pk
    return world


def make(which: str) -> None:
    """Print, as JSON, the numbers that addresses need and the cookies of each who looks."""
    made = {"full": full_world, "empty": empty_world}[which]()
    print(json.dumps([made.numbers, made.cookies]))
