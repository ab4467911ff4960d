"""A date in three boxes. Each fault is told in words, and the error summary links to the box that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup
from wtforms.validators import ValidationError

from portal.web.fields import PortalField, govuk
from portal.web.typed import cleaned
from portal.web.words import say

PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateField(PortalField):
    """Day, month and year, typed as numbers (or the month by name).

    `earliest` and `latest` are called when the form is checked, so that "today" is the day of the answer. `is_ahead` is
    for a day that is still to come: its `earliest` is today.
    """

    def __init__(
        self,
        label: str,
        *,
        earliest: Any = None,
        latest: Any = None,
        is_birthday: bool = False,
        is_ahead: bool = False,
        **others: Any,
    ) -> None:
        super().__init__(label, **others)
        self.earliest = earliest
        self.latest = latest
        self.is_ahead = is_ahead
        self.is_birthday = is_birthday
        self.parts: dict[str, str] = dict.fromkeys(PARTS, "")
        self.wrong_part = "day"

    def process(self, formdata: Any, data: Any = None, **_: Any) -> None:
        """Read the three boxes, whichever of them were sent, or start from `data`."""
        self.process_errors: list[str] = []
        self.errors: list[str] = []
        self.data = data if isinstance(data, date) else None
        self.parts = _parts_of(self.data)
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in PARTS):
            self.parts = {part: cleaned(str(formdata.get(f"{self.name}-{part}", ""))) for part in PARTS}
            self.data = None

    def pre_validate(self, form: Any) -> None:
        """Turn the boxes into a date, or say which box is wrong and why."""
        missing = [part for part in PARTS if not self.parts[part]]
        if len(missing) == 3:
            self.data = None
            if self.needed:
                raise ValidationError(say(self.needed))
            return
        if missing:
            self.wrong_part = missing[0]
            raise ValidationError(say(f"{self.spoken_name} must include a {' and '.join(missing)}"))
        self.data = self._whole_date()
        if self.latest is not None and self.data > self.latest():
            raise ValidationError(say(f"{self.spoken_name} must be today or in the past"))
        if self.earliest is not None and self.data < self.earliest():
            self.wrong_part = "day" if self.is_ahead else "year"
            if self.is_ahead:
                raise ValidationError(say("The date must be today or later"))
            raise ValidationError(say(f"{self.spoken_name} must be after {{year}}", year=self.earliest().year - 1))

    @property
    def day(self) -> date:
        """The date of a field that was valid and needed."""
        assert self.data is not None
        return self.data

    @property
    def spoken_name(self) -> str:
        """What messages call this date."""
        return "Date of birth" if self.is_birthday else "The date"

    @property
    def first_input_id(self) -> str:
        """The box that is wrong."""
        return f"{self.id}-{self.wrong_part}"

    def html(self) -> Markup:
        """The date input component."""
        return govuk.date_input(
            {
                "id": self.id,
                "namePrefix": self.name,
                "fieldset": {**self.legend_params(), "role": "group"},
                "items": [self._box(part) for part in PARTS],
                **self.common_params(),
            }
        )

    def _box(self, part: str) -> dict[str, Any]:
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        is_wrong = bool(self.errors) and (part == self.wrong_part or not self.parts[part])
        box = {
            "name": part,
            "label": say(part.capitalize()),
            "value": self.parts[part],
            "classes": f"{width} govuk-input--error" if is_wrong else width,
        }
        return {**box, "autocomplete": f"bday-{part}"} if self.is_birthday else box

    def _whole_date(self) -> date:
        day, year = _number(self.parts["day"]), _number(self.parts["year"])
        month = _month(self.parts["month"])
        for part, number, largest in (("day", day, 31), ("month", month, 12), ("year", year, 9999)):
            if number is None or not 1 <= number <= largest or (part == "year" and number < 1000):
                self.wrong_part = part
                example = ", like 2012" if part == "year" else ""
                raise ValidationError(say(f"{self.spoken_name} must have a real {part}{example}"))
        try:
            return date(year or 0, month or 0, day or 0)
        except ValueError:
            raise ValidationError(say(f"{self.spoken_name} must be a real date")) from None


def _parts_of(day: date | None) -> dict[str, str]:
    if day is None:
        return dict.fromkeys(PARTS, "")
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _number(typed: str) -> int | None:
    # In the digits of any script: whoever reads us in another language may type in it.
    return int(typed) if typed.isdecimal() and len(typed) <= 4 else None


def _month(typed: str) -> int | None:
    by_name: Mapping[str, int] = {name: number for number, name in enumerate(_MONTHS, 1)}
    return by_name.get(typed.lower()[:3]) if typed[:1].isalpha() else _number(typed)
