"""Papers read and written, organs, rooms, accounts, and letters in every state."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from people import PHONE, person, today
from plans import LONG_TITLE

from nhipcau.conferences.models import Conference
from nhipcau.conferences.rooms.commands import do_note_line_check, do_save_room
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.text import search_key
from nhipcau.documents import examples
from nhipcau.documents.commands import do_confirm_paper, do_receive_paper
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.accounts.failed_logins import do_note_failure
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, token_of
from nhipcau.organs.lists import do_preview_list
from nhipcau.organs.models import Account, Grant, Organ, OrganGrant, Unit
from nhipcau.organs.unit_files import COUNTRY_SINCE
from nhipcau.outbox.letters import Letter, queue
from nhipcau.outbox.models import Message
from nhipcau.preparation.standing import ListFacts, do_save_list, do_set_members
from tests.support.writing import keep_own_register, make_draft, make_organ, make_signed

LONG_NAME = "Trung tâm Điều hành thông tin và Hạ tầng số của các huyện miền núi, biên giới phía Bắc tỉnh Lạng Sơn"


def papers(act: Actor, who: dict[str, Account], conference: Conference, unit: Unit, numbers: dict[str, Any]) -> None:
    offered = examples.offered()
    waiting = do_receive_paper(act, data=offered[0].data, filename=offered[0].name)
    confirmed = do_receive_paper(act, data=offered[1].data, filename=offered[1].name)
    do_confirm_paper(act, confirmed.pk, confirmed.facts, uuid4().hex)
    numbers.update(paper=waiting.pk, paper_done=confirmed.pk)
    organ = Organ.objects.filter(keeper=unit, kind="ubnd").first() or make_organ(unit)
    keep_own_register(act, organ)
    numbers["organ"] = organ.pk
    numbers["register"] = organ.pk
    drafts = {}
    for kind in ("invitation", "plan", "notice", "head_count", "conclusion"):
        drafts[kind] = make_draft(act, conference, organ, kind)
        numbers[f"draft_{kind}"] = drafts[kind].pk
    numbers["block"] = drafts["plan"].blocks.all()[2].pk
    numbers["signed"] = make_signed(act, conference, organ, "letter").pk
    issued = do_issue(act, make_signed(act, conference, organ).pk)
    numbers["issued_new"] = do_issue(act, make_signed(act, conference, organ, "letter").pk).pk
    numbers["issued"] = issued.pk
    rows = [
        Chosen(one.key, "inbox" if one.unit and n % 3 else "email", f"vt{n}@huyen.example.vn")
        for n, one in enumerate(proposed(issued))
    ]
    sent = do_dispatch(act, issued.pk, rows)
    for n, one in enumerate(sent):
        state = ("sent", "failed", "opened", "acknowledged", "queued")[n % 5]
        done = (
            {"acknowledged_at": clock.now(), "acknowledged_by": " ".join(person())} if state == "acknowledged" else {}
        )
        Delivery.objects.filter(pk=one.pk).update(state=state, **done)
    bac_son = issued.deliveries.filter(unit__code="185").first() or sent[0]
    numbers["received"] = bac_son.pk


def units_and_people(
    act: Actor, who: dict[str, Account], province: Unit, district: Unit, communes: list[Unit], numbers: dict[str, Any]
) -> None:
    prov_now = Unit.objects.filter(tier="tinh", valid_from=COUNTRY_SINCE.valid_from, code="20").first()
    numbers["province_now"] = prov_now.pk if prov_now else province.pk
    some = Unit.objects.filter(tier="xa", valid_from=COUNTRY_SINCE.valid_from).order_by("path")
    numbers["commune_now"] = some[0].pk
    telecom = Organ.objects.create(
        kind="vien_thong",
        name=LONG_NAME,
        keeper=province,
        valid_from=province.valid_from,
        search=search_key(LONG_NAME),
    )
    numbers["organ_long"] = telecom.pk
    OrganGrant.objects.create(account=who["technician"], organ=telecom, role="technician")
    rows = []
    for number, unit in enumerate(Unit.objects.filter(path__startswith="20-2020/", tier="xa")):
        family, given = person()
        one = Account(username=f"can.bo.{number:03}", last_name=family, first_name=given, unit=unit)
        one.search = search_key(f"{family} {given} {one.username}")
        one.set_unusable_password()
        rows.append(one)
    Account.objects.bulk_create(rows)
    Grant.objects.bulk_create(Grant(account=one, unit=one.unit, role="unit_clerk") for one in rows)
    for number in range(12):
        invited = do_invite(
            act,
            NewInvitation(communes[number % 5].pk, "unit_clerk", " ".join(person()), f"nguoi{number}@xa.example.vn"),
            uuid4().hex,
        )
    numbers.update(invitation=invited.pk, token=token_of(invited), account=who["district"].pk)
    for number in range(9):
        do_note_failure(f"ai-do-{number}", 1, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    facts = {
        "name": "Phòng họp trực tuyến tầng 2",
        "place": f"Trụ sở Ủy ban nhân dân {district.name}, nhà B",
        "seats": "60",
        "line": "Cáp quang 100 Mb/s, dự phòng 4G",
        "equipment": "Bộ họp trực tuyến, 02 màn hình 65 inch",
        "technician": " ".join(person()),
        "phone": f"{PHONE}07",
    }
    room = do_save_room(act, district.pk, None, facts, 0)
    do_note_line_check(act, room.pk, "good", "")
    numbers["room"] = room.pk
    for number in range(12):
        do_save_room(act, province.pk, None, {**facts, "name": f"Phòng họp số {number + 1}, {LONG_NAME[:60]}"}, 0)
    committee = do_save_list(
        act,
        ListFacts("Ban Chỉ đạo chuyển đổi số tỉnh", "125/QĐ-UBND", today(), today() - timedelta(days=300)),
        unit=province.pk,
    )
    do_set_members(act, committee.pk, "\n".join(f"{' '.join(person())}\tỦy viên\tSở Nội vụ" for _ in range(12)))
    numbers["standing"] = committee.pk
    numbers["list"] = do_preview_list(
        act,
        "don-vi.csv",
        "Mã;Tên đơn vị;Cấp;Mã đơn vị cấp trên\n99999;Xã Thử;Cấp xã;185\n;;Cấp xã;185\n".encode(),
        today(),
    ).pk


def letters(act: Actor, conference: Conference) -> None:
    with transaction.atomic():
        made = queue(
            Letter(
                "reminder",
                f"k{number}",
                conference.stream,
                f"vanthu.{number}@xa.example.vn",
                f"Nhắc đăng ký điểm cầu và báo danh sách đại biểu dự {LONG_TITLE[:90]}",
                "Kính gửi Ủy ban nhân dân xã\n\nĐến nay chưa nhận được đăng ký.",
            )
            for number in range(30)
        )
    states = ("sent", "queued", "failed", "held", "cancelled")
    for number, letter in enumerate(made):
        state = states[number % 5]
        Message.objects.filter(pk=letter.pk).update(
            state=state,
            sent_at=clock.now() if state == "sent" else None,
            last_error="550 5.1.1 hộp thư không tồn tại" if state == "failed" else "",
        )
