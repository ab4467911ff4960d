"""How far a request has come, in the words of whoever made it: milestones by right, and what happens next by stage."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.model.case import Stage
from requests_.model.rights import Right
from requests_.model.verdicts import Verdict

Milestone = tuple[str, frozenset[Stage]]
_READ: Milestone = ("We have your request", frozenset({Stage.RECEIVED, Stage.VERIFYING, Stage.ASSESSING}))
_CHECKED: Milestone = ("A second person checks it", frozenset({Stage.SIGNING_OFF}))
_ENDED = frozenset({Stage.RESPONDED, Stage.CLOSED})
_COPY: tuple[Milestone, ...] = (
    _READ,
    ("We search our records", frozenset({Stage.SEARCHING})),
    ("We prepare your copy", frozenset({Stage.DECIDING, Stage.REVIEWING})),
    _CHECKED,
    ("Your copy is ready", _ENDED),
)
_DECISION: tuple[Milestone, ...] = (
    _READ,
    ("We look at our records", frozenset({Stage.SEARCHING})),
    ("We decide", frozenset({Stage.DECIDING, Stage.REVIEWING})),
    _CHECKED,
    ("We have answered you", _ENDED),
)
_NEXT: dict[Stage, str] = {
    Stage.RECEIVED: "We read your request. If we need to check who you are, or what you mean, we write to you.",
    Stage.VERIFYING: "We check who is asking. Then we start to look.",
    Stage.ASSESSING: "We start to look at our records.",
    Stage.SEARCHING: "We search in every place that may hold what you asked about. Then we read what we found.",
    Stage.DECIDING: "We decide what we can do, record by record. Then a second person checks it.",
    Stage.REVIEWING: "We read everything, and take out what is about other people. Then a second person checks it.",
    Stage.SIGNING_OFF: "A second person checks our answer. Then we write to you.",
    Stage.RESPONDED: "You have our answer. If something in it is wrong, or you are unhappy with it, tell us below.",
    Stage.CLOSED: "Nothing more happens. You can ask again at any time.",
    Stage.REFUSED: "Our letter gives you our answer. If you are unhappy with it, tell us below.",
    Stage.WITHDRAWN: "Nothing more happens. You can ask again at any time.",
}
_LAPSED = "What we asked you for did not come. You still can send it: then we go on."
_HEADINGS: dict[Stage, str] = {
    Stage.RECEIVED: "We have your request",
    Stage.VERIFYING: "We are checking who is asking",
    Stage.ASSESSING: "We are reading your request",
    Stage.SEARCHING: "We are searching our records",
    Stage.DECIDING: "We are deciding",
    Stage.REVIEWING: "We are deciding",
    Stage.SIGNING_OFF: "A second person is checking our answer",
    Stage.RESPONDED: "We have answered you",
    Stage.CLOSED: "This request is closed",
    Stage.REFUSED: "We have written to you about this request",
    Stage.WITHDRAWN: "You withdrew this request",
}
_HEADINGS_OF_COPY = {Stage.REVIEWING: "We are preparing your copy", Stage.RESPONDED: "Your copy is ready"}


# What a letter is called in its list; one that gives an answer is told apart from no other by its name.
_LETTERS = {
    "acknowledgement": "We have your request",
    "identity_request": "Please show who you are",
    "authority_request": "Please show that you may ask",
    "fee_request": "About a fee",
    "clarification": "A question for you",
    "extension": "We need longer",
}


_FILES = {
    Verdict.WAITING: "We have it, and are checking that it is safe to open.",
    Verdict.CLEAN: "We have it.",
    Verdict.NOT_SCANNED: "We have it.",
    Verdict.DESTROYED: "We looked at it, and have destroyed our copy: we do not keep such papers.",
    Verdict.HARMFUL: "We could not keep this file: it has something in it that harms computers. "
    "Take a photo of the paper, and send that.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone; `state` is done, now or later."""

    says: str
    state: str


def heading(right: str, stage: str, *, has_own_copy: bool) -> str:
    """How the request stands, as the heading of its page; a copy that went to somebody else is not ready for them."""
    of_copy = _HEADINGS_OF_COPY if right == Right.ACCESS and (has_own_copy or stage != Stage.RESPONDED) else {}
    return of_copy.get(Stage(stage)) or _HEADINGS[Stage(stage)]


def letter_name(kind: str) -> str:
    """What a letter is called where whoever made the request reads it."""
    return _LETTERS.get(kind, "Our letter to you")


def file_words(verdict: str) -> str:
    """What became of a file that somebody sent."""
    return _FILES[Verdict(verdict)]


def happens_next(stage: str, *, has_lapsed: bool = False) -> str:
    """What the council does next, or that it does nothing."""
    if has_lapsed:
        return _LAPSED
    return _NEXT[Stage(stage)]


def milestones(right: str, stage: str, *, has_own_copy: bool) -> tuple[Line, ...]:
    """Every milestone with how it stands; none for a request that ended another way."""
    path = _COPY if right == Right.ACCESS else _DECISION
    if not has_own_copy:
        path = (*path[:-1], _DECISION[-1])
    at = next((number for number, (_, stages) in enumerate(path) if stage in stages), None)
    if at is None:
        return ()
    is_ended = stage in _ENDED
    states = ("done" if number < at or is_ended else "now" if number == at else "later" for number in range(len(path)))
    return tuple(Line(says, state) for (says, _), state in zip(path, states, strict=True))
