"""What every page of one case shows: its head, its clock, its tabs, and what may be done."""

from __future__ import annotations

from typing import Any

from flask import render_template

from portal.staff.clock_words import in_words, set_in_words
from portal.staff.need_to_know import enter
from portal.staff.next_step import LIVE_STEPS, NextStep, StillOpen, next_step
from portal.staff.permissions import actor
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.gates import closed_health_gates
from requests_.model.lifecycle import open_actions
from requests_.model.other_people import unrecorded
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.staff import Permission
from requests_.store.queries.case_page import CaseSummary, case_summary
from requests_.store.queries.other_people import people_used
from requests_.store.queries.review import DocumentRow, document_rows


def find(reference: str) -> CaseId:
    """The case that a page's address names. Raises NotFound, or ClosedCase for whoever has no need to know."""
    return enter(reference)


def case_page(template: str, case: CaseId, **context: Any) -> str:
    """A page of the case, with everything its frame needs."""
    summary = case_summary(reading(), case)
    documents = document_rows(reading(), case)
    step = step_of(summary, documents)
    today = resources().clock.london_date()
    clock = in_words(summary.clock.state, summary.clock.due_on, summary.case.responded_on, today)
    return render_template(
        template,
        summary=summary,
        case=summary.case,
        reference=summary.reference,
        clock=clock,
        set_clock=set_in_words(summary.case.next_set_date, today),
        documents=documents,
        open_marks=open_marks_of(documents),
        open_documents=open_documents_of(documents),
        closed_gates=closed_gates_of(summary, documents),
        unrecorded_people=unrecorded_of(summary),
        step=step,
        live_words=live_words(summary, documents) if step in LIVE_STEPS else "",
        actions={str(action) for action in open_actions(summary.case, actor())},
        may_work=actor().may(Permission.WORK_CASE),
        is_decided_by_record=summary.case.right in DECIDED_RIGHTS,
        **context,
    )


def step_of(summary: CaseSummary, documents: tuple[DocumentRow, ...]) -> NextStep:
    """The case's next step for whoever is signed in."""
    still = StillOpen(
        marks=open_marks_of(documents),
        documents=open_documents_of(documents),
        people=len(unrecorded_of(summary)),
        gates=len(closed_gates_of(summary, documents)),
    )
    return next_step(summary.case, actor(), still)


def live_words(summary: CaseSummary, documents: tuple[DocumentRow, ...]) -> str:
    """A few words that differ whenever a page that waits has something new to show."""
    read = sum(document.read_state != "found" for document in documents)
    return f"{step_of(summary, documents)} {summary.case.version} {read} {len(documents)}"


def open_marks_of(documents: tuple[DocumentRow, ...]) -> int:
    """How many marks are undecided. A document left out of the pack leaves nothing to decide in it."""
    return sum(document.open_marks for document in documents if document.outcome in (None, "include"))


def open_documents_of(documents: tuple[DocumentRow, ...]) -> int:
    """How many documents nobody has decided about."""
    return sum(document.outcome is None for document in documents)


def closed_gates_of(summary: CaseSummary, documents: tuple[DocumentRow, ...]) -> tuple[str, ...]:
    """The documents about health that would go into the pack and may not go yet."""
    going: dict[str, str] = {row.key: row.category for row in documents if row.outcome == "include"}
    return closed_health_gates(going, summary.case.health, resources().clock.london_date())


def unrecorded_of(summary: CaseSummary) -> tuple[str, ...]:
    """The other people in the pack about whom nobody has written down why they are shown or withheld."""
    if summary.case.stage is not Stage.REVIEWING:
        return ()
    return unrecorded(people_used(reading(), summary.case.key), summary.case.other_people)
