"""Every object of the file: strings, names, keys, unpacked streams, and the strings a page shows one after another."""

from __future__ import annotations

from typing import Any

import pikepdf

from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome

MOST_DEPTH = 60


def check_objects(finished: Finished, finder: Finder) -> Check:
    """No term in any object, reachable from the root or not."""
    pdf = finished.pdf
    places: list[str] = []
    for number, obj in enumerate(pdf.objects):
        _walk(obj, finder, places, f"object {number + 1}", 0)
    _walk(pdf.trailer, finder, places, "trailer", 0)
    for number, page in enumerate(pdf.pages, start=1):
        if finder.in_string(_shown(page)):
            places.append(f"the strings page {number} shows")
    return outcome(places)


def _walk(obj: Any, finder: Finder, places: list[str], where: str, depth: int) -> None:
    if depth > MOST_DEPTH:
        places.append(f"{where}: nested too deeply to look at")
    elif isinstance(obj, pikepdf.Name):
        if finder.in_name(str(obj)[1:]):
            places.append(f"{where}: a name")
    elif isinstance(obj, pikepdf.String):
        if finder.in_string(bytes(obj)):
            places.append(f"{where}: a string")
    else:
        if isinstance(obj, pikepdf.Stream):
            _walk_stream(obj, finder, places, where)
        for value in _inside(obj, finder, places, where):
            # What is indirect is met on its own, in the list of all objects.
            if not getattr(value, "is_indirect", False):
                _walk(value, finder, places, where, depth + 1)


def _inside(obj: Any, finder: Finder, places: list[str], where: str) -> list[Any]:
    """The values in an array or a dictionary; its keys are looked at here."""
    if isinstance(obj, pikepdf.Array):
        return list(obj)
    if not isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    if any(finder.in_name(str(key)[1:]) for key in obj):
        places.append(f"{where}: a key")
    return [value for _, value in obj.items()]


def _walk_stream(stream: pikepdf.Stream, finder: Finder, places: list[str], where: str) -> None:
    try:
        raw = stream.read_raw_bytes()
        content = stream.read_bytes(decode_level=pikepdf.StreamDecodeLevel.generalized)
    except (pikepdf.PdfError, NotImplementedError):
        raw, content = b"", b""
        if stream.get("/Subtype") != pikepdf.Name.Image:
            places.append(f"{where}: a stream that cannot be unpacked")
    if finder.in_bytes(raw) or finder.in_bytes(content):
        places.append(f"{where}: a stream")


def _shown(page: pikepdf.Page) -> bytes:
    """The strings of a page's text operators put together, as a reader without fonts would see them."""
    shown = bytearray()
    try:
        for instruction in pikepdf.parse_content_stream(page, "Tj TJ ' \""):
            for operand in instruction.operands:
                parts = operand if isinstance(operand, pikepdf.Array) else [operand]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        shown += bytes(part)
    except pikepdf.PdfError:
        return b""
    return bytes(shown)
