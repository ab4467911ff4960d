"""How hard a text is to read: the Flesch-Kincaid grade, which is about a reader's age in years less five.

Source: J. P. Kincaid and others, Derivation of New Readability Formulas, 1975:
0.39 x words a sentence + 11.8 x syllables a word - 15.59.
"""

from __future__ import annotations

import re

# A reading age of 9 to 11 is grade 4 to 6; adults' letters keep to what a 14-year-old reads.
HARDEST = {"young": 6.0, "adult": 9.0}
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|\b0\d{3,4}(?: \d+)+|\bRR-\d{4}-\d{5}-\w\b|£[\d.,]+")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n")
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+\w*", re.IGNORECASE)
_GROUP = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """The grade of a text, one line a paragraph; addresses, telephone numbers and references do not count."""
    plain = _CONTACT.sub(" ", text)
    sentences = [found for part in _SENTENCE_END.split(plain) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables an English word has. A number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    count = len(_GROUP.findall(letters))
    if (
        letters.endswith("e")
        and not letters.endswith(("le", "ee", "ie"))
        or letters.endswith("ed")
        and letters[-3:-2] not in "td"
    ):
        count -= 1
    return max(count, 1)
