"""Two confirmations of one list at the same moment: one is carried out, the other told so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connections

from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.organs import lists
from nhipcau.organs.models import Unit
from nhipcau.organs.sets import do_import_units
from nhipcau.organs.unit_files import LANG_SON_2021
from tests.support.people import actor_for, new_account

ROWS = "Mã;Tên đơn vị;Cấp;Mã đơn vị cấp trên\n99999;Xã Thử;Cấp xã;185\n".encode()


def test_a_list_confirmed_twice_at_once_is_applied_once(own_database: str) -> None:
    do_import_units(system("test"), LANG_SON_2021)
    actor = actor_for(new_account("administrator", Unit.objects.get(code="20")))
    preview = lists.do_preview_list(actor, "x.csv", ROWS, date(2024, 1, 1))
    together = Barrier(2)

    def confirm(who: Actor) -> str:
        try:
            together.wait(10)
            lists.do_apply_list(who, preview.pk, preview.digest)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "applied"

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(confirm, [actor, actor]))
    assert said == ["applied", "applied_before"]
    assert Unit.objects.filter(code="99999").count() == 1
