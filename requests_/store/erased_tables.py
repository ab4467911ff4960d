"""What is kept of a case beside its events once its details are erased."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Key

LONGEST_SCHOOL = 200


class ErasedCase(Base):
    """A case whose details are gone. `school` is what its figures are counted under, "" where few others share it."""

    __tablename__ = "erased_case"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    erased_on: Mapped[date]
    school: Mapped[str] = mapped_column(String(LONGEST_SCHOOL))
