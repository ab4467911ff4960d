"""The forms of the letters' pages."""

from __future__ import annotations

from portal.staff.forms_case import LONGEST_LETTER_WORDS
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from requests_.model.correspondence import Audience, PrintSize


class WriteForm(PortalForm):
    """A letter's words, for whom they are, and how large they are set."""

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


class RewriteForm(PortalForm):
    """Other words for a letter that could not be sent."""

    words = TextField("The words of the letter", needed="Write the words", rows=6, longest=LONGEST_LETTER_WORDS)
