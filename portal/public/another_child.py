"""After sending: the same parent asks about another child. Who asks, how they are reached and for what is kept."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.public import draft
from portal.public.draft import Draft
from portal.public.intake_conditions import CHILD, Answers, capacity_in
from portal.web.resources import resources
from portal.web.words import say

views = Blueprint("another_child", __name__)
KEPT = (
    "Your name, how we reach you and what you asked for are kept from your last request. Nothing about your other child"
    " is. If you want to ask for something else this time, change it here."
)
OVER = (
    "Your name and how we reach you are kept for an hour after you send a request. They are no longer here, so please"
    " answer every question again."
)
# What the pages say of whoever asks alone. Whom something must be kept from is asked anew: it is about the child too.
_OF_THE_PARENT = {
    "asks": ("asks",),
    "your-name": ("requester_name",),
    "contact": ("email", "phone", "texts"),
    "safe": ("mailbox", "is_safe_to_write", "is_safe_to_call"),
}


@views.post("/request/another-child")
def begin() -> Response:
    """Begin with what is kept; a request that is under way, in another tab too, is never replaced by it."""
    kept = draft.take()
    own = kept.own_at(resources().clock.utc_now())
    # What was asked for is shown to be changed; after it only what is open is asked, as when an answer is changed.
    response = redirect(url_for("intake.ask", key="asks", change="yes"))
    if not own:
        return response if _is_just_begun(kept.answers) else _not_begun(kept)
    draft.keep(response, kept.begun_with(own))
    flash(say(KEPT), "notice")
    return response


def _is_just_begun(answers: Answers) -> bool:
    """Whether the button was pressed before, and nothing answered since."""
    return "your-name" in answers and set(answers) <= {*_OF_THE_PARENT, "who"}


def _not_begun(kept: Draft) -> Response:
    if not kept.answers:
        flash(say(OVER), "notice")
    return redirect(url_for("intake.begin"))


def own_answers(answers: Answers) -> dict[str, dict[str, Any]]:
    """What a parent need not say again to ask about another child; nothing of anybody who asks otherwise."""
    if capacity_in(answers) not in CHILD:
        return {}
    own = {
        step: {name: answers[step][name] for name in names if name in answers[step]}
        for step, names in _OF_THE_PARENT.items()
    }
    return {**own, "who": {"capacity": "parent"}}
