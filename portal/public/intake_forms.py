"""One form for each question of the request."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.people import Capacity
from requests_.model.rights import Category
from templates.labels import LABELS

LONGEST_NAME = 80
LONGEST_ADDRESS = 300
LONGEST_WORDING = 1000
_KINDS = tuple((str(kind), LABELS["category"][kind]) for kind in Category if kind is not Category.CASE_DOCUMENTS)


def _today() -> date:
    return resources().clock.london_date()


def _longest_life_ago() -> date:
    return date(_today().year - 120, 1, 1)


class WhoForm(PortalForm):
    """In what capacity the requester asks."""

    capacity = RadioField(
        "Who is the information about?",
        choices=(
            (str(Capacity.SUBJECT), "Me", "I am the child or young person, or I was when you held it"),
            (str(Capacity.PARENT), "My child", "I am their parent or have legal responsibility for them"),
        ),
        needed="Select who the information is about",
    )


class NameForm(PortalForm):
    """The data subject's name."""

    given_name = TextField("First name", longest=LONGEST_NAME, needed="Enter a first name")
    family_name = TextField("Last name", longest=LONGEST_NAME, needed="Enter a last name")


class OtherNamesForm(PortalForm):
    """Names that records may use."""

    other_names = TextField(
        "Other names",
        hint="A nickname, a name before it was changed, or another way it is spelled. Put each on its own line. "
        "Leave this empty if there are none.",
        rows=4,
        longest=300,
    )


class BirthForm(PortalForm):
    """When the data subject was born."""

    date_of_birth = DateField(
        "Date of birth",
        hint="For example, 27 3 2012",
        needed="Enter a date of birth",
        earliest=_longest_life_ago,
        latest=_today,
        is_birthday=True,
    )


class SchoolForm(PortalForm):
    """Where the data subject goes, or went, to school."""

    school = TextField("Name of the school", hint="The latest one. Leave this empty if you do not know.", longest=120)
    upn = TextField(
        "Unique pupil number (UPN)",
        hint="13 characters, on school reports. You do not need it: leave this empty if you do not know it.",
        longest=20,
        classes="govuk-input--width-20",
    )


class AddressForm(PortalForm):
    """Where the data subject lives."""

    address = TextField(
        "Address",
        hint="House number, street, town and postcode",
        needed="Enter an address, with a postcode if you know it",
        rows=4,
        longest=LONGEST_ADDRESS,
        autocomplete="street-address",
    )


class PastAddressesForm(PortalForm):
    """Where the data subject lived before."""

    past_addresses = TextField(
        "Earlier addresses",
        hint="Older records may be under an earlier address. Put each address on its own line. "
        "Leave this empty if there are none.",
        rows=5,
        longest=600,
    )


class RequesterForm(PortalForm):
    """Who asks, when it is not the data subject."""

    requester_name = TextField(
        "Your full name", needed="Enter your full name", longest=LONGEST_NAME * 2, autocomplete="name"
    )


class RelationForm(PortalForm):
    """What the requester is to the child."""

    relation = RadioField(
        "Relation",
        choices=(
            ("mother", "Mother"),
            ("father", "Father"),
            ("guardian", "Guardian", "For example, under a court order"),
            ("other_carer", "Someone else with parental responsibility"),
        ),
        needed="Select what you are to the child",
    )


class ContactForm(PortalForm):
    """How the requester is reached."""

    email = EmailField(
        "Email address",
        hint="We send your reference number here, and later a code to collect your copy.",
        needed="Enter your email address",
    )
    phone = TextField(
        "Telephone number",
        hint="Only if we may ring you about this request",
        longest=40,
        autocomplete="tel",
        inputmode="tel",
        input_type="tel",
        classes="govuk-input--width-20",
    )


class SafeForm(PortalForm):
    """Whether it is safe to write."""

    is_safe_to_write = RadioField(
        "Safe to write",
        hint="We normally only use email. Say no if someone else at the address must not see a letter from us.",
        choices=(("yes", "Yes, post is safe"), ("no", "No, do not send post")),
        needed="Select whether it is safe for us to post a letter",
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
        "Kinds", hint="Select all that apply", choices=_KINDS, needed="Select at least one kind of information"
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

    from_on = DateField("From", hint="For example, 1 9 2023", latest=_today)
    until_on = DateField("Until", hint="For example, 21 7 2025. Leave this empty for up to now.")

    def validate(self, extra_validators: Any = None) -> bool:
        """One date at least, in the right order."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.from_on.data is None and self.until_on.data is None:
            self.refuse("from_on", "Enter at least one of the two dates")
            return False
        if is_valid and self.from_on.data and self.until_on.data and self.until_on.data < self.from_on.data:
            self.refuse("until_on", "The last date must be the same as or after the first date")
            return False
        return is_valid


class WordingForm(PortalForm):
    """What would help to find it."""

    wording = TextField(
        "Anything else",
        hint="For example, the name of an officer, a meeting, a letter or a decision. "
        "You do not have to write anything, and you do not have to say why you are asking.",
        rows=6,
        longest=LONGEST_WORDING,
    )
