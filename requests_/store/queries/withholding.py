"""What was withheld over all cases, under which law, and the reasons that were written down for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from requests_.model.exemptions import EXEMPTIONS
from requests_.model.gates import RULINGS
from requests_.model.law_index import LAW, LawEntry
from requests_.model.rights import Regime
from requests_.model.staff import SYSTEM, Actor
from requests_.store.case_tables import CaseRow
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.people_tables import DecisionRecord
from requests_.store.queries.texts import opens_for
from requests_.store.staff_tables import StaffMember

SILENCE = RULINGS["EX-N3"].rule


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """What an answered case withheld for one reason: whole documents, and places inside others."""

    reference: str
    answered_on: date
    code: str
    documents: int
    places: int

    @property
    def law(self) -> LawEntry:
        """What the reason says and where it is written; a code that left the catalogue says itself."""
        return LAW.get(self.code, LawEntry(self.code, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One reason for a limit under Part 3, in the words in which it was written down, and who decided."""

    reference: str
    code: str
    words: str
    decided_by: str
    decided_at: datetime

    @property
    def law(self) -> LawEntry:
        """What the reason says and where it is written."""
        return LAW[self.code]


def exemption_uses(session: Session, actor: Actor, first_on: date, last_on: date) -> tuple[UseLine, ...]:
    """What the cases answered between two days withheld, by reason; each case for those whom it opens for."""
    answered = and_(CaseRow.responded_on >= first_on, CaseRow.responded_on <= last_on, opens_for(actor))
    documents = session.execute(
        select(CaseRow.reference, CaseRow.responded_on, SourceDocument.outcome_reason, func.count())
        .join(CaseRow, CaseRow.id == SourceDocument.case_id)
        .where(answered, SourceDocument.outcome == "withhold")
        .group_by(CaseRow.reference, CaseRow.responded_on, SourceDocument.outcome_reason)
    )
    places = session.execute(
        select(CaseRow.reference, CaseRow.responded_on, Mark.reason, func.count())
        .join(CaseRow, CaseRow.id == Mark.case_id)
        .where(answered, Mark.decision == "withhold")
        .group_by(CaseRow.reference, CaseRow.responded_on, Mark.reason)
    )
    whole = {(on or first_on, reference, code or ""): count for reference, on, code, count in documents}
    inside = {(on or first_on, reference, code or ""): count for reference, on, code, count in places}
    return tuple(
        UseLine(
            reference=key[1],
            answered_on=key[0],
            code=key[2],
            documents=whole.get(key, 0),
            places=inside.get(key, 0),
        )
        for key in sorted(whole.keys() | inside.keys())
    )


def part_3_reasons(session: Session, actor: Actor, since: datetime, until: datetime) -> tuple[ReasonLine, ...]:
    """Every reason written down between two moments for a limit under Part 3, oldest first.

    The controller records them and makes them available to the Commissioner on request (DPA 2018 s.45(7)). Each
    case is listed for those whom it opens for; what was erased with its case is not held any more.
    """
    only, either = _codes_of_part_3()
    is_part_3 = or_(
        DecisionRecord.code.in_(only),
        and_(DecisionRecord.code.in_(either), CaseRow.regime == Regime.LAW_ENFORCEMENT),
    )
    query = (
        select(CaseRow.reference, DecisionRecord, StaffMember.display_name)
        .join(CaseRow, CaseRow.id == DecisionRecord.case_id)
        .outerjoin(StaffMember, StaffMember.id == DecisionRecord.made_by)
        .where(is_part_3, DecisionRecord.made_at >= since, DecisionRecord.made_at < until, opens_for(actor))
        .order_by(DecisionRecord.made_at, DecisionRecord.id)
    )
    return tuple(
        ReasonLine(
            reference=reference,
            code=record.code,
            words=record.words,
            decided_by=name or ("The portal" if record.made_by == SYSTEM.key else ""),
            decided_at=record.made_at,
        )
        for reference, record, name in session.execute(query)
    )


def _codes_of_part_3() -> tuple[list[str], list[str]]:
    """The codes that are of Part 3 alone, and those that are of it where the case is."""
    of_part_3 = [row for row in EXEMPTIONS.values() if Regime.LAW_ENFORCEMENT in row.regimes]
    only = [row.code for row in of_part_3 if Regime.UK_GDPR not in row.regimes]
    return only, [*(row.code for row in of_part_3 if Regime.UK_GDPR in row.regimes), SILENCE]
