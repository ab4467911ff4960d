"""What is asked of the services that look after a case's dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId
from requests_.model.set_dates import SetDateEnd, SetDateKind
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRegime:
    """Some of what is asked for is held under the other law as well: `considered` says what, and who holds it."""

    case: CaseId
    considered: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseUnanswered:
    """Close a request whose question was not answered; `words` go into the letter after the reason."""

    case: CaseId
    words: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOutsideDate:
    """The regulator, a tribunal or a court set a date by a letter, which `letter` names: who wrote it, its number."""

    case: CaseId
    kind: SetDateKind
    due_on: date
    letter_on: date
    letter: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOutsideDate:
    """A date was met, replaced by another, or taken back on a day. `date_key` names it.

    `answer` is what was answered or done, and where it is kept; a date that was met has one.
    """

    case: CaseId
    date_key: str
    end: SetDateEnd
    ended_on: date
    actor: Actor
    answer: str = ""
