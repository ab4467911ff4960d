"""Personal data breaches: reported or suspected, assessed, told or not and why, mended, closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from requests_.clock import Clock, london_date_of
from requests_.errors import InvalidCommand, NotAllowed
from requests_.model.breaches import commands as c
from requests_.model.breaches import events as e
from requests_.model.breaches.breach import Breach
from requests_.model.breaches.lifecycle import BreachAction, require
from requests_.model.breaches.terms import Origin, Part, Risk, Untold
from requests_.model.staff import Actor, Permission
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class Opened:
    """A breach that was opened, or, where it is not new, was for the same suspicion before."""

    breach: str
    reference: str
    is_new: bool = True


def report(uow: UnitOfWork, clock: Clock, command: c.ReportBreach) -> Opened:
    """Open a breach on the word of a member of staff. Raises InvalidCommand for an empty report or an odd moment."""
    if not command.actor.may(Permission.REPORT_BREACH):
        raise NotAllowed("Only members of staff report a breach.")
    _need(command.report, "report", "Say what happened.")
    _require_past(clock, command.aware_at, "aware_on")
    if command.happened_on is not None and command.happened_on > london_date_of(command.aware_at):
        raise InvalidCommand("It cannot have happened after it was noticed.", field="happened_on")
    event = e.BreachReported(
        origin=Origin.STAFF,
        what=command.what,
        aware_at=command.aware_at,
        happened_on=command.happened_on,
        reference=command.reference,
    )
    words = {Part.REPORT: command.report, Part.CONTAINED: command.contained}
    return _open(uow, clock, event, words, command.actor)


def suspect(uow: UnitOfWork, clock: Clock, command: c.SuspectBreach) -> Opened:
    """Open a breach that the portal suspects, once for the same thing.

    The 72 hours are counted from the suspicion, until somebody says when we became aware: the safe reading.
    """
    suspicion = f"{command.origin}:{command.about}"
    known = uow.breaches.suspected(suspicion)
    if known is not None:
        return Opened(known, uow.breaches.reference_of(known), is_new=False)
    event = e.BreachReported(
        origin=command.origin, what=command.what, aware_at=clock.utc_now(), reference=command.reference
    )
    return _open(uow, clock, event, {Part.REPORT: command.report}, command.actor, suspicion)


def confirm(uow: UnitOfWork, clock: Clock, command: c.ConfirmBreach) -> None:
    """What was suspected is a breach, and this is when we knew."""
    breach = _load(uow, command, BreachAction.CONFIRM)
    _require_past(clock, command.aware_at, "aware_on")
    _append(uow, clock, breach, command, e.BreachConfirmed(aware_at=command.aware_at))


def set_aside(uow: UnitOfWork, clock: Clock, command: c.WriteBreach) -> None:
    """It is no breach: the reasons stay with the record."""
    breach = _load(uow, command, BreachAction.SET_ASIDE)
    _need(command.words, "words", "Say why it is no breach.")
    _append(uow, clock, breach, command, e.BreachSetAside(), {Part.SET_ASIDE: command.words})


def assess(uow: UnitOfWork, clock: Clock, command: c.AssessBreach) -> Risk:
    """Assess the risk, by the table; and write down what the regulator asks for. Returns the risk."""
    breach, found = _load(uow, command, BreachAction.ASSESS), command.found
    if not found.losses or not found.people or not found.categories:
        raise InvalidCommand("Say what was lost, of whom, and which information.", field="losses")
    if found.people_count < 0 or found.records_count < 0:
        raise InvalidCommand("A count cannot be less than nothing.", field="people_count")
    words = {
        Part.NATURE: command.nature,
        Part.CONSEQUENCES: command.consequences,
        Part.MEASURES: command.measures,
        Part.RISK_REASONS: command.reasons,
    }
    for part, text in words.items():
        _need(text, part, "Write this down: the regulator asks for it.")
    risk = _append(uow, clock, breach, command, found, words).risk
    assert risk is not None
    return risk


def decide_regulator(uow: UnitOfWork, clock: Clock, command: c.DecideRegulator) -> None:
    """Whether the regulator is told. It need not be only where a risk is unlikely (art. 33(1); s.67(2))."""
    breach = _load(uow, command, BreachAction.DECIDE_REGULATOR)
    _need(command.reasons, "reasons", "Write down the reasons: they are kept whichever way it goes (art. 33(5)).")
    if not command.tells and breach.risk is not Risk.UNLIKELY:
        raise InvalidCommand(
            "The regulator is told of every breach but one that is unlikely to be a risk to people.", field="tells"
        )
    if command.tells:
        _need_late_reasons(uow, breach, clock.utc_now(), command.late_reasons)
    words = {Part.REGULATOR_REASONS: command.reasons, Part.LATE_REASONS: command.late_reasons}
    _append(uow, clock, breach, command, e.RegulatorDecided(tells=command.tells), words)


def record_regulator(uow: UnitOfWork, clock: Clock, command: c.RecordRegulator) -> None:
    """A report went to the regulator. The first one says why when it is late."""
    breach = _load(uow, command, BreachAction.RECORD_REGULATOR)
    _require_past(clock, command.told_at, "told_on")
    _need_late_reasons(uow, breach, command.told_at, command.late_reasons)
    words = {Part.REGULATOR_REFERENCE: command.regulator_reference, Part.LATE_REASONS: command.late_reasons}
    _append(uow, clock, breach, command, e.RegulatorTold(told_at=command.told_at, phase=command.phase), words)


def decide_people(uow: UnitOfWork, clock: Clock, command: c.DecidePeople) -> None:
    """Whether the people are told: where the risk is high they are, unless the law has a reason (art. 34; s.68)."""
    breach = _load(uow, command, BreachAction.DECIDE_PEOPLE)
    _need(command.reasons, "reasons", "Write down the reasons: they are kept whichever way it goes (art. 33(5)).")
    if command.untold is Untold.NOT_HIGH and breach.risk is Risk.HIGH:
        raise InvalidCommand("The risk is high: choose another reason, or tell the people.", field="untold")
    words = {Part.PEOPLE_REASONS: command.reasons}
    if command.untold is None:
        words |= {
            Part.TOLD_NATURE: command.nature,
            Part.TOLD_CONSEQUENCES: command.consequences,
            Part.TOLD_MEASURES: command.measures,
        }
        for part, text in words.items():
            _need(text, part, "Write this for the letter: it has to say it (art. 34(2); s.68(2)).")
    _append(uow, clock, breach, command, e.PeopleDecided(untold=command.untold), words)


def name_person(uow: UnitOfWork, clock: Clock, command: c.NamePerson) -> None:
    """Name somebody who is told. Raises InvalidCommand without a name, or without a way to reach them."""
    breach = _load(uow, command, BreachAction.NAME_PERSON)
    _need(command.name, "name", "Enter the name.")
    if not command.email.strip() and not command.address.strip():
        raise InvalidCommand("Enter an email address, or an address for a letter.", field="email")
    _append(uow, clock, breach, command, e.PersonNamed(person=uow.breaches.name_person(command)))


def tell_people(uow: UnitOfWork, clock: Clock, command: c.BreachCommand) -> int:
    """Have a letter made for everybody who was not told; returns for how many."""
    breach = _load(uow, command, BreachAction.TELL_PEOPLE)
    for person in breach.untold_people:
        work = uow.outbox.add("tell_of_breach", None, person, clock.utc_now(), breach=breach.key, person=person)
        uow.outbox.resume_failed(work, clock.utc_now())
    return len(breach.untold_people)


def record_told(uow: UnitOfWork, clock: Clock, command: c.RecordTold) -> None:
    """Somebody's letter was posted."""
    breach = _load(uow, command, BreachAction.RECORD_TOLD)
    _require_day(clock, command.told_on, "told_on")
    if command.person not in breach.untold_people:
        raise InvalidCommand("Choose somebody who was not told yet.", field="person")
    _told(uow, clock, breach, command.person, command.told_on, command.actor)


def record_letter(
    uow: UnitOfWork, clock: Clock, *, breach: str, person: str, files: tuple[str, str], is_sent: bool, by: Actor
) -> None:
    """A letter was made, as its page and its PDF in the vault; one that went by mail has told its person."""
    row, held = uow.breaches.person(breach, person), uow.breaches.load(breach)
    row.page_sha256, row.pdf_sha256 = files
    if is_sent and person in held.untold_people:
        _told(uow, clock, held, person, clock.london_date(), by)


def tell_public(uow: UnitOfWork, clock: Clock, command: c.RecordTold) -> None:
    """The public was told in place of each person."""
    breach = _load(uow, command, BreachAction.TELL_PUBLIC)
    _require_day(clock, command.told_on, "told_on")
    _append(uow, clock, breach, command, e.PublicTold(told_on=command.told_on))


def agree_measure(uow: UnitOfWork, clock: Clock, command: c.AgreeMeasure) -> None:
    """Somebody does something by a day."""
    breach = _load(uow, command, BreachAction.AGREE_MEASURE)
    _need(command.what, "what", "Say what is done.")
    _need(command.owner, "owner", "Say who does it.")
    measure = uow.breaches.agree_measure(command)
    _append(uow, clock, breach, command, e.MeasureAgreed(measure=measure, due_on=command.due_on))


def end_measure(uow: UnitOfWork, clock: Clock, command: c.EndMeasure) -> None:
    """It is done."""
    breach = _load(uow, command, BreachAction.END_MEASURE)
    _require_day(clock, command.done_on, "done_on")
    if command.measure not in breach.open_measures:
        raise InvalidCommand("Choose an action that is still open.", field="measure")
    uow.breaches.end_measure(command.measure, command.done_on)
    _append(uow, clock, breach, command, e.MeasureDone(measure=command.measure, done_on=command.done_on))


def record_cause(uow: UnitOfWork, clock: Clock, command: c.RecordCause) -> None:
    """What lay at the root of it, and what we learned."""
    breach = _load(uow, command, BreachAction.RECORD_CAUSE)
    _need(command.words, "words", "Write down how it came about.")
    _need(command.lessons, "lessons", "Write down what we learned.")
    words = {Part.CAUSE: command.words, Part.LESSONS: command.lessons}
    _append(uow, clock, breach, command, e.CauseFound(cause=command.cause), words)


def close(uow: UnitOfWork, clock: Clock, command: c.BreachCommand) -> None:
    """Close it. Raises Conflict, with the first thing that is left to do."""
    breach = _load(uow, command, BreachAction.CLOSE)
    _append(uow, clock, breach, command, e.BreachClosed(closed_on=clock.london_date()))


def reopen(uow: UnitOfWork, clock: Clock, command: c.WriteBreach) -> None:
    """Something more came to light."""
    breach = _load(uow, command, BreachAction.REOPEN)
    _need(command.words, "words", "Say why it is opened again.")
    _append(uow, clock, breach, command, e.BreachReopened(), {Part.REOPENED: command.words})


def _open(
    uow: UnitOfWork,
    clock: Clock,
    event: e.BreachReported,
    words: dict[Part, str],
    actor: Actor,
    suspicion: str | None = None,
) -> Opened:
    at = clock.utc_now()
    reference = uow.breaches.new_reference(at.year)
    event = replace(event, own_reference=reference)
    key = uow.breaches.open(event, reference=reference, suspicion=suspicion, actor=actor, at=at)
    uow.breaches.write(key, words, by=actor, at=at)
    uow.outbox.add("announce_breach", None, key, at, breach=key)
    return Opened(key, reference)


def _load(uow: UnitOfWork, command: c.BreachCommand, action: BreachAction) -> Breach:
    breach = uow.breaches.load(command.breach)
    require(breach, action, command.actor)
    return breach


def _append(
    uow: UnitOfWork,
    clock: Clock,
    breach: Breach,
    command: c.BreachCommand,
    event: e.BreachEvent,
    words: dict[Part, str] | None = None,
) -> Breach:
    at = clock.utc_now()
    uow.breaches.write(breach.key, words or {}, by=command.actor, at=at)
    return uow.breaches.append(breach, command.actor, at, event)


def _told(uow: UnitOfWork, clock: Clock, breach: Breach, person: str, on: date, by: Actor) -> None:
    uow.breaches.person(breach.key, person).told_on = on
    uow.breaches.append(breach, by, clock.utc_now(), e.PersonTold(person=person, told_on=on))


def _need(words: str, field: str, says: str) -> None:
    if not words.strip():
        raise InvalidCommand(says, field=str(field))


def _need_late_reasons(uow: UnitOfWork, breach: Breach, at: datetime, words: str) -> None:
    """The first report says why when it is late (art. 33(1); s.67(3))."""
    if not breach.told_at and at > breach.due_at and Part.LATE_REASONS not in uow.breaches.words(breach.key):
        _need(words, "late_reasons", "Say why it is later than 72 hours: the regulator has to be told.")


def _require_past(clock: Clock, moment: datetime, field: str) -> None:
    if moment > clock.utc_now():
        raise InvalidCommand("The moment cannot be still to come.", field=field)


def _require_day(clock: Clock, day: date, field: str) -> None:
    if day > clock.london_date():
        raise InvalidCommand("The day cannot be still to come.", field=field)
