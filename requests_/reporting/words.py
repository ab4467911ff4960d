"""How a figure is written: with the number it is out of, and, in what is published, with what has to be left out."""

from __future__ import annotations

from requests_.reporting.figures import Figure, Unit
from requests_.reporting.suppression import SMALLEST_SHOWN, Showing

NOTHING = "–"
LESS = f"<{SMALLEST_SHOWN}"
NOT_SHOWN = "not shown"


def value_words(figure: Figure, own: Showing = Showing.SHOWN, whole: Showing = Showing.SHOWN) -> str:
    """`94.2%`, `12`, `17.5 days`; `–` where there was nothing to measure."""
    if own is not Showing.SHOWN or (figure.unit is Unit.SHARE and whole is not Showing.SHOWN):
        return LESS if own is Showing.SMALL and figure.unit in (Unit.CASES, Unit.SHARE) else NOT_SHOWN
    value = figure.value
    if value is None:
        return NOTHING
    if figure.unit is Unit.SHARE:
        return f"{percent(figure.count, figure.out_of or 0)}%"
    if figure.unit is Unit.DAYS:
        return f"{value:,.1f}".removesuffix(".0") + (" day" if value == 1 else " days")
    return f"{value:,.1f}".removesuffix(".0")


def out_of_words(figure: Figure, own: Showing = Showing.SHOWN, whole: Showing = Showing.SHOWN) -> str:
    """`113 of 120`; "" for what is no share."""
    if figure.unit is not Unit.SHARE:
        return ""
    return f"{count_words(figure.count, own)} of {count_words(figure.out_of or 0, whole)}"


def count_words(count: int, showing: Showing = Showing.SHOWN) -> str:
    """A number, `<5`, or that it is not shown."""
    return {Showing.SHOWN: f"{count:,}", Showing.SMALL: LESS, Showing.HIDDEN: NOT_SHOWN}[showing]


def percent(count: int, out_of: int) -> str:
    """A share of a hundred to one place, rounded down but for the whole: 999 of 1,000 met is not 100%."""
    tenths = 1000 * count // out_of
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
