"""What acts in the database beside the portal's own statements, as one number: whoever plants it writes unseen.

Triggers and rules, and whatever a statement runs without naming it: functions and operators (one that fits better takes
the place of PostgreSQL's own), defaults, checks, what tables refer to, expressions of indexes, and the policies that
decide who sees what. A newer PostgreSQL spells the same differently, so that each has a number of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection

# In the queries below: the schemas that names are looked for in, and the tables there.
_OURS = "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY (pg_catalog.current_schemas(false)))"
_SPELT = {
    "<a table of ours>": f"JOIN pg_catalog.pg_class AS t ON t.relnamespace IN {_OURS} "
    "AND t.relkind <holding> AND t.oid =",
    "<holding>": """= ANY ('{r,v,m,f,p}'::"char"[])""",  # rows: an index of columns hides nothing
    "<ours>": f"IN {_OURS}",
}
_POSTGRESQL = """
SELECT pg_catalog.current_setting('search_path');
SELECT relname, relkind, relrowsecurity, relforcerowsecurity
  FROM pg_catalog.pg_class WHERE relnamespace <ours> AND relkind <holding>;
SELECT t.relname, attname, pg_catalog.format_type(atttypid, atttypmod), attgenerated
  FROM pg_catalog.pg_attribute <a table of ours> attrelid WHERE attnum > 0 AND NOT attisdropped;
SELECT t.relname, tgname, tgenabled, pg_catalog.pg_get_triggerdef(g.oid), prosrc, proconfig
  FROM pg_catalog.pg_trigger AS g <a table of ours> tgrelid JOIN pg_catalog.pg_proc AS p ON p.oid = tgfoid
  WHERE NOT tgisinternal;
SELECT evtname, evtenabled, evtevent, prosrc
  FROM pg_catalog.pg_event_trigger JOIN pg_catalog.pg_proc AS p ON p.oid = evtfoid;
SELECT t.relname, rulename, ev_enabled, pg_catalog.pg_get_ruledef(r.oid)
  FROM pg_catalog.pg_rewrite AS r <a table of ours> ev_class;
SELECT proname, pg_catalog.pg_get_function_identity_arguments(p.oid), lanname, prosrc, prosecdef, provolatile, proconfig
  FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_language AS l ON l.oid = prolang WHERE pronamespace <ours>;
SELECT oprname, pg_catalog.format_type(oprleft, NULL), pg_catalog.format_type(oprright, NULL), oprcode
  FROM pg_catalog.pg_operator WHERE oprnamespace <ours>;
SELECT pg_catalog.format_type(castsource, NULL), pg_catalog.format_type(casttarget, NULL), castcontext
  FROM pg_catalog.pg_cast WHERE oid >= 16384;
SELECT t.relname, conname, pg_catalog.pg_get_constraintdef(c.oid)
  FROM pg_catalog.pg_constraint AS c <a table of ours> conrelid;
SELECT t.relname, adnum, pg_catalog.pg_get_expr(adbin, adrelid) FROM pg_catalog.pg_attrdef <a table of ours> adrelid;
SELECT t.relname, pg_catalog.pg_get_indexdef(indexrelid) FROM pg_catalog.pg_index <a table of ours> indrelid
  WHERE indexprs IS NOT NULL OR indpred IS NOT NULL;
SELECT t.relname, polname, polcmd, polpermissive, pg_catalog.pg_get_expr(polqual, polrelid),
    pg_catalog.pg_get_expr(polwithcheck, polrelid),
    ARRAY(SELECT rolname FROM pg_catalog.pg_roles WHERE oid = ANY (polroles) ORDER BY rolname)
  FROM pg_catalog.pg_policy <a table of ours> polrelid;
SELECT t.relname, inhparent FROM pg_catalog.pg_inherits <a table of ours> inhrelid
"""
# What is another as soon as any of these is made, changed or put off: a small part of the time that they take.
_STAMPED = """
pg_class: oid, relname, relfilenode, relkind, relrowsecurity, relforcerowsecurity: relnamespace <ours>
pg_trigger: oid, xmin, tgenabled: NOT tgisinternal
pg_proc: oid, xmin: pronamespace <ours> OR oid >= 16384
pg_rewrite: oid, xmin, ev_enabled: oid >= 16384
pg_constraint: oid, xmin: connamespace <ours>
pg_attrdef: oid, xmin: true
pg_policy: oid, xmin: true
pg_operator: oid, xmin: oid >= 16384
pg_cast: oid, xmin: oid >= 16384
pg_event_trigger: oid, xmin, evtenabled: true
pg_inherits: inhrelid, inhparent: true
"""
_STAMP = (
    "SELECT count(*), sum(pg_catalog.hashtext(pg_catalog.concat({of}))::bigint)::text "
    "FROM pg_catalog.{of_all} WHERE {only}"
)
_SQLITE = "SELECT type, name, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"


def _postgresql(queries: str, between: str) -> list[str]:
    for token, spelt in _SPELT.items():
        queries = queries.replace(token, spelt)
    return queries.strip().split(between)


def _stamps() -> str:
    rows = (line.split(": ") for line in _postgresql(_STAMPED, "\n"))
    return " UNION ALL ".join(_STAMP.format(of_all=catalog, of=of, only=only) for catalog, of, only in rows)


_DEFINED = {"sqlite": [_SQLITE], "postgresql": _postgresql(_POSTGRESQL, ";")}
_STAMPS = [_stamps(), "SELECT pg_catalog.current_setting('search_path')"]


def kept_as(connection: Connection) -> str:
    """What the number is kept as, among the sums of tables."""
    server = connection.dialect.server_version_info
    major = f" {server[0]}" if connection.dialect.name == "postgresql" and server else ""
    return f"(definitions of {connection.dialect.name}{major})"


def stamp_of(connection: Connection) -> int:
    """What tells quickly that a definition is another; SQLite's are so few that they are read themselves."""
    return definitions_of(connection) if connection.dialect.name == "sqlite" else _digest(connection, _STAMPS)


def definitions_of(connection: Connection) -> int:
    """What all of them are, by a digest (SHA-256)."""
    return _digest(connection, _DEFINED[connection.dialect.name])


def _digest(connection: Connection, queries: Iterable[str]) -> int:
    found = [sorted([str(cell) for cell in row] for row in connection.exec_driver_sql(query)) for query in queries]
    return int(hashlib.sha256(json.dumps(found).encode()).hexdigest(), 16)
