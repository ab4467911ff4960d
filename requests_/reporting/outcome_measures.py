"""The measures of what came of requests: outcomes, exemptions, complaints, the other rights, quality, reasons late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from requests_.model.complaints import RESULTS
from requests_.model.events.base import LateReason, LateUnit
from requests_.model.exemptions import EXEMPTIONS
from requests_.model.reopening import ReopenReason
from requests_.model.rights import Right
from requests_.reporting.figures import Figure, Reckoning, counted, days, items, share
from requests_.reporting.population import Population
from requests_.reporting.record import CaseRecord, Outcome
from requests_.reporting.timing import Again, TimedCase

# RP-11: each way a case ends, once; `refusal` narrows a refusal to its ground.
OUTCOMES: tuple[tuple[str, str, Outcome, str], ...] = (
    ("granted", "Granted in full", Outcome.GRANTED, ""),
    ("part", "Granted in part", Outcome.GRANTED_IN_PART, ""),
    ("no_data", "Nothing was held", Outcome.NO_DATA, ""),
    ("not_entitled", "Refused: not entitled", Outcome.REFUSED, "not_entitled"),
    ("unfounded", "Refused: manifestly unfounded", Outcome.REFUSED, "manifestly_unfounded"),
    ("excessive", "Refused: manifestly excessive", Outcome.REFUSED, "manifestly_excessive"),
    ("refused", "Refused: another ground", Outcome.REFUSED, ""),
    ("not_confirmed", "Neither confirmed nor denied", Outcome.NOT_CONFIRMED, ""),
    ("withdrawn", "Withdrawn", Outcome.WITHDRAWN, ""),
    ("lapsed", "Lapsed without an answer from the requester", Outcome.LAPSED, ""),
    ("joined", "The same request as an earlier one, and answered with it", Outcome.JOINED, ""),
    ("transferred", "For another body, which the requester was sent to", Outcome.TRANSFERRED, ""),
)
_GROUNDS = frozenset(ground for *_, ground in OUTCOMES if ground)
CORRECTIVE = (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION)
_RIGHT_NAMES = {
    Right.RECTIFICATION: "Correction",
    Right.ERASURE: "Deletion",
    Right.RESTRICTION: "Restriction",
}
# RP-12: what a complaint came to; the last is one that was answered another way, as by a refusal to look into it.
COMPLAINT_RESULTS: tuple[tuple[str, str, str], ...] = (
    *((row.result.value, f"Complaints: {row.title.lower()}", row.result.value) for row in RESULTS),
    ("no_result", "Complaints: answered without a coded outcome", ""),
)
ACKNOWLEDGEMENT_DAYS = 30  # DPA 2018 s.164A(3)
LATE_REASONS: dict[str, str] = {
    LateReason.SEARCH: "The search took too long",
    LateReason.THIRD_PARTY_CONSENT: "Waiting for another person's agreement",
    LateReason.HEALTH_OPINION: "Waiting for a health professional's opinion",
    LateReason.REDACTION_VOLUME: "The amount to redact",
    LateReason.STAFFING: "Too few staff",
    LateReason.LEGAL: "Waiting for legal advice",
    LateReason.REQUESTER_CONTACT: "The requester could not be reached",
    LateReason.RECEIVED_LATE: "It reached us late",
    LateReason.OTHER: "Another reason",
    "": "No reason was recorded",
}

LATE_UNITS: dict[str, str] = {
    LateUnit.GOVERNANCE: "in the Information Governance Team",
    LateUnit.SERVICE: "in the service that holds the records",
    LateUnit.SCHOOL: "in a school",
    LateUnit.SAFEGUARDING: "in the Multi-Agency Safeguarding Hub",
    LateUnit.EARLY_HELP: "in Early Help",
    LateUnit.LEGAL: "in legal services",
    LateUnit.OTHER_TEAM: "in another team of the council",
    LateUnit.OUTSIDE: "outside the council",
    "": "nobody wrote it down",
}

REOPENED_TITLES: dict[str, str] = {
    ReopenReason.COMPLAINT: "a complaint was right, as that something was missing",
    ReopenReason.REGULATOR: "the regulator or a court asked for it",
    ReopenReason.MORE_FOUND: "more was found",
    ReopenReason.WRONG_ANSWER: "something in the answer was wrong or left out",
    ReopenReason.ENDED_BY_MISTAKE: "it was ended by mistake",
    ReopenReason.REQUESTER_RETURNED: "the requester came back",
}


def exemptions_used(cases: Population) -> tuple[Figure, ...]:
    """RP-10."""
    of = cases.answered
    full = _each(of, lambda record: record.pages_withheld)
    part = _each(of, lambda record: record.pages_partly_withheld)
    codes = sorted({code for case in of for code in case.codes})
    by_code = [figure for code in codes for figure in _of_code(code, of)]
    return (
        share("RP-10", "any", "Answered with something withheld", [c for c in of if c.codes], of=of),
        items("RP-10", "pages_full", "Pages withheld in full", full, of=of),
        items("RP-10", "pages_part", "Pages withheld in part", part, of=of),
        *by_code,
    )


def _of_code(code: str, of: Sequence[TimedCase]) -> tuple[Figure, Figure]:
    label = EXEMPTIONS[code].label if code in EXEMPTIONS else code
    used = [case for case in of if code in case.codes]
    return (
        share("RP-10", f"cases_{code}", f"{label}: cases", used, of=of),
        items(
            "RP-10",
            f"items_{code}",
            f"{label}: documents and places",
            [(case, _uses(case, code)) for case in used],
            of=used,
        ),
    )


def _uses(case: TimedCase, code: str) -> int:
    documents = case.answer.withheld_documents.count(code) if case.answer is not None else 0
    return documents + sum(count for used, count in case.record.withheld_places if used == code)


def outcomes(cases: Population) -> tuple[Figure, ...]:
    """RP-11."""
    of = (*cases.answered, *cases.ended)
    return tuple(
        share("RP-11", key, title, [case for case in of if _is(case, outcome, ground)], of=of, is_part=True)
        for key, title, outcome, ground in OUTCOMES
    )


def _is(case: TimedCase, outcome: Outcome, ground: str) -> bool:
    ending = case.answer or case.ended
    if ending is None or ending.outcome is not outcome:
        return False
    return outcome is not Outcome.REFUSED or (ending.refusal if ending.refusal in _GROUNDS else "") == ground


def complaints(cases: Population) -> tuple[Figure, ...]:
    """RP-12."""
    came = [case for case in cases.complaints if case.record.received_on in cases.period]
    due = [case for case in cases.complaints if _acknowledgement_is_due(case, cases)]
    told = [case for case in due if _is_acknowledged_in_time(case)]
    answered = [c for c in cases.complaints if c.answered_on is not None and c.answered_on in cases.period]
    return (
        counted("RP-12", "received", "Complaints received", came),
        share("RP-12", "acknowledged", "Complaints acknowledged within 30 days", told, of=due, is_part=True),
        share(
            "RP-12",
            "unacknowledged",
            "Complaints not acknowledged within 30 days",
            [case for case in due if not _is_acknowledged_in_time(case)],
            of=due,
            is_part=True,
        ),
        counted("RP-12", "open", "Complaints open at the end", [case for case in cases.complaints if case.is_open]),
        counted("RP-12", "closed", "Complaints answered", answered),
        *(
            share("RP-12", key, title, _that_came_to(answered, result), of=answered, is_part=True)
            for key, title, result in COMPLAINT_RESULTS
        ),
        days(
            "RP-12",
            "median",
            "Half of the complaints were answered within",
            Reckoning.MEDIAN,
            _gross(answered),
            of=answered,
        ),
    )


def _that_came_to(answered: Sequence[TimedCase], result: str) -> list[TimedCase]:
    return [case for case in answered if case.answer is not None and case.answer.complaint_result == result]


def _acknowledgement_is_due(case: TimedCase, cases: Population) -> bool:
    due_on = case.clock.due_on
    return due_on is not None and cases.period.first_on <= due_on <= cases.over_to


def _is_acknowledged_in_time(case: TimedCase) -> bool:
    # An outcome within the days is as good as an acknowledgement.
    first = min((on for on in (case.record.acknowledged_on, case.answered_on) if on is not None), default=None)
    return first is not None and case.clock.due_on is not None and first <= case.clock.due_on


def corrective_rights(cases: Population) -> tuple[Figure, ...]:
    """RP-15."""
    found: list[Figure] = []
    for right in CORRECTIVE:
        of = [case for case in cases.answered if case.record.right is right]
        acted = [case for case in of if case.outcome in (Outcome.GRANTED, Outcome.GRANTED_IN_PART)]
        told = _each(of, lambda record: record.recipients_told)
        not_told = _each(of, lambda record: record.recipients_not_told)
        name = _RIGHT_NAMES[right]
        found += [
            share("RP-15", f"{right}_acted", f"{name}: answered with action taken", acted, of=of),
            days(
                "RP-15",
                f"{right}_median",
                f"{name}: half were answered within",
                Reckoning.MEDIAN,
                _gross(of),
                of=of,
            ),
            items("RP-15", f"{right}_told", f"{name}: recipients told", told, of=of),
            items("RP-15", f"{right}_not_told", f"{name}: recipients not told", not_told, of=of),
        ]
    return tuple(found)


def _each(of: Sequence[TimedCase], read: Callable[[CaseRecord], int]) -> list[tuple[TimedCase, int]]:
    return [(case, read(case.record)) for case in of]


def _gross(of: Sequence[TimedCase]) -> list[tuple[TimedCase, int]]:
    return [(case, found) for case in of if (found := case.gross_days) is not None]


def quality(cases: Population) -> tuple[Figure, ...]:
    """RP-16."""
    of = cases.answered
    times = [(case, case.answer.sent_back) for case in of if case.answer is not None and case.answer.sent_back]
    sent_back = [case for case, _ in times]
    return (
        share("RP-16", "sent_back", "Sent back by the second person before the answer", sent_back, of=of),
        items("RP-16", "times", "Times sent back, in all", times, of=sent_back),
        *_opened_again(cases),
    )


def _opened_again(cases: Population) -> Iterator[Figure]:
    again = [(case, each) for case in cases.reopened for each in case.again]
    opened = [(case, each) for case, each in again if _lies_in(cases, each.undone.reopened_on)]
    answered = [(case, each) for case, each in again if _lies_in(cases, each.answered_on)]
    yield _of("reopened", "Opened again after the answer", opened)
    for reason, title in REOPENED_TITLES.items():
        found = [(case, each) for case, each in opened if each.undone.reopened_for == reason]
        yield _of(f"reopened_{reason}", f"Opened again: {title}", found)
    kept = [(case, each) for case, each in answered if _is_kept(each)]
    yield _of("answered_again", "Answered again", answered)
    yield _of("answered_again_as_promised", "Answered again by the day that was promised", kept)


def _lies_in(cases: Population, on: date | None) -> bool:
    return on is not None and cases.period.first_on <= on <= cases.seen_to


def _is_kept(each: Again) -> bool:
    on, promised_on = each.answered_on, each.undone.promised_on
    return on is not None and (promised_on is None or on <= promised_on)


def _of(key: str, title: str, found: Sequence[tuple[TimedCase, Again]]) -> Figure:
    by_reference = {case.record.reference: case for case, _ in found}
    return counted("RP-16", key, title, by_reference.values())


def reasons_late(cases: Population) -> tuple[Figure, ...]:
    """RP-17."""
    late = [case for case in cases.answered if not case.is_on_time]
    reasons = tuple(
        share(
            "RP-17",
            reason or "none",
            title,
            [case for case in late if _reason(case) == reason],
            of=late,
            is_part=True,
        )
        for reason, title in LATE_REASONS.items()
    )
    units = tuple(
        share(
            "RP-17",
            f"unit_{unit or 'none'}",
            f"Where the time was lost: {title}",
            [case for case in late if _unit(case) == unit],
            of=late,
        )
        for unit, title in LATE_UNITS.items()
    )
    return reasons + units


def _reason(case: TimedCase) -> str:
    return case.record.late_reason if case.record.late_reason in LATE_REASONS else ""


def _unit(case: TimedCase) -> str:
    return case.record.late_unit if case.record.late_unit in LATE_UNITS else ""
