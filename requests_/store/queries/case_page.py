"""Everything one case page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.deadlines.statutory_clock import ClockFacts, ClockReading
from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.addressee import Addressee
from requests_.model.case import Case
from requests_.model.cautions import Caution, cautions
from requests_.model.people import DataSubject, Requester
from requests_.model.rights import Regime
from requests_.model.timeline import fold
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import reading_of, reading_under, recorded
from requests_.store.document_tables import Pack
from requests_.store.operations_tables import Message, OutboxRow, SourceSearchRow, SourceSystemRow
from requests_.store.people import addressee_from, subject_from
from requests_.store.people_tables import RequestDetails
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True)
class LawClock:
    """The statutory clock of one law that a case runs under, and what it was read from."""

    regime: Regime
    facts: ClockFacts
    reading: ClockReading


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """Who asked for what, how the case stands, and its clock with every step of its reckoning.

    `clocks` has one for each law; `clock` is the one whose time ends first, which the case is kept to.
    """

    case: Case
    reference: str
    clock: ClockReading
    clocks: tuple[LawClock, ...]
    subject: DataSubject | None
    requester: Requester | None
    wording: str
    asked: dict[str, str]
    addressee: Addressee | None

    @property
    def cautions(self) -> list[Caution]:
        """What to look at before the copy goes to the person whom the requester named."""
        return cautions(self.subject, self.requester, self.addressee)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in a case. `state` is None for a source that is not part of it."""

    key: str
    title: str
    kind: str
    regime: str
    lawful_basis: str
    state: str | None
    attempt: int
    looked_at: int
    found: int
    possible: int
    seconds: float
    reason: str
    unreadable: tuple[str, ...]
    gap_accepted: bool


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack that was built."""

    key: str
    sha256: str
    size_bytes: int
    pages: int
    certificate: str
    failed_check: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message to the requester; `posted_on` is the day a person posted it, for one on paper."""

    key: str
    kind: str
    made_at: datetime
    sent_at: datetime | None
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One piece of background work that is open or has failed."""

    job: str
    state: str
    attempts: int
    available_at: datetime
    reason: str


def case_summary(session: Session, case: CaseId) -> CaseSummary:
    """The case with its clock read afresh from its events. Raises NotFound."""
    folded = folded_case(session, case)
    reference = session.scalars(select(CaseRow.reference).where(CaseRow.id == case)).one()
    return summary_of(folded, reference, session.get(RequestDetails, case))


def summary_of(folded: Case, reference: str, details: RequestDetails | None) -> CaseSummary:
    """A case as its events leave it, with its clock read afresh; `details` is None once they are erased."""
    return CaseSummary(
        case=folded,
        reference=reference,
        clock=reading_of(folded),
        clocks=tuple(
            LawClock(regime, folded.clock_facts_under(regime), reading_under(folded, regime))
            for regime in folded.regimes
        ),
        subject=None if details is None else subject_from(details.subject),
        requester=None if details is None else Requester(**details.requester),
        wording="" if details is None else details.wording,
        asked={} if details is None else dict(details.asked),
        addressee=None if details is None else addressee_from(details.addressee),
    )


def folded_case(session: Session, case: CaseId) -> Case:
    """The case as its events leave it, without anybody's details. Raises NotFound."""
    events = session.scalars(select(CaseEventRow).where(CaseEventRow.case_id == case).order_by(CaseEventRow.seq)).all()
    if not events:
        raise NotFound("There is no such case.")
    return fold(Case(key=case), [recorded(row) for row in events])


def case_key(session: Session, reference: str) -> CaseId:
    """The case of a reference. Raises NotFound."""
    key = session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))
    if key is None:
        raise NotFound("There is no case with this reference.")
    return CaseId(key)


def has_case(session: Session, reference: str) -> bool:
    """Whether there is a case of a reference."""
    return session.scalar(select(CaseRow.id).where(CaseRow.reference == reference)) is not None


def source_rows(session: Session, case: CaseId) -> tuple[SourceRow, ...]:
    """Every source of the installation, with what its search in this case came to."""
    return sources_section(case).alone(session)


def sources_section(case: CaseKey) -> Section[SourceRow]:
    """What `source_rows` reads."""
    search_of_case = (SourceSearchRow.source == SourceSystemRow.key) & (SourceSearchRow.case_id == case)
    query = (
        select(SourceSystemRow, SourceSearchRow)
        .outerjoin(SourceSearchRow, search_of_case)
        .order_by(SourceSystemRow.key)
    )
    return Section(query, _source_row)


def pack_rows(session: Session, case: CaseId) -> tuple[PackRow, ...]:
    """Every pack built for the case, newest first."""
    return packs_section(case).alone(session)


def packs_section(case: CaseKey) -> Section[PackRow]:
    """What `pack_rows` reads."""
    columns = (Pack.id, Pack.sha256, Pack.size_bytes, Pack.pages, Pack.certificate, Pack.failed_check, Pack.made_at)
    return Section(select(*columns).where(Pack.case_id == case).order_by(Pack.made_at.desc()), PackRow)


def message_rows(session: Session, case: CaseId) -> tuple[MessageRow, ...]:
    """Every message to the requester, oldest first."""
    return messages_section(case).alone(session)


def messages_section(case: CaseKey) -> Section[MessageRow]:
    """What `message_rows` reads."""
    columns = (Message.id, Message.kind, Message.made_at, Message.sent_at, Message.posted_on)
    return Section(select(*columns).where(Message.case_id == case).order_by(Message.made_at), MessageRow)


def unfinished_work(session: Session, case: CaseId) -> tuple[WorkRow, ...]:
    """Background work of the case that is open or has failed."""
    return work_section(case).alone(session)


def work_section(case: CaseKey) -> Section[WorkRow]:
    """What `unfinished_work` reads."""
    columns = (OutboxRow.job, OutboxRow.state, OutboxRow.attempts, OutboxRow.available_at, OutboxRow.reason)
    is_unfinished = (OutboxRow.case_id == case, OutboxRow.state != "done")
    return Section(select(*columns).where(*is_unfinished).order_by(OutboxRow.made_at), WorkRow)


def _source_row(system: SourceSystemRow, search: SourceSearchRow | None) -> SourceRow:
    return SourceRow(
        key=system.key,
        title=system.title,
        kind=system.kind,
        regime=system.regime,
        lawful_basis=system.lawful_basis,
        state=None if search is None else search.state,
        attempt=0 if search is None else search.attempt,
        looked_at=0 if search is None else search.looked_at,
        found=0 if search is None else search.found,
        possible=0 if search is None else search.possible,
        seconds=0.0 if search is None else search.seconds,
        reason="" if search is None else search.reason,
        unreadable=() if search is None else tuple(search.unreadable),
        gap_accepted=False if search is None else search.gap_accepted,
    )
