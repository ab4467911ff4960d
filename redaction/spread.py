"""What is found in one place, looked for in every other: parts of a stranger's name, initials, whole names, numbers.

A name or a number that is kept back once and shown elsewhere is not kept back at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from redaction.ambiguous import FITS_SEVERAL
from redaction.detect import names
from redaction.detect.births import KIND as BIRTH
from redaction.detect.births import UNSURE_BIRTH
from redaction.detect.cover import Cover
from redaction.detect.dates import dates_of
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.name_words import name_of
from redaction.detect.roster import roster_of
from redaction.lexicon import given_names, is_word
from redaction.normalise import Reading
from redaction.values import Disposition, Person, Proposal

ELSEWHERE = "named elsewhere in the bundle"
_STRICTNESS = {Disposition.DISCLOSE: 0, Disposition.REFER: 1, Disposition.WITHHOLD: 2}
# Left out when two spellings are compared: spaces, line ends, hyphens and the marks inside numbers, never a cell's end.
_SQUEEZED_OUT = " \n-.()/'_"
_SQUEEZE = {ord(mark): None for mark in _SQUEEZED_OUT}
_KEPT = re.compile(f"[^{re.escape(_SQUEEZED_OUT)}]+")
_STRETCH = 128  # characters counted at once when a place is looked up
_LONGEST = 1000  # characters; no stretch that a detector gives is nearly as long
_SHORTEST = 6


def without_places(readings: Sequence[Reading], settled: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions without people who are the districts and towns that stand in the bundle's addresses."""
    towns = {
        piece.strip()
        for reading, mentions in zip(readings, settled, strict=True)
        for one in mentions
        if one.kind == "address"
        for piece in re.split(r"[,\n]", reading.folded[one.start : one.end])[1:]
    }
    return [
        [one for one in mentions if one.keys or one.kind != PERSON or reading.folded[one.start : one.end] not in towns]
        for reading, mentions in zip(readings, settled, strict=True)
    ]


def strangers_everywhere(
    readings: Sequence[Reading], settled: Sequence[list[Mention]], people: Sequence[Person]
) -> list[list[Mention]]:
    """The mentions with every further place where somebody unknown is named, found by any part of their name."""
    roster = roster_of(people)
    result = []
    for reading, mentions in zip(readings, settled, strict=True):
        cover = Cover(mentions)
        for one in names.mentions_from(names.hits_in(reading, roster), reading, roster):
            over = cover.over(one)
            if one.doubt and one.keys or not _is_surely_named(reading.folded[one.start : one.end]):
                continue
            name = one.name or name_of(reading.folded[one.start : one.end])
            found = replace(one, keys=(), name=name_of(name), why=ELSEWHERE, doubt="", score=0.7)
            if not over:
                cover.add(found)
            elif all(_is_part(other, one) for other in over):
                cover.replace(found)
        result.append(list(cover))
    return result


def _is_part(other: Mention, one: Mention) -> bool:
    """Whether a mention of somebody unknown is only a part of a longer one."""
    inside = one.start <= other.start and other.end <= one.end and other.end - other.start < one.end - one.start
    return inside and other.kind == PERSON and not other.keys


def _is_surely_named(folded: str) -> bool:
    """Whether a part of a name found elsewhere is no plain word: "Holly" may be, "Brown" may not."""
    return not is_word(folded) or folded in given_names()


@dataclass(frozen=True, slots=True)
class Term:
    """A whole name or an identifier that is kept back somewhere: whose, what sort, and how strictly."""

    kind: str
    person: str
    disposition: Disposition
    reason: str
    why: str


def kept_back_everywhere(
    readings: Sequence[Reading], proposals: Sequence[list[Proposal]], more: Mapping[str, Term]
) -> list[list[Proposal]]:
    """The proposals with every further place of a whole name or an identifier that one of them keeps back.

    Case, spaces, hyphens and one line end in it make no difference; `more` are terms to look for besides.
    """
    terms = {**more, **_terms(proposals)}
    for own in _own(proposals) | _shared(proposals):
        terms.pop(own, None)
    written = list(terms)
    if not written:
        return [list(each) for each in proposals]
    automaton = AhoCorasick(written, matchkind=MatchKind.LeftmostLongest)
    return [
        _with_terms(reading, list(each), automaton, [terms[one] for one in written])
        for reading, each in zip(readings, proposals, strict=True)
    ]


def squeezed(text: str) -> str:
    """A term without case, spaces, line ends, hyphens and the marks inside numbers."""
    return text.lower().translate(_SQUEEZE)


def _terms(proposals: Iterable[Iterable[Proposal]]) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for one in (proposal for each in proposals for proposal in each):
        written = squeezed(one.text)
        if one.disposition is Disposition.DISCLOSE or len(written) < _SHORTEST or one.kind.startswith(CUE):
            continue
        if one.kind == BIRTH and (one.why.endswith(UNSURE_BIRTH) or not dates_of(one.text)):
            continue  # a birthday without its year is an ordinary day everywhere else
        if one.kind == PERSON and (len(one.text.split()) < 2 or not written.isascii()):
            continue
        known = found.get(written)
        if known is None or _STRICTNESS[one.disposition] > _STRICTNESS[known.disposition]:
            found[written] = Term(one.kind, one.person, one.disposition, one.reason, one.why)
    return found


def _own(proposals: Iterable[Iterable[Proposal]]) -> set[str]:
    """What the data subject's, the requester's or an official's own is somewhere, and so is decided by whose it is."""
    return {
        squeezed(one.text)
        for each in proposals
        for one in each
        if one.disposition is Disposition.DISCLOSE and one.person and not one.kind.startswith(CUE)
    }


def _shared(proposals: Iterable[Iterable[Proposal]]) -> set[str]:
    """What fits more than one person somewhere: whose it is in each place is settled there."""
    return {squeezed(one.text) for each in proposals for one in each if one.why.startswith(FITS_SEVERAL)}


def _with_terms(
    reading: Reading, proposals: list[Proposal], automaton: AhoCorasick, terms: Sequence[Term]
) -> list[Proposal]:
    flat = reading.folded.translate(_SQUEEZE)
    hits = automaton.find_matches_as_indexes(flat)
    kept = _kept_before(reading.folded) if hits else []
    proposals.sort(key=_start)
    for index, low, high in hits:
        start = _unsqueezed(low, reading.folded, kept)
        end = _unsqueezed(high - 1, reading.folded, kept) + 1
        if _is_whole(reading.folded, start, end) and reading.plain.count("\n", start, end) < 2:
            _take_in(reading, proposals, *reading.original(start, end), terms[index])
    return proposals


def _start(one: Proposal) -> int:
    return one.start


def _about(proposals: Sequence[Proposal], start: int, end: int) -> list[Proposal]:
    """Those of sorted proposals that share a character with a stretch."""
    first = bisect_left(proposals, start - _LONGEST, key=_start)
    return [one for one in proposals[first : bisect_left(proposals, end, key=_start)] if one.end > start]


def _take_in(reading: Reading, proposals: list[Proposal], start: int, end: int, term: Term) -> None:
    """Add a place of a term, unless what stands there is kept back as strictly already."""
    here = _about(proposals, start, end)
    over = [one for one in here if not one.kind.startswith(CUE)]
    if any(one.start <= start and one.end >= end and _holds(one, term) for one in over):
        return
    if any(one.person and one.disposition is Disposition.DISCLOSE for one in over):
        return
    for one in here:
        start, end = min(start, one.start), max(end, one.end)
        proposals.remove(one)
    strictest = max((term.disposition, *(one.disposition for one in over)), key=_STRICTNESS.__getitem__)
    found = Proposal(
        unit=0, start=start, end=end, kind=term.kind, text=reading.text[start:end], person=term.person,
        disposition=strictest, reason=term.reason, why=term.why, score=0.9,
    )  # fmt: skip
    insort(proposals, found, key=_start)


def _holds(one: Proposal, term: Term) -> bool:
    return _STRICTNESS[one.disposition] >= _STRICTNESS[term.disposition]


def _kept_before(folded: str) -> list[int]:
    """How many characters stay when each stretch of the text and all before it are squeezed."""
    kept = [0]
    for start in range(0, len(folded), _STRETCH):
        kept.append(kept[-1] + len(folded[start : start + _STRETCH].translate(_SQUEEZE)))
    return kept


def _unsqueezed(place: int, folded: str, kept: Sequence[int]) -> int:
    """Where a character of the squeezed text stands in the text."""
    stretch = bisect_right(kept, place) - 1
    left = place - kept[stretch]
    for run in _KEPT.finditer(folded, stretch * _STRETCH):
        length = run.end() - run.start()
        if left < length:
            return run.start() + left
        left -= length
    raise IndexError(place)


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of a longer word or number."""
    return not (start and folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum()
