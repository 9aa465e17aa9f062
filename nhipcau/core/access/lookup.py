"""Finding one row, or saying that there is none."""

from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from django.db.models import QuerySet


def find(app: str, model: str, pk: int | str, *related: str, lock: bool = False) -> Any:
    rows = apps.get_model(app, model).objects.all()
    return one(rows if lock else rows.select_related(*related), pk, lock=lock)


def one(rows: "QuerySet[Any]", pk: int | str, *, lock: bool = False) -> Any:
    try:
        number = int(pk)
    except ValueError:
        return None
    found = rows.filter(pk=number)
    return (found.select_for_update(of=("self",)) if lock else found).first()
