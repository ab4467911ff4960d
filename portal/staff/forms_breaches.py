"""The forms of breaches, one a step."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.number_field import NumberField
from portal.web.resources import resources
from portal.web.time_field import TimeField
from requests_.model.breaches.terms import (
    UNTOLD,
    BreachKind,
    Cause,
    Likelihood,
    Loss,
    PeopleKind,
    Phase,
    Severity,
)
from requests_.model.rights import Category, Regime
from templates.labels import label

TELL = "tell"
_NAMELESS = "Name nobody: who it is about stands elsewhere."


def _choices(group: str, values: Iterable[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), label(group, value)) for value in values)


def _day(says: str, needed: str, hint: str = "") -> DateField:
    return DateField(says, needed=needed, hint=hint, latest=lambda: resources().clock.london_date())


def _text(says: str, needed: str = "", hint: str = "", rows: int = 4) -> TextField:
    return TextField(says, needed=needed, hint=hint, rows=rows, longest=LONGEST_RECORD)


def _time(says: str) -> TimeField:
    return TimeField(says, hint="For example, 16:05", needed="Enter the time")


class ReportForm(PortalForm):
    """What any member of staff reports: as little as starts the work."""

    what = RadioField("What went wrong?", choices=_choices("breach_kind", BreachKind), needed="Select what went wrong")
    report = _text("What happened?", "Say what happened", f"Which information, and whose. {_NAMELESS}")
    aware_on = _day("On which day was it noticed?", "Enter the day", "Report it even if you are not sure")
    aware_at = _time("At what time?")
    happened_on = _day("When did it happen? (optional)", "", "If it is known")
    contained = _text("What was done about it at once? (optional)", rows=2)
    reference = TextField("Reference of the request it came of (optional)", longest=20)


class ConfirmForm(PortalForm):
    """Since when we knew."""

    aware_on = _day("On which day did we become aware of it?", "Enter the day", "The 72 hours run from then")
    aware_at = _time("At what time?")


class WhyForm(PortalForm):
    """Something with its reasons."""

    words = _text("Write down why", "Write down why", _NAMELESS)


class AssessForm(PortalForm):
    """The risk, and what the regulator asks for."""

    regime = RadioField(
        "Under which law was the information used?", choices=_choices("regime", Regime), needed="Select the law"
    )
    losses = CheckboxField("What was lost?", choices=_choices("loss", Loss), needed="Select what was lost")
    categories = CheckboxField(
        "Which information?", choices=_choices("category_short", Category), needed="Select which information"
    )
    people = CheckboxField("Whose?", choices=_choices("breach_people", PeopleKind), needed="Select whose it is")
    people_count = NumberField("How many people, about?", needed="Enter how many people")
    records_count = NumberField("How many records, about?", needed="Enter how many records")
    likelihood = RadioField(
        "How likely is it that somebody comes to harm?",
        choices=_choices("likelihood", Likelihood),
        needed="Select how likely harm is",
    )
    severity = RadioField(
        "How bad would it be?", choices=_choices("severity", Severity), needed="Select how bad it would be"
    )
    risk_reasons = _text("Why?", "Write down why the risk is what it is")
    nature = _text("What happened?", "Write down what happened", _NAMELESS)
    consequences = _text("What may it lead to?", "Write down what it may lead to")
    measures = _text("What was done about it, or will be?", "Write down what was done, or will be")


class RegulatorForm(PortalForm):
    """Whether the regulator is told."""

    tells = RadioField(
        "Is the regulator told?",
        choices=(("yes", "Yes"), ("no", "No: it is unlikely to be a risk to people")),
        needed="Select whether the regulator is told",
    )
    reasons = _text("Why?", "Write down the reasons")
    late_reasons = _text("If it is later than 72 hours: why?", rows=2)


class ToldRegulatorForm(PortalForm):
    """A report that went to the regulator."""

    phase = RadioField("Which report was it?", choices=_choices("phase", Phase), needed="Select which report it was")
    told_on = _day("On which day did it go?", "Enter the day")
    told_at = _time("At what time?")
    regulator_reference = TextField("The regulator’s reference (optional)", longest=60)
    late_reasons = _text("If the first report was later than 72 hours: why?", rows=2)


class PeopleForm(PortalForm):
    """Whether the people are told, and what their letter says. The choices of `untold` are of the law that governs."""

    untold = RadioField("Are the people told?", choices=(), needed="Select whether the people are told")
    reasons = _text("Why?", "Write down the reasons")
    told_nature = _text("Letter: what happened", hint="In plain words. Name nobody. Only if they are told.")
    told_consequences = _text("Letter: what it may lead to")
    told_measures = _text("Letter: what we have done, and what they can do")


class PersonForm(PortalForm):
    """Somebody who is told."""

    name = TextField("Name", needed="Enter the name")
    email = EmailField("Email address (optional)", hint="Only one that nobody else reads", autocomplete="off")
    address = TextField("Address, for a letter (optional)", rows=3, longest=400)
    whose = RadioField(
        "Whose information is it?",
        choices=(("own", "Their own"), ("child", "Their child’s")),
        needed="Select whose information it is",
    )
    audience = RadioField(
        "Who reads the letter?",
        choices=(("adult", "An adult"), ("young", "A young person")),
        needed="Select who reads the letter",
    )


class NothingForm(PortalForm):
    """A step with nothing more to say."""


class PostedForm(PortalForm):
    """A letter that was posted. The choices are those who were not told yet."""

    person = RadioField("To whom?", choices=(), needed="Select to whom")
    told_on = _day("On which day was it posted?", "Enter the day")


class PublicForm(PortalForm):
    """When the public was told."""

    told_on = _day("On which day was the public told?", "Enter the day")


class MeasureForm(PortalForm):
    """What somebody does by a day."""

    what = _text("What is done?", "Say what is done", rows=2)
    owner = TextField("Who does it?", hint="A role or a team", needed="Say who does it")
    due_on = DateField("By which day?", needed="Enter the day")


class EndMeasureForm(PortalForm):
    """An action that is finished. The choices are those that are open."""

    measure = RadioField("Which action?", choices=(), needed="Select the action")
    done_on = _day("On which day was it finished?", "Enter the day")


class CauseForm(PortalForm):
    """The root of it, and the lessons."""

    cause = RadioField(
        "What lay at the root of it?", choices=_choices("breach_cause", Cause), needed="Select the cause"
    )
    words = _text("How did it come about?", "Write down how it came about")
    lessons = _text("What did we learn?", "Write down what we learned")


def untold_choices(regime: Regime) -> tuple[tuple[str, str, str], ...]:
    """To tell them, or each reason of the law not to."""
    law = "UK GDPR, article 34(1)" if regime is Regime.UK_GDPR else "DPA 2018, section 68(1)"
    reasons = ((str(untold), f"No. {row.says}", row.citations[regime]) for untold, row in UNTOLD.items())
    return ((TELL, "Yes, one by one", law), *reasons)
