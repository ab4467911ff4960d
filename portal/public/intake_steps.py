"""The request, one question a page: which questions, in which order, and when each is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.public import forms_answer as answering
from portal.public import forms_contact as contact
from portal.public import forms_rights as rights
from portal.public import intake_forms as forms
from portal.public.intake_conditions import (
    CHILD,
    OTHER,
    Answers,
    asks_as,
    capacity_in,
    needs_search,
    seems_no_parent,
    seems_too_young,
    wants,
    wants_dates,
    wants_dates_of_some,
    wants_some,
)
from portal.web.date_field import DateField
from portal.web.forms import PortalForm


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, its form, its row at the end, and its question to each kind of requester.

    `of_child` and `of_other` are the question asked about a child and about somebody else; where they are empty it is
    the same for everyone. `only_to_search` are the fields that are asked where records are searched for somebody.
    """

    key: str
    form: type[PortalForm]
    row: str
    asked: str
    of_child: str = ""
    of_other: str = ""
    applies: Callable[[Answers], bool] = lambda _: True
    only_to_search: tuple[str, ...] = ()

    def question(self, answers: Answers) -> str:
        """The page's heading."""
        who = capacity_in(answers)
        if who in CHILD:
            return self.of_child or self.asked
        return (self.of_other if who in OTHER else "") or self.asked


STEPS: tuple[Step, ...] = (
    Step("asks", rights.AsksForm, "You want to", "What would you like to ask for?"),
    Step("who", forms.WhoForm, "This is about", "Who is this about?"),
    Step(
        "name",
        forms.NameForm,
        "Name",
        "What is your name?",
        "What is your child’s name?",
        "What is the name of the person you act for?",
    ),
    Step(
        "other-names",
        forms.OtherNamesForm,
        "Other names",
        "Have you been known by any other names?",
        "Has your child been known by any other names?",
        "Have they been known by any other names?",
        applies=needs_search,
    ),
    Step(
        "birth",
        forms.BirthForm,
        "Date of birth",
        "When were you born?",
        "When was your child born?",
        "When were they born?",
    ),
    Step(
        "young-birth",
        forms.YoungBirthForm,
        "Your own date of birth",
        "Is this your own date of birth?",
        applies=seems_too_young,
    ),
    Step(
        "school",
        forms.SchoolForm,
        "School",
        "Which school do you go to, or did you go to?",
        "Which school does your child go to?",
        "Which school do they go to, or did they go to?",
        only_to_search=("upn",),
    ),
    Step(
        "address",
        forms.AddressForm,
        "Address",
        "What is your address?",
        "What is your child’s address?",
        "What is their address?",
    ),
    Step(
        "earlier-addresses",
        forms.PastAddressesForm,
        "Earlier addresses",
        "Have you lived anywhere else?",
        "Has your child lived anywhere else?",
        "Have they lived anywhere else?",
        applies=needs_search,
    ),
    Step(
        "your-name",
        forms.RequesterForm,
        "Your name",
        "What is your full name?",
        applies=asks_as(*CHILD, *OTHER),
    ),
    Step("own-birth", forms.BirthForm, "Your date of birth", "When were you born?", applies=asks_as("both")),
    Step(
        "young-own-birth",
        forms.YoungOwnBirthForm,
        "Your own date of birth",
        "Is this your own date of birth?",
        applies=seems_no_parent,
    ),
    Step("own-address", forms.AddressForm, "Your address", "What is your own address?", applies=asks_as("both")),
    Step("relation", forms.RelationForm, "You are their", "What are you to the child?", applies=asks_as(*CHILD)),
    Step("acting", forms.ActingForm, "You are", "In what role do you act for them?", applies=asks_as("representative")),
    Step("order", forms.OrderForm, "Court order", "What is the court order?", applies=asks_as("court_order")),
    Step(
        "agrees",
        forms.AgreesForm,
        "They agree",
        "Does your child know about this, and agree?",
        of_other="Do they know about this, and agree?",
        applies=asks_as(*CHILD, *OTHER),
    ),
    Step(
        "authority",
        forms.AuthorityForm,
        "You can show that you may ask",
        "Do you have something that shows you may act for your child?",
        of_other="Do you have something that shows you may act for them?",
        applies=asks_as(*CHILD, *OTHER),
    ),
    Step("contact", contact.ContactForm, "Contact details", "How can we reach you?"),
    Step("safe", contact.SafeForm, "Safe ways to reach you", "Which ways to reach you are safe?"),
    Step(
        "protect",
        contact.ProtectForm,
        "Must be kept from somebody",
        "Must anybody be kept from finding out where you are, or that you asked?",
        "Must anybody be kept from finding out where you or your child are, or that you asked?",
        "Must anybody be kept from finding out where they are, or that you asked?",
    ),
    Step("what", rights.WhatForm, "You want a copy of", "What would you like a copy of?", applies=wants("access")),
    Step("kinds", rights.KindsForm, "Kinds of information", "Which kinds of information?", applies=wants_some),
    Step("when", rights.PeriodForm, "From", "Which time should the information be from?", applies=wants("access")),
    Step("dates", rights.DatesForm, "Dates", "Between which dates?", applies=wants_dates),
    Step(
        "dated-kinds",
        rights.DatedKindsForm,
        "From these dates only",
        "Which kinds should be from these dates only?",
        applies=wants_dates_of_some,
    ),
    Step(
        "help",
        rights.HelpForm,
        "To help us find it",
        "Is there anything that would help us to find it?",
        applies=wants("access"),
    ),
    Step(
        "wrong",
        rights.WrongForm,
        "To correct",
        "What is wrong, and what is right?",
        applies=wants("rectification"),
    ),
    Step("erase", rights.EraseForm, "To delete", "What should we delete, and why?", applies=wants("erasure")),
    Step(
        "limit",
        rights.LimitForm,
        "To keep without using",
        "What should we keep without using it?",
        applies=wants("restriction"),
    ),
    Step("object", rights.ObjectForm, "To stop", "What should we stop doing?", applies=wants("objection")),
    Step(
        "marketing",
        rights.MarketingForm,
        "Publicity to stop",
        "Which publicity should we stop?",
        applies=wants("marketing"),
    ),
    Step(
        "automated",
        rights.AutomatedForm,
        "Decision by a computer",
        "Which decision did a computer make?",
        applies=wants("automated"),
    ),
    Step(
        "consent",
        rights.ConsentForm,
        "Agreement taken back",
        "Which agreement do you take back?",
        applies=wants("consent"),
    ),
    Step(
        "portable",
        rights.PortableForm,
        "To move",
        "What should we move, and where to?",
        applies=wants("portability"),
    ),
    Step(
        "complaint", rights.ComplaintForm, "Your complaint", "What are you unhappy about?", applies=wants("complaint")
    ),
    Step("copy-to", answering.CopyToForm, "Who gets the copy", "Who should get the copy?", applies=wants("access")),
    Step(
        "answer",
        answering.FormatForm,
        "Our answer",
        "How would you like our answer?",
        only_to_search=("needed_by",),
    ),
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


def in_force(answers: Answers) -> Answers:
    """The answers to what is asked: what was answered before something else changed it away is left out."""
    return {
        step.key: {name: value for name, value in answers[step.key].items() if name not in left_out(step, answers)}
        for step in asked(answers)
        if step.key in answers
    }


def form_for(step: Step, formdata: Any, answers: Answers) -> PortalForm:
    """The step's form with what was sent, or what was answered before; a lone field carries the page's question."""
    kept = {name: _live(step.form, name, value) for name, value in answers.get(step.key, {}).items()}
    form = step.form(formdata, data=kept)
    for name in left_out(step, answers):
        del form[name]
    form.narrow(answers)
    fields = list(form)
    if len(fields) == 1:
        fields[0].label.text = step.question(answers)
        fields[0].is_heading = True
    return form


def to_keep(form: PortalForm) -> dict[str, Any]:
    """A form's answers as JSON values."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in form.answers().items()}


def left_out(step: Step, answers: Answers) -> tuple[str, ...]:
    """The fields of a page that are not asked."""
    return () if needs_search(answers) else step.only_to_search


def _live(form: type[PortalForm], name: str, value: Any) -> Any:
    is_date = isinstance(value, str) and getattr(getattr(form, name, None), "field_class", None) is DateField
    return date.fromisoformat(value) if is_date and value else value
