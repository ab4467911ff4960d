"""Chance refuses no photo: the signs of a second kind are too long for it, by arithmetic and by random bytes."""

import itertools
import random
import re
import struct
import time
from typing import Any

import pytest

from requests_.model.file_kinds import LARGEST_FILE_BYTES
from requests_.model.second_kinds import SECOND_KINDS, Family, SecondKind, second_kind

PARSER: Any = re._parser  # type: ignore[attr-defined]
UNANCHORED = [kind for kind in SECOND_KINDS if not kind.sign.pattern.startswith(b"\\A")]


def chance(items: Any, *, folds: bool) -> float:
    """How likely bytes drawn at random are what a pattern asks for, at one place; never less than it is."""
    product = 1.0
    for code, given in items:
        product *= _one(str(code), given, folds=folds)
    return product


def _one(code: str, given: Any, *, folds: bool) -> float:
    if code == "LITERAL":
        return (2 if folds and chr(given).isalpha() else 1) / 256
    if code == "ANY":
        return 1.0
    if code == "IN":
        return len(members(given, folds=folds)) / 256
    if code == "BRANCH":
        return sum(chance(branch, folds=folds) for branch in given[1])
    if code == "SUBPATTERN":
        return chance(given[3], folds=folds or bool(given[1] & re.IGNORECASE))
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = given
        each = chance(inner, folds=folds)
        return sum(float(each**times) for times in range(least, min(most, least + 100) + 1))
    raise AssertionError(f"there is no arithmetic for {code}")


def members(given: Any, *, folds: bool) -> set[int]:
    """The bytes of a class."""
    text = b"[" + b"".join(_as_class(str(code), value) for code, value in given) + b"]"
    return {byte for byte in range(256) if re.match(text, bytes([byte]), re.IGNORECASE if folds else re.NOFLAG)}


def _as_class(code: str, value: Any) -> bytes:
    if code == "LITERAL":
        return b"\\x%02x" % value
    if code == "RANGE":
        return b"\\x%02x-\\x%02x" % value
    if code == "CATEGORY":
        return {"SPACE": rb"\s", "WORD": rb"\w", "DIGIT": rb"\d"}[str(value).removeprefix("CATEGORY_")]
    raise AssertionError(f"there is no arithmetic for {code}")


def expected(kind: SecondKind) -> float:
    """How often a sign stands in the largest file of bytes drawn at random, at most."""
    last = LARGEST_FILE_BYTES if kind.last is None else kind.last
    places = -kind.first if kind.first < 0 else last - kind.first
    return chance(PARSER.parse(kind.sign.pattern, re.DOTALL), folds=False) * places


def test_by_arithmetic_fewer_than_100_of_a_million_of_the_largest_photos_are_refused() -> None:
    of_photos = [kind for kind in UNANCHORED if Family.PICTURE in kind.families]
    chances = {kind.sign.pattern: expected(kind) for kind in of_photos}
    assert sum(chances.values()) < 100e-6, sorted(chances.items(), key=lambda row: -row[1])[:3]


@pytest.mark.parametrize("seed", [8])
def test_bytes_drawn_at_random_bear_no_sign(seed: int) -> None:
    content = random.Random(seed).randbytes(LARGEST_FILE_BYTES)
    assert second_kind(content, Family.PICTURE) is None


def test_no_drawing_narrower_than_2304_pixels_reads_as_a_script_whatever_its_height() -> None:
    worst = (b"/*", b"=`", b"//", b"\"'", b"*/")
    heads = (b"GIF89a" + struct.pack("<H", width) + height for width in range(2_304) for height in worst)
    assert not [head for head in heads if second_kind(head + b"/*`;'*/\0,", Family.PICTURE)]


BEGINNINGS = (b"", b"GIF89a", b"RIFF", b"II*\0", b"MM\0*", b"\xff\xd8\xff\xe0")
FILLERS = [bytes([sign]) for sign in b"`'\"/*<> =a\0"] + [b"`\0", b"\0`", b"'\0", b"on", b"<svg ", b"onload ", b"a=  "]
SHORT, LONG, ALLOWED = 4_000, 64_000, 16 * 8


def took(kind: SecondKind, content: bytes) -> float:
    """Seconds of processor time, the least of three."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        kind.sign.search(content)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize(
    "number", range(len(SECOND_KINDS)), ids=lambda number: f"{number}: {SECOND_KINDS[number].name}"
)
def test_no_file_is_looked_through_in_more_than_its_length(number: int) -> None:
    """A sign that takes the square of it would stop the portal with one picture: 16 times the length is 256 times."""
    kind = SECOND_KINDS[number]
    for beginning, filler in itertools.product(BEGINNINGS, FILLERS):
        short, long = (beginning + filler * (length // len(filler)) for length in (SHORT, LONG))
        if took(kind, short) > 0.0002:  # what is over at once is not worth comparing
            assert took(kind, long) < ALLOWED * took(kind, short), (kind.name, beginning, filler)
