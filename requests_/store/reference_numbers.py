"""The numbers of references: one series a year for cases and breaches alike."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from requests_.store.case_tables import ReferenceCounter


def next_number(session: Session, year: int) -> int:
    """A number nobody has. Two transactions never get the same one."""
    dialect = session.get_bind().dialect.name
    add = postgresql_insert(ReferenceCounter) if dialect == "postgresql" else sqlite_insert(ReferenceCounter)
    counted = add.values(year=year, last_number=1).on_conflict_do_update(
        index_elements=[ReferenceCounter.year], set_={"last_number": ReferenceCounter.last_number + 1}
    )
    return int(session.execute(counted.returning(ReferenceCounter.last_number)).scalar_one())
