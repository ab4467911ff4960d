"""The members of ZIP and TAR archives, within limits, with nothing ever written to disk."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from workers.sources import limits, problems

_OFFICE_PARTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive or a mail; `problem` says why it could not be taken out ("" when it was)."""

    name: str
    content: bytes
    problem: str = ""


def is_archive(name: str, content: bytes) -> bool:
    """Say whether the bytes are an archive of files, rather than an office document in a ZIP coat."""
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return not _is_office(content)
    return name.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.bz2")) and _is_tar(content)


def members(content: bytes) -> Iterator[Member]:
    """Give every file of an archive; those beyond a limit come with the reason instead of their bytes."""
    yield from _zip_members(content) if content[:2] == b"PK" else _tar_members(content)


def _is_office(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(part in archive.namelist() for part in _OFFICE_PARTS)
    except _DAMAGED:
        return False


def _is_tar(content: bytes) -> bool:
    try:
        with tarfile.open(fileobj=io.BytesIO(content)):
            return True
    except (tarfile.TarError, *_DAMAGED):
        return False


def _zip_members(content: bytes) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED:
        yield Member("", b"", problems.DAMAGED)
        return
    taken = 0
    with archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        for entry in files[: limits.MEMBERS]:
            member = _zip_member(archive, entry, room=limits.UNPACKED_BYTES - taken)
            taken += len(member.content)
            yield member
        if len(files) > limits.MEMBERS:
            yield Member("", b"", problems.TOO_MANY_INSIDE)


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, room: int) -> Member:
    name = entry.filename
    if entry.flag_bits & 1:
        return Member(name, b"", problems.PASSWORD)
    is_swollen = entry.file_size > limits.PACKED_RATIO * max(entry.compress_size, 1)
    if is_swollen and entry.file_size > limits.RATIO_FREE_BYTES:
        return Member(name, b"", problems.BOMB)
    if entry.file_size > min(room, limits.FILE_BYTES):
        return Member(name, b"", problems.TOO_LARGE)
    try:
        with archive.open(entry) as stream:
            taken = stream.read(min(room, limits.FILE_BYTES) + 1)  # the stated size may lie
    except (*_DAMAGED, RuntimeError):
        return Member(name, b"", problems.DAMAGED_MEMBER)
    if len(taken) > min(room, limits.FILE_BYTES):
        return Member(name, b"", problems.TOO_LARGE)
    return Member(name, taken)


def _tar_members(content: bytes) -> Iterator[Member]:
    taken, count = 0, 0
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for entry in archive:
                if not entry.isfile():
                    continue
                count += 1
                if count > limits.MEMBERS:
                    yield Member("", b"", problems.TOO_MANY_INSIDE)
                    return
                if entry.size > limits.UNPACKED_BYTES - taken:
                    # To pass over it would be to unpack it: what comes after it stays unread.
                    yield Member(entry.name, b"", problems.TOO_LARGE)
                    yield Member("", b"", problems.TOO_MUCH_INSIDE)
                    return
                taken += entry.size
                if entry.size > limits.FILE_BYTES:
                    yield Member(entry.name, b"", problems.TOO_LARGE)
                    continue
                stream = archive.extractfile(entry)
                yield Member(entry.name, stream.read() if stream else b"")
    except (tarfile.TarError, *_DAMAGED):
        yield Member("", b"", problems.DAMAGED)
