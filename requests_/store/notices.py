"""Recipients of information, and what must be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, new_id
from requests_.model.notices import AnswerNotice, NameRecipient, PlaceHold
from requests_.store.case_tables import CaseRow
from requests_.store.document_tables import SourceDocument
from requests_.store.notice_tables import LegalHoldRow, RecipientNoticeRow
from requests_.store.people_tables import RequestDetails

_ANSWERED = ("responded", "closed", "refused", "withdrawn")


class NoticeRepository:
    """Notices to recipients, and legal holds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def name(self, command: NameRecipient, at: datetime) -> str:
        """Keep a recipient; returns the key of their notice."""
        row = RecipientNoticeRow(
            id=new_id(),
            case_id=command.case,
            recipient=command.recipient.value,
            name=command.name.strip(),
            email=command.email.strip(),
            given_on=command.given_on,
            words=command.words.strip(),
            made_at=at,
            sent_at=None,
            answered_on=None,
            answer="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def notice(self, key: str) -> RecipientNoticeRow:
        """One notice. Raises NotFound."""
        row = self._session.get(RecipientNoticeRow, key)
        if row is None:
            raise NotFound("There is no such notice.", notice=key)
        return row

    def keep_answer(self, command: AnswerNotice) -> None:
        """Keep what a recipient answered. Raises NotFound for a notice of another case."""
        row = self.notice(command.notice)
        if row.case_id != command.case:
            raise NotFound("There is no such notice in this case.")
        row.answered_on, row.answer = command.answered_on, command.answer.strip()

    def place_hold(self, command: PlaceHold, at: datetime) -> str:
        """Keep a hold; returns its key."""
        row = LegalHoldRow(
            id=new_id(),
            case_id=command.case,
            source=command.source,
            ref=command.ref,
            reason=command.reason.strip(),
            placed_by=command.actor.key,
            placed_at=at,
            lifted_by="",
            lifted_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def lift_hold(self, case: CaseId, key: str, by: str, at: datetime) -> None:
        """Lift a hold. Raises NotFound."""
        row = self._session.get(LegalHoldRow, key)
        if row is None or row.case_id != case or row.lifted_at is not None:
            raise NotFound("There is no such hold in this case.")
        row.lifted_by, row.lifted_at = by, at

    def hold_over(self, case: CaseId, records: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
        """The store and the reason why one of these records (store, ref) must not be changed or deleted, or None.

        What an open request asks to see is kept as it is until it is answered (DPA 2018 s.173).
        """
        for source, ref in dict.fromkeys(records):
            if self._is_held(source, ref):
                return source, "A legal hold stands over one of these records: nothing is changed before it is lifted."
            if self._is_asked_for(case, source, ref):
                return source, (
                    "Somebody has asked to see one of these records, and is not answered yet: answer first "
                    "(Data Protection Act 2018, section 173)."
                )
        return None

    def _is_held(self, source: str, ref: str) -> bool:
        held = select(LegalHoldRow.id).where(
            LegalHoldRow.source == source, LegalHoldRow.ref.in_((ref, "")), LegalHoldRow.lifted_at.is_(None)
        )
        return self._session.scalar(held.limit(1)) is not None

    def _is_asked_for(self, case: CaseId, source: str, ref: str) -> bool:
        # A search for an access request bundles the rows of a table: the bundle of a person stands for each of them.
        table = ref.partition(":")[0]
        same_person = self._same_person(case)
        asked = (
            select(SourceDocument.id)
            .join(CaseRow, CaseRow.id == SourceDocument.case_id)
            .where(
                SourceDocument.source == source,
                or_(
                    SourceDocument.ref == ref,
                    SourceDocument.ref.in_((f"{table}:match", f"{table}:possible"))
                    & SourceDocument.case_id.in_(same_person),
                ),
                CaseRow.right == "access",
                CaseRow.stage.not_in(_ANSWERED),
                CaseRow.id != case,
            )
        )
        return self._session.scalar(asked.limit(1)) is not None

    def _same_person(self, case: CaseId) -> list[str]:
        mine = self._session.get(RequestDetails, case)
        if mine is None:
            return []
        rows = self._session.scalars(
            select(RequestDetails.case_id).where(RequestDetails.subject_name == mine.subject_name)
        )
        return list(rows)
