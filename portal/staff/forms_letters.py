"""The forms of the letters' pages."""

from __future__ import annotations

from portal.staff.forms_case import LONGEST_LETTER_WORDS
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.correspondence import Audience, PrintSize


class WriteForm(PortalForm):
    """A letter's words, for whom they are, and how large they are set."""

    reasons = CheckboxField(
        "Which reasons does it give?", hint="The letter says each in plain words, with its law", choices=()
    )
    words = TextField("What should the letter say?", rows=8, longest=LONGEST_LETTER_WORDS)
    audience = RadioField(
        "Who is it for?",
        choices=((Audience.ADULT.value, "An adult"), (Audience.YOUNG.value, "A young person")),
        needed="Select who the letter is for",
    )
    size = RadioField(
        "How large should it be set?",
        choices=((PrintSize.STANDARD.value, "Standard"), (PrintSize.LARGE.value, "Large print, 18 points")),
        needed="Select how large it should be set",
    )


def write_form(reasons: tuple[tuple[str, str], ...], formdata: object = None, **shown: str) -> WriteForm:
    """The form of a letter, with the reasons it may give: none for a letter that refuses nothing."""
    form = WriteForm()
    form.reasons.choices = reasons
    form.process(formdata, data=shown)
    return form


class RewriteForm(PortalForm):
    """Other words for a letter that could not be sent."""

    words = TextField("The words of the letter", needed="Write the words", rows=6, longest=LONGEST_LETTER_WORDS)


class FeePaidForm(PortalForm):
    """When the fee came."""

    paid_on = DateField(
        "When did the fee come?",
        needed="Enter the day the fee came",
        latest=lambda: resources().clock.london_date(),
    )
