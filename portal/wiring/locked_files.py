"""A locked file and its password → a copy without the lock, kept beside it."""

from __future__ import annotations

from redaction import sandbox
from redaction.errors import RedactionError
from redaction.unlock import without_lock
from requests_.errors import InvalidCommand
from requests_.store.vault import CaseFiles


def unlock_file(files: CaseFiles, sha256: str, name: str, password: str) -> str:
    """The digest of the copy. Raises InvalidCommand, with what is wrong, where the password does not open the file."""
    if not sha256:
        raise InvalidCommand("There is no file to open: it is on paper.")
    try:
        return files.put(without_lock(files.get(sha256), name, password))
    except RedactionError as fault:
        raise InvalidCommand(f"{fault.reason[:1].upper()}{fault.reason[1:]}.") from None
    finally:
        # The process that opened it holds large libraries, and the next locked file may be days away.
        sandbox.close_all()
