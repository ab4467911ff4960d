"""The evidence pack of a case, for the regulator: made by the data protection officer."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.evidence_pack import evidence_files, zipped
from portal.staff.permissions import requires
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import one_moment
from requests_.model.staff import Permission
from requests_.store.queries.evidence import case_evidence

views = Blueprint("evidence", __name__, url_prefix="/case/<reference>/evidence")


@views.get("")
@requires(Permission.MAKE_EVIDENCE)
def ask(reference: str) -> str:
    return case_page("staff/case/evidence.html", find(reference))


@views.get("/pack.<any(pdf, zip):form>")
@requires(Permission.MAKE_EVIDENCE)
def download(reference: str, form: str) -> Response:
    handed_in = resources()
    found = case_evidence(one_moment(), find(reference), known_at=handed_in.clock.utc_now())
    files = evidence_files(found, handed_in.file_bytes, handed_in.profile)
    folder = f"evidence-{found.summary.reference}"
    if form == "pdf":
        return attachment(files["evidence.pdf"], f"{folder}.pdf", "application/pdf")
    return attachment(zipped(files, folder), f"{folder}.zip", "application/zip")
