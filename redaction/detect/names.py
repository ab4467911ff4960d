"""Listed people in a text: one pass over all forms of all names, joined into whole mentions and checked against what
stands beside them.

The order of the checks: letter boundaries and capitals → joining of parts → titles and initials → words and places
that only
look like names → names beside them that nobody listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from redaction.detect import cut, neighbours
from redaction.detect.lookalikes import Looks, judge
from redaction.detect.mention import PERSON, Mention
from redaction.detect.roster import Facts, Roster
from redaction.lexicon import is_listed_name
from redaction.normalise import Reading
from redaction.people import Part

DETECTOR = "names"
WHOLE = "named in full"
VARIANT = "another form of a listed name, which somebody else may bear"
UNCLEAR = "may be a word or a place, not a name"


@dataclass(frozen=True, slots=True)
class Hit:
    """One form found in a text; `fuzzy` when it was written differently, `weak` when it reads as a word on its own."""

    start: int
    end: int
    form: str
    fuzzy: bool = False
    weak: bool = False


def find_names(reading: Reading, roster: Roster) -> list[Mention]:
    """Every mention of a listed person, by an exact form of their name or a misspelled one."""
    hits = hits_in(reading, roster)
    wrong = [Hit(start, end, form, fuzzy=True) for start, end, form in roster.speller.spellings_in(reading)]
    parted = [Hit(start, end, form) for start, end, form in cut.cut_forms(reading, roster.cuttable)]
    return mentions_from(_longest([*hits, *wrong, *parted]) if wrong or parted else hits, reading, roster)


def mentions_from(hits: list[Hit], reading: Reading, roster: Roster) -> list[Mention]:
    """Mentions of sorted, non-overlapping hits, parts of one name joined."""
    found: list[Mention] = []
    for group in _with_middle_names(list(_groups(hits, reading, roster)), reading, roster):
        if not group.complete and all(hit.weak for hit in group.hits):
            continue
        mention = _mention(group, reading, roster)
        if mention is not None:
            found.append(mention)
    return [*found, *_initials_set_up(found, reading, roster)]


_INITIALS_AFTER = re.compile(r"[ ]?\(([A-Z]{2,4})\)|[ ]?[-=:][ ]?([A-Z]{2,4})\b(?![ ][A-Z])")
_INITIALS_BEFORE = re.compile(r"(?<![A-Za-z])([A-Z]{2,4})[ ]?[-=:(][ ]?$")


def _initials_set_up(found: list[Mention], reading: Reading, roster: Roster) -> Iterator[Mention]:
    """Initials that the text itself gives a listed person ("Grace Okafor (GO)"), wherever they stand."""
    plain = reading.plain
    given: dict[str, Mention] = {}
    for one in found:
        if len(one.keys) != 1 or not one.why.startswith(WHOLE):
            continue
        match = _INITIALS_AFTER.match(plain, one.end) or _INITIALS_BEFORE.search(
            plain, max(0, one.start - 8), one.start
        )
        letters = next(filter(None, match.groups()), "") if match else ""
        if letters.lower() in roster.initials[one.keys[0]]:
            given.setdefault(letters, one)
    for letters, one in given.items():
        for match in re.finditer(rf"(?<![\w.&/-]){letters}(?![\w&/])", plain):
            yield replace(one, start=match.start(), end=match.end(), why="initials that the text gives them", score=0.8)


def hits_in(reading: Reading, roster: Roster) -> list[Hit]:
    """The forms found as whole words, longest first where they overlap, in text order."""
    if roster.automaton is None:
        return []
    folded, forms = reading.folded, roster.forms
    length = len(folded)
    found: list[Hit] = []
    for index, start, end in roster.automaton.find_matches_as_indexes(folded, overlapping=True):
        if start and folded[start - 1].isalpha() or end < length and folded[end].isalpha():
            continue
        form = forms[index]
        if _splits_number(form, start, end, folded):
            continue
        strength = _strength(roster.facts[form], reading.plain[start:end])
        if strength is not None:
            found.append(Hit(start, end, form, weak=not strength))
    return _longest(found)


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, one.form)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


def _splits_number(form: str, start: int, end: int, folded: str) -> bool:
    before = form[0].isdigit() and start > 0 and folded[start - 1].isdigit()
    return before or (form[-1].isdigit() and end < len(folded) and folded[end].isdigit())


def _strength(facts: Facts, written: str) -> bool | None:
    """Whether a form names somebody by itself (True), only beside another part (False), or not at all (None).

    A name in lower case counts, for notes are typed in haste, unless it is a word as well.
    """
    if facts.initials:
        return True if written.isupper() else None
    if not written.islower() or facts.written_whole:
        return True
    return len(written) >= 4 and not facts.word


@dataclass(frozen=True, slots=True)
class Group:
    """Hits that together write one name, and whom they fit."""

    hits: tuple[Hit, ...]
    keys: tuple[str, ...]
    complete: bool = False  # a given and a family name of the same person

    @property
    def start(self) -> int:
        """Where the name starts in `Reading.plain`."""
        return self.hits[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.hits[-1].end


def _groups(hits: list[Hit], reading: Reading, roster: Roster) -> Iterator[Group]:
    group: Group | None = None
    for hit in hits:
        joined = _joined(group, hit, reading, roster) if group else None
        if joined is None:
            if group:
                yield group
            group = Group((hit,), roster.facts[hit.form].candidates)
        else:
            group = joined
    if group:
        yield group


def _with_middle_names(groups: list[Group], reading: Reading, roster: Roster) -> list[Group]:
    """A given name right before another's whole name, whose family shares it: "Amelia Grace Okafor" is Amelia."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        if last and group.complete and len(last.hits) == 1 and reading.plain[last.end : group.start] == " ":
            family = roster.facts[group.hits[-1].form].parts
            keys = tuple(
                key
                for key, part in roster.facts[last.hits[0].form].parts.items()
                if part is Part.GIVEN and family.get(key) is Part.FAMILY and key not in group.keys
            )
            if keys:
                kept[-1] = Group((*last.hits, *group.hits), keys, complete=True)
                continue
        kept.append(group)
    return kept


def _joined(group: Group, hit: Hit, reading: Reading, roster: Roster) -> Group | None:
    """The group with one more part of the same name, or None when the hit starts another name."""
    last, plain = group.hits[-1], reading.plain
    if hit.start - last.end > neighbours.LONGEST_GAP:
        return None
    gap = plain[last.end : hit.start]
    if gap != " " and ((group.complete and gap not in ("-", "'")) or not neighbours.may_join(gap)):
        return None
    if (hit.weak or last.weak) and not plain[last.start : hit.end].islower():
        return None  # "Smith will" is no name, "will smith" may be
    before, after = roster.facts[last.form].parts, roster.facts[hit.form].parts
    fitting = before if len(group.hits) == 1 else group.keys
    shared = tuple(key for key in after if key in fitting and key in before)
    if not shared:
        return _strangers(group, hit, gap, roster)
    if gap not in (" ", "-") and all(before[key] is after[key] is not Part.MIDDLE for key in shared):
        return None  # a column of the same name
    if "," in gap and not any(before[key] is Part.FAMILY for key in shared):
        return None
    whole = (before[shared[0]] is Part.FAMILY) is not (after[shared[0]] is Part.FAMILY)
    return Group((*group.hits, hit), shared, complete=group.complete or whole)


def _strangers(group: Group, hit: Hit, gap: str, roster: Roster) -> Group | None:
    """A given name of one listed person beside the family name of another is somebody else's whole name."""
    follows = gap == " " and not roster.facts[group.hits[-1].form].family and roster.facts[hit.form].family
    return Group((*group.hits, hit), ()) if follows else None


def _mention(group: Group, reading: Reading, roster: Roster) -> Mention | None:
    """One group of hits as a mention; None when it is a word or a place after all."""
    first, alone = group.hits[0], len(group.hits) == 1
    facts = roster.facts[first.form]
    if not facts.parts:
        return _phrase(group, facts.owners[0].part, reading, roster)
    looks, doubt = _looks(first, facts, reading) if alone else (Looks.NAME, "")
    if looks in (Looks.WORD, Looks.PLACE):
        return None
    mention = Mention(
        start=group.start,
        end=group.end,
        kind=PERSON,
        detector=DETECTOR,
        keys=group.keys,
        doubt=doubt,
        why="named" if alone else WHOLE,
        score=0.9 if any(hit.fuzzy for hit in group.hits) else 1.0,
    )
    if not group.keys:
        return neighbours.unlisted(mention, reading, "shares parts of its name with listed people")
    if looks is Looks.MAYBE_PLACE:
        return mention
    family = facts.family if alone else any(roster.facts[hit.form].family for hit in group.hits)
    given = not alone or facts.given
    return neighbours.settle(mention, reading, roster, family=family, given=given)


def _phrase(group: Group, part: Part, reading: Reading, roster: Roster) -> Mention:
    """A form that only works whole: an address, initials, a mail name, two names run together."""
    mention = Mention(start=group.start, end=group.end, kind=PERSON, detector=DETECTOR, keys=group.keys, why="named")
    if part is Part.ADDRESS:
        return replace(mention, kind="address", why="address")
    if part is Part.INITIALS:
        doubt = "initials of more than one person" if len(group.keys) > 1 else ""
        return neighbours.with_title(replace(mention, why="initials", doubt=doubt), reading, roster)
    return mention


def _looks(hit: Hit, facts: Facts, reading: Reading) -> tuple[Looks, str]:
    """What a single token looks like where it stands, and the doubt that leaves."""
    looks = judge(reading, hit.start, hit.end, hit.form)
    if looks is not Looks.NAME:
        return looks, UNCLEAR
    if hit.fuzzy and is_listed_name(reading.folded[hit.start : hit.end]):
        return looks, "another name, spelled almost like a listed one"
    return looks, VARIANT if facts.variant else ""
