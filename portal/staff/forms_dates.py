"""The forms of dates that the regulator, a tribunal or a court sets."""

from __future__ import annotations

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.set_dates import SET_DATES, SetDateEnd
from templates.labels import label


class SetDateForm(PortalForm):
    """Who set which date, by which letter."""

    what = RadioField(
        "What was set?",
        choices=tuple((str(kind), f"{label('set_date', kind)} ({row.citation})") for kind, row in SET_DATES.items()),
        needed="Select what was set",
    )
    due_on = DateField("By which day?", needed="Enter the day that was set")
    letter_on = DateField(
        "Of which day is the letter?",
        needed="Enter the day of the letter",
        latest=lambda: resources().clock.london_date(),
    )
    letter = TextField(
        "Who wrote it, and its number",
        hint="For example: case officer, reference IC-123456-A1B2. Say what has to be done by then.",
        needed="Name the letter that set the date",
        rows=3,
        longest=LONGEST_RECORD,
    )


class EndDateForm(PortalForm):
    """How a date ended. The choices of `which` are the open dates of the case."""

    which = RadioField("Which date?", choices=(), needed="Select which date")
    end = RadioField(
        "What became of it?",
        choices=tuple((str(end), label("set_date_end", end)) for end in SetDateEnd),
        needed="Select what became of it",
    )
    ended_on = DateField("On which day?", needed="Enter the day", latest=lambda: resources().clock.london_date())
    answer = TextField(
        "What did we answer or do?",
        hint="For example: by letter of 3 July, number 42 in the file. It is needed for a date that we met.",
        rows=3,
        longest=LONGEST_RECORD,
    )


class CloseForm(PortalForm):
    """What else the requester is told."""

    words = TextField(
        "What do you want to add?",
        hint="The letter gives the reason by itself. Say what was answered already, or how to ask in another way.",
        rows=4,
        longest=LONGEST_RECORD,
    )


def end_date_form(choices: tuple[tuple[str, str], ...], formdata: object = None) -> EndDateForm:
    """The form with the open dates of the case."""
    form = EndDateForm()
    form.which.choices = choices
    form.process(formdata, data={"which": choices[0][0]} if len(choices) == 1 else {})
    return form
