"""What linking cases, closing one into another, and sending one to another controller do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model import events as e
from requests_.model.case import Case, Stage
from requests_.model.links import LinkKind
from requests_.model.staff import Actor
from requests_.model.transferring import TRANSFERRED


def _linked(case: Case, event: e.CasesLinked, _: Actor) -> Case:
    return replace(case, links={**case.links, event.reference: event.link})


def _unlinked(case: Case, event: e.CasesUnlinked, _: Actor) -> Case:
    return replace(case, links={known: link for known, link in case.links.items() if known != event.reference})


def _joined(case: Case, event: e.JoinedToEarlier, _: Actor) -> Case:
    return replace(case, stage=Stage.CLOSED, links={**case.links, event.reference: LinkKind.DUPLICATE})


def _transferred(case: Case, event: e.RequestTransferred, _: Actor) -> Case:
    return replace(case, stage=Stage.CLOSED, refused_for=(TRANSFERRED,), reopened=None)


def _took_in(case: Case, event: e.DuplicateJoined, _: Actor) -> Case:
    return replace(case, links={**case.links, event.reference: LinkKind.DUPLICATE})


LINK_FOLDS: dict[type[e.CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    e.CasesLinked: _linked,
    e.CasesUnlinked: _unlinked,
    e.JoinedToEarlier: _joined,
    e.DuplicateJoined: _took_in,
    e.RequestTransferred: _transferred,
}
