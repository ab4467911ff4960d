"""How a figure is written: with the number it is out of."""

from __future__ import annotations

from requests_.reporting.figures import Figure, Unit

NOTHING = "–"


def value_words(figure: Figure) -> str:
    """`94.2%`, `12`, `17.5 days`; `–` where there was nothing to measure."""
    value = figure.value
    if value is None:
        return NOTHING
    if figure.unit is Unit.SHARE:
        return f"{percent(figure.count, figure.out_of or 0)}%"
    if figure.unit is Unit.DAYS:
        return f"{value:,.1f}".removesuffix(".0") + (" day" if value == 1 else " days")
    return f"{value:,.1f}".removesuffix(".0")


def out_of_words(figure: Figure) -> str:
    """`113 of 120`; "" for what is no share."""
    return f"{figure.count:,} of {figure.out_of or 0:,}" if figure.unit is Unit.SHARE else ""


def percent(count: int, out_of: int) -> str:
    """A share of a hundred to one place, rounded down but for the whole: 999 of 1,000 met is not 100%."""
    tenths = 1000 * count // out_of
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
