"""Styles and scripts go out compressed: a cheap telephone loads a page in a second. Pages do not.

A page holds a form token beside what somebody typed: compressing the two together would let the length of an answer
tell the token (the BREACH attack, 2013).
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, request
from werkzeug.wrappers import Response

COMPRESSED = frozenset(("text/css", "text/javascript", "application/javascript", "image/svg+xml"))


def install(app: Flask) -> None:
    """Compress the static files of `app` for browsers that take it."""

    @app.after_request
    def _compress(response: Response) -> Response:
        is_ours = request.endpoint == "static" and response.status_code == 200 and response.mimetype in COMPRESSED
        if not is_ours:
            return response
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.best_match(["gzip"]) and "Range" not in request.headers:
            response.direct_passthrough = False
            whole = response.get_data()
            response.close()  # the file; what is sent is in memory now
            response.set_data(_gzipped(whole))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.pop("ETag", None)
        return response


@lru_cache(maxsize=32)
def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
