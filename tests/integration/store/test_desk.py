"""Whose case it is, and who may open it: those named, and the team unless it is restricted; anybody else says why."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound, RightsRequestError
from requests_.ids import CaseId
from requests_.model.desk_commands import AnswerAccess, AskAccess, AssignCases, NameOnCase, RestrictCase
from requests_.model.staff import Actor, Role
from requests_.services import desk as service
from requests_.store.queries.desk import ask_rows, desk_events, found_case, named_rows, view_rows
from requests_.store.queries.queue_page import queue_head
from tests.factories.cases import Desk
from tests.factories.people import member

Account = Callable[..., Actor]


@pytest.fixture
def account(desk: Desk) -> Account:
    """Open an account, and give whoever it is for."""

    def opened(name: str, *roles: Role) -> Actor:
        key = desk.within(
            lambda uow: uow.staff.add(
                email=f"{name}@brackenford.example", display_name=name, roles=roles, password_hash=""
            )
        )
        return member(*roles, key=key)

    return opened


WHY = "Her aunt works in the team."


def opens(desk: Desk, case: CaseId, actor: Actor) -> bool:
    with desk.store.reading() as session:
        return found_case(session, desk.reference(case), actor).need.opens_for(actor)


def assign(desk: Desk, case: CaseId, to: str, by: Actor, *, was: str = "") -> None:
    desk.do(service.assign_cases, AssignCases(cases=((case, was),), to=to, actor=by))


def restrict(desk: Desk, case: CaseId, by: Actor, is_restricted: bool = True) -> None:
    desk.do(service.restrict_case, RestrictCase(case=case, is_restricted=is_restricted, reason=WHY, actor=by))


def name_on(desk: Desk, case: CaseId, who: Actor, by: Actor, is_named: bool = True) -> None:
    desk.do(service.name_on_case, NameOnCase(case=case, staff=who.key, is_named=is_named, actor=by))


def asked(desk: Desk, case: CaseId, who: Actor, reason: str = "I teach the class.") -> str:
    desk.do(service.ask_access, AskAccess(case=case, reason=reason, actor=who))
    with desk.store.reading() as session:
        return ask_rows(session, case)[0].key


OPENS = {  # role: (as the team finds it, named, restricted, restricted and named)
    Role.CASEWORKER: (True, True, False, True),
    Role.APPROVER: (True, True, False, True),
    Role.DATA_PROTECTION_OFFICER: (True, True, False, True),
    Role.AUDITOR: (True, True, False, True),
    Role.ESS_OFFICER: (False, True, False, True),
    Role.MANAGER: (False, True, False, True),
    Role.LEGAL_ADVISER: (False, True, False, True),
    Role.ADMINISTRATOR: (False, False, False, False),
}


@pytest.mark.parametrize("role", list(Role))
def test_a_case_is_open_to_those_who_need_to_know(desk: Desk, account: Account, role: Role) -> None:
    who, officer = account("who", role), account("officer", Role.DATA_PROTECTION_OFFICER)
    case = desk.received()
    found = [opens(desk, case, who)]
    if role is Role.ADMINISTRATOR:
        with pytest.raises(InvalidCommand, match="whose role opens cases"):
            name_on(desk, case, who, officer)
    else:
        name_on(desk, case, who, officer)
    found.append(opens(desk, case, who))
    other = desk.received()
    restrict(desk, other, officer)
    found.append(opens(desk, other, who))
    if role is not Role.ADMINISTRATOR:
        name_on(desk, other, who, officer)
    found.append(opens(desk, other, who))
    assert tuple(found) == OPENS[role]


def test_whoever_a_case_is_given_to_may_open_it_and_it_is_written_down(desk: Desk, account: Account) -> None:
    sam, una = account("Sam Reid", Role.CASEWORKER), account("Una Bell", Role.CASEWORKER)
    case = desk.received()
    assign(desk, case, una.key, sam)
    with desk.store.reading() as session:
        assert [(row.name, row.is_assigned) for row in named_rows(session, case)] == [("Una Bell", True)]
        assert [(row.kind, row.name, row.by) for row in desk_events(session, case)] == [
            ("assigned", "Una Bell", "Sam Reid")
        ]
    with pytest.raises(Conflict, match="assigned to them"):
        name_on(desk, case, una, sam, is_named=False)
    assign(desk, case, "", sam, was=una.key)
    name_on(desk, case, una, sam, is_named=False)
    with desk.store.reading() as session:
        assert named_rows(session, case) == ()


def test_of_two_who_assign_one_case_the_second_is_told_and_nothing_is_written_over(
    desk: Desk, account: Account
) -> None:
    sam, una = account("Sam Reid", Role.CASEWORKER), account("Una Bell", Role.CASEWORKER)
    first, second = desk.received(), desk.received()
    assign(desk, second, sam.key, sam)
    both = AssignCases(cases=((first, ""), (second, "")), to=una.key, actor=una)
    with pytest.raises(Conflict, match="changed hands just now"):
        desk.do(service.assign_cases, both)
    assert desk.within(lambda uow: (uow.desk.assigned_to(first), uow.desk.assigned_to(second))) == (None, sam.key)


@pytest.mark.parametrize(
    ("to", "fault"), [("officer", InvalidCommand), ("auditor", InvalidCommand), ("nobody", NotFound)]
)
def test_a_case_is_only_given_to_somebody_who_works_on_cases(
    desk: Desk, account: Account, to: str, fault: type[RightsRequestError]
) -> None:
    known = {"officer": account("o", Role.ESS_OFFICER).key, "auditor": account("a", Role.AUDITOR).key}
    with pytest.raises(fault):
        assign(desk, desk.received(), known.get(to, "none"), account("s", Role.CASEWORKER))


@pytest.mark.parametrize("role", [Role.ESS_OFFICER, Role.MANAGER, Role.LEGAL_ADVISER, Role.AUDITOR])
def test_who_supplies_or_checks_decides_nothing_about_a_case(desk: Desk, account: Account, role: Role) -> None:
    who, sam = account("who", role), account("sam", Role.CASEWORKER)
    case = desk.received()
    name_on(desk, case, who, sam)
    for act in (
        lambda: assign(desk, case, sam.key, who),
        lambda: restrict(desk, case, who),
        lambda: name_on(desk, case, sam, who),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_caseworker_outside_a_restricted_case_decides_nothing_about_it(desk: Desk, account: Account) -> None:
    sam, una = account("Sam Reid", Role.CASEWORKER), account("Una Bell", Role.CASEWORKER)
    case = desk.received()
    restrict(desk, case, sam)
    assert (opens(desk, case, sam), opens(desk, case, una)) == (True, False)
    for act in (
        lambda: name_on(desk, case, una, una),
        lambda: restrict(desk, case, una, is_restricted=False),
        lambda: assign(desk, case, una.key, una),
    ):
        with pytest.raises(NotAllowed, match="Only those who may open"):
            act()
    restrict(desk, case, sam, is_restricted=False)
    assert opens(desk, case, una)


def test_whoever_decides_about_a_restricted_case_lets_others_in_and_never_themselves(
    desk: Desk, account: Account
) -> None:
    sam, una, nia = account("Sam Reid", Role.CASEWORKER), account("Una", Role.APPROVER), account("Nia", Role.APPROVER)
    case = desk.received()
    restrict(desk, case, sam)
    for act in (
        lambda: name_on(desk, case, una, una),
        lambda: restrict(desk, case, una, is_restricted=False),
        lambda: assign(desk, case, una.key, una),
    ):
        with pytest.raises(NotAllowed, match="Nobody lets themselves into"):
            act()
    name_on(desk, case, nia, una)
    assert (opens(desk, case, una), opens(desk, case, nia)) == (False, True)


def test_whoever_asks_says_why_and_is_let_in_by_somebody_who_works_on_it(desk: Desk, account: Account) -> None:
    nia, sam = account("Nia Bell", Role.ESS_OFFICER), account("Sam Reid", Role.CASEWORKER)
    case = desk.received()
    with pytest.raises(InvalidCommand, match="why you need to see"):
        asked(desk, case, nia, "  ")
    key = asked(desk, case, nia)
    with desk.store.reading() as session:
        assert queue_head(session, actor=sam, today=desk.clock.london_date()).asks == (
            (desk.reference(case), "Nia Bell"),
        )
        assert queue_head(session, actor=nia, today=desk.clock.london_date()).asks == ()
    assert not opens(desk, case, nia)
    desk.do(service.answer_access, AnswerAccess(case=case, ask=key, grants=True, actor=sam))
    assert opens(desk, case, nia)
    with desk.store.reading() as session:
        [ask] = ask_rows(session, case)
        kinds = [row.kind for row in desk_events(session, case)]
    assert (ask.reason, ask.answered_at, kinds) == ("I teach the class.", desk.clock.utc_now(), ["let_in", "asked"])
    with pytest.raises(NotFound, match="answered already"):
        desk.do(service.answer_access, AnswerAccess(case=case, ask=key, grants=False, actor=sam))
    with pytest.raises(Conflict, match="open to you already"):
        asked(desk, case, nia)


def test_whoever_is_kept_out_stays_out_and_nobody_answers_themselves(desk: Desk, account: Account) -> None:
    sam, una = account("Sam Reid", Role.CASEWORKER), account("Una Bell", Role.APPROVER)
    case = desk.received()
    restrict(desk, case, sam)
    key = asked(desk, case, una)
    with pytest.raises(NotAllowed, match="asked themselves"):
        desk.do(service.answer_access, AnswerAccess(case=case, ask=key, grants=True, actor=una))
    desk.do(service.answer_access, AnswerAccess(case=case, ask=key, grants=False, actor=sam))
    assert not opens(desk, case, una)


@pytest.mark.parametrize("table", ["view_log", "desk_event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET kind_or_page = 'x'", "DELETE FROM {}"])
def test_who_looked_and_who_decided_is_kept_for_ever(desk: Desk, account: Account, table: str, change: str) -> None:
    sam = account("Sam Reid", Role.CASEWORKER)
    case = desk.received()
    assign(desk, case, sam.key, sam)
    desk.within(lambda uow: service.record_view(uow, desk.clock, actor=sam, case=case, page="case.show"))
    column = "page" if table == "view_log" else "kind"
    line = change.format(table).replace("kind_or_page", column)
    with pytest.raises(DBAPIError, match="never changed or removed"):
        desk.within(lambda uow: uow.session.execute(text(line)))


def test_who_looked_is_told_by_case_and_by_person(desk: Desk, account: Account) -> None:
    sam, una = account("Sam Reid", Role.CASEWORKER), account("Una Bell", Role.CASEWORKER)
    first, second = desk.received(), desk.received()
    for who, case in ((sam, first), (una, first), (sam, second), (sam, None)):
        desk.within(lambda uow: service.record_view(uow, desk.clock, actor=who, case=case, page="case.show"))  # noqa: B023
    with desk.store.reading() as session:
        of_case = view_rows(session, reference=desk.reference(first))
        of_sam = view_rows(session, staff=sam.key)
        rest = view_rows(session, before=of_sam[0].key, limit=1)
    assert [row.name for row in of_case] == ["Una Bell", "Sam Reid"]
    assert [row.reference for row in of_sam] == ["", desk.reference(second), desk.reference(first)]
    assert [row.reference for row in rest] == [desk.reference(second)]
