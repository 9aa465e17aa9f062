"""Writing organs: entered, corrected, ended, by those who administer the unit that keeps the record."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_organ, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.organs.models import ORGAN_CODE, Organ
from nhipcau.organs.sets import STREAM

_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class OrganFacts:
    """An organ as a form describes it. keeper: unit that keeps the record; territorial: whether it belongs to it."""

    keeper: int | str
    territorial: bool
    kind: str
    name: str
    abbreviation: str
    letterhead: str
    code: str
    valid_from: date
    valid_to: date | None = None
    email: str = ""


def do_save_organ(actor: Actor, facts: OrganFacts, pk: int | str | None = None) -> Organ:
    """Enter an organ, or change the one with that pk."""
    with transaction.atomic():
        organ = Organ() if pk is None else access_organ(actor, pk, Need.ADMINISTER, lock=True)
        keeper = access_unit(actor, facts.keeper, Need.ADMINISTER)
        moved = pk is None or organ.keeper.pk != keeper.pk or (organ.unit is not None) != facts.territorial
        organ.keeper = keeper
        if moved:
            organ.unit = keeper if facts.territorial else None
        organ.kind = facts.kind
        organ.name = _line(facts.name)
        organ.abbreviation = _line(facts.abbreviation)
        organ.letterhead = "\n".join(line for line in map(_line, facts.letterhead.splitlines()) if line)
        organ.code = facts.code.strip().upper()
        organ.email = facts.email.strip()
        organ.valid_from, organ.valid_to = facts.valid_from, facts.valid_to
        organ.search = organ.search_text
        _check(organ)
        try:
            with transaction.atomic():
                organ.save()
        except IntegrityError:
            raise _code_taken(organ.code) from None
        journal.append(
            STREAM,
            "organ.entered" if pk is None else "organ.changed",
            {"organ": organ.pk, "name": organ.name, "keeper": keeper.pk, "unit": organ.unit_id, "code": organ.code},
            actor,
        )
    return organ


def _check(organ: Organ) -> None:
    problems = [
        (not organ.name or len(organ.name) > 200, "no_name", _("Tên cơ quan phải có từ 1 đến 200 ký tự.")),
        (organ.kind not in Organ.Kind.values, "no_kind", _("Chưa chọn loại cơ quan.")),
        (len(organ.abbreviation) > 30, "long_abbreviation", _("Tên viết tắt dài quá 30 ký tự.")),
        (
            len(organ.letterhead.splitlines()) > _MOST_LINES or len(organ.letterhead) > 800,
            "long_letterhead",
            _("Phần tên cơ quan trên văn bản có nhiều nhất %(most_lines)s dòng.") % {"most_lines": _MOST_LINES},
        ),
        (bool(organ.email) and not _is_address(organ.email), "bad_email", _("Địa chỉ thư điện tử không đúng dạng.")),
        (
            organ.valid_to is not None and organ.valid_to <= organ.valid_from,
            "ends_before_it_begins",
            _("Ngày kết thúc phải sau ngày bắt đầu."),
        ),
        (
            bool(organ.code) and (len(organ.code) > 35 or not ORGAN_CODE.match(organ.code)),
            "bad_organ_code",
            _("Mã định danh “%(code)s” không đúng dạng của Quyết định 20/2020/QĐ-TTg.") % {"code": organ.code[:40]},
        ),
    ]
    for wrong, code, message in problems:
        if wrong:
            hint = _("Mã có dạng H37 hoặc H37.16.2; doanh nghiệp dùng mã số thuế.") if code == "bad_organ_code" else ""
            raise Refusal(code, message, hint or _("Sửa lại rồi ghi; các ô khác được giữ nguyên."), status=422)
    same = Organ.objects.filter(code=organ.code).exclude(pk=organ.pk)
    same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=organ.valid_from))
    if organ.valid_to is not None:
        same = same.filter(valid_from__lt=organ.valid_to)
    if organ.code and same.exists():
        raise _code_taken(organ.code)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _code_taken(code: str) -> Refusal:
    return Refusal(
        "organ_code_taken",
        _("Mã định danh %(code)s đang là của cơ quan khác.") % {"code": code},
        _("Kiểm tra lại mã."),
        status=422,
    )


def _line(text: str) -> str:
    return nfc(" ".join(text.split()))
