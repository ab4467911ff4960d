"""Figures by what a case is: the right, the law, who asked, how, for what, who helped, the school; and by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from requests_.reporting import measures
from requests_.reporting.figures import Figure
from requests_.reporting.period import Period
from requests_.reporting.population import Population, population
from requests_.reporting.record import CaseRecord
from requests_.reporting.timing import TimedCase

# What a breakdown shows of each group: (measure, key) of one figure.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("RP-1.received", "Received"),
    ("RP-3.on_time", "Answered on time"),
    ("RP-4.on_time", "Due and on time"),
    ("RP-8.overdue", "Overdue at the end"),
)
NOT_SAID = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way to part the cases. `label` names the kind of label a value has; "" where the value is its own label.

    A case stands in the group of each of its values. `none` is what a group without a value is called.
    """

    key: str
    title: str
    label: str
    values_of: Callable[[CaseRecord], tuple[str, ...]]
    none: str = "Not said"

    def values(self, record: CaseRecord) -> tuple[str, ...]:
        """The groups a case stands in: at least one."""
        return self.values_of(record) or (NOT_SAID,)


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(key="right", title="By right", label="right", values_of=lambda record: (record.right.value,)),
    Dimension(key="regime", title="By law", label="regime", values_of=lambda record: (record.regime.value,)),
    Dimension(key="requester", title="By who asked", label="capacity", values_of=lambda record: (record.capacity,)),
    Dimension(key="channel", title="By how it came", label="channel", values_of=lambda record: (record.channel,)),
    Dimension(
        key="service",
        title="By the part of the service whose records were asked for",
        label="category_short",
        values_of=lambda record: record.categories,
        none="Everything",
    ),
    Dimension(
        key="team",
        title="By the team that was asked to help",
        label="team",
        values_of=lambda record: tuple(sorted(record.teams)),
        none="Nobody else was asked",
    ),
    Dimension(key="school", title="By school", label="", values_of=lambda record: tuple(filter(None, [record.school]))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One row of a breakdown: its value, and its figures in the order of COLUMNS."""

    value: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A table of groups; together they hold every case of the period, some in more than one."""

    key: str
    title: str
    label: str
    groups: tuple[Group, ...]
    none: str = "Not said"


def broken_down(cases: Population, dimension: Dimension) -> Breakdown:
    """The cases of a period by one of their properties, the largest group first."""
    values = {value for case in cases.everything for value in dimension.values(case.record)}
    groups = [
        Group(value=value, figures=columns_of(cases.where(partial(_has, dimension=dimension, value=value))))
        for value in values
    ]
    ordered = sorted((group for group in groups if _is_used(group)), key=lambda g: (-_size(g), g.value))
    return Breakdown(
        key=dimension.key, title=dimension.title, label=dimension.label, groups=tuple(ordered), none=dimension.none
    )


def by_month(records: Iterable[CaseRecord], months: Iterable[Period], *, today: date) -> Breakdown:
    """The same figures month by month, each as it stood at the end of its month; months to come are left out."""
    known = tuple(records)
    groups = tuple(
        Group(value=month.key, figures=columns_of(population(known, month, today=today)))
        for month in months
        if month.first_on <= today
    )
    return Breakdown(key="month", title="Month by month", label="month", groups=groups)


def columns_of(cases: Population) -> tuple[Figure, ...]:
    """The figures of COLUMNS for some cases."""
    counters = (measures.received, measures.in_statutory_time, measures.due_and_on_time, measures.backlog)
    found = {figure.name: figure for count in counters for figure in count(cases)}
    return tuple(found[name] for name, _ in COLUMNS)


def _has(case: TimedCase, dimension: Dimension, value: str) -> bool:
    return value in dimension.values(case.record)


def _size(group: Group) -> int:
    return sum(figure.count + (figure.out_of or 0) for figure in group.figures)


def _is_used(group: Group) -> bool:
    return _size(group) > 0
