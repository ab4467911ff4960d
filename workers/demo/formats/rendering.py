"""A draft in the format a plan names."""

from __future__ import annotations

from workers.demo.drafts import Draft
from workers.demo.formats.pdf import render_pdf
from workers.demo.formats.rich_text import render_rtf
from workers.demo.formats.scan import render_scan, scanned_picture
from workers.demo.formats.sheet import render_sheet
from workers.demo.formats.word import render_word

# The file ending of a format, where it is not the format's own key.
ENDINGS = {"scan": "pdf"}


def render(draft: Draft, form: str, *, author: str = "") -> bytes:
    """The draft in a format by its key."""
    if form == "docx":
        return render_word(draft, author=author)
    if form == "xlsx":
        return render_sheet(draft)
    if form == "txt":
        return draft.prose.text.replace("\n", "\r\n").encode("utf-8")
    if form == "rtf":
        return render_rtf(draft)
    return {"pdf": render_pdf, "scan": render_scan, "png": scanned_picture}[form](draft)
