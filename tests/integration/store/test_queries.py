from datetime import date

import pytest

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.commands import RequestEvidence
from requests_.model.identity import Check
from requests_.model.staff import Role
from requests_.services import assessment, identity, staff_accounts
from requests_.store.queries import case_page, timeline, tracking
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, member


def test_the_timeline_says_who_did_what_newest_first(desk: Desk) -> None:
    key = desk.within(
        lambda uow: staff_accounts.add_staff(
            uow,
            desk.clock,
            email="sam.reid@brackenford.example",
            roles=(Role.CASEWORKER,),
            password="correct horse battery",
            display_name="Sam Reid",
        )
    )
    case = desk.received()
    request = RequestEvidence(case=case, check=Check.IDENTITY, actor=member(Role.CASEWORKER, key=key))
    desk.do(identity.request_evidence, request)
    with desk.store.reading() as session:
        rows = timeline.timeline_rows(session, case)
    assert [(row.seq, row.kind, row.actor_kind, row.actor_name) for row in rows] == [
        (2, "evidence_requested", "staff", "Sam Reid"),
        (1, "request_received", "requester", ""),
    ]
    assert rows[0].payload == {"check": "identity", "requested_on": "2026-06-15"}
    assert rows[0].at == desk.clock.utc_now()


def test_a_requester_sees_only_the_checks_they_were_asked_about(desk: Desk) -> None:
    case = desk.received()
    desk.do(identity.request_evidence, RequestEvidence(case=case, check=Check.AUTHORITY, actor=CASEWORKER))
    with desk.store.reading() as session:
        tracked = tracking.tracked_case(session, case)
    assert (tracked.open_checks, tracked.may_collect, tracked.clock.due_on) == (("authority",), False, None)


def test_a_case_page_has_every_source_searched_or_not(desk: Desk) -> None:
    desk = Desk(desk.store, desk.clock, sources=("mail", "case"))
    case = desk.assessing()
    chosen = assessment.AcceptRequest(case=case, sources=("mail",), because="Nothing is there.", actor=CASEWORKER)
    desk.do(assessment.accept_request, chosen)
    with desk.store.reading() as session:
        rows = case_page.source_rows(session, case)
    assert [(row.key, row.state) for row in rows] == [("case", "left_out"), ("mail", None)]


def test_a_case_is_found_by_its_reference_and_nothing_by_another(desk: Desk) -> None:
    case = desk.received()
    with desk.store.reading() as session:
        assert case_page.case_key(session, desk.reference(case)) == case
        with pytest.raises(NotFound):
            case_page.case_key(session, "RR-2026-00099-A")
        for ask in (case_page.case_summary, tracking.tracked_case):
            with pytest.raises(NotFound):
                ask(session, CaseId("none"))


def test_the_clock_of_a_case_page_says_how_its_date_was_worked_out(desk: Desk) -> None:
    case = desk.received()
    with desk.store.reading() as session:
        clock = case_page.case_summary(session, case).clock
    assert clock.due_on == date(2026, 7, 15)
    assert clock.steps
    assert all(step.citation for step in clock.steps)
