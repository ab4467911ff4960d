"""Whether what a page says and what it shows are the same: words nobody can see, pictures of words, lying fonts."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import re
import unicodedata
from typing import Any

import pikepdf
import pymupdf
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

from redaction.allowed.carrier import Untrusted, is_number
from redaction.allowed.unicode_map import read_unicode_map
from redaction.values import Box

Word = tuple[float, float, float, float, str, int, int, int]
LOOK_DPI = 100
SCAN_SHARE = 0.5
STRANGE_SHARE = 0.05
SMALLEST_PICTURE = (24.0, 8.0)
OUTLINE_GLYPHS = 12
MOST_SHAPES = 2000


def unseen_words(page: pymupdf.Page, words: list[Word]) -> frozenset[int]:
    """Indexes of the words that leave no trace where they stand: outside the page, invisible, white, or covered."""
    if not words:
        return frozenset()
    drawn = page.get_pixmap(dpi=LOOK_DPI, colorspace=pymupdf.csGRAY, annots=False)
    pixels, width, height = bytes(drawn.samples), drawn.width, drawn.height
    scale, turn, is_turned = LOOK_DPI / 72, page.rotation_matrix, page.rotation != 0
    unseen = set()
    for at, word in enumerate(words):
        if not any(character.isalnum() for character in word[4]):
            continue
        x0, y0, x1, y1 = tuple(pymupdf.Rect(word[:4]) * turn) if is_turned else word[:4]
        if _is_blank(pixels, width, height, (x0 * scale, y0 * scale, x1 * scale, y1 * scale)):
            unseen.add(at)
    return frozenset(unseen)


def _is_blank(pixels: bytes, width: int, height: int, box: tuple[float, float, float, float]) -> bool:
    """Whether all dots of a box have one tone; the middle row first, for that is where letters are."""
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    x1, y1 = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    if x1 - x0 < 1 or y1 - y0 < 1:
        return True
    lowest, highest, middle = 255, 0, (y0 + y1) // 2
    for y in (*range(middle, y1), *range(y0, middle)):
        row = pixels[y * width + x0 : y * width + x1]
        lowest, highest = min(lowest, min(row)), max(highest, max(row))
        if highest - lowest > 2:
            return False
    return True


def untrusted_text(page: pymupdf.Page, words: list[Word]) -> bool:
    """Whether a page is a scan, or draws without readable words, or has words that are not letters."""
    area = abs(page.rect)
    pictures = [pymupdf.Rect(one["bbox"]) * page.rotation_matrix & page.rect for one in page.get_image_info()]
    if sum(abs(one) for one in pictures if not one.is_empty) > SCAN_SHARE * area:
        return True
    if not words:
        return any(kind != "ignore-text" for kind, _ in page.get_bboxlog())
    text = "".join(word[4] for word in words)
    strange = sum(1 for letter in text if letter == "\ufffd" or unicodedata.category(letter) in {"Co", "Cn", "Cc"})
    return strange > STRANGE_SHARE * len(text)


def picture_regions(page: pymupdf.Page, words: list[Word]) -> list[Box | None]:
    """The parts of a page to look at for words: each picture big enough, or the page when letters may be drawn."""
    found: list[Box | None] = []
    for one in page.get_image_info():
        place = pymupdf.Rect(one["bbox"]) * page.rotation_matrix & page.rect
        if not place.is_empty and place.width >= SMALLEST_PICTURE[0] and place.height >= SMALLEST_PICTURE[1]:
            found.append(Box(place.x0, place.y0, place.x1, place.y1))
    if _drawn_letters(page, words) >= OUTLINE_GLYPHS:
        return [None]
    return found


def _drawn_letters(page: pymupdf.Page, words: list[Word]) -> int:
    """How many filled shapes on the page have the size of letters and no word over them."""
    shapes = [box for kind, box in page.get_bboxlog() if kind == "fill-path" and _is_letter_sized(box)]
    if len(shapes) < OUTLINE_GLYPHS:
        return 0
    places = [word[:4] for word in words]
    return sum(1 for box in shapes[:MOST_SHAPES] if not any(_touch(box, place) for place in places))


def _is_letter_sized(box: tuple[float, float, float, float]) -> bool:
    return 1.5 <= box[2] - box[0] <= 60 and 4 <= box[3] - box[1] <= 60


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def untrusted_fonts(source: pikepdf.Pdf) -> frozenset[int]:
    """Numbers of the pages with a font whose map to Unicode contradicts its encoding, or that draws its own glyphs."""
    known: dict[tuple[int, int], bool] = {}
    found = set()
    for number, page in enumerate(source.pages):
        for font in _fonts(page.resources, 0):
            key = font.objgen if font.is_indirect else (0, 0)
            if key == (0, 0) or key not in known:
                known[key] = _is_lying(font)
            if known[key]:
                found.add(number)
    return frozenset(found)


def _fonts(resources: Any, depth: int) -> list[Any]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > 3:
        return []
    fonts = resources.get("/Font", pikepdf.Dictionary())
    found = (
        [font for _, font in fonts.items() if isinstance(font, pikepdf.Dictionary)]
        if isinstance(fonts, pikepdf.Dictionary)
        else []
    )
    painted = resources.get("/XObject", pikepdf.Dictionary())
    for _, one in painted.items() if isinstance(painted, pikepdf.Dictionary) else ():
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Form:
            found += _fonts(one.get("/Resources"), depth + 1)
    return found


def _is_lying(font: Any) -> bool:
    subtype = str(font.get("/Subtype", ""))
    if subtype == "/Type3":
        return True
    if not isinstance(font.get("/ToUnicode"), pikepdf.Stream) or subtype == "/Type0":
        return False
    try:
        claimed = read_unicode_map(font["/ToUnicode"].read_bytes())
    except (Untrusted, pikepdf.PdfError, ValueError):
        return True
    expected = _encoded_letters(font)
    compared = [(claimed[code], letter) for code, letter in expected.items() if code in claimed]
    return sum(1 for said, letter in compared if _plain(said) != _plain(letter)) > max(1, len(compared) // 20)


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-\u2015-]", "-", unicodedata.normalize("NFKC", text))


def _encoded_letters(font: Any) -> dict[int, str]:
    """What each code must draw by the font's encoding, as far as glyph names say."""
    encoding = font.get("/Encoding")
    base: Any = encoding
    differences: Any = pikepdf.Array()
    if isinstance(encoding, pikepdf.Dictionary):
        base, differences = encoding.get("/BaseEncoding"), encoding.get("/Differences", pikepdf.Array())
    letters: dict[int, str] = {}
    if base == pikepdf.Name.WinAnsiEncoding:
        letters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    elif base == pikepdf.Name.MacRomanEncoding:
        letters = {code: bytes([code]).decode("mac-roman") for code in range(32, 256)}
    elif base is None and _is_standard(font):
        letters = {code: toUnicode(name) for code, name in enumerate(StandardEncoding) if name != ".notdef"}
    code = 0
    for part in differences:
        if is_number(part):
            code = int(part)
        else:
            letters[code] = toUnicode(str(part)[1:]) if not re.fullmatch(r"/[A-Za-z]{1,2}\d+", str(part)) else ""
            code += 1
    return {code: letter for code, letter in letters.items() if letter.strip()}


def _is_standard(font: Any) -> bool:
    # Without a descriptor a Type 1 font is one of the fourteen every reader has; symbols have their own encoding.
    name = str(font.get("/BaseFont", ""))
    return "/FontDescriptor" not in font and not re.search(r"Symbol|Dingbats", name)
