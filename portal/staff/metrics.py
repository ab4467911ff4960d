"""What a watching machine is told, for whoever has the token of the settings; without one there is nothing here."""

from __future__ import annotations

import hmac

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import NotFound

from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import reading
from requests_.reporting.metrics import Sample, exposition
from requests_.store.queries.metrics import metrics

views = Blueprint("metrics", __name__)
MEDIA_TYPE = "text/plain; version=0.0.4"
_KEY = "RIGHTS_METRICS_TOKEN"


def install(app: Flask, token: str) -> None:
    """Serve the metrics to whoever shows `token`; to nobody where it is ""."""
    app.config[_KEY] = token
    app.register_blueprint(views)


@views.get("/metrics")
def show() -> Response:
    token = current_app.config[_KEY]
    if not token:
        raise NotFound
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(shown.encode(), token.encode()):
        throttle("api_wrong_token")
        return Response("This needs the token of RIGHTS_METRICS_TOKEN.\n", 401, {"WWW-Authenticate": "Bearer"})
    now = resources().clock.utc_now()
    room = Sample("rights_disk_free_bytes", resources().free_bytes())
    return Response(exposition([*metrics(reading(), now), room]), mimetype=MEDIA_TYPE)
