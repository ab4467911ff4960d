"""Clock facts as text: the regime, the day of receipt and the events of `rights deadline`.

An event is `name=date`, or `name=first/last` for a range; several may stand in one text, joined by `;`. A date may
carry a time; then the London date of that time counts, and a time without a zone is a London time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from requests_.clock import LONDON, london_date_of
from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.periods import InvalidFact, Pause
from requests_.deadlines.plausibility import require_possible
from requests_.deadlines.rules import RULES, ClockRegime, Method
from requests_.deadlines.wording import listed

YEARS = range(1990, 2101)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
# A second event of the same name: the newest asking and the newest answer count, but a result is announced only once.
DATED: Mapping[str, tuple[str, Callable[[Iterable[date]], date]]] = {
    "id_requested": ("id_requested_on", max),
    "id_received": ("id_received_on", max),
    "authority_requested": ("authority_requested_on", max),
    "authority_received": ("authority_received_on", max),
    "fee_requested": ("fee_requested_on", max),
    "fee_paid": ("fee_paid_on", max),
    "extend_notice": ("extension_notice_on", min),
    "results": ("results_on", min),
    "rely": ("relied_on", max),
}
# Of what was asked for several times the first asking counts too.
FIRST: Mapping[str, str] = {
    "id_requested": "id_first_requested_on",
    "authority_requested": "authority_first_requested_on",
    "fee_requested": "fee_first_requested_on",
}
RANGED = ("clarify", "noschool")


def read_facts(regime: str, *, received: str, events: Iterable[str] = ()) -> ClockFacts:
    """Read the facts of one clock from text. Raises InvalidFact with one plain line, for what cannot have been too."""
    which = read_regime(regime)
    moment = read_moment("received", received)
    values: dict[str, list[str]] = {}
    for event in (part.strip() for each in events for part in each.split(";")):
        if event:
            name, value = _split(event)
            values.setdefault(name, []).append(value)
    dates = {name: sorted(read_date(name, value) for value in values.get(name, ())) for name in DATED}
    facts: dict[str, Any] = {field: pick(dates[name]) for name, (field, pick) in DATED.items() if dates[name]}
    read = ClockFacts(
        regime=which,
        received_on=london_date_of(moment),
        clarifications=tuple(_read_pause(value) for value in values.get("clarify", ())),
        no_school=tuple(_read_closure(value) for value in values.get("noschool", ())),
        later_extension_notices=tuple(dates["extend_notice"][1:]),
        became_aware_at=moment if RULES[which].method is Method.HOURS and has_time(received) else None,
        **facts,
        **{field: dates[name][0] for name, field in FIRST.items() if len(dates[name]) > 1},
    )
    require_possible(read)
    return read


def read_regime(text: str) -> ClockRegime:
    """Read a regime's name, in capitals or not."""
    try:
        return ClockRegime(text.strip().upper())
    except ValueError:
        raise InvalidFact(f"There is no regime '{text}': it is one of {listed(list(ClockRegime))}.") from None


def read_moment(name: str, text: str) -> datetime:
    """Read a date or a time as an aware moment; a date is its London midnight."""
    try:
        if not MOMENT.fullmatch(text.strip()):
            raise ValueError
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidFact(f"{name} '{text}' is not a date: write it as 2026-06-15 or 2026-06-15T16:30.") from None
    if moment.year not in YEARS:
        raise InvalidFact(f"{name} '{text}' is not in the years {YEARS[0]} to {YEARS[-1]}: correct the year.")
    if moment.tzinfo:
        return moment
    local = moment.replace(tzinfo=LONDON)
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment:
        raise InvalidFact(f"{name} '{text}' was no time in London: the clocks went forward over it; correct the time.")
    return local


def has_time(text: str) -> bool:
    """Whether a date that can be read says a time as well."""
    return ":" in text


def read_date(name: str, text: str) -> date:
    """Read a date, or the London date of a time."""
    return london_date_of(read_moment(name, text))


def _split(event: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in event.partition("="))
    if not equals:
        raise InvalidFact(f"The event '{event}' has no '=': write it as id_received=2026-06-15.")
    if name not in DATED and name not in RANGED:
        raise InvalidFact(f"There is no event '{name}': it is one of {listed([*DATED, *RANGED])}.")
    return name, value


def _range(name: str, text: str) -> tuple[str, str]:
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash:
        raise InvalidFact(f"{name} '{text}' is not a range: write it as {name}=2026-06-03/2026-06-12.")
    return first, last


def _read_pause(text: str) -> Pause:
    asked, received = _range("clarify", text)
    return Pause(read_date("clarify", asked), read_date("clarify", received) if received else None)


def _read_closure(text: str) -> tuple[date, date]:
    first, last = _range("noschool", text)
    return read_date("noschool", first), read_date("noschool", last)
