"""Whose a whole document is: one that is mainly about somebody else and only names the data subject is referred whole.

A class list, another child's report: covering the names in it leaves a page about somebody who never asked. A request
reaches the data subject's own information only (UK GDPR, article 15(1)), so a person decides what of it goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath

from redaction.detect.births import KIND as BIRTH
from redaction.detect.mention import PERSON
from redaction.ingest.kinds import Kind
from redaction.policy import PROFESSIONAL_HINT
from redaction.propose import propose_text
from redaction.values import Disposition, Document, Person, Proposal, Role

MAINLY = "Mainly about somebody else: offer only the passages about the subject, or withhold"
LIST = "A list of several people: offer only the passages about the subject, or withhold"
_FEWEST_LISTED = 5  # other people, before a document is a list of people
_LARGEST_SHARE = 0.2  # of all mentions, that the data subject may have in a list of people
_FEWEST_MENTIONS = 3  # of one other person, before a document may be about them
_TIMES_AS_OFTEN = 3  # as the data subject
_TIMES_WITH_A_SIGN = 1.5  # where the file's name, or a number of one person, says whose it is
_ONE_PERSONS = frozenset({BIRTH, "upn", "nhs_number", "uln", "national_insurance", "pupil_number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is proposed for a document as a whole: REFER with one plain sentence, or DISCLOSE and no sentence."""

    disposition: Disposition
    why: str = ""


def whole_documents(
    documents: Sequence[Document], proposals: Sequence[Sequence[Proposal]], people: Sequence[Person]
) -> tuple[Whole, ...]:
    """What is proposed for each document as a whole, from what `propose` gave for them."""
    own = frozenset(one.key for one in people if one.role is Role.SUBJECT)
    others = frozenset(one.key for one in people if one.role is Role.THIRD_PARTY)
    return tuple(
        _whole(document, found, people, _Sides(own, others))
        for document, found in zip(documents, proposals, strict=True)
    )


class _Sign(Enum):
    """Whose a document says it is."""

    NONE = auto()
    OWN = auto()
    ANOTHERS = auto()


@dataclass(frozen=True, slots=True)
class _Sides:
    """The keys of the data subject, and of listed people whose names are kept back."""

    own: frozenset[str]
    others: frozenset[str]

    def is_other(self, one: Proposal) -> bool:
        """Whether a proposal is about a private person other than the data subject."""
        stranger = one.person.startswith("unknown-") and not one.why.startswith(PROFESSIONAL_HINT)
        return one.person in self.others or stranger


def _whole(document: Document, found: Sequence[Proposal], people: Sequence[Person], sides: _Sides) -> Whole:
    named = [one for one in found if one.kind == PERSON]
    mine = sum(one.person in sides.own for one in named)
    theirs = Counter(one.person for one in named if sides.is_other(one))
    if not theirs or (document.media_type == str(Kind.RECORDS) and not mine):
        return Whole(disposition=Disposition.DISCLOSE)  # rows that a store keeps under the data subject need no name
    sign = _says_whose(document, found, people, sides)
    if sign is _Sign.OWN:
        return Whole(disposition=Disposition.DISCLOSE)
    most = max(theirs.values())
    listed = len(theirs) >= _FEWEST_LISTED and mine <= _LARGEST_SHARE * (mine + theirs.total())
    if listed and most <= max(2, theirs.total() / 2):
        return Whole(disposition=Disposition.REFER, why=LIST)
    says_so = sign is _Sign.ANOTHERS
    enough = most >= _FEWEST_MENTIONS or (says_so and most > mine)
    if enough and most >= mine * (_TIMES_WITH_A_SIGN if says_so else _TIMES_AS_OFTEN) and _comes_first(named, sides):
        return Whole(disposition=Disposition.REFER, why=MAINLY)
    return Whole(disposition=Disposition.DISCLOSE)


def _comes_first(named: Sequence[Proposal], sides: _Sides) -> bool:
    """Whether the first private person that a document names is not the data subject."""
    first = next((one for one in named if one.person in sides.own or sides.is_other(one)), None)
    return first is not None and first.person not in sides.own


def _says_whose(document: Document, found: Sequence[Proposal], people: Sequence[Person], sides: _Sides) -> _Sign:
    """Whose a document is by its file's name, or by the only numbers of one person in it."""
    title = re.sub(r"[_\W]+", " ", PurePath(document.name).stem)
    called = {one.person for one in propose_text(title, people) if one.kind == PERSON}
    if sides.own & called:
        return _Sign.OWN
    numbers = [one for one in found if one.kind in _ONE_PERSONS]
    mine = [one for one in numbers if one.person in sides.own]
    if numbers and len(mine) == len(numbers):
        return _Sign.OWN
    return _Sign.ANOTHERS if sides.others & called or (numbers and not mine) else _Sign.NONE
