"""Nothing is withheld, limited or left unsaid for longer than its reason lasts: when each is looked at again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.events.answering import LookAgainSet, LookedAgain, NotConfirmed
from requests_.model.events.reviewing import HealthRecorded
from requests_.model.events.sending import PackAssembled, PackReleased
from requests_.model.exemption_terms import Recheck
from requests_.model.exemptions import EXEMPTIONS
from requests_.model.gates import HealthGround, HealthRecord, health_gate
from requests_.model.looking_again import (
    MATTERS,
    LookAgain,
    Matter,
    exemption_look,
    latest_look,
    may_have_own_day,
    opinion_look,
)
from requests_.model.staff import SYSTEM
from requests_.model.timeline import fold
from tests.factories.events import DAY, SHA, recorded
from tests.factories.people import CASEWORKER, OFFICER

START = Case(key=CaseId("c"))
LATER = DAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("rule", "matter", "asks", "last"),
    [
        ("EX-R1", Matter.NOT_CONFIRMED, "say whether we hold something", date(2026, 9, 15)),
        ("EX-R2", Matter.EXEMPTION, "for which this was withheld", date(2026, 12, 15)),
        ("EX-R3", Matter.HEALTH_OPINION, "opinion still recent enough", date(2026, 12, 15)),
        ("EX-R4", Matter.RESTRICTION, "Tell the person before the limit ends", date(2026, 12, 15)),
        ("EX-R5", Matter.RELEASED, "report a breach", date(2026, 7, 15)),
        ("EX-R6", Matter.PROMISED, "the letter said would follow", date(2026, 7, 15)),
        ("EX-R7", Matter.LATE_ANSWER, "after our answer was settled", date(2026, 7, 15)),
    ],
)
def test_each_reason_that_lasts_for_a_time_has_its_question_and_its_last_day(
    rule: str, matter: Matter, asks: str, last: date
) -> None:
    row = MATTERS[matter]
    assert (row.rule, latest_look(matter, DAY)) == (rule, last)
    assert asks in row.asks


def test_what_is_withheld_for_a_prosecution_is_asked_after_every_three_months() -> None:
    assert exemption_look("S2P2_CRIME", DAY) == LookAgain(
        matter=Matter.EXEMPTION, about="S2P2_CRIME", due_on=date(2026, 9, 15)
    )
    found = exemption_look("P3_S45_4_B", DAY)
    assert found is not None
    assert found.due_on == date(2026, 12, 15)


@pytest.mark.parametrize("row", EXEMPTIONS.values(), ids=EXEMPTIONS.keys())
def test_a_reason_that_ends_some_day_is_looked_at_again_and_no_other(row: object) -> None:
    ends = row.recheck in (Recheck.END_OF_PROSECUTION, Recheck.ON_A_DATE)  # type: ignore[attr-defined]
    assert (exemption_look(row.code, DAY) is not None) is ends  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "last"),
    [("S2P2_CRIME", date(2026, 9, 15)), ("P3_S45_4_E", date(2026, 12, 15)), ("S2P24_REF", date(2026, 12, 15))],
)
def test_a_day_of_ones_own_is_within_the_last_one_of_the_reason(code: str, last: date) -> None:
    assert latest_look(Matter.EXEMPTION, DAY, code) == last
    assert may_have_own_day(code)


@pytest.mark.parametrize("code", ["OUT_OF_SCOPE", "S2P25_SCRIPT", "no such code"])
def test_a_reason_that_never_ends_has_no_day(code: str) -> None:
    assert not may_have_own_day(code)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31)))
def test_an_opinion_is_good_until_the_day_that_is_named_and_not_a_day_longer(opinion_on: date) -> None:
    last = opinion_look("d-1", opinion_on).due_on
    record = HealthRecord(ground=HealthGround.NO_HARM_OPINION, opinion_on=opinion_on)
    assert health_gate(record, last).is_open
    assert not health_gate(record, last + timedelta(days=1)).is_open


def test_a_case_that_neither_confirms_nor_denies_is_answered_and_looked_at_again() -> None:
    event = NotConfirmed(answered_on=DAY, recheck_on=LATER, record="r-1")
    case = fold(START, recorded((OFFICER, event)))
    assert (case.stage, case.responded_on, case.not_confirmed) == (Stage.RESPONDED, DAY, True)
    assert list(case.looks.values()) == [LookAgain(matter=Matter.NOT_CONFIRMED, due_on=LATER)]


def test_looking_again_sets_another_day_or_ends_it() -> None:
    held = LookAgainSet(matter=Matter.RESTRICTION, due_on=DAY)
    still = LookedAgain(matter=Matter.RESTRICTION, looked_on=DAY, again_on=LATER, record="r-1")
    ended = LookedAgain(matter=Matter.RESTRICTION, looked_on=LATER, again_on=None, record="r-2")
    before = fold(START, recorded((CASEWORKER, held), (CASEWORKER, still)))
    assert [look.due_on for look in before.looks.values()] == [LATER]
    assert fold(before, recorded((CASEWORKER, ended), first=3)).looks == {}


def test_an_opinion_is_looked_at_until_the_pack_that_relied_on_it_has_left() -> None:
    opinion = HealthRecorded(document="d-1", ground=HealthGround.NO_HARM_OPINION, opinion_on=DAY)
    pack = (SYSTEM, PackAssembled(pack="p", sha256=SHA, pages=1, documents=1))
    before = fold(START, recorded((CASEWORKER, opinion), pack))
    assert list(before.looks.values()) == [opinion_look("d-1", DAY)]
    known = HealthRecorded(document="d-1", ground=HealthGround.ALREADY_KNOWN)
    assert fold(before, recorded((CASEWORKER, known), first=3)).looks == {}
    assert fold(before, recorded((CASEWORKER, PackReleased(pack="p", sha256=SHA)), first=3)).looks == {}
