"""A case's file: everything that the pages of one case show, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Session

from requests_.model.case import Case, Stage
from requests_.model.other_people import PersonUse
from requests_.model.staff import Actor
from requests_.model.timeline import fold
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import recorded
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.case_page import (
    CaseSummary,
    MessageRow,
    PackRow,
    SourceRow,
    WorkRow,
    messages_section,
    packs_section,
    sources_section,
    summary_of,
    work_section,
)
from requests_.store.queries.desk import FoundCase, found_section, the_one_found
from requests_.store.queries.handling import (
    FlagRow,
    HandoverRow,
    calls_section,
    flags_section,
    handover_section,
    watchers_section,
)
from requests_.store.queries.logged import OriginalRow, original_section
from requests_.store.queries.notes import noted_section
from requests_.store.queries.other_people import people_used_section
from requests_.store.queries.review import DocumentRow, documents_section
from requests_.store.queries.sent_files import SentFileRow, files_section
from requests_.store.queries.timeline import TimelineRow, named_events, timeline_row, told_by_part
from requests_.store.queries.tracking import NoteRow, notes_section
from requests_.store.queries.written_records import record_words_section
from requests_.store.together import CaseKey, Section, Together


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case as one moment found it.

    `timeline` is the newest first; `people` are those in the documents that go, while the bundle is reviewed; `records`
    are the words that staff wrote down, by the key that an event names; `noted` is how many notes colleagues left,
    `is_called`: a note calls whoever looks.
    """

    found: FoundCase
    summary: CaseSummary
    timeline: tuple[TimelineRow, ...]
    documents: tuple[DocumentRow, ...]
    people: tuple[PersonUse, ...]
    sources: tuple[SourceRow, ...]
    packs: tuple[PackRow, ...]
    messages: tuple[MessageRow, ...]
    work: tuple[WorkRow, ...]
    original: OriginalRow | None
    files: tuple[SentFileRow, ...]
    notes: tuple[NoteRow, ...]
    records: dict[str, str]
    flags: tuple[FlagRow, ...]
    handover: HandoverRow | None
    watchers: tuple[tuple[str, str], ...]
    is_called: bool
    noted: int


_AS_READ = ("documents", "people", "sources", "packs", "messages", "work", "files", "notes", "flags", "watchers")


def case_file(session: Session, reference: str, actor: Actor) -> CaseFile:
    """The file of the case that a reference in its normal form names. Raises NotFound.

    Whether it opens for `actor` is for the caller to ask of `found`, before anything of it is shown.
    """
    read = _FILE.read(session, reference=reference, actor=actor.key)
    found = the_one_found(read["found"])
    events: tuple[tuple[CaseEventRow, str | None], ...] = read["events"]
    folded = fold(Case(key=found.case), [recorded(event) for event, _ in events])
    return CaseFile(
        found=found,
        summary=summary_of(folded, reference, next(iter(read["details"]), None)),
        timeline=told_by_part(timeline_row(*row) for row in reversed(events)),
        original=next(iter(read["original"]), None),
        handover=next(iter(read["handover"]), None),
        records=dict(read["records"]),
        noted=read["noted"][0],
        is_called=any(call.reference == reference for call in read["calls"]),
        **{name: read[name] for name in _AS_READ},
    )


def _sections() -> dict[str, Section[Any]]:
    reference = bindparam("reference", type_=String)
    actor = bindparam("actor", type_=String)
    case = select(CaseRow.id).where(CaseRow.reference == reference).correlate(None).scalar_subquery()
    return {
        "found": found_section(reference, actor),
        "events": Section(named_events(case).order_by(CaseEventRow.seq), lambda *row: row),
        "details": Section(select(RequestDetails).where(RequestDetails.case_id == case), lambda details: details),
        "documents": documents_section(case),
        "people": _people_under_review(case),
        "sources": sources_section(case),
        "packs": packs_section(case),
        "messages": messages_section(case),
        "work": work_section(case),
        "original": original_section(case),
        "files": files_section(case),
        "notes": notes_section(case),
        "noted": noted_section(case),
        "records": record_words_section(case),
        "flags": flags_section(case),
        "handover": handover_section(case),
        "watchers": watchers_section(case),
        "calls": calls_section(actor),
    }


def _people_under_review(case: CaseKey) -> Section[PersonUse]:
    section = people_used_section(case)
    is_reviewed = select(CaseRow.id).where(CaseRow.id == case, CaseRow.stage == Stage.REVIEWING).correlate(None)
    return Section(section.query.where(is_reviewed.exists()), section.row)


_FILE = Together(_sections())
