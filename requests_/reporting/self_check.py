"""What the regulator expects of a council that answers people about their rights: one row an expectation.

Each is answered by counting: so many of so many. Nothing is answered by a person ticking a box.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from requests_.reporting.returns import Return


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many things are as they should be."""

    met: int
    of: int


class Standing(StrEnum):
    """What a tally says."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOTHING_YET = "nothing_yet"


class StoreTally(StrEnum):
    """The tallies that are not figures of the return: counted in the store."""

    NOTICE = "notice"
    POLICY = "policy"
    AGREEMENTS = "agreements"
    TEAM = "team"
    COVER = "cover"
    SIGN_OFF_COVER = "sign_off_cover"
    SECOND_STEP = "second_step"
    SEARCH_RECORDED = "search_recorded"
    OTHER_EYES = "other_eyes"
    REFUSALS_REASONED = "refusals_reasoned"
    LOOKED_AGAIN = "looked_again"
    DETAILS_GONE = "details_gone"
    RETENTION_RUN = "retention_run"
    RECORD_SEALED = "record_sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known: the return of the last twelve months, and what was counted beside it."""

    found: Return
    stored: Mapping[StoreTally, Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that is expected, what is counted for it, and the page where a gap is mended."""

    heading: str
    says: str
    counts: str
    page: str
    tally: Callable[[Facts], Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An expectation and how it stands."""

    expectation: Expectation
    tally: Tally

    @property
    def standing(self) -> Standing:
        """Met where everything is as it should be; nothing can be said of nothing."""
        if not self.tally.of:
            return Standing.NOTHING_YET
        if self.tally.met == self.tally.of:
            return Standing.MET
        return Standing.PARTLY if self.tally.met else Standing.NOT_MET


def _stored(key: StoreTally) -> Callable[[Facts], Tally]:
    return lambda facts: facts.stored[key]


def _figure(name: str, *, is_of_faults: bool = False) -> Callable[[Facts], Tally]:
    """A share of the return; with `is_of_faults` what it counts is what should not be."""

    def tally(facts: Facts) -> Tally:
        figure = next((figure for figure in facts.found.figures if figure.name == name), None)
        if figure is None or figure.out_of is None:
            return Tally(0, 0)
        return Tally(figure.out_of - figure.count if is_of_faults else figure.count, figure.out_of)

    return tally


def _dated(facts: Facts) -> Tally:
    """Open requests whose log shows a due date, or why there is none yet."""
    cases = facts.found.cases
    known = [case for case in cases.open if case.clock.due_on is not None or case.clock.state != "unknown"]
    return Tally(len(known), len(cases.open))


def _corrected(facts: Facts) -> Tally:
    """Recipients who had to be told of a correction, deletion or restriction, and were."""
    amounts = {figure.name: int(figure.amount or 0) for figure in facts.found.figures if figure.measure == "RP-15"}
    told = sum(amount for name, amount in amounts.items() if name.endswith("_told") and not name.endswith("_not_told"))
    return Tally(told, told + sum(amount for name, amount in amounts.items() if name.endswith("_not_told")))


_INFORMING = "Informing people and recognising requests"
_RESOURCES = "People and training"
_LOGGING = "Logging and tracking"
_TIMELY = "Answering in time"
_MONITORING = "Watching and improving"
_CORRECTING = "Correction, deletion and restriction"
_COMPLAINTS = "Complaints and breaches"
_SAFE = "Keeping the record safe"

EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        heading=_INFORMING,
        says="A privacy notice is in force, and it is not past the day by which it is looked at again.",
        counts="privacy notice in force",
        page="registers.show",
        tally=_stored(StoreTally.NOTICE),
    ),
    Expectation(
        heading=_INFORMING,
        says="There is an appropriate policy document, and none is past its day.",
        counts="policy documents",
        page="registers.show",
        tally=_stored(StoreTally.POLICY),
    ),
    Expectation(
        heading=_INFORMING,
        says="Every sharing agreement was looked at again by its day.",
        counts="sharing agreements",
        page="registers.show",
        tally=_stored(StoreTally.AGREEMENTS),
    ),
    Expectation(
        heading=_RESOURCES,
        says="It is written down who answers requests, and how much of their time is for it.",
        counts="state of the team",
        page="registers.show",
        tally=_stored(StoreTally.TEAM),
    ),
    Expectation(
        heading=_RESOURCES,
        says="Whoever answers requests was trained within twelve months.",
        counts="people who answer requests",
        page="registers.show",
        tally=_figure("RP-18.trained"),
    ),
    Expectation(
        heading=_RESOURCES,
        says="More than one person can work on requests, so that nobody's absence stops them.",
        counts="people needed at least",
        page="accounts.show",
        tally=_stored(StoreTally.COVER),
    ),
    Expectation(
        heading=_RESOURCES,
        says="More than one person can sign an answer off.",
        counts="people needed at least",
        page="accounts.show",
        tally=_stored(StoreTally.SIGN_OFF_COVER),
    ),
    Expectation(
        heading=_LOGGING,
        says="The log shows the due date of every open request, or why there is none yet.",
        counts="open requests",
        page="queue.show",
        tally=_dated,
    ),
    Expectation(
        heading=_LOGGING,
        says="The log shows which systems were searched for every answer.",
        counts="answers with a search",
        page="returns.show",
        tally=_stored(StoreTally.SEARCH_RECORDED),
    ),
    Expectation(
        heading=_LOGGING,
        says="The reasons for every refusal were written down.",
        counts="refusals",
        page="returns.show",
        tally=_stored(StoreTally.REFUSALS_REASONED),
    ),
    Expectation(
        heading=_TIMELY,
        says="Requests are answered within the statutory time; those still open past it count as not.",
        counts="requests that fell due",
        page="returns.show",
        tally=_figure("RP-4.on_time"),
    ),
    Expectation(
        heading=_TIMELY,
        says="People are told of an extension within the first month.",
        counts="notices of extension",
        page="returns.show",
        tally=_figure("RP-6.invalid", is_of_faults=True),
    ),
    Expectation(
        heading=_MONITORING,
        says="The reason is recorded for every late answer.",
        counts="late answers",
        page="returns.show",
        tally=_figure("RP-17.none", is_of_faults=True),
    ),
    Expectation(
        heading=_MONITORING,
        says="A second person looks at every answer before it goes.",
        counts="answers signed off",
        page="returns.show",
        tally=_stored(StoreTally.OTHER_EYES),
    ),
    Expectation(
        heading=_MONITORING,
        says="Reasons that last only for a time are looked at again by their day.",
        counts="reasons to look at again",
        page="looking_again.show",
        tally=_stored(StoreTally.LOOKED_AGAIN),
    ),
    Expectation(
        heading=_CORRECTING,
        says="Everybody who had been given the information is told of a correction, deletion or restriction.",
        counts="recipients",
        page="returns.show",
        tally=_corrected,
    ),
    Expectation(
        heading=_COMPLAINTS,
        says="Complaints are acknowledged within 30 days.",
        counts="complaints whose 30 days ended",
        page="returns.show",
        tally=_figure("RP-12.acknowledged"),
    ),
    Expectation(
        heading=_COMPLAINTS,
        says="Breaches that are told to the regulator are told within 72 hours.",
        counts="breaches told",
        page="returns.show",
        tally=_figure("RP-14.in_time"),
    ),
    Expectation(
        heading=_COMPLAINTS,
        says="Dates set by the regulator, a tribunal or a court are met.",
        counts="dates that fell due",
        page="registers.show",
        tally=_figure("RP-13.met"),
    ),
    Expectation(
        heading=_SAFE,
        says="Every member of staff signs in with a second step.",
        counts="accounts",
        page="accounts.show",
        tally=_stored(StoreTally.SECOND_STEP),
    ),
    Expectation(
        heading=_SAFE,
        says="Nothing of a request is kept past the day on which the retention schedule says that it goes.",
        counts="requests whose time was over",
        page="retention.show",
        tally=_stored(StoreTally.DETAILS_GONE),
    ),
    Expectation(
        heading=_SAFE,
        says="The retention schedule was carried out on each of the last seven days.",
        counts="days",
        page="retention.show",
        tally=_stored(StoreTally.RETENTION_RUN),
    ),
    Expectation(
        heading=_SAFE,
        says="Where the record ends was written down outside the database on each of the last seven days.",
        counts="days",
        page="settings_page.show",
        tally=_stored(StoreTally.RECORD_SEALED),
    ),
)


def self_check(facts: Facts) -> tuple[Answer, ...]:
    """How every expectation stands."""
    return tuple(Answer(expectation=row, tally=row.tally(facts)) for row in EXPECTATIONS)
