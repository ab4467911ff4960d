"""What every page of one case shows: its head, its clock, its tabs, and what may be done."""

from __future__ import annotations

from typing import Any

from flask import render_template

from portal.staff.clock_words import case_in_words, set_in_words
from portal.staff.need_to_know import enter
from portal.staff.next_step import LIVE_STEPS, NextStep, StillOpen, next_step
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor
from portal.web.resources import resources
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.desk import kept_date
from requests_.model.gates import closed_health_gates
from requests_.model.lifecycle import open_actions
from requests_.model.other_people import unrecorded
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.staff import Permission
from requests_.store.queries.case_file import CaseFile
from requests_.store.queries.review import DocumentRow


def find(reference: str) -> CaseId:
    """The case that a page's address names. Raises NotFound, or ClosedCase for whoever has no need to know."""
    return enter(reference)


def case_page(template: str, case: CaseId, **context: Any) -> str:
    """A page of the case, with everything its frame needs."""
    file = file_of(case)
    summary, documents, step = file.summary, file.documents, step_of(file)
    today, kept = resources().clock.london_date(), kept_date(summary.case)
    clock = case_in_words(summary.case, summary.clock, today)
    return render_template(
        template,
        file=file,
        summary=summary,
        case=summary.case,
        reference=summary.reference,
        clock=clock,
        kept_date=kept,
        set_clock=set_in_words(kept, today),
        documents=documents,
        open_marks=open_marks_of(documents),
        open_documents=open_documents_of(documents),
        closed_gates=closed_gates_of(file),
        unrecorded_people=unrecorded_of(file),
        step=step,
        live_words=live_words(file) if step in LIVE_STEPS else "",
        actions={str(action) for action in open_actions(summary.case, actor())},
        may_work=actor().may(Permission.WORK_CASE),
        is_decided_by_record=summary.case.right in DECIDED_RIGHTS,
        **context,
    )


def step_of(file: CaseFile) -> NextStep:
    """The case's next step for whoever is signed in."""
    still = StillOpen(
        marks=open_marks_of(file.documents),
        documents=open_documents_of(file.documents),
        people=len(unrecorded_of(file)),
        gates=len(closed_gates_of(file)),
    )
    return next_step(file.summary.case, actor(), still)


def live_words(file: CaseFile) -> str:
    """A few words that differ whenever a page that waits has something new to show."""
    read = sum(document.read_state != "found" for document in file.documents)
    return f"{step_of(file)} {file.summary.case.version} {read} {len(file.documents)}"


def open_marks_of(documents: tuple[DocumentRow, ...]) -> int:
    """How many marks are undecided. A document left out of the pack leaves nothing to decide in it."""
    return sum(document.open_marks for document in documents if document.outcome in (None, "include"))


def open_documents_of(documents: tuple[DocumentRow, ...]) -> int:
    """How many documents nobody has decided about."""
    return sum(document.outcome is None for document in documents)


def closed_gates_of(file: CaseFile) -> tuple[str, ...]:
    """The documents about health that would go into the pack and may not go yet."""
    going: dict[str, str] = {row.key: row.category for row in file.documents if row.outcome == "include"}
    return closed_health_gates(going, file.summary.case.health, resources().clock.london_date())


def unrecorded_of(file: CaseFile) -> tuple[str, ...]:
    """The other people in the pack about whom nobody has written down why they are shown or withheld."""
    if file.summary.case.stage is not Stage.REVIEWING:
        return ()
    return unrecorded(file.people, file.summary.case.other_people)
