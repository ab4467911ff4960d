"""The forms of the page on the council's own programs."""

from __future__ import annotations

from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from requests_.model.api import Scope
from templates.labels import label

_DAYS = (("90", "90 days"), ("365", "A year"), ("730", "Two years"))


def _client() -> TextField:
    return TextField(
        "Name of the program",
        needed="Enter the name of the program",
        hint="Small letters, numbers and hyphens, such as crm. All tokens of one name share its requests.",
        autocomplete="off",
        longest=40,
        classes="govuk-input--width-20",
    )


class TokenForm(PortalForm):
    """What a program may do, and for how long."""

    client = _client()
    scopes = CheckboxField(
        "What the token allows",
        needed="Choose at least one",
        choices=tuple((scope.value, label("scope", scope)) for scope in Scope),
    )
    days = RadioField("How long the token is good", needed="Choose how long", choices=_DAYS)


class WebhookForm(PortalForm):
    """Where a program is told that one of its requests has moved on."""

    client = _client()
    address = TextField(
        "Address",
        needed="Enter the address",
        hint="It begins with https://. It gets the reference and the new stage, and nothing else.",
        autocomplete="off",
        longest=400,
    )
