"""What holds of every clock, whatever the dates: tried on dates that nobody chose."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.law_texts import COMPLAINTS_ON, DUAA_ON
from requests_.deadlines.periods import ONE_DAY, Pause, add_months
from requests_.deadlines.rules import RULES, ClockRegime, Method, calendar_for
from requests_.deadlines.statutory_clock import ClockFacts, ClockReading, ClockState, read_clock
from requests_.deadlines.working_days import WorkingDays

ENGLAND = WorkingDays.england_and_wales()
FIRST, LAST = date(2018, 5, 25), date(2028, 5, 1)
MONTHLY = [ClockRegime.UKGDPR_SAR, ClockRegime.UKGDPR_OTHER, ClockRegime.P3_ACCESS, ClockRegime.P3_OTHER]
PAUSING = {ClockRegime.UKGDPR_SAR, ClockRegime.P3_ACCESS, ClockRegime.EXT_NOTICE}
DATED = [regime for regime, rule in RULES.items() if rule.method not in (Method.HOURS, Method.WINDOW)]


def due(facts: ClockFacts) -> date:
    due_on = read_clock(facts, calendar=calendar_for(facts.regime)).due_on
    assert due_on is not None
    return due_on


@st.composite
def case_facts(draw: st.DrawFn) -> ClockFacts:
    received_on = draw(st.dates(min_value=FIRST, max_value=LAST))

    def later(limit: int) -> date:
        return received_on + timedelta(days=draw(st.integers(0, limit)))

    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        asked_on = later(60)
        pauses.append(Pause(asked_on, asked_on + timedelta(days=draw(st.integers(0, 15)))))
    return ClockFacts(
        regime=draw(st.sampled_from([*MONTHLY, ClockRegime.EXT_NOTICE])),
        received_on=received_on,
        id_received_on=draw(st.none() | st.just(later(20))),
        clarifications=tuple(pauses),
        extension_notice_on=draw(st.none() | st.just(later(50))),
    )


@given(case_facts())
def test_a_due_date_is_a_working_day_after_the_start(facts: ClockFacts) -> None:
    reading = read_clock(facts, calendar=ENGLAND)
    assert reading.due_on is not None
    assert reading.started_on is not None
    assert facts.received_on <= reading.started_on < reading.due_on
    assert ENGLAND.is_working_day(reading.due_on)
    assert (reading.due_on - reading.started_on).days >= 28 + reading.stopped_days


@given(case_facts(), st.sampled_from(["clarifications", "extension_notice_on"]))
def test_a_pause_or_an_extension_never_makes_a_due_date_earlier(facts: ClockFacts, left_out: str) -> None:
    # With a notice in play a pause may bring the notice into time; that too only moves the date on.
    fewer = replace(facts, **{left_out: () if left_out == "clarifications" else None})
    due_on, before = read_clock(facts, calendar=ENGLAND).due_on, read_clock(fewer, calendar=ENGLAND).due_on
    assert due_on is not None
    assert before is not None
    assert before <= due_on


@given(case_facts())
def test_waiting_for_evidence_never_makes_a_due_date_earlier(facts: ClockFacts) -> None:
    plain = replace(facts, clarifications=(), extension_notice_on=None)
    waited = read_clock(plain, calendar=ENGLAND).due_on
    at_once = read_clock(replace(plain, id_received_on=None), calendar=ENGLAND).due_on
    assert waited is not None
    assert at_once is not None
    assert at_once <= waited


@given(case_facts())
def test_a_target_is_a_working_day_and_never_after_the_due_date(facts: ClockFacts) -> None:
    reading = read_clock(facts, calendar=ENGLAND)
    if reading.target_on is not None:
        assert reading.due_on is not None
        assert reading.target_on <= reading.due_on
        assert ENGLAND.is_working_day(reading.target_on)


@given(case_facts())
def test_the_order_in_which_questions_are_told_changes_no_date(facts: ClockFacts) -> None:
    told_otherwise = replace(facts, clarifications=facts.clarifications[::-1])
    assert read_clock(facts, calendar=ENGLAND).due_on == read_clock(told_otherwise, calendar=ENGLAND).due_on


@given(
    regime=st.sampled_from(MONTHLY),
    received_on=st.dates(min_value=FIRST, max_value=LAST),
    later=st.integers(0, 400),
    evidence=st.none() | st.integers(0, 40),
)
def test_a_later_receipt_never_gives_an_earlier_due_date(
    regime: ClockRegime, received_on: date, later: int, evidence: int | None
) -> None:
    second = min(received_on + timedelta(days=later), LAST)
    proof = None if evidence is None else max(received_on, second) + timedelta(days=evidence)
    dues = [
        read_clock(
            ClockFacts(regime=regime, received_on=on, id_requested_on=proof and on, id_received_on=proof),
            calendar=ENGLAND,
        ).due_on
        for on in (received_on, second)
    ]
    assert dues[0] is not None
    assert dues[1] is not None
    assert dues[0] <= dues[1]


@given(st.dates(min_value=FIRST + timedelta(days=90), max_value=LAST), st.integers(1, 90))
def test_only_the_day_of_the_results_makes_a_later_receipt_due_earlier(results_on: date, before: int) -> None:
    # Para. 25 lengthens only the time of whoever asks before the results: on the day itself the month is ordinary.
    def due_when(received_on: date) -> date:
        return due(ClockFacts(regime=ClockRegime.EXAM, received_on=received_on, results_on=results_on))

    earlier, last, first = results_on - timedelta(days=before), results_on - ONE_DAY, results_on
    assert due_when(earlier) <= due_when(last)
    assert due_when(first) <= due_when(last)
    assert due_when(first) <= due_when(first + timedelta(days=before))


@given(case_facts())
def test_a_clock_counts_day_by_day_as_the_law_tells_it(facts: ClockFacts) -> None:
    # Told once more, day by day and with sets: Regulation 1182/71 art. 3, UK GDPR art. 12A(2) and (5).
    assert due(facts) == counted_by_hand(facts, read_clock(facts, calendar=ENGLAND))


def stops(facts: ClockFacts) -> bool:
    # Part 3 had no stop before the Data (Use and Access) Act 2025.
    return facts.regime in PAUSING and (facts.regime is not ClockRegime.P3_ACCESS or facts.received_on >= DUAA_ON)


def counted_by_hand(facts: ClockFacts, reading: ClockReading) -> date:
    day = started_on = max(facts.received_on, facts.id_received_on or facts.received_on)
    excluded = {
        pause.asked_on + timedelta(days=number)
        for pause in (facts.clarifications if stops(facts) else ())
        for number in range(((pause.received_on or pause.asked_on) - pause.asked_on).days + 1)
    }
    counted, budget = 0, (add_months(started_on, 3 if reading.extended else 1) - started_on).days
    while counted < budget:
        day += ONE_DAY
        counted += day not in excluded
    while not ENGLAND.is_working_day(day):
        day += ONE_DAY
    return day


@given(case_facts())
def test_stops_that_overlap_are_one_stop(facts: ClockFacts) -> None:
    days = sorted(
        {
            pause.asked_on + timedelta(days=number)
            for pause in facts.clarifications
            for number in range(((pause.received_on or pause.asked_on) - pause.asked_on).days + 1)
        }
    )
    assert due(replace(facts, clarifications=tuple(Pause(day, day) for day in days))) == due(facts)


@given(case_facts(), st.integers(0, 60), st.integers(0, 20))
def test_one_more_stop_never_brings_the_due_date_nearer(facts: ClockFacts, asked: int, answered: int) -> None:
    asked_on = facts.received_on + timedelta(days=asked)
    more = Pause(asked_on, asked_on + timedelta(days=answered))
    assert due(facts) <= due(replace(facts, clarifications=(*facts.clarifications, more)))


@given(case_facts(), st.lists(st.integers(0, 200), max_size=3))
def test_a_second_notice_moves_nothing(facts: ClockFacts, later: list[int]) -> None:
    first = facts.extension_notice_on or facts.received_on
    again = replace(facts, later_extension_notices=tuple(first + timedelta(days=days) for days in later))
    assert due(again) == due(facts)


@given(case_facts())
def test_an_extension_is_two_months_from_the_start_and_never_more(facts: ClockFacts) -> None:
    reading = read_clock(replace(facts, clarifications=()), calendar=ENGLAND)
    assert reading.started_on is not None
    months = 3 if reading.extended else 1
    assert reading.due_on == ENGLAND.on_or_after(add_months(reading.started_on, months))


@given(st.sampled_from(DATED), st.dates(min_value=date(2026, 6, 19), max_value=LAST), st.integers(0, 200))
def test_no_clock_of_any_kind_is_due_before_the_receipt_or_sooner_for_a_later_one(
    regime: ClockRegime, received_on: date, later: int
) -> None:
    first = ClockFacts(regime=regime, received_on=received_on)
    second = replace(first, received_on=min(received_on + timedelta(days=later), LAST))
    assert received_on < due(first) <= due(second)


@given(st.dates(min_value=COMPLAINTS_ON, max_value=LAST))
def test_a_complaint_is_acknowledged_by_the_thirtieth_day_or_the_next_working_one(received_on: date) -> None:
    due_on = due(ClockFacts(regime=ClockRegime.COMPLAINT_ACK, received_on=received_on))
    thirtieth = received_on + timedelta(days=30)
    passed_over = [thirtieth + timedelta(days=days) for days in range((due_on - thirtieth).days)]
    assert ENGLAND.is_working_day(due_on)
    assert not any(ENGLAND.is_working_day(day) for day in passed_over)
    assert due_on >= thirtieth


@given(st.dates(min_value=FIRST, max_value=LAST), st.integers(-400, 400))
def test_an_opinion_on_health_counts_for_six_months_to_the_day(relied_on: date, days: int) -> None:
    """DPA 2018 Sch. 3 para. 5(4): within the six months that end with the day on which it is relied on."""
    obtained_on = relied_on + timedelta(days=days)
    facts = ClockFacts(regime=ClockRegime.HEALTH_OPINION, received_on=obtained_on, relied_on=relied_on)
    is_valid = read_clock(facts, calendar=ENGLAND).state is ClockState.VALID
    assert is_valid is (add_months(relied_on, -6) < obtained_on <= relied_on)
