"""Finding units by what a paper calls them, as of a date."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from nhipcau.core.text import search_key
from nhipcau.organs import example
from nhipcau.organs.models import Account, Organ, Tier, Unit

_COMMITTEES = {
    "tinh": "tinh uy",
    "thanh pho": "thanh uy",
    "quan": "quan uy",
    "huyen": "huyen uy",
    "thi xa": "thi uy",
}


def units_at(day: date) -> QuerySet[Unit]:
    """Units that existed on `day`."""
    return Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def organs_writing_for(unit_pk: int) -> QuerySet[Organ]:
    """Organs of a unit that have not ended, or that ended with the unit itself: its past conferences keep theirs."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to=F("unit__valid_to"))
    return Organ.objects.filter(lasting, unit=unit_pk)


def unit_named_in(texts: Iterable[str], day: date) -> Unit | None:
    """The province or district that the first helpful text names: "Ủy ban nhân dân tỉnh Lạng Sơn" → the province.

    Where a text names several, the one named first is meant ("huyện Bắc Sơn, tỉnh Lạng Sơn" → the district). A place
    alone ("Lạng Sơn", as papers are dated) means the province of that name. Of districts that bear the same name
    the one is meant whose province is named as well.
    """
    keys = [search_key(text) for text in texts]
    chiefs = list(units_at(day).filter(tier__in=[Tier.PROVINCE, Tier.DISTRICT]))
    provinces = {unit.path: search_key(unit.short_name) for unit in chiefs if unit.tier == Tier.PROVINCE}
    spoken_of = {path for path, name in provinces.items() if any(_place_of(name, key) >= 0 for key in keys)}
    for text in keys:
        named = [
            (place, -len(name), unit.path.partition("/")[0] + "/" not in spoken_of, number)
            for number, unit in enumerate(chiefs)
            for name in _called(unit)
            if (place := _place_of(name, text)) >= 0
        ]
        if named:
            return chiefs[min(named)[-1]]
        for unit in chiefs:
            if provinces.get(unit.path) == text:
                return unit
    return None


def _place_of(name: str, text: str) -> int:
    """Where `name` stands in `text` as whole words ("quan 1" is not in "quan 10"); -1 where it does not."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum():
            return place
        place = text.find(name, place + 1)
    return -1


def _called(unit: Unit) -> list[str]:
    """Search keys under which papers speak of a unit: "tỉnh Lạng Sơn", and its Party committee "Tỉnh ủy Lạng Sơn"."""
    name, short = search_key(unit.name), search_key(unit.short_name)
    kind = name.removesuffix(short).strip()
    return [name, f"{_COMMITTEES[kind]} {short}"] if kind in _COMMITTEES else [name]


def tree(root: Unit, day: date, tiers: Iterable[str]) -> list[Unit]:
    """`root` and the units below it on those tiers, on `day`, in the order of the official list."""
    below = units_at(day).filter(path__startswith=root.path, tier__in=list(tiers))
    return list(below.select_related("parent").order_by("order"))


def example_password_in_use() -> bool:
    """Whether an active account still opens with the password that the documentation prints."""
    return any(
        account.check_password(example.PASSWORD) for account in Account.objects.filter(is_example=True, is_active=True)
    )
