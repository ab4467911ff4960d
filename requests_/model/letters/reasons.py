"""The reasons paragraph of a letter, composed from the codes that were chosen: a sentence and its law for each.

A code comes from the exemption catalogue, the grounds of refusing a request as a whole, or the outcomes of a right.
What staff say in addition stands after it, and never in its place. A reason whose very name would tell of an
investigation is told in words that could mean many things (DPA 2018 Sch. 2 para. 2, s.45(6)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from requests_.model.awaited import Awaited
from requests_.model.events.base import RefusalGround
from requests_.model.exemptions import EXEMPTIONS, QUIET_CODES, Exemption, offered_for
from requests_.model.letters.young_words import YOUNG_WORDS
from requests_.model.outcomes import OUTCOMES, outcomes_for
from requests_.model.people import Capacity
from requests_.model.rights import Regime, Right
from requests_.model.transferring import TRANSFERRED

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
COPY = "COPY"
# The reason that a ground for refusing a request as a whole is told by; what is exempt names its exemptions.
GROUND_REASONS: Mapping[RefusalGround, str] = {
    RefusalGround.NOT_ENTITLED: RefusalGround.NOT_ENTITLED.value,
    RefusalGround.MANIFESTLY_UNFOUNDED: "A12_5_UNFOUNDED",
    RefusalGround.MANIFESTLY_EXCESSIVE: "A12_5_EXCESSIVE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason as a requester is told it: its short name, its sentence for adults and for the young, its law."""

    code: str
    label: str
    adult: str
    young: str
    citations: Mapping[Regime, str]

    def citation(self, *regimes: Regime) -> str:
        """Its place in these laws; where none of them has such a reason, in the one that has."""
        places = dict.fromkeys(self.citations[regime] for regime in regimes if regime in self.citations)
        return "; ".join(places) or next(iter(self.citations.values()))

    def says(self, *, is_young: bool) -> str:
        """Its sentence."""
        return self.young if is_young else self.adult


QUIET = Reason(
    code="QUIET",
    label="Information we do not have to give",
    adult="The law does not ask us to give you this. We looked at each part by itself, and left out no more.",
    young="The law does not ask us to give you this. We looked at each part of it.",
    citations={UK: "Data Protection Act 2018", PART_3: "Data Protection Act 2018"},
)


def _rows() -> Iterator[Reason]:
    for row in EXEMPTIONS.values():
        citations = {regime: row.citation for regime in Regime if regime in row.regimes}
        yield _reason(row.code, row.label, row.says, citations)
    for outcome in OUTCOMES.values():
        if not outcome.is_granted:
            yield _reason(outcome.outcome.value, outcome.says, outcome.letter, outcome.citations)
    yield _reason(
        RefusalGround.NOT_ENTITLED.value,
        "Not theirs to ask for",
        "This right belongs to the person whom the information is about, and to those who may act for them. "
        "We have not seen that you may.",
        {UK: "UK GDPR, article 12(6) and article 15(1)", PART_3: "Data Protection Act 2018, sections 45(1) and 52(4)"},
    )
    yield from _lapsed_rows()
    yield _reason(
        TRANSFERRED,
        "Another body holds it",
        "We do not hold what you asked for. Another body does, and decides about it. You can ask them.",
        {UK: "UK GDPR, articles 4(7) and 12(4)", PART_3: "Data Protection Act 2018, sections 32(1) and 48(1)(b)"},
    )
    yield _reason(
        COPY,
        "The same file is in the pack already",
        "A file that is kept in two places is given to you once.",
        {UK: "UK GDPR, article 15(3)", PART_3: "Data Protection Act 2018, section 45(1)(b)"},
    )


def _lapsed_rows() -> Iterator[Reason]:
    yield _reason(
        Awaited.ANSWER,
        "A question was not answered",
        "We asked you a question, reminded you, and have not heard from you. Without your answer we cannot find "
        "what you asked for. You can still answer: we then go on where we stopped.",
        {UK: "UK GDPR, article 12A(5)", PART_3: "Data Protection Act 2018, section 54(3C)"},
    )
    yield _reason(
        Awaited.IDENTITY,
        "Who asks was not shown",
        "We asked you to show us who you are, reminded you, and nothing has come. We may give personal information "
        "only to somebody we can be sure of. You can still send it: we then go on.",
        {UK: "UK GDPR, article 12(6)", PART_3: "Data Protection Act 2018, section 52(4)"},
    )
    yield _reason(
        Awaited.AUTHORITY,
        "That they may ask was not shown",
        "We asked you to show us that you may act for the person, reminded you, and nothing has come. We may give "
        "their information only to somebody who may have it. You can still send it: we then go on.",
        {UK: "UK GDPR, article 12(6)", PART_3: "Data Protection Act 2018, section 52(4)"},
    )
    yield _reason(
        Awaited.FEE,
        "A fee was not paid",
        "We asked you for a fee, reminded you, and it has not come. You can still pay it: we then go on. You can "
        "also ask for less, and then there may be no fee.",
        {UK: "UK GDPR, article 12(5)", PART_3: "Data Protection Act 2018, section 53(1)"},
    )


def _reason(code: str, label: str, adult: str, citations: Mapping[Regime, str]) -> Reason:
    return Reason(code=code, label=label, adult=adult, young=YOUNG_WORDS[code], citations=citations)


REASONS: dict[str, Reason] = {row.code: row for row in _rows()}
_THIRD_PARTY = REASONS["S2P16_THIRD_PARTY"]


def offered(right: Right, regime: Regime, capacity: Capacity) -> tuple[Reason, ...]:
    """What may be chosen when a letter that says no is composed for a case."""
    alone = (row for row in offered_for(regime, capacity) if not row.needs_two_people)
    exempt = [row.code for row in alone] if right is Right.ACCESS else []
    refused = [
        row.outcome.value
        for is_whole in (False, True)
        for row in outcomes_for(right, regime, whole=is_whole)
        if not row.is_granted
    ]
    return tuple(REASONS[code] for code in (*refused, *GROUND_REASONS.values(), *exempt))


def whole_exemptions(regimes: Iterable[Regime], capacity: Capacity) -> tuple[Exemption, ...]:
    """What a request under these laws may be refused for as a whole: one person decides it, and it reaches that far."""
    rows = (row for regime in regimes for row in offered_for(regime, capacity))
    return tuple(dict.fromkeys(row for row in rows if row.reaches_whole and not row.needs_two_people))


def told(code: str) -> Reason:
    """The reason that a code is told by; information about somebody else for a mark that names none."""
    return QUIET if code in QUIET_CODES else REASONS.get(code, _THIRD_PARTY)


def sentences(codes: Iterable[str], *regimes: Regime, is_young: bool) -> tuple[str, ...]:
    """Each reason once, in the order of the codes, with its place in these laws in brackets."""
    rows = {row.code: row for row in map(told, codes)}
    return tuple(f"{row.says(is_young=is_young)} ({row.citation(*regimes)})" for row in rows.values())
