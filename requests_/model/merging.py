"""Two entries of a case that are one person, and one entry that is two: what holds for them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.other_people import OWN_ROLES, OtherPerson
from requests_.model.people import CasePerson, PersonRole
from requests_.model.staff import Actor

WITHHOLD, DISCLOSE = "withhold", "disclose"
# The choice to decide about everybody merged once more.
ANEW = "anew"


class Holding(StrEnum):
    """What is to become of the places that name one person."""

    NOWHERE = "nowhere"
    OPEN = "open"
    WITHHELD = "withheld"
    SHOWN = "shown"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """One place that names a person: its words, what is proposed for it and what was decided."""

    mark: str
    document: str
    text: str
    disposition: str
    reason: str
    decision: str | None

    @property
    def words(self) -> str:
        """The words as one line."""
        return in_one_line(self.text)

    @property
    def is_shown(self) -> bool:
        """Whether it would go to the requester as things stand."""
        return self.decision == DISCLOSE or (self.decision is None and self.disposition == DISCLOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person of the case, the places that name them, and what was written down about them."""

    person: CasePerson
    places: tuple[NamedPlace, ...]
    recorded: OtherPerson

    @property
    def is_own(self) -> bool:
        """Whether it is the data subject or the requester."""
        return self.person.role in OWN_ROLES

    @property
    def holding(self) -> Holding:
        """What is to become of every place that names them."""
        if not self.places:
            return Holding.NOWHERE
        if all(place.is_shown for place in self.places):
            return Holding.SHOWN
        if all(place.decision == WITHHOLD for place in self.places):
            return Holding.WITHHELD
        is_open = all(place.decision is None and not place.is_shown for place in self.places)
        return Holding.OPEN if is_open else Holding.MIXED

    @property
    def reason(self) -> str:
        """The code that was written down for what holds; "" for none."""
        codes = {Holding.WITHHELD: self.recorded.withheld_for, Holding.SHOWN: self.recorded.shown_by}
        return codes.get(self.holding, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChange:
    """A merge or a split that can be put back: what stood of the people before it, as far as events tell.

    `consents` are the questions that were to somebody else before, by their key; `taken_out` is who a split made.
    """

    key: str
    people: tuple[str, ...]
    recorded: Mapping[str, OtherPerson]
    consents: Mapping[str, str] = field(default_factory=dict)
    taken_out: str = ""


# --- commands ---


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePeople:
    """Several entries are one person, whose entry is `keep`.

    `decided_as` is the entry whose decision holds for all, `ANEW`, or "" where they do not differ. `is_understood`: it
    was read that places are shown which were not.
    """

    case: CaseId
    keep: str
    others: tuple[str, ...]
    actor: Actor
    decided_as: str = ""
    is_understood: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPerson:
    """Some of the words that point to a person are somebody else's, who becomes a person of their own."""

    case: CaseId
    person: str
    words: tuple[str, ...]
    name: str
    role: PersonRole
    actor: Actor
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPeopleChange:
    """Put back the newest merge or split."""

    case: CaseId
    change: str
    actor: Actor


# --- what a merge asks ---


def do_differ(entries: Iterable[Entry]) -> bool:
    """Whether something has to be chosen: the entries that stand in documents are not all decided alike."""
    standing = [entry for entry in entries if entry.holding is not Holding.NOWHERE]
    if len(standing) < 2:
        return False
    return len({(entry.holding, entry.reason) for entry in standing}) > 1 or standing[0].holding is Holding.MIXED


def spreadable(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries whose decision can hold for everybody merged."""
    return tuple(entry for entry in entries if entry.holding in (Holding.WITHHELD, Holding.SHOWN))


def revealed(entries: Iterable[Entry], decided_as: str) -> tuple[NamedPlace, ...]:
    """The places that are shown once the decision about one entry holds for all, and were not shown before."""
    known = tuple(entries)
    if not any(entry.person.key == decided_as and entry.holding is Holding.SHOWN for entry in known):
        return ()
    return tuple(place for entry in known for place in entry.places if not place.is_shown)


def check_merge(entries: Sequence[Entry], command: MergePeople) -> str:
    """The entry whose decision holds for all, or `ANEW`.

    Raises InvalidCommand with `field` while something is missing: somebody to merge, a choice, or the word that what is
    revealed was understood.
    """
    if len(entries) < 2:
        raise InvalidCommand("Select at least two people who are the same person.", field="person")
    if command.keep not in {entry.person.key for entry in entries}:
        raise InvalidCommand("Select whose entry is kept.", field="keep")
    if any(entry.is_own and entry.person.key != command.keep for entry in entries):
        raise InvalidCommand("Keep the entry of whoever asks, or whom the request is about.", field="keep")
    if not do_differ(entries):
        return next((entry.person.key for entry in entries if entry.holding is not Holding.NOWHERE), command.keep)
    if command.decided_as not in (ANEW, *(entry.person.key for entry in spreadable(entries))):
        raise InvalidCommand(
            "Select what holds for them: it was not decided alike about each of them.", field="decided_as"
        )
    places = revealed(entries, command.decided_as)
    if places and not command.is_understood:
        count = "1 place" if len(places) == 1 else f"{len(places)} places"
        raise InvalidCommand(
            f"This shows {count} to the requester that would not be shown now. Tick that you have looked at them.",
            field="is_understood",
        )
    return command.decided_as


# --- what a split takes out ---


def spellings(entry: Entry) -> dict[str, int]:
    """The words that can be taken out of an entry, and in how many places each stands: not the name it goes by."""
    person = entry.person
    listed = (*person.aliases, *person.emails, *person.phones, *person.addresses)
    counted = dict.fromkeys(map(in_one_line, listed), 0)
    for place in entry.places:
        counted[place.words] = counted.get(place.words, 0) + 1
    return {words: count for words, count in counted.items() if words and words != person.name}


def check_split(entry: Entry, command: SplitPerson) -> None:
    """Raises InvalidCommand with `field` unless somebody is left and somebody is taken out."""
    if not set(command.words) or not set(command.words) <= set(spellings(entry)):
        raise InvalidCommand("Select the names that are somebody else’s.", field="words")
    if command.role in OWN_ROLES:
        raise InvalidCommand("Select who they are: the request itself says whose it is.", field="role")
    if in_one_line(command.name).casefold() == in_one_line(entry.person.name).casefold():
        raise InvalidCommand("Give them another name than the person they are taken out of.", field="name")


def parts_of(person: CasePerson, command: SplitPerson) -> tuple[CasePerson, CasePerson]:
    """Who is left of a person once the words are taken out, and who was taken out: every list in its two parts."""
    left: dict[str, Any] = {}
    out: dict[str, Any] = {}
    for name in ("aliases", "emails", "phones", "addresses"):
        held = getattr(person, name)
        left[name] = tuple(value for value in held if in_one_line(value) not in command.words)
        out[name] = tuple(value for value in held if in_one_line(value) in command.words)
    moved = {in_one_line(value) for held in out.values() for value in held}
    aliases = (*out["aliases"], *(words for words in command.words if words not in moved))
    out["aliases"] = tuple(words for words in aliases if in_one_line(words) != command.name)
    taken_out = CasePerson(key="", name=command.name, role=command.role, relation=command.relation, **out)
    return replace(person, **left), taken_out


def in_one_line(words: str) -> str:
    """Words with single blanks between them, as they are compared and shown."""
    return " ".join(words.split())
