"""The forms of notices to recipients and of legal holds."""

from __future__ import annotations

from portal.web.date_field import DateField
from portal.web.fields import EmailField, SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.recipient_kinds import INTERNAL, Recipient
from templates.labels import label

_KINDS = tuple(
    (kind.value, f"{label('recipient', kind)}{'' if kind in INTERNAL else ' (outside the council)'}")
    for kind in Recipient
)


def _today() -> object:
    return resources().clock.london_date()


class RecipientForm(PortalForm):
    """Somebody who was given the information, and what they are told."""

    recipient = SelectField("What are they?", choices=_KINDS, needed="Select what they are")
    name = TextField(
        "Their name", hint="The team or organisation", needed="Enter who was given the information", longest=200
    )
    given_on = DateField("When were they given it?", hint="If you know", latest=_today)
    email = EmailField(
        "Where are they told?",
        hint="An email address that you checked",
        needed="Enter where they are told",
        autocomplete="off",
    )
    words = TextField(
        "What became of the information?",
        hint="This goes to them as you write it",
        needed="Write what they are told",
        rows=4,
        longest=2_000,
    )


class NoticeAnswerForm(PortalForm):
    """What a recipient answered."""

    answered_on = DateField("When did they answer?", needed="Enter the day of the answer", latest=_today)
    answer = TextField("What did they answer?", needed="Write down what they answered", rows=3, longest=2_000)


class HoldForm(PortalForm):
    """A record that has to be kept as it is."""

    record = SelectField("Which record?", choices=(), needed="Select the record")
    reason = TextField(
        "Why does it have to be kept, and for whom?",
        needed="Write down why the record has to be kept, and for whom",
        rows=3,
        longest=2_000,
    )


def hold_form(records: tuple[tuple[str, str], ...], formdata: object = None) -> HoldForm:
    """The form of a hold with the records of the case."""
    form = HoldForm()
    form.record.choices = records
    form.process(formdata)
    return form
