"""Files that are written whole or not at all, and removed so that little is left of them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, for its owner only, that is there whole once this returns, also after a power cut."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as writer:
            writer.write(content)
            writer.flush()
            os.fsync(writer.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def overwrite(path: Path) -> None:
    """Overwrite a file and remove it; nothing happens when there is none."""
    if not path.exists():
        return
    with path.open("r+b") as handle:
        handle.write(b"\0" * path.stat().st_size)
        handle.flush()
        os.fsync(handle.fileno())
    path.unlink()
