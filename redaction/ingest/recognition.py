"""Character recognition of pages and pictures: words and where they stand; runs inside the sandbox."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import csv
import io
import subprocess
from dataclasses import dataclass

import pymupdf
from PIL import Image

from redaction.errors import Unsupported
from redaction.ingest.reading import Recognised, Region
from redaction.values import Box, WordBox

PAGE_DPI = 200
PICTURE_DPI = 300
MOST_PIXELS = 30_000_000
DOUBTFUL_CONFIDENCE = 55.0
SECONDS = 120


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word as recognised: its line, its confidence (0 to 100) and its place in pixels."""

    text: str
    line: tuple[int, int, int]
    confidence: float
    x0: float
    y0: float
    x1: float
    y1: float


def recognise(pdf: bytes, regions: tuple[Region, ...], name: str) -> list[Recognised]:
    """The words of each region, with boxes on the unrotated page."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    document = pymupdf.open(stream=pdf, filetype="pdf")
    found = []
    for region in regions:
        page = document[region.page]
        clip = (
            page.rect
            if region.box is None
            else pymupdf.Rect(region.box.x0, region.box.y0, region.box.x1, region.box.y1)
        )
        dpi = PAGE_DPI if region.box is None else PICTURE_DPI
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, abs(clip))) ** 0.5)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY)
        pixels = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
        words = see(pixels, name)
        found.append(_placed(region, words, scale, (drawn.x, drawn.y), page.derotation_matrix))
    return found


def see(pixels: Image.Image, name: str) -> list[SeenWord]:
    """The words of a picture, turned the right way up first when it reads better so."""
    lowest, highest = pixels.getextrema()
    if highest - lowest < 24:  # type: ignore[operator]
        return []
    best = _tesseract(pixels, name)
    if _worth(best) >= DOUBTFUL_CONFIDENCE and best:
        return best
    for turns in (1, 2, 3) if min(pixels.size) > 300 else ():
        words = _tesseract(pixels.rotate(90 * turns, expand=True), name)
        if _score(words) > 1.5 * _score(best):
            best = [_turned_back(word, turns, pixels.size) for word in words]
    return best or _tesseract(pixels, name, "11")


def _worth(words: list[SeenWord]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _score(words: list[SeenWord]) -> float:
    return sum(word.confidence * len(word.text) for word in words if word.confidence > DOUBTFUL_CONFIDENCE)


def _turned_back(word: SeenWord, turns: int, size: tuple[int, int]) -> SeenWord:
    """A word's place before the picture was turned counter-clockwise by `turns` quarter turns."""
    width, height = size
    corners = [(word.x0, word.y0), (word.x1, word.y1)]
    if turns == 1:
        corners = [(width - y, x) for x, y in corners]
    elif turns == 2:
        corners = [(width - x, height - y) for x, y in corners]
    else:
        corners = [(y, height - x) for x, y in corners]
    (ax, ay), (bx, by) = corners
    return SeenWord(word.text, word.line, word.confidence, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _tesseract(pixels: Image.Image, name: str, mode: str = "3") -> list[SeenWord]:
    out = io.BytesIO()
    pixels.save(out, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", mode, "--dpi", str(PAGE_DPI), "tsv"]
    try:
        done = subprocess.run(command, input=out.getvalue(), capture_output=True, check=False, timeout=SECONDS)
    except FileNotFoundError:
        raise Unsupported(name, "it has pages that can only be seen, and Tesseract is not installed here") from None
    if done.returncode != 0:
        raise Unsupported(name, "its pages can only be seen, and Tesseract could not read them")
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_seen(row) for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]


def _seen(row: dict[str, str]) -> SeenWord:
    left, top = float(row["left"]), float(row["top"])
    return SeenWord(
        text=row["text"].strip(),
        line=(int(row["block_num"]), int(row["par_num"]), int(row["line_num"])),
        confidence=float(row["conf"]),
        x0=left, y0=top, x1=left + float(row["width"]), y1=top + float(row["height"]),
    )  # fmt: skip


def _placed(
    region: Region, words: list[SeenWord], scale: float, origin: tuple[int, int], derotation: pymupdf.Matrix
) -> Recognised:
    text, placed, before = "", [], None
    for word in words:
        if before is not None:
            text += " " if word.line == before else "\n\n" if word.line[0] != before[0] else "\n"
        box = pymupdf.Rect(word.x0 + origin[0], word.y0 + origin[1], word.x1 + origin[0], word.y1 + origin[1])
        box = (box * pymupdf.Matrix(1 / scale, 1 / scale)) * derotation
        box.normalize()
        placed.append(WordBox(len(text), len(text) + len(word.text), Box(box.x0, box.y0, box.x1, box.y1)))
        text += word.text
        before = word.line
    return Recognised(region, text, tuple(placed))
