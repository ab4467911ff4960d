"""Archives: their members as attachments, within limits of number, size, ratio and depth."""

from __future__ import annotations

import io
import zipfile
import zlib

from redaction.errors import Encrypted, TooLarge, Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import several
from redaction.ingest.limits import LARGEST_ARCHIVE_BYTES, LARGEST_ARCHIVE_RATIO, MOST_ARCHIVE_MEMBERS
from redaction.ingest.reading import Reading
from redaction.ingest.text import native, retypeset
from redaction.values import Attachment

CHUNK_BYTES = 1 << 20
RATIO_COUNTS_FROM = 10 << 20
LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(content: bytes, name: str) -> Reading:
    """The list of an archive's files as its one page, and the files as attachments."""
    attachments = tuple(unpack(content, name))
    system = _left_out(content)
    listing = "\n".join(attachment.name for attachment in attachments) or "This archive holds no files."
    units = (native("Contents of the archive", listing),)
    return Reading(retypeset(name, Kind.ZIP, units, attachments=attachments, hidden=system))


def _left_out(content: bytes) -> tuple[str, ...]:
    """What is said about the notes of an operating system and the comment of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [one.filename for one in archive.infolist() if not one.is_dir()]
        count = sum(1 for one in members if any(part in one for part in LEFT_OUT))
        noted = bool(archive.comment.strip()) or any(one.comment.strip() for one in archive.infolist())
    found = [several(count, "file of the operating system", "files of the operating system")] if count else []
    return (*found, *(["notes on the archive"] if noted else []))


def unpack(content: bytes, name: str) -> list[Attachment]:
    """The members of a ZIP archive; raises TooLarge before anything huge is held."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [
                one for one in archive.infolist()
                if not one.is_dir() and not any(part in one.filename for part in LEFT_OUT)
            ]  # fmt: skip
            if len(members) > MOST_ARCHIVE_MEMBERS:
                raise TooLarge(name, f"it holds more than {MOST_ARCHIVE_MEMBERS:,} files")
            if any(one.flag_bits & 1 for one in members):
                raise Encrypted(name, "it is locked with a password; unpack it and give its files")
            return _members(archive, members, name, packed=len(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise Unreadable(name, "it is a damaged archive") from error


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, *, packed: int) -> list[Attachment]:
    found, total = [], 0
    for member in members:
        parts = bytearray()
        with archive.open(member) as stream:
            # The sizes an archive declares may lie, so the bytes are counted as they come.
            while part := stream.read(CHUNK_BYTES):
                total += len(part)
                if total > LARGEST_ARCHIVE_BYTES:
                    raise TooLarge(name, f"its files are more than {LARGEST_ARCHIVE_BYTES >> 20} MB unpacked")
                if total > RATIO_COUNTS_FROM and total > packed * LARGEST_ARCHIVE_RATIO:
                    raise TooLarge(name, f"it unpacks to more than {LARGEST_ARCHIVE_RATIO} times its size")
                parts += part
        found.append(Attachment(name=member.filename.replace("\\", "/"), content=bytes(parts)))
    return found
