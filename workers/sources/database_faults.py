"""What a database's refusal means and what to do: never its address, which may hold a password, nor any value."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import NoSuchModuleError, OperationalError

from workers.sources.limits import STATEMENT_SECONDS

_NO_ANSWER = "does not answer or ended the search; look that it runs and search again"
_NO_ACCOUNT = "does not let the account of the search in; check its name and password"
_NO_RIGHT = "does not let the account of the search read a table; give it the right to read what the stores file names"
_NO_TABLE = "no longer has a table or column that the stores file names; correct the stores file"
_NO_DATABASE = "has no database of that name; correct the url"
_TOO_SLOW = (
    f"took more than {STATEMENT_SECONDS} seconds over one question, and was let be; add an index to the column that "
    "files records under people, or search at a quiet time"
)
_UNKNOWN = "could not be read; look at its own log, and that the stores file names tables with these columns"

# What SQLite says, as far as it matters, and what it means; the first row that fits counts.
_SQLITE = (
    ("not a database", "is no SQLite database, or it is damaged or encrypted; correct the url or ask for a plain copy"),
    ("malformed", "is damaged; ask for a whole copy, or have it restored from its backup"),
    ("encrypted", "is encrypted; ask for a plain copy"),
    ("locked", "is in use by another program that locks it; search again at a quiet time"),
    ("busy", "is in use by another program that locks it; search again at a quiet time"),
    ("unable to open", "cannot be opened; give the account of the search the right to read it"),
    ("disk i/o", "could not be read to its end; look that its disk or share is there, or ask for a whole copy"),
    ("no such", _NO_TABLE),
    ("readonly", "was being written when the search began; search again at a quiet time"),
    ("interrupted", _TOO_SLOW),
)
# SQLSTATE, or its first two signs. Source: PostgreSQL, appendix A.
_STATES = {
    "28": _NO_ACCOUNT, "3D": _NO_DATABASE, "08": _NO_ANSWER, "57014": _TOO_SLOW, "57": _NO_ANSWER,
    "42501": _NO_RIGHT, "42": _NO_TABLE, "53": _NO_ANSWER, "XX": "is damaged; have it looked at by whoever keeps it",
}  # fmt: skip
# Source: MariaDB, error codes.
_NUMBERS = {
    1045: _NO_ACCOUNT, 1044: _NO_ACCOUNT, 1698: _NO_ACCOUNT, 1049: _NO_DATABASE, 1142: _NO_RIGHT, 1143: _NO_RIGHT,
    1146: _NO_TABLE, 1054: _NO_TABLE, 1969: _TOO_SLOW, 3024: _TOO_SLOW, 2003: _NO_ANSWER, 2006: _NO_ANSWER,
    2013: _NO_ANSWER, 1053: _NO_ANSWER, 1040: _NO_ANSWER, 145: "is damaged; have its tables repaired",
    1194: "is damaged; have its tables repaired",
}  # fmt: skip


def reason_of(url: URL, error: Exception) -> str:
    """Say in one sentence which database could not be read, why, and what to do."""
    if isinstance(error, NoSuchModuleError | ImportError):
        return f"The driver for {url.drivername} is not installed; install it or correct the url."
    if url.get_backend_name() == "sqlite":
        return f'The database file "{Path(url.database or "").name}" {_sqlite(error)}.'
    where = f"{url.host or 'this machine'}:{url.port}" if url.port else url.host or "this machine"
    return f"The database at {where} {_server(error)}."


def _sqlite(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).lower()
    return next((meaning for sign, meaning in _SQLITE if sign in said), _UNKNOWN)


def _server(error: Exception) -> str:
    original = getattr(error, "orig", None)
    number = next(iter(getattr(original, "args", ()) or ()), None)
    if isinstance(number, int) and number in _NUMBERS:  # says more than the SQLSTATE that MariaDB gives with it
        return _NUMBERS[number]
    state = str(getattr(original, "sqlstate", None) or "")
    if state:
        return _STATES.get(state) or _STATES.get(state[:2], _UNKNOWN)
    return _connecting(str(original).lower()) if isinstance(error, OperationalError) else _UNKNOWN


def _connecting(said: str) -> str:
    """A driver that got no answer has no state to tell: only its words."""
    is_account = "password" in said or "authentication" in said or ("role" in said and "not exist" in said)
    is_name = "database" in said and "does not exist" in said
    return _NO_ACCOUNT if is_account else _NO_DATABASE if is_name else _NO_ANSWER
