"""The answers in words, for "check your answers"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.public.intake_conditions import Answers
from portal.public.intake_steps import Step, asked, form_for
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, PortalField, RadioField
from portal.web.words import day_in_words, say

Answer = Mapping[str, Any]


def rows(answers: Answers) -> Iterator[tuple[Step, list[str]]]:
    """Every question that was asked, with its answer as lines of text."""
    for step in asked(answers):
        form = form_for(step, None, answers)
        fields = list(form)
        lines = [
            line for field in fields for line in _lines(field, is_alone=field.is_said or _needs_no_label(step, fields))
        ]
        yield step, ([" ".join(lines)] if step.key == "name" else lines) or [say("Nothing entered")]


def _needs_no_label(step: Step, fields: list[PortalField]) -> bool:
    return len(fields) == 1 or step.key in ("name", "contact", "school")


def _lines(field: PortalField, *, is_alone: bool) -> Iterable[str]:
    values = list(_in_words(field))
    if not values or is_alone:
        return values
    label = say(field.label.text)
    return [f"{label}{'' if label.endswith('?') else ':'} {values[0]}", *values[1:]]


def _in_words(field: PortalField) -> Iterator[str]:
    if isinstance(field, DateField):
        if isinstance(field.data, date):
            yield day_in_words(field.data)
    elif isinstance(field, RadioField | CheckboxField):
        picked = {field.data} if isinstance(field, RadioField) else set(field.data or ())
        yield from (say(choice[1]) for choice in field.choices if choice[0] in picked)
    else:
        yield from (line for line in str(field.data or "").split("\n") if line)
