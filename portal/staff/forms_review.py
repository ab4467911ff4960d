"""The forms of review."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.validators import ValidationError

from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.events.base import DocumentOutcome
from requests_.model.exemptions import Exemption, offered_for
from requests_.model.gates import HealthGround
from requests_.model.people import Capacity
from requests_.model.rights import Regime
from templates.labels import label

LONGEST_RECORD = 4_000
RECORD_HINT = "What the reason needs is listed below. Kept with the case, erased with its details."


class WordsForm(PortalForm):
    """Words to withhold wherever they stand. The reasons are those of the laws the case's documents are held under."""

    words = TextField(
        "Words to withhold",
        hint="In every document of this case, in capitals or not",
        needed="Enter the words to withhold",
        longest=200,
    )
    reason = SelectField("Why", choices=(), needed="Choose why these words are withheld")
    record = TextField("Write down what the reason needs", hint=RECORD_HINT, rows=3, longest=LONGEST_RECORD)


class PartForm(PortalForm):
    """A passage of one page or section, or all of it. The reasons are those of the law the document is held under."""

    extent = RadioField(
        "What is withheld here?",
        choices=(("passage", "A passage"), ("page", "All that is shown here")),
        needed="Select what is withheld here",
    )
    passage = TextField(
        "The passage",
        hint="As it stands in the text; where it stands here more than once, each time goes",
        rows=3,
        longest=10_000,
    )
    part_reason = SelectField("Why", choices=(), needed="Choose why it is withheld")
    part_record = TextField("Write down what the reason needs", hint=RECORD_HINT, rows=3, longest=LONGEST_RECORD)

    def validate_passage(self, field: TextField) -> None:
        """A passage that is withheld has words."""
        if self.extent.data == "passage" and not (field.data or "").strip():
            raise ValidationError("Enter the passage, or select it in the text")


class PasswordForm(PortalForm):
    """The password that opens a locked file."""

    file_password = TextField(
        "Password of the file",
        hint="Used once, to make a copy without the lock. It is not kept.",
        needed="Enter the password of the file",
        input_type="password",
        autocomplete="off",
        classes="govuk-input--width-20",
    )


class MarksForm(PortalForm):
    """What is written about single marks."""

    record = TextField(
        "If they point to nobody known, why are they shown or withheld?",
        hint="Asked for once in a case, such as “the school office’s number”. Kept with the case, erased with its "
        "details.",
        rows=2,
        longest=LONGEST_RECORD,
        id="marks-record",
    )


class OutcomeForm(PortalForm):
    """What becomes of a whole document. The reasons are those of the law it is held under."""

    outcome = RadioField(
        "What becomes of this document?",
        choices=tuple((str(outcome), label("outcome", outcome)) for outcome in DocumentOutcome),
        needed="Select what becomes of this document",
    )
    reason = SelectField("If it is withheld, why?", choices=())
    record = TextField("Write down what the reason needs", hint=RECORD_HINT, rows=3, longest=LONGEST_RECORD)


class HealthForm(PortalForm):
    """What lets documents about health pass. The choices are the case's documents about health."""

    documents = CheckboxField("Which documents is it about?", choices=(), needed="Select at least one document")
    ground = RadioField(
        "What settles it?",
        choices=tuple((str(ground), label("health_ground", ground)) for ground in HealthGround),
        needed="Select what settles it",
    )
    opinion_on = DateField(
        "If it is an opinion, when was it given?",
        hint="It counts for six months",
        latest=lambda: resources().clock.london_date(),
    )
    record = TextField(
        "Write it down",
        hint="The professional's name, role and registration, what they say, and why they are the right one to ask; or "
        "how you know that the person knows it. Kept with the case, erased with its details.",
        needed="Write down whose opinion it is, or how you know that the person knows it",
        rows=4,
        longest=LONGEST_RECORD,
    )


def offered(regimes: Iterable[Regime], capacity: Capacity) -> tuple[Exemption, ...]:
    """What may be chosen for items that are held under these laws, each once."""
    held_under = set(regimes)
    rows = {row.code: row for regime in Regime if regime in held_under for row in offered_for(regime, capacity)}
    return tuple(rows.values())


def words_form(exemptions: Iterable[Exemption], formdata: object = None) -> WordsForm:
    """The form for words, with these reasons."""
    form = WordsForm()
    form.reason.choices = _reasons(exemptions)
    form.process(formdata)
    return form


def part_form(exemptions: Iterable[Exemption], formdata: object = None) -> PartForm:
    """The form for a part of a document, with these reasons."""
    form = PartForm()
    form.part_reason.choices = _reasons(exemptions)
    form.process(formdata)
    return form


def outcome_form(
    exemptions: Iterable[Exemption], formdata: object = None, *, outcome: str = "", reason: str = ""
) -> OutcomeForm:
    """The form for a whole document, with these reasons, as it stands decided."""
    form = OutcomeForm()
    form.reason.choices = _reasons(exemptions)
    form.process(formdata, data={"outcome": outcome, "reason": reason})
    return form


def health_form(documents: tuple[tuple[str, str], ...], formdata: object = None) -> HealthForm:
    """The form for documents about health."""
    form = HealthForm()
    form.documents.choices = documents
    form.process(formdata, data={"documents": [key for key, _ in documents]})
    return form


def _reasons(exemptions: Iterable[Exemption]) -> tuple[tuple[str, str], ...]:
    return tuple((row.code, row.label) for row in exemptions)
