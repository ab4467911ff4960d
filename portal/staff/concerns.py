"""What other requests record about somebody's safety, for the pages that ask for a stand on it."""

from __future__ import annotations

from portal.staff.opened_file import file_of
from portal.web.transaction import reading
from requests_.ids import CaseId
from requests_.model.concerns import Concern
from requests_.store.queries.concerns import concerns_elsewhere


def concerns_of(case: CaseId) -> tuple[Concern, ...]:
    """The concerns of other requests about the same person or family; every one, by its reference."""
    return concerns_elsewhere(reading(), case, file_of(case).summary.case.links)
