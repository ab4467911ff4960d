"""Where a text names the person: both names near each other, an initial and the family name, or one name alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workers.finding.expansion import Expansion
from workers.finding.folding import PARTICLES, significant
from workers.finding.levels import SURE, GivenNames, Level
from workers.finding.words import Word

_REACH = 5  # words between which the two names still belong together, labels of a form among them
_LABELS = frozenset(
    {"forename", "forenames", "given", "first", "name", "names", "christian", "surname", "family", "last", "s", "legal",
     "pupil", "child", "student", "middle", "known", "as", "aka", "of", "full", "preferred", "chosen", "previously"}
)  # fmt: skip
_ADULT = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "pc", "ps", "sgt", "dc", "cllr", "councillor", "rev", "revd", "prof"}
)
_NO_NAMES = frozenset({"year", "dob", "upn", "date", "born", "is", "was", "has", "age", "aged", "address", "school"})
_FUZZY = frozenset({Level.EAR, Level.TYPING})


class Form(StrEnum):
    """How the names stand."""

    FULL = "full"
    INITIAL = "initial"
    FAMILY = "family"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the person may be named; levels say how well each name fits.

    `is_claimed` says of a name that stands alone that it goes with somebody else's other name: "Jack Brown" for a Jack.
    """

    form: Form
    given: Level
    family: Level
    start: int
    end: int
    is_adult: bool = False
    is_lower: bool = False
    is_claimed: bool = False

    def is_sure(self) -> bool:
        """Say whether both names are theirs beyond spelling."""
        return self.form is Form.FULL and self.given in SURE and self.family in SURE and not self.is_lower

    def slips(self) -> int:
        """Count the names that only fit by ear or by a slip of typing."""
        return (self.given in _FUZZY) + (self.family in _FUZZY)


class Lexicon:
    """The level of every word met so far, as a given and as a family name."""

    def __init__(self, person: Expansion, *, taken: Collection[str], near: Sequence[GivenNames] = ()) -> None:
        self._person = person
        self._taken = taken
        self._near = near
        self._known: dict[str, tuple[Level, Level]] = {}
        self._parts = frozenset(
            part for parts in (person.family.current, *person.family.others) for part in significant(parts)
        )

    def levels(self, word: str) -> tuple[Level, Level]:
        """Give a folded word's levels; a name that others bear is no slip of theirs."""
        found = self._known.get(word)
        if found is None:
            given, family = self._person.given.level(word), self._person.family.level(word)
            if given in _FUZZY and (word in self._taken or word in self._parts):
                given = Level.DIFFERENT
            if given is Level.SHORT_FORM and any(names.level(word) in SURE for names in self._near):
                given = Level.PART  # "Alex" may be Alexander or his sister Alexandra
            found = self._known[word] = (given, family)
        return found

    def is_part(self, word: str) -> bool:
        """Say whether a word is one of the family names or a part of one."""
        return word in self._parts


def mentions(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[Mention]:
    """Give every mention, each family name with the given name that belongs to it."""
    found: list[Mention] = []
    joined: set[int] = set()
    for place, word in enumerate(words):
        family = _family_level(text, words, place, lexicon)
        if family in (Level.DIFFERENT, Level.UNKNOWN) or (family in _FUZZY and not word.is_capital):
            continue
        best = _best_partner(text, words, place, lexicon)
        if best is None:
            is_claimed = not _follows_title(words, place) and _owned(text, words, place, lexicon)
            found.append(_alone(Form.FAMILY, Level.UNKNOWN, family, word, is_claimed=is_claimed))
            continue
        partner, given = best
        joined.add(partner)
        found.append(_pair(words, partner, place, given=given, family=family))
    for place, word in enumerate(words):
        given = lexicon.levels(word.text)[0]
        if lexicon.is_part(word.text) or not word.is_capital or len(word.text) <= 2:
            continue
        if place not in joined and given in SURE:
            is_claimed = _goes_on(text, words, place, lexicon)
            found.append(_alone(Form.GIVEN, given, Level.UNKNOWN, word, is_claimed=is_claimed))
    return found


def _alone(form: Form, given: Level, family: Level, word: Word, *, is_claimed: bool) -> Mention:
    return Mention(form=form, given=given, family=family, start=word.start, end=word.end, is_claimed=is_claimed)


def _pair(words: Sequence[Word], partner: int, place: int, *, given: Level, family: Level) -> Mention:
    first, last = min(partner, place), max(partner, place)
    return Mention(
        form=Form.INITIAL if given is Level.INITIAL else Form.FULL,
        given=given,
        family=family,
        start=words[first].start,
        end=words[last].end,
        is_adult=_follows_title(words, first),
        is_lower=not (words[partner].is_capital or words[place].is_capital),
    )


def _family_level(text: str, words: Sequence[Word], place: int, lexicon: Lexicon) -> Level:
    word = words[place]
    level = lexicon.levels(word.text)[1]
    if level not in (Level.EXACT, Level.PART, Level.ALIAS):
        return level
    beside = [words[near] for near in (place - 1, place + 1) if 0 <= near < len(words)]
    others = [one for one in beside if lexicon.is_part(one.text) and one.text != word.text]
    if level is Level.PART:
        return Level.EXACT if others else Level.PART
    # "Smith-Brown" is not "Smith": a hyphen that leads to a name that is not theirs makes it a part.
    hyphened = text[word.end : word.end + 1] == "-" or text[max(word.start - 1, 0) : word.start] == "-"
    is_other = hyphened and any(
        (one.start == word.end + 1 or one.end == word.start - 1) and one.is_capital and not lexicon.is_part(one.text)
        for one in beside
    )
    return Level.PART if is_other else level


def _best_partner(text: str, words: Sequence[Word], place: int, lexicon: Lexicon) -> tuple[int, Level] | None:
    """The nearest given name that belongs to this family name, the one before it first."""
    order = (*range(place - 1, place - _REACH - 1, -1), *range(place + 1, place + _REACH + 1))
    best: tuple[int, Level] | None = None
    for other in order:
        if not 0 <= other < len(words):
            continue
        given = lexicon.levels(words[other].text)[0]
        if given in (Level.DIFFERENT, Level.UNKNOWN) or (given not in SURE and not words[other].is_capital):
            continue
        is_theirs = _before(text, words, other, place) if other < place else _after(text, words, other, place, lexicon)
        if is_theirs and (best is None or _rank(given) < _rank(best[1])):
            best = (other, given)
    return best


def _rank(level: Level) -> int:
    return list(Level).index(level)


def _before(text: str, words: Sequence[Word], given: int, family: int) -> bool:
    """ "Jack Smith", "Jack Thomas Smith", "Forename: Jack Surname: Smith"."""
    gap = text[words[given].end : words[family].start]
    between = words[given + 1 : family]
    if all(word.text in _LABELS for word in between) and (between or gap.strip(" .\t\n-_") == ""):
        return gap.count("\n") <= 1 or bool(between)
    if len([word for word in between if word.text not in PARTICLES]) > 2 or any(mark in gap for mark in ",;:!?\n\t(/"):
        return False
    return all(word.is_capital or word.text in _LABELS or word.text in PARTICLES for word in between)


def _after(text: str, words: Sequence[Word], given: int, family: int, lexicon: Lexicon) -> bool:
    """ "Smith, Jack", "SMITH Jack", "Surname: Smith  Forename: Jack", and the cells of a list."""
    gap = text[words[family].end : words[given].start]
    between = words[family + 1 : given]
    if between and all(word.text in _LABELS for word in between):
        return True
    if between or gap.strip(" ,\t-_/") != "":
        return False
    if "," not in gap and "\t" not in gap and not words[family].text:
        return False
    return not _owned(text, words, family, lexicon) and not _owns(text, words, given)


def _owned(text: str, words: Sequence[Word], family: int, lexicon: Lexicon) -> bool:
    """The family name already follows somebody's given name, as in "Tom Smith, Jack Brown"."""
    if family == 0 or not words[family - 1].is_capital:
        return False
    before = words[family - 1]
    if lexicon.is_part(before.text):
        return False
    return text[before.end : words[family].start] == " " and before.text not in _LABELS and len(before.text) > 1


def _owns(text: str, words: Sequence[Word], given: int) -> bool:
    """The given name is followed by another family name, as in "Smith, Jack Brown" of a run-on list."""
    if given + 1 >= len(words) or not words[given + 1].is_capital:
        return False
    after = words[given + 1]
    is_next = text[words[given].end : after.start] == " "
    # A second given name looks the same; only a comma before the next pair tells a run-on list.
    return (
        is_next and text[after.end : after.end + 1] == "," and text[words[given].start - 2 : words[given].start] == ", "
    )


def _goes_on(text: str, words: Sequence[Word], given: int, lexicon: Lexicon) -> bool:
    """The given name, and a second one of theirs, is followed by a family name that is not theirs."""
    while given + 1 < len(words) and lexicon.levels(words[given + 1].text)[0] in (Level.PART, *SURE):
        given += 1
    if given + 1 >= len(words):
        return False
    after = words[given + 1]
    is_next = text[words[given].end : after.start] in (" ", "  ", "-")
    return is_next and after.is_capital and after.text not in _LABELS and after.text not in _NO_NAMES


def _follows_title(words: Sequence[Word], place: int) -> bool:
    return place > 0 and words[place - 1].text in _ADULT
