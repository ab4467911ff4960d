"""Everything that can happen to a case, in the past tense.

An event holds identifiers, enumerations, dates, counts and digests; never a name, never free text. `kind` is the stored
name and `version` the shape of the payload, so that an old event can always be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from requests_.model.awaited import Awaited
from requests_.model.complaints import ComplaintResult
from requests_.model.consents import ConsentAnswer, Road
from requests_.model.enquiries import Team
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.entitlement_facts import Asker, AuthorityEvidence, ChildView, Competence, Finding
from requests_.model.event_codec import from_payload
from requests_.model.gates import HealthGround
from requests_.model.identity import Check, Evidence
from requests_.model.links import LinkKind
from requests_.model.looking_again import Matter
from requests_.model.outcome_terms import Finding as ErasureFinding
from requests_.model.outcome_terms import Nature, Outcome, RestrictionGround
from requests_.model.pauses import PauseReason
from requests_.model.people import Capacity
from requests_.model.recipient_kinds import Recipient
from requests_.model.recipients import RecipientFinding
from requests_.model.reopening import ReopenReason
from requests_.model.retention import ErasureReason
from requests_.model.rights import Category, Regime, Right
from requests_.model.set_dates import SetDateEnd, SetDateKind
from requests_.model.verdicts import Verdict


class Channel(StrEnum):
    """How a request reached the council."""

    ONLINE = "online"
    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    IN_PERSON = "in_person"
    SOCIAL_MEDIA = "social_media"


class ExtensionReason(StrEnum):
    """The only two grounds for an extension (UK GDPR art. 12A(3))."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


class RefusalGround(StrEnum):
    """Why a request is not acted on."""

    NOT_ENTITLED = "not_entitled"
    MANIFESTLY_UNFOUNDED = "manifestly_unfounded"
    MANIFESTLY_EXCESSIVE = "manifestly_excessive"
    EXEMPT = "exempt"


class LateReason(StrEnum):
    """Why an answer is late, as the regulator wants it tracked."""

    SEARCH = "search"
    THIRD_PARTY_CONSENT = "third_party_consent"
    HEALTH_OPINION = "health_opinion"
    REDACTION_VOLUME = "redaction_volume"
    STAFFING = "staffing"
    LEGAL = "legal"
    REQUESTER_CONTACT = "requester_contact"


class DocumentOutcome(StrEnum):
    """What a reviewer decided about a whole document."""

    INCLUDE = "include"
    WITHHOLD = "withhold"
    NOT_ABOUT_SUBJECT = "not_about_subject"
    TO_FOLLOW = "to_follow"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """What every event has."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReceived(CaseEvent):
    """A request reached the council; `received_on` is fixed here for ever."""

    kind = "request_received"
    right: Right
    regime: Regime
    capacity: Capacity
    channel: Channel
    received_on: date
    categories: tuple[Category, ...] = ()
    from_on: date | None = None
    until_on: date | None = None


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

    `overridden` means that somebody goes on although the outcome is another. Each new assessment replaces the last.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccepted(CaseEvent):
    """The request will be answered; each named source is to be searched."""

    kind = "request_accepted"
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationRequested(CaseEvent):
    """The requester was asked what they mean: for an access request the clock stops.

    `regimes` are the laws whose clock it stops, none for the case's own; `record` names why it had to be asked.
    """

    kind = "clarification_requested"
    asked_on: date
    reason: PauseReason | None = None
    regimes: tuple[Regime, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationReceived(CaseEvent):
    """The requester said what they mean: the clock runs again."""

    kind = "clarification_received"
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReminded(CaseEvent):
    """The requester was sent what was asked once more, and told by when to answer."""

    kind = "answer_reminded"
    reminded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """A case that was answered or ended is open again, until a day that was promised; `record` says what is to do."""

    kind = "case_reopened"
    reopened_on: date
    reason: ReopenReason
    due_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLapsed(CaseEvent):
    """Somebody closed a request for want of what was asked for; what comes late opens it again.

    Events of before proof and fees could lapse name nothing: they were about a question.
    """

    kind = "request_lapsed"
    lapsed_on: date
    awaited: tuple[Awaited, ...] = (Awaited.ANSWER,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseEnded(CaseEvent):
    """The requester wrote or sent a proof after the request was closed for want of it: it is open, to be looked at."""

    kind = "lapse_ended"
    came_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodExtended(CaseEvent):
    """The requester was told that two further months are needed, and why; under `regimes`, or the case's own law."""

    kind = "period_extended"
    notice_on: date
    reason: ExtensionReason
    regimes: tuple[Regime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeAdded(CaseEvent):
    """Some of what is asked for is held under the other law as well: that law's clock runs too, from the receipt."""

    kind = "regime_added"
    regime: Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSet(CaseEvent):
    """The regulator, a tribunal or a court set a date; `record` names what staff wrote of their letter."""

    kind = "date_set"
    what: SetDateKind
    due_on: date
    letter_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDateEnded(CaseEvent):
    """A date set from outside was met, replaced or taken back; `record` is that of its `DateSet`."""

    kind = "set_date_ended"
    record: str
    end: SetDateEnd
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(CaseEvent):
    """The request will not be acted on. `reasons` are the codes that its letter is composed from."""

    kind = "request_refused"
    ground: RefusalGround
    refused_on: date
    reasons: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConfirmed(CaseEvent):
    """The answer says neither yes nor no; `record` names how saying it would do harm."""

    kind = "not_confirmed"
    answered_on: date
    recheck_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAsked(CaseEvent):
    """Another person is asked whether what is about them may be shown."""

    kind = "third_party_asked"
    consent: str
    person: str
    road: Road
    asked_on: date
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyLetterSent(CaseEvent):
    """The question left, or is ready to be posted: these bytes."""

    kind = "third_party_letter_sent"
    consent: str
    sent_on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyReminded(CaseEvent):
    """They were reminded of the question."""

    kind = "third_party_reminded"
    consent: str
    reminded_on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAnswered(CaseEvent):
    """What came of the question; it advises, and decides nothing."""

    kind = "third_party_answered"
    consent: str
    answer: ConsentAnswer
    answered_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrdered(CaseEvent):
    """Somebody had a letter written and sent; `answers` when it is the answer to the request."""

    kind = "letter_ordered"
    message: str
    message_kind: str
    answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDecided(CaseEvent):
    """What a complaint came to; `record` names what staff wrote about what changes, "" where nothing was wrong."""

    kind = "complaint_decided"
    result: ComplaintResult
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAsked(CaseEvent):
    """A fee was asked for: the clock does not start until it comes."""

    kind = "fee_asked"
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(CaseEvent):
    """The fee came."""

    kind = "fee_paid"
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRecorded(CaseEvent):
    """What was found about one recipient of information that was changed; `record` names who, and why not."""

    kind = "recipient_recorded"
    finding: RecipientFinding
    told_on: date | None
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgainSet(CaseEvent):
    """A reason that lasts only for a time is to be looked at again: an exemption's, a document's, or the case's."""

    kind = "look_again_set"
    matter: Matter
    due_on: date
    reason: str = ""
    document: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAgain(CaseEvent):
    """Somebody looked again; `again_on` is None when the reason has ended. `record` names what they found."""

    kind = "looked_again"
    matter: Matter
    looked_on: date
    again_on: date | None
    record: str
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearched(CaseEvent):
    """One source was searched to its end."""

    kind = "source_searched"
    source: str
    attempt: int
    looked_at: int
    found: int
    possible: int
    unreadable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearchFailed(CaseEvent):
    """One source could not be searched; nothing from it is in the case."""

    kind = "source_search_failed"
    source: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWaiting(CaseEvent):
    """One source is searched by people: the case waits for their answer."""

    kind = "source_waiting"
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearchRetried(CaseEvent):
    """A failed source is searched again, it alone."""

    kind = "source_search_retried"
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGapAccepted(CaseEvent):
    """Somebody decided to answer without one source; the gap is told to the requester."""

    kind = "source_gap_accepted"
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCompleted(CaseEvent):
    """Every source has been searched, has failed, or waits for people."""

    kind = "search_completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRead(CaseEvent):
    """A found document was read in full."""

    kind = "document_read"
    document: str
    pages: int
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUnreadable(CaseEvent):
    """A found document cannot be read by machine: a person must look at it."""

    kind = "document_unreadable"
    document: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRetrieved(CaseEvent):
    """The scan of a paper file came: it is read and marked like everything else."""

    kind = "document_retrieved"
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionsProposed(CaseEvent):
    """Marks were proposed over the whole bundle."""

    kind = "redactions_proposed"
    documents: int
    marks: int
    referred: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDecided(CaseEvent):
    """A reviewer decided whether a whole document goes into the pack."""

    kind = "document_decided"
    document: str
    outcome: DocumentOutcome
    reason: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksDecided(CaseEvent):
    """A reviewer decided marks: those of one person over the bundle, or single ones.

    For one person, `reason` is the exemption they are withheld for or the ruling they are shown by, and `record` names
    what staff wrote about it.
    """

    kind = "marks_decided"
    withheld: int
    disclosed: int
    person: str = ""
    document: str = ""
    reason: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksAdded(CaseEvent):
    """A reviewer marked words that nothing had proposed."""

    kind = "marks_added"
    marks: int
    reason: str
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRecorded(CaseEvent):
    """What lets the health information of one document pass, or keeps it; `record` names what staff wrote about it."""

    kind = "health_recorded"
    document: str
    ground: HealthGround
    opinion_on: date | None = None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedForSignOff(CaseEvent):
    """The reviewer has decided everything and asks a second person to check it."""

    kind = "submitted_for_sign_off"
    documents: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForReview(CaseEvent):
    """The second person sent the case back."""

    kind = "returned_for_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(CaseEvent):
    """A second person approved what will be disclosed."""

    kind = "signed_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAssembled(CaseEvent):
    """A disclosure pack was built and passed every check: these bytes and no others may be released."""

    kind = "pack_assembled"
    pack: str
    sha256: str
    pages: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRejected(CaseEvent):
    """A disclosure pack failed a check and cannot be released."""

    kind = "pack_rejected"
    pack: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReleased(CaseEvent):
    """The pack may be collected from now on."""

    kind = "pack_released"
    pack: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSent(CaseEvent):
    """The response left the council: the clock is answered."""

    kind = "response_sent"
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessExplained(CaseEvent):
    """Somebody recorded why the answer is late. The last one counts."""

    kind = "lateness_explained"
    reason: LateReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCollected(CaseEvent):
    """The requester collected the pack: these bytes were downloaded."""

    kind = "pack_collected"
    pack: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(CaseEvent):
    """A message to the requester was handed to the mail server."""

    kind = "message_sent"
    message: str
    message_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSent(CaseEvent):
    """A text message was handed over: a code, or that there is news and nothing of what it is."""

    kind = "text_sent"
    message: str
    message_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecided(CaseEvent):
    """What becomes of one record was decided, or of the request as a whole ("" for `document`).

    `record` names what staff wrote about it. Each new decision about an item replaces the last.
    """

    kind = "item_decided"
    document: str
    outcome: Outcome
    nature: Nature | None = None
    findings: tuple[ErasureFinding, ...] = ()
    ground: RestrictionGround | None = None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsSubmitted(CaseEvent):
    """Everything asked for is decided: the changes are worked out, and a second person checks them."""

    kind = "decisions_submitted"
    items: int
    granted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPlanned(CaseEvent):
    """What would be changed was worked out row by row and file by file; `sha256` names the plan."""

    kind = "changes_planned"
    sha256: str
    rows: int
    files: int
    marks: int
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRefused(CaseEvent):
    """The changes cannot be made as they were decided: nothing was changed, and the decisions are open again."""

    kind = "changes_refused"
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsReturned(CaseEvent):
    """The second person sent the decisions back."""

    kind = "decisions_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesApproved(CaseEvent):
    """A second person approved this plan and no other."""

    kind = "changes_approved"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesMade(CaseEvent):
    """Everything in the plan was done, read again and found as planned."""

    kind = "changes_made"
    sha256: str
    rows: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAsked(CaseEvent):
    """Somebody decided that what was changed is put back."""

    kind = "undo_asked"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoEnded(CaseEvent):
    """The time in which the changes could be put back is over, and what they could be put back from is destroyed."""

    kind = "undo_ended"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesUndone(CaseEvent):
    """What was changed was put back as it was: the decisions are open again."""

    kind = "changes_undone"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAsked(CaseEvent):
    """A person was asked to do what the portal cannot do in a store."""

    kind = "task_asked"
    task: str
    document: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(CaseEvent):
    """Somebody showed that a task is done; `record` names what shows it."""

    kind = "task_done"
    task: str
    done_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientNamed(CaseEvent):
    """Somebody who was given the information was named, and is being told what became of it."""

    kind = "recipient_named"
    notice: str
    recipient: Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(CaseEvent):
    """The message to a recipient was handed to the mail server."""

    kind = "notice_sent"
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(CaseEvent):
    """A recipient said what they did about it."""

    kind = "notice_answered"
    notice: str
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(CaseEvent):
    """A record has to be kept as it is."""

    kind = "hold_placed"
    hold: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted(CaseEvent):
    """A record can be changed again."""

    kind = "hold_lifted"
    hold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightAnswered(CaseEvent):
    """The requester was told what was done and what was refused."""

    kind = "right_answered"
    granted: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterWrote(CaseEvent):
    """The requester wrote to the council; the words stand elsewhere."""

    kind = "requester_wrote"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent(CaseEvent):
    """The requester sent a file; its name and its bytes stand elsewhere."""

    kind = "file_sent"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecked(CaseEvent):
    """A file was looked at for viruses."""

    kind = "file_checked"
    file: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTaken(CaseEvent):
    """A reply that came another way was put into the case; `message` is the one it answers, "" for none."""

    kind = "reply_taken"
    note: str
    message: str
    channel: Channel
    came_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDestroyed(CaseEvent):
    """A proof that the requester sent is not kept any longer."""

    kind = "file_destroyed"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpAsked(CaseEvent):
    """The requester asked for something more about this request: a complaint, or to have the answer put right."""

    kind = "follow_up_asked"
    right: Right
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOpened(CaseEvent):
    """What was asked for is a case of its own."""

    kind = "follow_up_opened"
    right: Right
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChanged(CaseEvent):
    """The requester asks for more or for less than before; `changed_on` moves no clock."""

    kind = "scope_changed"
    changed_on: date
    categories: tuple[Category, ...] = ()
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(CaseEvent):
    """The requester took the request back: nothing more is done."""

    kind = "request_withdrawn"
    withdrawn_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesLinked(CaseEvent):
    """Another case belongs to this one."""

    kind = "cases_linked"
    reference: str
    link: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesUnlinked(CaseEvent):
    """Another case does not belong to this one after all."""

    kind = "cases_unlinked"
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedToEarlier(CaseEvent):
    """The same request came before: this case is closed into that one, whose clock counts."""

    kind = "joined_to_earlier"
    reference: str
    joined_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTransferred(CaseEvent):
    """Another controller holds what was asked for: the requester was told whom to ask; `record` has who that is."""

    kind = "request_transferred"
    transferred_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateJoined(CaseEvent):
    """The same request came again, and that case was closed into this one."""

    kind = "duplicate_joined"
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAsked(CaseEvent):
    """Somebody was asked to look for us; `source` is the store whose search their answer is, "" for none."""

    kind = "team_asked"
    enquiry: str
    team: Team
    due_on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReminded(CaseEvent):
    """Somebody who has not answered was written to again."""

    kind = "team_reminded"
    enquiry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAnswered(CaseEvent):
    """Somebody answered: with files, or that they hold nothing."""

    kind = "team_answered"
    enquiry: str
    answered_on: date
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTakenIn(CaseEvent):
    """What somebody sent became documents of the case, to be reviewed like any other."""

    kind = "answer_taken_in"
    enquiry: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryEnded(CaseEvent):
    """An answer is not waited for any more."""

    kind = "enquiry_ended"
    enquiry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFailed(CaseEvent):
    """A piece of background work gave up: somebody must look."""

    kind = "work_failed"
    job: str
    outbox: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkResumed(CaseEvent):
    """Work that had given up was started again."""

    kind = "work_resumed"
    outbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLonger(CaseEvent):
    """The case is kept back from erasure until a day; the reason is written down beside it."""

    kind = "kept_longer"
    until: date
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceErased(CaseEvent):
    """The files that the requester sent were destroyed; the note of what was seen stays."""

    kind = "evidence_erased"
    erased_on: date
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsErased(CaseEvent):
    """Everything personal of the case was erased: the certificate, with how much of each kind there was.

    `months` is what the schedule said on that day; 0 where somebody decided it.
    """

    kind = "details_erased"
    erased_on: date
    reason: ErasureReason
    months: int
    people: int
    writings: int
    letters: int
    documents: int
    marks: int
    files: int
    traces: int


def _all_kinds() -> dict[str, type[CaseEvent]]:
    return {subclass.kind: subclass for subclass in CaseEvent.__subclasses__()}


EVENT_KINDS: dict[str, type[CaseEvent]] = _all_kinds()


def event_of(kind: str, payload: Mapping[str, Any]) -> CaseEvent:
    """The event that `payload_of` was given. Raises KeyError for a kind nobody knows."""
    return from_payload(EVENT_KINDS[kind], payload)
