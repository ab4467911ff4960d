"""What waits to be looked at again, over every case; and what an answer leaves to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events.base import DocumentOutcome
from requests_.model.looking_again import LookAgain, Matter, exemption_look, may_have_own_day
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.look_tables import LookAgainRow
from requests_.store.queries.desk import is_listed_for


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One thing to look at again, and the case it is in."""

    reference: str
    right: str
    look: LookAgain


def look_lines(session: Session, *, actor: Actor, until: date | None = None, limit: int = 500) -> tuple[LookLine, ...]:
    """What waits to be looked at again, the most pressing first; with `until`, only what is due by then.

    A restricted case is listed for those who are named on it.
    """
    query = (
        select(CaseRow.reference, CaseRow.right, LookAgainRow)
        .join(CaseRow, CaseRow.id == LookAgainRow.case_id)
        .where(is_listed_for(actor))
        .order_by(LookAgainRow.due_on, CaseRow.reference, LookAgainRow.matter, LookAgainRow.about)
        .limit(limit)
    )
    if until is not None:
        query = query.where(LookAgainRow.due_on <= until)
    return tuple(
        LookLine(
            reference=reference,
            right=right,
            look=LookAgain(matter=Matter(row.matter), about=row.about, due_on=row.due_on),
        )
        for reference, right, row in session.execute(query)
    )


def exemption_looks(session: Session, case: CaseId, answered_on: date) -> tuple[LookAgain, ...]:
    """What an answer of a day withholds for a reason that ends some day: passages of what goes, and whole documents."""
    codes = codes_withheld(session, case)
    return tuple(look for code in codes if (look := exemption_look(code, answered_on)) is not None)


def codes_withheld(session: Session, case: CaseId) -> tuple[str, ...]:
    """The reasons for which something of a case is withheld, each once."""
    marks = (
        select(Mark.reason)
        .join(SourceDocument, SourceDocument.id == Mark.document_id)
        .where(Mark.case_id == case, Mark.decision == "withhold", SourceDocument.outcome == DocumentOutcome.INCLUDE)
    )
    documents = select(SourceDocument.outcome_reason).where(
        SourceDocument.case_id == case, SourceDocument.outcome == DocumentOutcome.WITHHOLD
    )
    return tuple(sorted(session.scalars(union(marks, documents))))


def codes_to_set(session: Session, case: Case) -> tuple[str, ...]:
    """The reasons of a case for which somebody may choose a day to look again."""
    waiting = [look.about for look in case.looks.values() if look.matter is Matter.EXEMPTION]
    codes = dict.fromkeys((*codes_withheld(session, case.key), *case.refused_for, *waiting))
    return tuple(code for code in codes if may_have_own_day(code))
