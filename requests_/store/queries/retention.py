"""What the schedule of retention is asked about: which cases are due to go by a day, alone or with those about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from requests_.clock import london_date_of, midnight
from requests_.deadlines.periods import add_months
from requests_.ids import CaseId
from requests_.model.breaches.events import BreachErased
from requests_.model.desk import ENDED
from requests_.model.events.following import FollowUpOpened
from requests_.model.events.keeping import DetailsErased, EvidenceErased, KeptLonger
from requests_.model.events.kinds import event_of
from requests_.model.events.linking import CasesLinked, CasesUnlinked, JoinedToEarlier
from requests_.model.lifecycle import Action, why_not
from requests_.model.retention import SCHEDULE, CaseSpan, Kept, goes_on, group_goes_on, groups_of
from requests_.model.staff import SYSTEM
from requests_.store.breach_tables import BreachEventRow
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.erased_tables import ErasedCase
from requests_.store.file_tables import SentFile
from requests_.store.queries.case_page import folded_case
from requests_.store.queries.timeline import TimelineRow, timeline_rows

# What the schedule itself does to a case is not something that happened in it.
_OWN_KINDS = (KeptLonger.kind, EvidenceErased.kind)
_LINKING = (FollowUpOpened.kind, CasesLinked.kind, JoinedToEarlier.kind)
_UNLINKING = CasesUnlinked.kind
# A month without the day lets a period reach a few days further back than forward.
_SHORT_MONTH = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    """Requests that go together, on `goes_on`; None while one of them has to stay."""

    spans: tuple[CaseSpan, ...]
    goes_on: date | None

    def is_due(self, today: date) -> bool:
        """Whether they go today."""
        return self.goes_on is not None and self.goes_on <= today

    @property
    def stays_for(self) -> str:
        """Why they stay, or until when somebody keeps them back; "" when neither."""
        kept = (
            f"{span.reference} is kept until {span.keep_until:%-d %B %Y}." for span in self.spans if span.keep_until
        )
        stays = (f"{span.reference}: {span.stays_for}" for span in self.spans if span.stays_for)
        return " ".join((*stays, *kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueEvidence:
    """The files that a requester sent with a case that is over, and the day they go."""

    case: CaseId
    reference: str
    files: int
    goes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was erased of a case, when and under what, and everything that happened, newest first."""

    reference: str
    right: str
    event: DetailsErased
    timeline: tuple[TimelineRow, ...]


def due_groups(session: Session, until: date) -> tuple[DueGroup, ...]:
    """The requests whose time is over by a day, the first to go first; those that stay all the same are the last."""
    ended = select(CaseRow).where(CaseRow.stage.in_(ENDED))
    over = {span.case: span for span in _spans(session, ended, until)}
    # One request that is not over, or that went on later, keeps those about it.
    whole = (group for group in _groups(session, over) if group <= over.keys())
    found = [_group(over[case] for case in group) for group in whole]
    return tuple(sorted(found, key=lambda group: (group.goes_on or date.max, group.spans[0].reference)))


def group_of(session: Session, case: CaseId) -> DueGroup:
    """A case, and every request that was made about it or that it is about, as far as they are not erased."""
    linked = next(group for group in _groups(session, (case,)) if case in group)
    return _group(_spans(session, select(CaseRow).where(CaseRow.id.in_(linked)), date.max))


def due_evidence(session: Session, until: date) -> tuple[DueEvidence, ...]:
    """The cases whose requester's files go by a day, the first first."""
    held = (
        select(SentFile.case_id, func.count().label("files"), func.max(SentFile.sent_at).label("sent_at"))
        .where(SentFile.sha256 != "")
        .group_by(SentFile.case_id)
        .subquery()
    )
    ended = select(CaseRow).join(held, held.c.case_id == CaseRow.id).where(CaseRow.stage.in_(ENDED))
    files = {case: (count, sent_at) for case, count, sent_at in session.execute(select(held))}
    found = []
    for row, last_at in session.execute(_with_last(ended)).all():
        count, sent_at = files[row.id]
        day = max(row.responded_on or london_date_of(last_at), london_date_of(sent_at))
        folded = folded_case(session, CaseId(row.id))
        gone_on = max(goes_on(Kept.EVIDENCE, day), folded.kept_until or date.min)
        if gone_on <= until and why_not(folded, Action.ERASE_EVIDENCE, SYSTEM) is None:
            found.append(DueEvidence(case=folded.key, reference=row.reference, files=count, goes_on=gone_on))
    return tuple(sorted(found, key=lambda each: (each.goes_on, each.reference)))


def certificate_of(session: Session, case: CaseId) -> Certificate:
    """What was erased of an erased case."""
    row = session.get_one(CaseRow, case)
    erased = select(CaseEventRow.payload).where(CaseEventRow.case_id == case, CaseEventRow.kind == DetailsErased.kind)
    event = event_of(DetailsErased.kind, session.scalars(erased.order_by(CaseEventRow.seq.desc()).limit(1)).one())
    assert isinstance(event, DetailsErased)
    lines = timeline_rows(session, case)
    return Certificate(reference=row.reference, right=row.right, event=event, timeline=lines)


def count_erased(session: Session) -> int:
    """How many cases are erased."""
    return session.scalar(select(func.count()).select_from(ErasedCase)) or 0


def _group(spans: Iterable[CaseSpan]) -> DueGroup:
    ordered = tuple(sorted(spans, key=lambda span: (span.last_on, span.reference)))
    return DueGroup(spans=ordered, goes_on=group_goes_on(ordered))


def _spans(session: Session, cases: Select[CaseRow], until: date) -> list[CaseSpan]:
    """What the schedule asks of those cases that are not erased, and whose own time is over by a day."""
    rows = _with_last(cases.where(CaseRow.id.not_in(select(ErasedCase.case_id))))
    if until != date.max:
        first = add_months(until, -SCHEDULE[Kept.CASE].months) + _SHORT_MONTH
        rows = rows.having(func.max(CaseEventRow.at) < midnight(first))
    return [
        span
        for row, last_at in session.execute(rows).all()
        if goes_on(Kept.CASE, (span := _span(session, row, london_date_of(last_at))).last_on) <= until
    ]


def _span(session: Session, row: CaseRow, last_on: date) -> CaseSpan:
    folded = folded_case(session, CaseId(row.id))
    return CaseSpan(
        case=folded.key,
        reference=row.reference,
        right=row.right,
        last_on=last_on,
        keep_until=folded.kept_until,
        stays_for=why_not(folded, Action.ERASE_DETAILS, SYSTEM) or "",
    )


def _with_last(cases: Select[CaseRow]) -> Select[CaseRow, datetime]:
    """The cases with the moment of the last thing that happened in each."""
    return (
        cases.join(CaseEventRow, CaseEventRow.case_id == CaseRow.id)
        .where(CaseEventRow.kind.not_in(_OWN_KINDS))
        .group_by(CaseRow.id)
        .add_columns(func.max(CaseEventRow.at))
    )


def _groups(session: Session, cases: Iterable[CaseId]) -> tuple[frozenset[CaseId], ...]:
    """The groups that the cases are in, with everything of them that is not erased."""
    wanted, links = set(cases), _links(session)
    groups = groups_of({*wanted, *(case for link in links for case in link)}, links)
    return tuple(frozenset(map(CaseId, group)) for group in groups if group & wanted)


def _links(session: Session) -> set[tuple[str, str]]:
    """Requests about one another, one that came twice, and what somebody has linked and not taken apart again."""
    other, gone = aliased(CaseRow), select(ErasedCase.case_id)
    rows = session.execute(
        select(CaseEventRow.kind, CaseEventRow.case_id, other.id)
        .join(other, other.reference == CaseEventRow.payload["reference"].as_string())
        .where(CaseEventRow.kind.in_((*_LINKING, _UNLINKING)))
        .where(CaseEventRow.case_id.not_in(gone), other.id.not_in(gone))
        .order_by(CaseEventRow.id)
    )
    found: set[tuple[str, str]] = set()
    for kind, one, about in rows:
        (found.discard if kind == _UNLINKING else found.add)((one, about))
    return found


def erased_since(session: Session, at: datetime) -> int:
    """How many erasures there were since: of cases, of what requesters sent, of breaches."""
    of_cases = CaseEventRow.kind.in_((DetailsErased.kind, EvidenceErased.kind)), CaseEventRow.at >= at
    of_breaches = BreachEventRow.kind == BreachErased.kind, BreachEventRow.at >= at
    counts = (select(func.count()).where(*where) for where in (of_cases, of_breaches))
    return sum(session.scalar(count) or 0 for count in counts)
