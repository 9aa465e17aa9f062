"""Taking a number, always inside the transaction of what uses it: what is undone leaves no gap."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Numbering, Paper, Register, RegisterEntry
from nhipcau.documents.register import notation
from nhipcau.organs.models import Organ

MOST: Final = 99_999_999_999
"""QCVN 102:2016: eleven digits."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an organ counts. series, period: of the register in which a type of paper of a day stands."""

    own: bool
    series: str
    period: str


def rule_for(organ: Organ, kind: str, on: date) -> Rule:
    party = notation.is_party(organ.kind, organ.name)
    numbering = Numbering.objects.filter(organ=organ).first()
    own = numbering is not None and numbering.own_register
    per_type = party or (numbering is not None and numbering.per_type)
    series = notation.type_series(kind) if per_type else ""
    period = ((numbering.term if numbering else "") or notation.term_of(on)) if party else str(on.year)
    return Rule(own, series, period)


def locked_register(organ: Organ, rule: Rule) -> Register:
    """The register, nobody else's until the transaction ends; made where it is not there."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction of what uses it")
    Register.objects.bulk_create([Register(organ=organ, series=rule.series, period=rule.period)], ignore_conflicts=True)
    return Register.objects.select_for_update().get(organ=organ, series=rule.series, period=rule.period)


def give_next(paper: Paper, on: date) -> RegisterEntry:
    """The next number of the organ's own register, for this paper."""
    organ = _organ_of(paper)
    register = locked_register(organ, rule_for(organ, paper.kind, on))
    number = max(register.last + 1, register.first)
    return _enter(paper, register, number, typed=False)


def take_typed(paper: Paper, number: int, on: date) -> RegisterEntry:
    """The number that the office's eOffice gave. Refusal (409) where another paper of the register has it."""
    if not 1 <= number <= MOST:
        raise Refusal(
            "no_number",
            _("“%(number)s” không phải là số văn bản; chưa cấp số.") % {"number": number},
            _("Gõ số đã lấy trên eOffice, bằng chữ số, từ 1 trở lên."),
            status=422,
        )
    organ = _organ_of(paper)
    rule = rule_for(organ, paper.kind, on)
    if rule.own:
        raise Refusal(
            "own_register",
            _("%(organ)s dùng sổ văn bản đi của hệ thống: số được cấp khi phát hành; số vừa gõ chưa được ghi.")
            % {"organ": organ.name},
            _("Bấm “Cấp số và phát hành”, hoặc đổi cách cấp số ở trang sổ văn bản đi."),
        )
    register = locked_register(organ, rule)
    taken = register.entries.filter(number=number).select_related("paper").first()
    if taken is not None:
        raise Refusal(
            "number_taken",
            _("Số %(notation)s đã cấp cho “%(title)s” trong sổ %(period)s; văn bản này chưa có số.")
            % {"notation": taken.notation, "title": _whose(taken), "period": register.period},
            _("Kiểm tra lại trên eOffice rồi gõ số khác."),
            extra={"next": register.last + 1},
        )
    return _enter(paper, register, number, typed=True)


def give_back(paper: Paper) -> None:
    """A typed number of a paper that is not issued yet: free again."""
    RegisterEntry.objects.filter(paper=paper, typed=True).delete()


def _enter(paper: Paper, register: Register, number: int, *, typed: bool) -> RegisterEntry:
    organ = _organ_of(paper)
    party = notation.is_party(organ.kind, organ.name)
    printed = notation.printed(number, paper.kind, organ.abbreviation, paper.drafting_unit, party=party)
    Register.objects.filter(pk=register.pk).update(last=max(register.last, number))
    return RegisterEntry.objects.create(register=register, number=number, notation=printed, paper=paper, typed=typed)


def _organ_of(paper: Paper) -> Organ:
    if paper.issuer is None:
        raise Refusal(
            "no_issuer",
            _("Văn bản chưa có cơ quan ban hành nên chưa cấp số được."),
            _("Chọn cơ quan ban hành ở đầu trang soạn thảo."),
            status=422,
        )
    if not paper.issuer.abbreviation.strip():
        raise Refusal(
            "no_abbreviation",
            _("“%(organ)s” chưa có chữ viết tắt để ghi trong số, ký hiệu; chưa cấp số.") % {"organ": paper.issuer.name},
            _("Ghi chữ viết tắt (ví dụ UBND) trong hồ sơ cơ quan, mục Đơn vị."),
            status=422,
        )
    return paper.issuer


def _whose(entry: RegisterEntry) -> str:
    return (entry.paper.title if entry.paper else entry.note) or _("một văn bản khác")
