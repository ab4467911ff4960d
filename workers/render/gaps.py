"""What is not in a pack yet: where it is kept, why it is not here, and by when the requester hears of it."""

from __future__ import annotations

from datetime import date

from requests_.model.sources import ReadState, SearchState
from requests_.store.document_rows import CaseDocument
from templates.filters import uk_date

_NOT_SEARCHED = {
    SearchState.WAITING: "Another team has to look there for us, and has not told us yet what it holds.",
    SearchState.FAILED: "Our search there did not work.",
    SearchState.PENDING: "We have not searched there yet.",
}
_NOT_AGAIN = {
    SearchState.WAITING: "Another team has to look there for us once more, and has not told us yet what it holds.",
    SearchState.FAILED: "Our second search there did not work.",
    SearchState.PENDING: "We have not searched there a second time yet.",
}
_BEFORE = "We searched there before we opened your request again."
_ON_PAPER = "It is kept on paper, and we have not fetched it yet."
# By the code of what stopped the reading.
_NOT_OPENED = {
    "encrypted": "The file is locked with a password that we do not have.",
    "unreadable": "The file is damaged, so that it cannot be opened.",
    "too_large": "The file is too large to be read by machine, so a person has to go through it.",
    "unsupported": "The file is of a kind that cannot be printed, so a person has to look at it.",
}
_NOT_CHECKED = "A person still has to check it."


def unsearched_line(title: str, state: SearchState, by: date, *, is_again: bool = False) -> str:
    """A whole store that was not searched, or not searched again since the request was opened again."""
    before = f"{_BEFORE} " if is_again else ""
    why = _NOT_AGAIN[state] if is_again else _NOT_SEARCHED[state]
    return f"{title}. {before}{why} We will send you what we find, or write to tell you more, by {uk_date(by)}."


def sent_late_line(title: str, by: date) -> str:
    """What another team sent once the answer was settled; `title` is the store it is of, "" for none that is named."""
    sent = "Another team sent us something from there" if title else "Another team sent us something"
    says = f"{sent} after we had put this answer together. {_NOT_CHECKED}"
    copy = f"We will send you a copy, or write to tell you why we cannot, by {uk_date(by)}."
    return f"{title}. {says} {copy}" if title else f"{says} {copy}"


def left_out_line(title: str, because: str) -> str:
    """A whole store in which we do not look for this request, and why."""
    return f"{title}. {because}" if because else f"{title}. We did not search there for this request."


def searched_before_line(title: str, because: str) -> str:
    """A whole store that was searched before the request was opened again, and not since."""
    return f"{title}. {_BEFORE} {because or 'We did not search there a second time.'}"


def document_line(document: CaseDocument, *, title: str, store: str, stopped_by: str, by: date) -> str:
    """One document that is to follow; its title names nobody who is withheld. `stopped_by` is the code of a fault."""
    dated = f", {uk_date(document.dated_on)}" if document.dated_on else ""
    return (
        f"{store}: “{title}”{dated}. {_why(document.read_state, stopped_by)} "
        f"We will send you a copy, or write to tell you why we cannot, by {uk_date(by)}."
    )


def _why(state: ReadState, stopped_by: str) -> str:
    if state is ReadState.TO_RETRIEVE:
        return _ON_PAPER
    if state is ReadState.UNREADABLE:
        return _NOT_OPENED.get(stopped_by, _NOT_OPENED["unreadable"])
    return _NOT_CHECKED
