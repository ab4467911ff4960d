"""Form fields that take anything a browser, a robot or an attacker sends, and answer with a plain sentence.

Each field renders through the GOV.UK component of its kind. `needed` is what is said when a required answer is missing;
"" makes the answer optional. No field raises on missing, repeated, odd or endless input.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from wtforms import Field
from wtforms.validators import ValidationError

from portal.web.typed import cleaned
from portal.web.words import say
from templates.components import Components

govuk = Components()


class PortalField(Field, ABC):  # type: ignore[misc]
    """What every field of ours has: its hint, and what its label is to the page's heading.

    `is_heading`: it is the heading. `is_said`: the heading has said it, so that it is only read aloud.
    """

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        needed: str = "",
        is_heading: bool = False,
        is_said: bool = False,
        **others: Any,
    ) -> None:
        super().__init__(label, **others)
        self.hint = hint
        self.needed = needed
        self.is_heading = is_heading
        self.is_said = is_said

    def __call__(self, **_: Any) -> Markup:
        """The field as HTML."""
        return self.html()

    @abstractmethod
    def html(self) -> Markup:
        """The field through its component."""

    @property
    def first_input_id(self) -> str:
        """Where the error summary's link goes: always something that takes the focus."""
        return str(self.id)

    def label_params(self) -> dict[str, Any]:
        """The label, as the page's heading where it is one."""
        classes = "govuk-label--l" if self.is_heading else "govuk-label--s"
        return {"text": say(self.label.text), "classes": classes, "isPageHeading": self.is_heading}

    def legend_params(self) -> dict[str, Any]:
        """The fieldset's legend, as the page's heading where it is one."""
        quiet = "govuk-visually-hidden" if self.is_said else "govuk-fieldset__legend--s"
        classes = "govuk-fieldset__legend--l" if self.is_heading else quiet
        return {"legend": {"text": say(self.label.text), "classes": classes, "isPageHeading": self.is_heading}}

    def common_params(self) -> dict[str, Any]:
        """Hint and error message, left out where there is none."""
        params: dict[str, Any] = {}
        if self.hint:
            params["hint"] = {"text": say(self.hint)}
        if self.errors:
            params["errorMessage"] = {"text": self.errors[0], "visuallyHiddenText": say("Error")}
        return params


class TextField(PortalField):
    """One line of text, or several when `rows` is given; `needs_letters` where signs alone say nothing."""

    def __init__(
        self,
        label: str,
        *,
        longest: int = 200,
        rows: int = 0,
        autocomplete: str = "",
        inputmode: str = "",
        input_type: str = "text",
        classes: str = "",
        needs_letters: bool = False,
        **others: Any,
    ) -> None:
        super().__init__(label, **others)
        self.needs_letters = needs_letters
        self.longest = longest
        self.rows = rows
        self.classes = classes
        self.attributes: dict[str, str] = {"autocomplete": autocomplete} if autocomplete else {}
        self.inputmode = inputmode
        self.input_type = input_type

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the first value sent."""
        first = valuelist[0] if valuelist else ""
        # A password is taken as it was typed: it may hold blanks on purpose.
        is_secret = self.input_type == "password"
        self.data = str(first) if is_secret else cleaned(str(first), keep_lines=bool(self.rows))

    def pre_validate(self, form: Any) -> None:
        """Say what is missing or too long."""
        text = self.data or ""
        is_empty = not any(map(str.isalnum, text)) if self.needs_letters else not text
        if is_empty and self.needed:
            raise ValidationError(say(self.needed))
        if len(text) > self.longest:
            raise ValidationError(
                say(
                    "Shorten this to {longest} characters or fewer. It has {length}: {over} too many.",
                    longest=f"{self.longest:,}",
                    length=f"{len(text):,}",
                    over=f"{len(text) - self.longest:,}",
                )
            )

    def html(self) -> Markup:
        """An input, or a textarea when there are rows."""
        params: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "label": self.label_params(),
            "value": "" if self.input_type == "password" else self.data or "",
            "classes": self.classes,
            "attributes": self.attributes,
            **self.common_params(),
        }
        if self.rows:
            return govuk.textarea({**params, "rows": str(self.rows)})
        params["type"] = self.input_type
        params["spellcheck"] = False
        if self.inputmode:
            params["inputmode"] = self.inputmode
        return govuk.input(params)


class EmailField(TextField):
    """An e-mail address that could receive mail."""

    def __init__(self, label: str, **others: Any) -> None:
        super().__init__(
            label, longest=254, input_type="email", autocomplete=others.pop("autocomplete", "email"), **others
        )

    def pre_validate(self, form: Any) -> None:
        """Refuse what no mail server would take."""
        super().pre_validate(form)
        if self.data and not _could_be_email(self.data):
            raise ValidationError(say("Enter an email address in the correct format, like name@example.com"))


class RadioField(PortalField):
    """One answer out of a few. `choices` are (value, label) or (value, label, hint)."""

    def __init__(
        self, label: str, *, choices: Iterable[tuple[str, ...]], is_inline: bool = False, **others: Any
    ) -> None:
        super().__init__(label, **others)
        self.choices = tuple(choices)
        self.classes = "govuk-radios--inline" if is_inline else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the first value sent when it is one of the choices."""
        sent = str(valuelist[0]) if valuelist else ""
        self.data = sent if sent in {choice[0] for choice in self.choices} else ""

    def pre_validate(self, form: Any) -> None:
        """Say that a choice is needed."""
        if not self.data and self.needed:
            raise ValidationError(say(self.needed))

    def html(self) -> Markup:
        """Radios in a fieldset with a legend."""
        return govuk.radios(
            {
                "idPrefix": self.id,
                "name": self.name,
                "fieldset": self.legend_params(),
                "classes": self.classes,
                "items": _items(self.choices, {self.data}),
                **self.common_params(),
            }
        )


class SelectField(PortalField):
    """One answer out of a longer list, with an empty first line."""

    def __init__(self, label: str, *, choices: Iterable[tuple[str, str]], **others: Any) -> None:
        super().__init__(label, **others)
        self.choices = tuple(choices)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the first value sent when it is one of the choices."""
        sent = str(valuelist[0]) if valuelist else ""
        self.data = sent if sent in {value for value, _ in self.choices} else ""

    def pre_validate(self, form: Any) -> None:
        """Say that a choice is needed."""
        if not self.data and self.needed:
            raise ValidationError(say(self.needed))

    def html(self) -> Markup:
        """A select with its label."""
        lines = [{"value": value, "text": text, "selected": value == self.data} for value, text in self.choices]
        return govuk.select(
            {
                "id": self.id,
                "name": self.name,
                "label": self.label_params(),
                "items": [{"value": "", "text": "Choose"}, *lines],
                **self.common_params(),
            }
        )


class CheckboxField(PortalField):
    """Any number of answers out of a few; anything else that is sent is left out."""

    def __init__(self, label: str, *, choices: Iterable[tuple[str, ...]], **others: Any) -> None:
        super().__init__(label, **others)
        self.choices = tuple(choices)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the values that are choices, in the order of the choices."""
        sent = {str(value) for value in valuelist}
        self.data = [choice[0] for choice in self.choices if choice[0] in sent]

    def pre_validate(self, form: Any) -> None:
        """Say that at least one is needed."""
        if not self.data and self.needed:
            raise ValidationError(say(self.needed))

    def html(self) -> Markup:
        """Checkboxes in a fieldset with a legend."""
        return govuk.checkboxes(
            {
                "idPrefix": self.id,
                "name": self.name,
                "fieldset": self.legend_params(),
                "items": _items(self.choices, set(self.data or ())),
                **self.common_params(),
            }
        )


def error_list(fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """The entries of an error summary, in the order of the fields; every link lands on an input."""
    return [
        {"text": str(field.errors[0]), "href": f"#{field.first_input_id}"}
        for field in fields.values()
        if isinstance(field, PortalField) and field.errors
    ]


def _items(choices: Iterable[tuple[str, ...]], chosen: set[Any]) -> list[dict[str, Any]]:
    items = []
    for value, text, *rest in choices:
        item: dict[str, Any] = {"value": value, "text": say(text), "checked": value in chosen}
        if rest:
            item["hint"] = {"text": say(rest[0])}
        items.append(item)
    return items


def _could_be_email(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
