"""A picture of which a page shows only a part becomes that part; one that is shown whole stays what it is."""

from __future__ import annotations

import io

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from redaction.burn import burn
from redaction.ingest import ingest
from redaction.rebuild import rebuild


def picture(mode: str = "L", *, clear: bool = False) -> bytes:
    """A letterhead 400 dots wide; with `clear`, one whose ground lets the page through."""
    made = Image.new("RGBA", (400, 120), (0, 0, 0, 0) if clear else "white")
    pen = ImageDraw.Draw(made)
    pen.rectangle((10, 10, 110, 110), fill="#1f5a5c")
    pen.text((130, 30), "Brackenford", font=ImageFont.load_default(44), fill="#202020")
    out = io.BytesIO()
    (made if clear else made.convert(mode)).save(out, "PNG")
    return out.getvalue()


def page_with(stream: bytes, *, rotation: int = 0, rotate: int = 0) -> pymupdf.Document:
    made = pymupdf.open()
    page = made.new_page(width=595, height=842)
    page.insert_text((72, 300), "Kit Marlow was absent on Monday.")
    place = pymupdf.Rect(72, 72, 132, 272) if rotate % 180 else pymupdf.Rect(72, 72, 272, 132)
    page.insert_image(place, stream=stream, rotate=rotate)
    page.set_rotation(rotation)
    return made


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_picture_shown_whole_stays_a_picture_on_a_page_of_text(mode: str, rotation: int) -> None:
    document = ingest(page_with(picture(mode), rotation=rotation).tobytes(), "a.pdf")
    assert document.untrusted_pages == frozenset()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_so_does_one_that_was_turned_on_its_page(rotate: int) -> None:
    assert ingest(page_with(picture(), rotate=rotate).tobytes(), "a.pdf").untrusted_pages == frozenset()


def test_so_does_a_letterhead_with_a_clear_ground() -> None:
    assert ingest(page_with(picture(clear=True)).tobytes(), "a.pdf").untrusted_pages == frozenset()


def test_words_may_stand_on_a_picture() -> None:
    made = page_with(picture())
    made[0].insert_text((160, 125), "by post", fontsize=9)
    assert ingest(made.tobytes(), "a.pdf").untrusted_pages == frozenset()


def test_a_name_painted_over_and_written_anew_is_not_in_the_result() -> None:
    made = page_with(picture())
    page = made[0]
    page.draw_rect(pymupdf.Rect(135, 80, 272, 120), color=None, fill=(1, 1, 1))
    page.insert_text((140, 105), "Another town", fontsize=18)
    document = ingest(made.tobytes(), "a.pdf")
    assert document.untrusted_pages == {0}
    result = pymupdf.open(stream=rebuild(burn(document, ()), title="x"), filetype="pdf")
    held = [result.extract_image(one[0]) for one in result[0].get_images()]
    assert [one["width"] > 1600 for one in held] == [True]  # the page, and no picture beside it
    said = " ".join(result[0].get_text().split())
    assert "Kit Marlow was absent on Monday." in said


def test_a_page_of_text_made_a_picture_keeps_its_own_words_and_not_what_was_recognised() -> None:
    made = page_with(picture())
    made[0].draw_rect(pymupdf.Rect(130, 72, 272, 132), color=None, fill=(0, 0, 0))
    document = ingest(made.tobytes(), "a.pdf")
    assert document.units[0].source == "text_layer"
    assert "Kit Marlow was absent on Monday." in document.units[0].text
