"""By what each kind of letter is sent: one row a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from requests_.model.correspondence import LetterKind
from requests_.model.lifecycle import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAction:
    """What sends a letter: an action, or None for one that leaves by itself; `says` tells staff how."""

    kind: LetterKind
    action: Action | None
    says: str

    @property
    def is_sent_here(self) -> bool:
        """Whether it is written and sent on the page of letters, and not by something else that is done."""
        return self.action in (Action.SEND_LETTER, Action.ANSWER_BY_LETTER, Action.ASK_FEE)


_EVIDENCE = "It is sent when you ask for evidence on the case page; the clock waits."
_HERE = "Sending it changes nothing else."
_DECIDED = "It is sent when what was asked for is decided and done, from the case page."

_ROWS: tuple[tuple[LetterKind, Action | None, str], ...] = (
    (LetterKind.ACKNOWLEDGEMENT, None, "It leaves by itself when the request comes."),
    (LetterKind.IDENTITY_REQUEST, Action.REQUEST_EVIDENCE, _EVIDENCE),
    (LetterKind.AUTHORITY_REQUEST, Action.REQUEST_EVIDENCE, _EVIDENCE),
    (LetterKind.FEE_REQUEST, Action.ASK_FEE, "Somebody who may sign off sends it; the clock then waits for the fee."),
    (LetterKind.CLARIFICATION, Action.ASK_CLARIFICATION, "It is sent with the question you ask on the case page."),
    (LetterKind.EXTENSION, Action.EXTEND_PERIOD, "It is sent when you extend the period on the case page."),
    (LetterKind.REFUSAL, Action.REFUSE_REQUEST, "It is sent when you refuse the request on the case page."),
    (
        LetterKind.TRANSFER,
        Action.TRANSFER_REQUEST,
        "It is sent when you close a request that is for another body, from the case page.",
    ),
    (LetterKind.PART_REFUSAL, Action.ANSWER_RIGHT, _DECIDED),
    (
        LetterKind.NO_DATA,
        Action.ANSWER_BY_LETTER,
        "It answers once every store is searched and nothing was found.",
    ),
    (LetterKind.NOT_CONFIRMED, Action.NEITHER_CONFIRM, "It is sent when the Data Protection Officer decides so."),
    (LetterKind.ACCESS_RESPONSE, Action.RELEASE_PACK, "It stands at the front of the pack."),
    (LetterKind.RECTIFICATION_DONE, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.RECTIFICATION_REFUSED, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.ERASURE_DONE, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.ERASURE_REFUSED, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.EVIDENCE_LIMITED, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.RESTRICTION_DONE, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.RESTRICTION_REFUSED, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.RIGHT_DONE, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.RESTRICTION_LIFTING, Action.SEND_LETTER, f"Send it two weeks before the limit ends. {_HERE}"),
    (LetterKind.RECIPIENTS_NAMED, Action.SEND_LETTER, f"Send it when the person asks who had the information. {_HERE}"),
    (LetterKind.OBJECTION_UPHELD, Action.ANSWER_RIGHT, _DECIDED),
    (LetterKind.OBJECTION_REFUSED, Action.ANSWER_RIGHT, _DECIDED),
    (
        LetterKind.WITHDRAWAL_CONFIRMED,
        Action.RECORD_WITHDRAWAL,
        "It is sent when you record that the request was taken back, from the case page.",
    ),
    (LetterKind.COMPLAINT_ACKNOWLEDGEMENT, Action.SEND_LETTER, _HERE),
    (LetterKind.COMPLAINT_PROGRESS, Action.SEND_LETTER, _HERE),
    (LetterKind.COMPLAINT_OUTCOME, Action.ANSWER_BY_LETTER, "Sending it answers the complaint."),
    (LetterKind.BREACH_NOTICE, Action.SEND_LETTER, _HERE),
    (
        LetterKind.CONSENT_REQUEST,
        Action.ASK_THIRD_PARTY,
        "It is sent when you ask somebody on the page of people.",
    ),
    (LetterKind.CONSENT_REMINDER, None, "It leaves by itself a week after the question, while no answer is recorded."),
)
LETTER_ACTIONS: Mapping[LetterKind, LetterAction] = {
    kind: LetterAction(kind=kind, action=action, says=says) for kind, action, says in _ROWS
}
