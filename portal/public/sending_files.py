"""Sending photos and papers, a request each: with a form before it is sent, and with a request at any time after.

What is refused gets its reason, and what was taken before stays.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from portal.public import draft, visit
from portal.public.draft import Draft
from portal.public.intake import changed_page
from portal.public.intake_conditions import capacity_in
from portal.web.body import takes
from portal.web.downloads import safe_name
from portal.web.fields import RadioField
from portal.web.file_field import FileField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.sealed_text import sealed_text
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model import file_kinds
from requests_.model.file_kinds import LARGEST_FILE_BYTES, FileKind
from requests_.model.people import Capacity
from requests_.model.sent_files import MOST_FILES, OfferedFile, Purpose, SendFiles
from requests_.model.staff import Actor, ActorKind
from requests_.services import sent_files
from requests_.store.queries.sent_files import files_sent
from requests_.store.queries.tracking import tracked_case

views = Blueprint("sending_files", __name__)
Page = Response | str | tuple[str, int]
# A file that is only a little too large is read, so that the page can say so beside the field.
LARGEST_BODY_BYTES = 60_000_000
GONE = "We no longer have the file {name}. Choose it again"
TOO_LARGE = "A file can be 25 MB at most. The files you sent before are kept. Go back, and send a smaller photo."
ACCEPTED = "image/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp"


class FileForm(PortalForm):
    """One file. The size and its words are for the browser, which then need not send what is too large."""

    largest_bytes, too_large = LARGEST_FILE_BYTES, file_kinds.TOO_LARGE

    file = FileField(
        "Choose a file, or take a photo",
        hint="A photo, a PDF, or a Word, Excel or PowerPoint file, of up to 25 MB",
        needed="Choose a file first",
        accept=ACCEPTED,
    )
    purpose = RadioField(
        "What does it show?",
        hint="Something that shows who a person is, where they live or that you may ask: we look at it, note that we "
        "did, and destroy our copy.",
        choices=(
            (Purpose.IDENTITY, "Who I am", "For example, a passport or another photo card"),
            (Purpose.ADDRESS, "Where I live", "For example, a letter to you from the last three months"),
            (Purpose.SUBJECT_IDENTITY, "Who the person is that I ask for", "For example, a birth certificate"),
            (Purpose.AUTHORITY, "That I may ask for them", "For example, a court order or a letter they signed"),
            (Purpose.EVIDENCE, "What is wrong, or what I mean"),
            (Purpose.OTHER, "Something else"),
        ),
        needed="Select what it shows",
    )

    held: OfferedFile | None = None
    sealed = ""

    def hold(self, offered: OfferedFile, sealed: str) -> None:
        """Ask what a file shows that is here already: it need not be sent again. `sealed` brings it back."""
        self.held, self.sealed = offered, sealed
        if "file" in self:
            del self.file

    def offer(self, *, for_another: bool) -> FileForm:
        """The form without what only somebody who asks for another can have."""
        offered = (choice for choice in self.purpose.choices if for_another or not Purpose(choice[0]).is_for_another)
        self.purpose.choices = tuple(offered)
        return self


@views.get("/request/files")
def add_to_form() -> Page:
    kept = draft.read()
    return _form_page(FileForm(), kept) if kept.answers else redirect(url_for("intake.go_on"))


@views.post("/request/files")
@takes(largest_bytes=LARGEST_BODY_BYTES, too_large=TOO_LARGE)
def take_with_form() -> Page:
    throttle("file_address")
    kept, form = draft.take(), _sent_form()
    if not kept.answers:
        return changed_page(kept)
    if len(kept.files) >= MOST_FILES:
        form.refuse("file", say("You have added {most} files, which is the most we can take.", most=MOST_FILES))
        return _form_page(form, kept), 400
    offered = _taken_in(form, CaseId(kept.space))
    if offered is None:
        if form.held is not None:
            draft.name_file(kept, form.held.sha256)
            unit_of_work().commit()  # its bytes are here, though the answer is an error
        return _form_page(form, kept), 400
    response = redirect(url_for(".add_to_form"))
    others = tuple(one for one in kept.files if one.sha256 != offered.sha256)
    draft.keep(response, replace(kept, files=(*others, offered)))
    draft.name_file(kept, offered.sha256)
    return response


@views.post("/request/files/remove")
def remove_from_form() -> Response:
    kept = draft.take()
    named = request.form.get("sha256", "")
    response = redirect(url_for(".add_to_form"))
    if any(one.sha256 == named for one in kept.files):
        draft.drop_file(kept, named)
        draft.keep(response, replace(kept, files=tuple(one for one in kept.files if one.sha256 != named)))
    return response


@views.get("/your-request/file")
def add_to_request() -> Page:
    case = visit.case()
    return redirect(url_for("track.ask_reference")) if case is None else _request_page(FileForm(), case)


@views.post("/your-request/file")
@takes(largest_bytes=LARGEST_BODY_BYTES, too_large=TOO_LARGE)
def take_with_request() -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    throttle("file_address")
    form = _sent_form()
    offered = _taken_in(form, case)
    if offered is None:
        return _request_page(form, case), 400
    command = SendFiles(case=case, space=case, files=(offered,), actor=Actor(ActorKind.REQUESTER, case))
    try:
        sent_files.send_files(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("file", say(fault.public_message))
        return _request_page(form, case), 400
    flash(say("We have your file. You can send another one."))
    return redirect(url_for(".add_to_request"))


def _sent_form() -> FileForm:
    return FileForm(CombinedMultiDict([request.files, request.form]))


def _taken_in(form: FileForm, space: CaseId) -> OfferedFile | None:
    """The file of a form, once it is known what it is and shows, and its bytes are kept; None with a fault on the form.

    A file that came without being told what it shows is held: the form then asks for that alone.
    """
    if (held := _held(space)) is not None:
        if not resources().has_file(space, held.sha256):
            form.validate()  # what it shows is kept as it was answered
            form.refuse("file", say(GONE, name=held.name))
            return None
        form.hold(held, request.form["held"])
        return replace(held, purpose=form.purpose.data) if form.validate() else None
    if form.validate():
        return _kept(form, space, Purpose(form.purpose.data))
    if "file" not in form.errors and (offered := _kept(form, space, Purpose.OTHER)) is not None:
        form.hold(offered, sealed_text().seal(json.dumps(asdict(offered)), _about(space)))
    return None


def _held(space: CaseId) -> OfferedFile | None:
    """The file that a form brings back, which was taken into this space before."""
    text = sealed_text().open(request.form.get("held", ""), _about(space))
    return None if text is None else OfferedFile(**json.loads(text))


def _about(space: CaseId) -> str:
    return f"held file {space}"


def _kept(form: FileForm, space: CaseId, purpose: Purpose) -> OfferedFile | None:
    sent = form.file.sent
    try:
        taken = file_kinds.take(sent.stream.read(LARGEST_FILE_BYTES + 1))
    except InvalidCommand as fault:
        form.refuse("file", say(fault.public_message))
        return None
    return OfferedFile(
        sha256=resources().keep_file(space, taken.content),
        name=_named(sent.filename or "", taken.kind),
        media_type=taken.kind.media_type,
        size_bytes=len(taken.content),
        purpose=purpose,
    )


def _named(sent: str, kind: FileKind) -> str:
    """The name it came by, with the ending of what it is."""
    stem = safe_name(sent).rpartition(".")[0] or safe_name(sent)
    return f"{stem}{kind.ending}"


def _form_page(form: FileForm, kept: Draft) -> str:
    for_another = capacity_in(kept.answers) != Capacity.SUBJECT
    return render_template(
        "public/files.html", form=form.offer(for_another=for_another), files=kept.files, gone=draft.gone_files(kept)
    )


def _request_page(form: FileForm, case: CaseId) -> str:
    for_another = tracked_case(unit_of_work().session, case).capacity != Capacity.SUBJECT
    return render_template(
        "public/following/file.html", form=form.offer(for_another=for_another), files=_files_of(case)
    )


def _files_of(case: CaseId) -> Any:
    return files_sent(unit_of_work().session, case)
