"""GOV.UK Notify on this machine: its documented protocol over HTTP, its tokens really checked, and faults on demand."""

import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError
from werkzeug.serving import make_server

from requests_.settings import NotifySettings

SERVICE, SECRET = "6b2a0c1e-5a0b-4c3d-8e9f-0a1b2c3d4e5f", "0f1e2d3c-4b5a-4697-8877-665544332211"
TEXT, MAIL = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-aaaaaaaaaaaa"
TEAM_ONLY = (403, "BadRequestError", "Can’t send to this recipient using a team-only API key")
LIMITED = (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
BROKEN = (500, "Exception", "Internal server error")
NO_NUMBER = (400, "ValidationError", "phone_number Not enough digits")


@dataclass
class NotifyService:
    """What Notify knows and was given. `fault` is its answer to whatever is sent; `sleeps` is before each answer."""

    address: str = ""
    fault: tuple[int, str, str] | None = None
    sleeps: float = 0
    loses_answers: bool = False
    sent: list[dict[str, Any]] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=lambda: {TEXT: "((message))", MAIL: "((body))"})

    def settings(self, secret: str = SECRET, *, with_mail: bool = True) -> NotifySettings:
        key = f"live-{SERVICE}-{secret}"
        return NotifySettings(
            key=key, text_template=TEXT, mail_template=MAIL if with_mail else "", address=self.address
        )

    def texts(self) -> list[tuple[str, str]]:
        """The numbers and the words of the texts that were taken."""
        return [(one["phone_number"], one["words"]) for one in self.sent if one["type"] == "sms"]


def _app(notify: NotifyService) -> Flask:
    app = Flask("notify")

    @app.before_request
    def admit() -> tuple[Response, int] | None:
        time.sleep(notify.sleeps)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            decode_jwt_token(token, SECRET)
            is_known = get_token_issuer(token) == SERVICE
        except TokenError:
            is_known = False
        return None if is_known else _refused(403, "AuthError", "Invalid token: API key not found")

    @app.post("/v2/notifications/<any(sms, email):kind>")
    def take(kind: str) -> tuple[Response, int]:
        if notify.fault is not None:
            return _refused(*notify.fault)
        given = request.get_json()
        words = notify.templates.get(given["template_id"])
        if words is None:
            return _refused(400, "BadRequestError", "Template not found")
        places = set(re.findall(r"\(\((\w+)\)\)", words))
        if missing := places - given["personalisation"].keys():
            return _refused(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        for name in places:
            words = words.replace(f"(({name}))", given["personalisation"][name])
        key = str(uuid.uuid4())
        notify.sent.append({**given, "id": key, "type": kind, "words": words, "status": "created"})
        if notify.loses_answers:
            return _refused(*BROKEN)
        return jsonify({"id": key, "reference": given["reference"], "content": {"body": words}}), 201

    @app.get("/v2/notifications")
    def look_up() -> Response:
        wanted = request.args["reference"]
        found = [one for one in notify.sent if one["reference"] == wanted]
        return jsonify({"notifications": found, "links": {"current": request.url}})

    @app.get("/v2/template/<key>")
    def template(key: str) -> Response | tuple[Response, int]:
        if key not in notify.templates:
            return _refused(404, "NoResultFound", "No result found")
        return jsonify({"id": key, "subject": "((subject))" if key == MAIL else None, "body": notify.templates[key]})

    return app


def _refused(status: int, error: str, message: str) -> tuple[Response, int]:
    return jsonify({"status_code": status, "errors": [{"error": error, "message": message}]}), status


@contextmanager
def running_notify() -> Iterator[NotifyService]:
    """Notify, on a port of this machine."""
    notify = NotifyService()
    server = make_server("127.0.0.1", 0, _app(notify), threaded=True)
    notify.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield notify
    server.shutdown()
    server.server_close()
    thread.join()
