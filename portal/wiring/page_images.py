"""Read documents as a reviewer sees them: the text of each page with its words' boxes, and the page as a picture."""

from __future__ import annotations

import struct
import subprocess

from portal.web.resources import PageBox, PageImage, ReadUnit
from redaction.read_form import load
from requests_.errors import Conflict

DOTS_PER_INCH = 110
LONGEST_SECONDS = 20
_POINTS_PER_INCH = 72


def read_units(read_form: bytes) -> tuple[ReadUnit, ...]:
    """The units of a read document. Raises Conflict for one that another version of the portal read."""
    try:
        document = load(read_form)
    except ValueError as fault:
        raise Conflict("Another version of the portal read this document: search its source again.") from fault
    return tuple(
        ReadUnit(
            label=unit.label,
            text=unit.text,
            page=unit.page,
            boxes=tuple(
                PageBox(
                    start=word.start,
                    end=word.end,
                    x=word.box.x0,
                    y=word.box.y0,
                    width=word.box.x1 - word.box.x0,
                    height=word.box.y1 - word.box.y0,
                )
                for word in unit.words
            ),
        )
        for unit in document.units
    )


def page_image(read_form: bytes, page: int) -> PageImage | None:
    """One page of a read document as PNG, counted from 0; None where it has no such page or cannot be drawn."""
    pdf = load(read_form).pdf
    png = png_of(pdf, page) if pdf else None
    return None if png is None else _measured(png)


def png_of(pdf: bytes, page: int) -> bytes | None:
    """One page of a PDF as PNG, counted from 0; None where it has no such page or cannot be drawn.

    Drawn by a program of its own (poppler's pdftoppm): the file may come from elsewhere, and mean harm.
    """
    number = str(page + 1)
    drawn = _run("pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-f", number, "-l", number, "-singlefile", "-", pdf=pdf)
    return drawn if drawn.startswith(b"\x89PNG") else None


def words_of(pdf: bytes, page: int) -> str:
    """The words on one page of a PDF, counted from 0, a line a line; nothing where there are none."""
    number = str(page + 1)
    read = _run("pdftotext", "-enc", "UTF-8", "-nopgbrk", "-f", number, "-l", number, "-", "-", pdf=pdf)
    return read.decode("utf-8", "replace").strip()


def _run(*command: str, pdf: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=LONGEST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout


def _measured(png: bytes) -> PageImage:
    width, height = struct.unpack(">II", png[16:24])
    scale = _POINTS_PER_INCH / DOTS_PER_INCH
    return PageImage(png, width * scale, height * scale)
