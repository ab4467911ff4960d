"""What every answer tells the browser: run and show only our own files, keep nothing, tell nobody."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.wrappers import Response

# No page has inline script or style, so that no nonce is needed and nothing injected can run.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
A_YEAR_SECONDS = 31_536_000


def install(app: Flask, *, over_tls: bool) -> None:
    """Add the headers to every answer of `app`, error pages included."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if over_tls:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR_SECONDS}; includeSubDomains")
        if request.endpoint == "static" and response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR_SECONDS}, immutable"
        else:
            response.headers["Cache-Control"] = "no-store"
        return response
