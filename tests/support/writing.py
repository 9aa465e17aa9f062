"""Papers that are written: the organ that issues them, a draft, one that is ready to be issued."""

from datetime import date
from itertools import count

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor
from nhipcau.documents.models import Paper
from nhipcau.documents.register.commands import do_set_numbering
from nhipcau.documents.writing.commands import do_draft, do_initial, do_sign
from nhipcau.organs.models import Organ, Unit
from tests.support.people import actor_for, new_account

_keys = count(1)


def make_organ(unit: Unit, kind: str = "ubnd", name: str = "", abbreviation: str = "UBND", **values: str) -> Organ:
    return Organ.objects.create(
        unit=unit,
        keeper=unit,
        kind=kind,
        name=name or f"Ủy ban nhân dân {unit.name[0].lower()}{unit.name[1:]}",
        abbreviation=abbreviation,
        valid_from=date(2000, 1, 1),
        **values,
    )


def clerk_of(unit: Unit, role: str = "administrator") -> Actor:
    return actor_for(new_account(role, unit))


def make_draft(actor: Actor, conference: Conference, organ: Organ, kind: str = "notice", **more: object) -> Paper:
    assert organ.unit is not None
    values = {"conference_pk": conference.pk, "unit_pk": organ.unit.pk, "organ_pk": organ.pk, "key": f"k{next(_keys)}"}
    return do_draft(actor, kind, **{**values, **more})  # pyright: ignore[reportArgumentType]


def make_signed(actor: Actor, conference: Conference, organ: Organ, kind: str = "notice", **more: object) -> Paper:
    paper = make_draft(actor, conference, organ, kind, **more)
    do_initial(actor, paper.pk)
    return do_sign(actor, paper.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")


def keep_own_register(actor: Actor, organ: Organ, **more: object) -> None:
    do_set_numbering(actor, organ.pk, own=True, **more)  # pyright: ignore[reportArgumentType]
