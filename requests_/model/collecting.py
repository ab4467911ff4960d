"""By which way a code to get in is sent, and how long a copy lies ready for whoever asked for it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from requests_.model.case import Case
from requests_.model.rights import Right

COLLECT_DAYS = 90
# What a copy is, by how its name ends.
COPY_TYPES = {".pdf": "application/pdf", ".zip": "application/zip"}


class CodeRoad(StrEnum):
    """By which way a code is sent, and to whom."""

    EMAIL = "email"
    TEXT = "text"
    ADDRESSEE = "addressee"


# The roads that lead to whoever asked: a code of either opens the request.
TO_REQUESTER = (CodeRoad.EMAIL, CodeRoad.TEXT)


def collect_until(responded_on: date) -> date:
    """The last day on which a copy is collected; afterwards it is sent when somebody asks."""
    return responded_on + timedelta(days=COLLECT_DAYS)


def ending_of(case: Case) -> str:
    """How the name of a case's copy ends: a file to take elsewhere is a ZIP of JSON and CSV, a pack is a PDF."""
    return ".zip" if case.right is Right.PORTABILITY else ".pdf"
