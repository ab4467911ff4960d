from datetime import date, datetime

import pytest

from requests_.clock import LONDON
from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.periods import InvalidFact, Pause
from requests_.deadlines.rules import ClockRegime
from requests_.deadlines.statutory_clock import ClockFacts


def test_every_event_becomes_its_fact() -> None:
    facts = read_facts(
        "UKGDPR_SAR",
        received="2026-06-01",
        events=[
            "id_requested=2026-06-02; id_received=2026-06-03",
            "authority_requested=2026-06-04;authority_received=2026-06-05",
            "fee_requested=2026-06-06;fee_paid=2026-06-07",
            "clarify=2026-06-08/2026-06-09;clarify=2026-06-10/",
            "extend_notice=2026-06-11;results=2026-06-12;rely=2026-06-13",
            "noschool=2026-06-14/2026-06-15",
        ],
    )
    days = [None, *(date(2026, 6, day) for day in range(1, 16))]
    assert facts == ClockFacts(
        regime=ClockRegime.UKGDPR_SAR,
        received_on=date(2026, 6, 1),
        id_requested_on=days[2],
        id_received_on=days[3],
        authority_requested_on=days[4],
        authority_received_on=days[5],
        fee_requested_on=days[6],
        fee_paid_on=days[7],
        clarifications=(Pause(date(2026, 6, 8), days[9]), Pause(date(2026, 6, 10))),
        extension_notice_on=days[11],
        results_on=days[12],
        relied_on=days[13],
        no_school=((date(2026, 6, 14), date(2026, 6, 15)),),
    )


@pytest.mark.parametrize("events", [[], [""], [";"], [" ; ", ""]])
def test_no_events_are_no_facts(events: list[str]) -> None:
    assert read_facts("FOI", received="2026-06-01", events=events) == ClockFacts(
        regime=ClockRegime.FOI, received_on=date(2026, 6, 1)
    )


@pytest.mark.parametrize("text", ["ukgdpr_sar", " UKGDPR_SAR "])
def test_a_regime_is_read_in_any_case(text: str) -> None:
    assert read_facts(text, received="2026-06-01").regime is ClockRegime.UKGDPR_SAR


@pytest.mark.parametrize(
    ("received", "received_on"),
    [
        ("2026-08-01T23:59", date(2026, 8, 1)),
        ("2026-08-01 23:59:59", date(2026, 8, 1)),
        ("2026-08-01T23:59Z", date(2026, 8, 2)),
        ("2026-12-01T23:59Z", date(2026, 12, 1)),
        ("2026-08-01T00:30+02:00", date(2026, 7, 31)),
        ("2026-08-01T00:30+0100", date(2026, 8, 1)),
    ],
)
def test_a_time_counts_as_its_london_date(received: str, received_on: date) -> None:
    assert read_facts("UKGDPR_SAR", received=received).received_on == received_on


def test_an_events_time_counts_as_its_london_date() -> None:
    facts = read_facts("UKGDPR_SAR", received="2026-06-01", events=["id_received=2026-06-05T23:30Z"])
    assert facts.id_received_on == date(2026, 6, 6)


def test_only_a_clock_of_hours_keeps_the_time() -> None:
    kept = read_facts("BREACH_72H", received="2026-06-01T10:00")
    assert kept.became_aware_at == datetime(2026, 6, 1, 10, tzinfo=LONDON)
    assert read_facts("BREACH_72H", received="2026-06-01").became_aware_at is None
    assert read_facts("FOI", received="2026-06-01T10:00").became_aware_at is None


def test_of_events_told_twice_the_newest_asking_and_answer_count_and_the_first_notice_and_results() -> None:
    facts = read_facts(
        "UKGDPR_SAR",
        received="2026-06-01",
        events=[
            "id_requested=2026-06-02;id_requested=2026-06-09;id_received=2026-06-05;id_received=2026-06-11",
            "extend_notice=2026-06-30;extend_notice=2026-06-20;results=2026-08-21;results=2026-08-20",
        ],
    )
    assert (facts.id_requested_on, facts.id_received_on) == (date(2026, 6, 9), date(2026, 6, 11))
    assert (facts.extension_notice_on, facts.later_extension_notices) == (date(2026, 6, 20), (date(2026, 6, 30),))
    assert facts.results_on == date(2026, 8, 20)


@pytest.mark.parametrize(
    ("regime", "received", "event", "line"),
    [
        ("SAR", "2026-06-01", "", "There is no regime 'SAR': it is one of UKGDPR_SAR"),
        ("", "2026-06-01", "", "There is no regime ''"),
        ("FOI", "yesterday", "", "received 'yesterday' is not a date"),
        ("FOI", "", "", "received '' is not a date"),
        ("FOI", "2026-02-30", "", "received '2026-02-30' is not a date"),
        ("FOI", "01/06/2026", "", "received '01/06/2026' is not a date"),
        ("FOI", "20260601", "", "received '20260601' is not a date"),
        ("FOI", "2026-W23-1", "", "received '2026-W23-1' is not a date"),
        ("FOI", "2026-06-01T25:00", "", "received '2026-06-01T25:00' is not a date"),
        ("FOI", "٢٠٢٦-٠٦-٠١", "", "is not a date"),
        ("FOI", "0026-06-01", "", "not in the years 1990 to 2100"),
        ("FOI", "9999-12-31", "", "not in the years 1990 to 2100"),
        ("FOI", "2026-06-01", "id_received", "The event 'id_received' has no '='"),
        ("FOI", "2026-06-01", "id_recieved=2026-06-02", "There is no event 'id_recieved': it is one of id_requested"),
        ("FOI", "2026-06-01", "=2026-06-02", "There is no event ''"),
        ("FOI", "2026-06-01", "id_received=", "id_received '' is not a date"),
        ("FOI", "2026-06-01", "id_received=soon", "id_received 'soon' is not a date"),
        ("FOI", "2026-06-01", "clarify=2026-06-03", "clarify '2026-06-03' is not a range"),
        ("FOI", "2026-06-01", "clarify=/2026-06-03", "clarify '' is not a date"),
        ("FOI", "2026-06-01", "clarify=2026-06-03/2026-06-02", "cannot be received on 2026-06-02"),
        ("FOI", "2026-06-01", "noschool=2026-06-03/", "noschool '' is not a date"),
        ("FOI", "2026-06-01", "noschool=2026-06-03/2026-06-02", "cannot end on 2026-06-02"),
        ("UKGDPR_SAR", "2026-06-15", "id_requested=2026-06-14", "Proof of identity cannot be asked for on 2026-06-14"),
        ("P3_ACCESS", "2026-06-15", "clarify=2026-06-14/", "A clarification cannot be asked for on 2026-06-14"),
        ("UKGDPR_OTHER", "2026-06-15", "extend_notice=2026-06-14", "An extension cannot be told on 2026-06-14, before"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_plain_line(regime: str, received: str, event: str, line: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        read_facts(regime, received=received, events=[event])
    assert line in caught.value.public_message
    assert "\n" not in caught.value.public_message
