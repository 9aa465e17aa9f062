"""Finding units by what a paper calls them, as of a date."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from nhipcau.core.text import search_key
from nhipcau.organs import example
from nhipcau.organs.models import Account, Tier, Unit

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


def unit_named_in(texts: Iterable[str], day: date) -> Unit | None:
    """The province or district that the first helpful text names: "Ủy ban nhân dân tỉnh Lạng Sơn" → the province.

    Where a text names several, the one named first is meant ("huyện Bắc Sơn, tỉnh Lạng Sơn" → the district). A place
    alone ("Lạng Sơn", as papers are dated) means the province of that name.
    """
    chiefs = list(units_at(day).filter(tier__in=[Tier.PROVINCE, Tier.DISTRICT]))
    for text in map(search_key, texts):
        named = [(text.find(name), unit) for unit in chiefs for name in _called(unit)]
        found = min((pair for pair in named if pair[0] >= 0), key=lambda pair: pair[0], default=None)
        if found is not None:
            return found[1]
        for unit in chiefs:
            if unit.tier == Tier.PROVINCE and search_key(unit.short_name) == text:
                return unit
    return None


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
