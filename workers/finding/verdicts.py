"""Whether a text is about the person: mentions, what stands beside them, and what speaks for somebody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workers.finding.bands import Decision
from workers.finding.folding import digits, fold
from workers.finding.landscape import Landscape, Tie
from workers.finding.levels import SURE, Level
from workers.finding.mentions import Form, Lexicon, Mention, mentions
from workers.finding.nearness import Beside, beside, is_about_another
from workers.finding.traces import Clues, Trace, Tracer
from workers.finding.words import Word, vocabulary, words_of

_APART = 250  # characters within which two names that stand apart still belong together
_PASSAGE = 90
_OWN = frozenset({Trace.UPN, Trace.REFERENCE})
_SHARED = frozenset({Trace.POSTCODE, Trace.STREET, Trace.EMAIL, Trace.PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about a text, and why."""

    decision: Decision
    score: float
    why: tuple[str, ...]
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """Everything a text says about the person, gathered once."""

    text: str
    traces: frozenset[Trace]
    names: tuple[Mention, ...]
    parent: bool
    sibling: bool
    rival: bool

    def full(self) -> list[Mention]:
        """The places where both names stand together."""
        return [name for name in self.names if name.form is Form.FULL]


class TextJudge:
    """Judges texts for one person; what it learned of words is kept from text to text."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._person = landscape.person
        household = landscape.household_given_names()
        common = {name for name, count in landscape.given_names.items() if count >= 2}
        taken = household | common | landscape.other_given_names()
        near = tuple(other.person.given for other in landscape.others)
        self._lexicon = Lexicon(self._person, taken=taken, near=near)
        self._household = household
        self._tracer = Tracer(self._person)
        self._rivals = [(other, Tracer(other.person)) for other in landscape.namesakes()]
        self._their_parents = frozenset(name for other in landscape.namesakes() for name in other.parents)
        self._parent_phones = frozenset(digits(text) for text in landscape.parent_contacts if "@" not in text) - {""}
        self._parent_emails = tuple(text for text in landscape.parent_contacts if "@" in text)
        born = self._person.born_on
        self._has_double = any(other.person.born_on == born for other in landscape.namesakes() if born)
        self._interesting: dict[str, int] = {}

    def judge(self, text: str, *, is_household: bool = False) -> Verdict | None:
        """Give the verdict on a text; None when nothing in it points to the person.

        `is_household` says that the text is filed under a member of the household, where a given name is enough.
        """
        has_given, has_family, has_parent = self._glance(text)
        is_marked = self._tracer.has_identifier(text)
        if not (is_marked or has_family or (has_given and (has_parent or is_household))):
            return None
        evidence = self._gather(text)
        verdict = self._decide(evidence, is_household=is_household)
        return verdict

    def _glance(self, text: str) -> tuple[bool, bool, bool]:
        """Look at the different words only: is there a given name, a family name, a parent's name?"""
        seen = 0
        for raw in vocabulary(text):
            mark = self._interesting.get(raw)
            if mark is None:
                mark = self._interesting[raw] = self._mark(raw)
            seen |= mark
        return bool(seen & 1), bool(seen & 2), bool(seen & 4)

    def _mark(self, raw: str) -> int:
        bare = raw[:-2] if raw[-2:] in ("'s", "’s") else raw
        word = fold(bare)
        given, family = self._lexicon.levels(word)
        is_parent = any(word in name for name in self._landscape.parents)
        return (given in SURE) | (family not in (Level.DIFFERENT, Level.UNKNOWN)) << 1 | is_parent << 2

    def _gather(self, text: str) -> _Evidence:
        words = list(words_of(text))
        names = tuple(mentions(text, words, self._lexicon))
        clues = Clues(text)
        mine = self._tracer.found(clues)
        return _Evidence(
            text=text,
            traces=mine,
            names=names,
            parent=self._names_parent(text, words, names),
            sibling=self._names_sibling(words),
            rival=any(self._speaks_for(tracer, clues, mine) for _, tracer in self._rivals)
            or _names_one(self._their_parents - frozenset(self._landscape.parents), words, names),
        )

    def _speaks_for(self, tracer: Tracer, clues: Clues, mine: frozenset[Trace]) -> bool:
        return not mine & _OWN and bool(tracer.found(clues) - mine - {Trace.SCHOOL})

    def _names_parent(self, text: str, words: Sequence[Word], names: Sequence[Mention]) -> bool:
        if any(email in text.casefold() for email in self._parent_emails):
            return True
        if self._parent_phones:
            numbers = {digits(found) for found in re.findall(r"\+?\d[\d\s()-]{8,16}\d", text)}
            if numbers & self._parent_phones:
                return True
        return _names_one(self._landscape.parents, words, names)

    def _names_sibling(self, words: Sequence[Word]) -> bool:
        return any(word.is_capital and word.text in self._household for word in words)

    def _decide(self, evidence: _Evidence, *, is_household: bool) -> Verdict | None:
        if evidence.traces & _OWN:
            label = ", ".join(sorted(evidence.traces & _OWN))
            return self._verdict(Decision.MATCH, 20.0, [f"their {label} stands in it"], evidence, self._first(evidence))
        full = evidence.full()
        verdicts = [found for one in full if (found := self._full(one, evidence)) is not None]
        if verdicts:
            return max(verdicts, key=lambda verdict: (verdict.decision is Decision.MATCH, verdict.score))
        if full and all(self._beside(one, evidence.text) is Beside.ANOTHER for one in full):
            return None
        if evidence.rival and not self._support(evidence, [], is_beside=False):
            return None
        return self._indirect(evidence, is_household=is_household)

    def _first(self, evidence: _Evidence) -> Mention | None:
        ranked = sorted(evidence.names, key=lambda one: (list(Form).index(one.form), one.start))
        return ranked[0] if ranked else None

    def _full(self, name: Mention, evidence: _Evidence) -> Verdict | None:
        """Judge one place where both names stand together."""
        near = self._beside(name, evidence.text)
        if near is Beside.ANOTHER:
            return None
        why = [_said(name)]
        is_beside = near is Beside.THEIRS
        support = self._support(evidence, why, is_beside=is_beside)
        if name.is_adult and self._is_child() and not is_beside:
            return None
        if name.is_sure():
            return self._sure(name, evidence, why, support=support)
        if name.slips() == 2 and not support and Level.EAR not in (name.given, name.family):
            return None
        is_safe = name.given in SURE and support >= 2
        decision = Decision.MATCH if is_safe and not evidence.rival else Decision.POSSIBLE
        return self._verdict(decision, 7.0 + 3 * support - 2 * name.slips(), why, evidence, name)

    def _sure(self, name: Mention, evidence: _Evidence, why: list[str], *, support: int) -> Verdict | None:
        """Judge a place where both names are theirs beyond spelling."""
        if evidence.rival and not support:
            return None  # everything that stands in it besides the name is somebody else's
        if not support and any(self._beside(one, evidence.text) is Beside.ANOTHER for one in evidence.full()):
            return None  # elsewhere in this text the name goes with another birth date or UPN
        if evidence.rival and support < 2:
            why.append("facts of somebody else of that name stand in it too")
            return self._verdict(Decision.POSSIBLE, 5.0, why, evidence, name)
        if support:
            return self._verdict(Decision.MATCH, 11.0 + 3 * support, why, evidence, name)
        doubt = self._doubt(evidence)
        why.append(doubt or "nobody else of that name is on the lists")
        decision = Decision.POSSIBLE if doubt else Decision.MATCH
        return self._verdict(decision, 8.0 if doubt else 12.0, why, evidence, name)

    def _doubt(self, evidence: _Evidence) -> str:
        """Say why a name without anything beside it is not enough."""
        if not self._landscape.has_lists:
            return "only the name speaks for it, and no list of people says whether others bear it"
        if self._landscape.namesakes():
            return "only the name speaks for it, and others bear that name"
        if is_about_another(evidence.text, self._person):
            return "named in a text that is about somebody else"
        return ""

    def _beside(self, name: Mention, text: str) -> Beside:
        return beside(text, name, self._person)

    def _support(self, evidence: _Evidence, why: list[str], *, is_beside: bool) -> int:
        """Count what else speaks for them, and say it; a birth date counts for nothing where a namesake shares it."""
        count = 0
        if is_beside or Trace.BIRTH in evidence.traces:
            count += 0 if self._has_double else 2 if is_beside else 1
            shared_day = ", which somebody else of that name shares" if self._has_double else ""
            place = "beside the name" if is_beside else "in the text"
            why.append(f"their date of birth {place}{shared_day}")
        shared = sorted(evidence.traces & _SHARED)
        if shared:
            count += 1
            why.append(f"their {', '.join(shared)}")
        if evidence.parent:
            count += 1
            why.append("a parent or carer of theirs is named")
        if Trace.SCHOOL in evidence.traces:
            why.append("their school")
        return count

    def _indirect(self, evidence: _Evidence, *, is_household: bool) -> Verdict | None:
        """Judge a text in which the two names do not stand together."""
        why: list[str] = []
        support = self._support(evidence, why, is_beside=False)
        for form, needed, said in (
            (Form.INITIAL, 1, "family name with the same initial"),
            (Form.GIVEN, 1, "given name alone"),
        ):
            names = [one for one in evidence.names if one.form is form and not one.is_claimed]
            if names and (support >= needed or (is_household and form is Form.GIVEN)):
                if is_household and not support:
                    why.append("filed under somebody of the household")
                return self._verdict(Decision.POSSIBLE, 3.0 + 2 * support, [said, *why], evidence, names[0])
        alone = [one for one in evidence.names if not one.is_claimed]
        family = [one for one in alone if one.form is Form.FAMILY and one.family in SURE]
        given = [one for one in alone if one.form is Form.GIVEN]
        if given and family and _nearest(given, family) <= _APART:
            return self._verdict(Decision.POSSIBLE, 4.0, ["both names, some words apart", *why], evidence, given[0])
        initial = [
            one for one in evidence.names if one.form is Form.INITIAL and one.family in SURE and not one.is_adult
        ]
        if initial and not self._shares_initial() and self._landscape.has_lists:
            why.append("nobody else on the lists has that initial and name")
            return self._verdict(
                Decision.POSSIBLE, 3.0, ["family name with the same initial", *why], evidence, initial[0]
            )
        if family and support and not evidence.sibling:
            return self._verdict(Decision.POSSIBLE, 2.0 + support, ["family name", *why], evidence, family[0])
        if evidence.traces & {Trace.EMAIL, Trace.PHONE} and not evidence.sibling:
            return self._verdict(Decision.POSSIBLE, 4.0, why, evidence, None)
        return None

    def _shares_initial(self) -> bool:
        mine = self._person.given.first[:1]
        return any(
            other.person.given.first[:1] == mine and other.person.given.first != self._person.given.first
            for other in self._landscape.others
            if other.tie is Tie.HOUSEHOLD or other.person.family.current == self._person.family.current
        )

    def _is_child(self) -> bool:
        born = self._person.born_on
        return born is not None and born.year >= 2000

    def _verdict(
        self, decision: Decision, score: float, why: Sequence[str], evidence: _Evidence, name: Mention | None
    ) -> Verdict:
        return Verdict(decision=decision, score=score, why=tuple(why), passage=_passage(evidence.text, name))


def _names_one(people: Collection[tuple[str, str]], words: Sequence[Word], names: Sequence[Mention]) -> bool:
    """Say whether one of these people is named in full."""
    if not people:
        return False
    # A grandmother may bear both their names: words that name the person themselves name nobody else.
    own = [(name.start, name.end) for name in names if name.form is Form.FULL]
    listed = ["" if any(start <= word.start < end for start, end in own) else word.text for word in words]
    for given, family in people:
        for place, word in enumerate(listed):
            if word == family and given in (*listed[max(0, place - 2) : place], *listed[place + 1 : place + 2]):
                return True
    return False


def _said(name: Mention) -> str:
    if name.is_sure() and name.given is Level.EXACT and name.family is Level.EXACT:
        return "full name"
    if name.is_sure():
        return "full name in another form they use"
    if name.slips():
        return "full name, spelled a little differently"
    return "full name in part"


def _nearest(one: Sequence[Mention], other: Sequence[Mention]) -> int:
    return min(abs(first.start - second.start) for first in one for second in other)


def _passage(text: str, name: Mention | None) -> str:
    if name is None:
        return ""
    return " ".join(text[max(0, name.start - _PASSAGE) : name.end + _PASSAGE].split())
