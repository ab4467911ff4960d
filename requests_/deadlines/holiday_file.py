"""The file of bank holidays: what it holds, and taking over a newer one without losing what is known."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from requests_.deadlines.working_days import CalendarUnreadable, Territory, packaged_file, read_holidays
from requests_.errors import RightsRequestError

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
Event = Mapping[str, Any]


class UpdateRefused(RightsRequestError):
    """A newer file of bank holidays that is not taken over."""

    code = "update_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayFile:
    """A file of holidays: for each division how many, and the first and last of them."""

    path: Path
    retrieved_on: str
    divisions: Mapping[str, tuple[Event, ...]]

    @property
    def counts(self) -> dict[str, tuple[int, str, str]]:
        """For each division how many holidays, the first and the last."""
        return {name: (len(events), events[0]["date"], events[-1]["date"]) for name, events in self.divisions.items()}


def read(path: Path) -> HolidayFile:
    """Read a file of the form of gov.uk bank-holidays.json. Raises CalendarUnreadable."""
    try:
        text = path.read_text(encoding="utf-8")
        # What dates are worked out with must be able to read it, too.
        for territory in Territory:
            read_holidays(text, territory)
        content = json.loads(text)
        divisions = {name: _events(content[name]["events"]) for name in DIVISIONS}
    except (OSError, UnicodeDecodeError) as fault:
        reason = os.strerror(fault.errno or 0) if isinstance(fault, OSError) else "it is not text"
        raise CalendarUnreadable(f"The bank holiday file {path.name} cannot be read: {reason}.") from fault
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise CalendarUnreadable(
            f"{path.name} is not in the form of gov.uk bank-holidays.json: download it again."
        ) from fault
    return HolidayFile(path=path, retrieved_on=str(content.get("retrieved_on", "")), divisions=divisions)


def update(fresh: Path, today: date, environment: Mapping[str, str]) -> HolidayFile:
    """Take over a newer file, in one step, and say what is known then.

    Years that the newer file no longer has are kept from the one that is known. Raises UpdateRefused when it knows less
    than that one of a year that both have, or when nothing can be written.
    """
    named = environment.get("RIGHTS_HOLIDAYS", "")
    target = Path(named) if named else packaged_file()
    known = read(target if target.is_file() else packaged_file())
    offered = read(fresh)
    divisions = {name: _merged(name, known.divisions[name], offered.divisions[name]) for name in DIVISIONS}
    content = {
        "retrieved_on": today.isoformat(),
        "note": "https://www.gov.uk/bank-holidays.json, taken over by 'rights holidays update'.",
        **{name: {"division": name, "events": list(events)} for name, events in divisions.items()},
    }
    _replace(target, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return read(target)


def _events(events: Any) -> tuple[Event, ...]:
    rows = sorted(events, key=lambda event: date.fromisoformat(event["date"]))
    days = [row["date"] for row in rows]
    if not rows or len(set(days)) != len(days) or not all(isinstance(row["title"], str) for row in rows):
        raise ValueError("a division has no holidays, one of them twice, or one without a name")
    return tuple(rows)


def _merged(division: str, known: tuple[Event, ...], offered: tuple[Event, ...]) -> tuple[Event, ...]:
    before, after = _by_year(known), _by_year(offered)
    if max(after) < max(before):
        raise UpdateRefused(
            f"This file ends with {max(after)} for {division}, those known with {max(before)}: download it again."
        )
    for year in sorted(set(before) & set(after)):
        if len(after[year]) < len(before[year]):
            raise UpdateRefused(
                f"This file has {len(after[year])} holidays for {division} in {year}, {len(before[year])} are known: "
                "a holiday may move, but none gets lost. Download it again."
            )
    missing = sorted(set(range(min(after), max(after) + 1)) - set(after))
    if missing:
        raise UpdateRefused(f"This file has no holidays for {division} in {missing[0]}: download it again.")
    older = [event for year in sorted(before) if year < min(after) for event in before[year]]
    return (*older, *offered)


def _by_year(events: tuple[Event, ...]) -> dict[int, list[Event]]:
    years: dict[int, list[Event]] = {}
    for event in events:
        years.setdefault(int(event["date"][:4]), []).append(event)
    return years


def _replace(target: Path, text: str) -> None:
    """Write the file beside its place and move it there: whoever reads meets the old one or the new one, whole."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".holidays-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError as fault:
        raise UpdateRefused(
            f"{target} cannot be written ({os.strerror(fault.errno or 0)}): set RIGHTS_HOLIDAYS to a file in a folder "
            "that can be, for this command and for every process of the portal."
        ) from fault
