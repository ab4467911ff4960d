"""A list of the queue as its address says it: view, filters, order and page. Never what somebody looks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import url_for

from requests_.model.case import Stage
from requests_.model.desk import PageMark, QueueFilters, QueueView, Sort
from requests_.model.handling import Flag
from requests_.model.rights import Right

Choice = TypeVar("Choice", bound=StrEnum)
KEYS = ("view", "right", "stage", "assigned", "team", "flag", "sort")
_KEY_LENGTH = 32


def filters_from(asked: Mapping[str, str]) -> QueueFilters:
    """The list that an address asks for; whatever is not a choice is left out."""
    view = _one_of(QueueView, asked.get("view")) or QueueView.OPEN
    usual = Sort.NEWEST if view in (QueueView.ENDED, QueueView.ALL) else Sort.DUE
    assigned, team = asked.get("assigned", ""), asked.get("team", "")
    return QueueFilters(
        view=view,
        right=_one_of(Right, asked.get("right")) or "",
        stage=_one_of(Stage, asked.get("stage")) or "",
        assigned=assigned if _is_key(assigned) else "",
        team=team if _is_key(team) else "",
        flag=_one_of(Flag, asked.get("flag")) or "",
        sort=_one_of(Sort, asked.get("sort")) or usual,
    )


def address_of(filters: QueueFilters, **more: str) -> str:
    """The address of a list; `more` adds to it, or replaces."""
    values: dict[str, Any] = {**chosen_in(filters), **more}
    return url_for("queue.show", **values)


def chosen_in(filters: QueueFilters) -> dict[str, str]:
    """The choices that make a list, without those that are empty."""
    return {key: str(value) for key in KEYS if (value := getattr(filters, key))}


def mark_from(asked: Mapping[str, str]) -> PageMark | None:
    """Where the page begins; None for the first."""
    for name in ("after", "before"):
        on, _, case = asked.get(name, "").partition("~")
        if _is_key(case) and _is_date(on):
            return PageMark(date.fromisoformat(on), case, is_before=name == "before")
    return None


def mark_words(mark: PageMark) -> str:
    """A page's beginning as an address says it."""
    return f"{mark.on.isoformat()}~{mark.case}"


def _one_of(choices: type[Choice], typed: str | None) -> Choice | None:
    return choices(typed) if typed in {choice.value for choice in choices} else None


def _is_key(typed: str) -> bool:
    return len(typed) == _KEY_LENGTH and typed.isascii() and typed.isalnum()


def _is_date(typed: str) -> bool:
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True
