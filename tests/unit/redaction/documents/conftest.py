"""Builders of small documents for the tests of this folder."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage

import pymupdf
import pytest

from redaction import sandbox
from redaction.term_search import find_terms
from redaction.values import Document, Withheld


@pytest.fixture(scope="session", autouse=True)
def _end_sandboxes() -> Iterator[None]:
    yield
    sandbox.close_all()


@pytest.fixture
def withhold() -> Callable[..., list[Withheld]]:
    """Everything of a document that is one of the given strings."""

    def decide(document: Document, terms: Sequence[str], label: str = "[Person B]") -> list[Withheld]:
        return [
            Withheld(unit=number, start=start, end=end, label=label)
            for number, unit in enumerate(document.units)
            for start, end in find_terms(unit.text, terms)
        ]

    return decide


@pytest.fixture
def pdf_of() -> Callable[..., bytes]:
    """A PDF with one page a list of lines, 14 points apart."""

    def build(*pages: Sequence[str], rotation: int = 0) -> bytes:
        document = pymupdf.open()
        for lines in pages:
            page = document.new_page(width=595, height=842)
            for number, line in enumerate(lines):
                page.insert_text((72, 100 + 14 * number), line)
            page.set_rotation(rotation)
        made: bytes = document.tobytes()
        return made

    return build


@pytest.fixture
def records_of() -> Callable[..., bytes]:
    def build(columns: Sequence[str], *rows: Sequence[str], title: str = "Contact log") -> bytes:
        return json.dumps({"title": title, "columns": list(columns), "rows": [list(row) for row in rows]}).encode()

    return build


@pytest.fixture
def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Priya Sandhu <priya.sandhu@brackenford.example>"
    message["To"] = "Tom Hale <tom.hale@school.example>"
    message["Bcc"] = "Hidden Person <hidden@brackenford.example>"
    message["Date"] = "Tue, 3 Mar 2026 14:05:00 +0000"
    message["Subject"] = "Attendance of Kit Marlow"
    message.set_content(
        "Dear Tom,\n\nDora Quill told us he was at home.\n\n> On 2 March you wrote:\n> please ring me\n"
    )
    return message


@pytest.fixture
def saved() -> Callable[[object], bytes]:
    """The bytes of anything with a `save` that takes a file."""

    def save(made: object) -> bytes:
        out = io.BytesIO()
        made.save(out)  # type: ignore[attr-defined]
        return out.getvalue()

    return save
