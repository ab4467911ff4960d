"""Reading what was found, and proposing what to withhold."""

from __future__ import annotations

import mimetypes
from functools import partial

from redaction.errors import RedactionError
from redaction.ingest import ingest
from redaction.ingest.left_out import SIGNATURES
from redaction.parts import DEEPEST
from redaction.propose import propose
from redaction.read_form import dump, load
from redaction.values import Document, Proposal
from requests_.ids import DocumentId
from requests_.model.people import CasePerson, PersonRole
from requests_.model.review_commands import ProposedMark, RecordProposals
from requests_.model.search_commands import FoundDocument
from requests_.model.sources import Band
from requests_.services.reviewing import record_proposals
from requests_.services.searching import record_attached, record_document_read, record_document_unreadable
from requests_.store.document_rows import CaseDocument
from requests_.store.full_text import TextKind
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from requests_.store.vault import CaseFiles
from workers.context import Record, Tools
from workers.render.people import as_person


def read_document(tools: Tools, work: Work) -> Record:
    """Read one found document into the form that is marked and burned."""
    key = DocumentId(work.arguments["document"])
    with tools.store.unit_of_work() as uow:
        found = uow.documents.get(work.case, key)
    files = tools.store.vault.of(work.case)
    content = files.get(found.sha256)
    try:
        document = ingest(content, found.file_name)
    except RedactionError as fault:
        return partial(_record_unreadable, tools, work, key, fault)
    digest = files.put(dump(document))
    return partial(_record_read, tools, work, key, digest, document, _attached(files, found, document))


def propose_redactions(tools: Tools, work: Work) -> Record:
    """Mark every person and identifier over the whole bundle."""
    with tools.store.unit_of_work() as uow:
        found = [document for document in uow.documents.of_case(work.case) if document.read_sha256]
        people = uow.people.people_of(work.case)
    files = tools.store.vault.of(work.case)
    documents = [load(files.get(document.read_sha256)) for document in found]
    proposals = propose(documents, [as_person(person) for person in people])
    command = RecordProposals(
        case=work.case,
        marks={document.key: _marks(marks) for document, marks in zip(found, proposals, strict=True)},
        unknown_people=_unknown_people(proposals),
    )
    return partial(_record_proposals, tools, command)


def _attached(files: CaseFiles, found: CaseDocument, document: Document) -> tuple[FoundDocument, ...]:
    """The files inside a document, kept. What only signs a mail is none; nothing goes deeper than the readers do."""
    if found.ref.count("!") >= DEEPEST:
        return ()
    return tuple(
        FoundDocument(
            ref=f"{found.ref}!{member.name}",
            title=f"{found.title}: {member.name}",
            category=found.category,
            dated_on=found.dated_on,
            media_type=mimetypes.guess_type(member.name)[0] or "application/octet-stream",
            file_name=member.name,
            sha256=files.put(member.content),
            band=Band.POSSIBLE,
            score=0.0,
            why=("it came inside a document that was found",),
        )
        for member in document.attachments
        if not member.name.casefold().endswith(SIGNATURES)
    )


def _record_read(
    tools: Tools,
    work: Work,
    key: DocumentId,
    digest: str,
    document: Document,
    attached: tuple[FoundDocument, ...],
    uow: UnitOfWork,
) -> None:
    text = "\n".join(unit.text for unit in document.units)
    uow.full_text.put(work.case, TextKind.DOCUMENT, text, document=key)
    record_attached(uow, tools.clock, work.case, key, attached)
    pages = {unit.page for unit in document.units if unit.page is not None}
    record_document_read(
        uow,
        tools.clock,
        work.case,
        key,
        read_sha256=digest,
        pages=len(pages) or 1,
        hidden=list(document.hidden),
    )


def _record_unreadable(tools: Tools, work: Work, key: DocumentId, fault: RedactionError, uow: UnitOfWork) -> None:
    record_document_unreadable(uow, tools.clock, work.case, key, code=fault.code, fault=str(fault))


def _record_proposals(tools: Tools, command: RecordProposals, uow: UnitOfWork) -> None:
    record_proposals(uow, tools.clock, command)


def _marks(proposals: tuple[Proposal, ...]) -> tuple[ProposedMark, ...]:
    return tuple(
        ProposedMark(
            unit=proposal.unit,
            start=proposal.start,
            end=proposal.end,
            kind=proposal.kind,
            text=proposal.text,
            person=proposal.person,
            disposition=proposal.disposition.value,
            reason=proposal.reason,
            why=proposal.why,
            score=proposal.score,
        )
        for proposal in proposals
    )


def _unknown_people(proposals: tuple[tuple[Proposal, ...], ...]) -> tuple[CasePerson, ...]:
    """People nobody listed, each under the longest name the bundle gives them."""
    names: dict[str, str] = {}
    for proposal in (proposal for marks in proposals for proposal in marks):
        if proposal.person.startswith("unknown-"):
            names[proposal.person] = max(names.get(proposal.person, ""), proposal.text, key=len)
    return tuple(
        CasePerson(key=key, name=" ".join(name.split()), role=PersonRole.THIRD_PARTY, relation="not known to the case")
        for key, name in sorted(names.items())
    )
