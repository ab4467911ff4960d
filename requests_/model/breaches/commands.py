"""What people ask for about a breach: frozen inputs of `services/breaches.py`. Words are kept beside the events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from requests_.model.breaches.events import BreachAssessed
from requests_.model.breaches.terms import BreachKind, Cause, Origin, Phase, Untold
from requests_.model.correspondence import Audience
from requests_.model.staff import SYSTEM, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBreach:
    """What any member of staff reports; `reference` is of the case it came of, "" for none."""

    what: BreachKind
    aware_at: datetime
    report: str
    contained: str = ""
    happened_on: date | None = None
    reference: str = ""
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectBreach:
    """What the portal noticed. `about` names the thing (a message, a pack): the same thing is suspected once."""

    origin: Origin
    what: BreachKind
    about: str
    report: str
    reference: str = ""
    actor: Actor = SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachCommand:
    """Something about one breach, with nothing more to say."""

    breach: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteBreach(BreachCommand):
    """Something about one breach, and why."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBreach(BreachCommand):
    """It is a breach, known since `aware_at`."""

    aware_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessBreach(BreachCommand):
    """The risk, and what the regulator's form asks for (art. 33(3))."""

    found: BreachAssessed
    nature: str
    consequences: str
    measures: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRegulator(BreachCommand):
    """Whether the regulator is told, and why; decided too late, the report says why it is late (art. 33(1))."""

    tells: bool
    reasons: str
    late_reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRegulator(BreachCommand):
    """A report that went to the regulator; one that is late says why (art. 33(1))."""

    told_at: datetime
    phase: Phase
    regulator_reference: str = ""
    late_reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePeople(BreachCommand):
    """Whether the people are told; if so, the three things their letter says (art. 34(2))."""

    untold: Untold | None
    reasons: str
    nature: str = ""
    consequences: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePerson(BreachCommand):
    """Somebody who is told: by mail where there is an address that nobody else reads, else by post."""

    name: str
    email: str = ""
    address: str = ""
    is_own: bool = True
    audience: Audience = Audience.ADULT


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTold(BreachCommand):
    """A letter that was posted, or the public told: `person` is "" for the public."""

    told_on: date
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeMeasure(BreachCommand):
    """What somebody does by a day, so that it does not happen again."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMeasure(BreachCommand):
    """It is done."""

    measure: str
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCause(BreachCommand):
    """The root of it, and what we learned."""

    cause: Cause
    words: str
    lessons: str
