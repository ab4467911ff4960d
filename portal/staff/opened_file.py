"""The file of the case that a page shows: read in one statement at the door, and looked into by the page."""

from __future__ import annotations

from flask import g, request

from portal.staff.permissions import actor
from portal.web.transaction import reading
from requests_.ids import CaseId, normal_reference
from requests_.store.queries.case_file import CaseFile, case_file
from requests_.store.queries.desk import FoundCase, found_case

# Answer one file or one picture, many to a page: what else is in the case is nothing to them.
WITHOUT_FILE = frozenset({"review.page_image", "review.original", "case.original", "case.sent_file"})


def find_case(reference: str) -> FoundCase:
    """The case of a reference in its normal form, its whole file with it where a page will show it. Raises NotFound.

    A form that is sent changes what was read: for it only the door is looked at.
    """
    if request.method != "GET" or request.endpoint in WITHOUT_FILE:
        return found_case(reading(), reference, actor())
    g.case_file = file = case_file(reading(), reference, actor())
    return file.found


def file_of(case: CaseId) -> CaseFile:
    """The file of the case that the address names, which `find_case` has let in."""
    opened: CaseFile | None = g.get("case_file")
    if opened is not None and opened.found.case == case:
        return opened
    reference = normal_reference((request.view_args or {})["reference"]) or ""
    return case_file(reading(), reference, actor())
