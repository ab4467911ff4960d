"""Initials of those whom the same document names in full: "BB", "B M", "Brown B", "B. left".

They point to somebody only for a reader of that document, and letters mean much else: what is found is referred, and
what stands for the data subject, the requester or an official, or is a known or common abbreviation, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redaction.detect import names
from redaction.detect.cover import Cover
from redaction.detect.mention import PERSON, Mention
from redaction.detect.roster import Roster
from redaction.lexicon import word_set
from redaction.normalise import Reading
from redaction.values import Role

INITIALS = "initials of somebody named in the same document"
_SHARED = "initials, which others may share"
_CAPITALS = re.compile(r"(?<![\w.&/@-])([A-Z]{2,3}|[A-Z]\.? [A-Z](?:\.? [A-Z])?)(?![\w&/@-])")
_FAMILY_LETTER = re.compile(r"(?<![\w@-])([A-Z][\w'-]*\w) ([A-Z])(?:\.(?!\w)|(?![\w'.@]))")
_ONE_LETTER = re.compile(r"(?<![\w.&/@'-])([A-Z])\.(?= [a-z]|[ ]?\n[a-z]|$)")
_NO_LETTER_AFTER = re.compile(
    r"\b(?:part|section|class|year|plan|option|group|appendix|annex|vitamin|block|set|band|form|hepatitis|grade|level|"
    r"schedule|room|house|team|plan|unit|code|type|page|table|figure|item|point)[ ]$",
    re.I,
)
_NO_INITIALS = word_set(
    "am pm pe it ok id tv pn hv gp ep pa sen ehcp uk eu re ps ht it mp cc ta la na no us we he eso ewo nhs sa iuc dob "
    "mash upn pcn fpn esw dsl cp cin lac sw pc ds dc dt dr mr ms gcse rag pru uasc dfe ico hmrc dpa foi sar lado yot "
    "cps add pex fsm eal hr ict pdf bst gmt asd adhd iro cic cme ehe aep hod slt sats re rs dt da dv ed aoc ni po tbc "
    "asap fao nb eg ie to of in on at by or if is as an my so up do be me hi mum dad nan"
)
_FEWEST_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody named in full: a listed person's key, or the folded name of a stranger."""

    key: str
    name: str


def with_initials(
    readings: Sequence[Reading],
    settled: Sequence[list[Mention]],
    documents: Sequence[int],
    roster: Roster,
    *,
    officials: frozenset[str] = frozenset(),
    fullest: Mapping[str, str] | None = None,
) -> list[list[Mention]]:
    """The mentions with the initials of those whom the same document names in full, listed or not.

    `officials` are the folded names of people nobody listed who act in an office somewhere in the bundle; `fullest`
    gives each folded name the fullest one of the same person, so that Brad Brown and Bradley Brown share their BB.
    """
    known: dict[int, dict[str, dict[Bearer, None]]] = {}
    for mentions, document in zip(settled, documents, strict=True):
        for one in mentions:
            if one.kind == PERSON:
                for letters, bearer in _initials_of(one, roster, fullest or {}):
                    known.setdefault(document, {}).setdefault(letters, {})[bearer] = None
    if not known:
        return [list(mentions) for mentions in settled]
    taken, of_officials = _taken(roster), _of_officials(settled, documents, officials)
    common = _common(readings, documents, known)
    return [
        _in_text(reading, mentions, known.get(document, {}), taken | common | of_officials[document], roster)
        for reading, mentions, document in zip(readings, settled, documents, strict=True)
    ]


def _initials_of(one: Mention, roster: Roster, fullest: Mapping[str, str]) -> Iterator[tuple[str, Bearer]]:
    """The letters of a whole name, and its first alone, each with who bears them."""
    if len(one.keys) == 1 and one.why.startswith(names.WHOLE):
        (key,) = one.keys
        if key not in roster.people or roster.people[key].role is not Role.THIRD_PARTY:
            return
        for letters in {*roster.initials.get(key, ()), *roster.given_letters.get(key, ())}:
            yield letters, Bearer(key, "")
    elif not one.keys and not one.shared and " " in one.name:
        words = one.name.split()
        if len(words[0]) > 1 and len(words[-1]) > 1:
            pieces = "".join(piece[0] for word in words for piece in word.split("-") if piece)
            for letters in {words[0][0], words[0][0] + words[-1][0], pieces}:
                yield letters, Bearer("", fullest.get(one.name, one.name))


def _taken(roster: Roster) -> frozenset[str]:
    """The initials of the listed people whose names are not kept back."""
    return frozenset(
        letters
        for key, person in roster.people.items()
        if person.role is not Role.THIRD_PARTY
        for letters in {*roster.initials[key], *roster.given_letters[key]}
    )


def _of_officials(
    settled: Sequence[list[Mention]], documents: Sequence[int], officials: frozenset[str]
) -> dict[int, frozenset[str]]:
    """The initials of officials, in the documents that name them: elsewhere the letters may be somebody else's."""
    found: dict[int, frozenset[str]] = dict.fromkeys(documents, frozenset())
    for mentions, document in zip(settled, documents, strict=True):
        for words in (one.name.split() for one in mentions if one.name and one.name in officials):
            found[document] |= {words[0][0], words[0][0] + words[-1][0]}
    return found


def _common(
    readings: Sequence[Reading], documents: Sequence[int], known: Mapping[int, Mapping[str, object]]
) -> frozenset[str]:
    """The words in capitals that several documents use without naming anybody they could stand for."""
    seen: dict[str, set[int]] = {}
    for reading, document in zip(readings, documents, strict=True):
        for letters in {match[1].lower() for match in _CAPITALS.finditer(reading.plain)}:
            if letters.isalpha() and letters not in known.get(document, {}):
                seen.setdefault(letters, set()).add(document)
    return frozenset(letters for letters, found in seen.items() if len(found) >= _FEWEST_DOCUMENTS)


def _in_text(
    reading: Reading,
    mentions: list[Mention],
    known: Mapping[str, Mapping[Bearer, None]],
    left_alone: frozenset[str],
    roster: Roster,
) -> list[Mention]:
    cover = Cover(mentions)
    for start, end, letters, family in _places(reading.plain) if known else ():
        bearers = [one for one in known.get(letters, ()) if not family or _bears(one, family, roster)]
        if not bearers or letters in left_alone or (not family and letters in _NO_INITIALS):
            continue
        found = _found(start, end, letters, bearers)
        over = cover.over(found)
        if not over or (family and all(_gives_way(one, found) for one in over)):
            cover.replace(found)
    return list(cover)


def _places(plain: str) -> Iterator[tuple[int, int, str, str]]:
    """Where initials may stand: from, to, the letters folded, and the family name written before them or ""."""
    for match in _FAMILY_LETTER.finditer(plain):
        family = match[1].lower()
        yield match.start(), match.end(2), match[2].lower() + family[0], family
    for match in _CAPITALS.finditer(plain):
        yield match.start(), match.end(), re.sub(r"[. ]", "", match[1]).lower(), ""
    for match in _ONE_LETTER.finditer(plain):
        if not _NO_LETTER_AFTER.search(plain, max(0, match.start() - 12), match.start()):
            yield match.start(), match.end(), match[1].lower(), ""


def _bears(one: Bearer, family: str, roster: Roster) -> bool:
    if one.key:
        return any(owner.key == one.key for owner in roster.owners.get(family, ()))
    return family in one.name.split()


def _gives_way(one: Mention, found: Mention) -> bool:
    """Whether a mention inside initials with a family name says less of who is meant than they do."""
    return one.kind == PERSON and found.start <= one.start and one.end <= found.end and (not one.keys or one.shared)


def _found(start: int, end: int, letters: str, bearers: Sequence[Bearer]) -> Mention:
    """Initials under the key of the only one they fit, or under a key of their own."""
    found = Mention(
        start=start, end=end, kind=PERSON, detector="initials", name=letters, why=INITIALS, doubt=_SHARED, score=0.6
    )
    if len(bearers) > 1:
        return found
    (bearer,) = bearers
    return replace(found, keys=(bearer.key,), name="") if bearer.key else replace(found, name=bearer.name)
