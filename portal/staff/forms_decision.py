"""The forms in which a record is decided, a task is shown to be done, and the answer is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from portal.staff.forms_case import LONGEST_LETTER_WORDS
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.outcome_terms import (
    GROUND_CITATIONS,
    QUESTIONS,
    Finding,
    Nature,
    OutcomeRow,
    StoreAct,
)
from requests_.model.portable import PORTABLE_BASES
from requests_.model.records import RecordField
from requests_.model.rights import Regime
from templates.labels import label

LONGEST_VALUE, LONGEST_RECORD = 2_000, 5_000


class DecisionForm(PortalForm):
    """What becomes of one record. Which questions it has depends on the outcomes that are open; see `decision_form`."""

    outcome = RadioField("What did you decide?", choices=(), needed="Select what you decided")
    words = TextField(
        "What should the letter say about it?",
        hint="In plain words, to the person. A sentence that says the outcome is put in front.",
        needed="Write what the letter says about it",
        rows=4,
        longest=LONGEST_LETTER_WORDS,
    )
    record = TextField(
        "What did you compare, whom did you ask, what did you weigh?",
        hint="For the file. It does not go to the person.",
        needed="Write down what you compared, whom you asked and what you weighed",
        rows=4,
        longest=LONGEST_RECORD,
    )

    def findings(self) -> tuple[Finding, ...]:
        """The answers to the four questions about erasure, those that were given."""
        return tuple(
            Finding(self._fields[name].data)
            for name in map(question_name, range(len(QUESTIONS)))
            if name in self._fields and self._fields[name].data
        )

    def chosen(self, name: str) -> str:
        """The answer to a question that may not be part of this form."""
        return str(self._fields[name].data or "") if name in self._fields else ""

    def given(self, record: Sequence[RecordField]) -> dict[str, str]:
        """The columns of the record that the person gave us, with what stands in them."""
        ticked = self._fields["provided"].data or () if "provided" in self._fields else ()
        return {field.column: field.text for field in record if field.column in ticked}

    def values(self, record: Sequence[RecordField]) -> dict[str, str]:
        """The columns of the record that should say something else than they do."""
        typed = {field: self.chosen(value_name(number)) for number, field in enumerate(record)}
        is_asked = bool(record) and value_name(0) in self._fields
        return {field.column: text for field, text in typed.items() if is_asked and text != field.text}


class TaskForm(PortalForm):
    """What shows that a task is done."""

    done_on = DateField(
        "When was it done?", needed="Enter the day it was done", latest=lambda: resources().clock.london_date()
    )
    evidence = TextField(
        "Who did it, and what shows it?",
        hint="For example, the email of the owner of the store, with its date",
        needed="Write down who did it and what shows it",
        rows=3,
        longest=LONGEST_RECORD,
    )


class SubmitForm(PortalForm):
    """Why nothing is decided about some of the records."""

    because = TextField(
        "Why do the others stay as they are?",
        hint="Whoever approves reads this, and the letter says it after the number of records. In words to the person.",
        needed="",
        rows=3,
        longest=LONGEST_LETTER_WORDS,
    )


class AnswerForm(PortalForm):
    """The body of the answer."""

    words = TextField(
        "What we did, and why we did not do something",
        hint="This goes into the letter as you write it. The letter adds whom we told and how to complain.",
        needed="Write what was done",
        rows=10,
        longest=LONGEST_LETTER_WORDS,
    )


def decision_form(
    rows: Iterable[OutcomeRow], regime: Regime, record: Sequence[RecordField], formdata: object = None, **shown: Any
) -> DecisionForm:
    """The form for the outcomes that are open, about a record with these fields that is held under a law."""
    offered = tuple(rows)
    made = type("MadeDecisionForm", (DecisionForm,), _questions(offered, regime, record))()
    made.outcome.choices = tuple((row.outcome.value, label("decision", row.outcome), row.says) for row in offered)
    values = {value_name(number): field.text for number, field in enumerate(record)}
    made.process(formdata, data={**values, **shown})
    return made  # type: ignore[no-any-return]


def _questions(offered: tuple[OutcomeRow, ...], regime: Regime, record: Sequence[RecordField]) -> dict[str, Any]:
    """The questions that the outcomes need answered."""
    acts = {row.act for row in offered}
    fields: dict[str, Any] = {}
    if any(row.natures for row in offered):
        fields["nature"] = RadioField(
            "What is it?",
            choices=(
                (Nature.FACT.value, "A fact", "Something that is so or is not, like a date or an address"),
                (Nature.OPINION.value, "An opinion", "What somebody thought, or how they saw it"),
            ),
            needed="Select whether it is a fact or an opinion",
        )
    if StoreAct.ERASE in acts:
        for number, (asks, yes, no) in enumerate(QUESTIONS):
            fields[question_name(number)] = RadioField(
                asks, choices=((yes.value, "Yes"), (no.value, "No")), needed="Select yes or no", is_inline=True
            )
    if any(row.needs_ground for row in offered):
        fields["ground"] = RadioField(
            "On which ground is its use limited?",
            hint="Leave this empty if it is not limited",
            choices=tuple(
                (ground.value, label("restriction_ground", ground), cited[regime])
                for ground, cited in GROUND_CITATIONS.items()
                if regime in cited
            ),
        )
    if StoreAct.PORT in acts:
        fields |= _portable_fields(record)
    if StoreAct.CHANGE in acts:
        fields |= _value_fields(record)
    if StoreAct.STATEMENT in acts:
        hint = "Only for a statement, or where the owner of the store makes the change: what it should say"
        fields["statement"] = TextField(
            "The person’s statement, or the change in words", hint=hint, rows=4, longest=LONGEST_RECORD
        )
    return fields


def _portable_fields(record: Sequence[RecordField]) -> dict[str, Any]:
    """What is asked of a record that goes into a file to take elsewhere (UK GDPR art. 20(1))."""
    asked: dict[str, Any] = {
        "basis": RadioField(
            "On what is it held?",
            hint="Leave this empty if it does not go into the file",
            choices=tuple((basis.value, label("basis", basis)) for basis in PORTABLE_BASES),
        )
    }
    if record:
        asked["provided"] = CheckboxField(
            "What did the person give us themselves?",
            hint="Only this goes into the file. Leave out what we made or worked out, and what is about somebody else: "
            "names of others in it are taken out by machine.",
            choices=tuple((field.column, field.title, field.text or "Empty") for field in record),
        )
        asked["statement"] = TextField(
            "Words in it that look like a name and are nobody else’s",
            hint="One a line. Other names are taken out: “Changes” shows what is left before anybody approves it.",
            rows=3,
            longest=LONGEST_RECORD,
        )
    return asked


def question_name(number: int) -> str:
    """The field of one of the four questions."""
    return f"question_{number}"


def value_name(number: int) -> str:
    """The field of one column of the record."""
    return f"value_{number}"


def _value_fields(record: Sequence[RecordField]) -> dict[str, TextField]:
    return {
        value_name(number): TextField(f"{field.title} should say", longest=LONGEST_VALUE)
        for number, field in enumerate(record)
    }
