"""The return for the council's own website: fewer figures, and none that points at somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from requests_.reporting.breakdowns import Breakdown
from requests_.reporting.figures import Figure, Unit
from requests_.reporting.outcome_measures import COMPLAINT_RESULTS
from requests_.reporting.returns import Return, Section
from requests_.reporting.suppression import SMALLEST_SHOWN, Showing, Sum, protect

# The measures that are published. The others are for managers and the regulator.
PUBLIC_MEASURES = ("RP-1", "RP-2", "RP-3", "RP-4", "RP-6", "RP-8", "RP-9", "RP-11", "RP-12")
# Of RP-6 and RP-8 only these; the ages of a few overdue requests are nobody's business but the regulator's.
PUBLIC_TABLES = ("month", "right", "regime", "requester", "channel")
PUBLIC_FIGURES = {
    "RP-3": ("on_time", "late"),
    "RP-6": ("answered",),
    "RP-8": ("open", "overdue"),
    "RP-12": ("received", "closed"),
}
# Left out last, where a small number could be worked out from them.
HEADLINES = frozenset({"RP-1.received", "RP-2.closed", "RP-4.whole", "RP-8.open"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A return with what may be shown of each number, by the number's name."""

    found: Return
    showing: dict[str, Showing]

    def of(self, figure: Figure, within: str = "") -> Showing:
        """What may be shown of a figure's own number; `within` names its table and group, as `group_name` does."""
        return self.showing.get(within + figure.name, Showing.SHOWN)

    def of_whole(self, figure: Figure, within: str = "") -> Showing:
        """What may be shown of the number a share is out of."""
        return self.showing.get(whole_name(figure, within), Showing.SHOWN)


def published(found: Return) -> Published:
    """The publishable edition. No reference of a case is left in it."""
    sections = tuple(
        replace(section, figures=tuple(map(_without_cases, _public_figures(section))))
        for section in found.sections
        if section.definition.key in PUBLIC_MEASURES
    )
    tables = tuple(_without_cases_in(table) for table in found.breakdowns if _is_public(table))
    numbers: dict[str, int] = {}
    sums = tuple(_sums(sections, tables, numbers))
    public = replace(found, sections=sections, breakdowns=tables)
    return Published(found=public, showing=protect(numbers, sums, last=HEADLINES))


def _is_public(table: Breakdown) -> bool:
    # A table of one group repeats the figures above it.
    return len(table.groups) > 1 and table.key in PUBLIC_TABLES


def _public_figures(section: Section) -> tuple[Figure, ...]:
    kept = PUBLIC_FIGURES.get(section.definition.key)
    return tuple(figure for figure in section.figures if kept is None or figure.key in kept)


def _without_cases(figure: Figure) -> Figure:
    return replace(figure, cases=(), whole=())


def _without_cases_in(table: Breakdown) -> Breakdown:
    groups = tuple(replace(group, figures=tuple(map(_without_cases, group.figures))) for group in table.groups)
    return replace(table, groups=groups)


# What a measure, or one figure of it, is out of where that is a number of its own.
_SAME = {
    "RP-3": "RP-2.closed",
    "RP-6": "RP-2.closed",
    "RP-8": "RP-8.open",
    **{f"RP-12.{key}": "RP-12.closed" for key, *_ in COMPLAINT_RESULTS},
}


def whole_name(figure: Figure, within: str = "") -> str:
    """The name of the number a share is out of: one number where several measures are out of the same cases."""
    return within + _SAME.get(figure.name, _SAME.get(figure.measure, f"{figure.measure}.whole"))


def group_name(table: Breakdown, value: str) -> str:
    """The first part of the names of a group's numbers."""
    return f"{table.key}={value}/"


def _sums(sections: tuple[Section, ...], tables: tuple[Breakdown, ...], numbers: dict[str, int]) -> Iterator[Sum]:
    for section in sections:
        yield from _of_figures(section.figures, "", numbers)
    yield from _endings(numbers)
    for table in tables:
        names = [group_name(table, group.value) for group in table.groups]
        for group, within in zip(table.groups, names, strict=True):
            yield from _of_figures(group.figures, within, numbers)
        # Open cases at the end of each month are not parts of those at the end of the year.
        for name in ("RP-1.received", "RP-2.closed", "RP-3.on_time", "RP-3.on_time.rest"):
            yield from _over_groups(name, names, numbers)
        if table.key != "month":
            for name in ("RP-4.whole", "RP-4.on_time", "RP-4.on_time.rest", "RP-8.open", "RP-8.overdue"):
                yield from _over_groups(name, names, numbers)


def _of_figures(figures: tuple[Figure, ...], within: str, numbers: dict[str, int]) -> Iterator[Sum]:
    parts: dict[str, list[str]] = {}
    for figure in figures:
        if figure.unit is Unit.CASES:
            numbers[within + figure.name] = figure.count
        elif figure.unit is Unit.SHARE:
            whole, own = whole_name(figure, within), within + figure.name
            numbers |= {
                whole: figure.out_of or 0,
                own: figure.count,
                f"{own}.rest": (figure.out_of or 0) - figure.count,
            }
            yield Sum(whole, (own, f"{own}.rest"))
            if figure.is_part:
                parts.setdefault(whole, []).append(own)
        elif figure.count < SMALLEST_SHOWN:
            numbers[within + figure.name] = figure.count
    for whole, names in parts.items():
        if sum(numbers[name] for name in names) == numbers[whole]:
            yield Sum(whole, tuple(names))


def _endings(numbers: dict[str, int]) -> Iterator[Sum]:
    """What ended without an answer is the difference of two published numbers."""
    if "RP-11.whole" in numbers:
        without = numbers["RP-11.whole"] - numbers["RP-2.closed"]
        numbers["RP-11.without_answer"] = without
        yield Sum("RP-11.whole", ("RP-2.closed", "RP-11.without_answer"))
        endings = ("RP-11.withdrawn", "RP-11.lapsed", "RP-11.joined", "RP-11.transferred")
        yield Sum("RP-11.without_answer", endings)


def _over_groups(name: str, groups: list[str], numbers: dict[str, int]) -> Iterator[Sum]:
    names = [within + name for within in groups]
    is_known = name in numbers and bool(names) and all(each in numbers for each in names)
    if is_known and sum(numbers[each] for each in names) == numbers[name]:
        yield Sum(name, tuple(names))
