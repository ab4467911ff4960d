"""The readers by kind of file; runs inside the sandbox."""

from __future__ import annotations

from collections.abc import Callable

from redaction.ingest.archive import read_archive, read_packed, read_tar
from redaction.ingest.image import read_image
from redaction.ingest.kinds import Kind, kind_of
from redaction.ingest.locked import unlocked
from redaction.ingest.mail import read_mail, read_mailbox, read_outlook
from redaction.ingest.markup import read_html
from redaction.ingest.office import read_office
from redaction.ingest.open_presentation import read_open_presentation
from redaction.ingest.pdf import read_pdf
from redaction.ingest.presentation import read_presentation
from redaction.ingest.reading import Reading
from redaction.ingest.sheet import read_sheet, read_workbook
from redaction.ingest.text import read_csv, read_records, read_text
from redaction.ingest.word import read_word

READERS: dict[Kind, Callable[[bytes, str], Reading]] = {
    Kind.IMAGE: read_image,
    Kind.DOCX: read_word,
    Kind.XLSX: read_workbook,
    Kind.SHEET: read_sheet,
    Kind.OFFICE: read_office,
    Kind.CSV: read_csv,
    Kind.MAIL: read_mail,
    Kind.OUTLOOK: read_outlook,
    Kind.MAILBOX: read_mailbox,
    Kind.HTML: read_html,
    Kind.TEXT: read_text,
    Kind.PPTX: read_presentation,
    Kind.ODP: read_open_presentation,
    Kind.TAR: read_tar,
    Kind.PACKED: read_packed,
    Kind.RECORDS: read_records,
}


def read(content: bytes, name: str, password: str | None) -> Reading:
    """Read one file by its kind."""
    content = unlocked(content, name, password)
    kind = kind_of(content, name)
    if kind is Kind.PDF:
        return read_pdf(content, name, password=password)
    if kind is Kind.ZIP:
        return read_archive(content, name, password=password)
    return READERS[kind](content, name)
