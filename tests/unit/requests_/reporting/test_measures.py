"""Each measure on cases few enough to be counted by hand; the dates are of the law's own one-month rule."""

from datetime import date

import pytest
from hypothesis import given

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Right
from requests_.reporting.definitions import DEFINITIONS
from requests_.reporting.figures import Figure, Unit, centile, median
from requests_.reporting.outcome_measures import COMPLAINT_RESULTS
from requests_.reporting.period import Period, period_named
from requests_.reporting.population import Population, population
from requests_.reporting.record import CaseRecord, Outcome
from tests.factories.records import any_records, case_record

JUNE = period_named("2026-06")
AFTERWARDS = date(2026, 9, 1)
D = date


def every_figure(cases: Population) -> tuple[Figure, ...]:
    return tuple(figure for row in DEFINITIONS for figure in row.count(cases))


def figures(*records: CaseRecord, period: Period = JUNE, today: date = AFTERWARDS) -> dict[str, Figure]:
    return {figure.name: figure for figure in every_figure(population(records, period, today=today))}


# Due dates, by hand: 5 May → Friday 5 June. 15 May → Monday 15 June. 29 May → Monday 29 June. 1 June → 1 July.
QUICK = case_record("quick", D(2026, 5, 15), answered_on=D(2026, 6, 10))
ON_THE_DAY = case_record("on the day", D(2026, 5, 29), answered_on=D(2026, 6, 29))
LATE = case_record("late", D(2026, 5, 5), answered_on=D(2026, 6, 8))
EARLY = case_record("early", D(2026, 5, 20), answered_on=D(2026, 5, 28))
NEVER = case_record("never", D(2026, 5, 12))
LONG_GONE = case_record("long gone", D(2025, 11, 3))
NEW = case_record("new", D(2026, 6, 1))
SEVEN = (QUICK, ON_THE_DAY, LATE, EARLY, NEVER, LONG_GONE, NEW)


def test_rp_1_counts_by_the_day_of_receipt() -> None:
    assert figures(*SEVEN)["RP-1.received"].cases == ("new",)


def test_rp_2_counts_by_the_day_of_the_answer() -> None:
    assert figures(*SEVEN)["RP-2.closed"].cases == ("quick", "on the day", "late")


def test_rp_3_is_of_what_was_answered_in_the_period() -> None:
    found = figures(*SEVEN)
    assert found["RP-3.on_time"].value == pytest.approx(2 / 3)
    assert found["RP-3.late"].cases == ("late",)


def test_asking_for_proof_after_the_last_day_does_not_make_an_answer_punctual() -> None:
    asked = case_record("asked", D(2026, 5, 5), id_requested_on=D(2026, 6, 8), answered_on=D(2026, 6, 8))
    found = figures(asked, case_record("open", D(2026, 5, 5), id_requested_on=D(2026, 6, 8)))
    assert found["RP-3.late"].cases == ("asked",)
    assert found["RP-4.open"].cases == ("open",)


def test_rp_4_is_of_what_fell_due_and_counts_open_overdue_cases_as_failures() -> None:
    found = figures(*SEVEN)
    # Due in June: quick, on the day, late, never (12 June) and early (20 June: a Saturday, so Monday the 22nd).
    assert (found["RP-4.on_time"].count, found["RP-4.on_time"].out_of) == (3, 5)
    assert found["RP-4.late"].cases == ("late",)
    assert found["RP-4.open"].cases == ("never",)


def test_rp_4_names_what_was_taken_back_after_its_date_and_not_as_open() -> None:
    found = figures(
        case_record("in time", D(2026, 5, 13), ended_on=D(2026, 6, 12)),
        case_record("too late", D(2026, 5, 13), ended_on=D(2026, 6, 16)),
        case_record("in july", D(2026, 5, 13), ended_on=D(2026, 7, 1)),
    )
    assert (found["RP-4.ended"].cases, found["RP-4.open"].cases) == (("too late",), ("in july",))
    assert (found["RP-4.on_time"].count, found["RP-4.on_time"].out_of) == (0, 2)


def test_rp_4_is_worse_than_rp_3_where_only_quick_cases_are_answered() -> None:
    found = figures(QUICK, NEVER, case_record("never either", D(2026, 5, 13)))
    assert (found["RP-3.on_time"].value, found["RP-4.on_time"].value) == (1.0, pytest.approx(1 / 3))


def test_a_case_due_on_the_last_day_and_open_at_its_midnight_has_failed() -> None:
    last = case_record("last", D(2026, 5, 30))  # 30 June, a Tuesday
    found = figures(last)
    assert found["RP-4.open"].cases == ("last",)
    assert found["RP-8.overdue"].cases == ("last",)
    assert found["RP-8.oldest"].value == 1


def test_in_a_running_period_today_has_not_failed_yet() -> None:
    case = case_record("today", D(2026, 5, 15))
    assert figures(case, today=D(2026, 6, 15))["RP-4.open"].out_of == 0
    assert figures(case, today=D(2026, 6, 16))["RP-4.open"].cases == ("today",)
    assert figures(case, today=D(2026, 6, 16))["RP-8.oldest"].value == 1


def test_an_answer_after_the_period_is_not_known_in_it() -> None:
    case = case_record("july", D(2026, 5, 15), answered_on=D(2026, 7, 2))
    assert figures(case)["RP-4.open"].cases == ("july",)
    assert figures(case)["RP-8.open"].cases == ("july",)


def test_a_stopped_clock_has_no_due_date_to_miss() -> None:
    case = case_record("asked", D(2026, 5, 15), pauses=(Pause(D(2026, 6, 1), D(2026, 7, 20)),))
    found = figures(case)
    assert found["RP-4.on_time"].out_of == 0
    assert found["RP-7.waiting"].cases == ("asked",)


def test_rp_5_leaves_out_extended_cases() -> None:
    extended = case_record(
        "extended",
        D(2026, 4, 10),
        extension_notice_on=D(2026, 4, 30),
        extension_reason="complexity",
        answered_on=D(2026, 6, 30),
    )
    found = figures(*SEVEN, extended)
    assert (found["RP-5.on_time"].count, found["RP-5.on_time"].out_of) == (2, 3)
    assert (found["RP-3.on_time"].count, found["RP-3.on_time"].out_of) == (3, 4)
    assert found["RP-6.answered"].cases == ("extended",)


def test_rp_6_no_notice_is_late_while_the_clock_has_not_begun() -> None:
    waits = case_record(
        "waits",
        D(2026, 5, 10),
        id_requested_on=D(2026, 5, 12),
        extension_notice_on=D(2026, 6, 25),
        extension_reason="complexity",
    )
    found = figures(waits)
    assert (found["RP-6.in_time"].cases, found["RP-6.invalid"].cases) == (("waits",), ())


def test_rp_6_a_late_notice_is_invalid_and_moves_nothing() -> None:
    in_time = case_record("in time", D(2026, 5, 15), extension_notice_on=D(2026, 6, 15), extension_reason="number")
    too_late = case_record(
        "too late", D(2026, 5, 15), extension_notice_on=D(2026, 6, 16), extension_reason="complexity"
    )
    found = figures(in_time, too_late)
    assert (found["RP-6.in_time"].cases, found["RP-6.invalid"].cases) == (("in time",), ("too late",))
    assert (found["RP-6.reason_number"].count, found["RP-6.reason_complexity"].count) == (1, 1)
    assert found["RP-4.open"].cases == ("too late",)


def test_rp_7_counts_the_days_that_did_not_count() -> None:
    # Authority asked on day 1, shown on day 6: 6 days before the start. Asked what was meant from 1 to 4 June: 4 days.
    waited = case_record(
        "waited",
        D(2026, 5, 10),
        authority_requested_on=D(2026, 5, 11),
        authority_received_on=D(2026, 5, 16),
        pauses=(Pause(D(2026, 6, 1), D(2026, 6, 4)),),
        answered_on=D(2026, 6, 15),
    )
    found = figures(QUICK, waited)
    assert found["RP-7.authority"].cases == ("waited",)
    assert found["RP-7.clarification"].cases == ("waited",)
    assert found["RP-7.identity"].count == 0
    assert found["RP-7.days_total"].value == 10
    assert found["RP-7.days_mean"].value == 10
    assert found["RP-7.any"].cases == ("waited",)


def test_rp_8_sorts_overdue_cases_by_age_and_names_the_oldest() -> None:
    found = figures(*SEVEN)
    # Never: due 12 June, 19 days on 1 July. Long gone: due 3 December 2025, 210 days on 1 July.
    assert found["RP-8.open"].cases == ("never", "long gone", "new")
    assert found["RP-8.overdue"].cases == ("never", "long gone")
    assert [found[f"RP-8.age_{first}"].count for first in (1, 31, 91, 181, 366)] == [1, 0, 0, 1, 0]
    assert found["RP-8.oldest"].value == 210


def test_rp_9_gives_the_middle_and_nine_in_ten_gross_and_net() -> None:
    # Gross: quick 26, on the day 31, late 34.
    found = figures(QUICK, ON_THE_DAY, LATE)
    assert (found["RP-9.median_gross"].value, found["RP-9.centile_gross"].value) == (31, 34)
    stopped = case_record(
        "stopped", D(2026, 5, 11), pauses=(Pause(D(2026, 5, 20), D(2026, 5, 29)),), answered_on=D(2026, 6, 10)
    )
    alone = figures(stopped)
    assert (alone["RP-9.median_gross"].value, alone["RP-9.median_net"].value) == (30, 20)


@pytest.mark.parametrize(
    ("values", "middle", "ninth"), [([], None, None), ([7], 7, 7), ([1, 2], 1.5, 2), (range(1, 11), 5.5, 9)]
)
def test_the_middle_and_the_ninth_in_ten(values: list[int], middle: float | None, ninth: float | None) -> None:
    assert (median(values), centile(values, 90)) == (middle, ninth)


def test_rp_10_counts_cases_items_and_pages_by_code() -> None:
    one = case_record(
        "one",
        D(2026, 5, 15),
        answered_on=D(2026, 6, 10),
        withheld_documents=("S2P19_LPP", "S2P19_LPP"),
        withheld_places=(("S2P16_THIRD_PARTY", 7),),
        pages_withheld=12,
        pages_partly_withheld=3,
    )
    other = case_record(
        "other", D(2026, 5, 16), answered_on=D(2026, 6, 11), withheld_places=(("S2P16_THIRD_PARTY", 2),)
    )
    found = figures(one, other, QUICK)
    assert (found["RP-10.any"].count, found["RP-10.any"].out_of) == (2, 3)
    assert found["RP-10.cases_S2P16_THIRD_PARTY"].count == 2
    assert found["RP-10.items_S2P16_THIRD_PARTY"].value == 9
    assert found["RP-10.items_S2P19_LPP"].value == 2
    assert (found["RP-10.pages_full"].value, found["RP-10.pages_part"].value) == (12, 3)


def test_rp_11_sorts_every_ending_into_one_outcome() -> None:
    ended = [
        case_record(key, D(2026, 5, 15), answered_on=D(2026, 6, 10), outcome=outcome, refusal=ground)
        for key, outcome, ground in (
            ("granted", Outcome.GRANTED, ""),
            ("part", Outcome.GRANTED_IN_PART, ""),
            ("no_data", Outcome.NO_DATA, ""),
            ("unfounded", Outcome.REFUSED, "manifestly_unfounded"),
            ("refused", Outcome.REFUSED, "a ground of tomorrow"),
        )
    ]
    withdrawn = case_record("withdrawn", D(2026, 5, 15), ended_on=D(2026, 6, 3), outcome=Outcome.WITHDRAWN)
    found = figures(*ended, withdrawn)
    assert {key: found[f"RP-11.{key}"].cases for key in ("granted", "part", "no_data", "unfounded", "refused")} == {
        case.reference: (case.reference,) for case in ended
    }
    assert found["RP-11.withdrawn"].cases == ("withdrawn",)
    assert found["RP-11.granted"].out_of == 6


def test_a_withdrawal_is_in_no_share_of_answers() -> None:
    withdrawn = case_record("withdrawn", D(2026, 5, 15), ended_on=D(2026, 6, 3), outcome=Outcome.WITHDRAWN)
    found = figures(withdrawn)
    assert (found["RP-2.closed"].count, found["RP-3.on_time"].out_of, found["RP-4.on_time"].out_of) == (0, 0, 0)


def test_rp_12_a_complaint_is_acknowledged_within_thirty_days() -> None:
    # Received on 24 June (the law is in force): day 30 is Friday 24 July.
    july = period_named("2026-07")
    told = case_record("told", D(2026, 6, 24), right=Right.COMPLAINT, acknowledged_on=D(2026, 7, 24))
    late = case_record("late", D(2026, 6, 24), right=Right.COMPLAINT, acknowledged_on=D(2026, 7, 25))
    settled = case_record(
        "settled", D(2026, 6, 24), right=Right.COMPLAINT, answered_on=D(2026, 7, 6), complaint_result="partly_upheld"
    )
    new = case_record("new", D(2026, 7, 10), right=Right.COMPLAINT)
    found = figures(told, late, settled, new, period=july)
    assert found["RP-12.received"].cases == ("new",)
    assert (found["RP-12.acknowledged"].cases, found["RP-12.acknowledged"].out_of) == (("told", "settled"), 3)
    assert found["RP-12.unacknowledged"].cases == ("late",)
    assert found["RP-12.open"].cases == ("told", "late", "new")
    assert found["RP-12.median"].value == 12
    came_to = {key: found[f"RP-12.{key}"].cases for key, *_ in COMPLAINT_RESULTS}
    assert came_to == {**dict.fromkeys(came_to, ()), "partly_upheld": ("settled",)}
    assert found["RP-1.received"].count == 0


def test_rp_15_counts_each_right_that_mends_by_itself() -> None:
    mended = case_record("mended", D(2026, 5, 15), right=Right.RECTIFICATION, answered_on=D(2026, 6, 4))
    kept = case_record(
        "kept", D(2026, 5, 15), right=Right.RECTIFICATION, answered_on=D(2026, 6, 14), outcome=Outcome.REFUSED
    )
    found = figures(mended, kept)
    assert (found["RP-15.rectification_acted"].cases, found["RP-15.rectification_acted"].out_of) == (("mended",), 2)
    assert found["RP-15.rectification_median"].value == 25
    assert found["RP-15.erasure_acted"].out_of == 0


def test_rp_16_counts_what_the_second_person_sent_back() -> None:
    found = figures(QUICK, case_record("back", D(2026, 5, 15), answered_on=D(2026, 6, 10), sent_back=2))
    assert (found["RP-16.sent_back"].cases, found["RP-16.times"].value) == (("back",), 2)


def test_rp_17_shows_lateness_without_a_reason_as_such() -> None:
    told = case_record("told", D(2026, 5, 5), answered_on=D(2026, 6, 8), late_reason="staffing", late_unit="legal")
    found = figures(told, LATE, QUICK)
    assert found["RP-17.staffing"].cases == ("told",)
    assert found["RP-17.none"].cases == ("late",)
    assert (found["RP-17.unit_legal"].cases, found["RP-17.unit_none"].cases) == (("told",), ("late",))


@given(any_records())
def test_the_parts_of_a_measure_add_up_to_its_whole_and_share_no_case(records: list[CaseRecord]) -> None:
    for period, today in ((JUNE, AFTERWARDS), (period_named("2025-26-year"), AFTERWARDS), (JUNE, D(2026, 6, 20))):
        parts = [figure for figure in every_figure(population(records, period, today=today)) if figure.is_part]
        for measure, whole in {(part.measure, part.whole) for part in parts}:
            own = [part for part in parts if (part.measure, part.whole) == (measure, whole)]
            assert sorted(case for part in own for case in part.cases) == sorted(whole), measure


@given(any_records())
def test_no_figure_depends_on_the_order_of_the_cases(records: list[CaseRecord]) -> None:
    there = {name: (f.value, f.out_of) for name, f in figures(*records).items()}
    assert there == {name: (f.value, f.out_of) for name, f in figures(*reversed(records)).items()}


@given(any_records())
def test_months_add_up_to_their_year(records: list[CaseRecord]) -> None:
    year = period_named("2025-26-year")
    whole = figures(*records, period=year)
    parts = [figures(*records, period=month) for month in year.months]
    for name in ("RP-1.received", "RP-2.closed", "RP-3.on_time", "RP-3.late"):
        assert sum(part[name].count for part in parts) == whole[name].count


@given(any_records())
def test_the_share_on_time_of_what_fell_due_never_counts_an_open_case_as_met(records: list[CaseRecord]) -> None:
    cases = population(records, JUNE, today=AFTERWARDS)
    still_open = {case.record.reference for case in cases.open}
    found = figures(*records)
    assert not still_open & set(found["RP-4.on_time"].cases)
    assert {c.record.reference for c in cases.overdue if c.clock.due_on in JUNE} == set(found["RP-4.open"].cases)


def test_every_measure_has_words_for_what_it_is_and_what_it_is_out_of() -> None:
    assert len({row.key for row in DEFINITIONS}) == len(DEFINITIONS)
    for row in DEFINITIONS:
        assert row.says.endswith(".")
        assert row.out_of.endswith(".")
        assert row.source


def test_a_share_of_nothing_is_no_number() -> None:
    empty = figures()
    assert all(figure.value is None for figure in empty.values() if figure.unit is Unit.SHARE)


def test_a_date_beyond_the_known_bank_holidays_is_shown_as_undated() -> None:
    far = case_record("far", D(2028, 12, 20))
    cases = population([far], period_named("2028-12"), today=D(2029, 3, 1))
    assert [case.record.reference for case in cases.undated] == ["far"]
    assert cases.due == ()
