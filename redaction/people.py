"""A person → every form of their name that a document may use.

A name is taken apart into given and family names; the forms are single tokens ((
    "grace"
), "okafor", "liz"), which detection
joins again in any order, and phrases that only work whole ("g.o.", "j-dog", "graceokafor").
All forms are folded (`normalise.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from redaction.lexicon import CARE_TITLES, NAME_SUFFIXES, PARTICLES, is_title
from redaction.nicknames import clipped_forms, other_forms, short_forms
from redaction.normalise import read
from redaction.values import Person, Role


class Part(StrEnum):
    """Which part of a name a form is."""

    GIVEN = "given"
    FAMILY = "family"
    MIDDLE = "middle"
    NICKNAME = "nickname"
    VARIANT = "variant"
    PHRASE = "phrase"
    JOINED = "joined"
    INITIALS = "initials"
    ADDRESS = "address"


# A form that is somebody's own name beats one that merely could be: Beth is Beth before she is Elizabeth.
OWN_PARTS = frozenset({Part.GIVEN, Part.FAMILY, Part.PHRASE, Part.JOINED, Part.ADDRESS})


@dataclass(frozen=True, slots=True)
class Form:
    """One folded way to write a person's name, or a part of it."""

    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody a form may stand for, and as which part of their name."""

    key: str
    part: Part


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart, folded; `family` holds each whole family name, particles and hyphens included."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    nicknames: tuple[str, ...] = ()


_QUOTED = re.compile(
    r"[\"(\[]\s*(?:(née|nee|formerly|born|was|previously|now)\s+)?(?:aka\s+|known as\s+)?([^\")\]]+)[\")\]]", re.I
)
_ALSO = re.compile(r"[\s,]*\b(?:aka|a\.k\.a\.|also known as|known as)\b", re.I)
_FORMER = re.compile(r"[\s,]*\b(?:née|nee|formerly)\b", re.I)


def name_parts(name: str) -> NameParts:
    """Take a written name apart: "Dr Grace Okafor", "OKAFOR, Grace", "William (Bill) van der Berg (née Hall)"."""
    families: list[str] = []
    nicknames: list[str] = []
    for former, inner in _QUOTED.findall(name):
        if not is_title(inner.strip().lower()):
            (families if former else nicknames).append(_clean(inner))
    plain = _QUOTED.sub(" ", name)
    plain, *known_as = _ALSO.split(plain)
    nicknames += [_clean(one) for one in known_as]
    plain, *former_names = _FORMER.split(plain)
    families += [_clean(one) for one in former_names]
    given, family = _split(plain)
    whole = tuple(dict.fromkeys(one for one in (family, *families) if one))
    return NameParts(given, whole, tuple(one for one in nicknames if one))


def forms_of(person: Person) -> tuple[Form, ...]:
    """Every folded form of a person's name, e-mail local parts and addresses, each once, own names first."""
    found: dict[tuple[str, Part], Form] = {}
    for name in (person.name, *person.aliases):
        for form in (Form(_clean(name), Part.PHRASE),) if is_organisation(person) else _forms_of_name(name):
            found.setdefault((form.text, form.part), form)
    for form in (*_mail_forms(person), *_address_forms(person)):
        found.setdefault((form.text, form.part), form)
    return tuple(sorted(found.values(), key=lambda form: (form.part not in OWN_PARTS, form.text)))


def is_organisation(person: Person) -> bool:
    """Whether a listed name is a body's, which is no given and family name."""
    return person.role is Role.ORGANISATION


def initials_of(person: Person) -> frozenset[str]:
    """The ways a person is shortened to initials, without stops: "go", and "ago" with a middle name."""
    parts = name_parts(person.name)
    if not parts.given or not parts.family or is_organisation(person):
        return frozenset()
    lasts = [re.split(r"[- ]", one) for one in parts.family]
    found = {parts.given[0][0] + last[-1][0] for last in lasts}
    found |= {"".join(name[0] for name in parts.given) + "".join(word[0] for word in last) for last in lasts}
    return frozenset(one for one in found if one.isalpha())


def _forms_of_name(name: str) -> Iterator[Form]:
    parts = name_parts(name)
    for place, given in enumerate(parts.given):
        yield from _given_forms(given, Part.MIDDLE if place else Part.GIVEN)
    for family in parts.family:
        yield from _family_forms(family)
    for family in parts.family:
        # "Al Fox": a given name that is a particle as well is only ever known beside the family name.
        for given in PARTICLES.intersection(parts.given[:1]):
            yield from (Form(f"{given} {family}", Part.PHRASE), Form(f"{family}, {given}", Part.PHRASE))
    for nickname in parts.nicknames:
        yield Form(nickname, Part.PHRASE if " " in nickname else Part.GIVEN)
    for family in parts.family:
        for given in parts.given[:1]:
            bare = family.replace(" ", "").replace("-", "").replace("'", "")
            if len(given + bare) > 4:
                yield from (Form(given + bare, Part.JOINED), Form(bare + given, Part.JOINED))
            yield Form(f"{given[0]}.{family[0]}.", Part.INITIALS)
            if len(bare) > 3:
                yield from (Form(given[0] + bare, Part.JOINED), Form(bare + given[0], Part.JOINED))


def _given_forms(given: str, part: Part) -> Iterator[Form]:
    if len(given) < 2:
        return
    yield Form(given, part)
    yield Form(given + "s", Part.NICKNAME)  # "graces mum": a possessive in a hurry
    for piece in given.split("-"):
        if len(piece) > 2:
            yield Form(piece, part)
    if part is Part.GIVEN:
        for other in short_forms(given):
            yield Form(other, Part.NICKNAME)
        for other in (other_forms(given) | clipped_forms(given)) - short_forms(given):
            yield Form(other, Part.VARIANT)


def _family_forms(family: str) -> Iterator[Form]:
    yield Form(family, Part.FAMILY)
    last = family.split()[-1]
    spoken = {
        family.replace("'", ""),
        family.replace("'", " "),
        family.replace("-", " "),
        family.replace("-", ""),
        last,
    }
    pieces = [
        piece for piece in re.split(r"[- ]", family) if piece not in PARTICLES and len(piece.replace("'", "")) > 2
    ]
    for form in {*spoken, *pieces, family.replace(" ", "")}:
        if len(form) > 1 and form != family:
            yield Form(form, Part.FAMILY)
    if len(family) > 2 and not family.endswith("s"):
        yield Form(family + "s", Part.FAMILY)  # "the Okafors"


def _mail_forms(person: Person) -> Iterator[Form]:
    for address in person.emails:
        local = _clean(address.split("@")[0])
        if len(local) > 4 and any(mark in local for mark in "._-0123456789"):
            yield Form(local, Part.PHRASE)


_STREET_ENDS = {
    "road": "rd",
    "street": "st",
    "avenue": "ave",
    "lane": "ln",
    "close": "cl",
    "drive": "dr",
    "crescent": "cres",
    "terrace": "terr",
}


def _address_forms(person: Person) -> Iterator[Form]:
    for address in person.addresses:
        for line in first_lines(address):
            yield Form(line, Part.ADDRESS)
            *start, end = line.split()
            short = _STREET_ENDS.get(end)
            if start and short:
                yield from (
                    Form(" ".join([*start, short]), Part.ADDRESS),
                    Form(" ".join([*start, short + "."]), Part.ADDRESS),
                )


def address_pieces(address: str) -> tuple[str, ...]:
    """The lines of an address, folded, without its postcode."""
    pieces = (_clean(piece) for piece in re.split(r"[,\n;]", address))
    return tuple(piece for piece in pieces if piece and not re.fullmatch(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", piece))


def first_lines(address: str) -> tuple[str, ...]:
    """What points to one household: "12 elm road", "flat 3, 12 elm road" and each line with a number in it."""
    pieces = address_pieces(address)
    found = []
    for place, piece in enumerate(pieces[:2]):
        number, _, rest = piece.partition(" ")
        if re.fullmatch(r"\d+[a-z]?", piece) and place + 1 < len(pieces):
            found.append(f"{piece} {pieces[place + 1]}")
        elif re.match(r"\d", number) and rest:
            found.extend([piece, f"{number}, {rest}"])
        elif re.match(r"(?:flat|apartment|apt|unit|room)\b", piece) and place + 1 < len(pieces):
            found.append(f"{piece}, {pieces[place + 1]}")
        elif place == 0 and len(pieces) > 1 and " " in piece:
            found.append(piece)  # a house with a name
    return tuple(found)


def _split(plain: str) -> tuple[tuple[str, ...], str]:
    """Given names and the family name of a name without brackets."""
    before, comma, after = plain.partition(",")
    if comma and _tokens(after):
        return tuple(_tokens(after)), " ".join(_tokens(before))
    written = plain.replace(",", " ").split()
    titled = len(written) > 1 and is_title(written[0].lower()) and len(written) - 1 == len(_tokens(" ".join(written)))
    written = written[1:] if titled else written
    tokens = _tokens(" ".join(written))
    if len(tokens) < 2:
        return ((), tokens[0]) if titled and tokens else (tuple(tokens), "")
    if written[0].isupper() and len(written[0]) > 2 and "." not in written[0] and not written[-1].isupper():
        return tuple(tokens[1:]), tokens[0]  # OKAFOR Grace
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in PARTICLES:
        start -= 1
    return tuple(tokens[:start]), " ".join(tokens[start:])


def _tokens(name: str) -> list[str]:
    tokens = [token.strip(".") for token in _clean(name).replace(".", ". ").split()]
    while len(tokens) > 1 and is_title(tokens[0]) and not (tokens[0] in CARE_TITLES and len(tokens) > 2):
        tokens = tokens[1:]  # Nana Kwame Frimpong is no grandmother
    kept = [token for token in tokens if token and token not in NAME_SUFFIXES]
    return kept or [token for token in tokens if token]


def _clean(text: str) -> str:
    return " ".join(read(text).folded.split()).strip(" ,;")
