"""A form is taken from a page of ours alone: what the browser tells of its place must agree, and the token always."""

from collections.abc import Callable
from typing import Any

import pytest

OURS, THEIRS = "https://localhost", "https://evil.example"
TOO_OLD = "This page is too old"


def sent(visitor: Any, headers: dict[str, str], **fields: str) -> Any:
    """What comes of the first question, answered over TLS with these headers."""
    visitor.get("/request/asks", base_url=OURS)
    return visitor.post("/request/asks", {"asks": ["access"], **fields}, base_url=OURS, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": OURS},
        {"Referer": f"{OURS}/request/asks"},
        {"Origin": OURS, "Referer": f"{OURS}/request/asks", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": f"{OURS}:443"},
    ],
)
def test_whoever_sends_a_form_of_ours_is_answered_whatever_their_browser_keeps_to_itself(
    visitor: Any, headers: dict[str, str]
) -> None:
    assert sent(visitor, headers).location == "/request/who"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": THEIRS},
        {"Referer": f"{THEIRS}/x"},
        {"Origin": OURS, "Referer": f"{THEIRS}/x"},
        {"Origin": THEIRS, "Referer": f"{OURS}/"},
        {"Origin": "http://localhost"},
        {"Origin": "https://localhost.evil.example"},
        {"Origin": "https://localhost:444"},
        {"Origin": "null"},
        {"Referer": "nonsense"},
        {"Referer": "https://[x"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_right_token(visitor: Any, headers: dict[str, str]) -> None:
    refused = sent(visitor, headers)
    assert (refused.status_code, TOO_OLD in refused.text) == (400, True)


@pytest.mark.parametrize("token", ["", "guessed"])
def test_without_the_token_of_ones_own_session_nothing_is_taken(
    visitor: Any, open_visitor: Callable[[], Any], token: str
) -> None:
    assert sent(visitor, {}, csrf_token=token).status_code == 400
    other = open_visitor()
    other.get("/request/asks", base_url=OURS)
    assert sent(visitor, {}, csrf_token=other.token).status_code == 400
