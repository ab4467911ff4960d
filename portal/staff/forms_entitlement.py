"""The form of who may ask."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from requests_.model.entitlement_facts import NO_CONCERN, Asker, ChildView, Competence, Finding, SafetyChecks
from requests_.model.identity import ASKERS_FOR
from requests_.model.people import Capacity
from templates.labels import label

LONGEST_RECORD = 4_000
_YES_NO = (("no", "No"), ("yes", "Yes"))
_NOTHING_KNOWN = {
    "asker": str(Asker.PARENTAL_RESPONSIBILITY),
    "competence": str(Competence.NOT_ASSESSED),
    "child_view": str(ChildView.NOT_ASKED),
    "protected_address": str(Finding.NOT_CHECKED),
    "court_order": str(Finding.NOT_CHECKED),
    "deceased": "no",
    "overrides": "no",
}


def _choices(group: str, values: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), label(group, value)) for value in values)


def _competence() -> RadioField:
    return RadioField(
        "Does the child or young person understand what this right is?",
        hint="Ask somebody who knows them. There is no fixed age in England; from 12 most do.",
        choices=_choices("competence", Competence),
        needed="Select whether the child understands",
    )


def _considered(hint: str) -> TextField:
    return TextField(
        "What did you take into account?",
        hint=f"{hint} Kept with the case, erased with its details.",
        rows=4,
        longest=LONGEST_RECORD,
    )


def _overrides() -> RadioField:
    return RadioField(
        "If the table does not say to go on, go on all the same?",
        hint="Only for the reason written above",
        choices=_YES_NO,
        is_inline=True,
    )


def _stand() -> TextField:
    return TextField(
        "If you go on all the same: what does the other request record, and why is it safe?",
        hint="Look there first, or ask whoever may open it. Kept with the case, erased with its details.",
        rows=4,
        longest=LONGEST_RECORD,
    )


def _lifting() -> TextField:
    return TextField(
        "If a concern recorded before is none any more: what shows that?",
        hint="Whoever it protects is no longer kept safe by this case. Kept with it, erased with its details.",
        rows=4,
        longest=LONGEST_RECORD,
    )


class EntitlementForm(PortalForm):
    """What is known about who asks for whom. The choices of `asker` are what the capacity leaves open."""

    asker = RadioField("Who is asking?", choices=(), needed="Select who is asking")
    competence = _competence()
    child_view = RadioField(
        "What does the child say?",
        choices=_choices("child_view", ChildView),
        needed="Select what the child says",
    )
    protected_address = RadioField(
        "Is an address of the child, or of somebody they live with, protected?",
        hint="The requester’s own is shown to them, and kept from everybody else in the family’s requests",
        choices=_choices("finding", Finding),
        needed="Select whether an address is protected",
    )
    court_order = RadioField(
        "Does a court order limit what this person may have?",
        hint="Such as a non-molestation, prohibited steps or child arrangements order",
        choices=tuple(choice for choice in _choices("finding", Finding) if choice[0] != Finding.OWN),
        needed="Select whether there is a court order",
    )
    deceased = RadioField(
        "Has the person the information is about died?", choices=_YES_NO, needed="Select yes or no", is_inline=True
    )
    considered = _considered(
        "The child's maturity and views, the kind of information, court orders, confidence owed to the child, and what "
        "sharing or refusing would lead to."
    )
    overrides = _overrides()
    stand = _stand()
    lifting = _lifting()


class OwnEntitlementForm(PortalForm):
    """What is known about somebody who asks for themselves."""

    competence = _competence()
    considered = _considered("Who knows the young person, and what they say.")
    overrides = _overrides()
    stand = _stand()


def entitlement_form(
    capacity: Capacity,
    formdata: object = None,
    *,
    is_of_concern: bool = False,
    found: SafetyChecks = NO_CONCERN,
    answers: Mapping[str, str] | None = None,
) -> EntitlementForm | OwnEntitlementForm:
    """The form for who asks in this capacity: with nothing assumed, or with the answers as they were recorded.

    `is_of_concern`: another request records a protected address or a court order, and somebody takes a stand on it.
    `found` is what this one records of safety, which nobody lifts without saying why.
    """
    form = OwnEntitlementForm() if capacity is Capacity.SUBJECT else EntitlementForm()
    if isinstance(form, EntitlementForm):
        if not NO_CONCERN.lifts(found):
            del form.lifting
        form.asker.choices = tuple((str(asker), label("asker", asker)) for asker in ASKERS_FOR[capacity])
    if not is_of_concern:
        del form.stand
    form.process(formdata, data={**_NOTHING_KNOWN, **(answers or {})})
    return form
