"""What a search finds, and the form it is read into."""

import io

import pikepdf
import pymupdf

from redaction.read_form import dump
from redaction.values import Document, Layout, TextUnit, UnitSource
from requests_.model.review_commands import ProposedMark
from requests_.model.search_commands import FoundDocument
from requests_.model.sources import Band

LETTER = "Orla was late again. Dee Fox brought her in; dee\nfox stayed until ten."


def found_document(ref: str = "letters:1", **changes: object) -> FoundDocument:
    values: dict[str, object] = dict(
        ref=ref,
        title="Letter home",
        category="attendance",
        dated_on=None,
        media_type="text/plain",
        file_name="letter.txt",
        sha256="",
        band=Band.MATCH,
        score=9.0,
        why=("same name and birthday",),
    )
    return FoundDocument(**{**values, **changes})  # type: ignore[arg-type]


def locked_pdf(words: str = "The plan for the summer term.", *, password: str = "spring") -> bytes:
    """A page that opens with a password."""
    pages, out = pymupdf.open(), io.BytesIO()
    pages.new_page().insert_text((50, 80), words)
    with pikepdf.open(io.BytesIO(pages.tobytes())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def read_form(text: str = LETTER) -> bytes:
    unit = TextUnit(label="text", text=text, source=UnitSource.NATIVE)
    return dump(Document(name="letter.txt", media_type="text/plain", layout=Layout.RETYPESET, units=(unit,)))


def mark_of(words: str, *, text: str = LETTER, **changes: object) -> ProposedMark:
    start = text.index(words)
    values: dict[str, object] = dict(
        unit=0,
        start=start,
        end=start + len(words),
        kind="person",
        text=words,
        person="person-1",
        disposition="withhold",
        reason="S2P16_THIRD_PARTY",
        why="another person's name",
        score=1.0,
    )
    return ProposedMark(**{**values, **changes})  # type: ignore[arg-type]
