"""Teams are asked to look for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.enquiries import Team
from requests_.model.events.base import CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAsked(CaseEvent):
    """Somebody was asked to look for us; `source` is the store whose search their answer is, "" for none."""

    kind = "team_asked"
    enquiry: str
    team: Team
    due_on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReminded(CaseEvent):
    """Somebody who has not answered was written to again."""

    kind = "team_reminded"
    enquiry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAnswered(CaseEvent):
    """Somebody answered: with files, or that they hold nothing."""

    kind = "team_answered"
    enquiry: str
    answered_on: date
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTakenIn(CaseEvent):
    """What somebody sent became documents of the case, to be reviewed like any other."""

    kind = "answer_taken_in"
    enquiry: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFollows(CaseEvent):
    """What somebody sent too late follows the answer, whose letter says so; `withdrawn` is work that had failed."""

    kind = "answer_follows"
    enquiry: str
    record: str
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryEnded(CaseEvent):
    """An answer is not waited for any more."""

    kind = "enquiry_ended"
    enquiry: str
