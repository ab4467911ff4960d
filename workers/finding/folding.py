"""One form for names, numbers and addresses, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from workers.finding.by_ear import is_heard_as

_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# What is not written everywhere: apostrophes, and the joiners of Persian, Urdu and the scripts of India.
_APOSTROPHES = re.compile("['’‘ʼ`´\u200c\u200d]")
_WORD = re.compile(r"[^\W\d_]+")
_FLAT = re.compile(r"\w+")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b")
PARTICLES = frozenset(
    {"van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le", "al", "el", "bin"}
)
# Spellings of one sound, longest first; what is left are consonants that survive a change of alphabet.
_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("sz", "s"), ("cz", "c"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("kh", "h"),
    ("gh", "g"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ck", "k"), ("qu", "k"), ("dz", "z"), ("x", "ks"),
    ("q", "k"), ("c", "k"),
    ("w", "v"), ("z", "s"), ("j", "g"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes and joiners: "O'Néill" becomes "oneill"."""
    plain = _APOSTROPHES.sub("", text.casefold().translate(_LETTERS))
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded: "Smith-Jones" gives two."""
    return tuple(_WORD.findall(fold(name)))


def significant(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a family name without "van", "de", "al" and the like."""
    kept = tuple(part for part in parts if part not in PARTICLES and len(part) > 1)
    return kept or parts


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """What stays of a folded word when it is written down by ear: Mohammed and Muhamad both give "mmd"."""
    if not word:
        return ""
    sounded = word
    for spelling, sound in _SOUNDS:
        sounded = sounded.replace(spelling, sound)
    first = "a" if sounded[0] in "aeiou" else sounded[0]
    rest = re.sub(r"[aeiouyh]", "", sounded[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def is_same_by_ear(one: str, other: str) -> bool:
    """Say whether two folded words may be one name written down twice."""
    return is_heard_as(one, other) or (
        min(len(one), len(other)) >= 4
        and skeleton(one) == skeleton(other)
        and JaroWinkler.similarity(one, other) >= 0.78
    )


def is_same_but_for_typing(one: str, other: str) -> bool:
    """Say whether two folded words differ by one slip of the hand (two, in a long word)."""
    shorter = min(len(one), len(other))
    if shorter < 4 or abs(len(one) - len(other)) > 2:
        return False
    allowed = 2 if shorter >= 8 else 1
    return int(DamerauLevenshtein.distance(one, other, score_cutoff=allowed)) <= allowed


def digits(text: str) -> str:
    """A phone number's significant digits: without +44, its zero and the spaces."""
    found = re.sub(r"\D", "", text)
    found = found.removeprefix("0044") if found.startswith("0044") else found
    found = found.removeprefix("44") if len(found) > 11 else found
    return found.removeprefix("0")


def postcodes(text: str) -> frozenset[str]:
    """The postcodes in an address, without their space."""
    return frozenset(outward + inward for outward, inward in _POSTCODE.findall(text.upper()))


ROAD_KINDS = {
    "rd": "road", "st": "street", "ave": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
    **{kind: kind for kind in ("road", "street", "avenue", "lane", "close", "drive")},
}  # fmt: skip


def flat(text: str) -> str:
    """The words of a text, folded, with one space between them and at both ends."""
    return f" {' '.join(_FLAT.findall(fold(text)))} "


def house(address: str) -> tuple[str, str] | None:
    """Name a house that has no number, and its postcode: "the old rectory", "BX12CD"; None for any other address."""
    name, codes = flat(address.replace("\n", ",").split(",")[0]).strip(), sorted(postcodes(address))
    is_named = bool(codes) and not street(address) and len(name) >= 8 and " " in name
    return (name, codes[0]) if is_named else None


def street(address: str) -> str:
    """House and street of an address, folded: "12 Mill Lane" of "12 Mill Lane, Brackenford BX1 2CD"."""
    first = fold(address).replace("\n", ",").split(",")
    lines = [" ".join(re.findall(r"\w+", line)) for line in first]
    numbered = next((line for line in lines if re.match(r"\d+\w? \w{3,}", line)), "")
    if not numbered and len(lines) > 1 and re.fullmatch(r"\d+\w?", lines[0]):
        numbered = f"{lines[0]} {lines[1]}"
    return re.sub(r"\b(road|street|avenue|lane|close|drive|rd|st|ave|ln|cl|dr)$", "", numbered).strip()
