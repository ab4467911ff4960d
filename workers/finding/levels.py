"""How alike two names are, in steps a caseworker can follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redaction.nicknames import other_forms
from workers.finding.folding import is_same_but_for_typing, is_same_by_ear, name_parts, significant


class Level(StrEnum):
    """The steps, from the same to different; `UNKNOWN` when one side is empty."""

    EXACT = "exact"
    ALIAS = "alias"
    SHORT_FORM = "short_form"
    PART = "part"
    EAR = "ear"
    TYPING = "typing"
    INITIAL = "initial"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


SURE = frozenset({Level.EXACT, Level.ALIAS, Level.SHORT_FORM})
ALIKE = frozenset({*SURE, Level.PART, Level.EAR, Level.TYPING})


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNames:
    """The given names a person goes by: the first, the middle ones, and those of other names."""

    first: str
    middle: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()

    def level(self, word: str) -> Level:
        """Compare one folded word."""
        if not self.first or not word:
            return Level.UNKNOWN
        for level, is_so in (
            (Level.EXACT, word == self.first),
            (Level.ALIAS, word in self.others),
            (Level.SHORT_FORM, len(word) > 1 and word in other_forms(self.first)),
            (Level.PART, word in self.middle),
            (Level.INITIAL, len(word) == 1 and word == self.first[0]),
            (Level.EAR, any(is_same_by_ear(word, one) for one in (self.first, *self.others))),
            (Level.TYPING, any(is_same_but_for_typing(word, one) for one in (self.first, *self.others))),
        ):
            if is_so:
                return level
        return Level.DIFFERENT

    def compared(self, name: str) -> Level:
        """Compare a whole field of given names: its first word counts most, a later one as a part."""
        words = name_parts(name)
        if not words or not self.first:
            return Level.UNKNOWN
        if "".join(words) == "".join((self.first, *self.middle)):
            return Level.EXACT
        first = self.level(words[0])
        if first in SURE and self._differs_further_on(words):
            return Level.PART
        if first is Level.DIFFERENT and self.first in words[1:]:
            return Level.PART
        return first

    def _differs_further_on(self, words: tuple[str, ...]) -> bool:
        """Brothers may share a first name: "Mohammed Ali" is not "Mohammed Umar"."""
        if not self.middle or len(words) < 2 or len(words[1]) < 2:
            return False
        second = words[1]
        return not any(
            second == one or one == second[0] or is_same_but_for_typing(second, one) or is_same_by_ear(second, one)
            for one in self.middle
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyNames:
    """The family names a person goes or went by, each as its folded parts."""

    current: tuple[str, ...]
    others: frozenset[tuple[str, ...]] = frozenset()

    def level(self, word: str) -> Level:
        """Compare one folded word of a text; a part of a double name counts as a part."""
        if not word:
            return Level.UNKNOWN
        mine = significant(self.current)
        if word in mine:
            return Level.EXACT if len(mine) == 1 else Level.PART
        if any(word in significant(parts) for parts in self.others):
            return Level.ALIAS
        known = [part for parts in (self.current, *self.others) for part in significant(parts)]
        if any(is_same_by_ear(word, part) for part in known):
            return Level.EAR
        if any(is_same_but_for_typing(word, part) for part in known):
            return Level.TYPING
        return Level.DIFFERENT

    def compared(self, name: str) -> Level:
        """Compare a whole field."""
        words = name_parts(name)
        if not words or not self.current:
            return Level.UNKNOWN
        joined, mine = "".join(words), "".join(self.current)
        if joined == mine or significant(words) == significant(self.current):
            return Level.EXACT
        if any(joined == "".join(parts) for parts in self.others):
            return Level.ALIAS
        if len(joined) == 1:
            return Level.INITIAL if joined == mine[0] else Level.DIFFERENT
        if set(significant(words)) & {part for parts in (self.current, *self.others) for part in significant(parts)}:
            return Level.PART
        joined_known = [mine, *("".join(parts) for parts in self.others)]
        if any(is_same_by_ear(joined, known) for known in joined_known):
            return Level.EAR
        if any(is_same_but_for_typing(joined, known) for known in joined_known):
            return Level.TYPING
        return Level.DIFFERENT
