"""How an organ counts its papers, and numbers that are used outside."""

import re

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_registers
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Numbering, Register, RegisterEntry
from nhipcau.documents.register import notation
from nhipcau.documents.register.allocation import Rule, locked_register
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ

STREAM = "administration"


def do_set_numbering(
    actor: Actor, organ_pk: int | str, *, own: bool, per_type: bool = False, term: str = "", start: int | None = None
) -> Numbering:
    """Whether numbers are typed or given here. start: the next number, where a register is taken over mid-year."""
    with transaction.atomic():
        organ = access_registers(actor, organ_pk, Need.ISSUE)
        party = notation.is_party(organ.kind, organ.name)
        if term and not re.fullmatch(r"\d{4}-\d{4}", term):
            raise Refusal(
                "no_term",
                _("“%(term)s” không phải là nhiệm kỳ; chưa đổi gì.") % {"term": term},
                _("Ghi như 2025-2030."),
                status=422,
            )
        today = clock.local(clock.now()).date()
        period = (term or notation.term_of(today)) if party else str(today.year)
        if start is not None and not party and not per_type:
            _begin_at(organ, Rule(own, "", period), start)
        numbering, _made = Numbering.objects.update_or_create(
            organ=organ,
            defaults={"own_register": own, "per_type": per_type or party, "term": term if party else ""},
        )
        data = {"organ": organ.pk, "own": own, "per_type": numbering.per_type, "term": term, "start": start}
        journal.append(STREAM, "register.numbering_set", data, actor)
    return numbering


def _begin_at(organ: Organ, rule: Rule, start: int) -> None:
    register = locked_register(organ, rule)
    highest = register.entries.aggregate(most=Max("number"))["most"] or 0
    if start <= highest:
        raise Refusal(
            "number_taken",
            _("Sổ %(period)s đã có số %(highest)s nên không bắt đầu từ %(start)s được; chưa đổi gì.")
            % {"period": rule.period, "highest": highest, "start": start},
            _("Ghi số tiếp theo lớn hơn các số đã cấp."),
            status=422,
        )
    first = start if not register.entries.exists() else register.first
    Register.objects.filter(pk=register.pk).update(first=first, last=start - 1)


def do_explain_number(actor: Actor, register_pk: int, number: int, note: str) -> RegisterEntry:
    """Say why no paper here has a number: it was used on paper, or cancelled."""
    with transaction.atomic():
        found = Register.objects.select_related("organ").filter(pk=register_pk).first()
        if found is None:
            raise Refusal("no_such_register", _("Không có sổ này."), _("Mở lại trang sổ văn bản đi."), status=404)
        organ = access_registers(actor, found.organ.pk, Need.ISSUE)
        register = locked_register(organ, Rule(True, found.series, found.period))
        if not note.strip() or not register.first <= number <= register.last:
            raise Refusal(
                "no_note",
                _("Chưa ghi được: số phải nằm trong sổ và phải có lời giải thích."),
                _("Ghi ngắn gọn, ví dụ “dùng cho văn bản giấy ngày 12/3”."),
                status=422,
            )
        if register.entries.filter(number=number).exists():
            raise Refusal("number_taken", _("Số này đã có trong sổ."), _("Tải lại trang sổ văn bản đi."))
        entry = RegisterEntry.objects.create(
            register=register, number=number, notation=str(number), note=note.strip()[:300]
        )
        journal.append(STREAM, "register.number_explained", {"register": register.pk, "number": number}, actor)
    return entry
