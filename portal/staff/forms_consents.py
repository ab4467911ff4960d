"""The forms in which another person is asked for their agreement, and their answer is kept."""

from __future__ import annotations

from datetime import timedelta

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.consents import ANSWER_DAYS, ConsentAnswer
from requests_.model.correspondence import Audience
from templates.labels import label


class AskForm(PortalForm):
    """Whom to ask, where, and about what."""

    to_name = TextField("Their name", needed="Enter their name", longest=200)
    audience = RadioField(
        "Who is it for?",
        choices=((Audience.ADULT.value, "An adult"), (Audience.YOUNG.value, "A young person")),
        needed="Select who the letter is for",
    )
    email = EmailField(
        "Their email address",
        hint="One that you checked. Leave it empty to post a letter: it is made for you to print.",
        autocomplete="off",
    )
    address = TextField("Their postal address", hint="One that you checked", rows=3, longest=500)
    about = TextField(
        "What of theirs would be shared?",
        hint="This goes to them as you write it, such as “What you told the school about the bus in May 2025”. "
        "Do not say who asks, or about whom.",
        needed="Write what of theirs would be shared",
        rows=3,
        longest=1_000,
    )
    answer_by = DateField("By when should they answer?", needed="Enter the day by which they should answer")


class AnswerForm(PortalForm):
    """What came of asking."""

    answer = RadioField(
        "What did they answer?",
        choices=tuple((answer.value, label("consent_answer", answer)) for answer in ConsentAnswer),
        needed="Select what came of it",
    )
    answered_on = DateField(
        "When did the answer come?",
        hint="If none came: today",
        needed="Enter the day the answer came",
        latest=lambda: resources().clock.london_date(),
    )
    record = TextField(
        "Write down what they said, and how",
        hint="To what they agreed, and to what not. Kept with the case, erased with its details.",
        needed="Write down what they said",
        rows=4,
        longest=LONGEST_RECORD,
    )


def ask_form(name: str, email: str, address: str) -> AskForm:
    """The form with what the case's records know of the person, for somebody to check."""
    by = resources().clock.london_date() + timedelta(days=ANSWER_DAYS)
    return AskForm(
        data={"to_name": name, "email": email, "address": address, "audience": Audience.ADULT.value, "answer_by": by}
    )
