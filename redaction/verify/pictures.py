"""What can only be seen: pages with pictures or fonts of their own are drawn and read by character recognition."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome

DPI = 200
SECONDS = 120
SMALLEST_PICTURE = 20
LONGEST_SIDE = 3000
NEVER_HIDES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT})


def check_pictures(finished: Finished, finder: Finder) -> Check:
    """No term in the picture of a page that has images or drawn fonts; every image can be decoded."""
    places, suspects = [], []
    for number, (page, look) in enumerate(zip(finished.pdf.pages, finished.pages, strict=True)):
        faults, is_suspect = _look(page.resources, 0)
        places += [f"page {number + 1}: {fault}" for fault in faults]
        if is_suspect or look.draws_letters:
            suspects.append(number)
    if suspects:
        places += _read_as_pictures(finished.content, suspects, finder)
    return outcome(places)


def _read_as_pictures(content: bytes, numbers: list[int], finder: Finder) -> list[str]:
    """Where a term is read on the pages of these numbers when they are drawn, or in a picture of theirs."""
    places = []
    document = pypdfium2.PdfDocument(content)
    known: dict[bytes, str] = {}
    try:
        for number in numbers:
            page = document[number]
            pixels = page.render(scale=DPI / 72, grayscale=True, may_draw_forms=False).to_pil().convert("L")
            text = read_picture(pixels)
            if text is None:
                places.append(f"page {number + 1}: Tesseract could not read it")
            elif finder.in_text(text):
                places.append(f"page {number + 1}, by character recognition")
            elif any(finder.in_text(said) for said in _said_by_pictures(page, known)):
                places.append(f"page {number + 1}, in all of a picture of which it shows a part")
    finally:
        document.close()
    return places


def _said_by_pictures(page: pypdfium2.PdfPage, known: dict[bytes, str]) -> Iterator[str]:
    """What each picture of a page says by itself, whole and without its masks; `known` keeps what was read before."""
    painted = list(page.get_objects(max_depth=8))
    pictures = [one for one in painted if one.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    if len(pictures) == 1 and all(one.type in NEVER_HIDES for one in painted) and _fills(page, pictures[0]):
        return  # it was read with its page
    for one in pictures:
        pixels = one.get_bitmap(render=False).to_pil().convert("L")
        if min(pixels.size) < SMALLEST_PICTURE:
            continue
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        key = hashlib.blake2b(pixels.tobytes(), digest_size=16).digest()
        if key not in known:
            known[key] = read_picture(pixels) or ""
        yield known[key]


def _fills(page: pypdfium2.PdfPage, picture: pypdfium2.PdfObject) -> bool:
    width, height = page.get_size()
    corners = sorted(picture.get_bounds())
    return all(abs(one - other) < 2 for one, other in zip(corners, sorted((0, 0, width, height)), strict=True))


def _look(resources: Any, depth: int) -> tuple[list[str], bool]:
    """Images that cannot be decoded, and whether the page must be read as a picture."""
    faults: list[str] = []
    is_suspect = False
    if not isinstance(resources, pikepdf.Dictionary) or depth > 8:
        return faults, False
    fonts = resources.get("/Font", pikepdf.Dictionary())
    is_suspect |= any(font.get("/Subtype") == pikepdf.Name.Type3 for _, font in fonts.items())
    is_suspect |= (
        "/Pattern" in resources
        and depth == 0
        and any(isinstance(pattern, pikepdf.Stream) for _, pattern in resources["/Pattern"].items())
    )
    for _, painted in resources.get("/XObject", pikepdf.Dictionary()).items():
        if painted.get("/Subtype") == pikepdf.Name.Form:
            more, suspect = _look(painted.get("/Resources"), depth + 1)
            faults, is_suspect = faults + more, is_suspect or suspect
        elif (
            isinstance(painted, pikepdf.Stream)
            and min(int(painted.get("/Width", 0)), int(painted.get("/Height", 0))) >= SMALLEST_PICTURE
        ):
            is_suspect = True
            faults += _undecodable(painted)
    return faults, is_suspect


def _undecodable(image: pikepdf.Stream) -> list[str]:
    coded = str(image.get("/Filter", ""))
    if "JPX" in coded or "JBIG2" in coded:
        return []
    try:
        pikepdf.PdfImage(image).as_pil_image()
    except Exception:
        try:
            image.read_bytes()
        except pikepdf.PdfError:
            return ["an image that cannot be decoded"]
    return []


def read_picture(pixels: Image.Image) -> str | None:
    """The words Tesseract reads in a picture, or None when it cannot be run."""
    lowest, highest = pixels.getextrema()
    if highest - lowest < 24:  # type: ignore[operator]
        return ""
    out = io.BytesIO()
    pixels.save(out, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3", "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(command, input=out.getvalue(), capture_output=True, check=False, timeout=SECONDS)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return " ".join(row.get("text") or "" for row in rows)
