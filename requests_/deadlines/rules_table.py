"""RULES as the table of docs/deadlines.md."""

from __future__ import annotations

from datetime import date

from requests_.deadlines.rules import RULES, Method, Rule
from requests_.deadlines.wording import short_date
from requests_.deadlines.working_days import Territory

HEADINGS = (
    "Regime",
    "What",
    "Length",
    "Extension",
    "Stops for clarification",
    "Last day moves or days left out",
    "Law",
)
HOLIDAYS = {
    Territory.ENGLAND_AND_WALES: "England and Wales holidays",
    Territory.UNITED_KINGDOM: "holidays of any part of the UK",
    None: "never",
}


def markdown_table() -> str:
    """The rules as a Markdown table, one row a regime."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(_cells(rule) for rule in RULES.values())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(rule: Rule) -> tuple[str, ...]:
    return (
        f"`{rule.regime}`",
        rule.title,
        f"{rule.length} {rule.method.removesuffix('s') if rule.length == 1 else rule.method}",
        f"{rule.extension} months{_extended_from(rule)}" if rule.extension else "none",
        _clarification(rule),
        HOLIDAYS[rule.territory],
        "; ".join(_texts(rule)),
    )


def _clarification(rule: Rule) -> str:
    if rule.method is Method.WORKING_DAYS:
        return "begins again with the answer"
    if not rule.stops_for_clarification:
        return "no"
    first = next(basis for basis in rule.bases if basis.pause)
    return "yes" if first is rule.bases[0] else f"yes, from {short_date(first.from_on)}"


def _extended_from(rule: Rule) -> str:
    first = next(basis for basis in rule.bases if basis.extension)
    return "" if first is rule.bases[0] else f" from {short_date(first.from_on)}"


def _texts(rule: Rule) -> list[str]:
    """Each text once, with the day it came into force; one in force since ever has no day."""
    first_days: dict[str, str] = {}
    for basis in rule.bases:
        first_days.setdefault(basis.period, "" if basis.from_on == date.min else f" (from {short_date(basis.from_on)})")
    return [period + day for period, day in first_days.items()]
