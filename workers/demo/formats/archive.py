"""ZIP archives, the same bytes for the same members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date

_EPOCH = date(2024, 1, 1)


def zipped(members: Iterable[tuple[str, bytes]], on: date = _EPOCH) -> bytes:
    """An archive of (name, content), every member dated `on`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, (on.year, on.month, on.day, 9, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()


def redated(content: bytes, on: date = _EPOCH) -> bytes:
    """The same archive with the writing library's clock taken out of its members."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped(((name, archive.read(name)) for name in archive.namelist()), on)
