"""What people ask the services to do: frozen, imperative, checked before they get here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from requests_.ids import CaseId, DocumentId, PackId
from requests_.model.addressee import Addressee, CopyGoesTo
from requests_.model.entitlement_facts import Asker, ChildView, Competence, SafetyChecks
from requests_.model.events.base import Channel, ExtensionReason, LateReason, LateUnit, RefusalGround
from requests_.model.identity import Check, Evidence
from requests_.model.pauses import PauseReason
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.rights import AccessScope, Regime, Right
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
    does not say so, and where another request records a concern, `stand` says why that is safe. `lifting` says why a
    concern that this case records is none any more.
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
    lifting: str = ""


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
class TakeBack:
    """Take back what was sent for sign-off, to change something; `reason` is kept with the case."""

    case: CaseId
    reason: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWithdrawal:
    """Record that the requester took the request back: how and when they told us; `words` say who it was."""

    case: CaseId
    channel: Channel
    told_on: date
    words: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainLateness:
    """Record why the answer is late, and where the time was lost; another reason needs its `words`."""

    case: CaseId
    reason: LateReason
    unit: LateUnit
    actor: Actor
    words: str = ""


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
    """Send a case back to whoever worked on it; `changes` is what is to be changed, kept with the personal data."""

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
