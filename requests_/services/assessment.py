"""Whether and how a request is answered: accept, ask, extend, refuse."""

from __future__ import annotations

from dataclasses import replace

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.clock_commands import AddRegime
from requests_.model.commands import AcceptRequest, AskClarification, ExtendPeriod, RecordClarification, RefuseRequest
from requests_.model.concerns import unweighed
from requests_.model.entitlement import entitlement
from requests_.model.entitlement_facts import Asker, EntitlementFacts, age_on
from requests_.model.entitlement_rows import EntitlementOutcome
from requests_.model.events.answering import LookAgainSet, RequestRefused
from requests_.model.events.base import RefusalGround
from requests_.model.events.clock import ClarificationReceived, ClarificationRequested, PeriodExtended, RegimeAdded
from requests_.model.events.receiving import RequestAccepted
from requests_.model.exemptions import EXEMPTIONS, ExemptionUse, may_decide, why_not_whole
from requests_.model.guards import has_no_open_check
from requests_.model.letters.check import require_words
from requests_.model.letters.reasons import GROUND_REASONS, REASONS
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import exemption_look
from requests_.model.pauses import laws_named, may_stop
from requests_.model.rights import Regime, other_law
from requests_.model.timeline import with_effects
from requests_.store.cases import reading_under
from requests_.store.queries.concerns import concerns_elsewhere
from requests_.store.queries.letters import silence_of
from requests_.store.session import UnitOfWork

LATE_NOTICE = "a later notice does not move the due date (UK GDPR, article 12A(4); DPA 2018, section 54(3B))."


def accept_request(uow: UnitOfWork, clock: Clock, command: AcceptRequest) -> None:
    """Start the search: one piece of work for each source."""
    case = uow.cases.load(command.case)
    require(case, Action.ACCEPT_REQUEST, command.actor)
    if case.entitlement is None:
        _require_own_right(uow, clock, command.case)
    _require_weighed(uow, case)
    known = {source.key for source in uow.searches.sources()}
    if not command.sources:
        raise InvalidCommand("Choose at least one source to search.")
    if not set(command.sources) <= known:
        raise InvalidCommand("A chosen source is not one of this installation's ESS stores.")
    left_out, because, at = tuple(sorted(known - {*command.sources})), command.because.strip(), clock.utc_now()
    if left_out and not because:
        raise InvalidCommand(
            "Write down why a store is left out: the letter says that it was not searched, and why.", field="because"
        )
    record = ""
    if left_out:
        _require_words(uow, case, because, "because")
        record = uow.people.add_record(command.case, "left_out", "", because, by=command.actor.key, at=at)
    uow.searches.leave_out(command.case, left_out)
    event = RequestAccepted(sources=command.sources, left_out=left_out, record=record)
    after = uow.cases.append(case, command.actor, at, event)
    for source in command.sources:
        # A case that is opened again is searched again: that is other work than the search before.
        effect = f"{source}:1:at-{after.version}"
        uow.outbox.add("search_source", command.case, effect, at, source=source, attempt="1")


def ask_clarification(uow: UnitOfWork, clock: Clock, command: AskClarification) -> None:
    """Ask the requester what they mean; the clock stops (UK GDPR art. 12A(5))."""
    case = uow.cases.load(command.case)
    require(case, Action.ASK_CLARIFICATION, command.actor)
    if not command.question.strip():
        raise InvalidCommand("Write the question: it goes into the letter.", field="question")
    _require_words(uow, case, command.question, "question")
    regimes = _laws_of(case, command.regimes, case.regimes)
    if not all(may_stop(command.reason, regime) for regime in regimes):
        raise InvalidCommand("A question for this reason does not stop the clock of that law.", field="reason")
    at = clock.utc_now()
    event = ClarificationRequested(
        asked_on=clock.london_date(),
        reason=command.reason,
        regimes=regimes if case.other_regime else (),
        record=uow.people.add_record(
            command.case, "clarification", command.reason, command.needed_for, by=command.actor.key, at=at
        ),
    )
    message = uow.people.add_message(command.case, "clarification", at, words=command.question.strip())
    uow.letters.send(case, command.actor, at, message, event)


def record_clarification(uow: UnitOfWork, clock: Clock, command: RecordClarification) -> None:
    """The answer came: the clock runs again from the next day."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_CLARIFICATION, command.actor)
    if not case.pauses[-1].asked_on <= command.received_on <= clock.london_date():
        raise InvalidCommand("An answer is received between the day of the question and today.", field="received_on")
    event = ClarificationReceived(received_on=command.received_on)
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def extend_period(uow: UnitOfWork, clock: Clock, command: ExtendPeriod) -> None:
    """Have two further months told, in time and with the reason; a late notice is refused (art. 12A(3)-(4)).

    The new date counts from the day the notice leaves, and only if that is in time.
    """
    case = uow.cases.load(command.case)
    require(case, Action.EXTEND_PERIOD, command.actor)
    if not command.explanation.strip():
        raise InvalidCommand("Write the reason: the law wants it in the letter.", field="explanation")
    today = clock.london_date()
    regimes = _laws_of(case, command.regimes, case.not_extended)
    for regime in regimes:
        last_day = reading_under(case, regime).extension_notice_by
        if last_day is not None and today > last_day:
            law = f" under {laws_named((regime,))}" if case.other_regime else ""
            raise Conflict(f"The last day to extend{law} was {last_day:%-d %B %Y}: {LATE_NOTICE}")
    _require_words(uow, case, command.explanation, "explanation")
    at = clock.utc_now()
    extended = regimes if case.other_regime else ()
    silence = silence_of(uow.session, case.key)
    event = PeriodExtended(notice_on=today, reason=command.reason, regimes=extended)
    dates = [] if silence.is_quiet else _dates_by_law(with_effects(case, (event,)))
    words = "\n".join([command.explanation.strip(), *dates])
    message = uow.people.add_message(command.case, "extension", at, words=words)
    uow.letters.send(case, command.actor, at, message, event)


def add_regime(uow: UnitOfWork, clock: Clock, command: AddRegime) -> None:
    """Some of what is asked for is held under the other law: its clock runs too, from the same receipt."""
    case = uow.cases.load(command.case)
    require(case, Action.ADD_REGIME, command.actor)
    if not command.considered.strip():
        raise InvalidCommand("Write what is held under the other law, and who holds it.", field="considered")
    regime, at, by = other_law(case.regime), clock.utc_now(), command.actor
    record = uow.people.add_record(command.case, "regime", regime.value, command.considered, by=by.key, at=at)
    uow.cases.append(case, by, at, RegimeAdded(regime=regime, record=record))


def refuse_request(uow: UnitOfWork, clock: Clock, command: RefuseRequest) -> None:
    """Refuse; the letter's reasons are composed from the codes, with every route of complaint (art. 12(4)).

    Raises NotAllowed for a ground that only somebody senior decides (art. 12(5)), InvalidCommand for one that does not
    fit the case or whose record is missing.
    """
    case = uow.cases.load(command.case)
    require(case, Action.REFUSE_REQUEST, command.actor)
    _require_known(case, command)
    codes = command.reasons if command.ground is RefusalGround.EXEMPT else (GROUND_REASONS[command.ground],)
    if not codes:
        raise InvalidCommand("Select the exemptions for which it is refused.", field="reasons")
    for code in filter(EXEMPTIONS.get, codes):
        _require_exempt(case, command, code)
    if not set(codes) <= set(REASONS):
        raise InvalidCommand("Choose a reason from the list of exemptions.", field="reasons")
    _require_each_law(case, codes)
    _require_words(uow, case, command.explanation, "explanation")
    at, today = clock.utc_now(), clock.london_date()
    record = uow.people.add_record(command.case, "refusal", codes[0], command.record, by=command.actor.key, at=at)
    refused = RequestRefused(ground=command.ground, refused_on=today, reasons=codes, record=record)
    looks = filter(None, (exemption_look(code, today) for code in codes))
    again = [LookAgainSet(matter=look.matter, reason=look.about, due_on=look.due_on) for look in looks]
    message = uow.people.add_message(command.case, "refusal", at, words=command.explanation.strip())
    uow.letters.send(case, command.actor, at, message, refused, *again)


def _dates_by_law(case: Case) -> list[str]:
    """What a notice of extension says where each law has its own date; nothing where there is one law."""
    if case.other_regime is None:
        return []
    dates = ((law, reading_under(case, law).due_on) for law in case.regimes)
    return [
        f"What we hold under {laws_named((law,))}, we answer by {due_on:%-d %B %Y}." for law, due_on in dates if due_on
    ]


def _require_exempt(case: Case, command: RefuseRequest, code: str) -> None:
    exemption, is_chosen = EXEMPTIONS[code], command.ground is RefusalGround.EXEMPT
    field = "reasons" if is_chosen else "ground"
    if not may_decide(exemption, command.actor):
        says = f"“{exemption.label}” ({exemption.citation}) is decided by somebody who may sign off."
        raise NotAllowed(says, field=field)
    regime = next((law for law in case.regimes if law in exemption.regimes), case.regime)
    use = ExemptionUse(code=code, regime=regime, capacity=case.capacity, actor=command.actor, record=command.record)
    fault = why_not_whole(use)
    if fault is not None:
        lacks_only_words = why_not_whole(replace(use, record="written down")) is None
        raise InvalidCommand(fault, field="record" if lacks_only_words else field)


def _require_known(case: Case, command: RefuseRequest) -> None:
    """Only that it was not shown who may ask can be answered before that is settled (UK GDPR art. 12(6); s.52(4))."""
    fault = has_no_open_check(case, command.actor)
    if fault is not None and command.ground is not RefusalGround.NOT_ENTITLED:
        raise Conflict(fault, field="ground")


def _require_each_law(case: Case, codes: tuple[str, ...]) -> None:
    """A request under two laws is refused under both or not at all (UK GDPR art. 12(4); DPA 2018 s.45(5), s.48(4))."""
    for law in case.regimes:
        if not any(law in REASONS[code].citations for code in codes):
            raise InvalidCommand(
                f"Some of it is held under {laws_named((law,))}: select a reason under that law too, or accept the "
                "request and withhold what is exempt.",
                field="reasons",
            )


def _laws_of(case: Case, chosen: tuple[Regime, ...], open_to: tuple[Regime, ...]) -> tuple[Regime, ...]:
    """The laws that are meant, out of those that it is open to do something under. Raises InvalidCommand."""
    if not set(chosen) <= set(open_to):
        raise InvalidCommand("Choose a law of this case under which this was not done yet.", field="laws")
    return chosen or open_to


def _require_words(uow: UnitOfWork, case: Case, words: str, field: str) -> None:
    """Words that a letter must not say are refused when they are written, not when the letter is sent."""
    require_words(words, regime=case.regime, silence=silence_of(uow.session, case.key), field=field)


def _require_weighed(uow: UnitOfWork, case: Case) -> None:
    """What other requests say about somebody's safety is looked at before anything is searched for (WHO-14)."""
    weighed = case.entitlement.weighed if case.entitlement is not None else ()
    missed = unweighed(concerns_elsewhere(uow.session, case.key, case.links), weighed)
    if missed:
        raise Conflict(
            f"Assess who may ask first: {', '.join(missed)}, about the same person or family, records a protected "
            "address or a court order."
        )


def _require_own_right(uow: UnitOfWork, clock: Clock, case: CaseId) -> None:
    """Somebody's own request that the table does not let through by itself waits for an assessment."""
    age = age_on(uow.people.subject_of(case).date_of_birth, clock.london_date())
    found = entitlement(EntitlementFacts(asker=Asker.SUBJECT, age=age))
    if found.outcome is not EntitlementOutcome.PROCEED:
        raise Conflict(f"Assess who may ask first. {found.reason}")
