"""What is asked of others for a case: a school, a partner, legal services; by when, and how their silence is broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.ids import CaseId
from requests_.model.people import DataSubject
from requests_.model.staff import Actor

# Days that somebody has to answer, unless the caseworker says otherwise.
ANSWER_WITHIN_WORKING_DAYS = 10
LINK_LASTS = timedelta(days=14)
VISIT_LASTS = timedelta(hours=4)
# When they are written to again: working days after (before, where negative) the day their answer is due.
REMINDED_AFTER = (-2, 1, 5)
LONGEST_WORDS = 4_000
MOST_FILES = 20


class Team(StrEnum):
    """Who is asked."""

    SCHOOL = "school"
    MASH = "mash"
    EARLY_HELP = "early_help"
    LEGAL = "legal"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryState:
    """How one enquiry stands. `source` is the store that its answer is the search of, "" where there is none."""

    due_on: date
    source: str = ""
    answered_on: date | None = None
    is_ended: bool = False
    untaken: int = 0

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.answered_on is None and not self.is_ended

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is left to do: answered, and every file in the case; or no longer waited for."""
        return self.is_ended or (self.answered_on is not None and not self.untaken)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTeam:
    """Ask somebody to look for us. `words` say for whom and what; they are shown to whoever has the link."""

    case: CaseId
    team: Team
    name: str
    email: str
    words: str
    due_on: date
    actor: Actor
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """One file that came with an answer; `sha256` names its bytes in the case's vault."""

    sha256: str
    file_name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEnquiry:
    """What somebody found, or that they hold nothing; who looked, and where, is said in both cases."""

    secret: str
    holds: bool
    by_name: str
    looked_in: str
    words: str
    files: tuple[SentFile, ...] = ()


def reminder_days(due_on: date, calendar: WorkingDays) -> tuple[date, ...]:
    """The days on which somebody who has not answered is written to again."""
    days = (calendar.after(due_on, days) if days > 0 else _before(due_on, -days, calendar) for days in REMINDED_AFTER)
    return tuple(days)


def answer_by(today: date) -> date:
    """The day by which somebody who is asked today answers, unless a caseworker says otherwise."""
    try:
        return WorkingDays.england_and_wales().after(today, ANSWER_WITHIN_WORKING_DAYS)
    except CalendarExhausted:
        return today + timedelta(weeks=2)


def words_about(subject: DataSubject) -> str:
    """What somebody needs to know to look for a person: what the request says of them, and nothing else."""
    known = (
        f"Everything you hold about {subject.full_name}",
        f"Also known as {', '.join(subject.other_names)}" if subject.other_names else "",
        f"Born on {subject.date_of_birth:%-d %B %Y}" if subject.date_of_birth else "",
        f"School: {subject.school}" if subject.school else "",
        f"Unique pupil number: {subject.upn}" if subject.upn else "",
    )
    return "\n".join(line for line in known if line)


def open_enquiries(enquiries: Mapping[str, EnquiryState]) -> tuple[str, ...]:
    """The enquiries whose answer is waited for."""
    return tuple(key for key, enquiry in enquiries.items() if enquiry.is_open)


def unsettled_enquiries(enquiries: Mapping[str, EnquiryState]) -> tuple[str, ...]:
    """The enquiries that somebody has to answer, to take in or to end before the case is answered."""
    return tuple(key for key, enquiry in enquiries.items() if not enquiry.is_settled)


def _before(day: date, count: int, calendar: WorkingDays) -> date:
    for _ in range(count):
        day = calendar.on_or_before(day - timedelta(1))
    return day
