"""Which warnings about a clock fall between two days, so that a sweep that missed a night still gives them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_.deadlines.clock_reading import ClockReading


class WarningKind(StrEnum):
    """What a warning is about."""

    EXTENSION_NOTICE_SOON = "extension_notice_soon"
    EXTENSION_NOTICE_TODAY = "extension_notice_today"
    TARGET_TODAY = "target_today"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    ANSWER_AWAITED = "answer_awaited"
    ANSWER_LAPSED = "answer_lapsed"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A warning `days` after (before, if negative) a date of the reading."""

    kind: WarningKind
    days: int
    anchor: Callable[[ClockReading], date | None]


@dataclass(frozen=True, slots=True)
class DeadlineWarning:
    """One warning: what about, the day it falls on, the date it counts from."""

    kind: WarningKind
    on: date
    counts_from: date


def _due(reading: ClockReading) -> date | None:
    return reading.due_on


def _target(reading: ClockReading) -> date | None:
    return reading.target_on


def _extension_notice(reading: ClockReading) -> date | None:
    return None if reading.extended else reading.extension_notice_by


def _stopped(reading: ClockReading) -> date | None:
    return reading.paused_on


# The lapse is a policy number: the Ministry of Justice closes a case stopped for 90 days, and re-opens it on contact.
THRESHOLDS = (
    Threshold(WarningKind.EXTENSION_NOTICE_SOON, -7, _extension_notice),
    Threshold(WarningKind.EXTENSION_NOTICE_TODAY, 0, _extension_notice),
    Threshold(WarningKind.TARGET_TODAY, 0, _target),
    Threshold(WarningKind.DUE_SOON, -10, _due),
    Threshold(WarningKind.DUE_SOON, -5, _due),
    Threshold(WarningKind.DUE_SOON, -1, _due),
    Threshold(WarningKind.DUE_TODAY, 0, _due),
    Threshold(WarningKind.OVERDUE, 1, _due),
    Threshold(WarningKind.OVERDUE, 7, _due),
    Threshold(WarningKind.OVERDUE, 30, _due),
    Threshold(WarningKind.ANSWER_AWAITED, 14, _stopped),
    Threshold(WarningKind.ANSWER_AWAITED, 28, _stopped),
    Threshold(WarningKind.ANSWER_AWAITED, 60, _stopped),
    Threshold(WarningKind.ANSWER_LAPSED, 90, _stopped),
)


def warnings_between(reading: ClockReading, *, after: date, until: date) -> tuple[DeadlineWarning, ...]:
    """The warnings that fall after one day and up to another, in order of date.

    `after` is the day of the last sweep, `until` today: no warning is given twice and none is lost.
    """
    found = [
        DeadlineWarning(threshold.kind, anchor + timedelta(days=threshold.days), anchor)
        for threshold in THRESHOLDS
        if (anchor := threshold.anchor(reading)) is not None
    ]
    return tuple(sorted((each for each in found if after < each.on <= until), key=lambda each: each.on))
