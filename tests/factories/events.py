"""One event of every kind, and any event at all."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.complaints import ComplaintResult
from requests_.model.consents import ConsentAnswer, Road
from requests_.model.enquiries import Team
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.entitlement_facts import Asker, AuthorityEvidence, ChildView, Competence, Finding
from requests_.model.events.agreeing import SecondPersonAgreed, SecondPersonAsked, SecondPersonDeclined, Step
from requests_.model.events.answering import (
    ComplaintDecided,
    FeeAsked,
    FeePaid,
    LetterOrdered,
    LookAgainSet,
    LookedAgain,
    RecipientRecorded,
)
from requests_.model.events.base import CaseEvent, Channel, DocumentOutcome, ExtensionReason, LateReason, LateUnit
from requests_.model.events.clock import (
    AnswerReminded,
    ClarificationReceived,
    ClarificationRequested,
    DateSet,
    LapseEnded,
    PeriodExtended,
    RegimeAdded,
    SetDateEnded,
)
from requests_.model.events.consents import (
    ThirdPartyAnswered,
    ThirdPartyAsked,
    ThirdPartyLetterSent,
    ThirdPartyReminded,
)
from requests_.model.events.deciding import (
    ChangesApproved,
    ChangesMade,
    ChangesPlanned,
    ChangesRefused,
    ChangesUndone,
    DecisionsReturned,
    DecisionsSubmitted,
    HoldLifted,
    HoldPlaced,
    ItemDecided,
    LimitEnding,
    NoticeAnswered,
    NoticeSent,
    RecipientNamed,
    RightAnswered,
    TaskAsked,
    TaskDone,
    UndoAsked,
    UndoEnded,
)
from requests_.model.events.enquiries import (
    AnswerFollows,
    AnswerTakenIn,
    EnquiryEnded,
    TeamAnswered,
    TeamAsked,
    TeamReminded,
)
from requests_.model.events.following import (
    FileChecked,
    FileDestroyed,
    FileSent,
    FollowUpAsked,
    FollowUpOpened,
    ReplyTaken,
    RequesterWrote,
    ScopeChanged,
)
from requests_.model.events.keeping import (
    AccessRestricted,
    DetailsErased,
    EvidenceErased,
    KeptLonger,
    WorkFailed,
    WorkResumed,
)
from requests_.model.events.kinds import EVENT_KINDS
from requests_.model.events.linking import CasesLinked, CasesUnlinked, DuplicateJoined
from requests_.model.events.people import PeopleChangeUndone, PeopleMerged, PersonSplit
from requests_.model.events.receiving import (
    AddresseeSettled,
    EntitlementAssessed,
    EvidenceAccepted,
    EvidenceRequested,
    RequestAccepted,
    RequestReceived,
)
from requests_.model.events.reviewing import (
    DocumentDecided,
    DocumentPutBack,
    DocumentRead,
    DocumentRetrieved,
    DocumentUnreadable,
    HealthRecorded,
    MarksAdded,
    MarksDecided,
    RedactionsProposed,
    ReturnedForReview,
    SignedOff,
    SubmissionTakenBack,
    SubmittedForSignOff,
)
from requests_.model.events.searching import (
    SearchCompleted,
    SourceGapAccepted,
    SourceSearched,
    SourceSearchFailed,
    SourceSearchRetried,
    SourceWaiting,
)
from requests_.model.events.sending import (
    LatenessExplained,
    LetterPrinted,
    LetterWithdrawn,
    LetterWritten,
    MessageSent,
    PackAssembled,
    PackCollected,
    PackRejected,
    PackReleased,
    ResponseSent,
    TextSent,
)
from requests_.model.gates import HealthGround
from requests_.model.identity import Check, Evidence
from requests_.model.links import LinkKind
from requests_.model.looking_again import Matter
from requests_.model.outcome_terms import Finding as ErasureFinding
from requests_.model.outcome_terms import Outcome
from requests_.model.pauses import PauseReason
from requests_.model.people import Capacity
from requests_.model.recipient_kinds import Recipient
from requests_.model.recipients import RecipientFinding
from requests_.model.retention import ErasureReason
from requests_.model.rights import Category, Regime, Right
from requests_.model.set_dates import SetDateEnd, SetDateKind
from requests_.model.staff import SYSTEM, Actor
from requests_.model.timeline import RecordedEvent
from requests_.model.verdicts import Verdict
from tests.factories.people import APPROVER, CASEWORKER, OFFICER

DAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
SHA = "ab" * 32

# A request from its first day to its collected pack, with every detour on the way: the events that change the case.
A_LIFE: tuple[tuple[Actor, CaseEvent], ...] = (
    (
        SYSTEM,
        RequestReceived(
            right=Right.ACCESS,
            regime=Regime.UK_GDPR,
            capacity=Capacity.PARENT,
            channel=Channel.ONLINE,
            received_on=DAY,
            categories=(Category.ATTENDANCE, Category.HEALTH),
            from_on=date(2024, 9, 1),
        ),
    ),
    (SYSTEM, MessageSent(message="m-1", message_kind="acknowledgement")),
    (SYSTEM, LetterWritten(message="m-2", message_kind="breach_notice", post_by=DAY)),
    (SYSTEM, LetterPrinted(message="m-2", letter="a" * 64)),
    (CASEWORKER, LetterWithdrawn(message="m-2", message_kind="breach_notice")),
    (CASEWORKER, EvidenceRequested(check=Check.AUTHORITY, requested_on=DAY)),
    (CASEWORKER, EvidenceAccepted(check=Check.IDENTITY, evidence=Evidence.KNOWN_CONTACT, received_on=DAY)),
    (CASEWORKER, EvidenceAccepted(check=Check.AUTHORITY, evidence=Evidence.COURT_ORDER, received_on=DAY)),
    (
        CASEWORKER,
        EntitlementAssessed(
            outcome=EntitlementOutcome.ASSESS,
            rule="WHO-14b",
            asker=Asker.PARENTAL_RESPONSIBILITY,
            competence=Competence.NOT_COMPETENT,
            evidence=AuthorityEvidence.COURT_ORDER,
            child_view=ChildView.NOT_ASKED,
            protected_address=Finding.CONCERN,
            court_order=Finding.CLEAR,
            overridden=True,
            record="r-1",
        ),
    ),
    (CASEWORKER, SecondPersonAsked(step=Step.LIFTING, effects=(), needed=2, record="r-12")),
    (APPROVER, SecondPersonAgreed(still_needed=1)),
    (OFFICER, SecondPersonDeclined(record="r-13")),
    (CASEWORKER, RequestAccepted(sources=("case", "mail", "mash"))),
    (SYSTEM, SourceSearched(source="case", attempt=1, looked_at=9, found=2, possible=1, unreadable=0)),
    (SYSTEM, SourceSearchFailed(source="mail", attempt=1, reason="The mailbox cannot be opened.")),
    (SYSTEM, SourceWaiting(source="mash", attempt=1)),
    (SYSTEM, SearchCompleted()),
    (CASEWORKER, SourceSearchRetried(source="mail", attempt=2)),
    (CASEWORKER, ClarificationRequested(asked_on=DAY, reason=PauseReason.PERIOD, record="r-6")),
    (CASEWORKER, ClarificationReceived(received_on=DAY + timedelta(3))),
    (CASEWORKER, PeriodExtended(notice_on=DAY, reason=ExtensionReason.COMPLEXITY)),
    (SYSTEM, SourceSearched(source="mail", attempt=2, looked_at=3, found=1, possible=0, unreadable=1)),
    (CASEWORKER, SourceGapAccepted(source="mash")),
    (SYSTEM, DocumentRead(document="d-1", pages=2, hidden=0)),
    (SYSTEM, DocumentUnreadable(document="d-2", reason="encrypted")),
    (CASEWORKER, DocumentRetrieved(document="d-2")),
    (SYSTEM, RedactionsProposed(documents=3, marks=12, referred=1)),
    (SYSTEM, WorkFailed(job="send_message", outbox="o-1", reason="The mail server did not answer.")),
    (CASEWORKER, WorkResumed(outbox="o-1")),
    (SYSTEM, RegimeAdded(regime=Regime.LAW_ENFORCEMENT)),
    (SYSTEM, TeamAsked(enquiry="q-1", team=Team.MASH, due_on=DAY + timedelta(14), source="mash")),
    (CASEWORKER, TeamAsked(enquiry="q-2", team=Team.SCHOOL, due_on=DAY + timedelta(14))),
    (SYSTEM, TeamReminded(enquiry="q-1")),
    (SYSTEM, TeamAnswered(enquiry="q-2", answered_on=DAY + timedelta(2), files=1)),
    (SYSTEM, AnswerTakenIn(enquiry="q-2", documents=1)),
    (CASEWORKER, EnquiryEnded(enquiry="q-1")),
    (SYSTEM, RedactionsProposed(documents=4, marks=12, referred=1)),
    (SYSTEM, AnswerReminded(reminded_on=DAY + timedelta(2))),
    (SYSTEM, LapseEnded(came_on=DAY + timedelta(2))),
    (CASEWORKER, DocumentDecided(document="d-2", outcome=DocumentOutcome.WITHHOLD, reason="S2P19_LPP")),
    (CASEWORKER, DocumentPutBack(document="d-2", outcome=DocumentOutcome.INCLUDE)),
    (CASEWORKER, MarksDecided(withheld=11, disclosed=0, person="person-1")),
    (CASEWORKER, MarksAdded(marks=2, reason="S2P16_THIRD_PARTY")),
    (CASEWORKER, HealthRecorded(document="d-1", ground=HealthGround.NO_HARM_OPINION, opinion_on=DAY, record="r-2")),
    (
        CASEWORKER,
        ThirdPartyAsked(consent="c-1", person="person-1", road=Road.PAPER, asked_on=DAY, answer_by=DAY + timedelta(14)),
    ),
    (SYSTEM, ThirdPartyLetterSent(consent="c-1", sent_on=DAY, sha256=SHA)),
    (SYSTEM, ThirdPartyReminded(consent="c-1", reminded_on=DAY + timedelta(7), sha256=SHA)),
    (
        CASEWORKER,
        ThirdPartyAnswered(consent="c-1", answer=ConsentAnswer.REFUSES, answered_on=DAY + timedelta(9), record="r-5"),
    ),
    (
        CASEWORKER,
        PeopleMerged(change="m-1", kept="person-1", merged=("unknown-1",), decided_as="person-1", places=3, revealed=0),
    ),
    (CASEWORKER, PersonSplit(change="m-2", person="person-1", taken_out="person-2", places=1)),
    (CASEWORKER, PeopleChangeUndone(change="m-2")),
    (CASEWORKER, SubmittedForSignOff(documents=2, withheld=13)),
    (CASEWORKER, AnswerFollows(enquiry="q-2", record="r-9")),
    (APPROVER, ReturnedForReview()),
    (CASEWORKER, SubmissionTakenBack(record="r-11")),
    (CASEWORKER, SubmittedForSignOff(documents=2, withheld=13)),
    (APPROVER, SignedOff()),
    (SYSTEM, PackRejected(pack="p-1", check="names")),
    (SYSTEM, PackAssembled(pack="p-2", sha256=SHA, pages=9, documents=2)),
    (CASEWORKER, AddresseeSettled(may_receive=True, record="r-6")),
    (CASEWORKER, PackReleased(pack="p-2", sha256=SHA)),
    (CASEWORKER, ResponseSent(sent_on=DAY + timedelta(20))),
    (CASEWORKER, LatenessExplained(reason=LateReason.HEALTH_OPINION, unit=LateUnit.SCHOOL)),
    (APPROVER, FeeAsked(asked_on=DAY)),
    (CASEWORKER, FeePaid(paid_on=DAY)),
    (CASEWORKER, ComplaintDecided(result=ComplaintResult.UPHELD, record="r-9")),
    (CASEWORKER, LetterOrdered(message="m-2", message_kind="part_refusal", answers=False)),
    (CASEWORKER, RecipientRecorded(finding=RecipientFinding.TOLD, told_on=DAY + timedelta(21), record="r-4")),
    (CASEWORKER, LookAgainSet(matter=Matter.EXEMPTION, reason="S2P2_CRIME", due_on=DAY + timedelta(90))),
    (SYSTEM, PackCollected(pack="p-2", sha256=SHA)),
    (
        CASEWORKER,
        LookedAgain(
            matter=Matter.EXEMPTION, reason="S2P2_CRIME", looked_on=DAY + timedelta(80), again_on=None, record="r-3"
        ),
    ),
    (
        CASEWORKER,
        DateSet(what=SetDateKind.COMPLAINT_INQUIRY, due_on=DAY + timedelta(99), letter_on=DAY, record="r-5"),
    ),
    (CASEWORKER, SetDateEnded(record="r-5", end=SetDateEnd.MET, ended_on=DAY + timedelta(95))),
    (SYSTEM, RequesterWrote(note="n-1")),
    (CASEWORKER, ReplyTaken(note="n-2", message="m-1", channel=Channel.EMAIL, came_on=DAY)),
    (SYSTEM, ScopeChanged(changed_on=DAY, categories=(Category.ATTENDANCE,), from_on=DAY)),
    (SYSTEM, FileSent(file="f-1")),
    (SYSTEM, FileChecked(file="f-1", verdict=Verdict.CLEAN)),
    (SYSTEM, FileDestroyed(file="f-1")),
    (CASEWORKER, CasesLinked(reference="RR-2026-00041-J", link=LinkKind.SAME_FAMILY)),
    (CASEWORKER, CasesUnlinked(reference="RR-2026-00041-J")),
    (CASEWORKER, DuplicateJoined(reference="RR-2026-00044-P")),
    (SYSTEM, FollowUpAsked(right=Right.COMPLAINT, note="n-2")),
    (SYSTEM, FollowUpOpened(right=Right.COMPLAINT, reference="RR-2026-00043-M")),
    (SYSTEM, TextSent(message="m-1", message_kind="response_ready")),
)

# A request to delete something, with every detour: planned, refused, sent back, approved, done, put back, done again.
A_DECIDED_LIFE: tuple[tuple[Actor, CaseEvent], ...] = (
    (
        SYSTEM,
        RequestReceived(
            right=Right.ERASURE,
            regime=Regime.UK_GDPR,
            capacity=Capacity.SUBJECT,
            channel=Channel.ONLINE,
            received_on=DAY,
        ),
    ),
    (CASEWORKER, EvidenceAccepted(check=Check.IDENTITY, evidence=Evidence.KNOWN_CONTACT, received_on=DAY)),
    (CASEWORKER, RequestAccepted(sources=("case",))),
    (SYSTEM, SourceSearched(source="case", attempt=1, looked_at=9, found=2, possible=0, unreadable=0)),
    (SYSTEM, SearchCompleted()),
    (
        CASEWORKER,
        ItemDecided(
            document="d-1",
            outcome=Outcome.ERASED,
            findings=(ErasureFinding.NOT_NEEDED, ErasureFinding.LAWFUL),
            record="r-1",
        ),
    ),
    (CASEWORKER, DecisionsSubmitted(items=1, granted=1)),
    (SYSTEM, ChangesRefused(source="case", reason="The row is no longer there.")),
    (CASEWORKER, DecisionsSubmitted(items=1, granted=1)),
    (SYSTEM, ChangesPlanned(sha256=SHA, rows=1, files=0, marks=0, tasks=1)),
    (APPROVER, DecisionsReturned()),
    (CASEWORKER, DecisionsSubmitted(items=1, granted=1)),
    (SYSTEM, ChangesPlanned(sha256=SHA, rows=1, files=0, marks=0, tasks=1)),
    (APPROVER, ChangesApproved(sha256=SHA)),
    (APPROVER, TaskAsked(task="t-1", document="d-2", source="paper")),
    (SYSTEM, ChangesMade(sha256=SHA, rows=1, files=0)),
    (APPROVER, UndoAsked(sha256=SHA)),
    (SYSTEM, ChangesUndone(sha256=SHA)),
    (CASEWORKER, DecisionsSubmitted(items=1, granted=1)),
    (SYSTEM, ChangesPlanned(sha256=SHA, rows=1, files=0, marks=0, tasks=1)),
    (APPROVER, ChangesApproved(sha256=SHA)),
    (APPROVER, TaskAsked(task="t-2", document="d-2", source="paper")),
    (SYSTEM, ChangesMade(sha256=SHA, rows=1, files=0)),
    (CASEWORKER, TaskDone(task="t-2", done_on=DAY, record="t-2")),
    (CASEWORKER, HoldPlaced(hold="h-1", source="case")),
    (CASEWORKER, HoldLifted(hold="h-1")),
    (CASEWORKER, RecipientNamed(notice="n-1", recipient=Recipient.POLICE)),
    (SYSTEM, NoticeSent(notice="n-1")),
    (CASEWORKER, NoticeAnswered(notice="n-1", answered_on=DAY)),
    (CASEWORKER, RightAnswered(granted=1, refused=0)),
    (CASEWORKER, ResponseSent(sent_on=DAY)),
    (SYSTEM, UndoEnded(sha256=SHA)),
    (CASEWORKER, LimitEnding(ends_on=DAY + timedelta(14))),
    (SYSTEM, EvidenceErased(erased_on=DAY, files=1)),
    (OFFICER, KeptLonger(until=DAY, record="r-9")),
    (OFFICER, AccessRestricted(is_restricted=True, record="r-10")),
    (
        SYSTEM,
        DetailsErased(
            erased_on=DAY,
            reason=ErasureReason.SCHEDULE,
            months=36,
            people=1,
            writings=2,
            letters=3,
            documents=4,
            marks=5,
            files=0,
            traces=6,
        ),
    ),
)


def recorded(*life: tuple[Actor, CaseEvent], first: int = 1) -> list[RecordedEvent]:
    """The events, in their places in one case."""
    return [
        RecordedEvent(case=CaseId("c"), seq=seq, event=event, actor=actor, at=NOON + timedelta(minutes=seq))
        for seq, (actor, event) in enumerate(life, start=first)
    ]


def any_event() -> st.SearchStrategy[CaseEvent]:
    """Any event of any kind, whatever its fields hold."""
    return st.sampled_from(sorted(EVENT_KINDS)).flatmap(lambda kind: event_of_class(EVENT_KINDS[kind]))


def event_of_class(event_class: type[CaseEvent]) -> st.SearchStrategy[CaseEvent]:
    hints, names = get_type_hints(event_class), [field.name for field in fields(event_class)]
    return st.builds(event_class, **{name: _of(hints[name]) for name in names})


def _of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(_of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0]), max_size=3).map(tuple)
    return st.from_type(hint)
