"""The records whose use was limited by a request, until the person was told that the limit ends, and it did."""

from __future__ import annotations

from collections.abc import Iterable
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


def restriction_over(
    session: Session, case: CaseId, records: Iterable[tuple[str, str]], now: datetime
) -> tuple[str, str] | None:
    """The store and the reason why a case does not change or delete one of these records (store, ref), or None.

    Whose accuracy is contested may be put right or deleted: that is how the contest ends (UK GDPR art. 18(1)(a)). Any
    other limit stands until its person was told, two weeks before, that it ends (art. 18(3); DPA 2018 s.48(10)).
    """
    wanted = list(dict.fromkeys(records))
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
        select(SourceDocument.source)
        .join(ItemDecisionRow, ItemDecisionRow.document == SourceDocument.id)
        .where(
            tuple_(SourceDocument.source, SourceDocument.ref).in_(wanted),
            ItemDecisionRow.case_id != case,
            ItemDecisionRow.outcome.in_(_LIMITING),
            ItemDecisionRow.ground != RestrictionGround.ACCURACY_CONTESTED.value,
            is_made,
            ~is_ended,
        )
    )
    source = session.scalar(query.limit(1)) if wanted else None
    if source is None:
        return None
    return source, (
        "The use of one of these records is limited: tell the person that the limit ends, and wait two weeks "
        "(UK GDPR, article 18(3); Data Protection Act 2018, section 48(10))."
    )
