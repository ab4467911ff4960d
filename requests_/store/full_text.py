"""Finding a case by what its documents, its wording and its notes say, without keeping what they say.

The index holds no text: only which words a text has, each as a digest under a key of the vault. Whoever has the
database or a backup of it reads nothing, and what is deleted leaves nothing behind that means anything. The price is
that words are found whole: neither their beginnings nor phrases. On SQLite the digests are an FTS5 index, on
PostgreSQL a GIN index over `to_tsvector`.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, delete, text
from sqlalchemy.orm import Session

from requests_.store.case_words import words_in
from requests_.store.text_tables import TextEntry

if TYPE_CHECKING:
    from requests_.store.vault import Vault

# FTS5 keeps its index in tables of its own, which nobody backs up or compares: the triggers fill them again.
INDEX_TABLES = frozenset(f"text_index{part}" for part in ("", "_data", "_idx", "_docsize", "_config"))
POSTGRESQL_INDEX = "ix_text_entry_words"
SPACE = "full-text"
SHORTEST_WORD = 2
MOST_TYPED = 8
_DIGEST_BYTES = 8
# Letters alone: neither tokeniser takes a digest for a number.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


class TextKind(StrEnum):
    """What a text is."""

    DOCUMENT = "document"
    REQUEST = "request"
    NOTE = "note"
    REQUESTER = "requester"


class FullText:
    """The index, for writing."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def put(self, case: str, kind: TextKind, words: str, *, document: str = "") -> None:
        """Let a case be found by a text; a document that was read again replaces what it said before."""
        if document:
            self._session.execute(delete(TextEntry).where(TextEntry.document_id == document))
        digests = word_digests(self._vault, [words])
        if digests:
            entry = TextEntry(case_id=case, kind=kind.value, document_id=document, words=" ".join(digests))
            self._session.add(entry)
            self._session.flush()

    def forget(self, case: str) -> None:
        """Let a case be found by none of its texts any more."""
        self._session.execute(delete(TextEntry).where(TextEntry.case_id == case))


def word_digests(vault: Vault, texts: Iterable[str]) -> tuple[str, ...]:
    """The digests of the distinct words of some texts, sorted."""
    words = [word for word in words_in(texts) if len(word) >= SHORTEST_WORD]
    if not words:
        return ()
    key = vault.keys.open_or_make(SPACE).names
    return tuple(sorted(_digest(key, word) for word in words))


def typed_digests(vault: Vault, typed: str) -> tuple[str, ...]:
    """What somebody looks for, as the index knows it; none when there is nothing to look for."""
    return word_digests(vault, typed.split()[:MOST_TYPED])


def has_words(session: Session, digests: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that an entry has every one of these words."""
    if session.get_bind().dialect.name == "postgresql":
        clause = text("to_tsvector('simple', text_entry.words) @@ to_tsquery('simple', :digests)")
        return clause.bindparams(digests=" & ".join(digests))  # type: ignore[return-value]
    clause = text("text_entry.id IN (SELECT rowid FROM text_index WHERE text_index MATCH :digests)")
    return clause.bindparams(digests=" AND ".join(digests))  # type: ignore[return-value]


def _digest(key: bytes, word: str) -> str:
    return hmac.digest(key, word.encode(), "sha256")[:_DIGEST_BYTES].hex().translate(_LETTERS)
