"""Letters on their way: mailed by a job, or printed and posted by a person where there is no e-mail address."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from requests_.clock import london_date_of
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.ids import MessageId
from requests_.model.case import Case
from requests_.model.correspondence import LetterKind
from requests_.model.events.agreeing import SecondPersonAsked, Step
from requests_.model.events.base import CaseEvent
from requests_.model.events.sending import LetterWritten
from requests_.model.second_persons import LETTERS_NEED, letter_needs
from requests_.model.staff import Actor
from requests_.model.waiting_letters import POST_WORKING_DAYS, as_json
from requests_.store.cases import CaseRepository
from requests_.store.letter_tables import KeptLetter
from requests_.store.operations_tables import Message
from requests_.store.outbox import Outbox
from requests_.store.people import PeopleRepository
from requests_.store.people_tables import Letter
from requests_.store.queries.controller import controller_values

# An extension counts once its notice has left, in time (UK GDPR art. 12A(4); DPA 2018 s.54(3B)).
_HOLDS_WHEN_SENT = frozenset({LetterKind.EXTENSION.value})


class LetterDesk:
    """Sends what requesters are told, by whatever road reaches them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cases, self._people, self._outbox = CaseRepository(session), PeopleRepository(session), Outbox(session)

    def send(
        self,
        case: Case,
        actor: Actor,
        at: datetime,
        message: MessageId,
        *effects: CaseEvent,
        has_address: bool | None = None,
        is_agreed: bool = False,
    ) -> Case:
        """Have a message leave, and what it does to the case with it; returns the case as it stands now.

        One that others have to agree to waits for them, unless they have (`is_agreed`).

        What is mailed holds at once, but an extension; what has to be posted holds from the day it was posted.
        `has_address` says whether there is an e-mail address, where whoever asks may not read it again.
        """
        kind = self._people.message(message).kind
        if not is_agreed and (needed := self._needed(kind)):
            asked = SecondPersonAsked(
                step=Step.LETTER, effects=as_json(effects), needed=needed, message=message, message_kind=kind
            )
            return self._cases.append(case, actor, at, asked)
        is_mailed = bool(self._people.requester_of(case.key).email.strip()) if has_address is None else has_address
        if is_mailed and kind not in _HOLDS_WHEN_SENT:
            after = self._cases.append(case, actor, at, *effects) if effects else case
        else:
            post_by = None if is_mailed else _post_by(london_date_of(at))
            written = LetterWritten(message=message, message_kind=kind, effects=as_json(effects), post_by=post_by)
            after = self._cases.append(case, actor, at, written)
        self._outbox.add("send_message", case.key, message, at, message=message)
        return after

    def _needed(self, kind: str) -> int:
        """How many others agree before a message leaves. Only what may need somebody is looked up."""
        return letter_needs(kind, controller_values(self._session)) if kind in LETTERS_NEED else 0

    def forget(self, message: str) -> None:
        """Take a message away that never left, with its words and its files."""
        for table, key in ((KeptLetter, KeptLetter.message_id), (Letter, Letter.message_id), (Message, Message.id)):
            self._session.execute(delete(table).where(key == message))
        self._session.expire_all()


def _post_by(today: date) -> date:
    try:
        return WorkingDays.england_and_wales().after(today, POST_WORKING_DAYS)
    except CalendarExhausted:
        return today + timedelta(days=POST_WORKING_DAYS)
