"""What somebody can do about a request they made: write, read our letters, withdraw, complain, have it put right."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.public.forms_following import UnhappyForm, WriteForm
from portal.public.forms_rights import ScopeForm, WrongForm
from portal.public.reading_copy import require_drawn_from
from portal.web.downloads import attachment
from portal.web.forms import PortalForm
from portal.web.letter_page import as_page
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import AskFollowUp, CaseCommand, ChangeScope, WriteIn
from requests_.model.correspondence import LetterKind
from requests_.model.lifecycle import Action
from requests_.model.rights import Right
from requests_.model.staff import Actor, ActorKind
from requests_.services import disclosure, following
from requests_.store.queries.letters import sent_letter
from requests_.store.queries.tracking import letters_to, tracked_case

views = Blueprint("following", __name__, url_prefix="/your-request")
Page = Response | str | tuple[str, int]


@views.get("/write")
def ask_words() -> Page:
    return _page("write", WriteForm()) if visit.case() else visit.way_in()


@views.post("/write")
def write() -> Page:
    case, form = visit.case(), WriteForm(request.form)
    if case is None:
        return visit.way_in()
    if not form.validate():
        return _page("write", form), 400
    throttle("answer_address")
    letters = letters_to(unit_of_work().session, case)
    command = WriteIn(
        case=case,
        words=form.words.data,
        answers=next((line.message for line in letters if line.message == request.args.get("to")), ""),
        question=next((line.message for line in letters if line.kind == LetterKind.CLARIFICATION), ""),
        actor=_requester(case),
    )
    following.write_in(unit_of_work(), resources().clock, command)
    flash(say("We have your message. The person who works on your request will read it."))
    return redirect(url_for("collect.show"))


@views.get("/scope")
def ask_scope() -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    tracked = tracked_case(unit_of_work().session, case)
    if not tracked.may_change_scope:
        raise Conflict("It cannot be changed now.", action=Action.CHANGE_SCOPE)
    scope = tracked.scope
    kinds = [kind.value for kind in scope.categories]
    dated = [kind.value for kind in scope.dated]
    now = {"categories": kinds, "from_on": scope.from_on, "until_on": scope.until_on, "dated": dated}
    return _page("scope", ScopeForm(data=now))


@views.post("/scope")
def change_scope() -> Page:
    case, form = visit.case(), ScopeForm(request.form)
    if case is None:
        return visit.way_in()
    if not form.validate():
        return _page("scope", form), 400
    command = ChangeScope(case=case, scope=form.scope, actor=_requester(case))
    try:
        following.change_scope(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context["field"]), say(fault.public_message))
        return _page("scope", form), 400
    flash(say("We have changed what you asked for. The date by which we must answer stays the same."))
    return redirect(url_for("collect.show"))


@views.get("/withdraw")
def ask_withdraw() -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    tracked = tracked_case(unit_of_work().session, case)
    if tracked.stage == Stage.WITHDRAWN:
        return redirect(url_for("collect.show"))  # which says so
    if not tracked.may_withdraw:
        raise Conflict("It cannot be taken back now.", action=Action.WITHDRAW_REQUEST)
    return _page("withdraw", PortalForm())


@views.post("/withdraw")
def withdraw() -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    # Whoever presses twice reads that it is done.
    if tracked_case(unit_of_work().session, case).stage != Stage.WITHDRAWN:
        command = CaseCommand(case=case, actor=_requester(case))
        following.withdraw_request(unit_of_work(), resources().clock, command)
    flash(say("You have taken your request back. Nothing more is done about it."))
    return redirect(url_for("collect.show"))


@views.get("/complain")
def ask_complaint() -> Page:
    return _page("complain", UnhappyForm()) if visit.case() else visit.way_in()


@views.post("/complain")
def complain() -> Page:
    case, form = visit.case(), UnhappyForm(request.form)
    if case is None:
        return visit.way_in()
    if not form.validate():
        return _page("complain", form), 400
    _ask(case, Right.COMPLAINT, form.what.data, {"remedy": form.remedy.data})
    flash(say("We have your complaint. Its reference number will be on this page in a minute."))
    return redirect(url_for("collect.show"))


@views.get("/wrong")
def ask_wrong() -> Page:
    case, page = visit.case(), _page_of_copy()
    if case is None:
        return visit.way_in()
    if "copy" in request.args:
        command = CaseCommand(case=case, actor=_requester(case))
        require_drawn_from(disclosure.copy_to_collect(unit_of_work(), resources().clock, command))
    item = say("Page {page} of my copy", page=page) if page else ""
    return _page("wrong", WrongForm(data={"item": item}))


@views.post("/wrong")
def wrong() -> Page:
    case, form = visit.case(), WrongForm(request.form)
    if case is None:
        return visit.way_in()
    if not form.validate():
        return _page("wrong", form), 400
    _ask(case, Right.RECTIFICATION, "", {**form.answers(), "pack_page": _page_of_copy()})
    flash(say("We will look at what is wrong. Its reference number will be on this page in a minute."))
    return redirect(url_for("collect.show"))


@views.get("/letter/<message>")
def read(message: str) -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    kept = sent_letter(unit_of_work().session, case, message)
    return as_page(resources().file_bytes(case, kept.page_sha256).decode())


@views.get("/letter/<message>/<any(standard, large):size>.pdf")
def letter(message: str, size: str) -> Page:
    case = visit.case()
    if case is None:
        return visit.way_in()
    kept = sent_letter(unit_of_work().session, case, message)
    digest = kept.large_pdf_sha256 if size == "large" else kept.pdf_sha256
    name = f"letter {kept.written_on.isoformat()}{' large print' if size == 'large' else ''}.pdf"
    return attachment(resources().file_bytes(case, digest), name, "application/pdf")


def _ask(case: CaseId, right: Right, words: str, asked: dict[str, str]) -> None:
    throttle("submission_address")
    command = AskFollowUp(case=case, right=right, words=words, asked=asked, actor=_requester(case))
    following.ask_follow_up(unit_of_work(), resources().clock, command)


def _page_of_copy() -> str:
    """The page of the copy that the address names, or nothing."""
    typed = request.args.get("page", "")
    return str(int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else ""


def _requester(case: CaseId) -> Actor:
    return Actor(ActorKind.REQUESTER, case)


def _page(name: str, form: PortalForm) -> str:
    return render_template(f"public/following/{name}.html", form=form)
