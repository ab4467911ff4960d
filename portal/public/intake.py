"""Making a request: a question a page, the answers to check, one case however often "send" is pressed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import draft
from portal.public.another_child import own_answers
from portal.public.asks import BY_KEY as ASK_OF
from portal.public.asks import Ask
from portal.public.draft import Draft, Receipt, SentForm
from portal.public.intake_changes import ends_ways_back, state_of, to_ask_anew, whole_state_of
from portal.public.intake_conditions import Answers
from portal.public.intake_receipts import receipts_of
from portal.public.intake_rows import rows
from portal.public.intake_steps import BY_KEY, Step, asked, first_unanswered, form_for, previous, to_keep
from portal.public.signposts import SIGNPOSTS
from portal.public.submission import to_commands
from portal.public.written import written
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import entry_word
from requests_.model.cautions import cautions
from requests_.services import draft_returns

views = Blueprint("intake", __name__)
Page = Response | str | tuple[str, int]
ASKED_ANEW = (
    "You changed who this is about. We ask you about the people again, so that no answer is kept for the wrong person."
)
SAFE_ANEW = "You changed how we reach you. Tell us again which ways are safe, so that we use none that is not."
# What is said where answers are to be given anew, by the answer that changed.
ANEW = {"who": ASKED_ANEW, "contact": SAFE_ANEW}
WAYS_ENDED = (
    "The links and codes that you saved your answers with no longer open them, so that nobody who reads your email can."
    " You can save your answers again with a code."
)
OTHER_HAS_CODE = (
    "Another form that you saved in this browser opens with this code alone now: {code}. Write it down. It works once,"
    " and for 7 days."
)
# A page carries what it was drawn for; double clicks and programs aside, every answer comes with it.
FIELD = "drawn_for"


@views.get("/request")
def begin() -> Page:
    """The first question, or whether to go on with a form that is under way.

    `want` names what was picked on the first page, to be ticked already.
    """
    kept = draft.read()
    if not kept.answers:
        return go_on()
    answered = [row for row in rows(kept.answers) if row[0].key in kept.answers]
    return render_template("public/under_way.html", rows=answered, want=_want())


@views.post("/request")
def begin_another() -> Response:
    """Begin another form. The one under way is removed, unless it was saved; the receipts of what was sent stay."""
    kept = draft.take()
    if not draft_returns.has_way_back(unit_of_work(), resources().clock, draft.key_of(kept)):
        draft.remove(kept)
    response = redirect(url_for(".go_on", want=_want() or None))
    draft.keep(response, kept.begun_anew())
    return response


@views.get("/request/on")
def go_on() -> Response:
    """The first question that is not answered."""
    draft.arrived()
    step, want = first_unanswered(draft.read().answers), _want()
    if want and step in (None, BY_KEY["asks"]):
        return redirect(url_for(".ask", key="asks", want=want))
    return redirect(url_for(".ask", key=step.key) if step else url_for(".check"))


@views.get("/request/<key>")
def ask(key: str) -> Response | str:
    kept = draft.read()
    step = _step(key)
    if turn := _out_of_turn(step, kept):
        return turn
    return _page(step, _with_want(step, form_for(step, None, kept.answers)), kept)


@views.post("/request/<key>")
def answer(key: str) -> Page:
    throttle("answer_address")
    kept = draft.take()
    step = _step(key)
    if turn := _out_of_turn(step, kept):
        return changed_page(kept) if written() or not kept.answers else turn
    form = form_for(step, request.form, kept.answers)
    if not form.validate():
        return _page(step, form, kept), 400
    if _is_outdated(state_of(kept.answers, kept.token)) and to_keep(form) != kept.answers.get(step.key):
        return changed_page(kept)
    after = kept.with_answer(step.key, to_keep(form))
    anew = to_ask_anew(step, kept.answers, after.answers)
    after = after.without(anew)
    response = redirect(_next_address(step, after.answers))
    try:
        draft.keep(response, after)
    except InvalidCommand as fault:
        form.refuse(next(iter(form)).name, say(fault.public_message))
        return _page(step, form, kept), 400
    if ends_ways_back(kept.answers, after.answers):
        _end_ways_back(kept)
    if anew and step.key in ANEW:
        flash(say(ANEW[step.key]), "notice")
    return response


@views.get("/request/check")
def check() -> Response | str:
    kept = draft.read()
    if step := first_unanswered(kept.answers):
        return redirect(url_for(".ask", key=step.key))
    commands = [command for _, command in to_commands(kept.answers, kept.token)]
    warned = ((one, cautions(one.subject, one.requester, one.addressee)) for one in commands if one.addressee)
    named, said = next((found for found in warned if found[1]), (None, ()))
    last = asked(kept.answers)[-1].key
    return render_template(
        "public/check.html",
        rows=list(rows(kept.answers)),
        files=kept.files,
        gone=draft.gone_files(kept),
        count=len(commands),
        named=named,
        cautions=said,
        last=last,
        drawn_for=whole_state_of(kept.answers, kept.token),
    )


@views.post("/request/check")
def send() -> Page:
    kept = draft.take()
    if kept.receipts:
        return redirect(url_for(".sent"))
    if not kept.answers or _is_outdated(whole_state_of(kept.answers, kept.token)):
        return changed_page(kept)
    if step := first_unanswered(kept.answers):
        return redirect(url_for(".ask", key=step.key))
    if draft.gone_files(kept):
        return redirect(url_for("sending_files.add_to_form"))
    throttle("submission_address")
    response = redirect(url_for(".sent"))
    # A mailbox that others read gets no reference number: the page says to note it down, and the word to get in.
    is_private = kept.answers["safe"]["mailbox"] == "private"
    email, word = (kept.answers["contact"]["email"], "") if is_private else ("", entry_word())
    receipts = tuple(receipts_of(kept, word))
    draft.hand_over_files(kept)
    # A link to what was sent must not lead to what is answered next in this browser.
    draft_returns.end_ways_back(unit_of_work(), draft.key_of(kept))
    sent_form = SentForm(receipts, email, word, resources().clock.utc_now())
    draft.keep(response, kept.sent(sent_form, own_answers(kept.answers)))
    return response


@views.get("/request/sent")
def sent() -> Response | str:
    kept = draft.read()
    now = resources().clock.utc_now()
    earlier = kept.earlier_at(now)
    if not kept.receipts and not earlier:
        return redirect(url_for(".begin"))
    last, *others = (kept.last, *earlier) if kept.receipts else earlier
    return render_template(
        "public/sent.html",
        lines=_lines(last),
        sent=last,
        has_names=last.is_shown_at(now),
        earlier=[(_lines(one), one) for one in others],
        has_own=bool(kept.own_at(now)),
        is_under_way=bool(kept.answers),
    )


@views.post("/request/forget")
def forget() -> Response:
    response = redirect(url_for("pages.start"))
    draft.forget(response)
    return response


def _end_ways_back(kept: Draft) -> None:
    """No mail leads to this form any more, nor to one that was put away here: that one has a code instead."""
    if draft_returns.end_ways_back(unit_of_work(), draft.key_of(kept)):
        flash(say(WAYS_ENDED), "notice")
    for key in kept.others:
        if draft_returns.end_ways_back(unit_of_work(), key):
            code, _ = draft_returns.make_code(unit_of_work(), resources().clock, key)
            flash(say(OTHER_HAS_CODE, code=code), "notice")


def _lines(form: SentForm) -> list[tuple[Receipt, Ask]]:
    return [(receipt, ASK_OF[receipt.ask]) for receipt in form.receipts]


def _want() -> str:
    want = request.args.get("want", "")
    return want if want in ASK_OF else ""


def _with_want(step: Step, form: PortalForm) -> PortalForm:
    """The first question with what was picked on the first page ticked, unless it was answered before."""
    want = _want()
    if step.key == "asks" and want and want not in (form["asks"].data or ()):
        form["asks"].data = [*(form["asks"].data or ()), want]
    return form


def _step(key: str) -> Step:
    if key not in BY_KEY:
        raise NotFound("There is no such page. Start again from the home page.")
    return BY_KEY[key]


def _out_of_turn(step: Step, kept: Draft) -> Response | None:
    """Where to go instead, when an earlier question is unanswered or this one does not apply."""
    order = asked(kept.answers)
    first = first_unanswered(kept.answers)
    if step not in order:
        return redirect(url_for(".go_on"))
    if first is not None and order.index(step) > order.index(first):
        return redirect(url_for(".ask", key=first.key))
    return None


def _next_address(step: Step, answers: Answers) -> str:
    """The next question; when one answer is being changed, only what that change leaves open, then the check."""
    if request.args.get("change") == "yes":
        unanswered = first_unanswered(answers)
        return url_for(".ask", key=unanswered.key, change="yes") if unanswered else url_for(".check")
    order = asked(answers)
    if step not in order:
        return url_for(".go_on")
    following = order[order.index(step) + 1 :]
    return url_for(".ask", key=following[0].key) if following else url_for(".check")


def _page(step: Step, form: PortalForm, kept: Draft) -> str:
    order = asked(kept.answers)
    before = previous(step, kept.answers)
    is_change = request.args.get("change") == "yes" and first_unanswered(kept.answers) is None
    back = url_for(".check") if is_change else url_for(".ask", key=before.key) if before else url_for("pages.start")
    return render_template(
        "public/question.html",
        signposts=SIGNPOSTS if step.key == "asks" else (),
        step=step,
        form=form,
        question=step.question(kept.answers),
        number=order.index(step) + 1,
        count=len(order) if "who" in kept.answers else 0,
        back=back,
        has_answers=bool(kept.answers),
        was_sent=bool(kept.receipts),
        has_earlier=bool(kept.earlier_at(resources().clock.utc_now())),
        drawn_for=state_of(kept.answers, kept.token),
    )


def _is_outdated(state: str) -> bool:
    return request.form.get(FIELD, state) != state


def changed_page(kept: Draft) -> Page:
    """What is now answered, for whoever answered a page that was drawn before it changed; and what they wrote there."""
    answered = [row for row in rows(kept.answers) if row[0].key in kept.answers]
    return render_template("public/changed.html", rows=answered), 409
