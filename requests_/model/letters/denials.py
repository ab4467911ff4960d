"""Words that take a route of complaint away from somebody who has it: no letter may say them, whoever wrote them.

UK GDPR art. 12(4), 77 and 79; DPA 2018 s.45(5), 48(4), 164A, 165 and 167. `pattern` is searched, whatever the case, in
the words on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOT = (
    r"(?:cannot|can ?not|can[’']t|may not|must not|mustn[’']t|should not|shouldn[’']t|could not|no longer|never|neither"
    r"|(?:are not|aren[’']t) (?:able|allowed|entitled|permitted|free) to|unable to|please do not)"
)
_DO_NOT = r"(?:do not|don[’']t)(?! have| need)"
_NO = r"(?:no|(?:not|n[’']t) (?:have |got )?(?:any|the|a)|lost (?:the|your|any)|without (?:the|any|a))"
_SOME = r"(?:[\w’']+ ){0,4}?"
_REGULATOR = r"(?:commission\w*|regulator|ombudsman|ico)"
_BODY = rf"(?:court|judge|tribunal|{_REGULATOR})"
_COMPLAIN = r"(?:complain|appeal|object to our decision|challenge)"


@dataclass(frozen=True, slots=True)
class Denial:
    """One way of saying that somebody may not complain: what it says, and how it is recognised."""

    says: str
    pattern: str


DENIALS = (
    Denial("that somebody cannot complain", rf"\b{_NOT} {_SOME}{_COMPLAIN}\b"),
    Denial(
        "that there is no right to complain", rf"\b{_NO} {_SOME}rights? {_SOME}(?:{_COMPLAIN}|of (?:complaint|appeal))"
    ),
    Denial("that there is no right to complain", rf"\b{_NO} {_SOME}(?:complaints?|appeals?) (?:is|are|can|may|will)\b"),
    Denial("that a complaint is not taken", r"\bcomplaints? (?:is|are|can|may|will|would) (?:not|never)\b"),
    Denial(
        "that a complaint is not taken",
        rf"\b(?:not|never|n[’']t) (?:accept|consider|look (?:at|into)|answer|read|take|hear) {_SOME}complaints?\b",
    ),
    Denial(
        "that somebody must not ask a court or the Commissioner",
        rf"(?<!\bwe )\b(?:{_NOT}|{_DO_NOT}) {_SOME}"
        r"(?:ask|go to|apply to|write to|tell|turn to|use|see|involve|contact) "
        rf"{_SOME}{_BODY}\b",
    ),
    Denial("that somebody has no right to a court or the Commissioner", rf"\b{_NO} {_SOME}rights? {_SOME}{_BODY}\b"),
    Denial("that no court can help", rf"\bno {_BODY} (?:can|may|will)\b"),
    Denial(
        "that a court or the Commissioner cannot help",
        rf"\b{_BODY} (?:cannot|can not|can[’']t|will not|won[’']t|may not|has no power to) "
        r"(?:help|decide|look|hear|listen|deal|change|order|act)\b",
    ),
    Denial(
        "that the time to complain is over",
        rf"\b(?:too late|out of time|not in time) {_SOME}(?:to|for) {_SOME}(?:{_COMPLAIN}|complaints?|{_BODY})\b",
    ),
    Denial(
        "that the time to complain is over",
        rf"\b(?:time|period|chance|right|deadline) (?:to|for) {_SOME}(?:{_COMPLAIN}\w*|complaints?) "
        r"(?:is|was|has|have) (?:now |already )?(?:over|past|passed|ended|expired|gone|run out|lapsed|lost)\b",
    ),
    Denial(
        "that it is no use to complain",
        rf"\b(?:no (?:use|point|sense)|useless|pointless|a waste of time) {_SOME}{_COMPLAIN}(?:ing)?\b",
    ),
    Denial("that this decision is final", r"\b(?:our|this|the) decision (?:is|will be) final\b"),
)


def denied(text: str) -> list[str]:
    """What a text takes away, one plain line each; nothing when it takes nothing away."""
    line = " ".join(text.split())
    found = dict.fromkeys(row.says for row in DENIALS if re.search(row.pattern, line, re.IGNORECASE))
    return [f"It says {says}, which is not so: the law gives every requester these routes." for says in found]
