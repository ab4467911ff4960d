"""A breach is reported by anybody, told in time or with the reasons, and its record cannot be changed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.model.breaches import commands as c
from requests_.model.breaches.breach import Breach, BreachStage
from requests_.model.breaches.terms import BreachKind, Cause, Likelihood, Origin, Part, Phase, Risk, Severity, Untold
from requests_.services import breaches
from requests_.store.audit import verify_chains
from requests_.store.queries.breaches import breach_lines, breach_page, waiting_breaches
from tests.factories.breaches import assess, person, reported, tell_people, tell_regulator
from tests.factories.cases import Desk
from tests.factories.people import ADMINISTRATOR, AUDITOR, CASEWORKER, OFFICER


def loaded(desk: Desk, breach: str) -> Breach:
    return desk.within(lambda uow: uow.breaches.load(breach))


@pytest.mark.parametrize("actor", [ADMINISTRATOR, AUDITOR, CASEWORKER])
def test_any_member_of_staff_reports_a_breach_and_the_hours_run_from_when_it_was_noticed(
    desk: Desk, actor: object
) -> None:
    noticed = desk.clock.utc_now() - timedelta(hours=5)
    opened = reported(desk, actor=actor, aware_at=noticed)
    assert opened.reference.startswith("PB-")
    with desk.store.reading() as session:
        (line,) = breach_lines(session)
        assert waiting_breaches(session, OFFICER).due_at == line.due_at == noticed + timedelta(hours=72)
    assert line.hours_left(desk.clock.utc_now()) == 67


@pytest.mark.parametrize(
    ("odd", "field"),
    [
        (dict(report="  "), "report"),
        (dict(aware_at=1), "aware_on"),
        (dict(happened_on=1), "happened_on"),
    ],
)
def test_a_report_that_cannot_be_is_refused(desk: Desk, odd: dict[str, object], field: str) -> None:
    later = dict(aware_at=desk.clock.utc_now() + timedelta(hours=1), happened_on=desk.clock.london_date())
    changes = {name: later[name] + timedelta(days=2) if value == 1 else value for name, value in odd.items()}
    with pytest.raises(InvalidCommand) as refused:
        reported(desk, **changes)
    assert refused.value.context["field"] == field


def test_the_same_thing_is_suspected_once(desk: Desk) -> None:
    command = c.SuspectBreach(
        origin=Origin.BOUNCED_MESSAGE, what=BreachKind.WRONG_RECIPIENT, about="message-7", report="It came back."
    )
    first, again = desk.do(breaches.suspect, command), desk.do(breaches.suspect, command)
    assert (first.reference, first.is_new, again.is_new) == (again.reference, True, False)
    assert loaded(desk, first.breach).stage is BreachStage.SUSPECTED
    known = desk.clock.utc_now() - timedelta(hours=1)
    desk.do(breaches.confirm, c.ConfirmBreach(breach=first.breach, aware_at=known, actor=CASEWORKER))
    assert loaded(desk, first.breach).aware_at == known


def test_what_turns_out_to_be_no_breach_stays_on_the_record_with_the_reasons(desk: Desk) -> None:
    opened = reported(desk)
    with pytest.raises(NotAllowed):
        desk.do(breaches.set_aside, c.WriteBreach(breach=opened.breach, words="It was us.", actor=CASEWORKER))
    desk.do(breaches.set_aside, c.WriteBreach(breach=opened.breach, words="The address was ours.", actor=OFFICER))
    with desk.store.reading() as session:
        page = breach_page(session, opened.reference)
        assert waiting_breaches(session, OFFICER).count == 0
    assert (page.line.stage, page.words[Part.SET_ASIDE]) == ("set_aside", "The address was ours.")


def decision(breach: str, tells: bool, reasons: str = "For these reasons.") -> c.DecideRegulator:
    return c.DecideRegulator(breach=breach, tells=tells, reasons=reasons, actor=OFFICER)


@pytest.mark.parametrize(
    ("likelihood", "severity", "tells", "is_allowed"),
    [
        (Likelihood.UNLIKELY, Severity.LOW, False, True),
        (Likelihood.UNLIKELY, Severity.LOW, True, True),
        (Likelihood.POSSIBLE, Severity.LOW, False, False),
        (Likelihood.LIKELY, Severity.HIGH, False, False),
        (Likelihood.LIKELY, Severity.HIGH, True, True),
    ],
)
def test_only_what_is_unlikely_to_be_a_risk_is_not_told_to_the_regulator(
    desk: Desk, likelihood: Likelihood, severity: Severity, tells: bool, is_allowed: bool
) -> None:
    breach = reported(desk).breach
    with pytest.raises(Conflict, match="assessed before"):
        desk.do(breaches.decide_regulator, decision(breach, tells))
    assess(desk, breach, likelihood, severity)
    with pytest.raises(InvalidCommand, match="reasons"):
        desk.do(breaches.decide_regulator, decision(breach, tells, " "))
    if not is_allowed:
        with pytest.raises(InvalidCommand, match="unlikely to be a risk"):
            desk.do(breaches.decide_regulator, decision(breach, tells))
        return
    desk.do(breaches.decide_regulator, decision(breach, tells))
    assert loaded(desk, breach).waits_for_regulator is tells


def test_a_late_report_to_the_regulator_says_why_and_more_may_follow(desk: Desk) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    desk.clock.move(days=4)
    with pytest.raises(InvalidCommand, match="72 hours"):
        tell_regulator(desk, opened.breach)
    tell_regulator(desk, opened.breach, late_reasons="Nobody saw the mailbox over the holiday.")
    further = c.RecordRegulator(breach=opened.breach, told_at=desk.clock.utc_now(), phase=Phase.FURTHER, actor=OFFICER)
    desk.do(breaches.record_regulator, further)
    with desk.store.reading() as session:
        page = breach_page(session, opened.reference)
    assert len(page.breach.told_at) == 2
    assert page.words[Part.LATE_REASONS].startswith("Nobody saw")
    assert page.line.first_told_at == page.breach.told_at[0]


def test_a_high_risk_is_told_to_people_unless_the_law_has_a_reason(desk: Desk) -> None:
    breach = reported(desk).breach
    assess(desk, breach)
    refused = c.DecidePeople(breach=breach, untold=Untold.NOT_HIGH, reasons="It is not.", actor=OFFICER)
    with pytest.raises(InvalidCommand, match="risk is high"):
        desk.do(breaches.decide_people, refused)
    with pytest.raises(InvalidCommand, match="letter"):
        desk.do(
            breaches.decide_people, c.DecidePeople(breach=breach, untold=None, reasons="It is high.", actor=OFFICER)
        )
    public = c.DecidePeople(breach=breach, untold=Untold.DISPROPORTIONATE, reasons="9,000 people.", actor=OFFICER)
    desk.do(breaches.decide_people, public)
    told = c.RecordTold(breach=breach, told_on=desk.clock.london_date(), actor=OFFICER)
    desk.do(breaches.tell_public, told)
    assert loaded(desk, breach).public_told_on == desk.clock.london_date()


@pytest.mark.parametrize("lacking", [dict(name=" "), dict(email="", address=" ")])
def test_nobody_is_named_who_could_not_be_told(desk: Desk, lacking: dict[str, str]) -> None:
    breach = reported(desk).breach
    assess(desk, breach)
    with pytest.raises(InvalidCommand):
        tell_people(desk, breach, person(breach, **lacking))


def test_a_breach_is_closed_when_everything_is_done_and_its_chain_is_whole(desk: Desk) -> None:
    opened = reported(desk)
    breach = opened.breach
    assess(desk, breach)
    tell_regulator(desk, breach)
    tell_people(desk, breach, person(breach, email="", address="12 Mill Lane"))
    (key,) = loaded(desk, breach).untold_people
    posted = c.RecordTold(breach=breach, person=key, told_on=desk.clock.london_date(), actor=CASEWORKER)
    desk.do(breaches.record_told, posted)
    due_on = desk.clock.london_date() + timedelta(days=14)
    agreed = c.AgreeMeasure(
        breach=breach, what="Windows in envelopes.", owner="Head of post", due_on=due_on, actor=CASEWORKER
    )
    desk.do(breaches.agree_measure, agreed)
    (measure,) = loaded(desk, breach).open_measures
    with pytest.raises(Conflict, match="Finish every action"):
        desk.do(breaches.close, c.BreachCommand(breach=breach, actor=OFFICER))
    done = c.EndMeasure(breach=breach, measure=measure, done_on=desk.clock.london_date(), actor=CASEWORKER)
    desk.do(breaches.end_measure, done)
    learned = c.RecordCause(
        breach=breach, cause=Cause.WRONG_ADDRESS, words="Typed.", lessons="Look up.", actor=CASEWORKER
    )
    desk.do(breaches.record_cause, learned)
    desk.do(breaches.close, c.BreachCommand(breach=breach, actor=OFFICER))
    with desk.store.reading() as session:
        page, audited = breach_page(session, opened.reference), verify_chains(session)
    assert (page.line.stage, page.breach.risk, page.people[0].told_on) == (
        "closed",
        Risk.HIGH,
        desk.clock.london_date(),
    )
    assert (audited.breaches, audited.broken) == (1, ())
    desk.do(breaches.reopen, c.WriteBreach(breach=breach, words="A second letter.", actor=OFFICER))
    assert loaded(desk, breach).stage is BreachStage.OPEN


@pytest.mark.parametrize("change", ["UPDATE breach_event SET kind = 'x'", "DELETE FROM breach_event"])
def test_an_event_of_a_breach_is_never_changed_or_removed(desk: Desk, change: str) -> None:
    reported(desk)
    with pytest.raises(DatabaseError, match="never changed"), desk.store.engine.begin() as connection:
        connection.execute(text(change))


def test_a_line_that_was_set_back_is_found(desk: Desk) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    with desk.store.engine.begin() as connection:
        connection.execute(text("UPDATE breach SET last_seq = 1"))
    with desk.store.reading() as session:
        (broken,) = verify_chains(session).broken
    assert (broken.reference, broken.fault) == (opened.reference, "events are missing at the end")
