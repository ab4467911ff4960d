"""How long the portal keeps what it holds, and when it goes: one row a kind of thing, and pure functions of dates.

What goes is personal data: details, words and files. The events of a case hold none; they stay, and with them the
figures. Requests that were made about one another go together, when the last of them is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.deadlines.periods import add_months
from requests_.ids import CaseId
from requests_.model.sent_files import PROOF_DAYS
from requests_.model.staff import Actor

# A school that fewer requests name would point at somebody: it is forgotten with the details of the case.
FEWEST_TOGETHER = 5
LONGEST_HOLD_MONTHS = 72


class Kept(StrEnum):
    """What the schedule is about."""

    EVIDENCE = "evidence"
    CASE = "case"
    BREACH = "breach"


class ErasureReason(StrEnum):
    """Why the details of a case were erased."""

    SCHEDULE = "schedule"
    DECISION = "decision"
    RESTORED = "restored"


class ErasedKind(StrEnum):
    """What an erasure counts: a field of the event that is its certificate."""

    PEOPLE = "people"
    WRITINGS = "writings"
    LETTERS = "letters"
    DOCUMENTS = "documents"
    MARKS = "marks"
    FILES = "files"
    TRACES = "traces"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRow:
    """One line of the schedule: what is kept, for how many months from which day, and why."""

    kept: Kept
    what: str
    months: int
    counts_from: str
    why: str
    citation: str


SCHEDULE: dict[Kept, RetentionRow] = {
    row.kept: row
    for row in (
        RetentionRow(
            kept=Kept.EVIDENCE,
            what=f"Files that the requester sent (copies of proofs are gone {PROOF_DAYS} days after they came)",
            months=3,
            counts_from="the day the request was answered, refused or taken back, or the file came, if that was later",
            why="The note of what was seen stays with the case: the copies have done their work.",
            citation="UK GDPR, article 5(1)(c) and (e); DPA 2018, sections 37 and 39",
        ),
        RetentionRow(
            kept=Kept.CASE,
            what="The whole case: details, what was written, documents, marks, packs, letters and files",
            months=36,
            counts_from="the last thing that happened in it, or in a case that is linked with it",
            why="A complaint, a question of the regulator or a claim may still come until then.",
            citation="UK GDPR, article 5(1)(e); DPA 2018, section 39",
        ),
        RetentionRow(
            kept=Kept.BREACH,
            what="What was written of a breach, the people who were told, and their letters",
            months=72,
            counts_from="the day it was closed, or found to be none",
            why="The regulator may ask for the record, and a claim may come within six years.",
            citation="UK GDPR, article 5(1)(e), article 33(5); DPA 2018, section 67(6); Limitation Act 1980, section 2",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSpan:
    """What the schedule asks of a case: whether it goes on, when it last did, and how long somebody keeps it back.

    `stays_for` says in one sentence what stands against any erasure, such as a legal hold; "" when nothing does.
    """

    case: CaseId
    reference: str
    right: str
    last_on: date
    keep_until: date | None = None
    stays_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLonger:
    """Keep a case back until a day, for a reason that is written down; a day that has come ends it."""

    case: CaseId
    until: date
    record: str
    actor: Actor


def goes_on(kept: Kept, day: date) -> date:
    """The first day on which something may be gone that counts from `day`: the corresponding date, months later."""
    return add_months(day, SCHEDULE[kept].months)


def group_goes_on(group: Iterable[CaseSpan]) -> date | None:
    """The day on which linked cases go together; None while one of them has to stay, and where none is left to go."""
    spans = tuple(group)
    if not spans or any(span.stays_for for span in spans):
        return None
    return max(max(goes_on(Kept.CASE, span.last_on), span.keep_until or date.min) for span in spans)


def groups_of(cases: Iterable[str], links: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """The cases in groups that move together: whatever a chain of links joins."""
    group_of: dict[str, set[str]] = {case: {case} for case in cases}
    for one, other in links:
        if one in group_of and other in group_of and group_of[one] is not group_of[other]:
            joined = group_of[one] | group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
    return tuple({id(group): frozenset(group) for group in group_of.values()}.values())
