from datetime import date, timedelta

import pytest

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.commands import RefuseRequest, RequestEvidence
from requests_.model.events import RefusalGround
from requests_.model.identity import Check
from requests_.model.staff import Role
from requests_.services import assessment, identity, staff_accounts
from requests_.store.queries import case_page, case_queue, timeline, tracking
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, data_subject, member


def queue(desk: Desk, **options: object) -> list[str]:
    """The data subjects' given names, in the order of the queue."""
    with desk.store.reading() as session:
        rows = case_queue.queue_rows(session, **options)  # type: ignore[arg-type]
    return [row.subject_name.split()[0] for row in rows]


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """Three cases, received out of order; the clock of a fourth has not started; a fifth is refused."""
    today = desk.clock.london_date()
    for name, days in (("Bea", 5), ("Ada", 9), ("Cy", 1)):
        desk.received(subject=data_subject(given_name=name), received_on=today - timedelta(days))
    waiting = desk.received(subject=data_subject(given_name="Di", family_name="O'Hara_%"))
    desk.do(identity.request_evidence, RequestEvidence(case=waiting, check=Check.IDENTITY, actor=CASEWORKER))
    refused = desk.received(subject=data_subject(given_name="Ed"))
    refusal = RefuseRequest(case=refused, ground=RefusalGround.NOT_ENTITLED, explanation="No.", actor=CASEWORKER)
    desk.do(assessment.refuse_request, refusal)
    return desk


def test_the_queue_is_by_due_date_and_those_without_one_come_last(crowd: Desk) -> None:
    assert queue(crowd) == ["Ada", "Bea", "Cy", "Di"]


def test_ended_cases_are_in_a_list_of_their_own(crowd: Desk) -> None:
    assert queue(crowd, ended=True) == ["Ed"]


def test_the_queue_comes_in_pages(crowd: Desk) -> None:
    assert queue(crowd, limit=2) + queue(crowd, limit=2, offset=2) == ["Ada", "Bea", "Cy", "Di"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ada", ["Ada"]),
        (" FENWICK ", ["Ada", "Bea", "Cy"]),
        ("o'hara", ["Di"]),
        ("_%", ["Di"]),
        ("%", ["Di"]),
        ("rr-2026-00003", ["Cy"]),
        ("nobody", []),
        ("' OR 1=1 --", []),
    ],
)
def test_a_search_finds_part_of_a_name_or_of_a_reference_and_takes_no_sign_for_another(
    crowd: Desk, search: str, found: list[str]
) -> None:
    assert queue(crowd, search=search) == found


def test_stages_are_counted(crowd: Desk) -> None:
    with crowd.store.reading() as session:
        assert case_queue.count_rows(session) == {"received": 3, "verifying": 1, "refused": 1}


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
    desk.do(assessment.accept_request, assessment.AcceptRequest(case=case, sources=("mail",), actor=CASEWORKER))
    with desk.store.reading() as session:
        rows = case_page.source_rows(session, case)
    assert [(row.key, row.state) for row in rows] == [("case", None), ("mail", None)]


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
