"""The named conditions of whom the copy goes to. Each says why not in one plain sentence, or None."""

from __future__ import annotations

from requests_.model.addressee import CopyGoesTo
from requests_.model.case import Case
from requests_.model.staff import Actor, ActorKind


def has_addressee(case: Case, actor: Actor) -> str | None:
    """The requester named somebody to send the copy to."""
    if case.addressee.asked is not CopyGoesTo.REQUESTER:
        return None
    return "The requester asked for the copy themselves."


def has_settled_addressee(case: Case, actor: Actor) -> str | None:
    """Nobody is given the copy on a requester's word alone."""
    if not case.addressee.is_open:
        return None
    return "The requester asked us to send the copy to somebody else: settle first whether that person may have it."


def has_settled_file(case: Case, actor: Actor) -> str | None:
    """A file to take elsewhere goes to nobody on a requester's word alone either."""
    return None if case.pack is None else has_settled_addressee(case, actor)


def is_to_have_the_copy(case: Case, actor: Actor) -> str | None:
    """The copy goes where it was settled that it goes, and to nobody else."""
    goes_to = case.addressee.goes_to
    if goes_to is CopyGoesTo.BOTH or (actor.kind is ActorKind.ADDRESSEE) == (goes_to is CopyGoesTo.OTHER):
        return None
    if actor.kind is ActorKind.ADDRESSEE:
        return "The copy of this request does not go to you."
    return "Your copy went to the person you named. Write to us if you would like it yourself."
