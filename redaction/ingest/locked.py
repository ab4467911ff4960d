"""Office files locked with a password (Word, Excel, PowerPoint, old and new), opened when the password is given."""

from __future__ import annotations

import io
import zipfile

import olefile

from redaction.errors import Encrypted, RedactionError, Unreadable

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_PASSWORD = "it is locked with a password; save a copy without one, or give the password"  # noqa: S105
WRONG_PASSWORD = "the password given does not open it"  # noqa: S105


def unlocked(content: bytes, name: str, password: str | None) -> bytes:
    """The file without its lock; any other file as it is. Raises Encrypted when the password is missing or wrong."""
    if content.startswith(b"PK") and _is_locked_open_document(content):
        raise Encrypted(name, "it is locked with a password; save a copy without one")
    if not content.startswith(COMPOUND) or not _may_be_locked(content):
        return content
    # Loaded here: few files are of this kind.
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return content
        if password is None:
            raise Encrypted(name, NO_PASSWORD)
        file.load_key(password=password)
        out = io.BytesIO()
        file.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise Encrypted(name, WRONG_PASSWORD) from error
    except (FileFormatError, ParseError) as error:
        raise Unreadable(name, "it is locked in a way that cannot be opened here; save a copy without it") from error
    except RedactionError:
        raise
    except Exception:
        return content  # a damaged file is for its reader to refuse
    return out.getvalue()


def _may_be_locked(content: bytes) -> bool:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            streams = {entry[0].casefold() for entry in file.listdir(streams=True, storages=False)}
    except Exception:
        return False
    return bool(streams & {"encryptedpackage", "worddocument", "workbook", "book", "powerpoint document"})


def _is_locked_open_document(content: bytes) -> bool:
    """Whether an ODT, ODS or ODP is locked; nothing here opens those."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read(
                "META-INF/manifest.xml"
            )
    except Exception:
        return False
