"""Questions to other people, and their letters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, new_id
from requests_.model.consents import AskThirdParty
from requests_.store.consent_tables import ThirdPartyConsent


class ConsentRepository:
    """What other people were asked, and what they answered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, command: AskThirdParty, at: datetime) -> str:
        """Keep a question; returns its key. Its reference is its own: the case's would tell of the request."""
        key = new_id()
        row = ThirdPartyConsent(
            id=key,
            case_id=command.case,
            reference=f"TP-{key[:10].upper()}",
            person=command.person,
            to_name=command.to_name.strip(),
            email=command.email.strip(),
            address=command.address.strip(),
            audience=command.audience.value,
            about=command.about.strip(),
            asked_by=command.actor.key,
            asked_at=at,
            answer_by=command.answer_by,
            page_sha256="",
            pdf_sha256="",
            reminder_page_sha256="",
            reminder_pdf_sha256="",
            answer_words="",
        )
        self._session.add(row)
        self._session.flush()
        return key

    def get(self, case: CaseId, key: str) -> ThirdPartyConsent:
        """One question of a case. Raises NotFound."""
        row = self._session.get(ThirdPartyConsent, key)
        if row is None or row.case_id != case:
            raise NotFound("Nobody was asked this in this case.", consent=key)
        return row
