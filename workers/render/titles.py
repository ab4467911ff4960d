"""Titles and file names that name nobody who is withheld: they stand in the index, the outline and the schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redaction.propose import propose_text
from redaction.values import Disposition, Person, Proposal, Role
from requests_.model.review import occurrences_of
from requests_.store.documents import DecidedMark
from requests_.store.labels import Labels

OWN = (Role.SUBJECT, Role.REQUESTER)
_Cut = tuple[int, int, str]
_NAME_WORD = re.compile(r"\b[A-Z][a-z\u00c0-\u024f]+(?:['\u2019-][A-Za-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCleaner:
    """What is known about the people of a bundle. `shown` are the texts that a reviewer decided to disclose."""

    people: Sequence[Person]
    withheld: Sequence[DecidedMark]
    shown: frozenset[str]
    labels: Labels

    def clean(self, title: str) -> str:
        """The title with a label in place of everything that is withheld, or that nobody has decided to show.

        What is the data subject's own stays, unless it is itself withheld: a surname shared with somebody is not cut
        out of their name.
        """
        spaced = title.replace("_", " ")
        proposals = propose_text(spaced, self.people)
        own = {(mark.person, plain(mark.text)) for mark in self.withheld}
        kept = [
            (one.start, one.end)
            for one in proposals
            if one.disposition is Disposition.DISCLOSE and (one.person, plain(one.text)) not in own
        ]
        kept += [
            (found.start, found.end) for name in self._own_double_names() for found in occurrences_of(name, [spaced])
        ]
        cuts = [
            (found.start, found.end, self.labels.of(mark))
            for mark in self.withheld
            for found in occurrences_of(mark.text, [spaced])
            if not any(start < found.end and found.start < end for start, end in kept)
        ]
        cuts += [
            (one.start, one.end, self.labels.of_person(one.person))
            for one in proposals
            if one.disposition is not Disposition.DISCLOSE
            and plain(one.text) not in self.shown
            and _is_telling(one)
            and not any(start < one.end and one.start < end for start, end in kept)
        ]
        return _cut(title, cuts)

    def _own_double_names(self) -> set[str]:
        """Hyphenated names of the data subject and the requester, of which somebody else may have one half."""
        own = [person for person in self.people if person.role in OWN]
        names = [part for person in own for name in (person.name, *person.aliases) for part in name.split()]
        return {name for name in names if "-" in name}


def _is_telling(proposal: Proposal) -> bool:
    """Whether a proposal about a title is more than a guess at odd words ("MG11 ESO") or at a scanner's number."""
    if proposal.person.startswith("unknown-"):
        return len(_NAME_WORD.findall(proposal.text)) > 1
    if proposal.person:
        return True
    if "vehicle" in proposal.kind:
        return False  # "MG11 ESO", a witness statement of an officer, has the shape of a number plate
    return not proposal.text.isdigit() or proposal.text.startswith("0")


def plain(text: str) -> str:
    """A text as two spellings of it are compared: case and blanks apart."""
    return " ".join(text.split()).casefold()


def _cut(title: str, cuts: list[_Cut]) -> str:
    made, at = [], 0
    # The longest of those that start together first; what overlaps it goes with it.
    for start, end, label in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= at:
            made += [title[at:start], label]
        at = max(at, end)
    return "".join([*made, title[at:]])
