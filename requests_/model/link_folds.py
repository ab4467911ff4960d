"""What linking cases, closing one into another, and sending one to another controller do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case, Stage
from requests_.model.events.base import CaseEvent
from requests_.model.events.linking import (
    CasesLinked,
    CasesUnlinked,
    DuplicateJoined,
    JoinedToEarlier,
    RequestTransferred,
)
from requests_.model.links import LinkKind
from requests_.model.staff import Actor
from requests_.model.transferring import TRANSFERRED


def _linked(case: Case, event: CasesLinked, _: Actor) -> Case:
    return replace(case, links={**case.links, event.reference: event.link})


def _unlinked(case: Case, event: CasesUnlinked, _: Actor) -> Case:
    return replace(case, links={known: link for known, link in case.links.items() if known != event.reference})


def _joined(case: Case, event: JoinedToEarlier, _: Actor) -> Case:
    return replace(case, stage=Stage.CLOSED, links={**case.links, event.reference: LinkKind.DUPLICATE})


def _transferred(case: Case, event: RequestTransferred, _: Actor) -> Case:
    return replace(case, stage=Stage.CLOSED, refused_for=(TRANSFERRED,), reopened=None)


def _took_in(case: Case, event: DuplicateJoined, _: Actor) -> Case:
    return replace(case, links={**case.links, event.reference: LinkKind.DUPLICATE})


LINK_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    CasesLinked: _linked,
    CasesUnlinked: _unlinked,
    JoinedToEarlier: _joined,
    DuplicateJoined: _took_in,
    RequestTransferred: _transferred,
}
