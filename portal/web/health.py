"""Two addresses for whoever watches the machine: is the process alive, and can it do its work."""

from __future__ import annotations

from flask import Flask, Response

from portal.web.resources import resources

LEAST_FREE_BYTES = 200 * 1024 * 1024


def install(app: Flask) -> None:
    """Serve /healthz and /readyz."""
    app.add_url_rule("/healthz", "healthz", _alive)
    app.add_url_rule("/readyz", "readyz", _ready)


def _alive() -> Response:
    return Response("alive\n", mimetype="text/plain")


def _ready() -> Response:
    handed_in = resources()
    faults = []
    try:
        with handed_in.reading() as session:
            session.connection()
    except Exception as fault:
        if not handed_in.is_down(fault):
            raise
        faults.append("the database cannot be reached")
    if handed_in.free_bytes() < LEAST_FREE_BYTES:
        faults.append("the disk of the file vault is nearly full")
    return Response("\n".join(faults or ["ready"]) + "\n", 503 if faults else 200, mimetype="text/plain")
