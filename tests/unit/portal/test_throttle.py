import pytest

from portal.web.throttle import LIMITS, Throttle, TooManyTries

MOST = 2_000


def tries_until_refused(throttle: Throttle, kind: str, key: str) -> int:
    for number in range(MOST):
        try:
            throttle.count(kind, key)
        except TooManyTries:
            return number
    return MOST


@pytest.mark.parametrize("kind", LIMITS)
def test_a_limit_lets_its_number_through_and_no_more(kind: str) -> None:
    assert tries_until_refused(Throttle("memory://"), kind, "somebody") == int(LIMITS[kind].split()[0])


def test_one_key_does_not_use_up_anothers_tries() -> None:
    throttle = Throttle("memory://")
    tries_until_refused(throttle, "sign_in", "somebody")
    throttle.count("sign_in", "somebody else")


def test_tries_are_limited_while_redis_is_away() -> None:
    throttle = Throttle("redis://127.0.0.1:9/0")
    assert tries_until_refused(throttle, "sign_in", "somebody") == 5
