"""Saying neither yes nor no: who may, what it needs, and that nothing afterwards says otherwise."""

from datetime import timedelta

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.answer_commands import NeitherConfirm
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.letters.check import require_words
from requests_.model.rights import Regime, Right
from requests_.model.staff import Actor
from requests_.services import disclosure, silence
from requests_.store.look_tables import LookAgainRow
from requests_.store.queries.letters import silence_of
from requests_.store.queries.tracking import tracked_case
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, OFFICER


def neither_confirm(
    desk: Desk, case: CaseId, *, actor: Actor = OFFICER, record: str = "It warns them.", days: int = 60
) -> None:
    on = desk.clock.london_date() + timedelta(days=days)
    desk.do(silence.neither_confirm, NeitherConfirm(case=case, record=record, recheck_on=on, actor=actor))


def kinds_of(desk: Desk, case: CaseId) -> list[str]:
    keys = [arguments["message"] for _, arguments in desk.jobs(case)]
    return desk.within(lambda uow: [uow.people.message(key).kind for key in keys])


@pytest.mark.parametrize("actor", [CASEWORKER, APPROVER])
def test_nobody_but_the_officer_neither_confirms_nor_denies(desk: Desk, actor: Actor) -> None:
    case = desk.reviewing()
    with pytest.raises(NotAllowed, match="Only the data protection officer"):
        neither_confirm(desk, case, actor=actor)
    assert not desk.case(case).not_confirmed


@pytest.mark.parametrize(
    ("record", "days", "field"), [(" ", 60, "record"), ("It warns.", 0, "recheck_on"), ("It warns.", 200, "recheck_on")]
)
def test_it_needs_the_harm_and_a_day_to_look_again(desk: Desk, record: str, days: int, field: str) -> None:
    case = desk.assessing()
    with pytest.raises(InvalidCommand) as caught:
        neither_confirm(desk, case, record=record, days=days)
    assert caught.value.context["field"] == field
    assert desk.case(case).stage is Stage.ASSESSING


@pytest.mark.parametrize("stage", ["received", "searching", "reviewing", "packed"])
def test_it_ends_whatever_was_under_way_and_sends_one_letter(desk: Desk, stage: str) -> None:
    case = getattr(desk, stage)()
    neither_confirm(desk, case)
    after = desk.case(case)
    assert (after.stage, after.not_confirmed, after.responded_on) == (Stage.RESPONDED, True, desk.clock.london_date())
    assert {job for job, _ in desk.jobs(case)} == {"send_message"}
    assert sum(kind == "not_confirmed" for kind in kinds_of(desk, case)) == 1
    with pytest.raises(Conflict):
        desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))


def test_it_is_an_answer_to_access_alone(desk: Desk) -> None:
    case = desk.received(right=Right.ERASURE)
    with pytest.raises(Conflict, match="Only the answer to an access request"):
        neither_confirm(desk, case)


def test_it_is_listed_to_be_looked_at_again(desk: Desk) -> None:
    case = desk.received()
    neither_confirm(desk, case)
    row = desk.within(lambda uow: uow.session.get(LookAgainRow, (case, "not_confirmed", "")))
    assert row.due_on == desk.clock.london_date() + timedelta(days=60)


def test_the_requester_sees_what_a_refusal_would_show(desk: Desk) -> None:
    case = desk.packed()
    neither_confirm(desk, case)
    seen = desk.within(lambda uow: tracked_case(uow.session, case))
    assert (seen.stage, seen.may_collect, seen.pack_pages) == ("refused", False, 0)


@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        ("We hold nothing about you.", True),
        ("We do not hold any records.", True),
        ("The council found no documents.", True),
        ("We have withheld it.", True),
        ("There is an exemption.", True),
        ("There is an investigation.", True),
        ("We will look into your complaint.", False),
    ],
)
def test_no_later_words_say_whether_anything_is_held(desk: Desk, words: str, is_said: bool) -> None:
    case = desk.received()
    neither_confirm(desk, case)
    kept = desk.within(lambda uow: silence_of(uow.session, case))
    if not is_said:
        require_words(words, regime=Regime.UK_GDPR, silence=kept, field="words")
        return
    with pytest.raises(InvalidCommand):
        require_words(words, regime=Regime.UK_GDPR, silence=kept, field="words")
