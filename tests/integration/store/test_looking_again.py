"""What an answer leaves to be looked at again, and what was found when somebody looked."""

from datetime import date, timedelta

import pytest

from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.answer_commands import NeitherConfirm, RecordLook, SetLook, SetOwnDay
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.looking_again import LookAgain, Matter
from requests_.model.review_commands import DecideDocument
from requests_.services import disclosure, looking_again, reviewing, silence
from requests_.store.queries.looking_again import look_lines
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, OFFICER


def with_crime_withheld(desk: Desk, own_day: date | None = None) -> CaseId:
    """An answer that left, with one document withheld for an investigation, perhaps with a day of somebody's own."""
    case = desk.reviewing()
    desk.withhold(case)
    document = desk.documents(case)[0].key
    withhold = DecideDocument(
        case=case,
        document=document,
        outcome=DocumentOutcome.WITHHOLD,
        reason="S2P2_CRIME",
        record="Attendance prosecution; it would warn; 1 September.",
        actor=CASEWORKER,
    )
    desk.do(reviewing.decide_document, withhold)
    if own_day is not None:
        desk.do(looking_again.set_own_day, own(case, due_on=own_day))
    for service, actor in (
        (reviewing.submit_for_sign_off, CASEWORKER),
        (disclosure.sign_off, APPROVER),
    ):
        desk.do(service, CaseCommand(case=case, actor=actor))
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    return case


def own(case: CaseId, **changes: object) -> SetOwnDay:
    values: dict[str, object] = dict(
        code="S2P2_CRIME", due_on=date(2026, 8, 3), record="The hearing is on 31 July.", actor=CASEWORKER
    )
    return SetOwnDay(case=case, **{**values, **changes})  # type: ignore[arg-type]


def look(case: CaseId, **changes: object) -> RecordLook:
    values: dict[str, object] = dict(
        matter=Matter.EXEMPTION,
        about="S2P2_CRIME",
        again_on=None,
        record="Legal services: it goes on.",
        actor=CASEWORKER,
    )
    return RecordLook(case=case, **{**values, **changes})  # type: ignore[arg-type]


def waiting(desk: Desk) -> list[tuple[str, LookAgain]]:
    return desk.within(lambda uow: [(line.reference, line.look) for line in look_lines(uow.session, actor=CASEWORKER)])


def test_what_was_withheld_for_an_investigation_is_listed_when_the_answer_leaves(desk: Desk) -> None:
    case = with_crime_withheld(desk)
    due = LookAgain(matter=Matter.EXEMPTION, about="S2P2_CRIME", due_on=date(2026, 9, 15))
    assert waiting(desk) == [(desk.reference(case), due)]


def test_what_was_withheld_about_other_people_is_not(desk: Desk) -> None:
    desk.responded()
    assert waiting(desk) == []


def test_looking_again_moves_the_day_and_the_end_of_the_reason_takes_it_off_the_list(desk: Desk) -> None:
    case = with_crime_withheld(desk)
    desk.do(looking_again.record_look, look(case, again_on=date(2026, 9, 1)))
    assert [found.due_on for _, found in waiting(desk)] == [date(2026, 9, 1)]
    desk.do(looking_again.record_look, look(case, record="The case ended on Monday."))
    assert waiting(desk) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"record": " "}, "record"),
        ({"again_on": date(2026, 6, 15)}, "again_on"),
        ({"again_on": date(2027, 6, 15)}, "again_on"),
    ],
)
def test_what_is_not_right_is_refused_at_its_field_and_the_day_stays(
    desk: Desk, changes: dict[str, object], field: str
) -> None:
    case = with_crime_withheld(desk)
    before = waiting(desk)
    with pytest.raises(InvalidCommand) as caught:
        desk.do(looking_again.record_look, look(case, **changes))
    assert caught.value.context["field"] == field
    assert waiting(desk) == before


def test_nothing_is_recorded_about_what_does_not_wait(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do(looking_again.record_look, look(desk.responded()))


def test_what_was_left_unsaid_is_for_the_officer_to_look_at(desk: Desk) -> None:
    case, on = desk.received(), desk.clock.london_date() + timedelta(days=30)
    desk.do(silence.neither_confirm, NeitherConfirm(case=case, record="It warns.", recheck_on=on, actor=OFFICER))
    seen = look(case, matter=Matter.NOT_CONFIRMED, about="", actor=APPROVER)
    with pytest.raises(NotAllowed, match="Only the data protection officer"):
        desk.do(looking_again.record_look, seen)
    desk.do(looking_again.record_look, look(case, matter=Matter.NOT_CONFIRMED, about="", actor=OFFICER))
    assert waiting(desk) == []


def test_a_limit_is_looked_at_within_six_months(desk: Desk) -> None:
    case = desk.responded()
    desk.do(looking_again.set_look, SetLook(case=case, due_on=date(2026, 12, 15), actor=CASEWORKER))
    assert waiting(desk) == [(desk.reference(case), LookAgain(matter=Matter.RESTRICTION, due_on=date(2026, 12, 15)))]
    with pytest.raises(InvalidCommand, match="by 15 December 2026"):
        desk.do(looking_again.set_look, SetLook(case=case, due_on=date(2026, 12, 16), actor=CASEWORKER))


def test_a_day_of_ones_own_stands_before_the_one_of_the_table_when_the_answer_leaves(desk: Desk) -> None:
    case = with_crime_withheld(desk, own_day=date(2026, 8, 3))
    assert [found.due_on for _, found in waiting(desk)] == [date(2026, 8, 3)]
    desk.do(looking_again.set_own_day, own(case, due_on=date(2026, 9, 15), record="It was put off."))
    assert [found.due_on for _, found in waiting(desk)] == [date(2026, 9, 15)]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"record": " "}, "why", "Write down why"),
        ({"due_on": date(2026, 9, 16)}, "own_day", "by 15 September 2026"),
        ({"due_on": date(2026, 6, 15)}, "own_day", "after today"),
        ({"code": "S2P19_LPP"}, "code", "for which something is withheld here"),
        ({"code": "OUT_OF_SCOPE"}, "code", "for which something is withheld here"),
    ],
)
def test_a_day_of_ones_own_is_within_the_table_for_what_is_withheld_and_with_its_reason(
    desk: Desk, changes: dict[str, object], field: str, says: str
) -> None:
    case = with_crime_withheld(desk)
    with pytest.raises(InvalidCommand, match=says) as caught:
        desk.do(looking_again.set_own_day, own(case, **changes))
    assert caught.value.context["field"] == field
    assert [found.due_on for _, found in waiting(desk)] == [date(2026, 9, 15)]
