"""Files leave as attachments, under names that are safe on any system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from werkzeug.wrappers import Response

from portal.web.typed import stream_safe
from requests_.reporting.export import csv_of

LONGEST_NAME = 120


def safe_name(name: str) -> str:
    """`name` without folders, control or bidirectional characters; never empty, never longer than `LONGEST_NAME`."""
    flat = unicodedata.normalize("NFC", stream_safe(name)).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(letter for letter in flat if unicodedata.category(letter)[0] != "C")
    tidy = re.sub(r'[<>:"|?*]+', "-", visible).strip(". ")
    return tidy[-LONGEST_NAME:] or "document"


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """An answer that a browser saves and does not open."""
    tidy = safe_name(name)
    plain = tidy.encode("ascii", "ignore").decode() or "document"
    response = Response(content, mimetype=media_type)
    encoded = quote(tidy, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    return response


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Response:
    """Rows as a CSV file that a spreadsheet opens as it is, with no cell taken for a formula."""
    return attachment(csv_of([headings, *rows]).encode("utf-8-sig"), name, "text/csv")
