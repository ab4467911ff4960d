"""Asking another person whether their information may be shown, and what their answer advises: it decides nothing.

Source: DPA 2018 Sch. 2 para. 16(2)(a), (3)(c)-(e); s.45(4)(e).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.correspondence import Audience
from requests_.model.gates import THIRD_PARTY_LAW
from requests_.model.other_people import ShowGround
from requests_.model.staff import Actor

# How long somebody has to answer, and when they are reminded: of the house, not of the law.
ANSWER_DAYS, REMIND_DAYS, LONGEST_ANSWER_DAYS = 14, 7, 28


class Road(StrEnum):
    """How the question reaches the other person."""

    EMAIL = "email"
    PAPER = "paper"


class ConsentAnswer(StrEnum):
    """What came of asking."""

    AGREES = "agrees"
    REFUSES = "refuses"
    UNABLE = "unable"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskThirdParty:
    """Ask a person of the case. `about` tells them what of theirs would be shared, and nothing of whoever asks."""

    case: CaseId
    person: str
    to_name: str
    email: str
    address: str
    audience: Audience
    about: str
    answer_by: date
    actor: Actor

    @property
    def road(self) -> Road:
        """By mail where there is an address for it, else on paper."""
        return Road.EMAIL if self.email.strip() else Road.PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """Keep what the other person answered, or that they did not."""

    case: CaseId
    consent: str
    answer: ConsentAnswer
    answered_on: date
    record: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """One question to one person, as far as it has come."""

    person: str
    road: Road
    asked_on: date
    answer_by: date
    sent_on: date | None = None
    reminded_on: date | None = None
    answer: ConsentAnswer | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAdvice:
    """What an answer means for showing the other person; `ground` is the one it would be shown for, if any."""

    rule: str
    says: str
    citation: str
    ground: ShowGround | None
    able: str
    refused: str


_NO_YES = "What was not answered is no yes, and no refusal either."
ADVICE: Mapping[ConsentAnswer | None, ConsentAdvice] = {
    ConsentAnswer.AGREES: ConsentAdvice(
        rule="EX-C1",
        says="They agreed: what they agreed to may be shown, and no more.",
        citation=f"{THIRD_PARTY_LAW}(2)(a)",
        ground=ShowGround.AGREED,
        able="Yes: they answered themselves.",
        refused="No: they agreed.",
    ),
    ConsentAnswer.REFUSES: ConsentAdvice(
        rule="EX-C2",
        says="They said no: withhold it, unless it is reasonable to share it all the same, for reasons that you write.",
        citation=f"{THIRD_PARTY_LAW}(3)(e)",
        ground=None,
        able="Yes: they answered themselves.",
        refused="Yes, they said no.",
    ),
    ConsentAnswer.UNABLE: ConsentAdvice(
        rule="EX-C3",
        says="They are not able to agree: weigh what is best for them with the other questions.",
        citation=f"{THIRD_PARTY_LAW}(3)(d)",
        ground=ShowGround.REASONABLE,
        able="No.",
        refused="No: they were not able to answer.",
    ),
    ConsentAnswer.NO_ANSWER: ConsentAdvice(
        rule="EX-C4",
        says=f"They did not answer. {_NO_YES} Weigh the five questions.",
        citation=f"{THIRD_PARTY_LAW}(3)(c)",
        ground=ShowGround.REASONABLE,
        able="As far as is known, yes.",
        refused="No: they did not answer.",
    ),
    None: ConsentAdvice(
        rule="EX-C5",
        says="They were asked, and there is time to answer: wait for it, or record that none came.",
        citation=f"{THIRD_PARTY_LAW}(3)(c)",
        ground=None,
        able="",
        refused="",
    ),
}


def is_overdue(state: ConsentState, today: date) -> bool:
    """Whether the day to answer has passed and nothing is recorded."""
    return state.answer is None and state.answer_by < today


def factor_words(state: ConsentState) -> dict[str, str]:
    """What asking tells of three of the five factors: a first draft, for a person to check and to change."""
    advice = ADVICE[state.answer]
    return {"steps_for_consent": _steps(state), "able_to_consent": advice.able, "refused_consent": advice.refused}


def newest_for(consents: Mapping[str, ConsentState], person: str) -> ConsentState | None:
    """The last question to a person; None when they were not asked."""
    asked = [state for state in consents.values() if state.person == person]
    return asked[-1] if asked else None


def _steps(state: ConsentState) -> str:
    steps = [f"Asked {'by email' if state.road is Road.EMAIL else 'by letter'} on {_day(state.asked_on)}"]
    if state.reminded_on is not None:
        steps.append(f"reminded on {_day(state.reminded_on)}")
    if state.answered_on is None:
        steps.append(f"to answer by {_day(state.answer_by)}")
    elif state.answer is ConsentAnswer.NO_ANSWER:
        steps.append(f"no answer by {_day(state.answered_on)}")
    else:
        steps.append(f"answered on {_day(state.answered_on)}")
    return f"{', '.join(steps)}."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
