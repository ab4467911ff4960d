"""The questions of each right, one form a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.public.asks import ASKS
from portal.public.forms_answer import KEPT_FROM
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.words import say
from requests_.deadlines.periods import add_months
from requests_.ids import normal_reference
from requests_.model.cautions import is_one_mailbox
from requests_.model.rights import AccessScope, Category
from templates.labels import LABELS

LONGEST_STORY = 5_000
LONGEST_LINE = 500
KINDS = tuple((str(kind), LABELS["category"][kind]) for kind in Category if kind is not Category.CASE_DOCUMENTS)


def _today() -> Any:
    return resources().clock.london_date()


def _long_ago() -> date:
    """Before anybody's records begin: a year that is typed wrongly asks for nothing."""
    return add_months(_today(), -110 * 12)


def _story(label: str, hint: str = "", needed: str = "", rows: int = 5) -> TextField:
    return TextField(label, hint=hint, needed=needed, rows=rows, longest=LONGEST_STORY)


class AsksForm(PortalForm):
    """What somebody wants: several things are several requests."""

    asks = CheckboxField(
        "What would you like to ask for?",
        hint="Select all that apply. We answer each one by itself.",
        choices=tuple((ask.key, ask.says, ask.means) for ask in ASKS),
        needed="Select what you would like to ask for",
    )


class WhatForm(PortalForm):
    """Everything, or some of it."""

    extent = RadioField(
        "Extent",
        choices=(
            ("everything", "Everything", "All that the Education Support Service holds"),
            ("some", "Only some kinds of information", "You choose them on the next page. This can be quicker."),
        ),
        needed="Select how much you want a copy of",
    )


class KindsForm(PortalForm):
    """The kinds of information of the privacy notice."""

    categories = CheckboxField(
        "Kinds", hint="Select all that apply", choices=KINDS, needed="Select at least one kind of information"
    )


class PeriodForm(PortalForm):
    """Any time, or between two dates."""

    period = RadioField(
        "Period",
        choices=(("any", "Any time"), ("between", "Between two dates")),
        needed="Select which time the information is from",
    )


class DatesForm(PortalForm):
    """The two dates; one is enough."""

    from_on = DateField("From", hint="For example, 1 9 2023", earliest=_long_ago, latest=_today)
    until_on = DateField(
        "Until", hint="For example, 21 7 2025. Leave this empty for up to now.", earliest=_long_ago, latest=_today
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One date at least, in the right order."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.from_on.data is None and self.until_on.data is None:
            self.refuse("from_on", say("Enter at least one of the two dates"))
            return False
        fault = AccessScope(from_on=self.from_on.data, until_on=self.until_on.data).fault if is_valid else None
        if fault is not None:
            self.refuse(fault[0], say(fault[1]))
        return is_valid and fault is None


class DatedKindsForm(PortalForm):
    """Which of the chosen kinds the dates count for."""

    dated = CheckboxField(
        "Kinds from these dates",
        hint="Select all that apply. The others can be from any time.",
        choices=KINDS,
        needed="Select at least one kind of information",
    )

    def narrow(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Offer the kinds that were chosen, and no others."""
        chosen = answers.get("kinds", {}).get("categories", ())
        self.dated.choices = tuple(choice for choice in self.dated.choices if choice[0] in chosen)
        self.dated.data = [kind for kind in self.dated.data or () if kind in chosen]


class ScopeForm(PortalForm):
    """What somebody asks for from now on; nothing chosen is everything, and no date is any time."""

    categories = CheckboxField(
        "Which kinds of information?", hint="Select all that apply. Select none of them for everything.", choices=KINDS
    )
    from_on = DateField("From", hint="Leave this empty for the beginning.", earliest=_long_ago, latest=_today)
    until_on = DateField("Until", hint="Leave this empty for up to now.", earliest=_long_ago, latest=_today)
    dated = CheckboxField(
        "Do the dates count for only some of these kinds?",
        hint="Select those they count for. Select none of them if the dates count for all.",
        choices=KINDS,
    )

    @property
    def scope(self) -> AccessScope:
        """What is asked for. Dates that count for every kind that is chosen count for all."""
        kinds, dated = (tuple(Category(kind) for kind in field.data) for field in (self.categories, self.dated))
        dates = {"from_on": self.from_on.data, "until_on": self.until_on.data}
        return AccessScope(categories=kinds, dated=() if kinds and set(dated) == set(kinds) else dated, **dates)


class HelpForm(PortalForm):
    """What would help to find it."""

    schools = TextField("Schools", hint="Any school that the information may be about", longest=LONGEST_LINE)
    officers = TextField("Officers or staff", hint="Names of people who dealt with it", longest=LONGEST_LINE)
    places = TextField("Places", hint="For example, an office, a court or a meeting place", longest=LONGEST_LINE)
    wording = _story(
        "Anything else",
        "For example, a meeting, a letter or a decision. You do not have to write anything, "
        "and you do not have to say why you are asking.",
    )


class WrongForm(PortalForm):
    """What is wrong, and what is right."""

    item = TextField(
        "Where is it?",
        hint="For example, a letter of 3 March, a page number, or the attendance record",
        needed="Enter where the wrong information is",
        longest=LONGEST_LINE,
    )
    wrong = _story("What does it say that is wrong?", needed="Enter what is wrong")
    right = _story("What should it say?", needed="Enter what it should say, or what is missing")
    shown_by = _story("What shows that?", "For example, a certificate or a letter. Leave this empty if there is none.")


class EraseForm(PortalForm):
    """What to delete, and why."""

    item = _story("What should we delete?", needed="Enter what we should delete")
    ground = RadioField(
        "Why should we delete it?",
        choices=(
            ("not_needed", "You do not need it any more"),
            ("consent_withdrawn", "I agreed before, and I take that back"),
            ("objected", "I object to your using it"),
            ("unlawful", "You should never have had it, or used it wrongly"),
            ("law_requires", "A law or a court says it must be deleted"),
            ("other", "Another reason"),
        ),
        needed="Select why we should delete it",
    )
    why = _story("Tell us more", "You do not have to write anything here.")


class LimitForm(PortalForm):
    """What to keep without using it, and why."""

    item = _story("What should we stop using?", needed="Enter what we should stop using")
    ground = RadioField(
        "Why should we keep it without using it?",
        choices=(
            ("contested", "I think it is wrong, and you have not checked it yet"),
            ("unlawful", "You should not have it, but I do not want it deleted"),
            ("claims", "I need it for a legal claim, and you would delete it"),
            ("objected", "I objected to your using it, and you have not decided yet"),
        ),
        needed="Select why we should keep it without using it",
    )
    why = _story("Tell us more", "You do not have to write anything here.")


class ObjectForm(PortalForm):
    """Which use to stop, and why."""

    item = _story("Which use of information should we stop?", needed="Enter what we should stop doing")
    why = _story(
        "What about your situation makes you ask?",
        "The law looks at your own situation, so this helps us to decide.",
        needed="Enter why you are asking, in your own words",
    )


class MarketingForm(PortalForm):
    """Which publicity to stop."""

    item = _story("What do we send you?", "For example, a newsletter or text messages. Leave this empty for all of it.")


class AutomatedForm(PortalForm):
    """Which decision, and what somebody wants about it."""

    item = _story("Which decision is it?", needed="Enter which decision it is")
    wants = CheckboxField(
        "What would you like?",
        hint="Select all that apply",
        choices=(
            ("person", "A person should look at it again"),
            ("explain", "Explain to me how it was made"),
            ("heard", "I want to say what I think of it"),
        ),
        needed="Select what you would like",
    )
    why = _story("What do you think of the decision?", "You do not have to write anything here.")


class ConsentForm(PortalForm):
    """Which agreement is taken back."""

    item = _story(
        "What did you agree to?",
        "For example, sharing information with a club. You do not have to say why you take it back.",
        needed="Enter what you agreed to",
    )


class PortableForm(PortalForm):
    """What to move, and where to."""

    item = _story("Which information?", "Leave this empty for all that you gave us yourself.")
    to = TextField(
        "Where should it go?",
        hint="Leave this empty to get it yourself. If it is to go to an organisation, enter its name and address.",
        longest=LONGEST_LINE,
    )
    email = EmailField(
        "An email address of the organisation, if you know one",
        hint="We check first that we may send it there. You get the file as well. If you leave this empty, only you get"
        " it, and you can pass it on.",
    )

    own_email = ""

    def narrow(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Say first whom nobody may name, where somebody must not find out."""
        self.own_email = str(answers.get("contact", {}).get("email", ""))
        if answers.get("protect", {}).get("is_protected") == "yes":
            self.to.hint = KEPT_FROM

    def validate(self, extra_validators: Any = None) -> bool:
        """An address is somebody's, and not the requester's own."""
        is_valid = bool(super().validate(extra_validators))
        if self.email.data and not self.to.data:
            self.refuse("to", say("Enter the name of the organisation"))
            return False
        if is_valid and is_one_mailbox(self.email.data or "", self.own_email):
            self.refuse("email", say("This is your own email address. Enter theirs, or leave it empty"))
            return False
        return is_valid


class ComplaintForm(PortalForm):
    """What went wrong, and what would put it right."""

    what = _story("What happened?", needed="Enter what happened", rows=8)
    remedy = _story("What would put it right?", "You do not have to write anything here.")
    about_reference = TextField(
        "Reference number of an earlier request",
        hint="If your complaint is about one. It looks like RR-2026-4821397-K.",
        longest=30,
        classes="govuk-input--width-20",
    )

    def answers(self) -> dict[str, Any]:
        """The reference as we spell it; what is none stays as it was written, for a person to make out."""
        given = super().answers()
        return {**given, "about_reference": normal_reference(given["about_reference"]) or given["about_reference"]}
