"""Rows that may change and go, vouched for by the event that stands over them: what was asked, written and approved.

An event holds no personal data, so it cannot hold a plain digest of some either: names and days of birth are few
enough to be tried. It names a key made of the digest and of a salt; the salt goes with the case, and what is left of
the key then says nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from requests_.ids import CaseId, new_id
from requests_.model.events.base import DocumentOutcome
from requests_.store.decision_tables import ItemDecisionRow
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.letter_tables import KeptLetter
from requests_.store.people_tables import CasePersonRow, RequestDetails, RequesterNote
from requests_.store.seal_tables import RowSeal
from requests_.store.sealed_events import stamp


@dataclass(frozen=True, slots=True)
class Vouched:
    """The columns of a table that are vouched for, in the order of their digest, of the rows for which `only` holds.

    A digest once made must come out again, so none of these is ever changed: what a later column says needs one, and a
    field of an event, of its own.
    """

    table: Any
    columns: tuple[str, ...]
    only: ColumnElement[bool] = true()


ASKED = Vouched(RequestDetails, ("subject", "subject_name", "requester", "wording", "asked", "addressee"))
WRITTEN = Vouched(
    RequesterNote,
    ("id", "words", "asked", "is_answer", "answers", "channel", "is_known_sender", "sha256", "file_name"),
)
SENT = Vouched(
    KeptLetter,
    ("message_id", "kind", "regime", "audience", "written_on", "page_sha256", "pdf_sha256", "large_pdf_sha256"),
)
APPROVED = (
    Vouched(
        SourceDocument,
        (
            *("id", "source", "ref", "title", "category", "dated_on", "media_type", "file_name", "sha256"),
            *("outcome", "outcome_reason"),
        ),
    ),
    # What is withheld may still be being read; what goes into the pack is made of its read form.
    Vouched(SourceDocument, ("id", "read_sha256"), SourceDocument.outcome == DocumentOutcome.INCLUDE),
    Vouched(
        Mark,
        (
            *("id", "document_id", "unit", "start", "end", "kind", "text", "person", "disposition", "reason"),
            *("decision", "decided_by", "decided_at"),
        ),
        Mark.decision.is_not(None),
    ),
    Vouched(
        CasePersonRow,
        (
            *("key", "name", "role", "relation", "aliases", "emails", "phones", "addresses", "date_of_birth", "upn"),
            "merged_into",
        ),
    ),
    Vouched(
        ItemDecisionRow,
        ("id", "document", "outcome", "ground", "values", "statement", "words", "decided_by", "decided_at"),
    ),
)
_ROWS_AT_ONCE = 2000


class RowSeals:
    """The salts of what the events of cases vouch for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def seal_written(self, note: RequesterNote) -> str:
        """Vouch for what a requester wrote; returns the key that its event names."""
        return self._add(seal_over(note.case_id, digest_of(WRITTEN, note)))

    def seal_sent(self, message: str) -> str:
        """Vouch for the letter that is kept of a message; returns the key that its event names, "" where none is."""
        letter = self._session.get(KeptLetter, message)
        return "" if letter is None else self._add(seal_over(letter.case_id, digest_of(SENT, letter)))

    def seal_approved(self, case: CaseId) -> str:
        """Vouch for all that a second person approves, as it stands; returns the key that their event names."""
        self._session.flush()
        return self._add(seal_over(case, digests_of_approved(self._session, [case])[case]))

    def is_as_approved(self, case: CaseId, key: str) -> bool:
        """Whether what stands in the case is what the key vouches for; of an old event, without a key, nobody knows."""
        self._session.flush()
        return not key or vouches(
            salts_of(self._session, [case]), case, key, digests_of_approved(self._session, [case])[case]
        )

    def _add(self, row: RowSeal) -> str:
        self._session.add(row)
        return row.id


def seal_over(case: str, digest: str) -> RowSeal:
    """A key, and its salt, by which an event can vouch for a digest."""
    salt = new_id()
    return RowSeal(id=_key(salt, case, digest), case_id=case, salt=salt)


def digest_of(vouched: Vouched, row: Any) -> str:
    """The SHA-256 of what one row says."""
    return hashlib.sha256(_line(vouched.columns, row)).hexdigest()


def digests_of_approved(session: Session, cases: Collection[str]) -> dict[str, str]:
    """The SHA-256 of what a second person approves in each case: documents, marks, people and decisions, in order."""
    hashes: dict[str, Any] = defaultdict(hashlib.sha256)
    for each in APPROVED:
        wanted = [getattr(each.table, name) for name in each.columns]
        query = select(each.table.case_id, *wanted).where(each.table.case_id.in_(cases), each.only)
        query = query.order_by(each.table.case_id, each.table.id).execution_options(yield_per=_ROWS_AT_ONCE)
        for row in session.execute(query):
            hashes[row.case_id].update(_line(each.columns, row))
        for case in cases:
            hashes[case].update(b"\n")
    return {case: hashes[case].hexdigest() for case in cases}


def salts_of(session: Session, cases: Collection[str]) -> dict[str, str]:
    """The salt of every key of some cases."""
    return {
        key: salt for key, salt in session.execute(select(RowSeal.id, RowSeal.salt).where(RowSeal.case_id.in_(cases)))
    }


def vouches(salts: Mapping[str, str], case: str, key: str, digest: str) -> bool:
    """Whether a key was made of this digest, with the salt that is kept for it."""
    return key in salts and _key(salts[key], case, digest) == key


def _key(salt: str, case: str, digest: str) -> str:
    return hashlib.sha256(":".join((salt, case, digest)).encode()).hexdigest()[:32]


def _line(columns: Iterable[str], row: Any) -> bytes:
    said = [getattr(row, name) for name in columns]
    return json.dumps(said, separators=(",", ":"), sort_keys=True, default=_spelt).encode() + b"\n"


def _spelt(value: object) -> str:
    if isinstance(value, datetime):
        return stamp(value)
    assert isinstance(value, date)
    return value.isoformat()
