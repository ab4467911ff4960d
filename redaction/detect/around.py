"""Names told by the words around them: whose friend somebody is, and what only people do.

A given name that is in no list ("Xanthe") or is a word of the language ("Wren", "Ocean") is found by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from redaction.detect.name_words import is_no_name
from redaction.lexicon import is_listed_name, is_title, is_word, places
from redaction.normalise import Reading

_RELATIONS = (
    "friend", "mate", "cousin", "classmate", "girlfriend", "boyfriend", "neighbour", "twin", "sister", "brother",
    "stepsister", "stepbrother", "half-sister", "half-brother", "niece", "nephew", "daughter", "son", "partner",
    "auntie", "aunt", "uncle",
)  # fmt: skip
# The words are looked for in one pass; what stands about each is looked at only there.
_RELATION = AhoCorasick(_RELATIONS)
_RELATED = re.compile(rf"\b(?i:{'|'.join(_RELATIONS)})(?i:s?)(?: is| was| called| named|,)? ([A-Z][a-z][\w'-]*)")
_DEEDS = (
    "said says told tells hit hits lives lived rang ran went came asked asks pushed punched kicked slapped bit cried "
    "refuses refused walked stayed stays sat wants wanted thinks thought felt feels likes hates shouted swore threw "
    "stole bullies bullied attacked hurt texts texted phoned plays played"
)
_DOES = re.compile(rf"([A-Z][a-z][\w'-]+)(?= (?:{'|'.join(_DEEDS.split())})\b)")
_OPENING = re.compile(r"(?:\A|[.!?:;\n] |\n)\Z")


def names_around(reading: Reading) -> Iterator[tuple[int, int]]:
    """The single words that stand where a name stands."""
    for match in (*_related(reading), *_doing(reading.plain)):
        word = match[1].removesuffix("'s")
        if _may_be_one(word.lower(), is_related=match.re is _RELATED):
            yield match.start(1), match.start(1) + len(word)


def _related(reading: Reading) -> Iterator[re.Match[str]]:
    for _, start, _ in _RELATION.find_matches_as_indexes(reading.folded, overlapping=True):
        match = _RELATED.match(reading.plain, start)
        if match is not None:
            yield match


def _doing(plain: str) -> Iterator[re.Match[str]]:
    for match in _DOES.finditer(plain):
        if _OPENING.search(plain, max(0, match.start() - 2), match.start()):
            yield match


def _may_be_one(folded: str, *, is_related: bool) -> bool:
    if is_title(folded) or is_no_name(folded) or (is_word(folded) and not is_listed_name(folded)):
        return False
    return is_related or folded not in places() or is_listed_name(folded)
