"""The forms that ask why other people's information is shown or withheld."""

from __future__ import annotations

from collections.abc import Iterable

from portal.staff.forms_review import LONGEST_RECORD
from portal.web.fields import CheckboxField, RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from requests_.model.exemptions import Exemption
from requests_.model.other_people import FACTOR_QUESTIONS, ShowGround, ThirdPartyFactors
from templates.labels import label

Choices = tuple[tuple[str, str], ...]
KEPT = "Kept with the case, erased with its details."


def _people() -> CheckboxField:
    return CheckboxField("Who is it about?", choices=(), needed="Select at least one person")


def _factor(name: str) -> TextField:
    return TextField(FACTOR_QUESTIONS[name], rows=2, longest=LONGEST_RECORD)


class WithholdForm(PortalForm):
    """Why other people's information is withheld. The choices are the people that marks point to."""

    person = _people()
    record = TextField(
        "Write down why",
        hint=f"Whether they agreed or why they were not asked, and why it is not reasonable to share it. {KEPT}",
        needed="Write down why it is withheld",
        rows=3,
        longest=LONGEST_RECORD,
    )
    reason = SelectField(
        "If it is not because it is about somebody else, why?",
        hint="Needed for somebody who acted in their work, such as a teacher: their name is shown unless there is "
        "another reason",
        choices=(),
    )


class ShowForm(PortalForm):
    """Why other people's information is shown: consent, a worker, or the five factors."""

    person = _people()
    ground = RadioField(
        "Why may it be shown?",
        choices=tuple((str(ground), label("show_ground", ground)) for ground in ShowGround),
        needed="Select why this person's information may be shown",
    )
    kind_of_information = _factor("kind_of_information")
    duty_of_confidence = _factor("duty_of_confidence")
    steps_for_consent = _factor("steps_for_consent")
    able_to_consent = _factor("able_to_consent")
    refused_consent = _factor("refused_consent")
    record = TextField(
        "Anything else to write down",
        hint=f"How and when they agreed; or whose it is, when it is no other person's. {KEPT}",
        rows=3,
        longest=LONGEST_RECORD,
    )

    @property
    def factors(self) -> ThirdPartyFactors | None:
        """The five answers, where showing rests on them."""
        if self.ground.data != ShowGround.REASONABLE:
            return None
        return ThirdPartyFactors(**{name: self[name].data or "" for name in FACTOR_QUESTIONS})


def withhold_form(
    people: Choices, exemptions: Iterable[Exemption], sent: object, chosen: list[str], **shown: str
) -> WithholdForm:
    """The form for withholding, with these people and grounds."""
    form = WithholdForm()
    form.person.choices = people
    form.reason.choices = tuple((row.code, row.label) for row in exemptions)
    form.process(sent, data={"person": chosen, **shown})
    return form


def show_form(people: Choices, sent: object, chosen: list[str], **shown: str) -> ShowForm:
    """The form for showing, with these people."""
    form = ShowForm()
    form.person.choices = people
    form.process(sent, data={"person": chosen, **shown})
    return form
