"""One record of a decided right as its page shows it: its fields, or the file it is."""

from __future__ import annotations

from portal.staff.opened_file import file_of
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import NotFound
from requests_.ids import CaseId, DocumentId
from requests_.model.lawful_basis import RightAdvice, StoreBasis, advise, basis_of
from requests_.model.outcome_terms import OutcomeRow
from requests_.model.outcomes import LEGAL_RIGHTS, may_decide, outcomes_for
from requests_.model.records import RECORDS_TYPE, ComparedFact, RecordField, compared_in, fields_in
from requests_.model.rights import Regime, Right
from requests_.model.sources import Band
from requests_.model.staff import Actor
from requests_.store.queries.case_page import SourceRow
from requests_.store.queries.review import DocumentRow, document_row
from requests_.store.restrictions import Limit, limits_over


def record_of(case: CaseId, document: str) -> DocumentRow:
    """The record. Raises NotFound."""
    return document_row(reading(), case, DocumentId(document))


def fields_of(case: CaseId, document: DocumentRow | None) -> tuple[RecordField, ...]:
    """The fields of a record that is a row of a database; nothing for a file."""
    if document is None or document.media_type != RECORDS_TYPE or not document.sha256:
        return ()
    return fields_in(resources().file_bytes(case, document.sha256))


def compared_in_record(case: CaseId, document: DocumentRow | None) -> tuple[ComparedFact, ...]:
    """Somebody who is possibly the data subject beside them; nothing where the record is certainly theirs."""
    if document is None or document.band != Band.POSSIBLE or document.media_type != RECORDS_TYPE:
        return ()
    return compared_in(resources().file_bytes(case, document.sha256)) if document.sha256 else ()


def limits_on(document: DocumentRow | None) -> tuple[Limit, ...]:
    """The limits that stand on the use of the record."""
    records = [] if document is None else [(document.source, document.ref)]
    return limits_over(reading(), records, resources().clock.utc_now())


def source_of(case: CaseId, document: DocumentRow) -> SourceRow:
    """The store a record is held in. Raises NotFound when the installation has it no more."""
    for source in file_of(case).sources:
        if source.key == document.source:
            return source
    raise NotFound("The store of this record is not one of this installation any more.")


def open_outcomes(right: Right, regime: Regime, actor: Actor, *, whole: bool) -> tuple[OutcomeRow, ...]:
    """The outcomes that this person may decide here."""
    return tuple(row for row in outcomes_for(right, regime, whole=whole) if may_decide(row, actor))


def advice_for(right: Right, sources: tuple[SourceRow, ...]) -> tuple[RightAdvice, ...]:
    """What the law says of this right for these stores, for each of the rights it may turn out to be."""
    known = tuple(
        StoreBasis(
            store=source.title,
            regime=Regime(source.regime),
            basis=basis_of(source.lawful_basis, Regime(source.regime)),
        )
        for source in sources
    )
    return tuple(advise(legal, known) for legal in LEGAL_RIGHTS.get(right, ()))
