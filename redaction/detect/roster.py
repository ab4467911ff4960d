"""The listed people, compiled once for a whole bundle: their forms in one automaton, their numbers in one index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from redaction.detect import cut, own_phones, validators
from redaction.detect.fuzzy import Speller
from redaction.detect.name_words import title_of
from redaction.lexicon import (
    CHILD_RELATIONS,
    CHILD_TITLES,
    FEMALE_RELATIONS,
    MALE_RELATIONS,
    PARENT_RELATIONS,
    PARTICLES,
    is_word,
)
from redaction.people import OWN_PARTS, Owner, Part, forms_of, initials_of, is_organisation, name_parts
from redaction.values import Person, Role

# Particles and titles are no one's name when they stand alone.
_NEVER_ALONE = PARTICLES | frozenset({"mr", "mrs", "ms", "miss", "dr", "the", "and", "of"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)
# School files go when a pupil turns 25: of whoever was born before this day none is left from when they were a child,
# and every "Mr" in them can be theirs. A fixed day, for the same files always give the same proposals; it ages safely.
_NEVER_A_PUPIL_HERE = date(1990, 1, 1)
TOKEN_PARTS = frozenset({Part.GIVEN, Part.FAMILY, Part.MIDDLE, Part.NICKNAME, Part.VARIANT})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one form, worked out once because it is asked at every place the form stands.

    `candidates` are those it names when it stands alone; `parts` gives each person's part among the single tokens that
    make a name.
    """

    owners: tuple[Owner, ...]
    candidates: tuple[str, ...]
    parts: Mapping[str, Part]
    family: bool
    given: bool
    initials: bool
    derived: bool
    variant: bool
    word: bool
    written_whole: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a request, ready for detection."""

    people: Mapping[str, Person]
    forms: tuple[str, ...]
    owners: Mapping[str, tuple[Owner, ...]]
    facts: Mapping[str, Facts]
    automaton: AhoCorasick | None
    initials: Mapping[str, frozenset[str]]
    given_letters: Mapping[str, frozenset[str]]
    family_letters: Mapping[str, frozenset[str]]
    children: frozenset[str]
    speller: Speller
    part_forms: Mapping[tuple[str, Part], tuple[str, ...]]
    contacts: Mapping[tuple[str, str], tuple[str, ...]]
    phones: re.Pattern[str] | None
    cuttable: cut.Cuttable

    def has_part(self, form: str, part: Part) -> bool:
        """Whether a token is that part of anybody's name."""
        return any(owner.part is part for owner in self.owners.get(form, ()))

    def female(self, key: str) -> bool | None:
        """What a person's relation says of their title; None when it says nothing."""
        # "father's partner" says nothing of the partner: only what comes after whose it is counts.
        relation = frozenset(self.people[key].relation.lower().rpartition("'s ")[2].split())
        if relation & FEMALE_RELATIONS:
            return True
        return False if relation & MALE_RELATIONS else None


def roster_of(people: Sequence[Person]) -> Roster:
    """Compile the people of a request."""
    owners: dict[str, dict[Owner, None]] = {}
    for person in people:
        for form in forms_of(person):
            if form.text not in _NEVER_ALONE and len(form.text) > 1:
                owners.setdefault(form.text, {})[Owner(person.key, form.part)] = None
    forms = tuple(sorted(owners))
    automaton = (
        AhoCorasick(forms, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA) if forms else None
    )
    parts = {person.key: _all_parts(person) for person in people}
    found = {form: tuple(entries) for form, entries in owners.items()}
    given_letters = {key: frozenset(name[0] for name in given) for key, (given, _) in parts.items()}
    return Roster(
        people={person.key: person for person in people},
        forms=forms,
        owners=found,
        facts={form: _facts(form, entries) for form, entries in found.items()},
        automaton=automaton,
        initials={person.key: initials_of(person) for person in people},
        given_letters=given_letters,
        family_letters={key: frozenset(word[0] for word in family) for key, (_, family) in parts.items()},
        children=_children(people),
        speller=Speller(found, given_letters),
        part_forms=_part_forms(found),
        contacts=_contact_index(people),
        phones=own_phones.pattern_of(number for person in people for number in person.phones),
        cuttable=cut.cuttable(forms),
    )


def _facts(form: str, owners: tuple[Owner, ...]) -> Facts:
    # Those whose own name it is come before those who merely could use it.
    own = [owner.key for owner in owners if owner.part in OWN_PARTS]
    likely = own or [owner.key for owner in owners if owner.part is not Part.VARIANT]
    return Facts(
        owners=owners,
        candidates=tuple(dict.fromkeys(likely or [owner.key for owner in owners])),
        parts={owner.key: owner.part for owner in reversed(owners) if owner.part in TOKEN_PARTS},
        family=any(owner.part is Part.FAMILY for owner in owners),
        given=any(owner.part is not Part.FAMILY for owner in owners),
        initials=all(owner.part is Part.INITIALS for owner in owners),
        derived=all(owner.part in (Part.NICKNAME, Part.VARIANT) for owner in owners),
        variant=all(owner.part is Part.VARIANT for owner in owners),
        word=is_word(form),
        written_whole=" " in form or form[0].isdigit(),
    )


def _contact_index(people: Sequence[Person]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(kind, canonical spelling) → the people it points to."""
    index: dict[tuple[str, str], dict[str, None]] = {}
    for person in people:
        entries = [("email", address.lower().strip()) for address in person.emails]
        entries += [("phone", one) for number in person.phones for one in own_phones.spellings(number)]
        entries += [
            ("postcode", validators.compact(code)) for one in person.addresses for code in _POSTCODE.findall(one)
        ]
        if person.upn:
            entries.append(("upn", validators.compact(person.upn)))
        entries += [("number", validators.compact(number)) for number in person.numbers]
        for entry in entries:
            index.setdefault(entry, {})[person.key] = None
    return {entry: tuple(keys) for entry, keys in index.items()}


def _part_forms(owners_of: Mapping[str, tuple[Owner, ...]]) -> Mapping[tuple[str, Part], tuple[str, ...]]:
    """(person, given or family) → the forms of that part; a middle name is a given name."""
    found: dict[tuple[str, Part], list[str]] = {}
    for form, owners in owners_of.items():
        for owner in owners:
            part = Part.GIVEN if owner.part is Part.MIDDLE else owner.part
            if len(form) > 2 and part in (Part.GIVEN, Part.FAMILY):
                found.setdefault((owner.key, part), []).append(form)
    return {entry: tuple(forms) for entry, forms in found.items()}


def _all_parts(person: Person) -> tuple[set[str], set[str]]:
    given: set[str] = set()
    family: set[str] = set()
    if is_organisation(person):
        return given, family
    for name in (person.name, *person.aliases):
        parts = name_parts(name)
        given.update(parts.given, parts.nicknames)
        family.update(word for whole in parts.family for word in (whole, *whole.replace("-", " ").split()))
    return given, family


def _children(people: Iterable[Person]) -> frozenset[str]:
    """Who is a child as far as the record says: by a listed relation, or a data subject not known to be an adult."""
    return frozenset(
        person.key
        for person in people
        if _relation(person) & CHILD_RELATIONS or (person.role is Role.SUBJECT and not _is_adult(person))
    )


def _is_adult(person: Person) -> bool:
    """Whether the record shows an adult: a parent, somebody listed with an adult's title, or born long ago."""
    listed_titles = {title_of(name.lower()) for name in (person.name, *person.aliases)} - CHILD_TITLES - {""}
    born = person.date_of_birth
    is_grown = born is not None and born < _NEVER_A_PUPIL_HERE
    return bool(_relation(person) & PARENT_RELATIONS or listed_titles or is_grown)


def _relation(person: Person) -> frozenset[str]:
    return frozenset(person.relation.lower().split())
