"""Finding denied terms in text and in bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redaction.verify.certificate import Check
from redaction.verify.terms import folded, term_pattern

SHORTEST_IN_BYTES = 5
MOST_PLACES = 8


class Finder:
    """The denied terms, ready to be looked for."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._patterns = [term_pattern(term) for term in terms if folded(term)]
        self._joined = [_unspaced(term) for term in terms if len(_unspaced(term)) >= 8]
        forms = {form for term in terms for form in byte_forms(term)}
        self._bytes = (
            re.compile(b"|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))) if forms else None
        )

    def in_text(self, text: str) -> bool:
        """Whether any term stands in the text, also broken over lines or with its letters set apart."""
        plain = folded(text.replace("\u00a0", " "))
        unbroken = re.sub(r"(?<=\w)- (?=\w)", "", plain)
        if any(pattern.search(one) for pattern in self._patterns for one in {plain, unbroken}):
            return True
        return bool(self._joined) and any(term in _unspaced(plain) for term in self._joined)

    def in_bytes(self, content: bytes) -> bool:
        """Whether any term stands in raw bytes, in one of the encodings a PDF uses."""
        return self._bytes is not None and self._bytes.search(content) is not None

    def in_string(self, content: bytes) -> bool:
        """Whether any term stands in a string of a PDF, read as each encoding it may be in."""
        readings = [content.decode("latin-1")]
        if b"\0" in content:
            readings += [content.decode(one, "replace") for one in ("utf-16-be", "utf-16-le")]
        if any(byte > 127 for byte in content):
            readings += [content.decode("utf-8", "replace"), content.decode("utf-16", "replace")]
        return any(self.in_text(reading) for reading in readings)


def _unspaced(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text))


def byte_forms(term: str) -> Iterable[bytes]:
    """A term as bytes: as written, in capitals and small, in each encoding and in hexadecimal.

    Short terms are left to the checks that read text: a few letters stand in any large file by chance.
    """
    if len(term) < SHORTEST_IN_BYTES:
        return
    for form in {term, term.upper(), term.lower(), term.title()}:
        for encoding in ("latin-1", "utf-8", "utf-16-be", "utf-16-le"):
            try:
                encoded = form.encode(encoding)
            except UnicodeEncodeError:
                continue
            yield encoded
            yield encoded.hex().encode()
            yield encoded.hex().upper().encode()


def outcome(places: Iterable[str]) -> Check:
    """A check that passes when nothing was found in any place."""
    found = list(dict.fromkeys(places))
    shown = "; ".join(found[:MOST_PLACES]) + ("; and more" if len(found) > MOST_PLACES else "")
    return Check("", passed=not found, where=shown)
