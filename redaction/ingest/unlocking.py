"""A copy of a locked file without its lock, made when somebody gives the password; runs inside the sandbox."""

from __future__ import annotations

import io
import zipfile

import pikepdf

from redaction.errors import Encrypted, Unreadable
from redaction.ingest.archive import unpack
from redaction.ingest.kinds import Kind, kind_of
from redaction.ingest.locked import WRONG_PASSWORD, unlocked

NOT_LOCKED = "it is not locked with a password"


def without_lock(content: bytes, name: str, password: str) -> bytes:
    """The same file without its lock. Raises Encrypted when the password is wrong, Unreadable where there is no lock.

    The name of the file and the password are in no message.
    """
    opened = unlocked(content, name, password)
    if opened != content:
        return opened
    kind = kind_of(content, name)
    if kind is Kind.PDF:
        return _pdf(content, name, password)
    if kind is Kind.ZIP:
        return _archive(content, name, password)
    raise Unreadable(name, NOT_LOCKED)


def _pdf(content: bytes, name: str, password: str) -> bytes:
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content), password=password) as pdf:
            if not pdf.is_encrypted:
                raise Unreadable(name, NOT_LOCKED)
            pdf.save(out, encryption=False)
    except pikepdf.PasswordError:
        raise Encrypted(name, WRONG_PASSWORD) from None
    except pikepdf.PdfError:
        raise Unreadable(name, "it is damaged") from None
    return out.getvalue()


def _archive(content: bytes, name: str, password: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in unpack(content, name, password=password):
            made.writestr(member.name, member.content)
    return out.getvalue()
