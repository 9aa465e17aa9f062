"""How far a role reaches through time: the rows of units at which an account counts as somebody.

A unit that is renamed or moved goes on as another row; a role at one of its rows is a role at all of them. Where units
merge, staff is appointed anew, yet nobody loses what is under way: the old staff may still see and answer for the new
unit, and the new unit's staff may look into what it inherited. After a split nobody can say who went where: nothing
follows.
"""

from enum import IntEnum
from typing import TypeVar

from django.db import connection, models

_Row = TypeVar("_Row", bound=models.Model)


class Tie(IntEnum):
    """How a row of a unit follows from the one that the role was given at."""

    SAME = 0
    MERGED_INTO = 1
    INHERITED = 2


_REACH = """
WITH RECURSIVE reach(unit_id, role, tie) AS (
    SELECT g.unit_id, g.role, 0
      FROM organs_grant g JOIN organs_account a ON a.id = g.account_id
     WHERE g.account_id = %(account)s AND a.is_active
    UNION
    SELECT CASE WHEN s.before_id = r.unit_id THEN s.after_id ELSE s.before_id END,
           r.role,
           CASE WHEN s.kind <> 'merged' THEN r.tie WHEN s.before_id = r.unit_id THEN 1 ELSE 2 END
      FROM reach r JOIN organs_succession s ON (s.before_id = r.unit_id OR s.after_id = r.unit_id)
     WHERE s.after_id IS NOT NULL
       AND (s.kind IN ('continued', 'renamed', 'moved')
            OR (s.kind = 'merged' AND s.before_id = r.unit_id AND r.tie <> 2)
            OR (s.kind = 'merged' AND s.after_id = r.unit_id AND r.tie <> 1))
)
SELECT r.role, u.path, MIN(r.tie)
  FROM reach r JOIN organs_unit u ON u.id = r.unit_id
 GROUP BY r.role, u.path
 ORDER BY MIN(r.tie), u.path, r.role
"""


class GrantManager(models.Manager[_Row]):
    def reach_of(self, account: str) -> list[tuple[str, str, Tie]]:
        """(role, path of a unit, tie) for all that an account's roles reach; one query, whatever the tree has become.

        account: its pk as text; one that is no number, and a suspended account, reach nothing.
        """
        if not account.isdecimal():
            return []
        with connection.cursor() as cursor:
            cursor.execute(_REACH, {"account": int(account)})
            return [(role, path, Tie(tie)) for role, path, tie in cursor.fetchall()]
