"""Which files of the vault the records name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.breach_tables import BreachPerson, BreachRow
from requests_.store.case_tables import CaseRow
from requests_.store.consent_tables import ThirdPartyConsent
from requests_.store.decision_tables import ChangeTaskRow, PlanFileRow
from requests_.store.document_tables import Pack, SourceDocument
from requests_.store.enquiry_tables import EnquiryFile, EnquiryRow
from requests_.store.file_tables import DraftFile, SentFile
from requests_.store.letter_tables import KeptLetter
from requests_.store.logging_tables import CaseOriginal, LoggedDraft
from requests_.store.people_tables import RequesterNote

_CASE_OF_ENQUIRY = select(EnquiryRow.case_id).where(EnquiryRow.id == EnquiryFile.enquiry_id).scalar_subquery()

# Every column that names a file, with what gives its case: a new one is a row here.
NAMED_BY = (
    (SourceDocument.case_id, SourceDocument.sha256),
    (SourceDocument.case_id, SourceDocument.read_sha256),
    (SourceDocument.case_id, SourceDocument.first_sha256),
    (Pack.case_id, Pack.sha256),
    (KeptLetter.case_id, KeptLetter.page_sha256),
    (KeptLetter.case_id, KeptLetter.pdf_sha256),
    (KeptLetter.case_id, KeptLetter.large_pdf_sha256),
    (PlanFileRow.case_id, PlanFileRow.sha256),
    (PlanFileRow.case_id, PlanFileRow.plan_sha256),
    (ChangeTaskRow.case_id, ChangeTaskRow.evidence_sha256),
    (CaseOriginal.case_id, CaseOriginal.sha256),
    (LoggedDraft.id, LoggedDraft.sha256),  # the key its case will have
    (SentFile.space, SentFile.sha256),
    (RequesterNote.case_id, RequesterNote.sha256),
    (DraftFile.space, DraftFile.sha256),
    (ThirdPartyConsent.case_id, ThirdPartyConsent.page_sha256),
    (ThirdPartyConsent.case_id, ThirdPartyConsent.pdf_sha256),
    (ThirdPartyConsent.case_id, ThirdPartyConsent.reminder_page_sha256),
    (ThirdPartyConsent.case_id, ThirdPartyConsent.reminder_pdf_sha256),
    (_CASE_OF_ENQUIRY, EnquiryFile.sha256),
    (BreachPerson.breach_id, BreachPerson.page_sha256),
    (BreachPerson.breach_id, BreachPerson.pdf_sha256),
)


@dataclass(frozen=True, slots=True)
class CaseFileNames:
    """The digests of a case's files."""

    case: CaseId
    reference: str
    digests: tuple[str, ...]


def kept_files(session: Session) -> list[CaseFileNames]:
    """Every case that names files, by reference, with what it names."""
    named = union(
        *(
            select(case.label("case_id"), digest.label("digest")).where(digest != "")  # a paper file has no bytes
            for case, digest in NAMED_BY
        )
    ).subquery()
    query = (
        select(
            named.c.case_id,
            func.coalesce(CaseRow.reference, BreachRow.reference, "draft").label("reference"),
            named.c.digest,
        )
        .outerjoin(CaseRow, CaseRow.id == named.c.case_id)
        .outerjoin(BreachRow, BreachRow.id == named.c.case_id)
        .order_by("reference", named.c.digest)
    )
    digests: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, reference, digest in session.execute(query):
        digests[case, reference].append(digest)
    return [CaseFileNames(CaseId(case), reference, tuple(found)) for (case, reference), found in digests.items()]
