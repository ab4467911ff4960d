"""Whoever signs off and whoever reads the letter are told the same numbers of what goes and what is withheld."""

import pytest

from redaction.passages import outermost
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.review_commands import DecideMarks, RecordProposals
from requests_.services import reviewing
from requests_.settings import ControllerProfile
from requests_.store.queries.going import going_counts
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import CASEWORKER
from workers.render.bundle_facts import load_bundle

TEXT = "Dee Fox came. Dee Fox left at noon."


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """Two files of the same bytes; in each a passage about somebody else with her name inside, and her name again."""
    case = desk.searching()
    sha256 = desk.store.vault.of(case).put(b"the same letter")
    desk.searched(case, "case", found_document(sha256=sha256), found_document(ref="again", sha256=sha256))
    for document in desk.documents(case):
        desk.read(case, document.key)
    marks = (
        mark_of("Dee Fox came.", text=TEXT, kind="passage", person=""),
        mark_of("Dee Fox", text=TEXT),
        mark_of("Dee Fox left", text=TEXT),
    )
    found = desk.documents(case)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={one.key: marks for one in found}))
    keys = tuple(mark.key for mark in desk.within(lambda uow: uow.documents.marks(case)))
    desk.withhold(case)
    why = "About somebody else."
    desk.do(reviewing.decide_marks, DecideMarks(case=case, marks=keys, withhold=True, record=why, actor=CASEWORKER))
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    return desk.approve(case)


def test_the_signature_counts_what_the_letter_counts(desk: Desk, case: CaseId) -> None:
    with desk.store.reading() as session:
        counts = going_counts(session, case)
    with desk.store.unit_of_work() as uow:
        bundle = load_bundle(uow, case, controller=ControllerProfile(), written_on=desk.clock.london_date())
    [document] = bundle.documents
    assert counts.documents == len(bundle.documents) == 1
    assert counts.places == len(outermost(document.withheld)) == 2
    assert (counts.left_out, counts.copies) == (len(bundle.left_out), 1) == (1, 1)
