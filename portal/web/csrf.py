"""Every form carries a token of the visitor's own session."""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect


def install(app: Flask) -> None:
    """Refuse any state-changing request without the session's token; the token lives as long as the session."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = True
    CSRFProtect(app)
