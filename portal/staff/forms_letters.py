"""The forms of the letters' pages."""

from __future__ import annotations

from portal.staff.forms_case import LONGEST_LETTER_WORDS
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.complaints import RESULTS
from requests_.model.correspondence import Audience, LetterKind, PrintSize

LONGEST_LESSONS = 5_000


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


class ComplaintForm(WriteForm):
    """The answer to a complaint: the letter says its outcome and the words; what changes is for the file."""

    result = RadioField(
        "What did you decide about the complaint?",
        hint="The letter says it in plain words",
        choices=tuple((row.result.value, row.title, row.says) for row in RESULTS),
        needed="Select what you decided",
    )
    lessons = TextField(
        "What changes, so that it does not happen again?",
        hint="For the file: who does what, and by when. Needed where something was wrong.",
        rows=4,
        longest=LONGEST_LESSONS,
    )


def write_form(
    kind: LetterKind, reasons: tuple[tuple[str, str], ...], formdata: object = None, **shown: str
) -> WriteForm:
    """The form of a letter, with the reasons it may give: none for a letter that refuses nothing."""
    form = ComplaintForm() if kind is LetterKind.COMPLAINT_OUTCOME else WriteForm()
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
