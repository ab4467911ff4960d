"""How requesters come in to their case: one-time codes and the sessions that they open. Secrets are kept as hashes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, new_id, typed_signs
from requests_.model.collecting import CodeRoad
from requests_.store.case_tables import CaseRow
from requests_.store.doors import Door, open_door
from requests_.store.own_marks import is_ours
from requests_.store.people_tables import AccessCode, EntryWord, RequesterSession


class AdmissionRepository:
    """Codes and sessions of requesters, who have no account."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_access_code(self, case: CaseId, expires_at: datetime, road: CodeRoad) -> str:
        """Make room for a one-time code that the mailing job will make; returns its id."""
        code = AccessCode(
            id=new_id(),
            case_id=case,
            code_hash=None,
            expires_at=expires_at,
            used_at=None,
            road=road,
        )
        self._session.add(code)
        self._session.flush()
        return code.id

    def access_code(self, key: str) -> AccessCode:
        """One access code. Raises NotFound."""
        row = self._session.get(AccessCode, key)
        if row is None:
            raise NotFound("There is no such code.", code=key)
        return row

    def count_open_codes(self, case: CaseId, now: datetime, road: CodeRoad) -> int:
        """How many codes are under way by a road or may still be used."""
        is_open = (AccessCode.case_id == case, *_is_open(now, (road,)))
        return self._session.scalar(select(func.count()).select_from(AccessCode).where(*is_open)) or 0

    def live_codes(self, reference: str, now: datetime, roads: tuple[CodeRoad, ...]) -> list[AccessCode]:
        """Codes of a reference that may still be used, newest first.

        One statement, whether there is such a case or not: how long it takes tells nobody.
        """
        open_door(self._session, Door.REFERENCE, reference)
        is_live = (CaseRow.reference == reference, *_is_open(now, roads), AccessCode.code_hash.is_not(None))
        codes = select(AccessCode).join(CaseRow, CaseRow.id == AccessCode.case_id).where(*is_live)
        return list(self._session.scalars(codes.order_by(AccessCode.expires_at.desc())))

    def need_word(self, case: CaseId, word: str) -> None:
        """Let nobody in to a case without a word, in place of any other; "" is a word that nobody knows."""
        self._session.merge(EntryWord(case_id=case, word_hash=_word_hash(case, word)))

    def needs_word(self, case: CaseId) -> bool:
        """Whether a code alone opens nothing."""
        return self._session.get(EntryWord, case) is not None

    def is_word(self, case: CaseId, typed: str) -> bool:
        """Whether somebody typed the word of a case; anything will do where none is needed."""
        row, shown = self._session.get(EntryWord, case), _word_hash(case, typed)
        return row is None or (shown != "" and hmac.compare_digest(row.word_hash, shown))

    def open_session(
        self, secret_hash: str, case: CaseId, expires_at: datetime, *, is_for_addressee: bool = False
    ) -> None:
        """Keep a session."""
        open_door(self._session, Door.SESSION, secret_hash)
        opened = RequesterSession(
            secret_hash=secret_hash, case_id=case, expires_at=expires_at, is_for_addressee=is_for_addressee
        )
        self._session.add(opened)

    def session_case(self, secret_hash: str, now: datetime, *, is_for_addressee: bool = False) -> CaseId | None:
        """The case a live session is for; a requester's session is no addressee's, nor the other way round."""
        open_door(self._session, Door.SESSION, secret_hash)
        row = self._session.get(RequesterSession, secret_hash)
        if row is None or not is_ours(self._session, row):
            return None
        is_good = row.expires_at > now and row.is_for_addressee == is_for_addressee
        return CaseId(row.case_id) if is_good else None

    def close_session(self, secret_hash: str) -> None:
        """End a requester's session; one that is not there is ended already."""
        open_door(self._session, Door.SESSION, secret_hash)
        row = self._session.get(RequesterSession, secret_hash)
        if row is not None:
            self._session.delete(row)


def _word_hash(case: CaseId, word: str) -> str:
    signs = typed_signs(word)
    return hmac.new(case.encode(), signs.encode(), hashlib.sha256).hexdigest() if signs else ""


def _is_open(now: datetime, roads: tuple[CodeRoad, ...]) -> tuple[ColumnElement[bool], ...]:
    return (
        AccessCode.road.in_(roads),
        AccessCode.used_at.is_(None),
        AccessCode.expires_at > now,
    )
