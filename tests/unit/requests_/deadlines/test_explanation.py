"""Why this date: an explanation, not a log."""

from datetime import date

import pytest

from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.explanation import Explanation, explain
from requests_.deadlines.rules import calendar_for
from requests_.deadlines.statutory_clock import read_clock

TODAY = date(2026, 7, 1)


def explained(
    *events: str, regime: str = "UKGDPR_SAR", today: date = TODAY, answered_on: date | None = None
) -> Explanation:
    facts = read_facts(regime, received="2026-06-15", events=events)
    reading = read_clock(facts, calendar=calendar_for(facts.regime))
    return explain(facts, reading, today, answered_on)


@pytest.mark.parametrize(
    ("events", "today", "answered_on", "says"),
    [
        ((), TODAY, None, "The answer is due by Wednesday 15 July 2026, in 14 days."),
        ((), date(2026, 7, 15), None, "The answer is due by Wednesday 15 July 2026, which is today."),
        ((), date(2026, 7, 16), None, "The answer was due by Wednesday 15 July 2026, 1 day ago."),
        (("id_requested=2026-06-16",), TODAY, None, "There is no date yet"),
        (("clarify=2026-06-20/",), TODAY, None, "There is no date now: the clock is stopped"),
        ((), TODAY, date(2026, 6, 30), "It was given on Tuesday 30 June 2026, in time."),
        ((), date(2026, 8, 1), date(2026, 7, 16), "It was given on Thursday 16 July 2026, late."),
    ],
)
def test_the_answer_comes_first(events: tuple[str, ...], today: date, answered_on: date | None, says: str) -> None:
    assert says in explained(*events, today=today, answered_on=answered_on).headline


def test_each_question_is_asked_once_with_its_answer_and_its_law() -> None:
    found = explained("clarify=2026-06-20/2026-06-24", "extend_notice=2026-07-10")
    assert [section.question for section in found.sections] == [
        "When did the time begin?",
        "How long is it?",
        "Which days do not count?",
        "Is the last day a working day?",
        "When should it be done?",
    ]
    assert all(section.citations and section.says.endswith(".") for section in found.sections)
    assert "5 days left out" in found.sections[2].says


def test_no_step_of_the_working_is_lost() -> None:
    facts = read_facts("EXAM", received="2026-06-15", events=["results=2026-08-20"])
    reading = read_clock(facts, calendar=calendar_for(facts.regime))
    told = " ".join(section.says for section in explain(facts, reading, TODAY).sections)
    assert all(step.says in told for step in reading.steps)


def test_days_are_counted_from_the_beginning() -> None:
    assert dict(explained("clarify=2026-06-20/2026-06-24").counts) == {
        "Days since the time began": "16",
        "Days that do not count": "5",
        "Days from its beginning to its last day": "35",
        "Days left": "19",
    }
    stopped = explained("clarify=2026-06-20/", today=date(2026, 6, 30))
    assert dict(stopped.counts)["Days that do not count"] == "11"
    assert ("Days late", "1") in explained(today=date(2026, 7, 16)).counts
    assert explained("id_requested=2026-06-16").counts == ()


@pytest.mark.parametrize(
    ("events", "regime", "today", "says"),
    [
        ((), "UKGDPR_SAR", TODAY, "The date would then be Tuesday 15 September 2026."),
        ((), "UKGDPR_SAR", date(2026, 7, 16), "It can no longer be extended: the last day to say so was Wednesday"),
        ((), "UKGDPR_SAR", TODAY, "A question that we need answered to find the information stops the clock"),
        (("id_requested=2026-06-16",), "UKGDPR_SAR", TODAY, "The time begins on the day when the last thing"),
        (("clarify=2026-06-20/",), "UKGDPR_SAR", TODAY, "The clock runs again from the day after the answer"),
        ((), "UKGDPR_OTHER", TODAY, "Workload, leave"),
    ],
)
def test_what_would_change_the_date_is_said(events: tuple[str, ...], regime: str, today: date, says: str) -> None:
    assert any(says in change for change in explained(*events, regime=regime, today=today).changes)


def test_what_would_not_change_it_is_not_promised() -> None:
    assert not any("question" in change for change in explained(regime="UKGDPR_OTHER").changes)
    assert not any("question" in change for change in explained(today=date(2026, 7, 16)).changes)
    assert not any("further months" in change for change in explained("extend_notice=2026-06-20").changes)
    assert explained(answered_on=TODAY).changes == ("Nothing any more: the request has been answered.",)
