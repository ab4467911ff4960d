"""Older office formats (DOC, ODT, RTF): turned into pages by LibreOffice, then read as a PDF."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from redaction.errors import Unreadable, Unsupported
from redaction.ingest.kinds import Kind
from redaction.ingest.pdf import read_pdf
from redaction.ingest.reading import Reading

SECONDS = 120


def read_office(content: bytes, name: str) -> Reading:
    """The pages LibreOffice makes of a document."""
    reading = read_pdf(to_pdf(content, name), name)
    notes = ("comments, tracked changes and other hidden content of the office file", *reading.document.hidden)
    return replace(reading, document=replace(reading.document, media_type=str(Kind.OFFICE), hidden=notes))


def to_pdf(content: bytes, name: str) -> bytes:
    """The PDF that LibreOffice prints of an office file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document" + _suffix(content))
        source.write_bytes(content)
        command = ["soffice", "--headless", "--norestore", "--nolockcheck", "--nodefault",
                   f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder,
                   str(source)]  # fmt: skip
        try:
            # `soffice` starts programs of its own; they stay in this job's group, which ends with the job.
            subprocess.run(
                command, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env=os.environ | {"HOME": folder, "SAL_USE_VCLPLUGIN": "svp"},
            )  # fmt: skip
        except FileNotFoundError:
            raise Unsupported(name, "reading it needs LibreOffice, which is not installed here") from None
        except subprocess.TimeoutExpired:
            raise Unreadable(name, "LibreOffice could not open it in time") from None
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise Unreadable(name, "LibreOffice cannot open it: it is damaged or locked with a password")
        return made.read_bytes()


def _suffix(content: bytes) -> str:
    if content.startswith(b"PK"):
        return ".odt"
    return ".doc" if content.startswith(b"\xd0\xcf") else ".rtf"
