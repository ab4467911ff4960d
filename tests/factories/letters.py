"""Letters as they were sent."""

from datetime import date
from typing import Any

from requests_.ids import CaseId
from requests_.model.correspondence import Audience, LetterKind
from requests_.store.letter_tables import KeptLetter
from tests.factories.cases import Desk


def keep_letter(
    desk: Desk, case: CaseId, content: bytes = b"%PDF-1.7 a letter", kind: LetterKind = LetterKind.EXTENSION
) -> str:
    """A letter of a case as the job that sent it kept it."""

    def keep(uow: Any) -> str:
        message = uow.people.add_message(case, kind.value, desk.clock.utc_now())
        sha256 = desk.store.vault.of(case).put(content)
        uow.session.add(
            KeptLetter(
                message_id=message,
                case_id=case,
                kind=kind.value,
                regime="uk_gdpr",
                audience=Audience.ADULT.value,
                written_on=date(2026, 7, 1),
                page_sha256=sha256,
                pdf_sha256=sha256,
                large_pdf_sha256=sha256,
            )
        )
        return str(message)

    return desk.within(keep)
