"""What the public reads when something cannot be done: never a stage, a role or any other word of the office."""

from __future__ import annotations

from flask import Flask

from portal.web import errors
from requests_.errors import Conflict, NotAllowed, NotFound, RightsRequestError
from requests_.model.lifecycle import Action

# Why something that whoever asks may do at other times cannot be done now, and what they can do instead.
_NO_MESSAGE = "We cannot take a message about this request any more. Telephone or email us."
REFUSALS: dict[Action, str] = {
    Action.COLLECT_PACK: "There is no copy for you to collect here now. The page of your request says how it stands.",
    Action.WITHDRAW_REQUEST: "This request cannot be taken back any more: we have answered it. If you are unhappy with "
    "our answer, you can complain on the page of your request.",
    Action.CHANGE_SCOPE: "What you asked for cannot be changed here any more. Write to us on the page of your request.",
    Action.WRITE_IN: _NO_MESSAGE,
    Action.RECORD_CLARIFICATION: _NO_MESSAGE,
    Action.SEND_FILE: "We cannot take a file for this request any more. Telephone or email us.",
    Action.ASK_FOLLOW_UP: "You cannot ask for more about this request any more. Make a new request.",
}
# Sentences that are written for the public where they are raised.
PLAIN = frozenset(
    {
        "There is no such page. Start again from the home page.",
        "This page was about another request. Nothing was sent. Open the one you mean, and try again.",
        "The time to collect this copy is over. Telephone us, and we send it to you.",
        "This visit is over. Open the link in your mail again, or ask for another.",
        "This was answered already, by a colleague or in another window.",
        "Enter your reference number and a code first.",
    }
)
# What is said of everything else.
ELSE: dict[str, str] = {
    Conflict.code: "Something changed while you were looking at this page. Nothing was done. Open the page again, and "
    "look.",
    NotAllowed.code: "This cannot be done here. Nothing was done.",
    NotFound.code: errors.PAGES[404][1],
}


def words_for(fault: RightsRequestError) -> str:
    """What the public reads of a refusal."""
    action = fault.context.get("action")
    if isinstance(action, Action) and action in REFUSALS:
        return REFUSALS[action]
    return fault.public_message if fault.public_message in PLAIN else ELSE[fault.code]


def install(app: Flask) -> None:
    """Have refusals said in words of the public."""
    for kind in (Conflict, NotAllowed, NotFound):
        app.register_error_handler(kind, refused)


def refused(fault: RightsRequestError) -> tuple[str, int]:
    """The page that says so."""
    status = errors.STATUS_OF_CODE[fault.code]
    return errors.page(status, errors.PAGES[status][0], words_for(fault))
