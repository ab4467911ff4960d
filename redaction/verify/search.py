"""Finding denied terms in text and in bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

from redaction.verify.certificate import Check
from redaction.verify.syntax_words import SYNTAX_WORDS
from redaction.verify.terms import folded, is_long, term_pattern, unspaced

SHORTEST_IN_BYTES = 5
MOST_PLACES = 8
HEX_LETTER = rb"(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])"
# What before or after a form makes it part of a longer word.
EDGES = {
    "latin-1": (re.compile(rb"[A-Za-z0-9]$"), re.compile(rb"[A-Za-z0-9]")),
    "utf-8": (re.compile(rb"[A-Za-z0-9]$"), re.compile(rb"[A-Za-z0-9]")),
    "utf-16-be": (re.compile(rb"\0[A-Za-z0-9]$"), re.compile(rb"\0[A-Za-z0-9]")),
    "utf-16-le": (re.compile(rb"[A-Za-z0-9]\0$"), re.compile(rb"[A-Za-z0-9]\0")),
    "hex": (re.compile(HEX_LETTER + b"(?:00)?$"), re.compile(b"(?:00)?" + HEX_LETTER)),
}


class Finder:
    """The denied terms, ready to be looked for."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._patterns: dict[str, list[re.Pattern[str]]] = {}
        for term in terms:
            if unspaced(term):
                self._patterns.setdefault(unspaced(term), []).append(term_pattern(term))
        self._keys = sorted(self._patterns)
        self._letters = AhoCorasick(self._keys) if self._keys else None
        # One pass over the bytes for all forms; where one stands, its neighbours decide whether it is a word.
        self._forms = sorted({form for term in terms for form in byte_forms(term)})
        self._automaton = BytesAhoCorasick([literal for literal, _ in self._forms]) if self._forms else None

    def may_be_in(self, text: str) -> bool:
        """False when no term can stand in the text or in any stretch of it: its letters, put together, hold none's."""
        return self._letters is not None and bool(self._letters.find_matches_as_indexes(unspaced(text)))

    def in_text(self, text: str) -> bool:
        """Whether any term stands in the text, also broken over lines or with its letters set apart."""
        if self._letters is None:
            return False
        plain = folded(text.replace("\u00a0", " "))
        # A term cannot stand in a text whose letters, put together, do not hold the term's letters: one pass for all.
        hits = {self._keys[n] for n, _, _ in self._letters.find_matches_as_indexes(unspaced(plain), overlapping=True)}
        if any(is_long(key) for key in hits):
            return True
        unbroken = re.sub(r"(?<=\w)- (?=\w)", "", plain)
        return any(pattern.search(one) for key in hits for pattern in self._patterns[key] for one in {plain, unbroken})

    def in_name(self, name: str) -> bool:
        """Whether any term stands in a name of a PDF that is not one of the format's own."""
        return name.casefold() not in SYNTAX_WORDS and self.in_text(name)

    def in_bytes(self, content: bytes) -> bool:
        """Whether any term stands in raw bytes, in one of the encodings a PDF uses."""
        if self._automaton is None:
            return False
        for number, start, end in self._automaton.find_matches_as_indexes(content, overlapping=True):
            before, after = EDGES[self._forms[number][1]]
            if not before.search(content[max(0, start - 4) : start]) and not after.match(content[end : end + 4]):
                return True
        return False

    def in_string(self, content: bytes) -> bool:
        """Whether any term stands in a string of a PDF, read as each encoding it may be in."""
        readings = [content.decode("latin-1")]
        if b"\0" in content:
            readings += [content.decode(one, "replace") for one in ("utf-16-be", "utf-16-le")]
        if not content.isascii():
            readings += [content.decode("utf-8", "replace"), content.decode("utf-16", "replace")]
        return any(self.in_text(reading) for reading in readings)


def byte_forms(term: str) -> Iterable[tuple[bytes, str]]:
    """A term as bytes, with the kind of its edges: as written, in capitals and small, in each encoding, in hexadecimal.

    Each counts as whole words, as in text: a withheld "Green" is not in "Greenwich". Short terms are left to the checks
    that read text, for a few letters stand in any large file by chance.
    """
    if len(term) < SHORTEST_IN_BYTES or term.casefold() in SYNTAX_WORDS:
        return
    for form in {term, term.upper(), term.lower(), term.title()}:
        for encoding in ("latin-1", "utf-8", "utf-16-be", "utf-16-le"):
            try:
                encoded = form.encode(encoding)
            except UnicodeEncodeError:
                continue
            yield encoded, encoding
            yield encoded.hex().encode(), "hex"
            yield encoded.hex().upper().encode(), "hex"


def outcome(places: Iterable[str]) -> Check:
    """A check that passes when nothing was found in any place."""
    found = list(dict.fromkeys(places))
    shown = "; ".join(found[:MOST_PLACES]) + ("; and more" if len(found) > MOST_PLACES else "")
    return Check("", passed=not found, where=shown)
