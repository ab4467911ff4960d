"""Who, among the people nobody listed, is the same person: one key is one person, over a whole bundle.

Two mentions share a key only when their names can be one person's: the same family name, and a given name, an initial
or a title that fits. A part of a name joins a whole one only where nobody else fits; whoever fits two people, or fits
one who is not named in full in the same document, has a key of their own. One decision about a key must never disclose
somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from redaction.detect.roles import Capacity
from redaction.lexicon import PARTICLES, TITLES, family_names, given_names
from redaction.nicknames import other_forms, short_forms
from redaction.values import Person, Role

AMBIGUOUS = "could be more than one person, so it stands alone"
_MARRIED_OR_NOT = frozenset({"ms"})


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of somebody unknown: the folded name without its title, the title, where, and a sign of office."""

    name: str
    title: str
    document: int
    capacity: Capacity = Capacity.UNSAID
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Who a mention is: the person's key, the doubt that leaves or "", and whether they look like an official."""

    key: str
    doubt: str = ""
    official: bool = False


@dataclass(slots=True)
class Stranger:
    """Somebody unknown: the given names and the family name the bundle gives them, and how they were addressed."""

    given: tuple[str, ...]
    family: str
    titles: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    capacities: set[Capacity] = field(default_factory=set)

    @property
    def official(self) -> bool:
        """Whether something shows an office and nothing a private life."""
        return Capacity.OFFICIAL in self.capacities and Capacity.PRIVATE not in self.capacities


def clustered(mentions: Sequence[Named]) -> list[Known]:
    """Who each mention is; keys are `unknown-1` onwards in the order of the bundle."""
    whole: dict[str, Stranger] = {}
    for name in dict.fromkeys(one.name for one in mentions if not one.shared):
        parts = _parts(name)
        if parts:
            whole[name] = _same_or_new(parts, whole.values())
    for one in mentions:
        if one.name in whole and not one.shared:
            stranger = whole[one.name]
            stranger.titles.add(one.title)
            stranger.documents.add(one.document)
            stranger.capacities.add(one.capacity)
    people = list({id(one): one for one in whole.values()}.values())
    by_part = _by_part(people)
    keys: dict[object, str] = {}
    found: list[tuple[str, str]] = []
    capacities: dict[str, set[Capacity]] = {}
    for one in mentions:
        identity, doubt = _shared(one) if one.shared else _of(one, whole, by_part)
        key = keys.setdefault(identity, f"unknown-{len(keys) + 1}")
        capacities.setdefault(key, set()).add(Capacity.PRIVATE if one.shared else one.capacity)
        found.append((key, doubt))
    official = {key: Capacity.OFFICIAL in seen and Capacity.PRIVATE not in seen for key, seen in capacities.items()}
    return [Known(key, doubt, official[key]) for key, doubt in found]


def _shared(one: Named) -> tuple[object, str]:
    """A part of a name that fits several listed people is the same question wherever it stands."""
    return ("shared", one.name, one.title if one.title in TITLES else ""), ""


def _of(one: Named, whole: Mapping[str, Stranger], by_part: dict[str, list[Stranger]]) -> tuple[object, str]:
    return (id(whole[one.name]), "") if one.name in whole else _identity(one, by_part)


def people_of(names: Iterable[str]) -> tuple[Person, ...]:
    """One person a whole name, to be looked for in the rest of the bundle by every part of it."""
    return tuple(
        Person(key=name, name=_written(name), role=Role.THIRD_PARTY) for name in dict.fromkeys(names) if _parts(name)
    )


def _written(name: str) -> str:
    parts = _parts(name)
    return " ".join((*parts[0], parts[1])).title() if parts else name


def _parts(name: str) -> tuple[tuple[str, ...], str] | None:
    """Given names and family name of a whole name; None for initials with a name, or a single name."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    given, family = words[:start], " ".join(words[start:])
    if not given or len(given[0]) < 2 or len(family) < 2:
        return None
    if len(words) == 2 and words[1] in given_names() and words[0] not in given_names():
        given, family = words[1:], words[0]  # a family name first
    elif (
        len(words) == 2 and words[1] not in family_names() and words[0] in family_names() and words[1] in given_names()
    ):
        given, family = words[1:], words[0]
    return tuple(given), family


def _same_or_new(parts: tuple[tuple[str, ...], str], known: Iterable[Stranger]) -> Stranger:
    given, family = parts
    people = list({id(one): one for one in known}.values())
    fitting = [one for one in people if _same_name(given, family, one)]
    if len(fitting) == 1:
        longest = max(fitting[0].given, given, key=len)
        fitting[0].given = longest
        return fitting[0]
    return Stranger(given, family)


def _same_name(given: tuple[str, ...], family: str, other: Stranger) -> bool:
    if family != other.family:
        # "Brown Bradley" and "Bradley Brown", where no list of names says which comes first
        return len(given) == len(other.given) == 1 and given[0] == other.family and family == other.given[0]
    if not _one_given(given[0], other.given[0]):
        return False
    return all(_fits_middle(a, b) for a, b in zip(given[1:], other.given[1:], strict=False))


def _one_given(one: str, other: str) -> bool:
    return one == other or one in short_forms(other) or other in short_forms(one)


def _fits_middle(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _by_part(people: Iterable[Stranger]) -> dict[str, list[Stranger]]:
    """Each word of a whole name, and each form of a given name → who bears it."""
    found: dict[str, list[Stranger]] = {}
    for one in people:
        words = {one.family, *one.given, *one.family.split("-"), one.family.split()[-1]}
        words |= {form for given in one.given for form in short_forms(given) | other_forms(given)}
        for word in words:
            found.setdefault(word, []).append(one)
    return found


def _identity(one: Named, by_part: dict[str, list[Stranger]]) -> tuple[object, str]:
    """Whom a part of a name stands for: somebody named in full, or a person of its own; and the doubt."""
    words = one.name.split()
    last = words[-1] if words else ""
    letters = [word for word in words if len(word) == 1]
    # "Bradley B." is looked for by what is written whole.
    sought = words[0] if len(words) > 1 and len(last) == 1 else last if len(words) > 1 else one.name
    bearers = [person for person in by_part.get(sought, ()) if _may_be(one, words, person)]
    if len(bearers) == 1 and _settled(one, letters, bearers[0]):
        return id(bearers[0]), ""
    so_called = [person for person in bearers if one.title in TITLES and one.title in person.titles]
    if len(so_called) == 1 and one.document in so_called[0].documents:
        return id(so_called[0]), ""  # "Mr Hall", where only one of the Halls is called Mr
    if len(bearers) > 1:
        return object(), AMBIGUOUS
    doubt = AMBIGUOUS if bearers else ""
    titled = one.title in TITLES
    # A bare name of one document need not be the same person in the next.
    return (one.name, one.title if titled else "", -1 if titled or letters else one.document), doubt


def _may_be(one: Named, words: list[str], person: Stranger) -> bool:
    letters = [word for word in words if len(word) == 1]
    if len(words) > 1 and len(words[-1]) == 1:
        return person.family[0] == words[-1] and person.family != words[0]
    if len(words) > 1:
        return person.family == words[-1] and (not letters or letters[0] == person.given[0][0])
    if one.title in TITLES:
        return one.name in (person.family, person.family.split()[-1]) or one.name in person.given
    return True


def _settled(one: Named, letters: list[str], person: Stranger) -> bool:
    """Whether the one who fits is surely meant: the same title, the same document, or an initial beside the name."""
    same_place = one.document in person.documents
    if one.title in TITLES:
        titles = person.titles & TITLES
        if titles:
            return one.title in titles or (same_place and bool((titles | {one.title}) & _MARRIED_OR_NOT))
        return same_place and person.official
    # An official is often disclosed at a word, so a bare name counts as theirs only where they are named in full.
    return same_place or bool(letters) or not person.official
