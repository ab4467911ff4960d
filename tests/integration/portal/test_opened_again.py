"""A case that was opened again says truly what was searched before, to whoever signs it off and to whoever asked."""

from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.commands import AcceptRequest, CaseCommand
from requests_.model.review_commands import RecordProposals
from requests_.model.search_commands import AcceptSourceGap, RecordSourceFailed
from requests_.services import assessment, reviewing, searching
from requests_.settings import ControllerProfile
from templates.letter_text import read_letter
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.store.test_reopening import reopen
from workers.render.binding import pack_facts
from workers.render.bundle_facts import load_bundle
from workers.render.pack import letter_html, schedule_html

WHY = "Nothing was added there since."


def left_out(desk: Desk, case: CaseId) -> None:
    """The second round looks in one store only."""
    accept = AcceptRequest(case=case, sources=("case",), because=WHY, actor=CASEWORKER)
    desk.do(assessment.accept_request, accept)


def failed(desk: Desk, case: CaseId) -> None:
    """The second round looks in both, and one cannot be opened any more."""

    desk.accept(case)
    desk.do(searching.record_source_failed, RecordSourceFailed(case=case, source="share", attempt=1, reason="Closed."))
    desk.do(searching.accept_source_gap, AcceptSourceGap(case=case, source="share", because=WHY, actor=CASEWORKER))


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (left_out, f"Share. We searched there before we opened your request again. {WHY}"),
        (failed, "Share. We searched there before we opened your request again. Our second search there did not work."),
    ],
)
def test_no_store_that_was_searched_before_the_case_was_opened_again_is_called_unsearched(
    approver: Any, desk: Desk, again: Any, told: str
) -> None:
    case = desk.responded()
    reopen(desk, case)
    again(desk, case)
    desk.searched(case, "case")
    [found] = desk.documents(case)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={found.key: ()}))
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    shown = approver.get(f"/case/{desk.reference(case)}/sign-off").text
    assert "this was not searched a second time: Share" in shown
    assert "Searched before this was opened again, and not since: Share" in shown
    for untrue in ("this was not searched: ", "Not searched: "):
        assert untrue not in shown
    desk.approve(case)
    with desk.store.unit_of_work() as uow:
        bundle = load_bundle(uow, case, controller=ControllerProfile(), written_on=desk.clock.london_date())
    letter = read_letter(letter_html(pack_facts(bundle))).whole
    assert told in letter
    assert "Where we did not look" not in letter.replace("Where we did not look a second time", "")
    assert "Searched before the request was opened again" in schedule_html(pack_facts(bundle))
