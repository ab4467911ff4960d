"""The triggers and rules of the database as one number: whoever plants one has the portal write for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection

_DEFINED = {
    "sqlite": ("SELECT name, tbl_name, sql FROM main.sqlite_master WHERE type = 'trigger' ORDER BY name",),
    "postgresql": (
        "SELECT pg_class.relname, tgname, tgenabled::text, pg_get_triggerdef(pg_trigger.oid), prosrc FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE NOT tgisinternal AND pg_class.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
        "SELECT tablename, rulename, definition FROM pg_rules WHERE schemaname = current_schema() ORDER BY 1, 2",
    ),
}
# What is another as soon as any of them is made, changed or put off: a quarter of the time that they themselves take.
_STAMPS = (
    "SELECT count(*), sum(hashtext(concat(pg_trigger.oid, pg_trigger.xmin, tgenabled, pg_proc.xmin))::bigint) "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
    "SELECT count(*), sum(hashtext(concat(oid, xmin, ev_enabled))::bigint) FROM pg_rewrite WHERE oid >= 16384",
)


def stamp_of(connection: Connection) -> int:
    """What tells quickly that a trigger or rule is another; SQLite's are so few that they are read themselves."""
    return triggers_of(connection) if connection.dialect.name == "sqlite" else _digest(connection, _STAMPS)


def triggers_of(connection: Connection) -> int:
    """What all of them are, by a digest (SHA-256) of their definitions."""
    return _digest(connection, _DEFINED[connection.dialect.name])


def _digest(connection: Connection, queries: Iterable[str]) -> int:
    found = [[str(cell) for cell in row] for query in queries for row in connection.exec_driver_sql(query)]
    return int(hashlib.sha256(json.dumps(found).encode()).hexdigest(), 16)
