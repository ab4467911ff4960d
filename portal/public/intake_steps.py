"""The request, one question a page: which questions, in which order, and when each is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.public import intake_forms as forms
from portal.web.date_field import DateField
from portal.web.forms import PortalForm
from requests_.model.people import Capacity

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, its form, its question to a young person and to a parent, and its row at the end."""

    key: str
    form: type[PortalForm]
    asked_of_subject: str
    asked_of_parent: str
    row: str
    applies: Callable[[Answers], bool] = lambda _: True

    def question(self, answers: Answers) -> str:
        """The page's heading."""
        return self.asked_of_parent if is_for_child(answers) else self.asked_of_subject


def is_for_child(answers: Answers) -> bool:
    """Whether a parent asks."""
    return answers.get("who", {}).get("capacity") == Capacity.PARENT


def _wants_some(answers: Answers) -> bool:
    return answers.get("what", {}).get("extent") == "some"


def _wants_dates(answers: Answers) -> bool:
    return answers.get("when", {}).get("period") == "between"


_WHO = "Who is the information about?"
_WHAT = "What would you like a copy of?"
_KINDS = "Which kinds of information?"
_WHEN = "Which time should the information be from?"
_DATES = "Between which dates?"
_WORDING = "Is there anything that would help us to find it?"
_SAFE = "Is it safe for us to post a letter to this address?"

STEPS: tuple[Step, ...] = (
    Step("who", forms.WhoForm, _WHO, _WHO, "The information is about"),
    Step("name", forms.NameForm, "What is your name?", "What is your child’s name?", "Name"),
    Step(
        "other-names",
        forms.OtherNamesForm,
        "Have you been known by any other names?",
        "Has your child been known by any other names?",
        "Other names",
    ),
    Step("birth", forms.BirthForm, "When were you born?", "When was your child born?", "Date of birth"),
    Step(
        "school",
        forms.SchoolForm,
        "Which school do you go to, or did you go to?",
        "Which school does your child go to?",
        "School",
    ),
    Step("address", forms.AddressForm, "What is your address?", "What is your child’s address?", "Address"),
    Step(
        "earlier-addresses",
        forms.PastAddressesForm,
        "Have you lived anywhere else?",
        "Has your child lived anywhere else?",
        "Earlier addresses",
    ),
    Step("your-name", forms.RequesterForm, "", "What is your full name?", "Your name", is_for_child),
    Step("relation", forms.RelationForm, "", "What are you to the child?", "You are their", is_for_child),
    Step("contact", forms.ContactForm, "How can we reach you?", "How can we reach you?", "Contact details"),
    Step("post", forms.SafeForm, _SAFE, _SAFE, "Safe to post a letter"),
    Step("what", forms.WhatForm, _WHAT, _WHAT, "You want a copy of"),
    Step("kinds", forms.KindsForm, _KINDS, _KINDS, "Kinds of information", _wants_some),
    Step("when", forms.PeriodForm, _WHEN, _WHEN, "From"),
    Step("dates", forms.DatesForm, _DATES, _DATES, "Dates", _wants_dates),
    Step("help", forms.WordingForm, _WORDING, _WORDING, "To help us find it"),
)
BY_KEY = {step.key: step for step in STEPS}


def asked(answers: Answers) -> tuple[Step, ...]:
    """The steps that apply, as far as the answers say."""
    return tuple(step for step in STEPS if step.applies(answers))


def first_unanswered(answers: Answers) -> Step | None:
    """Where to go on; None when everything is answered."""
    return next((step for step in asked(answers) if step.key not in answers), None)


def previous(step: Step, answers: Answers) -> Step | None:
    """The question before this one."""
    order = asked(answers)
    place = order.index(step) if step in order else 0
    return order[place - 1] if place else None


def form_for(step: Step, formdata: Any, answers: Answers) -> PortalForm:
    """The step's form with what was sent, or what was answered before; a lone field carries the page's question."""
    kept = {name: _live(step.form, name, value) for name, value in answers.get(step.key, {}).items()}
    form = step.form(formdata, data=kept)
    fields = list(form)
    if len(fields) == 1:
        fields[0].label.text = step.question(answers)
        fields[0].is_heading = True
    return form


def to_keep(form: PortalForm) -> dict[str, Any]:
    """A form's answers as JSON values."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in form.answers().items()}


def _live(form: type[PortalForm], name: str, value: Any) -> Any:
    is_date = isinstance(value, str) and getattr(getattr(form, name, None), "field_class", None) is DateField
    return date.fromisoformat(value) if is_date else value
