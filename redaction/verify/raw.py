"""The bytes of the file as they are, and with every stream unpacked."""

from __future__ import annotations

import re

from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome
from redaction.verify.tools import run_tool


def check_raw(finished: Finished, finder: Finder) -> Check:
    """No term in the bytes, one end of file, and nothing before the start or after the end."""
    content, places = finished.content, []
    if finder.in_bytes(content):
        places.append("the file's bytes")
    ends = len(re.findall(rb"%%EOF", content))
    if ends != 1:
        places.append(f"{ends} ends of file: an earlier version may be inside")
    if not content.startswith(b"%PDF-"):
        places.append("bytes before the start")
    if content.rsplit(b"%%EOF", 1)[-1].strip(b"\r\n"):
        places.append("bytes after the end")
    return outcome(places)


def check_unpacked(finished: Finished, finder: Finder) -> Check:
    """No term in the file as `qpdf --qdf` unpacks it."""
    unpacked = run_tool(
        ["qpdf", "--qdf", "--object-streams=disable", "--decode-level=generalized", "--warning-exit-0", "INPUT", "-"],
        finished,
    )
    if unpacked is None:
        return outcome(["qpdf could not unpack it"])
    return outcome(["the unpacked file"] if finder.in_bytes(unpacked) else [])
