"""The numbers of references: one series a year for cases and breaches alike, drawn by chance.

Whoever has a reference can work out no other, nor how many requests came before theirs. A number that was drawn stays
drawn when its case is erased: no reference ever means two people.
"""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from requests_.errors import Unavailable
from requests_.ids import drawn_number
from requests_.store.case_tables import ReferenceNumber

# With a million numbers of a year taken, nine draws in ten are free: a hundred that are not never happen by chance.
_DRAWS = 100


def draw_number(session: Session, year: int) -> int:
    """A number of a year that nobody has. Of two transactions that draw the same one, the later draws again.

    Raises Unavailable when the numbers of the year are used up.
    """
    dialect = session.get_bind().dialect.name
    reserve = postgresql_insert(ReferenceNumber) if dialect == "postgresql" else sqlite_insert(ReferenceNumber)
    for _ in range(_DRAWS):
        number = drawn_number()
        # Neither asked for first nor given back: the public role may add a number and read none.
        drawn = reserve.values(year=year, number=number).on_conflict_do_nothing()
        kept = session.execute(drawn, execution_options={"preserve_rowcount": True})
        if kept.rowcount == 1:  # type: ignore[attr-defined]
            return number
    raise Unavailable("No reference number was free. Nothing was lost: try again, or tell whoever runs the portal.")
