"""What people ask the services to do: frozen, imperative, checked before they get here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from requests_.ids import CaseId, DocumentId, MarkId, PackId
from requests_.model.addressee import Addressee, CopyGoesTo
from requests_.model.entitlement_facts import Asker, ChildView, Competence, SafetyChecks
from requests_.model.events.base import Channel, DocumentOutcome, ExtensionReason, LateReason, RefusalGround
from requests_.model.gates import HealthGround
from requests_.model.identity import Check, Evidence
from requests_.model.other_people import ShowGround, ThirdPartyFactors
from requests_.model.pauses import PauseReason
from requests_.model.people import Capacity, CasePerson, DataSubject, Requester
from requests_.model.rights import AccessScope, Regime, Right
from requests_.model.sources import Band
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRequest:
    """One request: one right, one data subject.

    `form_token` is made when the form is first shown; the same token sent twice is the same request. `received_on` is
    None for a request made on the form itself (today), or the day a request reached the council another way. `asked` is
    what was answered besides, by the keys of the labels of "asked": personal data, kept with the details.
    `entry_word` is what the requester was shown to get in with, where others read the mailbox; "" for nothing.
    `addressee` is whom the copy goes to besides the requester, or instead (`copy_goes_to`); None for nobody.
    """

    form_token: str
    right: Right
    capacity: Capacity
    subject: DataSubject
    requester: Requester
    scope: AccessScope = AccessScope()
    wording: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    channel: Channel = Channel.ONLINE
    regime: Regime = Regime.UK_GDPR
    received_on: date | None = None
    entry_word: str = field(default="", repr=False)
    addressee: Addressee | None = None
    copy_goes_to: CopyGoesTo = CopyGoesTo.REQUESTER


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRequest:
    """Open the case of a draft: a request that came another way than by the form. The draft's key becomes its own."""

    draft: str
    request: SubmitRequest
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvidence:
    """Ask the requester to show who they are, or by what authority they act."""

    case: CaseId
    check: Check
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptEvidence:
    """Record that a check is settled, by what, and the day the evidence came; None for what was held already."""

    case: CaseId
    check: Check
    evidence: Evidence
    received_on: date | None
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessEntitlement:
    """Look up whether the requester may ask, and keep it. The evidence is what settled the check of authority.

    `considered` is what staff took into account, kept with the personal data; `overrides` goes on although the table
    does not say so, and where another request records a concern, `stand` says why that is safe.
    """

    case: CaseId
    asker: Asker
    actor: Actor
    competence: Competence = Competence.NOT_ASSESSED
    child_view: ChildView = ChildView.NOT_ASKED
    safety: SafetyChecks = SafetyChecks()
    is_deceased: bool = False
    considered: str = ""
    overrides: bool = False
    stand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRequest:
    """Start the search in these sources. `because` says why any other is left out, and goes into the letter."""

    case: CaseId
    sources: tuple[str, ...]
    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClarification:
    """Ask what the requester means. `question` goes into the letter and is kept with the personal data.

    `needed_for` says why the information cannot be found without it. It stops the clocks of `regimes`: of every law
    that the case runs under where none is named.
    """

    case: CaseId
    question: str
    actor: Actor
    reason: PauseReason = PauseReason.SUBJECT_MATTER
    needed_for: str = ""
    regimes: tuple[Regime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClarification:
    """Record the day the requester's answer came."""

    case: CaseId
    received_on: date
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteIn:
    """Keep what the requester wrote; where a question waits for an answer, this is the answer.

    `answers` names the letter of ours that it answers, `question` our last question; "" for none.
    """

    case: CaseId
    words: str
    actor: Actor
    answers: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeScope:
    """Ask for more or for less than before."""

    case: CaseId
    scope: AccessScope
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFollowUp:
    """Ask for something more about the request, for the same people. `words` and `asked` are as in `SubmitRequest`."""

    case: CaseId
    right: Right
    words: str
    asked: Mapping[str, str]
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPeriod:
    """Tell the requester that two further months are needed. `explanation` goes into the letter.

    It extends the clocks of `regimes`: of every law not extended yet where none is named.
    """

    case: CaseId
    reason: ExtensionReason
    explanation: str
    actor: Actor
    regimes: tuple[Regime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainLateness:
    """Record why the answer is late."""

    case: CaseId
    reason: LateReason
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseRequest:
    """Refuse to act. `reasons` are the exemptions of what is exempt; `record` says what was seen and weighed.

    `explanation` goes into the letter after the reasons, and may be empty.
    """

    case: CaseId
    ground: RefusalGround
    explanation: str
    actor: Actor
    reasons: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """That the installation never gives a find out by itself: the exemption's code, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """One thing a search found. `sha256` names its bytes in the vault, "" where only a person can fetch it.

    One that is `held_back` is decided to be withheld when it is found, until a reviewer decides otherwise.
    """

    ref: str
    title: str
    category: str
    dated_on: date | None
    media_type: str
    file_name: str
    sha256: str
    band: Band
    score: float
    why: tuple[str, ...]
    held_back: HeldBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceSearched:
    """What one source's search came to."""

    case: CaseId
    source: str
    attempt: int
    looked_at: int
    seconds: float
    documents: tuple[FoundDocument, ...]
    people: tuple[CasePerson, ...]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceFailed:
    """One source could not be searched. `reason` is one plain line without personal data."""

    case: CaseId
    source: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceWaiting:
    """One source is searched by people."""

    case: CaseId
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrySource:
    """Search a failed source again, it alone."""

    case: CaseId
    source: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSourceGap:
    """Answer without a source, because of what is written down; the pack says so."""

    case: CaseId
    source: str
    because: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachRetrieved:
    """Put the scan of a paper file where its register entry stands. `sha256` names its bytes in the vault."""

    case: CaseId
    document: DocumentId
    sha256: str
    file_name: str
    media_type: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMark:
    """A stretch of a document's text, whose it is, and what is proposed (see `redaction.values.Proposal`)."""

    unit: int
    start: int
    end: int
    kind: str
    text: str
    person: str
    disposition: str
    reason: str
    why: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProposals:
    """The marks proposed over a case's whole bundle, by document."""

    case: CaseId
    marks: dict[DocumentId, tuple[ProposedMark, ...]]
    unknown_people: tuple[CasePerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePerson:
    """Decide every mark of one person, over the whole bundle; `person` is "" for marks that point to nobody known.

    To show needs a `ground`, and what that asks for: `factors` or a `record`. To withhold needs the record of the
    exemption; `reason` is another exemption than the one that was proposed. `seen` are the addresses, numbers and
    mailboxes that were listed before they were shown, as `contact_values` has them.
    """

    case: CaseId
    person: str
    withhold: bool
    actor: Actor
    record: str = ""
    reason: str = ""
    ground: ShowGround | None = None
    factors: ThirdPartyFactors | None = None
    seen: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMarks:
    """Decide single marks. `record` is what is written about those that point to nobody known."""

    case: CaseId
    marks: tuple[MarkId, ...]
    withhold: bool
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdWords:
    """Mark words everywhere they stand in the bundle, for a reason of the exemption catalogue.

    `record` is what the exemption wants written down.
    """

    case: CaseId
    words: str
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdPart:
    """Withhold a passage of one page or section, or all of it (`passage` is ""), for a reason of the catalogue.

    `unit` is the page or section, from 0; `record` is what the exemption wants written down.
    """

    case: CaseId
    document: DocumentId
    unit: int
    passage: str
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDocument:
    """Decide whether a whole document goes into the pack. `record` is what the exemption wants written down."""

    case: CaseId
    document: DocumentId
    outcome: DocumentOutcome
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHealth:
    """Record, for documents about health, a health professional's opinion or that the person knows it already."""

    case: CaseId
    documents: tuple[DocumentId, ...]
    ground: HealthGround
    opinion_on: date | None
    record: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCommand:
    """Do the named thing to the case; nothing else needs to be said."""

    case: CaseId
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """One document's place in a pack."""

    document: DocumentId
    first_page: int
    pages: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForReview:
    """Send a case back to its reviewers; `changes` is what they are to change, kept with the personal data."""

    case: CaseId
    changes: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPack:
    """A pack that was built. `failed_check` is "" when every check passed."""

    case: CaseId
    pack: PackId
    sha256: str
    size_bytes: int
    pages: int
    items: tuple[PackItem, ...]
    certificate: str
    failed_check: str
