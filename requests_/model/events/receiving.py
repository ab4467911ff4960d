"""A request comes, and whoever asks shows who they are and that they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.addressee import CopyGoesTo, WhyNotDirect
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.entitlement_facts import Asker, AuthorityEvidence, ChildView, Competence, Finding, SafetyCheck
from requests_.model.events.base import CaseEvent, Channel
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.model.rights import Category, Regime, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReceived(CaseEvent):
    """A request reached the council; `received_on` and `reference` ("" in old records) are fixed here for ever.

    `copy_goes_to` is what was asked; `row_seal` vouches for the details, which stand elsewhere ("" in old records).
    """

    kind = "request_received"
    right: Right
    regime: Regime
    capacity: Capacity
    channel: Channel
    received_on: date
    categories: tuple[Category, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    copy_goes_to: CopyGoesTo = CopyGoesTo.REQUESTER
    reference: str = ""
    dated: tuple[Category, ...] = ()
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeSettled(CaseEvent):
    """Whether whom the requester named may have the copy; `record` names what was checked. The last one counts.

    `why_not` says why a file to take elsewhere does not go to them.
    """

    kind = "addressee_settled"
    may_receive: bool
    record: str = ""
    why_not: WhyNotDirect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRequested(CaseEvent):
    """Evidence of identity or authority was asked for: the clock does not start until it comes."""

    kind = "evidence_requested"
    check: Check
    requested_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAccepted(CaseEvent):
    """A check is settled; `received_on` is the day the evidence came, not the day somebody looked at it."""

    kind = "evidence_accepted"
    check: Check
    evidence: Evidence
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementAssessed(CaseEvent):
    """Whether the requester may ask was looked up in the table; `record` names what staff wrote about it.

    `overridden` means that somebody goes on although the outcome is another; `weighed` are the references of the other
    requests whose concerns were looked at, `lifted` the concerns of the last assessment that this one does away with.
    Each new assessment replaces the last.
    """

    kind = "entitlement_assessed"
    outcome: EntitlementOutcome
    rule: str
    asker: Asker
    competence: Competence
    evidence: AuthorityEvidence
    child_view: ChildView
    protected_address: Finding
    court_order: Finding
    overridden: bool = False
    record: str = ""
    weighed: tuple[str, ...] = ()
    lifted: tuple[SafetyCheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccepted(CaseEvent):
    """The request will be answered; each named source is to be searched.

    `left_out` are the sources of the installation that are not, and `record` names why.
    """

    kind = "request_accepted"
    sources: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    record: str = ""
