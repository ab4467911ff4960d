"""What is asked of others for a case: a school, a partner, legal services; by when, and how their silence is broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_.deadlines.chases import Chase, ChaseKind, ChasePlan, answer_by, chases
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.ids import CaseId
from requests_.model.people import DataSubject
from requests_.model.staff import Actor

LINK_LASTS = timedelta(days=14)
VISIT_LASTS = timedelta(hours=4)
LONGEST_WORDS = 4_000
MOST_FILES = 20


class Team(StrEnum):
    """Who is asked."""

    SCHOOL = "school"
    MASH = "mash"
    EARLY_HELP = "early_help"
    LEGAL = "legal"
    OTHER = "other"


# One row a kind of team; working days. Lawyers weigh what they hold before they send it.
CHASE_PLANS: Mapping[Team, ChasePlan] = {
    Team.SCHOOL: ChasePlan(),
    Team.MASH: ChasePlan(),
    Team.EARLY_HELP: ChasePlan(),
    Team.LEGAL: ChasePlan(answer_within=10),
    Team.OTHER: ChasePlan(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryState:
    """How one enquiry stands. `source` is the store that its answer is the search of, "" where there is none.

    `is_late`: it was answered once the case's own answer was settled, which says what it says. `follows`: somebody
    decided that the letter says so, and the record of why.
    """

    due_on: date
    team: Team = Team.OTHER
    source: str = ""
    answered_on: date | None = None
    is_ended: bool = False
    untaken: int = 0
    is_late: bool = False
    follows: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.answered_on is None and not self.is_ended

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is left to do: answered, and every file in the case; or no longer waited for."""
        return self.is_ended or (self.answered_on is not None and not self.is_untaken)

    @property
    def is_untaken(self) -> bool:
        """Whether what was answered is not in the case yet: its files, or that nothing is held."""
        return self.untaken > 0 or self.is_late

    @property
    def is_unweighed(self) -> bool:
        """Whether files came too late for the answer, and nobody has said what becomes of them."""
        return self.is_late and self.untaken > 0 and not self.follows


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
class LetAnswerFollow:
    """Answer without what somebody sent too late: the letter says that it follows; `because` is kept with the case."""

    case: CaseId
    enquiry: str
    because: str
    actor: Actor


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


def chases_of(team: Team, due_on: date, case_due_on: date | None) -> tuple[Chase, ...]:
    """The days on which somebody who has not answered is asked after."""
    return chases(due_on, CHASE_PLANS[team], WorkingDays.england_and_wales(), case_due_on=case_due_on)


def answer_day(team: Team, today: date, case_due_on: date | None) -> date:
    """The day by which somebody who is asked today answers, unless a caseworker says otherwise."""
    try:
        return answer_by(today, CHASE_PLANS[team], WorkingDays.england_and_wales(), case_due_on=case_due_on)
    except CalendarExhausted:
        return today + timedelta(weeks=1)


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


def unsettled_enquiries(enquiries: Mapping[str, EnquiryState], without: Collection[str] = ()) -> tuple[str, ...]:
    """The enquiries that somebody has to answer, to take in or to end before the case is answered.

    `without` are the stores that the case is knowingly answered without: nobody waits for an answer about those, and
    one that comes all the same has to be taken in.
    """
    return tuple(
        key
        for key, enquiry in enquiries.items()
        if not enquiry.is_settled and not (enquiry.is_open and enquiry.source in without)
    )


def unweighed_answers(enquiries: Mapping[str, EnquiryState]) -> tuple[str, ...]:
    """The enquiries whose files came too late for the answer, and wait for somebody to say what becomes of them."""
    return tuple(key for key, enquiry in enquiries.items() if enquiry.is_unweighed)


@dataclass(frozen=True, slots=True)
class TeamDates:
    """What a case waits for from others: the first day by which somebody answers, and from when it is escalated."""

    answer_on: date | None
    escalate_on: date | None


def team_dates(enquiries: Mapping[str, EnquiryState], case_due_on: date | None) -> TeamDates:
    """The first of each day over everybody whose answer is waited for."""
    waiting = [enquiry for enquiry in enquiries.values() if enquiry.is_open]
    escalations = (
        chase.on
        for enquiry in waiting
        for chase in chases_of(enquiry.team, enquiry.due_on, case_due_on)
        if chase.kind is ChaseKind.ESCALATION
    )
    return TeamDates(min((enquiry.due_on for enquiry in waiting), default=None), min(escalations, default=None))
