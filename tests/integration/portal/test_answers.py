"""What every answer has, and what becomes of failures: plain pages, nothing saved, nothing leaked."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.web.application import PortalApp
from portal.web.resources import Resources
from requests_.ids import case_reference
from tests.factories.cases import Desk

SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=True)


def failing(fault: Exception) -> Any:
    @contextmanager
    def open_it() -> Iterator[Any]:
        raise fault
        yield

    return open_it


@pytest.mark.parametrize("path", ["/", "/request/asks", "/track", "/nowhere", "/healthz", "/static/council.css"])
def test_every_answer_tells_the_browser_to_run_only_our_own_files(public_app: PortalApp, path: str) -> None:
    with public_app.test_client().get(path) as response:
        headers = response.headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_are_never_kept_and_styles_are(public_app: PortalApp) -> None:
    client = public_app.test_client()
    assert client.get("/request/asks").headers["Cache-Control"] == "no-store"
    with client.get("/static/council.css") as style:
        assert "immutable" in style.headers["Cache-Control"]


def test_over_tls_cookies_are_bound_to_the_host_and_browsers_stay_on_tls(handed_in: Resources) -> None:
    client = create_public_app(SETTINGS, handed_in).test_client()
    response = client.get("/request/asks", base_url="https://localhost")
    assert response.headers["Set-Cookie"].startswith("__Host-rights_public=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_pages_hold_no_inline_script_or_style(public_app: PortalApp) -> None:
    for path in ("/", "/request/asks", "/track", "/privacy", "/accessibility", "/nowhere"):
        page = public_app.test_client().get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page


def answered(handed_in: Resources, answers: dict[str, Any]) -> FlaskClient:
    """A visitor who has answered everything while all was well."""
    client = public_client(handed_in)
    for step, fields in answers.items():
        client.post(f"/request/{step}", data=fields)
    return client


def public_client(handed_in: Resources, visitor: FlaskClient | None = None) -> FlaskClient:
    """A visitor of the public app over `handed_in`, with the cookies of another."""
    app = create_public_app(replace(SETTINGS, secure_cookies=False), handed_in)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    for cookie in visitor._cookies.values() if visitor else ():
        client.set_cookie(cookie.key, cookie.value)
    return client


def test_a_database_that_is_down_is_a_plain_page_and_nothing_is_lost(
    handed_in: Resources, parent_answers: dict[str, Any], desk: Desk
) -> None:
    visitor = answered(handed_in, parent_answers)
    down = OperationalError("SELECT secret", {}, Exception("no such host"))
    page = public_client(replace(handed_in, unit_of_work=failing(down)), visitor).post("/request/check")
    assert page.status_code == 503
    assert "Nothing was saved" in page.text
    assert "secret" not in page.text
    assert visitor.get("/request/check").status_code == 200  # the answers are still there


def test_a_failed_commit_is_an_error_page_and_not_a_reference_number(
    handed_in: Resources, parent_answers: dict[str, Any], desk: Desk
) -> None:
    @contextmanager
    def full_disk() -> Iterator[Any]:
        with handed_in.unit_of_work() as work:
            work.commit = lambda: (_ for _ in ()).throw(OperationalError("COMMIT", {}, Exception("disk full")))
            yield work

    visitor = answered(handed_in, parent_answers)
    assert public_client(replace(handed_in, unit_of_work=full_disk), visitor).post("/request/check").status_code == 503
    assert visitor.get("/request/sent").status_code == 302
    assert visitor.get("/request/check").status_code == 200


def test_a_mistake_of_ours_shows_no_trace_and_logs_no_personal_data(
    handed_in: Resources, caplog: pytest.LogCaptureFixture
) -> None:
    mistake = ValueError("Orla Fenwick, 12 Mill Lane")
    app = create_public_app(replace(SETTINGS, secure_cookies=False), replace(handed_in, unit_of_work=failing(mistake)))
    app.config["WTF_CSRF_ENABLED"] = False
    with caplog.at_level(logging.DEBUG):
        page = app.test_client().post("/track", data={"reference": "RR-2026-00001-J"})
    assert page.status_code == 500
    assert "Traceback" not in page.text
    assert "Fenwick" not in page.text + caplog.text
    assert "unforeseen ValueError at track.send_code" in caplog.text


PART = b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"given_name=" + b"a" * 2_000_000),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(20_000))),
        ("multipart/form-data; boundary=b", PART * 600 + b"--b--"),
    ],
    ids=["two megabytes", "twenty thousand fields", "six hundred parts"],
)
def test_a_body_beyond_what_a_page_needs_is_refused_at_once(
    public_app: PortalApp, content_type: str, body: bytes
) -> None:
    started = time.perf_counter()
    response = public_app.test_client().post("/request/asks", data=body, content_type=content_type)
    assert response.status_code == 413
    assert "That is too large" in response.text
    assert time.perf_counter() - started < 1


def test_a_nearly_full_disk_and_a_lost_database_turn_the_ready_light_red(handed_in: Resources) -> None:
    down = OperationalError("SELECT 1", {}, Exception())
    cases = [
        ({}, 200, "ready"),
        ({"free_bytes": lambda: 1_000_000}, 503, "nearly full"),
        ({"reading": failing(down)}, 503, "cannot be reached"),
    ]
    for change, status, words in cases:
        client = create_public_app(SETTINGS, replace(handed_in, **change)).test_client()
        response = client.get("/readyz")
        assert response.status_code == status
        assert words in response.text
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("proxies", "is_limited"), [(0, True), (1, False)])
def test_the_visitors_address_is_believed_only_as_far_as_the_trusted_proxies_go(
    handed_in: Resources, proxies: int, is_limited: bool
) -> None:
    """Without a proxy, somebody who writes a new address into each request is still one visitor."""
    app = create_public_app(replace(SETTINGS, secure_cookies=False, trusted_proxies=proxies), handed_in)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    statuses = set()
    for number in range(25):
        headers = {"X-Forwarded-For": f"198.51.100.{number}"}
        reference = {"reference": case_reference(2026, number)}
        statuses.add(client.post("/track", data=reference, headers=headers).status_code)
    assert (429 in statuses) is is_limited
