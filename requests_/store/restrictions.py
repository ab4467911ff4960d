"""The records whose use was limited by a request, until the person was told that the limit ends, and it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.correspondence import LetterKind
from requests_.model.letters.draft import LIFT_NOTICE_DAYS
from requests_.model.outcome_terms import RestrictionGround, StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.store.case_tables import CaseEventRow
from requests_.store.decision_tables import ItemDecisionRow
from requests_.store.document_tables import SourceDocument
from requests_.store.operations_tables import Message

_LIMITING = tuple(outcome.value for outcome, row in OUTCOMES.items() if row.act is StoreAct.RESTRICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit on the use of one record: by which case, and on which ground (the outcome where that needs none)."""

    case: CaseId
    source: str
    ref: str
    ground: str


def limits_over(session: Session, records: Iterable[tuple[str, str]], now: datetime) -> tuple[Limit, ...]:
    """The limits that stand on these records (store, ref), whichever case made them."""
    wanted = list(dict.fromkeys(records))
    if not wanted:
        return ()
    made, undone = CaseEventRow.__table__.alias("made"), CaseEventRow.__table__.alias("undone")
    is_undone = exists().where(
        undone.c.case_id == made.c.case_id, undone.c.kind == "changes_undone", undone.c.seq > made.c.seq
    )
    is_made = exists().where(made.c.case_id == ItemDecisionRow.case_id, made.c.kind == "changes_made", ~is_undone)
    is_ended = exists().where(
        Message.case_id == ItemDecisionRow.case_id,
        Message.kind == LetterKind.RESTRICTION_LIFTING.value,
        Message.sent_at <= now - timedelta(days=LIFT_NOTICE_DAYS),
    )
    query = (
        select(ItemDecisionRow, SourceDocument.source, SourceDocument.ref)
        .join(SourceDocument, ItemDecisionRow.document == SourceDocument.id)
        .where(
            tuple_(SourceDocument.source, SourceDocument.ref).in_(wanted),
            ItemDecisionRow.outcome.in_(_LIMITING),
            is_made,
            ~is_ended,
        )
        .order_by(ItemDecisionRow.decided_at, ItemDecisionRow.id)
    )
    return tuple(
        Limit(case=CaseId(row.case_id), source=source, ref=ref, ground=row.ground or row.outcome)
        for row, source, ref in session.execute(query)
    )


def restriction_over(
    session: Session, case: CaseId, records: Iterable[tuple[str, str]], now: datetime
) -> tuple[str, str] | None:
    """The store and the reason why a case does not change or delete one of these records (store, ref), or None.

    Whose accuracy is contested may be put right or deleted: that is how the contest ends (UK GDPR art. 18(1)(a)). Any
    other limit stands until its person was told, two weeks before, that it ends (art. 18(3); DPA 2018 s.48(10)).
    """
    for limit in limits_over(session, records, now):
        if limit.case != case and limit.ground != RestrictionGround.ACCURACY_CONTESTED.value:
            return limit.source, (
                "The use of one of these records is limited: tell the person that the limit ends, and wait two weeks "
                "(UK GDPR, article 18(3); Data Protection Act 2018, section 48(10))."
            )
    return None
