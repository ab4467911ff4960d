"""Pages as a reviewer sees them, drawn from what a search really read."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from portal.wiring.page_images import page_image, read_units, words_of
from redaction.burn import burn
from redaction.ingest import ingest
from redaction.read_form import dump
from redaction.rebuild import rebuild
from redaction.term_search import find_terms
from redaction.values import Withheld
from requests_.errors import Conflict
from tests.factories.cases import Desk


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    for words in ("Dee Fox brought her in", "The second page"):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return dump(ingest(held.getvalue(), "two.pdf"))


def test_a_page_is_drawn_at_its_own_size(two_pages: bytes) -> None:
    picture = page_image(two_pages, 1)
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert (picture.width, picture.height) == pytest.approx((595, 842), abs=1)  # a whole number of dots


def test_a_page_that_is_not_there_is_not_drawn(two_pages: bytes) -> None:
    assert page_image(two_pages, 2) is None


def test_words_stand_in_their_boxes(two_pages: bytes) -> None:
    first, second = read_units(two_pages)
    box = first.boxes[0]
    assert first.text[box.start : box.end] == "Dee"
    assert box.y < 842 - 700 < box.y + box.height  # the line it was written on
    assert second.text.strip() == "The second page"


def test_a_form_of_another_version_is_told_plainly() -> None:
    with pytest.raises(Conflict, match="Another version"):
        read_units(b'{"version": 99}')


def test_a_reviewer_sees_text_and_picture_side_by_side(caseworker: Any, desk: Desk, two_pages: bytes) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    sha256 = desk.store.vault.put(two_pages)
    desk.within(lambda uow: uow.documents.record_read(case, document, read_sha256=sha256, pages=2, hidden=[]))
    page = f"/case/{desk.reference(case)}/documents/{document}"
    shown = caseworker.get(page).text
    assert f'href="{page}/pages/0.png"' in shown
    assert 'viewBox="0 0 59' in shown
    assert "Page 2" in shown
    picture = caseworker.get(f"{page}/pages/1.png")
    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")
    assert caseworker.get(f"{page}/pages/7.png").status_code == 404
    assert caseworker.get(f"{page}?part=1").text.count("The second page") == 1
    assert caseworker.get(f"{page}?part=99999").status_code == 200


def test_beside_the_picture_of_a_scan_stand_the_words_that_may_be_read_and_no_others() -> None:
    scan, held = Image.new("L", (1240, 700), 255), io.BytesIO()
    ImageDraw.Draw(scan).text((120, 150), "Seen by Quillmaverton today", font=ImageFont.load_default(48), fill=0)
    scan.save(held, "PNG")
    document = ingest(held.getvalue(), "scan.png")
    (found,) = find_terms(document.units[0].text, ["Quillmaverton"])
    withheld = Withheld(unit=0, start=found[0], end=found[1], label="")
    copy = rebuild(burn(document, [withheld]), title="Disclosed document")
    assert words_of(copy, 0).split() == ["Seen", "by", "today"]
