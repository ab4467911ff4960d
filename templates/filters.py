"""How dates, counts and long names are written for people in England."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from templates.labels import LABELS, label

_LONDON = ZoneInfo("Europe/London")
_IRREGULAR = {"person": "people", "child": "children", "is": "are", "was": "were", "has": "have", "breach": "breaches"}


def uk_date(day: date | None) -> str:
    """`5 February 2026`; a moment is taken as its London date, nothing as an empty string."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(_LONDON).date()
    return f"{day.day} {day:%B %Y}"


def day_in_words(text: str) -> str:
    """A text that is a day as databases write it (`2026-02-05`) as people do; any other as it stands."""
    try:
        return uk_date(date.fromisoformat(text)) if text.count("-") == 2 else text
    except ValueError:
        return text


def uk_weekday(day: date | None) -> str:
    """`Thursday 5 February 2026`."""
    return "" if day is None else f"{day:%A} {uk_date(day)}"


def uk_time(moment: datetime | None) -> str:
    """`5 February 2026 at 3:04pm`, London time, of an aware moment."""
    if moment is None:
        return ""
    local = moment.astimezone(_LONDON)
    return f"{uk_date(local)} at {local.hour % 12 or 12}:{local:%M}{local:%p}".replace("AM", "am").replace("PM", "pm")


def plural(count: int, noun: str) -> str:
    """`1 document`, `1,204 documents`, `2 people`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {plural_noun(noun)}"


def plural_noun(noun: str) -> str:
    """The plural of a noun, without its count."""
    first, _, last = noun.rpartition(" ")
    many = _IRREGULAR.get(last) or (f"{last[:-1]}ies" if last.endswith("y") and last[-2] not in "aeiou" else f"{last}s")
    return f"{first} {many}".strip()


def plural_or(count: int, one: str, many: str) -> str:
    """`one` for a count of one, `many` for any other."""
    return one if count == 1 else many


def listed(words: Iterable[str]) -> str:
    """`one, two and three`."""
    *most, last = [str(word) for word in words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def tel(number: str) -> Markup:
    """A telephone number that a telephone rings when it is touched."""
    dialled = re.sub(r"[^0-9+]", "", number)
    return Markup('<a class="govuk-link rp-nowrap" href="tel:{}">{}</a>').format(dialled, number)


def series(words: Iterable[str]) -> str:
    """`one; two; and three`: for a list whose entries have commas or an "and" of their own."""
    *most, last = [str(word) for word in words] or [""]
    return f"{'; '.join(most)}; and {last}" if most else last


def shortened(text: str, length: int = 60) -> str:
    """The text cut at a whole word to at most `length` characters, with an ellipsis when something was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def file_size(size_bytes: int) -> str:
    """`240 KB`, `3.1 MB`: as telephones and computers show it."""
    return f"{max(1, round(size_bytes / 1000))} KB" if size_bytes < 1_000_000 else f"{size_bytes / 1_000_000:.1f} MB"


def staff_role(role: object) -> str:
    """A member of staff's role in words."""
    return label("staff_role", role)


def asked_in_words(said: str, key: str) -> str:
    """What was answered to one of the questions of a request, in the words staff use: dates and choices spelled out."""
    if key == "needed_by":
        return uk_date(date.fromisoformat(said))
    return ", ".join(LABELS["asked"].get(f"{key}.{part}", part) for part in said.split(", "))


FILTERS: dict[str, Callable[..., Any]] = {
    "day_in_words": day_in_words,
    "uk_date": uk_date,
    "uk_weekday": uk_weekday,
    "uk_time": uk_time,
    "plural": plural,
    "plural_noun": plural_noun,
    "plural_or": plural_or,
    "listed": listed,
    "tel": tel,
    "series": series,
    "shortened": shortened,
    "file_size": file_size,
    "staff_role": staff_role,
    "asked_in_words": asked_in_words,
}
