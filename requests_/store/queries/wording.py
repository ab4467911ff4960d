"""The words in force for a letter, and how they came to be."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.correspondence import Audience, LetterKind
from requests_.model.letters.wording import LetterType, Wording
from requests_.model.rights import Regime
from requests_.store.staff_tables import StaffMember
from requests_.store.wording_tables import LetterWording


def wording_in_force(session: Session, of: LetterType) -> Wording | None:
    """The council's own words for a letter; None where the shipped ones are used."""
    newest = next(iter(wording_history(session, of, limit=1)), None)
    return None if newest is None or newest.is_shipped else newest


def wording_history(session: Session, of: LetterType, *, limit: int = 200) -> tuple[Wording, ...]:
    """Every version of a letter's words, newest first, with the name of whoever saved it."""
    query = (
        select(LetterWording, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == LetterWording.changed_by)
        .where(LetterWording.kind == of.kind, LetterWording.audience == of.audience, LetterWording.regime == of.regime)
        .order_by(LetterWording.number.desc())
        .limit(limit)
    )
    return tuple(_wording(row, name or "") for row, name in session.execute(query))


def newest_wordings(session: Session) -> dict[LetterType, Wording]:
    """The newest version of every letter that was ever changed."""
    query = (
        select(LetterWording, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == LetterWording.changed_by)
        .order_by(LetterWording.number)
    )
    found = (_wording(row, name or "") for row, name in session.execute(query))
    return {wording.type: wording for wording in found}


def _wording(row: LetterWording, name: str) -> Wording:
    of = LetterType(kind=LetterKind(row.kind), audience=Audience(row.audience), regime=Regime(row.regime))
    return Wording(
        type=of,
        number=row.number,
        title=row.title,
        text=row.text,
        is_shipped=row.is_shipped,
        changed_by=name,
        changed_at=row.changed_at,
    )
