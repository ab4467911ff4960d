"""The database roles on PostgreSQL: what the public app, the API and everything else may do, row by row.

The public role reads no name, no word, no document and no account. Of cases it reads the line and the events, which
hold no personal data, of the one case whose form, reference or session its visitor has shown (`doors.py`). The API's
role reads the same of the cases that the program whose token was shown has opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from requests_.errors import InvalidCommand
from requests_.store.doors import Door
from requests_.store.row_marks import ALL
from requests_.store.schema import METADATA

_BY_FORM = "case_id = rights_case_of_form()"
_BY_REFERENCE = "case_id = rights_case_of_reference()"
_BY_SESSION = "case_id = rights_case_of_session()"
# Whoever asked, and not whom they named to have the copy.
_BY_REQUESTER = "case_id = rights_case_of_requester()"
_BY_ENQUIRY = "case_id = rights_case_of_enquiry()"
_BY_ANY = f"({_BY_FORM} OR {_BY_REFERENCE} OR {_BY_SESSION})"
_BY_FORM_OR_SESSION = f"({_BY_FORM} OR {_BY_SESSION})"


def _shown(door: Door) -> str:
    return f"current_setting('{door}', true)"


@dataclass(frozen=True, slots=True)
class RowRight:
    """What a role may do with the rows of a table; an empty condition is no right."""

    table: str
    read: str = ""
    add: str = ""
    change: str = ""
    remove: str = ""
    columns: tuple[str, ...] = ()


_OWN_CASE = (
    f"(form_token = {_shown(Door.FORM)} OR reference = {_shown(Door.REFERENCE)} OR id = rights_case_of_session())"
)
_OWN_SECRET = f"secret_hash = {_shown(Door.SESSION)}"
_OWN_PASS = f"secret_hash = {_shown(Door.ENQUIRY)}"
# Whoever keeps a draft sweeps the ones whose time is over; all are sealed with a key that the database does not have.
_OWN_DRAFT = f"(id = {_shown(Door.DRAFT)} OR expires_at <= timezone('utc', now()))"
_OWN_RETURN = f"secret_hash = {_shown(Door.RETURN)}"
_OF_OWN_DRAFT = f"draft_id = {_shown(Door.DRAFT)}"
# Whoever holds a form ends what leads back to it.
_ANY_RETURN = f"({_OWN_RETURN} OR {_OF_OWN_DRAFT})"
# What a visitor may have done who has shown nothing yet.
_CASELESS_JOBS = "job IN ('send_draft_link', 'offer_code')"
_PUBLIC = (
    RowRight("alembic_version", read="true"),
    RowRight("reference_number", add="true"),
    RowRight("rights_case", read=_OWN_CASE, add=f"form_token = {_shown(Door.FORM)}", change=_OWN_CASE),
    RowRight("case_event", read=_BY_ANY, add=_BY_FORM_OR_SESSION),
    RowRight("case_word", read=_BY_FORM, add=_BY_FORM),
    RowRight("text_entry", read=_BY_FORM_OR_SESSION, add=_BY_FORM_OR_SESSION),
    RowRight("request_details", add=_BY_FORM),
    RowRight("row_seal", add=f"({_BY_FORM} OR {_BY_REQUESTER})"),
    RowRight("case_person", read=_BY_FORM, add=_BY_FORM),
    RowRight("message", read=_BY_FORM, add=_BY_FORM),
    RowRight(
        "outbox",
        read=f"({_BY_FORM_OR_SESSION} OR {_BY_ENQUIRY})",
        add=f"({_BY_FORM_OR_SESSION} OR {_BY_ENQUIRY} OR (case_id IS NULL AND {_CASELESS_JOBS}))",
    ),
    RowRight("access_code", read=_BY_REFERENCE, change=_BY_REFERENCE, columns=("used_at",)),
    RowRight("entry_word", read=_BY_REFERENCE, add=_BY_FORM),
    RowRight("requester_session", read=_OWN_SECRET, add=f"{_OWN_SECRET} AND {_BY_REFERENCE}", remove=_OWN_SECRET),
    RowRight("pack", read=_BY_SESSION),
    # Our letters to whoever follows their request, and what they wrote themselves.
    RowRight("letter", read=_BY_REQUESTER),
    RowRight("requester_note", read=_BY_REQUESTER, add=_BY_REQUESTER),
    RowRight("sent_file", read=_BY_FORM_OR_SESSION, add=_BY_FORM_OR_SESSION),
    RowRight("draft_file", read=_OF_OWN_DRAFT, add=_OF_OWN_DRAFT, remove=_OF_OWN_DRAFT),
    RowRight("draft_return", read=_ANY_RETURN, add=_OF_OWN_DRAFT, remove=_ANY_RETURN, change=_OWN_RETURN),
    # Whoever was asked by mail to look for us sees what they are asked, and answers: nothing else of the case.
    RowRight("enquiry", read="id = rights_enquiry_of_pass()"),
    RowRight(
        "enquiry_pass",
        read=_OWN_PASS,
        add="enquiry_id = rights_enquiry_of_pass()",
        change=_OWN_PASS,
        columns=("used_at",),
    ),
    RowRight(
        "enquiry_answer", read="enquiry_id = rights_enquiry_of_pass()", add="enquiry_id = rights_enquiry_of_pass()"
    ),
    RowRight("enquiry_file", add="enquiry_id = rights_enquiry_of_pass()"),
    # The notice and who the controller is are for everybody to read.
    RowRight("register_entry", read="register IN ('privacy_notice', 'controller')"),
    RowRight("draft", read=_OWN_DRAFT, add=_OWN_DRAFT, change=_OWN_DRAFT, remove=_OWN_DRAFT),
    # Whether a program opened the case that its requester follows: then it is told of what they do.
    RowRight("api_case", read=_BY_ANY),
)

_OWN_TOKEN = f"secret_hash = {_shown(Door.PROGRAM)}"
_OF_CLIENT = "client = rights_client_of_token()"
_FORM_OF_CLIENT = f"form_token = {_shown(Door.FORM)}"


def _opened(case: str) -> str:
    """Whether the program opened the case that a column names: `api_case` shows it its own alone."""
    return f"EXISTS (SELECT 1 FROM api_case AS opened WHERE opened.case_id = {case})"  # noqa: S608 - a name of ours  # nosec B608


_API = (
    RowRight("alembic_version", read="true"),
    RowRight("reference_number", add="true"),
    RowRight("api_token", read=_OWN_TOKEN, change=_OWN_TOKEN, columns=("used_at",)),
    RowRight("api_webhook", read=_OF_CLIENT),
    RowRight("api_case", read=_OF_CLIENT, add=f"{_OF_CLIENT} AND {_BY_FORM}"),
    RowRight(
        "rights_case",
        read=f"({_FORM_OF_CLIENT} OR {_opened('rights_case.id')})",
        add=_FORM_OF_CLIENT,
        change=_FORM_OF_CLIENT,
    ),
    RowRight("case_event", read=f"({_BY_FORM} OR {_opened('case_event.case_id')})", add=_BY_FORM),
    RowRight("case_word", read=_BY_FORM, add=_BY_FORM),
    RowRight("text_entry", read=_BY_FORM, add=_BY_FORM),
    RowRight("request_details", add=_BY_FORM),
    RowRight("row_seal", add=_BY_FORM),
    RowRight("case_person", read=_BY_FORM, add=_BY_FORM),
    RowRight("message", read=_BY_FORM, add=_BY_FORM),
    RowRight("entry_word", add=_BY_FORM),
    RowRight("outbox", read=_BY_FORM, add=_BY_FORM),
    RowRight("register_entry", read="register = 'controller'"),
)


def _with_marks(rights: tuple[RowRight, ...], of_case: str) -> tuple[RowRight, ...]:
    """Rights, and those at the marks of what is written by them, in the case that was shown: whoever writes marks."""
    written = sorted(right.table for right in rights if right.add or right.change or right.remove)
    tables = f"table_name IN ({', '.join(repr(table) for table in written)})"
    own, sums = f"{tables} AND (case_id IS NULL OR {of_case})", f"({tables} OR table_name = '{ALL}')"
    return (
        *rights,
        RowRight("row_mark", read=own, add=own, change=own, remove=own, columns=("mark", "case_id")),
        RowRight("mark_sum", read=sums, add=sums, change=sums, columns=("nonce", "total")),
    )


PUBLIC_RIGHTS = _with_marks(_PUBLIC, f"{_BY_ANY} OR {_BY_ENQUIRY}")
API_RIGHTS = _with_marks(_API, f"{_BY_FORM} OR {_opened('row_mark.case_id')}")
# The settings are those of `doors.Door`.
_ENQUIRY = "SELECT enquiry_id FROM enquiry_pass WHERE secret_hash = current_setting('rights.enquiry', true)"
_SESSION = "SELECT case_id FROM requester_session WHERE secret_hash = current_setting('rights.session', true)"
_CLIENT = (
    "SELECT client FROM api_token WHERE secret_hash = current_setting('rights.program', true) "
    "AND ended_at IS NULL AND expires_at > timezone('utc', now())"
)
_FOUND = {
    "enquiry_of_pass": _ENQUIRY,
    "client_of_token": _CLIENT,
    "case_of_form": "SELECT id FROM rights_case WHERE form_token = current_setting('rights.form', true)",
    "case_of_reference": "SELECT id FROM rights_case WHERE reference = current_setting('rights.reference', true)",
    "case_of_session": _SESSION,
    "case_of_requester": f"{_SESSION} AND NOT is_for_addressee",
    "case_of_enquiry": "SELECT case_id FROM enquiry WHERE id = rights_enquiry_of_pass()",
}


_ONLY_ADDED_TO = frozenset(
    ("case_event", "breach_event", "register_entry", "desk_event", "view_log", "staff_event", "log_seal")
)


def grant_rights(connection: Connection, *, public: str, staff: str, api: str = "") -> None:
    """Give existing login roles their rights, and take every other right from them. It may be run again.

    `api` is "" where no program of the council talks to the portal: then its role, if there is one, may do nothing.

    Raises InvalidCommand when the database is not PostgreSQL, or a role is missing or would not be bound by rights.
    """
    if connection.dialect.name != "postgresql":
        raise InvalidCommand("Only PostgreSQL has roles: on SQLite one file is one account.")
    bound = {"public": (public, PUBLIC_RIGHTS), "api": (api, API_RIGHTS)}
    limited = {kind: (role, rights) for kind, (role, rights) in bound.items() if role}
    roles = (staff, *(role for role, _ in limited.values()))
    for role in roles:
        _require_bound(connection, role)
    for name, query in _FOUND.items():
        # Run with the owner's rights, so that no policy asks itself; it gives back one id and nothing else.
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION rights_{name}() RETURNS varchar LANGUAGE sql STABLE SECURITY DEFINER "
            f"SET search_path FROM CURRENT AS $$ {query} $$"
        )
    tables = [*METADATA.tables, "alembic_version"]
    for table in tables:
        _close(connection, table, *roles)
        _open_to_staff(connection, table, staff)
    for kind, (role, rights) in limited.items():
        for right in rights:
            _open_rows(connection, right, kind, role)
    database = _quoted(connection, str(connection.scalar(text("SELECT current_database()"))))
    for role in roles:
        # What a transaction writes is caught in a temporary table (`touched.py`).
        connection.exec_driver_sql(f"GRANT TEMPORARY ON DATABASE {database} TO {_quoted(connection, role)}")
        connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {_quoted(connection, role)}")


def _require_bound(connection: Connection, role: str) -> None:
    query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = :role"
    is_unbound = connection.scalar(text(query), {"role": role})
    if is_unbound is None:
        raise InvalidCommand(f"There is no role {role}: CREATE ROLE {role} LOGIN PASSWORD '…'.")
    if is_unbound:
        raise InvalidCommand(f"The role {role} is above all rights: take SUPERUSER and BYPASSRLS from it.")


def _close(connection: Connection, table: str, *roles: str) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {_quoted(connection, table)} ENABLE ROW LEVEL SECURITY")
    query = "SELECT policyname FROM pg_policies WHERE schemaname = current_schema() AND tablename = :table"
    for policy in connection.scalars(text(query), {"table": table}).all():
        connection.exec_driver_sql(f"DROP POLICY {_quoted(connection, policy)} ON {_quoted(connection, table)}")
    for role in roles:
        connection.exec_driver_sql(f"REVOKE ALL ON {_quoted(connection, table)} FROM {_quoted(connection, role)}")


def _open_to_staff(connection: Connection, table: str, staff: str) -> None:
    verbs = "SELECT, INSERT, UPDATE, DELETE"
    if table in _ONLY_ADDED_TO:
        verbs = "SELECT, INSERT"
    elif table == "alembic_version":
        verbs = "SELECT"
    name, role = _quoted(connection, table), _quoted(connection, staff)
    connection.exec_driver_sql(f"GRANT {verbs} ON {name} TO {role}")
    connection.exec_driver_sql(f"CREATE POLICY rights_staff ON {name} TO {role} USING (true) WITH CHECK (true)")


def _open_rows(connection: Connection, right: RowRight, kind: str, to: str) -> None:
    name, role = _quoted(connection, right.table), _quoted(connection, to)
    columns = f" ({', '.join(right.columns)})" if right.columns else ""
    for verb, condition, clause in (
        ("SELECT", right.read, f"USING ({right.read})"),
        ("INSERT", right.add, f"WITH CHECK ({right.add})"),
        ("UPDATE", right.change, f"USING ({right.change}) WITH CHECK ({right.change})"),
        ("DELETE", right.remove, f"USING ({right.remove})"),
    ):
        if condition:
            of = columns if verb == "UPDATE" else ""
            policy = f"rights_{kind}_{verb.lower()}"
            connection.exec_driver_sql(f"GRANT {verb}{of} ON {name} TO {role}")
            connection.exec_driver_sql(f"CREATE POLICY {policy} ON {name} FOR {verb} TO {role} {clause}")


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
