"""The cookie that holds a half-answered request."""

import random
from typing import Any

import pytest
from werkzeug.wrappers import Response

from portal.web.sealed_cookie import SealedCookie, TooMuchToKeep
from tests.factories.clocks import MovingClock

ANSWERS = {"name": {"given_name": "Orla", "family_name": "Fenwick"}}


def sealed(clock: MovingClock, **changes: Any) -> SealedCookie:
    given = {"name": "draft", "secret": "x" * 40, "is_secure": False, "hours": 48, "clock": clock}
    return SealedCookie(**{**given, **changes})


def sent(cookie: SealedCookie, contents: dict[str, Any]) -> dict[str, str]:
    response = Response()
    cookie.write(response, contents)
    pairs = (line.split(";")[0].split("=", 1) for line in response.headers.getlist("Set-Cookie"))
    return dict(pair for pair in pairs)  # type: ignore[misc]


def test_what_was_kept_comes_back_and_cannot_be_read_on_the_way() -> None:
    cookie = sealed(MovingClock())
    kept = sent(cookie, ANSWERS)
    assert cookie.read(kept) == ANSWERS
    assert "Fenwick" not in str(kept)


def test_a_changed_cookie_counts_as_none() -> None:
    cookie = sealed(MovingClock())
    kept = sent(cookie, ANSWERS)
    for place in (0, 20, len(kept["draft.0"]) // 2):
        letter = "A" if kept["draft.0"][place] != "A" else "B"
        changed = kept["draft.0"][:place] + letter + kept["draft.0"][place + 1 :]
        assert cookie.read({**kept, "draft.0": changed}) == {}


@pytest.mark.parametrize("junk", ["", "a", "====", "é", "A" * 4000, "\x00"])
def test_junk_counts_as_none(junk: str) -> None:
    assert sealed(MovingClock()).read({"draft.0": junk}) == {}


def test_one_cookie_cannot_stand_in_for_another() -> None:
    clock = MovingClock()
    kept = sent(sealed(clock), ANSWERS)
    assert sealed(clock, name="visit").read({"visit.0": kept["draft.0"], "visit.1": ""}) == {}


def test_a_cookie_of_another_secret_counts_as_none() -> None:
    clock = MovingClock()
    assert sealed(clock, secret="y" * 40).read(sent(sealed(clock), ANSWERS)) == {}


def test_it_ends_after_its_hours_whatever_the_browser_does() -> None:
    clock = MovingClock()
    cookie = sealed(clock)
    kept = sent(cookie, ANSWERS)
    clock.move(hours=47)
    assert cookie.read(kept) == ANSWERS
    clock.move(hours=2)
    assert cookie.read(kept) == {}


def test_long_answers_go_into_two_cookies_and_too_long_ones_are_refused() -> None:
    cookie = sealed(MovingClock())
    letters = random.Random(4)

    def noise(length: int) -> dict[str, str]:
        return {"text": "".join(chr(letters.randint(0x4E00, 0x9FFF)) for _ in range(length))}

    long = noise(1_800)
    kept = sent(cookie, long)
    assert kept["draft.1"]
    assert all(len(piece) <= 3_600 for piece in kept.values())
    assert cookie.read(kept) == long
    with pytest.raises(TooMuchToKeep):
        sent(cookie, noise(6_000))
