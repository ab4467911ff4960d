"""The forms of looking again."""

from __future__ import annotations

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm


class LookForm(PortalForm):
    """What was looked at again, and what was found. The choices are what waits in the case."""

    look = RadioField("What did you look at?", choices=(), needed="Select what you looked at")
    still = RadioField(
        "Does the reason still hold?",
        choices=(("yes", "Yes: look once more on the day below"), ("no", "No: it has ended")),
        needed="Select whether the reason still holds",
    )
    again_on = DateField("When will you look once more?", hint="Only if the reason still holds")
    record = TextField(
        "Write down what you found",
        hint="Whom you asked, and what they said. Kept with the case, erased with its details.",
        needed="Write down what you found",
        rows=4,
        longest=LONGEST_RECORD,
    )

    def validate(self, extra_validators: object = None) -> bool:
        """A reason that still holds needs its next day."""
        is_valid = bool(super().validate(extra_validators))
        if self.still.data == "yes" and self.again_on.data is None and not self.again_on.errors:
            self.refuse("again_on", "Enter the day to look once more")
            return False
        return is_valid


class SetForm(PortalForm):
    """When a limit on the use of information is looked at again."""

    due_on = DateField("When will you look at the limit again?", needed="Enter the day to look at the limit again")


class OwnDayForm(PortalForm):
    """Another day to look at what is withheld for a reason. The choices are the reasons of the case."""

    code = RadioField("What is withheld?", choices=(), needed="Select what is withheld")
    own_day = DateField("When will you look at it again?", needed="Enter the day to look at it again")
    why = TextField(
        "Why on that day?",
        hint="Such as the day of a hearing. Kept with the case, erased with its details.",
        needed="Write down why on that day",
        rows=2,
        longest=LONGEST_RECORD,
    )


def own_day_form(choices: tuple[tuple[str, str], ...], formdata: object = None) -> OwnDayForm:
    """The form with the reasons of the case."""
    form = OwnDayForm()
    form.code.choices = choices
    form.process(formdata)
    return form


def look_form(choices: tuple[tuple[str, str], ...], formdata: object = None) -> LookForm:
    """The form with what waits in the case."""
    form = LookForm()
    form.look.choices = choices
    form.process(formdata, data={"look": choices[0][0]} if len(choices) == 1 else {})
    return form
