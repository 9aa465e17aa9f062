"""How a database goes about a query: which tables it reads whole, on SQLite and on PostgreSQL."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Asked = tuple[str, Any]


@contextmanager
def queries() -> Iterator[list[Asked]]:
    """Collects every reading query of the block, with its parameters."""
    found: list[Asked] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield found


def read_whole(asked: Asked, few: int) -> set[str]:
    """Tables of which the query reads, or puts in order, more than `few` rows and more than it needs.

    SQLite tells no numbers: there it is each table that is read from its first row to its last, or sorted whole.
    """
    sql, params = asked
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            lines = [str(row[-1]) for row in cursor.fetchall()]
            found = {line.split()[1] for line in lines if line.startswith("SCAN ") and "COVERING INDEX" not in line}
            if " LIMIT " in sql and "USE TEMP B-TREE FOR ORDER BY" in lines:
                found |= set(re.findall(r'^SELECT .*? FROM "(\w+)"', sql))
            return {table for table in found if _has_more(table, few)}
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        ((plan,),) = cursor.fetchall()
    return set(_wide(plan[0]["Plan"], few))


def _has_more(table: str, few: int) -> bool:
    if table not in connection.introspection.table_names():
        return False  # a part of the query that has a name of its own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's name
        ((rows,),) = cursor.fetchall()
        return bool(rows > few)


def _wide(node: dict[str, Any], few: int) -> Iterator[str]:
    rows = (node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)) * node.get("Actual Loops", 1)
    if "Relation Name" in node and rows > few:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _wide(below, few)
