"""What a watching machine is told, in the text format of Prometheus: counts and ages, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Sample:
    """One value of a metric; `of` is the value of the metric's label, "" where it has none."""

    metric: str
    value: float
    of: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric counts, and the name of its label."""

    says: str
    label: str = ""


# In the order in which they are told.
METRICS: dict[str, Metric] = {
    "rights_cases_open": Metric("Requests that are not answered yet.", "stage"),
    "rights_deadlines_at_risk": Metric("Open requests whose last day is within seven days."),
    "rights_deadlines_overdue": Metric("Open requests whose last day has passed."),
    "rights_deadlines_unknown": Metric("Open requests without a date, because bank holidays are missing."),
    "rights_cases_flagged": Metric("Open requests with work that failed."),
    "rights_work_waiting": Metric("Pieces of background work that wait or are being done.", "job"),
    "rights_work_oldest_seconds": Metric("Age of the oldest piece of work that is due.", "job"),
    "rights_work_failed": Metric("Pieces of work that gave up and wait for somebody to start them again.", "job"),
    "rights_mail_not_sent": Metric("Mails that wait or gave up."),
    "rights_last_done_timestamp_seconds": Metric("When something of the timetable, or a backup, was last done.", "job"),
    "rights_disk_free_bytes": Metric("Room on the disk of the file vault."),
}


def exposition(samples: Iterable[Sample]) -> str:
    """The samples as Prometheus reads them. Raises KeyError for a metric that is not in the table."""
    order = {name: place for place, name in enumerate(METRICS)}
    known = sorted(samples, key=lambda sample: (order[sample.metric], sample.of))
    lines = [line for name, found in groupby(known, key=lambda sample: sample.metric) for line in _lines(name, found)]
    return "\n".join([*lines, ""])


def _lines(name: str, samples: Iterable[Sample]) -> Iterator[str]:
    metric = METRICS[name]
    yield f"# HELP {name} {metric.says}"
    yield f"# TYPE {name} gauge"
    for sample in samples:
        label = f'{{{metric.label}="{_escaped(sample.of)}"}}' if metric.label else ""
        yield f"{name}{label} {sample.value:.0f}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
