"""A letter as a page of its own."""

from __future__ import annotations

import base64
import hashlib
import re

from werkzeug.wrappers import Response

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def as_page(page: str) -> Response:
    """A letter in the browser. It may use the one style sheet that stands in it, and nothing else."""
    response = Response(page, mimetype="text/html")
    styles = " ".join(f"'sha256-{_digest(style)}'" for style in _STYLE.findall(page)) or "'none'"
    others = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    response.headers["Content-Security-Policy"] = f"{others}; style-src {styles}"
    return response


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
