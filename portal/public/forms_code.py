"""The one-time code that somebody was sent, as every page asks for it."""

from __future__ import annotations

from portal.web.fields import TextField
from portal.web.forms import PortalForm


class CodeForm(PortalForm):
    """The one-time code."""

    code = TextField(
        "Enter the code we sent you",
        hint="It looks like 7KQ2M-XW4RB and works for 30 minutes",
        needed="Enter the code we sent you",
        longest=20,
        autocomplete="one-time-code",
        classes="govuk-input--width-10",
        is_heading=True,
    )
