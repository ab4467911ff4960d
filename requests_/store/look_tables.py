"""What is looked at again, by day, over every case: a projection, written with the events."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class LookAgainRow(Base):
    """One thing that a case wants looked at again by a day."""

    __tablename__ = "look_again"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    matter: Mapped[str] = mapped_column(Code, primary_key=True)
    about: Mapped[str] = mapped_column(Code, primary_key=True)
    due_on: Mapped[date] = mapped_column(index=True)
