"""Making a request: a question a page, the answers to check, one case however often "send" is pressed."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import draft
from portal.public.draft import Draft, Receipt
from portal.public.intake_rows import rows
from portal.public.intake_steps import (
    BY_KEY,
    Answers,
    Step,
    asked,
    first_unanswered,
    form_for,
    previous,
    to_keep,
)
from portal.public.submission import to_command
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.sealed_cookie import TooMuchToKeep
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from requests_.errors import NotFound
from requests_.services import intake

views = Blueprint("intake", __name__)
_TOO_MUCH = "This is too long to keep together with your other answers. Shorten it."


@views.get("/request")
def begin() -> Response:
    step = first_unanswered(draft.read().answers)
    return redirect(url_for(".ask", key=step.key) if step else url_for(".check"))


@views.get("/request/<key>")
def ask(key: str) -> Response | str:
    kept = draft.read()
    step = _step(key)
    if turn := _out_of_turn(step, kept):
        return turn
    return _page(step, form_for(step, None, kept.answers), kept)


@views.post("/request/<key>")
def answer(key: str) -> Response | tuple[str, int]:
    kept = draft.read()
    step = _step(key)
    if turn := _out_of_turn(step, kept):
        return turn
    form = form_for(step, request.form, kept.answers)
    if not form.validate():
        return _page(step, form, kept), 400
    after = kept.with_answer(step.key, to_keep(form))
    response = redirect(_next_address(step, after.answers))
    try:
        draft.keep(response, after)
    except TooMuchToKeep:
        form.refuse(next(iter(form)).name, _TOO_MUCH)
        return _page(step, form, kept), 400
    return response


@views.get("/request/check")
def check() -> Response | str:
    kept = draft.read()
    if step := first_unanswered(kept.answers):
        return redirect(url_for(".ask", key=step.key))
    return render_template("public/check.html", rows=list(rows(kept.answers)))


@views.post("/request/check")
def send() -> Response:
    kept = draft.read()
    if kept.receipt is not None:
        return redirect(url_for(".sent"))
    if step := first_unanswered(kept.answers):
        return redirect(url_for(".ask", key=step.key))
    throttle("submission_address")
    received = intake.receive_submission(unit_of_work(), resources().clock, to_command(kept.answers, kept.token))
    response = redirect(url_for(".sent"))
    receipt = Receipt(received.reference, received.due_on, kept.answers["contact"]["email"])
    draft.keep(response, Draft(kept.token, {}, receipt))
    return response


@views.get("/request/sent")
def sent() -> Response | str:
    receipt = draft.read().receipt
    if receipt is None:
        return redirect(url_for(".begin"))
    return render_template("public/sent.html", receipt=receipt)


@views.post("/request/forget")
def forget() -> Response:
    response = redirect(url_for("pages.start"))
    draft.cookie().clear(response)
    return response


def _step(key: str) -> Step:
    if key not in BY_KEY:
        raise NotFound("There is no such page. Start again from the home page.")
    return BY_KEY[key]


def _out_of_turn(step: Step, kept: Draft) -> Response | None:
    """Where to go instead, when an earlier question is unanswered or this one does not apply."""
    order = asked(kept.answers)
    first = first_unanswered(kept.answers)
    if step not in order:
        return redirect(url_for(".begin"))
    if first is not None and order.index(step) > order.index(first):
        return redirect(url_for(".ask", key=first.key))
    return None


def _next_address(step: Step, answers: Answers) -> str:
    """The next question; when one answer is being changed, only what that change leaves open, then the check."""
    if request.args.get("change") == "yes":
        unanswered = first_unanswered(answers)
        return url_for(".ask", key=unanswered.key, change="yes") if unanswered else url_for(".check")
    order = asked(answers)
    following = order[order.index(step) + 1 :]
    return url_for(".ask", key=following[0].key) if following else url_for(".check")


def _page(step: Step, form: PortalForm, kept: Draft) -> str:
    order = asked(kept.answers)
    before = previous(step, kept.answers)
    is_change = request.args.get("change") == "yes"
    back = url_for(".check") if is_change else url_for(".ask", key=before.key) if before else url_for("pages.start")
    return render_template(
        "public/question.html",
        step=step,
        form=form,
        question=step.question(kept.answers),
        number=order.index(step) + 1,
        back=back,
        has_answers=bool(kept.answers),
    )
