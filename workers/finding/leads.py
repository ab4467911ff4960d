"""What in a text leads to the person, as far as its keys tell: whether it is worth reading at all.

Each sign is a bit; a text is worth reading when the bits of its keys together make a lead. The same rule decides over a
text in hand and over an index of many, so that an index never hides what a search without it would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from workers.finding.folding import digits, fold
from workers.finding.levels import SURE, Level
from workers.finding.look_alikes import Landscape
from workers.finding.mentions import Lexicon
from workers.finding.text_keys import ANSWER, DATE, LONGEST, NUMBER, UNREAD

_GIVEN, _FAMILY, _PARENT, _BIRTH, _PLACE, _UNREAD = 1, 2, 4, 8, 16, 32
_WORDS = re.compile(r"[^\W\d_]+")


class Leads:
    """The leads to one person."""

    def __init__(self, landscape: Landscape, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parents = frozenset(name for names in landscape.parents for name in names)
        born = landscape.person.born_on
        self._birth = f"{DATE}{born.isoformat()}" if born else ""
        self._words: dict[str, int] = {}
        self._numbers: dict[str, int] = {code.casefold(): _PLACE for code in landscape.person.postcodes}
        self._count = 0
        self._needs = [need for need in map(self._need, _identifiers(landscape)) if need]
        self._bits: dict[str, int] = {}

    def bits(self, key: str) -> int:
        """Give the signs that a key of a text is; what a word is, is remembered, since words repeat."""
        if key.startswith(NUMBER):
            return reduce(or_, (bit for number, bit in self._numbers.items() if number in key), 0)
        if key.startswith(ANSWER):
            return 0
        if key.startswith(DATE):
            return _BIRTH if key == self._birth else 0
        if key == UNREAD:
            return _UNREAD  # whatever could not be read is told with every search
        known = self._bits.get(key)
        if known is None:
            known = self._bits[key] = self._word(key)
        return known

    def are_in(self, keys: Iterable[str], *, is_household: bool = False) -> bool:
        """Say whether a text with these keys is worth reading."""
        bits = 0
        for key in keys:
            bits |= self.bits(key)
        return self.suffice(bits, is_household=is_household)

    def suffice(self, bits: int, *, is_household: bool = False) -> bool:
        """Say whether these signs together are a lead; a given name alone is one in the records of the household."""
        if bits & (_FAMILY | _UNREAD) or (bits & _GIVEN and (bits & (_PARENT | _BIRTH | _PLACE) or is_household)):
            return True
        return any(bits & need == need for need in self._needs)

    def _word(self, word: str) -> int:
        given, family = self._lexicon.levels(word)
        bits = self._words.get(word, 0)
        bits |= _GIVEN if given in SURE else 0
        bits |= 0 if family in (Level.DIFFERENT, Level.UNKNOWN) else _FAMILY
        return bits | (_PARENT if word in self._parents else 0)

    def _need(self, parts: tuple[frozenset[str], frozenset[str]]) -> int:
        """Give each word and number that must be there a bit of its own."""
        need = 0
        for table, wanted in zip((self._words, self._numbers), parts, strict=True):
            for part in wanted:
                table[part] = table.get(part, 0) | (bit := 64 << self._count)
                self._count += 1
                need |= bit
        return need


def _identifiers(landscape: Landscape) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    """Give, for each number and address that leads to the person, words and numbers a text that holds it must hold."""
    person = landscape.person
    for upn in filter(None, [person.upn]):
        yield frozenset(), frozenset({upn.casefold()[:LONGEST]})
    for reference in person.references:
        yield _parts(reference)
    for number in person.phones:
        yield frozenset(), frozenset({number})
    for email in person.emails:
        yield _parts(email)
    yield from map(_parts, person.streets)
    for _, code in person.houses:
        yield frozenset(), frozenset({code.casefold()})
    yield from _contacts(landscape.parent_contacts)


def _contacts(contacts: Iterable[str]) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    for contact in contacts:
        if "@" in contact:
            yield _parts(contact)
        elif digits(contact):
            yield frozenset(), frozenset({digits(contact)})


def _parts(said: str) -> tuple[frozenset[str], frozenset[str]]:
    """Take the longest word of a text and the longest number in it: whatever holds the text holds both."""
    folded = fold(said)
    words, numbers = _WORDS.findall(folded), re.findall(r"\d+", folded)
    longest = {max(words, key=len)} if words else set()
    return frozenset(longest), frozenset({max(numbers, key=len)[:LONGEST]} if numbers else set())
