"""Which withheld strings may not stand anywhere in a finished document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_TERM = 3
SHORTEST_WORD = 4
LONG_ENOUGH = 8
_NOT_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")


def folded(text: str) -> str:
    """Text as the checks compare it: compatibility forms, case, accents, quotes, hyphens and blanks made one."""
    if not text.isascii():
        # Quotes and hyphens first: some of them come apart into a blank and a mark.
        text = re.sub(r"[\u2018\u2019\u02bc\u00b4]", "'", text)
        text = re.sub(r"[\u2010-\u2015\u2212\u00ad]", "-", text)
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(text.casefold().replace("`", "'").split())


def term_pattern(term: str) -> re.Pattern[str]:
    """A pattern that finds a folded term in folded text as whole words, whatever blanks stand between its parts."""
    parts = [re.escape(part) for part in folded(term).split(" ")]
    return re.compile(r"(?<![^\W_])" + r"\s*".join(parts) + r"(?![^\W_])")


def unspaced(text: str) -> str:
    """Only the letters and digits of a text, folded."""
    plain = folded(text)
    return plain.translate(_NOT_LETTERS) if plain.isascii() else re.sub(r"[\W_]", "", plain)


def is_long(term: str) -> bool:
    """Whether a term is long enough to be looked for with blanks and punctuation anywhere in it."""
    return len(unspaced(term)) >= LONG_ENOUGH


class _Disclosed:
    """The text that may be read; a term is in it exactly when the checks would find it there."""

    def __init__(self, text: str) -> None:
        self._plain = folded(text)
        self._unspaced = unspaced(text)

    def holds(self, term: str) -> bool:
        if is_long(term) and unspaced(term) in self._unspaced:
            return True
        return term_pattern(term).search(self._plain) is not None


def remaining_terms(withheld: Iterable[str], disclosed: str) -> tuple[str, ...]:
    """The strings that no check may find: what was withheld, less what the disclosed text says with good reason.

    Each withheld string counts whole, and each longer word of it by itself; a string that stands in `disclosed` as
    whole words (a surname shared with the data subject, a common word) cannot be denied and is left out, as is one
    too short to mean anybody. `disclosed` is everything that may be read: the remaining text of all parts, the labels,
    titles and page lines.
    """
    allowed = _Disclosed(disclosed)
    found: dict[str, str] = {}
    for text in withheld:
        whole = " ".join(text.split())
        words = [word for word in WORD.findall(whole) if len(word) >= SHORTEST_WORD]
        for term in (whole, *words):
            key = folded(term)
            letters = sum(1 for letter in key if letter.isalnum())
            if letters >= SHORTEST_TERM and key not in found and not allowed.holds(term):
                found[key] = term
    return tuple(found.values())


def standing(terms: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the terms that a check would find in a text."""
    readable = _Disclosed(text)
    return tuple(term for term in terms if readable.holds(term))


def disclosed_text(texts: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> str:
    """What remains of unit texts when the given half-open spans are cut out of each."""
    kept = []
    for text, spans in texts:
        at = 0
        for start, end in sorted(spans):
            if start > at:
                kept.append(text[at:start])
            at = max(at, end)
        kept.append(text[at:])
        kept.append("\n")
    return "\n".join(kept)
