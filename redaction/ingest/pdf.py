"""PDF files: cleaned to what paints, then read word by word with the place of each word."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import io
from dataclasses import dataclass, field

import pikepdf
import pymupdf
import pypdfium2
from PIL import Image

from redaction.allowed.pages import carry_pages
from redaction.errors import Encrypted, RedactionError, Unreadable
from redaction.ingest.limits import check_pages
from redaction.ingest.locked import NO_PASSWORD, WRONG_PASSWORD
from redaction.ingest.pdf_extras import embedded_files, hidden_things
from redaction.ingest.reading import Reading, Region
from redaction.ingest.trust import picture_regions, unseen_words, untrusted_fonts, untrusted_text
from redaction.ingest.unseen_pixels import UnseenPixels
from redaction.picture_page import page_of_pixels, picture_page
from redaction.rebuild import finish, replace_page
from redaction.values import Attachment, Box, Document, Layout, TextUnit, UnitSource, WordBox

DPI = 150
NOT_PAINTED = frozenset({"Popup", "Text", "FileAttachment", "Sound", "Movie", "Screen", "Link", "Watermark3D", "3D",
                         "RichMedia", "TrapNet", "PrinterMark"})  # fmt: skip

CUT_OFF = "it is cut off or damaged: some of its pages or their content are lost; get a whole copy"


@dataclass(slots=True)
class _Pages:
    """The pages as they are read one after another."""

    units: list[TextUnit] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    untrusted: set[int] = field(default_factory=set)
    unseen: list[int] = field(default_factory=list)


def read_pdf(content: bytes, name: str, *, password: str | None = None) -> Reading:
    """A PDF as pages of words, with everything that does not paint taken off and listed.

    A file that one library cannot work through is given to the next; the last resort is a picture of each page.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    for opened in (_as_it_is, _mended, _pictured):
        try:
            source = opened(content, password)
            if source.page_count:
                _require_end(content, name, is_mended=source.is_repaired or opened is not _as_it_is)
                return _read(source, name)
        except (Encrypted, pikepdf.PasswordError):
            raise Encrypted(name, WRONG_PASSWORD if password else NO_PASSWORD) from None
        except RedactionError:
            raise
        except Exception:  # noqa: S112 - any fault of one reader is a reason to try the next
            continue
    raise Unreadable(name, "it is damaged: no page can be read")


def _require_end(content: bytes, name: str, *, is_mended: bool) -> None:
    """Refuse a file that had to be mended and has lost its end: what is left of it would pass for the whole.

    ISO 32000-1, 7.5.5: the last line is %%EOF; readers look for it in the last 1,024 bytes.
    """
    if is_mended and b"%%EOF" not in content[-1024:]:
        raise Unreadable(name, CUT_OFF)


def _read(source: pymupdf.Document, name: str) -> Reading:
    check_pages(source.page_count, name)
    if source.is_repaired and any(not page.read_contents().strip() for page in source):
        # Half a file still has its list of pages: they must not pass for pages with nothing on them.
        raise Unreadable(name, CUT_OFF)
    hidden, attachments = hidden_things(source), embedded_files(source)
    cleaned, gated = _clean(_flatten(source))
    pages = _read_pages(cleaned, gated)
    if len(pages.units) != source.page_count:
        raise ValueError("pages were lost on the way")
    if pages.unseen:
        hidden = (*hidden, f"text that cannot be seen, on {_pages_named(pages.unseen)}")
    document = Document(
        name=name,
        media_type="application/pdf",
        layout=Layout.PAGES,
        units=tuple(pages.units),
        pdf=_without_unseen(cleaned, pages.unseen) if pages.unseen else cleaned,
        attachments=tuple(Attachment(name=one, content=held) for one, held in attachments),
        hidden=hidden,
        untrusted_pages=frozenset(pages.untrusted),
    )
    return Reading(document, tuple(pages.regions))


def _pages_named(numbers: list[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:10])
    return ("page " if len(numbers) == 1 else "pages ") + shown + (" and others" if len(numbers) > 10 else "")


def _as_it_is(content: bytes, password: str | None) -> pymupdf.Document:
    document = pymupdf.open(stream=content, filetype="pdf")
    if document.needs_pass and not document.authenticate(password or ""):
        raise Encrypted("", "")
    return document


def _mended(content: bytes, password: str | None) -> pymupdf.Document:
    with pikepdf.open(io.BytesIO(content), password=password or "") as mended:
        out = io.BytesIO()
        mended.save(out, encryption=False)
    return pymupdf.open(stream=out.getvalue(), filetype="pdf")


def _pictured(content: bytes, password: str | None) -> pymupdf.Document:
    whole = pikepdf.new()
    document = pypdfium2.PdfDocument(content, password=password)
    for page in document:
        width, height = page.get_size()
        pixels = page.render(scale=DPI / 72).to_pil()
        _add_picture(whole, pixels, width, height)
    return _reopened(whole)


def _add_picture(whole: pikepdf.Pdf, pixels: Image.Image, width: float, height: float) -> None:
    with pikepdf.open(io.BytesIO(page_of_pixels(pixels, width, height, words=()))) as one:
        whole.pages.append(one.pages[0])


def _reopened(whole: pikepdf.Pdf) -> pymupdf.Document:
    out = io.BytesIO()
    whole.save(out)
    return pymupdf.open(stream=out.getvalue(), filetype="pdf")


def _flatten(source: pymupdf.Document) -> bytes:
    """Form fields and visible annotations drawn into the pages, everything that does not paint removed."""
    for page in source:
        for annotation in list(page.annots() or ()):
            unseen = annotation.flags & (pymupdf.PDF_ANNOT_IS_HIDDEN | pymupdf.PDF_ANNOT_IS_NO_VIEW)
            if unseen or annotation.type[1] in NOT_PAINTED:
                page.delete_annot(annotation)
    try:
        source.bake(annots=True, widgets=True)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        source = _as_pictures(source)
    # What is left lying about in these bytes stays behind when the pages are rebuilt from them.
    out: bytes = source.tobytes(encryption=pymupdf.PDF_ENCRYPT_NONE)
    return out


def _as_pictures(source: pymupdf.Document) -> pymupdf.Document:
    """Every page as a picture: for a file whose annotations cannot be drawn in."""
    whole = pikepdf.new()
    for page in source:
        drawn = page.get_pixmap(dpi=DPI, annots=True)
        pixels = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
        _add_picture(whole, pixels, page.rect.width, page.rect.height)
    return _reopened(whole)


def _clean(flat: bytes) -> tuple[bytes, frozenset[int]]:
    """The pages rebuilt from the allow-list, and the numbers of those that had to become pictures."""
    with pikepdf.open(io.BytesIO(flat)) as source:
        carried = carry_pages(source)
        lying = untrusted_fonts(source)
    for number in carried.untrusted:
        replace_page(carried.pdf, number, picture_page(flat, number, dpi=DPI))
    return finish(carried.pdf, title=""), frozenset(carried.untrusted) | lying


def _read_pages(cleaned: bytes, gated: frozenset[int]) -> _Pages:
    pages = _Pages()
    document = pymupdf.open(stream=cleaned, filetype="pdf")
    unseen_pixels = UnseenPixels(document)
    for number, page in enumerate(document):
        words = page.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT())
        unseen = unseen_words(page, words)
        if unseen:
            pages.unseen.append(number)
        seen = [word for at, word in enumerate(words) if at not in unseen]
        pages.units.append(_unit(number, seen))
        if number in gated or untrusted_text(page, seen):
            pages.untrusted.add(number)
            pages.regions.append(Region(number))
        else:
            if unseen_pixels.on(page, seen):
                pages.untrusted.add(number)
            pages.regions.extend(Region(number, box) for box in picture_regions(page, seen))
    return pages


def _unit(number: int, words: list[tuple[float, float, float, float, str, int, int, int]]) -> TextUnit:
    """A page's words in order: spaces between words, a newline between lines, an empty line between blocks."""
    text, placed = [], []
    at, before = 0, None
    for x0, y0, x1, y1, word, block, line, _ in words:
        if before is not None:
            gap = "\n\n" if block != before[0] else "\n" if line != before[1] else " "
            text.append(gap)
            at += len(gap)
        placed.append(WordBox(at, at + len(word), Box(x0, y0, x1, y1)))
        text.append(word)
        at += len(word)
        before = (block, line)
    return TextUnit(
        label=f"Page {number + 1}", text="".join(text), source=UnitSource.TEXT_LAYER, page=number, words=tuple(placed)
    )


def _without_unseen(cleaned: bytes, numbers: list[int]) -> bytes:
    """The same pages without the words that cannot be seen on them."""
    document = pymupdf.open(stream=cleaned, filetype="pdf")
    for number in numbers:
        page = document[number]
        words = page.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT())
        for at in unseen_words(page, words):
            x0, y0, x1, y1 = words[at][:4]
            inset = (y1 - y0) * 0.2
            page.add_redact_annot(pymupdf.Rect(x0, y0 + inset, x1, y1 - inset), fill=False, cross_out=False)
        page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_NONE, graphics=pymupdf.PDF_REDACT_LINE_ART_NONE)
    out: bytes = document.tobytes(garbage=3, deflate=True)
    return out
