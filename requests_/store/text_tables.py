"""By which words the texts of a case are found."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class TextEntry(Base):
    """One text of a case: `words` are its distinct words, each only as a keyed digest, in the order of the digests.

    Both databases index them for full text (FTS5, a GIN index), beside this table. `document_id` is "" for a text that
    is no document.
    """

    __tablename__ = "text_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    kind: Mapped[str] = mapped_column(Code)
    document_id: Mapped[str] = mapped_column(Key)
    words: Mapped[str] = mapped_column(Text)
