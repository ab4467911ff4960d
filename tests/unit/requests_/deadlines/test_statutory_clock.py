from datetime import date, datetime

import pytest

from requests_.deadlines.periods import InvalidFact, Pause
from requests_.deadlines.rules import ClockRegime, calendar_for
from requests_.deadlines.statutory_clock import ClockFacts, ClockReading, ClockState, WrongCalendar, read_clock
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays

ENGLAND = WorkingDays.england_and_wales()
RECEIVED_ON = date(2026, 6, 1)
MONTHLY = [ClockRegime.UKGDPR_SAR, ClockRegime.UKGDPR_OTHER, ClockRegime.P3_ACCESS, ClockRegime.P3_OTHER]


def read(today: date | None = None, regime: ClockRegime = ClockRegime.UKGDPR_SAR, **facts: object) -> ClockReading:
    given_facts = ClockFacts(**{"regime": regime, "received_on": RECEIVED_ON, **facts})
    return read_clock(given_facts, calendar=calendar_for(regime), today=today)


def rules_of(reading: ClockReading) -> list[str]:
    return [step.rule for step in reading.steps]


def says(reading: ClockReading, rule: str) -> str:
    return " ".join(step.says for step in reading.steps if step.rule == rule)


def june(first: int, last: int | None = None) -> Pause:
    return Pause(date(2026, 6, first), last and date(2026, 6, last))


def test_a_plain_month_shows_receipt_start_month_and_last_day() -> None:
    reading = read()
    assert rules_of(reading) == ["TL-1", "TL-2", "TL-3", "TL-4", "TL-6"]
    assert reading.started_on == RECEIVED_ON
    assert reading.due_on == reading.original_due_on == reading.extension_notice_by == date(2026, 7, 1)
    assert not reading.extended


def test_a_month_without_the_day_says_that_its_last_day_was_taken() -> None:
    reading = read(received_on=date(2026, 8, 31))
    assert "Wednesday 30 September 2026, the last day of September, which has no day 31" in says(reading, "TL-3")


def test_a_roll_names_every_day_it_passes() -> None:
    rolled = says(read(received_on=date(2026, 3, 3)), "TL-4")
    assert "Friday 3 April 2026 (Good Friday)" in rolled
    assert "Saturday 4 April 2026, Sunday 5 April 2026 and Monday 6 April 2026 (Easter Monday)" in rolled
    assert "moves to Tuesday 7 April 2026" in rolled


def test_the_start_names_what_was_waited_for() -> None:
    reading = read(
        id_received_on=date(2026, 6, 5), fee_paid_on=date(2026, 6, 5), authority_received_on=date(2026, 6, 3)
    )
    assert reading.started_on == date(2026, 6, 5)
    assert "when proof of identity and the fee came in" in says(reading, "TL-2")


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"id_requested_on": date(2026, 6, 2)}, "proof of identity"),
        ({"authority_requested_on": date(2026, 6, 2)}, "authority to act"),
        ({"fee_requested_on": date(2026, 6, 2)}, "the fee"),
    ],
)
@pytest.mark.parametrize("regime", MONTHLY)
def test_a_clock_does_not_start_while_anything_asked_for_is_outstanding(
    regime: ClockRegime, facts: dict[str, date], named: str
) -> None:
    reading = read(regime=regime, **facts)
    assert reading.state is ClockState.NOT_STARTED
    assert reading.due_on is reading.target_on is reading.started_on is None
    assert f"{named} was asked for and is outstanding" in says(reading, "TL-2")


def test_evidence_that_did_not_settle_it_keeps_the_clock_from_starting() -> None:
    asked = {"id_first_requested_on": date(2026, 6, 2), "id_requested_on": date(2026, 6, 8)}
    reading = read(**asked, id_received_on=date(2026, 6, 5))
    assert reading.state is ClockState.NOT_STARTED
    assert "came in on Friday 5 June 2026, was asked for again" in says(reading, "TL-11")


def test_what_came_before_it_was_asked_for_was_not_waited_for() -> None:
    reading = read(id_requested_on=date(2026, 6, 8), id_received_on=date(2026, 6, 5))
    assert (reading.state, reading.due_on) == (ClockState.RUNNING, date(2026, 7, 1))
    assert "had come in on Friday 5 June 2026, before it was asked for on Monday 8 June 2026" in says(reading, "TL-10")
    assert "TL-11" not in rules_of(reading)


@pytest.mark.parametrize("what", ["id", "authority", "fee"])
@pytest.mark.parametrize("regime", MONTHLY)
def test_what_is_first_asked_for_after_the_last_day_does_not_mend_the_breach(regime: ClockRegime, what: str) -> None:
    reading = read(regime=regime, today=date(2026, 8, 3), **{f"{what}_requested_on": date(2026, 8, 1)})
    assert (reading.state, reading.due_on) == (ClockState.ENDED, date(2026, 7, 1))
    assert "after the last day, Wednesday 1 July 2026: that has no effect" in says(reading, "TL-14")
    assert "TL-13" in rules_of(reading)


def test_what_is_asked_for_on_the_last_day_is_still_waited_for() -> None:
    assert read(id_requested_on=date(2026, 7, 1)).state is ClockState.NOT_STARTED


def test_each_asking_is_held_against_the_last_day_as_it_then_stood() -> None:
    proof = {"id_requested_on": date(2026, 6, 2), "id_received_on": date(2026, 6, 10)}
    in_time = read(**proof, fee_requested_on=date(2026, 7, 9), fee_paid_on=date(2026, 7, 20))
    assert in_time.started_on == date(2026, 7, 20)
    assert read(**proof, fee_requested_on=date(2026, 7, 13)).due_on == date(2026, 7, 10)
    extended = read(extension_notice_on=date(2026, 6, 20), id_requested_on=date(2026, 8, 1))
    assert extended.state is ClockState.NOT_STARTED


def test_asking_again_after_the_last_day_has_no_effect_either() -> None:
    asked = {"id_first_requested_on": date(2026, 6, 2), "id_requested_on": date(2026, 9, 1)}
    reading = read(**asked, id_received_on=date(2026, 6, 5))
    assert reading.due_on == date(2026, 7, 6)
    assert "was asked for again on Tuesday 1 September 2026" in says(reading, "TL-14")
    # What was first asked for in time and never came is still waited for, however late the reminder.
    assert read(**asked).state is ClockState.NOT_STARTED


@pytest.mark.parametrize(("asked_on", "warned"), [(date(2026, 6, 8), False), (date(2026, 6, 9), True)])
def test_asking_later_than_five_working_days_is_warned_of(asked_on: date, warned: bool) -> None:
    for facts in ({"id_requested_on": asked_on}, {"clarifications": (Pause(asked_on), Pause(date(2026, 6, 20)))}):
        assert ("TL-13" in rules_of(read(**facts))) is warned


def test_late_asking_is_not_warned_of_where_asking_has_no_effect() -> None:
    assert "TL-13" not in rules_of(read(regime=ClockRegime.UKGDPR_OTHER, clarifications=(june(20),)))


def test_a_stopped_clock_moves_the_due_date_by_the_days_stopped() -> None:
    reading = read(clarifications=(june(3, 12),))
    assert (reading.due_on, reading.stopped_days) == (date(2026, 7, 13), 10)
    assert "10 days left out while clarification was awaited: 3 June 2026 to 12 June 2026, both included" in says(
        reading, "TL-21"
    )
    assert "ends on Saturday 11 July 2026" in says(reading, "TL-21")


def test_a_stopped_clock_shows_days_used_and_days_left() -> None:
    reading = read(clarifications=(june(11),))
    assert reading.state is ClockState.PAUSED
    assert (reading.paused_on, reading.counted_days, reading.days_left) == (date(2026, 6, 11), 9, 21)
    assert "9 days used, 21 left" in says(reading, "TL-25")
    assert reading.due_on is reading.target_on is reading.extension_notice_by is None


def test_overlapping_questions_are_said_to_be_one_stop() -> None:
    assert "TL-23" in rules_of(read(clarifications=(june(3, 12), june(10, 19))))
    assert "TL-23" not in rules_of(read(clarifications=(june(3, 5), june(10, 19))))


@pytest.mark.parametrize(
    ("pause", "rule"),
    [(june(1, 1), "TL-22"), (Pause(date(2026, 7, 2), date(2026, 7, 9)), "TL-24"), (Pause(date(2026, 7, 2)), "TL-24")],
)
def test_a_question_that_changes_nothing_says_why(pause: Pause, rule: str) -> None:
    reading = read(clarifications=(pause,))
    assert reading.due_on == date(2026, 7, 1)
    assert rule in rules_of(reading)


@pytest.mark.parametrize("regime", [ClockRegime.UKGDPR_OTHER, ClockRegime.P3_OTHER])
def test_clarification_is_only_a_note_for_any_right_but_access(regime: ClockRegime) -> None:
    reading = read(regime=regime, clarifications=(june(3),))
    assert (reading.state, reading.due_on) == (ClockState.RUNNING, date(2026, 7, 1))
    assert "every day counts" in says(reading, "TL-20")


@pytest.mark.parametrize("regime", MONTHLY)
def test_a_notice_on_the_last_day_extends_and_one_a_day_later_does_not(regime: ClockRegime) -> None:
    in_time = read(regime=regime, extension_notice_on=date(2026, 7, 1))
    assert (in_time.due_on, in_time.original_due_on, in_time.extended) == (date(2026, 9, 1), date(2026, 7, 1), True)
    assert {"TL-31", "TL-32"} <= set(rules_of(in_time))
    late = read(regime=regime, extension_notice_on=date(2026, 7, 2))
    assert (late.due_on, late.extended) == (date(2026, 7, 1), False)
    assert "came too late: the last day for it was Wednesday 1 July 2026" in says(late, "TL-33")


def test_a_notice_while_the_clock_is_stopped_is_in_time() -> None:
    reading = read(clarifications=(june(3),), extension_notice_on=date(2026, 9, 1))
    assert (reading.state, reading.extended, reading.days_left) == (ClockState.PAUSED, True, 91)
    assert "the clock was stopped" in says(reading, "TL-32")


def test_a_period_is_extended_once() -> None:
    reading = read(extension_notice_on=date(2026, 6, 20), later_extension_notices=(date(2026, 8, 20),))
    assert reading.due_on == date(2026, 9, 1)
    assert "Thursday 20 August 2026 has no effect" in says(reading, "TL-34")


def test_a_notice_dated_before_receipt_does_not_extend() -> None:
    reading = read(extension_notice_on=date(2026, 5, 31))
    assert (reading.due_on, reading.extended) == (date(2026, 7, 1), False)
    assert "dated before the request was received" in says(reading, "TL-32")


def test_part_3_had_no_extension_before_5_february_2026() -> None:
    reading = read(regime=ClockRegime.P3_ACCESS, received_on=date(2026, 2, 4), extension_notice_on=date(2026, 2, 10))
    assert (reading.due_on, reading.extension_notice_by) == (date(2026, 3, 4), None)
    assert "Part 3 had no extension before 5 February 2026" in says(reading, "TL-42")


def test_the_citation_follows_the_day_of_receipt() -> None:
    citations = {
        on: next(step.citation for step in read(received_on=on).steps if step.rule == "TL-3")
        for on in (date(2026, 2, 4), date(2026, 2, 5))
    }
    assert list(citations.values()) == ["UK GDPR art. 12(3)", "UK GDPR art. 12A(1)"]


@pytest.mark.parametrize(
    ("facts", "target_on"),
    [
        ({}, date(2026, 6, 29)),
        ({"clarifications": (june(3, 12),)}, date(2026, 7, 8)),
        ({"clarifications": (june(3, 3),)}, date(2026, 6, 29)),
        ({"extension_notice_on": date(2026, 6, 20)}, date(2026, 8, 24)),
        ({"received_on": date(2026, 6, 6)}, date(2026, 7, 3)),
    ],
)
def test_staff_work_to_a_day_before_the_statutory_one(facts: dict[str, object], target_on: date) -> None:
    reading = read(**facts)
    assert reading.target_on == target_on
    assert reading.due_on is not None
    assert target_on < reading.due_on


def test_a_target_ignores_a_question_asked_after_the_period() -> None:
    assert read(clarifications=(Pause(date(2026, 7, 2)),)).target_on == date(2026, 6, 29)


def test_the_notice_clock_has_no_target_and_says_what_its_day_is_for() -> None:
    reading = read(regime=ClockRegime.EXT_NOTICE)
    assert reading.target_on is None
    assert "the last day to tell the requester of an extension" in says(reading, "TL-32")


@pytest.mark.parametrize(
    ("today", "state", "days_left"),
    [
        (date(2026, 6, 21), ClockState.RUNNING, 10),
        (date(2026, 7, 1), ClockState.RUNNING, 0),
        (date(2026, 7, 2), ClockState.ENDED, -1),
    ],
)
def test_a_clock_has_ended_on_the_day_after_its_last(today: date, state: ClockState, days_left: int) -> None:
    reading = read(today)
    assert (reading.state, reading.days_left) == (state, days_left)


def test_a_stopped_clock_stays_stopped_whatever_the_day() -> None:
    assert read(date(2027, 6, 1), clarifications=(june(3),)).state is ClockState.PAUSED


def test_a_response_is_on_time_up_to_and_on_the_last_day() -> None:
    reading = read()
    assert reading.is_on_time(date(2026, 7, 1))
    assert not reading.is_on_time(date(2026, 7, 2))
    assert read(clarifications=(june(3),)).is_on_time(date(2030, 1, 1))


def test_an_exam_asked_for_after_the_results_says_that_the_month_is_ordinary() -> None:
    reading = read(regime=ClockRegime.EXAM, received_on=date(2026, 8, 24), results_on=date(2026, 8, 20))
    assert reading.regime is ClockRegime.EXAM
    assert "the ordinary month applies" in says(reading, "TL-EXAM")
    assert reading.target_on == date(2026, 9, 21)


def test_an_exam_without_results_says_what_may_end_sooner() -> None:
    assert "results are not announced yet" in says(read(regime=ClockRegime.EXAM), "TL-EXAM")


def test_an_exam_period_is_neither_stopped_nor_extended() -> None:
    plain = read(regime=ClockRegime.EXAM)
    noted = read(regime=ClockRegime.EXAM, clarifications=(june(3),), extension_notice_on=date(2026, 6, 20))
    assert noted.due_on == plain.due_on
    assert "An extension notice does not move this clock." in says(noted, "TL-EXAM")
    assert "TL-20" in rules_of(noted)


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        ({"id_received_on": date(2026, 6, 20)}, "Waiting for proof of identity"),
        ({"extension_notice_on": date(2026, 6, 20)}, "An extension notice does not move"),
        ({"results_on": date(2026, 6, 20)}, "exam results"),
        ({"no_school": ((date(2026, 6, 2), date(2026, 6, 3)),)}, "school is closed"),
        ({"relied_on": date(2026, 6, 20)}, "day of reliance"),
    ],
)
def test_a_fact_that_a_clock_does_not_know_moves_nothing_and_is_noted(facts: dict[str, object], note: str) -> None:
    plain = read(regime=ClockRegime.FOI)
    noted = read(regime=ClockRegime.FOI, **facts)
    assert noted.due_on == plain.due_on
    assert note in says(noted, "TL-FOI")


@pytest.mark.parametrize("regime", [ClockRegime.FOI, ClockRegime.EIR, ClockRegime.EIR_40])
def test_a_request_for_information_waits_for_its_clarification_and_its_fee(regime: ClockRegime) -> None:
    waiting = read(regime=regime, clarifications=(june(3),))
    assert (waiting.state, waiting.due_on) == (ClockState.NOT_STARTED, None)
    stopped = read(regime=regime, fee_requested_on=date(2026, 6, 3))
    assert (stopped.state, stopped.paused_on) == (ClockState.PAUSED, date(2026, 6, 3))
    late = read(regime=regime, clarifications=(Pause(date(2026, 9, 1)),), fee_requested_on=date(2026, 9, 1))
    assert late.due_on == read(regime=regime).due_on
    assert {"TL-14", "TL-24"} <= set(rules_of(late))
    with pytest.raises(InvalidFact, match="needs the day of the fee notice"):
        read(regime=regime, fee_paid_on=date(2026, 6, 3))


def test_part_3_had_no_stop_before_5_february_2026() -> None:
    reading = read(
        regime=ClockRegime.P3_ACCESS,
        received_on=date(2025, 9, 1),
        clarifications=(Pause(date(2025, 9, 3), date(2025, 9, 12)),),
    )
    assert reading.due_on == date(2025, 10, 1)
    assert "Part 3 had no stop before 5 February 2026" in says(reading, "TL-20")
    assert not any("ICO" in step.citation for step in reading.steps if step.rule == "TL-20")


def test_a_change_of_the_clocks_is_pointed_out_in_a_breach() -> None:
    facts = {"regime": ClockRegime.BREACH_72H, "received_on": date(2026, 10, 23)}
    aware_at = datetime.fromisoformat("2026-10-23T10:00+01:00")
    assert "clocks change" in says(read(**facts, became_aware_at=aware_at), "TL-BREACH")


def test_a_breach_needs_a_time() -> None:
    with pytest.raises(InvalidFact, match="needs the time the breach became known"):
        read(regime=ClockRegime.BREACH_72H)
    with pytest.raises(InvalidFact, match="time zone"):
        read(regime=ClockRegime.BREACH_72H, became_aware_at=datetime(2026, 6, 1, 10))


def test_an_opinion_needs_the_day_it_is_relied_on() -> None:
    with pytest.raises(InvalidFact, match="rely=YYYY-MM-DD"):
        read(regime=ClockRegime.HEALTH_OPINION)


def test_a_closure_cannot_end_before_it_begins() -> None:
    with pytest.raises(InvalidFact, match="cannot end on 2026-06-02"):
        read(regime=ClockRegime.SCHOOL_RECORD, no_school=((date(2026, 6, 3), date(2026, 6, 2)),))


def test_a_school_record_counts_no_day_twice_and_says_whose_duty_it_is() -> None:
    closures = ((date(2026, 6, 8), date(2026, 6, 10)), (date(2026, 6, 9), date(2026, 6, 12)))
    reading = read(regime=ClockRegime.SCHOOL_RECORD, no_school=closures)
    assert reading.due_on == date(2026, 6, 29)
    assert "5 working days left out while the school was closed. The duty is the school's" in says(reading, "TL-SCHOOL")


@pytest.mark.parametrize(
    ("regime", "calendar"),
    [(ClockRegime.FOI, ENGLAND), (ClockRegime.UKGDPR_SAR, WorkingDays.united_kingdom())],
)
def test_the_working_days_of_another_territory_are_refused(regime: ClockRegime, calendar: WorkingDays) -> None:
    with pytest.raises(WrongCalendar, match="counts the working days of"):
        read_clock(ClockFacts(regime=regime, received_on=RECEIVED_ON), calendar=calendar)


@pytest.mark.parametrize("received_on", [date(2028, 11, 22), date(2028, 12, 31), date(2035, 1, 1)])
def test_a_date_past_the_holidays_known_is_refused_and_never_guessed(received_on: date) -> None:
    with pytest.raises(CalendarExhausted):
        read(received_on=received_on)
