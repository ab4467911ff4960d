"""One source at a time: search again, answer without, put in the scan of a paper file."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_case import GapForm
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.body import takes
from portal.web.downloads import safe_name
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId, DocumentId
from requests_.model.commands import CaseCommand
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.search_commands import AcceptSourceGap, AttachRetrieved, SearchAgain
from requests_.model.staff import Permission
from requests_.services import searching, work

views = Blueprint("searching", __name__, url_prefix="/case/<reference>")
_PACK_SAYS, _SAY_IT = "The pack will say so.", "Say so in the answer."
LARGEST_SCAN_BYTES = 64 * 1024 * 1024
# Named by what the file starts with, never by what its sender calls it.
SCAN_KINDS = ((b"%PDF-", "application/pdf"), (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


@views.post("/sources/<source>/again")
@requires(Permission.WORK_CASE)
def again(reference: str, source: str) -> Response:
    command = SearchAgain(case=find(reference), source=source, actor=actor())
    searching.search_again(unit_of_work(), resources().clock, command)
    flash("The source is searched again.")
    return redirect(url_for("case.search", reference=reference))


@views.post("/sources/again")
@requires(Permission.WORK_CASE)
def all_again(reference: str) -> Response:
    case = find(reference)
    for source in searching.searchable_again(unit_of_work(), case):
        command = SearchAgain(case=case, source=source, actor=actor())
        searching.search_again(unit_of_work(), resources().clock, command)
    flash("Every source that was searched is searched again.")
    return redirect(url_for("case.search", reference=reference))


@views.get("/sources/<source>/gap")
@requires(Permission.WORK_CASE)
def ask_gap(reference: str, source: str) -> str:
    return _gap_page(find(reference), source, GapForm())


@views.post("/sources/<source>/gap")
@requires(Permission.WORK_CASE)
def accept_gap(reference: str, source: str) -> Response | tuple[str, int]:
    case, form = find(reference), GapForm(request.form)
    if not form.validate():
        return _gap_page(case, source, form), 400
    command = AcceptSourceGap(case=case, source=source, because=form.because.data, actor=actor())
    searching.accept_source_gap(unit_of_work(), resources().clock, command)
    is_told_by_pack = file_of(command.case).summary.case.right not in DECIDED_RIGHTS
    flash(f"The case will be answered without this source. {_PACK_SAYS if is_told_by_pack else _SAY_IT}")
    return redirect(url_for("case.search", reference=reference))


def _gap_page(case: CaseId, source: str, form: GapForm) -> str:
    rows = [row for row in file_of(case).sources if row.key == source]
    if not rows:
        raise NotFound("There is no such source.")
    return case_page("staff/case/gap.html", case, form=form, source=rows[0])


@views.post("/documents/<document>/scan")
@requires(Permission.WORK_CASE)
@takes(largest_bytes=LARGEST_SCAN_BYTES)
def attach_scan(reference: str, document: str) -> Response:
    sent = request.files.get("scan")
    content = sent.read() if sent else b""
    media_type = next((kind for start, kind in SCAN_KINDS if content.startswith(start)), "")
    if sent is None or not media_type:
        raise InvalidCommand("Choose a scan: a PDF, PNG or JPEG file.")
    case = find(reference)
    command = AttachRetrieved(
        case=case,
        document=DocumentId(document),
        sha256=resources().keep_file(case, content),
        file_name=safe_name(sent.filename or "scan"),
        media_type=media_type,
        actor=actor(),
    )
    searching.attach_retrieved(unit_of_work(), resources().clock, command)
    flash("The scan is attached and will be read.")
    return redirect(url_for("review.documents", reference=reference))


@views.post("/resume")
@requires(Permission.WORK_CASE)
def resume(reference: str) -> Response:
    command = CaseCommand(case=find(reference), actor=actor())
    work.resume_work(unit_of_work(), resources().clock, case=command.case, actor=command.actor)
    flash("The work is started again.")
    return redirect(url_for("case.show", reference=reference))
