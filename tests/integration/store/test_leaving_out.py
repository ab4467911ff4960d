"""What was not asked for is left out at one press, each document by a decision of its own, and put back at another."""

from datetime import date

import pytest

from requests_.errors import InvalidCommand
from requests_.ids import CaseId, DocumentId
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.review_commands import DecideDocument
from requests_.model.rights import AccessScope, Category
from requests_.model.sources import Band
from requests_.services import leaving_out, reviewing
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER

SCOPE = AccessScope(categories=(Category.ATTENDANCE,), from_on=date(2022, 9, 1), until_on=date(2024, 7, 31))
INCLUDE, LEFT_OUT = DocumentOutcome.INCLUDE, DocumentOutcome.NOT_ASKED_FOR


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """One document that was asked for, and three that were not: too early, of another kind, possibly somebody's."""
    sha256 = desk.store.vault.of(case := desk.searching(scope=SCOPE)).put(b"a letter")
    found = (
        found_document("in", dated_on=date(2023, 1, 9), sha256=sha256),
        found_document("early", dated_on=date(2021, 1, 9), sha256=sha256),
        found_document("kind", category="behaviour", dated_on=date(2023, 1, 9), sha256=sha256),
        found_document("possible", dated_on=date(2025, 1, 9), sha256=sha256, band=Band.POSSIBLE),
    )
    return desk.find(case, *found, marked=False)


def outcomes(desk: Desk, case: CaseId) -> dict[str, tuple[DocumentOutcome | None, str]]:
    return {document.ref: (document.outcome, document.outcome_reason) for document in desk.documents(case)}


def press(desk: Desk, case: CaseId) -> int:
    return desk.do(leaving_out.leave_out, CaseCommand(case=case, actor=CASEWORKER))


def put_back(desk: Desk, case: CaseId) -> int:
    return desk.do(leaving_out.put_back, CaseCommand(case=case, actor=CASEWORKER))


def decide(desk: Desk, case: CaseId, ref: str, outcome: DocumentOutcome) -> None:
    key = next(document.key for document in desk.documents(case) if document.ref == ref)
    command = DecideDocument(case=case, document=DocumentId(key), outcome=outcome, reason="", actor=CASEWORKER)
    desk.do(reviewing.decide_document, command)


def test_everything_outside_is_left_out_with_its_reason_and_put_back_as_it_was(desk: Desk, case: CaseId) -> None:
    before = outcomes(desk, case)
    assert press(desk, case) == 3
    assert outcomes(desk, case) == {
        "in": (INCLUDE, ""),
        "early": (LEFT_OUT, "earlier"),
        "kind": (LEFT_OUT, "kind"),
        "possible": (LEFT_OUT, "later"),
    }
    with desk.store.reading() as session:
        newest = timeline_rows(session, case)[:3]
    assert [row.kind for row in newest] == ["document_decided"] * 3
    assert sorted(row.payload["reason"] for row in newest) == ["earlier", "kind", "later"]
    assert press(desk, case) == 0
    assert put_back(desk, case) == 3
    assert outcomes(desk, case) == before
    assert put_back(desk, case) == 0
    assert press(desk, case) == 3


def test_what_a_person_decided_by_hand_stays(desk: Desk, case: CaseId) -> None:
    decide(desk, case, "early", INCLUDE)
    assert press(desk, case) == 2
    assert outcomes(desk, case)["early"] == (INCLUDE, "")


def test_nothing_that_was_asked_for_is_left_out_as_not_asked_for(desk: Desk, case: CaseId) -> None:
    with pytest.raises(InvalidCommand, match="a kind and a time that were asked for"):
        decide(desk, case, "in", LEFT_OUT)
    decide(desk, case, "kind", LEFT_OUT)
    assert outcomes(desk, case)["kind"] == (LEFT_OUT, "kind")
