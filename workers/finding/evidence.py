"""Everything a text says about the person and their look-alikes, gathered once before it is judged."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workers.finding.folding import digits
from workers.finding.leads import Leads
from workers.finding.look_alikes import Landscape
from workers.finding.mentions import Form, Lexicon, Mention, mentions
from workers.finding.traces import Clues, Trace, Tracer
from workers.finding.words import Word, words_of

_NUMBER = re.compile(r"\+?\d[\d\s()-]{8,16}\d")
OWN = frozenset({Trace.UPN, Trace.REFERENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a text says: `parent`, `sibling` and `rival` tell whether it names or marks one of those people.

    `parent_contact` tells that a phone number or e-mail address of a parent stands in it.
    """

    text: str
    traces: frozenset[Trace]
    names: tuple[Mention, ...]
    parent: bool
    parent_contact: bool
    sibling: bool
    rival: bool

    def full(self) -> list[Mention]:
        """The places where both names stand together."""
        return [name for name in self.names if name.form is Form.FULL]


class Gatherer:
    """Gathers for one person; what it learned of words is kept from text to text."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._household = landscape.household_given_names()
        common = {name for name, count in landscape.given_names.items() if count >= 2}
        taken = self._household | common | landscape.other_given_names()
        near = tuple(other.person.given for other in landscape.others)
        self._lexicon = Lexicon(landscape.person, taken=taken, near=near)
        self._tracer = Tracer(landscape.person)
        self._rivals = [Tracer(other.person) for other in landscape.namesakes()]
        theirs = {name for other in landscape.namesakes() for name in other.parents}
        self._their_parents = frozenset(theirs - set(landscape.parents))
        self._parent_phones = frozenset(digits(text) for text in landscape.parent_contacts if "@" not in text) - {""}
        emails = "|".join(re.escape(text) for text in sorted(landscape.parent_contacts) if "@" in text)
        self._parent_email = re.compile(rf"(?<![\w.+-])(?:{emails})(?!\w)", re.IGNORECASE) if emails else None
        self.leads = Leads(landscape, self._lexicon)

    def gather(self, text: str) -> Evidence:
        """Read a text through."""
        words = list(words_of(text))
        names = tuple(mentions(text, words, self._lexicon))
        clues = Clues(text)
        mine = self._tracer.found(clues)
        return Evidence(
            text=text,
            traces=mine,
            names=names,
            parent=(contact := self._has_parent_contact(text)) or _names_one(self._landscape.parents, words, names),
            parent_contact=contact,
            sibling=self._names_sibling(words),
            rival=any(self._speaks_for(tracer, clues, mine) for tracer in self._rivals)
            or _names_one(self._their_parents, words, names),
        )

    def _speaks_for(self, tracer: Tracer, clues: Clues, mine: frozenset[Trace]) -> bool:
        return not mine & OWN and bool(tracer.found(clues) - mine - {Trace.SCHOOL})

    def _has_parent_contact(self, text: str) -> bool:
        if self._parent_email is not None and self._parent_email.search(text):
            return True
        if not self._parent_phones:
            return False
        return not self._parent_phones.isdisjoint(map(digits, _NUMBER.findall(text)))

    def span(self, evidence: Evidence) -> tuple[int, int] | None:
        """Give where the first fact about the person stands in a text."""
        return self._tracer.span(evidence.text, evidence.traces)

    def _names_sibling(self, words: Sequence[Word]) -> bool:
        return any(word.is_capital and word.text in self._household for word in words)


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
