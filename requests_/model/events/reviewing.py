"""What was found is read, marked, decided and signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.events.base import CaseEvent, DocumentOutcome
from requests_.model.gates import HealthGround


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
    """A reviewer decided whether a whole document goes into the pack.

    `reason` is that of an exemption, or why it is outside what was asked for.
    """

    kind = "document_decided"
    document: str
    outcome: DocumentOutcome
    reason: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPutBack(CaseEvent):
    """What was decided about a whole document counts no more: it stands as it was proposed, None for undecided."""

    kind = "document_put_back"
    document: str
    outcome: DocumentOutcome | None


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
    """A reviewer marked words that nothing had proposed: everywhere, or in the one `document`."""

    kind = "marks_added"
    marks: int
    reason: str
    record: str = ""
    document: str = ""


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
    """The second person sent the case back; `record` names what they want changed.

    `withdrawn` is work on the pack that had given up: nobody wants it any more.
    """

    kind = "returned_for_review"
    record: str = ""
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionTakenBack(CaseEvent):
    """Whoever works on the case took it back before anybody approved it, to change something; `record` names what."""

    kind = "submission_taken_back"
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(CaseEvent):
    """A second person approved what will be disclosed; `row_seal` vouches for all of it ("" in old records)."""

    kind = "signed_off"
    row_seal: str = ""
