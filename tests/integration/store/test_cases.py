from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from requests_.errors import Conflict, NotFound
from requests_.ids import CaseId, new_id
from requests_.model.commands import AskClarification, CaseCommand, RequestEvidence
from requests_.model.event_codec import payload_of
from requests_.model.events.searching import SearchCompleted
from requests_.model.identity import Check
from requests_.model.staff import SYSTEM
from requests_.services import assessment, disclosure, identity
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import projection_of
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.events import A_LIFE
from tests.factories.people import APPROVER, CASEWORKER

NAIVE = datetime(2026, 6, 15)
LIVES: dict[str, Callable[[Desk], CaseId]] = {
    "received": Desk.received,
    "assessing": Desk.assessing,
    "searching": Desk.searching,
    "reviewing": Desk.reviewing,
    "signing off": Desk.signing_off,
    "packed": Desk.packed,
    "rejected": lambda desk: desk.packed(failed_check="names"),
    "responded": Desk.responded,
}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES.keys())
def test_what_the_queue_shows_is_what_the_events_add_up_to(desk: Desk, life: Callable[[Desk], CaseId]) -> None:
    case = desk.case(life(desk))
    with desk.store.reading() as session:
        row = session.get_one(CaseRow, case.key)
        shown = {name: getattr(row, name) for name in projection_of(case)}
    assert shown == projection_of(case)
    assert row.last_seq == case.version


def test_a_case_changed_in_between_is_not_written_over(desk: Desk) -> None:
    case = desk.assessing()
    stale = desk.case(case)
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which school?", actor=CASEWORKER))
    with pytest.raises(Conflict, match="Somebody else changed this case"):
        desk.within(lambda uow: uow.cases.append(stale, SYSTEM, desk.clock.utc_now(), SearchCompleted()))
    assert desk.case(case).version == stale.version + 1


def test_of_two_people_who_do_the_same_thing_at_once_one_is_told(desk: Desk) -> None:
    case = desk.signing_off()

    def sign_off(_: int) -> str:
        try:
            desk.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
        except Conflict as fault:
            return fault.public_message
        return "signed"

    with ThreadPoolExecutor(4) as threads:
        answers = sorted(threads.map(sign_off, range(4)))
    assert answers == ["This case is signed off already."] * 3 + ["signed"]


def test_changes_to_one_case_from_many_hands_are_all_kept(desk: Desk) -> None:
    case = desk.received()
    commands = [RequestEvidence(case=case, check=check, actor=CASEWORKER) for check in Check for _ in range(5)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda command: desk.do(identity.request_evidence, command), commands))
    assert desk.case(case).version == 1 + len(commands)


def test_a_case_nobody_opened_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.case(CaseId("none"))
    with pytest.raises(NotFound):
        desk.reference(CaseId("none"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_event SET kind = 'signed_off'",
        "UPDATE case_event SET payload = payload WHERE seq = 1",
        "DELETE FROM case_event WHERE seq = 1",
        "DELETE FROM case_event",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_an_event(desk: Desk, statement: str) -> None:
    case = desk.received()
    with pytest.raises(DBAPIError, match="a case event is never changed or removed"), desk.store.engine.begin() as raw:
        raw.execute(text(statement))
    assert desk.case(case).version == 1


def test_postgresql_refuses_to_empty_the_events(postgresql_store: Store) -> None:
    Desk(postgresql_store).received()
    with pytest.raises(DBAPIError, match="never changed"), postgresql_store.engine.begin() as raw:
        raw.execute(text("TRUNCATE case_event"))


def test_no_event_of_a_whole_life_holds_a_name_or_an_address(desk: Desk) -> None:
    case = desk.responded()
    with desk.store.reading() as session:
        stored = " ".join(map(str, session.execute(text("SELECT payload FROM case_event")).scalars()))
        assert session.scalar(select(CaseRow.id)) == case
    for word in ("Orla", "Maeve", "Fenwick", "Dee", "Fox", "@"):
        assert word not in stored


def test_a_form_token_opens_one_case_even_past_the_services(desk: Desk) -> None:
    def open_case(token: str) -> CaseId:
        event, case = A_LIFE[0][1], CaseId(new_id())
        desk.within(
            lambda uow: uow.cases.open(
                case,
                reference=uow.cases.new_reference(2026),
                form_token=token,
                event=event,
                actor=SYSTEM,
                at=desk.clock.utc_now(),
            )
        )
        return case

    first = open_case("token")
    with pytest.raises(Conflict, match="received already"):
        open_case("token")
    assert desk.within(lambda uow: uow.cases.opened_by("token")) == first


def test_an_event_in_a_taken_place_is_a_conflict(desk: Desk) -> None:
    case = desk.case(desk.received())
    with desk.store.unit_of_work() as uow:
        row = uow.session.get_one(CaseRow, case.key)
        row.last_seq = 0  # the projection lies: only the place of the event stands in the way
        uow.session.flush()
        earlier = replace(case, version=0)
        with pytest.raises(Conflict, match="Somebody else changed this case"):
            uow.cases.append(earlier, SYSTEM, desk.clock.utc_now(), SearchCompleted())


def test_an_instant_without_a_zone_is_not_stored(desk: Desk) -> None:
    case = desk.case(desk.received())
    with pytest.raises((StatementError, ValueError), match="without a time zone"):
        desk.within(lambda uow: uow.session.execute(select(CaseEventRow).where(CaseEventRow.at == NAIVE)))
    assert desk.case(case.key) == case


def test_every_kind_of_event_is_stored_and_comes_back(desk: Desk) -> None:
    case = desk.case(desk.received())
    events = [event for _, event in A_LIFE[1:]]
    desk.within(lambda uow: uow.cases.append(case, SYSTEM, desk.clock.utc_now(), *events))
    with desk.store.reading() as session:
        rows = session.scalars(select(CaseEventRow).order_by(CaseEventRow.seq)).all()
    assert [row.payload for row in rows[1:]] == [payload_of(event) for event in events]
    assert desk.case(case.key).version == len(A_LIFE)
