"""What is read together is what each query alone would have given, on each kind of database."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from requests_.store.document_tables import SourceDocument
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.case_file import CaseFile, case_file
from requests_.store.queries.case_page import case_summary, message_rows, pack_rows, source_rows, unfinished_work
from requests_.store.queries.desk import found_case
from requests_.store.queries.handling import flags_section, handover_section, watchers_section
from requests_.store.queries.logged import original_of
from requests_.store.queries.notes import note_rows
from requests_.store.queries.other_people import people_used
from requests_.store.queries.review import document_rows
from requests_.store.queries.sent_files import files_sent
from requests_.store.queries.timeline import timeline_rows
from requests_.store.queries.tracking import notes_of
from requests_.store.queries.written_records import words_of_records
from requests_.store.staff_tables import StaffMember
from requests_.store.together import Section, Together
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER, data_subject

ODD = 'O\'Hara "Kit" \\ Ωμέγα – {"a": [1]}\nnext line'
ALONE: dict[str, Any] = dict(
    summary=case_summary, timeline=timeline_rows, documents=document_rows, people=people_used, sources=source_rows,
    packs=pack_rows, messages=message_rows, work=unfinished_work, original=original_of, files=files_sent,
    notes=notes_of, records=words_of_records,
    flags=lambda session, case: flags_section(case).alone(session),
    watchers=lambda session, case: watchers_section(case).alone(session),
    noted=lambda session, case: len(note_rows(session, case)),
    handover=lambda session, case: next(iter(handover_section(case).alone(session)), None),
)  # fmt: skip


def test_a_case_file_is_what_its_queries_alone_would_give(store: Any) -> None:
    desk = Desk(store, sources=("case", "share"))
    found = [found_document(ref=f"log:{number}", title=ODD, dated_on=date(2024, 5, number)) for number in (3, 1, 2)]
    case = desk.reviewing(*found, found_document(ref="undated", title="", dated_on=None, sha256="0" * 64))
    desk.within(lambda uow: uow.session.execute(update(SourceDocument).values(outcome="include", score=0.8715)))
    desk.within(
        lambda uow: uow.session.execute(update(RequestDetails).values(wording=ODD, asked={"places": [ODD, None, True]}))
    )
    reference = desk.reference(case)
    with store.reading() as session:
        file = case_file(session, reference, CASEWORKER)
        assert file.found == found_case(session, reference, CASEWORKER)
        for name, read in ALONE.items():
            assert getattr(file, name) == read(session, case), name
    assert set(CaseFile.__dataclass_fields__) == {"found", "is_called", *ALONE}
    assert (len(file.documents), len(file.timeline) > 3, file.summary.wording) == (4, True, ODD)
    assert file.people


def test_nothing_is_nothing_and_the_other_side_of_a_join_may_be_missing(store: Any) -> None:
    desk = Desk(store)
    desk.received(subject=data_subject())
    nobody = select(RequestDetails).where(RequestDetails.case_id == "nobody")
    half = select(RequestDetails.subject_name, StaffMember).outerjoin(StaffMember, StaffMember.id == "nobody")
    with store.reading() as session:
        read = Together(
            {"nobody": Section(nobody, lambda *row: row), "half": Section(half, lambda *row: row)}
        ).read(session)  # fmt: skip
    assert read == {"nobody": (), "half": (("Orla Fenwick", None),)}
