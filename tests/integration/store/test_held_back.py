"""A withholding that the installation made is logged as a decision with its code, and staff may decide otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from requests_.ids import CaseId
from requests_.model.events.base import DocumentOutcome
from requests_.model.people import Capacity
from requests_.model.review_commands import DecideDocument, RecordProposals
from requests_.model.search_commands import FoundDocument, HeldBack
from requests_.services import reviewing
from requests_.store.queries.timeline import timeline_rows
from requests_.store.queries.written_records import decision_lines
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import APPROVER, data_subject

HELD = HeldBack(code="S2P24_REF", why="References are given in confidence.")


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def held(desk: Desk, held_back: HeldBack, **changes: object) -> tuple[CaseId, FoundDocument]:
    """A case with one find that its store holds back."""
    case = desk.searching(**changes)
    found = replace(found_document(sha256=desk.store.vault.of(case).put(b"a reference")), held_back=held_back)
    desk.searched(case, "case", found)
    return case, found


def test_it_is_withheld_logged_with_its_code_and_its_reason_is_kept(desk: Desk) -> None:
    case, _ = held(desk, HELD)
    (document,) = desk.documents(case)
    assert (document.outcome, document.outcome_reason) == (DocumentOutcome.WITHHOLD, "S2P24_REF")
    with desk.store.reading() as session:
        decided = [row for row in timeline_rows(session, case) if row.kind == "document_decided"]
        lines = [(line.code, line.words, line.made_by) for line in decision_lines(session, case)]
    assert [(row.actor_kind, row.payload["reason"]) for row in decided] == [("system", "S2P24_REF")]
    assert ("S2P24_REF", HELD.why, "The portal") in lines


def test_a_reviewer_decides_otherwise_and_the_next_search_leaves_it_so(desk: Desk) -> None:
    case, found = held(desk, HELD)
    (document,) = desk.documents(case)
    desk.read(case, document.key)
    proposals = RecordProposals(case=case, marks={document.key: (mark_of("Dee Fox"),)})
    desk.do(reviewing.record_proposals, proposals)
    command = DecideDocument(
        case=case, document=document.key, outcome=DocumentOutcome.INCLUDE, reason="", record="", actor=APPROVER
    )
    desk.do(reviewing.decide_document, command)
    assert desk.documents(case)[0].outcome is DocumentOutcome.INCLUDE
    desk.within(lambda uow: uow.documents.add_found(case, "case", found))
    assert desk.documents(case)[0].outcome is DocumentOutcome.INCLUDE


def test_a_ground_that_only_answers_a_parent_holds_nothing_back_from_a_persons_own_request(desk: Desk) -> None:
    abuse = HeldBack(code="S3P21_CHILD_ABUSE", why="Safeguarding reports.")
    case, _ = held(desk, abuse)
    assert desk.documents(case)[0].outcome is DocumentOutcome.WITHHOLD
    grown = data_subject(date_of_birth=date(2000, 1, 1))
    own, _ = held(desk, abuse, capacity=Capacity.SUBJECT, subject=grown)
    assert desk.documents(own)[0].outcome is None
