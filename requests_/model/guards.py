"""The named conditions that an action waits for. Each says why not in one plain sentence, or None."""

from __future__ import annotations

from collections.abc import Callable

from requests_.model.case import Case
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.model.staff import Actor

Guard = Callable[[Case, Actor], str | None]


def has_no_open_check(case: Case, actor: Actor) -> str | None:
    """Nothing is searched for before we know who asks, and by what authority."""
    if not case.open_checks:
        return None
    return f"The check of {' and '.join(case.open_checks)} is not settled yet: record the evidence first."


def has_entitlement(case: Case, actor: Actor) -> str | None:
    """Nobody's information is looked for on behalf of another before it is known that they may ask."""
    if case.entitlement is None:
        return "Assess who may ask first." if case.capacity is not Capacity.SUBJECT else None
    if case.entitlement.may_proceed:
        return None
    return f"The assessment of who may ask does not say to go on ({case.entitlement.rule})."


def is_access_request(case: Case, actor: Actor) -> str | None:
    """Only an access request stops for clarification (UK GDPR art. 12A(5))."""
    return None if case.right is Right.ACCESS else "Only an access request can wait for a clarification."


def has_no_open_question(case: Case, actor: Actor) -> str | None:
    """One question at a time."""
    return "A question to the requester is still unanswered." if case.awaits_clarification else None


def has_open_question(case: Case, actor: Actor) -> str | None:
    """There is an answer to record."""
    return None if case.awaits_clarification else "No question to the requester is waiting for an answer."


def is_not_extended(case: Case, actor: Actor) -> str | None:
    """There is one extension, never two (UK GDPR art. 12A(3))."""
    return "The period has been extended already: the law allows it once." if case.extension_notice_on else None


def has_proposals(case: Case, actor: Actor) -> str | None:
    """Everything found has been read and marked."""
    return None if case.proposals_made else "Not every document has been read yet."


def has_settled_sources(case: Case, actor: Actor) -> str | None:
    """Each source is searched, or its gap accepted."""
    if not case.unsettled_sources:
        return None
    return f"Not searched: {', '.join(case.unsettled_sources)}. Search again, or accept the gap."


def has_other_eyes(case: Case, actor: Actor) -> str | None:
    """Whoever signs off took no part in the review."""
    if actor.key == case.submitted_by or actor.key in case.reviewers:
        return "You took part in the review of this case: a second person signs it off."
    return None


def is_not_signed_off(case: Case, actor: Actor) -> str | None:
    """A case is signed off once."""
    return "This case is signed off already." if case.signed_off_by else None


def has_rejected_pack(case: Case, actor: Actor) -> str | None:
    """A pack is built again only when the last one failed."""
    if case.signed_off_by and case.pack is not None and case.pack.rejected_by:
        return None
    return "There is no rejected pack to build again."


def has_verified_pack(case: Case, actor: Actor) -> str | None:
    """Only bytes that passed every check leave the council."""
    if case.pack is None:
        return "The disclosure pack is not ready yet."
    if case.pack.rejected_by:
        return f"The disclosure pack failed its check ({case.pack.rejected_by}) and cannot be released."
    return None


def has_released_pack(case: Case, actor: Actor) -> str | None:
    """There is something to collect."""
    return None if case.pack is not None and case.pack.is_released else "There is nothing to collect yet."
