"""Working days, from the government's published bank holidays.

Holidays are data and never worked out by rule: a proclaimed one-off appears at short notice. Days when the council is
shut are not holidays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from requests_.deadlines.periods import ONE_DAY
from requests_.deadlines.wording import short_date
from requests_.errors import RightsRequestError

FILE_NAME = "bank_holidays.json"
MARGIN = timedelta(days=10)
SATURDAY = 5


class CalendarExhausted(RightsRequestError):
    """A date lies where no bank holidays are known."""

    code = "calendar_exhausted"


class CalendarUnreadable(RightsRequestError):
    """A bank holiday file is not in the government's form."""

    code = "calendar_unreadable"


class Territory(StrEnum):
    """Whose holidays are left out: data protection in England looks at one, FOI and EIR at every part of the UK."""

    ENGLAND_AND_WALES = "england_and_wales"
    UNITED_KINGDOM = "united_kingdom"


DIVISIONS: Mapping[Territory, tuple[str, ...]] = {
    Territory.ENGLAND_AND_WALES: ("england-and-wales",),
    Territory.UNITED_KINGDOM: ("england-and-wales", "scotland", "northern-ireland"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The working days of a territory, for the whole years from `first_on` to `last_on`."""

    territory: Territory
    holidays: Mapping[date, str]
    first_on: date
    last_on: date

    @classmethod
    def england_and_wales(cls) -> WorkingDays:
        """The calendar of data protection in England."""
        return _known(Territory.ENGLAND_AND_WALES)

    @classmethod
    def united_kingdom(cls) -> WorkingDays:
        """The calendar of FOI and EIR: a bank holiday in any part of the UK is not a working day."""
        return _known(Territory.UNITED_KINGDOM)

    @classmethod
    def from_file(cls, path: Path, territory: Territory) -> WorkingDays:
        """Read a bank-holidays.json downloaded from gov.uk. Raises CalendarUnreadable."""
        try:
            return read_holidays(path.read_text(encoding="utf-8"), territory)
        except (OSError, UnicodeDecodeError) as fault:
            raise CalendarUnreadable(f"The bank holiday file {path.name} cannot be read: {fault}.") from fault

    def off_reason(self, day: date) -> str | None:
        """Why `day` is not a working day ("Good Friday", "Saturday"), or None when it is one."""
        self._require(day, up_to=day)
        return self.holidays.get(day) or (f"{day:%A}" if day.weekday() >= SATURDAY else None)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is neither at a weekend nor a bank holiday."""
        return self.off_reason(day) is None

    def on_or_after(self, day: date) -> date:
        """`day`, or the next working day when it is not one. Raises CalendarExhausted within ten days of the end."""
        self._require(day, up_to=day + MARGIN)
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """`day`, or the last working day before it when it is not one."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The `count`th working day after `day`."""
        while count:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def _require(self, day: date, *, up_to: date) -> None:
        if day < self.first_on or up_to > self.last_on:
            raise CalendarExhausted(
                f"Bank holidays are known from {short_date(self.first_on)} to {short_date(self.last_on)}, which is not "
                f"enough to work out a date about {short_date(day)}: download a newer gov.uk bank-holidays.json and "
                "run 'rights holidays update'.",
                day=day,
            )


def read_holidays(text: str, territory: Territory) -> WorkingDays:
    """Read the text of a gov.uk bank-holidays.json. Raises CalendarUnreadable.

    The calendar covers whole years, and only those that every division of the territory has.
    """
    try:
        divisions: Mapping[str, Any] = json.loads(text)
        tables = [
            {date.fromisoformat(event["date"]): _named(event) for event in divisions[name]["events"]}
            for name in DIVISIONS[territory]
        ]
        first_year = max(min(table).year for table in tables)
        last_year = min(max(table).year for table in tables)
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise CalendarUnreadable(
            "The bank holiday file is not in the form of gov.uk bank-holidays.json: download it again."
        ) from fault
    holidays = {day: title for table in reversed(tables) for day, title in table.items()}
    return WorkingDays(
        territory=territory,
        holidays=holidays,
        first_on=date(first_year, 1, 1),
        last_on=date(last_year, 12, 31),
    )


def _named(event: Mapping[str, Any]) -> str:
    """A holiday as it is called: a day in place of one at a weekend is said to be that."""
    is_substitute = str(event.get("notes", "")).casefold() == "substitute day"
    return f"{event['title']} (substitute day)" if is_substitute else str(event["title"])


@cache
def packaged_file() -> Path:
    """The file of holidays that comes with the code."""
    return Path(str(resources.files(__package__).joinpath(FILE_NAME)))


def holidays_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file that is read: the one RIGHTS_HOLIDAYS names once it is there, or else the one of the code."""
    named = environment.get("RIGHTS_HOLIDAYS", "")
    return Path(named) if named and Path(named).is_file() else packaged_file()


def _known(territory: Territory) -> WorkingDays:
    path = holidays_file()
    # An update is seen by a process that is running: the file is read again when it is another.
    return _read(territory, path, path.stat().st_mtime_ns)


@cache
def _read(territory: Territory, path: Path, _: int) -> WorkingDays:
    return WorkingDays.from_file(path, territory)
