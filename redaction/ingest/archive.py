"""Archives: their members as attachments, within limits of number, size, ratio and depth."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import IO, Any

from redaction.errors import Encrypted, TooLarge, Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import several
from redaction.ingest.limits import LARGEST_ARCHIVE_BYTES, LARGEST_ARCHIVE_RATIO, MOST_ARCHIVE_MEMBERS
from redaction.ingest.locked import NO_PASSWORD, WRONG_PASSWORD
from redaction.ingest.reading import Reading
from redaction.ingest.text import native, retypeset
from redaction.values import Attachment

CHUNK_BYTES = 1 << 20
RATIO_COUNTS_FROM = 10 << 20
LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
STRANGE = "it is packed or locked in a way that cannot be opened here; unpack it and give its files"
DAMAGE = (OSError, ValueError, EOFError, zlib.error, lzma.LZMAError)
Member = tuple[str, Callable[[], AbstractContextManager[IO[bytes]]]]
# How a packed stream begins → what unpacks it.
UNPACKERS: tuple[tuple[bytes, Callable[[io.BytesIO], Any]], ...] = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ", lzma.open),
)


def read_archive(content: bytes, name: str, *, password: str | None = None) -> Reading:
    """The list of a ZIP archive's files as its one page, and the files as attachments."""
    return _listed(unpack(content, name, password=password), name, Kind.ZIP, _left_out(content))


def read_tar(content: bytes, name: str) -> Reading:
    """A TAR archive, as a ZIP archive is read; links and devices are left out."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            files = [one for one in archive.getmembers() if one.isfile()]
            members = [(one.name, _opener(archive, one)) for one in files]
            return _listed(_members(members, name, packed=len(content)), name, Kind.TAR, ())
    except (tarfile.TarError, *DAMAGE) as error:
        raise Unreadable(name, "it is a damaged archive") from error


def read_packed(content: bytes, name: str) -> Reading:
    """A file packed by itself (GZ, BZ2, XZ); a TAR archive inside it is read as one."""
    unpacker = next(unpack for start, unpack in UNPACKERS if content.startswith(start))
    inner = posixpath.splitext(posixpath.basename(name))[0] or "packed file"
    try:
        member = (inner, lambda: unpacker(io.BytesIO(content)))
        held = _members([member], name, packed=len(content))
    except DAMAGE as error:
        raise Unreadable(name, "it is a damaged archive") from error
    if held[0].content[257:262] == b"ustar":
        return read_tar(held[0].content, name)
    return _listed(held, name, Kind.PACKED, ())


def _opener(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    def opened() -> IO[bytes]:
        stream = archive.extractfile(member)
        return stream or io.BytesIO()

    return opened


def _listed(held: list[Attachment], name: str, kind: Kind, hidden: tuple[str, ...]) -> Reading:
    listing = "\n".join(one.name for one in held) or "This archive holds no files."
    units = (native("Contents of the archive", listing),)
    return Reading(retypeset(name, kind, units, attachments=tuple(held), hidden=hidden))


def _left_out(content: bytes) -> tuple[str, ...]:
    """What is said about the notes of an operating system and the comment of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [one.filename for one in archive.infolist() if not one.is_dir()]
        count = sum(1 for one in members if any(part in one for part in LEFT_OUT))
        noted = bool(archive.comment.strip()) or any(one.comment.strip() for one in archive.infolist())
    found = [several(count, "file of the operating system", "files of the operating system")] if count else []
    return (*found, *(["notes on the archive"] if noted else []))


def unpack(content: bytes, name: str, *, password: str | None = None) -> list[Attachment]:
    """The members of a ZIP archive; raises TooLarge before anything huge is held."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
            if password is None and any(one.flag_bits & 1 for one in files):
                raise Encrypted(name, NO_PASSWORD)
            if password:
                archive.setpassword(password.encode())
            members = [(one.filename, lambda one=one: archive.open(one)) for one in files]
            return _members(members, name, packed=len(content))
    except NotImplementedError as error:
        raise Unreadable(name, STRANGE) from error
    except RuntimeError as error:  # what `zipfile` says of a wrong password
        raise Encrypted(name, WRONG_PASSWORD) from error
    except (zipfile.BadZipFile, *DAMAGE) as error:
        raise Unreadable(name, "it is a damaged archive") from error


def _members(members: Iterable[Member], name: str, *, packed: int) -> list[Attachment]:
    """The bytes of each member, but for the operating system's own; raises TooLarge."""
    wanted = [one for one in members if not any(part in one[0] for part in LEFT_OUT)]
    if len(wanted) > MOST_ARCHIVE_MEMBERS:
        raise TooLarge(name, f"it holds more than {MOST_ARCHIVE_MEMBERS:,} files")
    found, total = [], 0
    for path, opened in wanted:
        content = b"".join(_counted(opened, name, packed=packed, before=total))
        total += len(content)
        found.append(Attachment(name=path.replace("\\", "/"), content=content))
    return found


def _counted(
    opened: Callable[[], AbstractContextManager[IO[bytes]]], name: str, *, packed: int, before: int
) -> Iterator[bytes]:
    """A member part by part; the sizes an archive declares may lie, so the bytes are counted as they come."""
    total = before
    with opened() as stream:
        while part := stream.read(CHUNK_BYTES):
            total += len(part)
            if total > LARGEST_ARCHIVE_BYTES:
                raise TooLarge(name, f"its files are more than {LARGEST_ARCHIVE_BYTES >> 20} MB unpacked")
            if total > RATIO_COUNTS_FROM and total > packed * LARGEST_ARCHIVE_RATIO:
                raise TooLarge(name, f"it unpacks to more than {LARGEST_ARCHIVE_RATIO} times its size")
            yield part
