"""A case's letters: what the next one may draw on, what none may say, and those that were sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from requests_.deadlines.statutory_clock import ClockReading
from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.correspondence import LetterKind
from requests_.model.exemptions import QUIET_CODES
from requests_.model.letters.check import Silence, names_to_keep_out
from requests_.model.letters.counted import in_numbers
from requests_.model.letters.draft import CaseFacts
from requests_.model.people import PersonRole
from requests_.model.timeline import as_if_sent
from requests_.store.cases import due_on_or_none, extended_reading_of, reading_of
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.letter_tables import KeptLetter
from requests_.store.operations_tables import Message, SourceSearchRow, SourceSystemRow
from requests_.store.people_tables import CasePersonRow, Letter
from requests_.store.queries.case_page import CaseSummary, case_summary
from requests_.store.queries.decisions import laws_decided
from requests_.store.queries.recipients import given_to, told_of_change
from requests_.store.queries.written_records import words_of_records


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One message that has, or will have, a letter. `kept` is None until it was sent."""

    message: str
    kind: LetterKind
    made_at: datetime
    sent_at: datetime | None
    posted_on: date | None
    words: str
    kept: SentLetter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """One letter as it was sent; the digests name its page and its PDFs in the vault."""

    kind: LetterKind
    audience: str
    written_on: date
    page_sha256: str
    pdf_sha256: str
    large_pdf_sha256: str


# A notice of extension names the date that it brings, whatever the other law's clock says.
_READERS: dict[LetterKind, Callable[[Case], ClockReading]] = {LetterKind.EXTENSION: extended_reading_of}


def facts_for(
    session: Session, case: CaseId, kind: LetterKind, *, written_on: date, words: str = "", message: str = ""
) -> CaseFacts:
    """What a letter of the case may draw on. Raises NotFound once the details are erased.

    `message` is the key of one that waits: it is written as if what it says held already.
    """
    summary = case_summary(session, case)
    folded = as_if_sent(summary.case, message, written_on)
    if summary.subject is None or summary.requester is None:
        raise NotFound("The details of this request are no longer held.", case=case)
    return CaseFacts(
        case=folded,
        reference=summary.reference,
        subject=summary.subject,
        requester=summary.requester,
        written_on=written_on,
        due_on=due_on_or_none(_as_if_told(folded, kind, written_on), _READERS.get(kind, reading_of)),
        words=words,
        searched=_searched(session, case),
        recipients=told_of_change(session, case),
        given_to=given_to(session, case, summary.reference),
        untold=folded.recipients.not_told,
        nobody=folded.recipients.nobody,
        laws=laws_decided(session, folded) if folded.decisions else (),
        numbers=in_numbers(folded, words_of_records(session, case).get(folded.undecided_for, "")),
        named="" if summary.addressee is None else summary.addressee.name,
    )


def silence_of(session: Session, case: CaseId, *, message: str = "") -> Silence:
    """What no letter of the case may say: other people's names, and, where crime is a reason, that there is one."""
    summary: CaseSummary = case_summary(session, case)
    is_other = (CasePersonRow.role == PersonRole.THIRD_PARTY) & (CasePersonRow.merged_into == "")
    people = session.scalars(select(CasePersonRow).where(CasePersonRow.case_id == case, is_other))
    names = [name for person in people for name in (person.name, *person.aliases)]
    shown = [] if summary.subject is None else [summary.subject.full_name, *summary.subject.other_names]
    shown += [] if summary.requester is None else [summary.requester.name]
    unsaid = as_if_sent(summary.case, message, date.min).not_confirmed
    return Silence(names=names_to_keep_out(names, shown), is_quiet=unsaid or _is_quiet(session, case), is_unsaid=unsaid)


def letter_lines(session: Session, case: CaseId) -> tuple[LetterLine, ...]:
    """Every message of the case that has a letter, newest first."""
    kinds = [kind.value for kind in LetterKind]
    rows = session.execute(
        select(Message, KeptLetter, Letter)
        .outerjoin(KeptLetter, KeptLetter.message_id == Message.id)
        .outerjoin(Letter, Letter.message_id == Message.id)
        .where(Message.case_id == case, Message.kind.in_(kinds))
        .order_by(Message.made_at.desc(), Message.id)
    )
    return tuple(
        LetterLine(
            message=message.id,
            kind=LetterKind(message.kind),
            made_at=message.made_at,
            sent_at=message.sent_at,
            posted_on=message.posted_on,
            words="" if words is None else words.words,
            kept=None if kept is None else _sent(kept),
        )
        for message, kept, words in rows
    )


def sent_letter(session: Session, case: CaseId, message: str) -> SentLetter:
    """One letter of this case. Raises NotFound."""
    row = session.get(KeptLetter, message)
    if row is None or row.case_id != case:
        raise NotFound("There is no such letter in this case.")
    return _sent(row)


def _sent(row: KeptLetter) -> SentLetter:
    return SentLetter(
        kind=LetterKind(row.kind),
        audience=row.audience,
        written_on=row.written_on,
        page_sha256=row.page_sha256,
        pdf_sha256=row.pdf_sha256,
        large_pdf_sha256=row.large_pdf_sha256,
    )


def _as_if_told(case: Case, kind: LetterKind, written_on: date) -> Case:
    # A notice of extension that is only being drafted names the date it would bring.
    if kind is LetterKind.EXTENSION and case.extension_notice_on is None:
        return replace(
            case, extension_notice_on=written_on, other_extension_on=written_on if case.other_regime else None
        )
    return case


def _searched(session: Session, case: CaseId) -> tuple[str, ...]:
    titles = session.scalars(
        select(SourceSystemRow.title)
        .join(SourceSearchRow, SourceSearchRow.source == SourceSystemRow.key)
        .where(SourceSearchRow.case_id == case, SourceSearchRow.state == "searched")
        .order_by(SourceSystemRow.title)
    )
    return tuple(titles)


def _is_quiet(session: Session, case: CaseId) -> bool:
    documents = select(SourceDocument.id).where(
        SourceDocument.case_id == case, SourceDocument.outcome_reason.in_(QUIET_CODES)
    )
    marks = select(Mark.id).where(
        Mark.case_id == case,
        Mark.reason.in_(QUIET_CODES),
        or_(Mark.decision.is_(None), Mark.decision != "disclose"),
    )
    return session.scalar(documents.limit(1)) is not None or session.scalar(marks.limit(1)) is not None
