"""What staff wrote down for each decision of a case: the page that whoever answers for it reads."""

from __future__ import annotations

from flask import Blueprint

from portal.staff.case_context import case_page, find
from portal.staff.permissions import requires
from portal.web.transaction import reading
from requests_.model.law_index import LAW
from requests_.model.staff import Permission
from requests_.store.queries.written_records import decision_lines

views = Blueprint("decisions", __name__, url_prefix="/case/<reference>/decisions")


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    lines = [(line, LAW.get(line.code)) for line in decision_lines(reading(), case)]
    return case_page("staff/case/decisions.html", case, lines=lines)
