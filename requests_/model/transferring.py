"""Sending a requester to the controller that holds what they asked for, such as their school."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.ids import CaseId
from requests_.model.staff import Actor

# The reason that the letter gives.
TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRequest:
    """Close a case because another body is the controller: who it is, how it is reached, and why it is theirs."""

    case: CaseId
    body: str
    contact: str
    why: str
    actor: Actor
