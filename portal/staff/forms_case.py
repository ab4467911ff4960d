"""The forms of a case page, outside its review."""

from __future__ import annotations

from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.errors import InvalidCommand
from requests_.model.addressee import WHY_NOT_DIRECT
from requests_.model.events.base import ExtensionReason, LateReason, LateUnit, RefusalGround
from requests_.model.identity import EVIDENCE_FOR, Check
from requests_.model.pauses import PauseReason
from requests_.model.question_words import QUESTION_WORDS
from requests_.model.rights import Regime
from templates.labels import label

LONGEST_LETTER_WORDS = 4_000


class EvidenceForm(PortalForm):
    """What settled a check, and when it came. The choices are those of the check."""

    evidence = RadioField("What did you see?", choices=(), needed="Select what settled this check")
    received_on = DateField(
        "When did it come?",
        hint="The day it reached the council, not the day you looked at it. Leave it empty for what we held already.",
        latest=lambda: resources().clock.london_date(),
    )


class AddresseeForm(PortalForm):
    """Whether the person whom the requester named may have the copy, and what shows it."""

    may_receive = RadioField(
        "May this person have the copy?",
        choices=(
            ("yes", "Yes", "The requester may ask for it to go there, and we know that this is the person"),
            ("no", "No", "The copy goes to the requester, and to nobody else"),
        ),
        needed="Select whether this person may have the copy",
    )
    considered = TextField(
        "What did you check?",
        hint="For example: the requester confirmed the name and the address by telephone; the firm is in the register "
        "of solicitors; nobody presses the requester to share it. Kept with the case.",
        needed="Write down what you checked: it is kept with the case",
        rows=4,
        longest=LONGEST_RECORD,
    )


class FileAddresseeForm(AddresseeForm):
    """Whether a file goes straight to whom the requester named; if not, the letter says why."""

    why_not = RadioField(
        "If not, why?",
        hint="The letter says this, and how to complain",
        choices=tuple((why.value, reason.label, reason.citation) for why, reason in WHY_NOT_DIRECT.items()),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Nothing is refused without a reason."""
        is_valid = bool(super().validate(extra_validators))
        if self.may_receive.data == "no" and not self.why_not.data:
            self.refuse("why_not", "Select why it does not go straight to them: the letter says so")
            return False
        return is_valid


class AcceptForm(PortalForm):
    """Which sources are searched. The choices are the installation's."""

    sources = CheckboxField("Where to search", choices=(), needed="Select at least one source")
    because = TextField(
        "If you leave a store out, why?",
        hint="Whoever signs off reads it, and the letter that goes with a copy says it as you write it",
        rows=2,
        longest=LONGEST_LETTER_WORDS,
    )


class OtherLawForm(PortalForm):
    """What of a request is held under the other law too."""

    considered = TextField(
        "What is held under it, and who holds it?",
        hint="Kept with the case. Both laws then have a clock of their own: this cannot be taken back.",
        needed="Write what is held under it, and who holds it",
        rows=2,
        longest=LONGEST_RECORD,
    )


class GapForm(PortalForm):
    """Why a request is answered without a store that could not be searched."""

    because = TextField(
        "Why do we answer without it?",
        hint="What was tried, and why it is right not to wait. Kept with the case, and shown to whoever signs off.",
        needed="Write down why it is answered without this source",
        rows=2,
        longest=LONGEST_RECORD,
    )


class ClarifyForm(PortalForm):
    """What the requester is asked, why it has to be, and whose clock it stops."""

    reason = RadioField(
        "What has to be made clear?",
        choices=tuple((str(reason), label("pause_reason", reason)) for reason in PauseReason),
        needed="Select what has to be made clear",
    )
    question = TextField(
        "What do you need to know?",
        hint="This goes into the email as you write it. Ask only for what you need to find the information.",
        needed="Write the question",
        rows=6,
        longest=LONGEST_LETTER_WORDS,
    )
    needed_for = TextField(
        "Why can you not find it without this?",
        hint="Kept with the case, not sent. How much there is, and what was tried: a question is not asked as a rule.",
        needed="Write why you cannot find it without this",
        rows=3,
        longest=LONGEST_RECORD,
    )
    laws = CheckboxField("Whose clock does it stop?", choices=(), needed="Select at least one law")


def first_words(reason: str) -> dict[str, str]:
    """What the form of a question begins with, where a reason was chosen."""
    if reason not in QUESTION_WORDS:
        return {}
    return {"reason": reason, "question": QUESTION_WORDS[PauseReason(reason)]}


class ClarifiedForm(PortalForm):
    """When the answer came."""

    received_on = DateField(
        "When did the answer come?",
        needed="Enter the day the answer came",
        latest=lambda: resources().clock.london_date(),
    )


class ExtendForm(PortalForm):
    """Why two further months are needed."""

    reason = RadioField(
        "Why is more time needed?",
        choices=tuple((str(reason), label("extension_reason", reason)) for reason in ExtensionReason),
        needed="Select why more time is needed",
    )
    explanation = TextField(
        "Explain it to the requester",
        hint="This goes into the letter as you write it",
        needed="Write the explanation",
        rows=6,
        longest=LONGEST_LETTER_WORDS,
    )
    laws = CheckboxField("Under which law?", choices=(), needed="Select at least one law")


class LateForm(PortalForm):
    """Why the answer is late, and where the time was lost."""

    reason = RadioField(
        "What is the main reason?",
        choices=tuple((str(reason), label("late_reason", reason)) for reason in LateReason),
        needed="Select the main reason",
    )
    words = TextField(
        "What happened?",
        hint="Needed for another reason. Kept with the case, erased with its details; reports count the reason only.",
        rows=3,
        longest=LONGEST_RECORD,
    )
    unit = RadioField(
        "Where was the time lost?",
        hint="Who has to change something, so that it does not happen again",
        choices=tuple((str(unit), label("late_unit", unit)) for unit in LateUnit),
        needed="Select where the time was lost",
    )


class RefuseForm(PortalForm):
    """Why the request is not acted on."""

    ground = RadioField(
        "Why is the request refused?",
        choices=tuple((str(ground), label("refusal_ground", ground)) for ground in RefusalGround),
        needed="Select why the request is refused",
    )
    reasons = CheckboxField(
        "Which exemptions?", hint="Only if what is asked for is exempt: the letter says each in plain words", choices=()
    )
    record = TextField(
        "What did you see and weigh?",
        hint="What shows that the ground is met. Kept with the case, not in the letter.",
        rows=4,
        longest=LONGEST_RECORD,
    )
    explanation = TextField(
        "Do you want to add anything?",
        hint="The letter gives the reasons, their law and how to complain. This stands after the reasons.",
        rows=4,
        longest=LONGEST_LETTER_WORDS,
    )


def refuse_form(reasons: tuple[tuple[str, str], ...], formdata: object = None) -> RefuseForm:
    """The form for refusing, with the exemptions of the case."""
    form = RefuseForm()
    form.reasons.choices = reasons
    form.process(formdata)
    return form


LawForm = TypeVar("LawForm", ClarifyForm, ExtendForm)


def law_form(form: LawForm, laws: tuple[Regime, ...], formdata: object = None, **first: str) -> LawForm:
    """A form that asks for the law where there are two, all of them chosen at first; where there is one it does not.

    `first` is what its other fields begin with.
    """
    if len(laws) > 1:
        form.laws.choices = tuple((str(law), label("regime", law)) for law in laws)
    else:
        del form.laws
    form.process(formdata, data={"laws": [str(law) for law in laws], **first})
    return form


def chosen_laws(form: ClarifyForm | ExtendForm, sent: MultiDict[str, str]) -> tuple[Regime, ...]:
    """The laws that were chosen; none where there was no choice. Raises InvalidCommand for a law nobody offered."""
    if "laws" not in form and sent.getlist("laws"):
        raise InvalidCommand("There is one law to choose in this case: leave the choice of law out.", field="laws")
    return tuple(Regime(law) for law in form.laws.data) if "laws" in form else ()


def evidence_form(check: Check, formdata: object = None) -> EvidenceForm:
    """The evidence form with the choices of `check`."""
    form = EvidenceForm()
    form.evidence.choices = tuple((str(kind), label("evidence", kind)) for kind in EVIDENCE_FOR[check])
    form.process(formdata)
    return form


def accept_form(sources: tuple[tuple[str, str], ...], formdata: object = None) -> AcceptForm:
    """The accept form with the installation's sources, all of them chosen at first."""
    form = AcceptForm()
    form.sources.choices = sources
    form.process(formdata, data={"sources": [key for key, _ in sources]})
    return form
