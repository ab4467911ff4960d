"""A case: the state that its events add up to, and the questions asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from requests_.deadlines.statutory_clock import ClockFacts, ClockRegime, Pause
from requests_.ids import CaseId
from requests_.model.addressee import AddresseeState
from requests_.model.case_parts import CheckState, EntitlementState, FollowUp, PackState
from requests_.model.complaints import ComplaintResult
from requests_.model.consents import ConsentState
from requests_.model.decided import ChangesState
from requests_.model.enquiries import EnquiryState, unsettled_enquiries, unweighed_answers
from requests_.model.entitlement import Finding, SafetyChecks
from requests_.model.events.base import CaseEvent, Channel
from requests_.model.gates import HealthRecord
from requests_.model.identity import CHECKS_FOR, Check
from requests_.model.links import LinkKind
from requests_.model.looking_again import LookAgain
from requests_.model.merging import PeopleChange
from requests_.model.other_people import OtherPerson
from requests_.model.outcome_terms import Outcome
from requests_.model.pauses import Question
from requests_.model.people import Capacity
from requests_.model.recipients import RecipientsState
from requests_.model.reopening import Reopening
from requests_.model.rights import AccessScope, Regime, Right
from requests_.model.second_persons import Proposal
from requests_.model.set_dates import SetDate, next_date
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.waiting_letters import WaitingLetter


class Stage(StrEnum):
    """Where a case has come to. Whether the clock runs, and whether a job failed, are other questions."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    ASSESSING = "assessing"
    SEARCHING = "searching"
    DECIDING = "deciding"
    REVIEWING = "reviewing"
    SIGNING_OFF = "signing_off"
    RESPONDED = "responded"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# While records are found and decided: what others send goes among them.
FINDING = (Stage.SEARCHING, Stage.DECIDING, Stage.REVIEWING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The fold of a case's events. `version` is the number of events folded."""

    key: CaseId
    version: int = 0
    stage: Stage = Stage.RECEIVED
    right: Right = Right.ACCESS
    regime: Regime = Regime.UK_GDPR
    capacity: Capacity = Capacity.SUBJECT
    scope: AccessScope = AccessScope()
    first_scope: AccessScope = AccessScope()
    scope_changed_on: date | None = None
    received_on: date = date.min
    checks: dict[Check, CheckState] = field(default_factory=dict)
    entitlement: EntitlementState | None = None
    # What the newest assessment found, which other evidence of authority does not undo.
    safety: SafetyChecks = SafetyChecks()
    # What somebody wants to do and a second person has not agreed to.
    proposal: Proposal | None = None
    addressee: AddresseeState = AddresseeState()
    questions: tuple[Question, ...] = ()
    extension_notice_on: date | None = None
    reminded_on: date | None = None
    lapsed_from: Stage | None = None
    other_regime: Regime | None = None
    other_extension_on: date | None = None
    set_dates: dict[str, SetDate] = field(default_factory=dict)
    sources: dict[str, SourceProgress] = field(default_factory=dict)
    # What came of the stores that were searched before the case was opened again.
    searched_before: dict[str, SourceProgress] = field(default_factory=dict)
    proposals_made: bool = False
    reviewers: frozenset[str] = frozenset()
    health: dict[str, HealthRecord] = field(default_factory=dict)
    other_people: dict[str, OtherPerson] = field(default_factory=dict)
    people_changes: tuple[PeopleChange, ...] = ()
    submitted_by: str = ""
    signed_off_by: str = ""
    # The record of what is to be changed, since it was sent or taken back; once sent again, of what was.
    returned_for: str = ""
    changed_for: str = ""
    # The key that vouches for what was signed off; "" where an old event has none.
    approved_seal: str = ""
    pack: PackState | None = None
    decisions: dict[str, Outcome] = field(default_factory=dict)
    # How many records stay as they are because nobody decided about them, and the record of why.
    undecided: int = 0
    undecided_for: str = ""
    changes: ChangesState | None = None
    open_tasks: frozenset[str] = frozenset()
    limit_ends_on: date | None = None
    not_confirmed: bool = False
    complaint_result: ComplaintResult | None = None
    fee_asked_on: date | None = None
    fee_paid_on: date | None = None
    recipients: RecipientsState = RecipientsState()
    looks: dict[str, LookAgain] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()
    notices: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    enquiries: dict[str, EnquiryState] = field(default_factory=dict)
    links: dict[str, LinkKind] = field(default_factory=dict)
    responded_on: date | None = None
    answered_again_on: date | None = None
    # When it was taken back, and how staff were told; None where the requester did it on the portal.
    withdrawn_on: date | None = None
    withdrawn_by: Channel | None = None
    reopened: Reopening | None = None
    refused_for: tuple[str, ...] = ()
    consents: dict[str, ConsentState] = field(default_factory=dict)
    follow_ups: tuple[FollowUp, ...] = ()
    # Letters that have not left, by the key of their message.
    letters: dict[str, WaitingLetter] = field(default_factory=dict)
    # When whoever complained was first told that the complaint came, and when they heard from us last.
    acknowledged_on: date | None = None
    told_on: date | None = None
    failed_work: frozenset[str] = frozenset()
    kept_until: date | None = None
    erased_on: date | None = None

    @property
    def last_answered_on(self) -> date | None:
        """The day of the newest answer; `responded_on` is that of the first, which the law's date is measured by."""
        return self.answered_again_on or self.responded_on

    @property
    def to_post(self) -> tuple[WaitingLetter, ...]:
        """The letters that somebody has to print and post, the most pressing first.

        Once a request was taken back only the newest is: what else waited asks or tells what nobody needs any more.
        """
        waiting = [letter for letter in self.letters.values() if letter.post_by is not None]
        if self.stage is Stage.WITHDRAWN:
            return tuple(waiting[-1:])
        return tuple(sorted(waiting, key=lambda letter: letter.post_by or date.max))

    @property
    def unposted_end(self) -> WaitingLetter | None:
        """The letter that ends the case once it has left."""
        return next((letter for letter in self.letters.values() if letter.ends_the_case), None)

    def awaits_sending(self, effect: type[CaseEvent]) -> bool:
        """Whether a letter that has not left does this to the case once it has."""
        return any(isinstance(each, effect) for letter in self.letters.values() for each in letter.effects)

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The laws the case runs under, its own first."""
        return (self.regime,) if self.other_regime is None else (self.regime, self.other_regime)

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The days between every question and its answer, whichever clock they stop."""
        return tuple(question.pause for question in self.questions)

    @property
    def not_extended(self) -> tuple[Regime, ...]:
        """The laws under which the requester has not been told of an extension."""
        return tuple(regime for regime in self.regimes if self.extended_on(regime) is None)

    def extended_on(self, regime: Regime) -> date | None:
        """The day on which the requester was told of an extension under a law."""
        return self.extension_notice_on if regime is self.regime else self.other_extension_on

    @property
    def clock_facts(self) -> ClockFacts:
        """What the statutory clock of the case's own law is read from."""
        return self.clock_facts_under(self.regime)

    def clock_facts_under(self, regime: Regime) -> ClockFacts:
        """What the statutory clock of a law is read from: each law has its own stops, and its own extension.

        Proof of identity, authority and a fee are of the one request: they begin both.
        """
        identity = self.checks.get(Check.IDENTITY, CheckState())
        authority = self.checks.get(Check.AUTHORITY, CheckState())
        return ClockFacts(
            regime=clock_regime(self.right, regime),
            received_on=self.received_on,
            id_requested_on=identity.requested_on,
            id_received_on=identity.received_on if identity.requested_on else None,
            authority_requested_on=authority.requested_on,
            authority_received_on=authority.received_on if authority.requested_on else None,
            fee_requested_on=self.fee_asked_on,
            fee_paid_on=self.fee_paid_on,
            clarifications=tuple(each.pause for each in self.questions if each.stops(regime, own=self.regime)),
            extension_notice_on=self.extended_on(regime),
        )

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """The checks that are not settled yet, in the order they are made."""
        return tuple(
            check for check in CHECKS_FOR[self.capacity] if self.checks.get(check, CheckState()).received_on is None
        )

    @property
    def wants_other_authority(self) -> bool:
        """Whether what shows the authority to act is recorded, and is not enough to go on."""
        who, shown = self.entitlement, self.checks.get(Check.AUTHORITY, CheckState())
        return who is not None and not who.may_proceed and shown.received_on is not None

    @property
    def awaits_clarification(self) -> bool:
        """Whether a question to the requester is unanswered."""
        return bool(self.questions) and self.questions[-1].pause.received_on is None

    @property
    def next_set_date(self) -> SetDate | None:
        """The first date to keep of those that somebody outside has set."""
        return next_date(self.set_dates)

    @property
    def awaits_fee(self) -> bool:
        """Whether a fee was asked for and has not come."""
        return self.fee_asked_on is not None and self.fee_paid_on is None

    @property
    def pending_sources(self) -> tuple[str, ...]:
        """Sources whose search has not ended."""
        return tuple(key for key, source in self.sources.items() if source.state is SearchState.PENDING)

    @property
    def protects_address(self) -> bool:
        """Whether an address is protected from whoever gets the copy; the requester's own is not from them alone."""
        found = self.safety.protected_address
        return found is Finding.CONCERN or (found is Finding.OWN and self.addressee.may_read)

    @property
    def unsettled_sources(self) -> tuple[str, ...]:
        """Sources that were not searched and whose gap nobody has accepted."""
        return tuple(key for key, source in self.sources.items() if not source.is_settled)

    @property
    def unsettled_enquiries(self) -> tuple[str, ...]:
        """What others were asked, and is not answered, taken in, ended, or knowingly answered without."""
        without = {key for key, source in self.sources.items() if source.gap_accepted}
        return unsettled_enquiries(self.enquiries, without)

    @property
    def following_answers(self) -> tuple[EnquiryState, ...]:
        """What was sent too late for the answer, and follows it as the letter says."""
        return tuple(enquiry for enquiry in self.enquiries.values() if enquiry.follows)

    @property
    def unweighed_answers(self) -> tuple[str, ...]:
        """What was sent since the answer was settled, and nobody has said of yet what becomes of it."""
        return unweighed_answers(self.enquiries)


def answered(case: Case, on: date) -> Case:
    """The case once an answer has left: the first answer's day stays, whatever is answered again."""
    if case.responded_on is None:
        return replace(case, responded_on=on, reopened=None)
    return replace(case, answered_again_on=on, reopened=None)


def clock_regime(right: Right, regime: Regime) -> ClockRegime:
    """Which statutory clock a case runs under."""
    if right is Right.COMPLAINT:
        return ClockRegime.COMPLAINT_ACK
    is_access = right is Right.ACCESS
    if regime is Regime.LAW_ENFORCEMENT:
        return ClockRegime.P3_ACCESS if is_access else ClockRegime.P3_OTHER
    return ClockRegime.UKGDPR_SAR if is_access else ClockRegime.UKGDPR_OTHER
