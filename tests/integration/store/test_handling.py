"""Handing a case on: it is taken on or given back with a reason, flagged, watched, and its notes call colleagues."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from requests_.deadlines.working_days import WorkingDays
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.desk_commands import AssignCases, RestrictCase
from requests_.model.handling import Flag, GiveBack, SetFlag, TakeOn, WatchCase, unopened_since
from requests_.model.staff import Actor, Role
from requests_.services import desk as service
from requests_.services import handling, notes
from requests_.services.notes import AddNote
from requests_.store.handling_tables import CaseFlag, CaseWatch, DeskReason, NoteCall
from requests_.store.personal_data import erase_rows
from requests_.store.queries.case_queue import QueueRow, queue_rows
from requests_.store.queries.daily import digests
from requests_.store.queries.desk import desk_events
from requests_.store.queries.handling import reason_rows
from requests_.store.queries.queue_page import queue_head
from tests.factories.cases import Desk
from tests.factories.people import member

Account = Callable[..., Actor]


@pytest.fixture
def account(desk: Desk) -> Account:
    """Open an account, and give whoever it is for."""

    def opened(name: str, *roles: Role) -> Actor:
        details = dict(email=f"{name.replace(' ', '.')}@brackenford.example", display_name=name, password_hash="")
        key = desk.within(lambda uow: uow.staff.add(roles=roles or (Role.CASEWORKER,), **details))
        return member(*(roles or (Role.CASEWORKER,)), key=key)

    return opened


def give(desk: Desk, case: CaseId, to: Actor, by: Actor, *, was: str = "") -> None:
    desk.do(service.assign_cases, AssignCases(cases=((case, was),), to=to.key, actor=by))


def line(desk: Desk, actor: Actor, **filters: object) -> list[QueueRow]:
    today = desk.clock.london_date()
    with desk.store.reading() as session:
        return list(queue_rows(session, QueueFilters(**filters), actor=actor, today=today))  # type: ignore[arg-type]


def flag(desk: Desk, case: CaseId, by: Actor, *, is_set: bool = True, reason: str = "A court order.") -> None:
    command = SetFlag(case=case, flag=Flag.SAFEGUARDING, is_set=is_set, reason=reason, actor=by)
    desk.do(handling.set_flag, command)


def note(desk: Desk, case: CaseId, words: str, by: Actor) -> None:
    desk.do(notes.add_note, AddNote(case=case, words=words, actor=by))


def test_a_case_that_is_given_is_taken_on_or_given_back_with_its_reason(desk: Desk, account: Account) -> None:
    case, nia, sam = desk.received(), account("Nia Price"), account("Sam Reid")
    give(desk, case, sam, nia)
    assert [(row.assigned_to, row.is_taken_on) for row in line(desk, nia)] == [("Sam Reid", False)]
    desk.do(handling.take_on, TakeOn(case=case, actor=sam))
    assert [row.is_taken_on for row in line(desk, nia)] == [True]
    with pytest.raises(Conflict):
        desk.do(handling.take_on, TakeOn(case=case, actor=sam))
    desk.do(handling.give_back, GiveBack(case=case, reason=" I know the family. ", actor=sam))
    assert [row.assigned_to for row in line(desk, nia, view=QueueView.UNASSIGNED)] == [""]
    with desk.store.reading() as session:
        assert [event.kind for event in desk_events(session, case)] == ["given_back", "accepted", "assigned"]
        assert [row.reason for row in reason_rows(session, case)] == ["I know the family."]


def test_whoever_takes_a_case_themselves_has_taken_it_on(desk: Desk, account: Account) -> None:
    case, sam = desk.received(), account("Sam Reid")
    give(desk, case, sam, sam)
    assert line(desk, sam, view=QueueView.MINE)[0].is_taken_on


def test_a_case_is_answered_for_by_whoever_has_it_alone(desk: Desk, account: Account) -> None:
    case, nia, sam = desk.received(), account("Nia Price"), account("Sam Reid")
    give(desk, case, sam, nia)
    give(desk, case, nia, nia, was=sam.key)
    with pytest.raises(Conflict):
        desk.do(handling.take_on, TakeOn(case=case, actor=sam))
    with pytest.raises(Conflict):
        desk.do(handling.give_back, GiveBack(case=case, reason="No time.", actor=sam))
    with pytest.raises(InvalidCommand):
        desk.do(handling.give_back, GiveBack(case=case, reason=" ", actor=nia))


def test_a_flag_stands_in_the_queue_in_words_and_its_history_says_why(desk: Desk, account: Account) -> None:
    case, other, sam = desk.received(), desk.received(), account("Sam Reid")
    flag(desk, case, sam)
    assert {row.case: row.flags for row in line(desk, sam)} == {case: (Flag.SAFEGUARDING,), other: ()}
    assert [row.case for row in line(desk, sam, flag="safeguarding")] == [case]
    assert line(desk, sam, flag="high_profile") == []
    with pytest.raises(Conflict):
        flag(desk, case, sam)
    flag(desk, case, sam, is_set=False, reason="The order has ended.")
    assert line(desk, sam, flag="safeguarding") == []
    with desk.store.reading() as session:
        said = [(row.kind, row.reason) for row in reason_rows(session, case)]
    assert said == [
        ("unflag_safeguarding", "The order has ended."),
        ("flag_safeguarding", "A court order."),
    ]
    with pytest.raises(InvalidCommand):
        flag(desk, case, sam, reason="")
    with pytest.raises(NotAllowed):
        flag(desk, case, account("Ada Fox", Role.AUDITOR))


def test_a_watched_case_is_in_a_list_of_its_own(desk: Desk, account: Account) -> None:
    case, sam, officer = desk.received(), account("Sam Reid"), account("Olu Bell", Role.ESS_OFFICER)
    desk.within(lambda uow: handling.watch_case(uow, WatchCase(case=case, is_watched=True, actor=sam)))
    assert [row.case for row in line(desk, sam, view=QueueView.WATCHED)] == [case]
    with pytest.raises(NotAllowed):
        desk.within(lambda uow: handling.watch_case(uow, WatchCase(case=case, is_watched=True, actor=officer)))
    desk.within(lambda uow: handling.watch_case(uow, WatchCase(case=case, is_watched=False, actor=sam)))
    assert line(desk, sam, view=QueueView.WATCHED) == []


def test_a_note_calls_a_colleague_until_they_have_read_it(desk: Desk, account: Account) -> None:
    case, nia, sam = desk.received(), account("Nia Price"), account("Sam Reid")
    note(desk, case, "@sam reid: the school rang. Write to a@b.example. @Nia knows.", nia)

    def calls(who: Actor) -> list[tuple[str, str]]:
        with desk.store.reading() as session:
            head = queue_head(session, actor=who, today=desk.clock.london_date())
        return [(call.reference, call.by) for call in head.calls]

    assert (calls(sam), calls(nia)) == ([(desk.reference(case), "Nia Price")], [])
    desk.within(lambda uow: notes.read_notes(uow, desk.clock, case=case, actor=sam))
    assert calls(sam) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("@Nobody look", "Nobody here is called"),
        ("@Sam look", "More than one colleague"),
        ("@Olu Bell look", "Olu Bell may not open this case"),
    ],
)
def test_a_note_that_calls_nobody_or_anybody_or_an_outsider_is_not_kept(
    desk: Desk, account: Account, words: str, says: str
) -> None:
    case, nia = desk.received(), account("Nia Price")
    account("Sam Reid"), account("Sam Okoro", Role.APPROVER), account("Olu Bell", Role.ESS_OFFICER)
    with pytest.raises(InvalidCommand, match=says):
        note(desk, case, words, nia)


def test_a_restricted_case_is_not_called_out_to_the_team(desk: Desk, account: Account) -> None:
    case, nia = desk.received(), account("Nia Price")
    account("Sam Reid")
    desk.do(service.restrict_case, RestrictCase(case=case, is_restricted=True, reason="Staff.", actor=nia))
    with pytest.raises(InvalidCommand, match="name them on it first"):
        note(desk, case, "@Sam Reid look", nia)


def test_a_request_that_nobody_has_opened_after_two_working_days_is_told_of(desk: Desk, account: Account) -> None:
    case, sam = desk.received(), account("Sam Reid")
    assert line(desk, sam, view=QueueView.UNOPENED) == []
    desk.clock.move(days=2)
    assert [row.case for row in line(desk, sam, view=QueueView.UNOPENED)] == [case]
    desk.within(lambda uow: service.record_view(uow, desk.clock, actor=sam, case=case, page="case.show", is_first=True))
    assert line(desk, sam, view=QueueView.UNOPENED) == []


def test_days_off_are_not_counted_for_a_request_that_nobody_has_opened() -> None:
    # Tuesday after a bank holiday: Monday, Sunday and Saturday do not count.
    assert unopened_since(date(2026, 5, 26), WorkingDays.england_and_wales()) == date(2026, 5, 21)


def test_an_erasure_takes_the_reasons_and_the_flags_with_it(desk: Desk, account: Account) -> None:
    case, sam, nia = desk.received(), account("Sam Reid"), account("Nia Price")
    flag(desk, case, sam)
    note(desk, case, "@Nia Price look", sam)
    desk.within(lambda uow: handling.watch_case(uow, WatchCase(case=case, is_watched=True, actor=nia)))
    desk.within(lambda uow: erase_rows(uow.session, case))
    with desk.store.reading() as session:
        for table in (CaseFlag, CaseWatch, DeskReason, NoteCall):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_the_morning_mail_tells_of_calls_of_what_is_watched_and_of_what_nobody_opened(
    desk: Desk, account: Account
) -> None:
    case, nia, sam, officer = (
        desk.received(),
        account("Nia Price"),
        account("Sam Reid"),
        account("Olu", Role.ESS_OFFICER),
    )
    note(desk, case, "@Sam Reid look", nia)
    desk.within(lambda uow: handling.watch_case(uow, WatchCase(case=case, is_watched=True, actor=sam)))

    def told(who: Actor) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
        with desk.store.reading() as session:
            found = {digest.staff: digest for digest in digests(session, today=desk.clock.london_date())}
        return (found[who.key].calls, found[who.key].moved, found[who.key].unopened) if who.key in found else None

    own = (desk.reference(case),)
    assert (told(sam), told(nia), told(officer)) == ((own, own, 0), None, None)
    desk.clock.move(days=2)
    assert (told(sam), told(nia), told(officer)) == ((own, (), 1), ((), (), 1), None)
