"""Asking another person whether what is about them may be shown, reminding them, and keeping what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from requests_.clock import LONDON, Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.consents import (
    LONGEST_ANSWER_DAYS,
    REMIND_DAYS,
    AskThirdParty,
    ConsentAnswer,
    RecordConsent,
    newest_for,
)
from requests_.model.correspondence import LetterKind
from requests_.model.events.answering import LookAgainSet
from requests_.model.events.consents import (
    ThirdPartyAnswered,
    ThirdPartyAsked,
    ThirdPartyLetterSent,
    ThirdPartyReminded,
)
from requests_.model.letters.check import require_words
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import Matter
from requests_.model.other_people import OWN_ROLES, OtherPerson
from requests_.model.staff import SYSTEM
from requests_.store.queries.consents import names_of_askers, silence_to
from requests_.store.released import released_packs
from requests_.store.session import UnitOfWork

_WAITING = (Stage.REVIEWING, Stage.SIGNING_OFF, Stage.SEARCHING)
_REMINDER_AT = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLetter:
    """A letter that was made; the digests name its page and its PDF in the vault."""

    case: CaseId
    consent: str
    kind: LetterKind
    page_sha256: str
    pdf_sha256: str


def ask_third_party(uow: UnitOfWork, clock: Clock, command: AskThirdParty) -> str:
    """Ask, and have them reminded a week later while no answer is recorded; returns the question's key.

    Raises InvalidCommand for words that would tell who asks, Conflict while an earlier question is open.
    """
    case, today = uow.cases.load(command.case), clock.london_date()
    require(case, Action.ASK_THIRD_PARTY, command.actor)
    _require_other(uow, command)
    open_one = newest_for(case.consents, command.person)
    if open_one is not None and open_one.answer is None:
        raise Conflict("This person was asked already: record what came of it first.")
    if not today < command.answer_by <= today + timedelta(days=LONGEST_ANSWER_DAYS):
        says = f"Give them until a day after today, and by {today + timedelta(days=LONGEST_ANSWER_DAYS):%-d %B %Y}."
        raise InvalidCommand(says, field="answer_by")
    _require_silence(uow, command)
    at = clock.utc_now()
    consent = uow.consents.ask(command, at)
    event = ThirdPartyAsked(
        consent=consent, person=command.person, road=command.road, asked_on=today, answer_by=command.answer_by
    )
    uow.cases.append(case, command.actor, at, event)
    uow.outbox.add("ask_third_party", command.case, consent, at, consent=consent)
    remind_on = min(today + timedelta(days=REMIND_DAYS), command.answer_by)
    morning = datetime.combine(remind_on, _REMINDER_AT, LONDON)
    uow.outbox.add("remind_third_party", command.case, consent, at, not_before=morning, consent=consent)
    return consent


def is_wanted(uow: UnitOfWork, case: CaseId, consent: str, kind: LetterKind) -> bool:
    """Whether a letter is still to be made: a reminder only while the case waits and nothing is answered."""
    folded = uow.cases.load(case)
    return folded.stage in _WAITING and folded.consents[consent].answer is None or kind is LetterKind.CONSENT_REQUEST


def record_letter(uow: UnitOfWork, clock: Clock, letter: AskingLetter) -> None:
    """The letter left by mail, or is ready to be printed and posted: it is kept as it is."""
    case, row = uow.cases.load(letter.case), uow.consents.get(letter.case, letter.consent)
    today, at, sha256 = clock.london_date(), clock.utc_now(), letter.page_sha256
    if letter.kind is LetterKind.CONSENT_REMINDER:
        row.reminder_page_sha256, row.reminder_pdf_sha256 = letter.page_sha256, letter.pdf_sha256
        reminded = ThirdPartyReminded(consent=letter.consent, reminded_on=today, sha256=sha256)
        uow.cases.append(case, SYSTEM, at, reminded)
        return
    row.page_sha256, row.pdf_sha256 = letter.page_sha256, letter.pdf_sha256
    uow.cases.append(case, SYSTEM, at, ThirdPartyLetterSent(consent=letter.consent, sent_on=today, sha256=sha256))


def record_consent(uow: UnitOfWork, clock: Clock, command: RecordConsent) -> None:
    """Keep what came of a question. It is advice: marks stay as they were decided, or undecided.

    A copy that left with what is about somebody who then says no is looked at again.
    """
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_CONSENT, command.actor)
    row, state = uow.consents.get(command.case, command.consent), case.consents[command.consent]
    if not state.asked_on <= command.answered_on <= clock.london_date():
        raise InvalidCommand("An answer comes between the day of the question and today.", field="answered_on")
    if not command.record.strip():
        raise InvalidCommand("Write down what they said, and how; or how you know that none came.", field="record")
    if command.answer is ConsentAnswer.NO_ANSWER and command.answered_on < state.answer_by:
        raise InvalidCommand(f"They may still answer until {state.answer_by:%-d %B %Y}.", field="answer")
    at = clock.utc_now()
    row.answer_words = command.record.strip()
    record = uow.people.add_record(
        command.case, state.person, f"consent_{command.answer}", command.record, by=command.actor.key, at=at
    )
    event = ThirdPartyAnswered(
        consent=command.consent, answer=command.answer, answered_on=command.answered_on, record=record
    )
    is_shown = bool(case.other_people.get(state.person, OtherPerson()).shown_by)
    has_left = command.answer is ConsentAnswer.REFUSES and is_shown and bool(released_packs(uow.session, case.key))
    again = LookAgainSet(matter=Matter.RELEASED, due_on=clock.london_date())
    uow.cases.append(case, command.actor, at, event, *([again] if has_left else []))


def _require_other(uow: UnitOfWork, command: AskThirdParty) -> None:
    person = next((one for one in uow.people.people_of(command.case) if one.key == command.person), None)
    if person is None or person.role.value in OWN_ROLES:
        raise InvalidCommand("Choose another person whom the documents of this case name.", field="to_name")
    for name, says in (
        ("to_name", "Enter their name."),
        ("about", "Write what it is of theirs that would be shared."),
    ):
        if not getattr(command, name).strip():
            raise InvalidCommand(says, field=name)
    if not command.email.strip() and not command.address.strip():
        raise InvalidCommand("Enter an email address or a postal address that you checked.", field="email")


def _require_silence(uow: UnitOfWork, command: AskThirdParty) -> None:
    """Nothing tells them who asks, whom it is about, or of an investigation."""
    case, silence = uow.cases.load(command.case), silence_to(uow.session, command.case, command.to_name)
    if silence.is_unsaid:
        raise Conflict("This case neither confirms nor denies that anything is held: nobody else is asked.")
    require_words(command.about, regime=case.regime, silence=silence, field="about")
    words = " ".join(command.about.casefold().split())
    names = names_of_askers(uow.session, command.case, command.to_name)
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names):
        says = "This would tell them who asks, or whom it is about: write it without that name."
        raise InvalidCommand(says, field="about")
