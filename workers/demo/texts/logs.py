"""Contact log entries: short, hurried, full of abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.prose import Prose
from workers.demo.school_year import school_day
from workers.demo.texts.phrases import lines, table

_ALWAYS = lines("logs", "always")
_SOMETIMES = lines("logs", "sometimes")
_EVENTS = table("logs", "events")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the contact log."""

    on: date
    how: str
    prose: Prose


def log_entries(dossier: Dossier) -> Iterator[LogEntry]:
    """The contact log of a case, oldest first."""
    entries = [
        LogEntry(day, "Case", dossier.writer(day, f"log/{event}").write(_EVENTS[event]))
        for event, day in dossier.events.items()
        if event in _EVENTS
    ]
    rng = dossier.rng("log")
    first, last = min(dossier.events.values()), max(dossier.events.values())
    count = rng.randint(2, 5) + len(dossier.events) // 3 + (6 if dossier.route.key == "hero" else 0)
    used: set[str] = set()
    for number in range(count):
        day = school_day(first + timedelta(days=rng.randrange(max(1, (last - first).days))))
        writer = dossier.writer(day, f"log/{number}")
        able = [
            line
            for line in (*_ALWAYS, *_SOMETIMES)
            if line not in used and writer.can_write(line) and _apt(dossier, line)
        ]
        line = rng.choice(able)
        used.add(line)
        entries.append(LogEntry(day, rng.choice(("Tel", "Tel", "Email", "Text", "Other")), writer.write(line)))
    yield from sorted(entries, key=lambda entry: entry.on)


def _apt(dossier: Dossier, line: str) -> bool:
    """Whether a line about a former name, a slip or an old address has one to speak of."""
    child = dossier.child
    needs = (
        ("{child.former}", child.former_family),
        ("{child.slip}", child.slips),
        ("{child.variant}", child.variants),
        ("{child.oldaddress}", child.former_addresses),
    )
    return all(have for form, have in needs if form in line)
