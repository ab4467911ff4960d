"""Bytes of a file → a Document, read in a sandboxed process whatever the file turns out to be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from redaction import sandbox
from redaction.ingest.limits import READING, RECOGNISING_SECONDS_A_REGION, check_size
from redaction.ingest.reading import Reading, Recognised, Region
from redaction.values import Document, TextUnit, UnitSource

REGIONS_A_JOB = 4
RECOGNISERS = 2


def ingest(content: bytes, name: str, *, password: str | None = None) -> Document:
    """Read a file of any supported format; its type comes from its content, not from its name.

    Pages that can only be seen (scans, photographs, pages whose text layer cannot be trusted) are read by character
    recognition. Attachments and archive members come back unread, in `Document.attachments`.
    Raises Unreadable, Encrypted, TooLarge or Unsupported.
    """
    check_size(content, name)
    reading: Reading = sandbox.run(
        "redaction.ingest.readers:read", (content, name, password), file=name, limits=READING
    )
    if not reading.regions:
        return reading.document
    return _with_recognised(reading.document, _recognise(reading))


def _recognise(reading: Reading) -> list[Recognised]:
    jobs = [reading.regions[at : at + REGIONS_A_JOB] for at in range(0, len(reading.regions), REGIONS_A_JOB)]

    def one(regions: tuple[Region, ...]) -> list[Recognised]:
        seconds = RECOGNISING_SECONDS_A_REGION * len(regions)
        limits = replace(READING, wall_seconds=float(seconds), cpu_seconds=seconds)
        arguments = (reading.document.pdf, regions, reading.document.name)
        found: list[Recognised] = sandbox.run(
            "redaction.ingest.recognition:recognise", arguments, file=reading.document.name, limits=limits
        )
        return found

    if len(jobs) == 1:
        return one(jobs[0])
    with ThreadPoolExecutor(RECOGNISERS) as pool:
        return [found for part in pool.map(one, jobs) for found in part]


def _with_recognised(document: Document, found: list[Recognised]) -> Document:
    """The document with what was seen: in place of a page's own text when the page is not to be trusted."""
    whole = {one.region.page: one for one in found if one.region.box is None}
    units = [
        replace(unit, text=whole[unit.page].text, words=whole[unit.page].words, source=UnitSource.OCR)
        if unit.page in whole and unit.page in document.untrusted_pages
        else unit
        for unit in document.units
    ]
    for one in found:
        extra = _words_not_in(one, units)
        if extra is not None:
            units.append(extra)
    return replace(document, units=tuple(units))


def _words_not_in(one: Recognised, units: list[TextUnit]) -> TextUnit | None:
    """Words seen on a page that none of its units has at the same place, as a unit of their own."""
    page = one.region.page
    known = [word.box for unit in units if unit.page == page for word in unit.words]
    text, words = "", []
    for word in one.words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
        if any(box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1 for box in known):
            continue
        text += " " if text else ""
        words.append(replace(word, start=len(text), end=len(text) + word.end - word.start))
        text += one.text[word.start : word.end]
    if not words:
        return None
    return TextUnit(label=f"Page {page + 1}, picture", text=text, source=UnitSource.OCR, page=page, words=tuple(words))
