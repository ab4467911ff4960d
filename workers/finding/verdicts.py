"""Whether a text is about the person: mentions, what stands beside them, and what speaks for somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.finding.bands import Decision
from workers.finding.evidence import OWN, Evidence, Gatherer
from workers.finding.folding import postcodes
from workers.finding.levels import SURE, Level
from workers.finding.look_alikes import Landscape, Tie
from workers.finding.mentions import Form, Mention
from workers.finding.nearness import Beside, beside, is_about_another
from workers.finding.text_keys import keys_of
from workers.finding.traces import Trace

_APART = 250  # characters within which two names that stand apart still belong together
_PASSAGE = 90
_NEAR = 160  # characters behind a name in which an address is the address of whoever bears it
_LEADING = frozenset({Trace.STREET, Trace.EMAIL, Trace.PHONE})
_SHARED = frozenset({Trace.POSTCODE, Trace.STREET, Trace.EMAIL, Trace.PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about a text, and why."""

    decision: Decision
    score: float
    why: tuple[str, ...]
    passage: str = ""


class TextJudge:
    """Judges texts for one person."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._person = landscape.person
        self._gatherer = Gatherer(landscape)
        self.leads = self._gatherer.leads
        born = self._person.born_on
        shares_birthday = any(other.person.born_on == born for other in landscape.namesakes() if born)
        self._has_double = shares_birthday or landscape.is_ambiguous

    def judge(self, text: str, *, is_household: bool = False) -> Verdict | None:
        """Give the verdict on a text; None when nothing in it points to the person.

        `is_household` says that the text is filed under a member of the household, where a given name is enough.
        """
        if not self.leads.are_in(keys_of(text), is_household=is_household):
            return None
        return self._decide(self._gatherer.gather(text), is_household=is_household)

    def _decide(self, evidence: Evidence, *, is_household: bool) -> Verdict | None:
        if evidence.traces & OWN:
            label = ", ".join(sorted(evidence.traces & OWN))
            return self._verdict(Decision.MATCH, 20.0, [f"their {label} stands in it"], evidence, self._first(evidence))
        full = evidence.full()
        verdicts = [found for one in full if (found := self._full(one, evidence)) is not None]
        if verdicts:
            return max(verdicts, key=lambda verdict: (verdict.decision is Decision.MATCH, verdict.score))
        if full and all(self._beside(one, evidence.text) is Beside.ANOTHER for one in full):
            return None
        if evidence.rival and not self._support(evidence, [], is_beside=False):
            return None
        return self._indirect(evidence, is_household=is_household)

    def _first(self, evidence: Evidence) -> Mention | None:
        ranked = sorted(evidence.names, key=lambda one: (list(Form).index(one.form), one.start))
        return ranked[0] if ranked else None

    def _full(self, name: Mention, evidence: Evidence) -> Verdict | None:
        """Judge one place where both names stand together."""
        near = self._beside(name, evidence.text)
        if near is Beside.ANOTHER:
            return None
        why = [_said(name)]
        is_beside = near is Beside.THEIRS
        support = self._support(evidence, why, is_beside=is_beside)
        if name.is_adult and self._is_child() and not is_beside:
            return None
        if name.is_sure():
            return self._sure(name, evidence, why, support=support)
        if name.slips() == 2 and not support and Level.EAR not in (name.given, name.family):
            return None
        is_safe = name.given in SURE and support >= 2
        decision = Decision.MATCH if is_safe and not evidence.rival else Decision.POSSIBLE
        return self._verdict(decision, 7.0 + 3 * support - 2 * name.slips(), why, evidence, name)

    def _sure(self, name: Mention, evidence: Evidence, why: list[str], *, support: int) -> Verdict | None:
        """Judge a place where both names are theirs beyond spelling."""
        if evidence.rival and not support:
            return None  # everything that stands in it besides the name is somebody else's
        if not support and any(self._beside(one, evidence.text) is Beside.ANOTHER for one in evidence.full()):
            return None  # elsewhere in this text the name goes with another birth date or UPN
        if evidence.rival and support < 2:
            why.append("facts of somebody else of that name stand in it too")
            return self._verdict(Decision.POSSIBLE, 5.0, why, evidence, name)
        if support:
            return self._verdict(Decision.MATCH, 11.0 + 3 * support, why, evidence, name)
        doubt = self._doubt(evidence, name)
        why.append(doubt or "nobody else of that name is on the lists")
        decision = Decision.POSSIBLE if doubt else Decision.MATCH
        return self._verdict(decision, 8.0 if doubt else 12.0, why, evidence, name)

    def _doubt(self, evidence: Evidence, name: Mention) -> str:
        """Say why a name without anything beside it is not enough."""
        if not self._landscape.has_lists:
            return "only the name speaks for it, and no list of people says whether others bear it"
        if self._landscape.namesakes() or self._landscape.is_ambiguous:
            return "only the name speaks for it, and others bear that name"
        if is_about_another(evidence.text, self._person):
            return "named in a text that is about somebody else"
        if self._person.postcodes and postcodes(evidence.text[name.end : name.end + _NEAR]):
            return "only the name speaks for it, and another address stands behind it"
        return ""

    def _beside(self, name: Mention, text: str) -> Beside:
        return beside(text, name, self._person)

    def _support(self, evidence: Evidence, why: list[str], *, is_beside: bool) -> int:
        """Count what else speaks for them, and say it; a birth date counts for nothing where a namesake shares it."""
        count = 0
        if is_beside or Trace.BIRTH in evidence.traces:
            count += 0 if self._has_double else 2 if is_beside else 1
            shared_day = ", which somebody else of that name shares" if self._has_double else ""
            place = "beside the name" if is_beside else "in the text"
            why.append(f"their date of birth {place}{shared_day}")
        shared = sorted(evidence.traces & _SHARED)
        if shared:
            count += 1
            why.append(f"their {', '.join(shared)}")
        if evidence.parent:
            count += 1
            why.append("a parent or carer of theirs is named")
        if Trace.SCHOOL in evidence.traces:
            why.append("their school")
        return count

    def _indirect(self, evidence: Evidence, *, is_household: bool) -> Verdict | None:
        """Judge a text in which the two names do not stand together."""
        why: list[str] = []
        support = self._support(evidence, why, is_beside=False)
        for form, needed, said in (
            (Form.INITIAL, 1, "family name with the same initial"),
            (Form.GIVEN, 1, "given name alone"),
        ):
            names = [one for one in evidence.names if one.form is form and not one.is_claimed]
            is_born = form is Form.GIVEN and Trace.BIRTH in evidence.traces
            if names and (support >= needed or is_born or (is_household and form is Form.GIVEN)):
                if is_household and not support:
                    why.append("filed under somebody of the household")
                return self._verdict(Decision.POSSIBLE, 3.0 + 2 * support, [said, *why], evidence, names[0])
        renamed = [one for one in evidence.names if one.form is Form.GIVEN and one.is_claimed]
        if any(self._beside(one, evidence.text) is Beside.THEIRS for one in renamed):
            said = "given name with their date of birth, and another family name"
            return self._verdict(Decision.POSSIBLE, 4.0 + support, [said, *why], evidence, renamed[0])
        alone = [one for one in evidence.names if not one.is_claimed]
        family = [one for one in alone if one.form is Form.FAMILY and one.family in SURE]
        given = [one for one in alone if one.form is Form.GIVEN]
        if given and family and _nearest(given, family) <= _APART:
            return self._verdict(Decision.POSSIBLE, 4.0, ["both names, some words apart", *why], evidence, given[0])
        initial = [
            one for one in evidence.names if one.form is Form.INITIAL and one.family in SURE and not one.is_adult
        ]
        if initial and not self._shares_initial() and self._landscape.has_lists:
            why.append("nobody else on the lists has that initial and name")
            return self._verdict(
                Decision.POSSIBLE, 3.0, ["family name with the same initial", *why], evidence, initial[0]
            )
        if family and support and not evidence.sibling:
            return self._verdict(Decision.POSSIBLE, 2.0 + support, ["family name", *why], evidence, family[0])
        return None if is_household or evidence.sibling else self._nameless(evidence, why)

    def _nameless(self, evidence: Evidence, why: list[str]) -> Verdict | None:
        """Judge a text that names nobody of the household and gives something that leads to the person."""
        if evidence.traces & _LEADING:
            return self._verdict(Decision.POSSIBLE, 4.0, [*why, "and no name of theirs"], evidence, None)
        if evidence.parent_contact:
            said = ["a phone number or e-mail address of a parent or carer, and no name of theirs"]
            return self._verdict(Decision.POSSIBLE, 2.5, said, evidence, None)
        return None

    def _shares_initial(self) -> bool:
        mine = self._person.given.first[:1]
        return any(
            other.person.given.first[:1] == mine and other.person.given.first != self._person.given.first
            for other in self._landscape.others
            if other.tie is Tie.HOUSEHOLD or other.person.family.current == self._person.family.current
        )

    def _is_child(self) -> bool:
        born = self._person.born_on
        return born is not None and born.year >= 2000

    def _verdict(
        self, decision: Decision, score: float, why: Sequence[str], evidence: Evidence, name: Mention | None
    ) -> Verdict:
        span = (name.start, name.end) if name is not None else self._gatherer.span(evidence)
        return Verdict(decision=decision, score=score, why=tuple(why), passage=_passage(evidence.text, span))


def _said(name: Mention) -> str:
    if name.is_sure() and name.given is Level.EXACT and name.family is Level.EXACT:
        return "full name"
    if name.is_sure():
        return "full name in another form they use"
    if name.slips():
        return "full name, spelled a little differently"
    return "full name in part"


def _nearest(one: Sequence[Mention], other: Sequence[Mention]) -> int:
    return min(abs(first.start - second.start) for first in one for second in other)


def _passage(text: str, span: tuple[int, int] | None) -> str:
    """Give what stands around a place, or how the text begins where no place speaks for it."""
    start, end = span if span is not None else (0, _PASSAGE)
    return " ".join(text[max(0, start - _PASSAGE) : end + _PASSAGE].split())
