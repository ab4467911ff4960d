"""A parser that hangs, swells, reaches out or answers with code harms nobody."""

from __future__ import annotations

import io
import os
import pickle
import time

import pytest

from redaction import sandbox
from redaction.errors import TooLarge, Unreadable
from redaction.sandbox import Limits


def test_a_reader_that_hangs_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(TooLarge, match="longer than"):
        sandbox.run("time:sleep", (60,), file="a.pdf", limits=Limits(wall_seconds=1))
    assert time.monotonic() - started < 20


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(TooLarge, match="memory"):
        sandbox.run("builtins:bytearray", (8 << 30,), file="a.pdf")


def test_a_reader_has_no_network() -> None:
    with pytest.raises(Unreadable):
        sandbox.run("socket:create_connection", (("127.0.0.1", 9), 1), file="a.pdf")


def test_a_reader_that_dies_is_reported_and_the_next_file_is_read() -> None:
    with pytest.raises(TooLarge):
        sandbox.run("os:_exit", (3,), file="a.pdf")
    assert sandbox.run("builtins:len", ("four",), file="b.pdf") == 4


class Harmful:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


@pytest.mark.parametrize("answer", [Harmful(), os.getcwd, {"path": os.path.join}])
def test_an_answer_may_hold_plain_values_only(answer: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        sandbox._PlainValues(io.BytesIO(pickle.dumps(answer))).load()
