"""The form of keeping a case back."""

from __future__ import annotations

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import TextField
from portal.web.forms import PortalForm


class KeepForm(PortalForm):
    """Until when, and why."""

    until = DateField(
        "Until which day is it kept?",
        hint="It goes in the evening of that day, unless somebody keeps it again. Today’s date ends an earlier wish.",
        needed="Enter the day until which it is kept",
    )
    record = TextField(
        "Why is it kept, and for whom?",
        hint="For example: a claim was announced. Kept with the case, erased with its details.",
        needed="Write down why it is kept",
        rows=4,
        longest=LONGEST_RECORD,
    )
