"""What a PDF holds beside its pages: named in plain words for the schedule, embedded files taken out."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import re
from collections import Counter
from typing import Any

import pymupdf

ROOT_THINGS = {
    "Outlines": "bookmarks",
    "Metadata": "document properties (XMP)",
    "StructTreeRoot": "structure tags (with their alternative texts)",
    "PieceInfo": "private records of the program that made it",
    "Threads": "article threads",
    "OpenAction": "an action that runs when it is opened",
    "AA": "actions that run by themselves",
    "Collection": "a portfolio cover",
    "Dests": "named places",
}
NAMES = {
    "Text": "note", "FreeText": "text box", "Highlight": "highlight", "Stamp": "stamp", "Ink": "drawing",
    "Link": "link", "FileAttachment": "attached file", "Popup": "pop-up", "Redact": "unfinished redaction",
}  # fmt: skip


def hidden_things(document: pymupdf.Document) -> tuple[str, ...]:
    """What will not be disclosed, one phrase each, with counts and never with content."""
    found: list[str] = []
    kinds, fields, masked = _annotations(document)
    for kind, count in sorted(kinds.items()):
        name = NAMES.get(kind, f"{kind.lower()} mark")
        found.append(f"{count} {name}{'s' if count > 1 else ''}")
    if fields:
        found.append(f"{fields} form field{'s' if fields > 1 else ''} (values shown, names and choices dropped)")
    if masked:
        found.append(f"{masked} hidden mark{'s' if masked > 1 else ''}")
    if any(value for key, value in (document.metadata or {}).items() if key not in {"format", "encryption"}):
        found.append("document properties")
    root = document.pdf_catalog()
    found += [words for key, words in ROOT_THINGS.items() if document.xref_get_key(root, key)[0] != "null"]
    if document.xref_get_key(root, "Names/JavaScript")[0] != "null":
        found.append("scripts")
    layers = len([layer for layer in document.get_ocgs().values() if not layer.get("on", True)])
    if layers:
        found.append(f"{layers} layer{'s' if layers > 1 else ''} switched off")
    count = document.embfile_count()
    if count:
        found.append(f"{count} embedded file{'s' if count > 1 else ''} (read as further parts)")
    return tuple(dict.fromkeys(found))


def _annotations(document: pymupdf.Document) -> tuple[Counter[str], int, int]:
    kinds: Counter[str] = Counter()
    fields = masked = 0
    for page in document:
        for _, kind, _ in page.annot_xrefs():
            fields += int(kind == pymupdf.PDF_ANNOT_WIDGET)
        for annotation in page.annots() or ():
            if annotation.flags & (pymupdf.PDF_ANNOT_IS_HIDDEN | pymupdf.PDF_ANNOT_IS_NO_VIEW):
                masked += 1
            kinds[annotation.type[1]] += 1
        kinds["Link"] += len(page.get_links())
    return +kinds, fields, masked


def embedded_files(document: pymupdf.Document) -> list[tuple[str, bytes]]:
    """Files embedded in the document or pinned to a page."""
    found: list[tuple[str, bytes]] = []
    for number in range(document.embfile_count()):
        details: dict[str, Any] = document.embfile_info(number)
        found.append((_safe(details.get("ufilename") or details.get("filename") or f"embedded-{number + 1}"),
                      document.embfile_get(number)))  # fmt: skip
    for page in document:
        for annotation in page.annots(types=[pymupdf.PDF_ANNOT_FILE_ATTACHMENT]) or ():
            held = annotation.file_info
            found.append((_safe(held.get("filename") or "attached file"), annotation.get_file()))
    return found


def _safe(name: str) -> str:
    return re.sub(r"[\x00-\x1f/\\]", "_", name)[:150] or "embedded file"
