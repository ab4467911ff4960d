"""How hard a text is to read: the Flesch-Kincaid grade, which is about a reader's age in years less five.

Source: J. P. Kincaid and others, Derivation of New Readability Formulas, 1975:
0.39 x words a sentence + 11.8 x syllables a word - 15.59.
"""

from __future__ import annotations

import re

# A reading age of 9 to 11 is grade 4 to 6; adults' letters keep to what a 14-year-old reads.
HARDEST = {"young": 6.0, "adult": 9.0}
# One sentence may be harder than the rest, up to here; the grade of a few words says nothing.
HARDEST_SENTENCE = {"young": 11.0, "adult": 15.0}
_MANY_WORDS, _NAMED = 6, 2
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|\b0\d{3,4}(?: \d+)+|\bRR-\d{4}-\d{5,7}-\w\b|£[\d.,]+")
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


def hard_to_read(text: str, reader: str) -> list[str]:
    """Why a text is too hard for a `reader` of HARDEST, one line with its hardest sentences; nothing if not."""
    parts = (part.strip() for part in _SENTENCE_END.split(_CONTACT.sub(" ", text)))
    sentences = sorted((part for part in parts if len(_WORD.findall(part)) >= _MANY_WORDS), key=grade, reverse=True)
    found, most = grade(text), HARDEST[reader]
    is_one_too_hard = bool(sentences) and grade(sentences[0]) > HARDEST_SENTENCE[reader]
    if found <= most and not is_one_too_hard:
        return []
    measured = f"grade {found:.1f}, where {most:.0f} is the most" if found > most else "one sentence is far too hard"
    hardest = [f"“{part}” (grade {grade(part):.1f})" for part in sentences[:_NAMED] if grade(part) > most]
    named = f" The hardest: {'; '.join(hardest)}." if hardest else ""
    return [f"It is hard to read: {measured}. Use shorter sentences and plainer words.{named}"]


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
