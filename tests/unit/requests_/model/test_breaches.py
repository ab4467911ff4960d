"""What the law says of a breach: its 72 hours, its risk, who is told, and what is written down."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.clock import LONDON
from requests_.model.breaches import events as e
from requests_.model.breaches.breach import _FOLDS, Breach, BreachStage, RecordedBreachEvent, fold_breach, left_to_do
from requests_.model.breaches.lifecycle import BREACH_TRANSITIONS, BreachAction, why_not
from requests_.model.breaches.terms import RISKS, UNTOLD, BreachKind, Cause, Likelihood, Origin, Risk, Severity, Untold
from requests_.model.event_codec import payload_of
from requests_.model.rights import Category, Regime
from requests_.model.staff import PERMISSIONS, Permission, Role
from tests.factories.people import AUDITOR, CASEWORKER, OFFICER

ORDER = (Risk.UNLIKELY, Risk.RISK, Risk.HIGH)
AWARE = datetime(2026, 10, 23, 15, 30, tzinfo=UTC)
REPORTED = e.BreachReported(origin=Origin.STAFF, what=BreachKind.WRONG_RECIPIENT, aware_at=AWARE)


def assessed(likelihood: Likelihood, severity: Severity) -> e.BreachAssessed:
    return e.BreachAssessed(
        regime=Regime.UK_GDPR,
        losses=(e.Loss.CONFIDENTIALITY,),
        categories=(Category.HEALTH,),
        people=(e.PeopleKind.CHILDREN,),
        people_count=2,
        records_count=3,
        likelihood=likelihood,
        severity=severity,
    )


LOW, HIGH = assessed(Likelihood.UNLIKELY, Severity.LOW), assessed(Likelihood.LIKELY, Severity.HIGH)


def folded(*events: e.BreachEvent) -> Breach:
    return fold_breach(Breach(key="b"), [RecordedBreachEvent(seq=n, event=each) for n, each in enumerate(events, 1)])


def test_every_likelihood_and_severity_has_its_risk() -> None:
    assert set(RISKS) == {(likelihood, severity) for likelihood in Likelihood for severity in Severity}


@pytest.mark.parametrize("likelihood", Likelihood)
def test_worse_harm_is_never_less_of_a_risk(likelihood: Likelihood) -> None:
    rising = [ORDER.index(RISKS[likelihood, severity]) for severity in Severity]
    assert all(one <= other for one, other in pairwise(rising))


@pytest.mark.parametrize("severity", Severity)
def test_likelier_harm_is_never_less_of_a_risk(severity: Severity) -> None:
    rising = [ORDER.index(RISKS[likelihood, severity]) for likelihood in Likelihood]
    assert all(one <= other for one, other in pairwise(rising))


@given(st.datetimes(min_value=datetime(2018, 6, 1), max_value=datetime(2026, 12, 1), timezones=st.just(LONDON)))
def test_the_regulator_is_told_72_hours_later_whatever_day_or_clock_change_comes_between(aware_at: datetime) -> None:
    due_at = folded(e.BreachReported(origin=Origin.STAFF, what=BreachKind.LOST, aware_at=aware_at)).due_at
    assert due_at.astimezone(UTC) - aware_at.astimezone(UTC) == timedelta(hours=72)


EXAMPLES: dict[type, Any] = {
    str: "k",
    int: 2,
    bool: True,
    date: date(2026, 10, 24),
    datetime: AWARE,
}


def example(event_class: type[e.BreachEvent]) -> e.BreachEvent:
    return event_class(**{name: _value(hint) for name, hint in _hints(event_class).items()})


def _hints(event_class: type) -> dict[str, Any]:
    hints = get_type_hints(event_class)
    return {field.name: hints[field.name] for field in fields(event_class)}


def _value(hint: Any) -> Any:
    plain = next((each for each in get_args(hint) if each not in (type(None), ...)), None)
    if plain is not None:
        return (_value(plain),) if getattr(hint, "__origin__", None) is tuple else _value(plain)
    return next(iter(hint)) if issubclass(hint, StrEnum) else EXAMPLES[hint]


@pytest.mark.parametrize("event_class", e.BREACH_EVENTS.values(), ids=e.BREACH_EVENTS)
def test_every_event_comes_back_from_its_stored_form_and_holds_no_free_text(event_class: type[e.BreachEvent]) -> None:
    event = example(event_class)
    assert e.breach_event_of(event.kind, json.loads(json.dumps(payload_of(event)))) == event
    words = {name for name, hint in _hints(event_class).items() if hint is str}
    assert words <= {"person", "measure", "reference", "own_reference"}
    assert event_class in _FOLDS


def test_every_reason_not_to_tell_people_names_the_law_of_both_regimes() -> None:
    assert set(UNTOLD) == set(Untold)
    assert all(set(row.citations) == set(Regime) for row in UNTOLD.values())


@pytest.mark.parametrize(
    ("found", "untold", "reopens"),
    [(HIGH, Untold.NOT_HIGH, True), (HIGH, Untold.PROTECTED, False), (LOW, Untold.NOT_HIGH, False)],
)
def test_a_risk_that_turns_out_greater_opens_again_what_was_not_to_be_told(
    found: e.BreachAssessed, untold: Untold, reopens: bool
) -> None:
    decided = (e.RegulatorDecided(tells=False), e.PeopleDecided(untold=untold))
    breach = folded(REPORTED, LOW, *decided, found)
    assert (breach.tells_regulator is None) is (found is HIGH)
    assert (breach.tells_people is None) is reopens


WHOLE: tuple[e.BreachEvent, ...] = (
    REPORTED,
    HIGH,
    e.RegulatorDecided(tells=True),
    e.RegulatorTold(told_at=AWARE, phase=e.Phase.FIRST),
    e.PeopleDecided(),
    e.PersonNamed(person="p"),
    e.PersonTold(person="p", told_on=date(2026, 10, 24)),
    e.MeasureAgreed(measure="m", due_on=date(2026, 11, 1)),
    e.MeasureDone(measure="m", done_on=date(2026, 11, 1)),
    e.CauseFound(cause=Cause.WRONG_ADDRESS),
)


def test_a_breach_can_be_closed_once_nothing_is_left_to_do() -> None:
    assert left_to_do(folded(*WHOLE)) == ()
    assert why_not(folded(*WHOLE), BreachAction.CLOSE, OFFICER) is None


@pytest.mark.parametrize("left_out", [n for n in range(1, len(WHOLE)) if WHOLE[n].kind != "measure_agreed"])
def test_a_breach_that_lacks_one_step_cannot_be_closed(left_out: int) -> None:
    breach = folded(*(each for number, each in enumerate(WHOLE) if number != left_out))
    assert left_to_do(breach) or WHOLE[left_out].kind == "person_named"
    if left_to_do(breach):
        assert "cannot be closed" in str(why_not(breach, BreachAction.CLOSE, OFFICER))


def test_where_the_public_is_told_instead_that_is_waited_for() -> None:
    events = (REPORTED, HIGH, e.PeopleDecided(untold=Untold.DISPROPORTIONATE))
    assert "Tell the public, and record it." in left_to_do(folded(*events))
    assert "Tell the public, and record it." not in left_to_do(
        folded(*events, e.PublicTold(told_on=date(2026, 10, 24)))
    )


def test_every_action_has_its_row_and_a_decision_is_for_the_officer_and_whoever_approves() -> None:
    assert set(BREACH_TRANSITIONS) == set(BreachAction)
    deciding = {role for role in Role if Permission.DECIDE_BREACH in PERMISSIONS[role]}
    assert deciding == {Role.APPROVER, Role.DATA_PROTECTION_OFFICER}
    assert all(Permission.REPORT_BREACH in PERMISSIONS[role] for role in Role)
    seeing = {role for role in Role if Permission.SEE_BREACHES in PERMISSIONS[role]}
    assert seeing == {*deciding, Role.CASEWORKER, Role.AUDITOR}


@pytest.mark.parametrize("action", BreachAction)
def test_whoever_only_reads_does_nothing_and_nothing_is_done_to_what_was_erased(action: BreachAction) -> None:
    assert why_not(folded(*WHOLE), action, AUDITOR) == "Your role does not allow this."
    erased = folded(*WHOLE, e.BreachErased(erased_on=date(2032, 1, 1), words=1, people=1))
    assert "were erased" in str(why_not(erased, action, OFFICER))


def test_what_the_portal_suspects_is_confirmed_before_it_is_worked_on() -> None:
    suspected = folded(e.BreachReported(origin=Origin.LEAK_FOUND, what=BreachKind.NOT_REDACTED, aware_at=AWARE))
    assert suspected.stage is BreachStage.SUSPECTED
    assert suspected.waits_for_regulator, "the hours run from the suspicion"
    assert "suspected" in str(why_not(suspected, BreachAction.ASSESS, CASEWORKER))
    assert why_not(suspected, BreachAction.CONFIRM, CASEWORKER) is None
