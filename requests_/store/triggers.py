"""The triggers and rules of the database as one number: whoever plants one has the portal write for them."""

from __future__ import annotations

import hashlib
import json

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


def triggers_of(connection: Connection) -> int:
    """What all of them are, by a digest (SHA-256) of their definitions."""
    found = [list(row) for query in _DEFINED[connection.dialect.name] for row in connection.exec_driver_sql(query)]
    return int(hashlib.sha256(json.dumps(found).encode()).hexdigest(), 16)
