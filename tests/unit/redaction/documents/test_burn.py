"""What is withheld is gone from text and pixels, everything else stays, and no label tells how long a name was."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from redaction.burn import burn
from redaction.burn.preview import previewed
from redaction.ingest import ingest
from redaction.rebuild import rebuild
from redaction.values import Box, Document, Withheld

Decide = Callable[..., list[Withheld]]


def finished(document: Document, withheld: Sequence[Withheld]) -> pymupdf.Document:
    return pymupdf.open(stream=rebuild(burn(document, withheld), title="Disclosed document"))


def words(page: pymupdf.Page) -> list[str]:
    return [word[4] for word in page.get_text("words")]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_name_goes_and_its_neighbours_stay(pdf_of: Callable[..., bytes], withhold: Decide, rotation: int) -> None:
    lines = ["Above stands one line.", "Then Dora Quill came in late.", "Below stands another line."]
    document = ingest(pdf_of(lines, rotation=rotation), "a.pdf")
    left = words(finished(document, withhold(document, ["Dora Quill"]))[0])
    expected = " ".join(lines).replace("Dora Quill", "[Person B]").split()
    assert sorted(left) == sorted(expected)


def test_lines_set_close_lose_nothing(withhold: Decide) -> None:
    made = pymupdf.open()
    page = made.new_page()
    for number in range(30):
        page.insert_text(
            (72, 100 + 10 * number), f"Line {number} has Dora Quill and gypsy {number} letters", fontsize=11
        )
    document = ingest(made.tobytes(), "a.pdf")
    left = words(finished(document, withhold(document, ["Dora Quill"]))[0])
    assert [word for word in left if word.startswith("Line")] == ["Line"] * 30
    assert left.count("gypsy") == 30
    assert "Quill" not in left


def test_part_of_a_word_goes_alone(pdf_of: Callable[..., bytes]) -> None:
    document = ingest(pdf_of(["Seen by Quill/Marlow today"]), "a.pdf")
    at = document.units[0].text.index("Quill")
    text = finished(document, [Withheld(unit=0, start=at, end=at + 5, label="")])[0].get_text()
    assert "/Marlow today" in text
    assert "Quill" not in text


def test_pixels_under_a_name_on_a_scan_are_black(withhold: Decide) -> None:
    scan = Image.new("L", (1240, 700), 255)
    ImageDraw.Draw(scan).text((120, 150), "Seen by Quillmaverton today", font=ImageFont.load_default(48), fill=0)
    out = io.BytesIO()
    scan.save(out, "PNG")
    document = ingest(out.getvalue(), "scan.png")
    gone = withhold(document, ["Quillmaverton"], label="")
    assert len(gone) == 1
    word = next(one for one in document.units[0].words if one.start == gone[0].start)
    page = finished(document, gone)[0]
    drawn = page.get_pixmap(
        dpi=150, colorspace=pymupdf.csGRAY, clip=pymupdf.Rect(word.box.x0, word.box.y0, word.box.x1, word.box.y1)
    )
    assert max(drawn.samples) < 40
    assert {"Seen", "by", "today"} <= set(words(page))
    assert "Quillmaverton" not in words(page)


def test_a_box_drawn_by_hand_takes_what_is_under_it(pdf_of: Callable[..., bytes]) -> None:
    document = ingest(pdf_of(["Dora", "stays"]), "a.pdf")
    box = Box(60, 88, 200, 103)
    text = finished(document, [Withheld(unit=0, start=0, end=0, label="", box=box)])[0].get_text()
    assert text.split() == ["stays"]


def test_every_page_can_be_made_a_picture_with_the_words_that_may_be_read(
    pdf_of: Callable[..., bytes], withhold: Decide
) -> None:
    document = ingest(pdf_of(["Then Dora Quill came in late."]), "a.pdf")
    pdf = rebuild(burn(document, withhold(document, ["Dora Quill"]), as_pictures=True), title="x")
    page = pymupdf.open(stream=pdf)[0]
    assert len(page.get_images()) == 1
    assert " ".join(words(page)) == "Then came in late. [Person B]"


def test_a_re_typeset_page_has_the_label_in_place_of_the_name(
    records_of: Callable[..., bytes], withhold: Decide
) -> None:
    content = records_of(["Date", "Note"], ["01/03/2026", "Dora Quill rang"], ["02/03/2026", "Kit was in"])
    document = ingest(content, "a.records.json")
    text = " ".join(finished(document, withhold(document, ["Dora Quill"]))[0].get_text().split())
    assert text == "Contact log Date Note 01/03/2026 [Person B] rang 02/03/2026 Kit was in"


def test_a_label_does_not_tell_how_long_the_name_was() -> None:
    made = []
    for name in ("Li", "Bartholomew Featherstonehaugh"):
        document = ingest(f"Then {name} came in late.".encode(), "a.txt")
        made.append(
            rebuild(burn(document, [Withheld(unit=0, start=5, end=5 + len(name), label="[Person B]")]), title="x")
        )
    assert made[0] == made[1]


def test_the_head_of_a_long_table_is_on_every_page(records_of: Callable[..., bytes]) -> None:
    content = records_of(["Date", "What was said"], *[[f"{number}", "Absent. " * 30] for number in range(60)])
    document = ingest(content, "a.records.json")
    pages = list(finished(document, []))
    assert len(pages) > 2
    assert all("What was said" in page.get_text() for page in pages)


def test_a_very_wide_table_is_set_row_by_row(records_of: Callable[..., bytes]) -> None:
    columns = [f"Column {number}" for number in range(30)]
    document = ingest(records_of(columns, ["x"] * 30, ["y"] * 30), "a.records.json")
    text = finished(document, [])[0].get_text()
    assert "Row 1 of 2" in text
    assert "Column 29" in text


def test_the_same_document_gives_the_same_bytes(mail: object, withhold: Decide) -> None:
    document = ingest(bytes(mail), "a.eml")  # type: ignore[call-overload]
    once, again = (rebuild(burn(document, withhold(document, ["Dora Quill"])), title="x") for _ in range(2))
    assert once == again


@pytest.mark.parametrize("ink", [0, 120, 170, 215])
def test_a_page_made_a_picture_keeps_its_pale_writing(ink: int) -> None:
    import pypdfium2

    from redaction.picture_page import page_of_pixels

    pixels = Image.new("L", (900, 600), 255)
    ImageDraw.Draw(pixels).text((50, 50), "Pale writing " * 3, font=ImageFont.load_default(60), fill=ink)
    shown = (
        pypdfium2.PdfDocument(page_of_pixels(pixels, 450, 300, words=()))[0].render(scale=2, grayscale=True).to_pil()
    )
    lowest, highest = shown.convert("L").getextrema()
    assert highest - lowest > 30
    assert shown.convert("L").getpixel((880, 580)) > 240


def test_a_preview_is_the_one_page_as_it_will_be(
    pdf_of: Callable[..., bytes], withhold: Callable[..., list[Withheld]]
) -> None:
    document = ingest(pdf_of(["First, of Dora Quill."], ["Second, of Dora Quill and Kit."]), "a.pdf")
    made = previewed(document, tuple(withhold(document, ["Dora Quill"])), 1)
    pages = pymupdf.open(stream=made, filetype="pdf")
    assert pages.page_count == 1
    words = pages[0].get_text()
    assert "Second" in words
    assert "Kit" in words
    assert "Quill" not in words
    assert "First" not in words
