"""Older office formats (DOC, ODT, RTF): turned into pages by LibreOffice, then read as a PDF."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from redaction.errors import Unreadable, Unsupported
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import several
from redaction.ingest.pdf import read_pdf
from redaction.ingest.reading import Reading

SECONDS = 120
_HIDDEN = re.compile(rb"<text:hidden-(?:text|paragraph)|text:display=\"none\"")


def read_office(content: bytes, name: str) -> Reading:
    """The pages LibreOffice makes of a document."""
    reading = read_pdf(to_pdf(content, name), name)
    notes = (*left_out_of_office(content), *reading.document.hidden)
    return replace(reading, document=replace(reading.document, media_type=str(Kind.OFFICE), hidden=notes))


def left_out_of_office(content: bytes) -> list[str]:
    """What LibreOffice leaves out of the pages, counted where the format lets it be counted."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            text = package.read("content.xml") if "content.xml" in names else b""
        counts = {"comment": text.count(b"<office:annotation ") + text.count(b"<office:annotation>"),
                  "tracked change": text.count(b"<text:changed-region"),
                  "hidden passage": len(_HIDDEN.findall(text))}  # fmt: skip
        properties = "meta.xml" in names
    elif content.startswith(b"{"):
        counts = {"comment": content.count(b"\\*\\annotation"), "tracked change": content.count(b"\\deleted"),
                  "hidden passage": len(re.findall(rb"\\v(?![a-z0-9])", content))}  # fmt: skip
        properties = b"{\\info" in content
    else:
        # The binary format has no place to count them from without reading all of it.
        return ["comments, tracked changes, hidden text and properties, if it has any"]
    found = [several(count, what) for what, count in counts.items() if count]
    return found + (["document properties (author, company, dates)"] if properties else [])


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
