import pytest

from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.search_again import Since
from requests_.model.search_commands import (
    AcceptSourceGap,
    AttachRetrieved,
    RecordSourceFailed,
    RecordSourceWaiting,
    SearchAgain,
)
from requests_.model.sources import Band, ReadState, SearchState
from requests_.services import reviewing, searching
from requests_.store.queries.case_page import SourceRow, source_rows
from requests_.store.queries.review import document_rows
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER

FAULT = "The mailbox cannot be opened: mend its path in stores.toml."


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, sources=("case", "mail"))


@pytest.fixture
def case(desk: Desk) -> CaseId:
    return desk.searching()


def fail(desk: Desk, case: CaseId, source: str = "mail", attempt: int = 1) -> None:
    command = RecordSourceFailed(case=case, source=source, attempt=attempt, reason=FAULT)
    desk.do(searching.record_source_failed, command)


def retry(desk: Desk, case: CaseId, source: str = "mail") -> None:
    desk.do(searching.search_again, SearchAgain(case=case, source=source, actor=CASEWORKER))


def accept_gap(desk: Desk, case: CaseId, source: str = "mail") -> None:
    desk.do(
        searching.accept_source_gap,
        AcceptSourceGap(case=case, source=source, because="The store is closed.", actor=CASEWORKER),
    )


def submit(desk: Desk, case: CaseId) -> None:
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


def asked(desk: Desk, case: CaseId, job: str) -> list[dict[str, str]]:
    return [arguments for name, arguments in desk.jobs(case) if name == job]


def shown(desk: Desk, case: CaseId) -> dict[str, SourceRow]:
    with desk.store.reading() as session:
        return {row.key: row for row in source_rows(session, case)}


def test_each_find_is_kept_and_asked_to_be_read(desk: Desk, case: CaseId) -> None:
    sha256 = desk.store.vault.put(b"a letter")
    desk.searched(
        case, "case", found_document("a:1", sha256=sha256), found_document("a:2", band=Band.POSSIBLE, sha256=sha256)
    )
    documents = desk.documents(case)
    assert {document.ref for document in documents} == {"a:1", "a:2"}
    assert {one["document"] for one in asked(desk, case, "read_document")} == {document.key for document in documents}
    row = shown(desk, case)["case"]
    assert (row.state, row.looked_at, row.found, row.possible) == ("searched", 5, 1, 1)


def test_a_paper_file_waits_for_a_person_and_not_for_a_reader(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("cabinet-3/17", sha256=""))
    [document] = desk.documents(case)
    assert document.read_state is ReadState.TO_RETRIEVE
    assert asked(desk, case, "read_document") == []


def test_a_result_delivered_twice_is_kept_once(desk: Desk, case: CaseId) -> None:
    for _ in range(2):
        desk.searched(case, "case", found_document("a:1", sha256="a" * 64))
    assert len(desk.documents(case)) == 1
    assert len(asked(desk, case, "read_document")) == 1
    assert desk.case(case).sources["case"].attempt == 1


def test_the_late_result_of_an_older_attempt_is_not_kept(desk: Desk, case: CaseId) -> None:
    fail(desk, case)
    retry(desk, case)
    fail(desk, case, attempt=1)
    desk.searched(case, "mail", found_document("old"), attempt=1)
    assert desk.case(case).sources["mail"].state is SearchState.PENDING
    assert desk.documents(case) == []


def test_one_source_that_fails_stops_no_other(desk: Desk, case: CaseId) -> None:
    fail(desk, case)
    desk.searched(case, "case")
    states = {key: source.state for key, source in desk.case(case).sources.items()}
    assert states == {"case": SearchState.SEARCHED, "mail": SearchState.FAILED}
    assert shown(desk, case)["mail"].reason == FAULT


def test_a_failed_source_is_searched_again_alone(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("a:1"))
    fail(desk, case)
    before = len(asked(desk, case, "search_source"))
    retry(desk, case)
    assert asked(desk, case, "search_source")[before:] == [{"source": "mail", "attempt": "2"}]
    assert desk.case(case).pending_sources == ("mail",)
    assert len(desk.documents(case)) == 1
    desk.searched(case, "mail", found_document("m:1"), attempt=2)
    assert {document.source for document in desk.documents(case)} == {"case", "mail"}


def test_what_is_being_searched_is_not_searched_again_nor_what_there_is_not(desk: Desk, case: CaseId) -> None:
    with pytest.raises(Conflict, match="It is being searched"):
        retry(desk, case)
    with pytest.raises(NotFound):
        retry(desk, case, "attic")


def since_of(desk: Desk, case: CaseId) -> dict[str, str]:
    with desk.store.reading() as session:
        return {row.ref: row.since for row in document_rows(session, case)}


def test_a_second_search_finds_what_came_in_and_tells_what_was_altered_or_is_gone(desk: Desk, case: CaseId) -> None:
    first, second = (desk.store.vault.of(case).put(words) for words in (b"a letter", b"another letter"))
    found = [found_document(ref, sha256=first) for ref in ("a:1", "a:2", "a:3")]
    desk.find(case, *found)
    assert desk.case(case).stage is Stage.REVIEWING
    retry(desk, case, "case")
    assert desk.case(case).stage is Stage.SEARCHING
    desk.clock.move(days=3)
    again = [found[0], found_document("a:2", sha256=second), found_document("a:4", sha256=first)]
    desk.searched(case, "case", *again, attempt=2)
    since = since_of(desk, case)
    assert since == {"a:1": Since.AS_IT_WAS, "a:2": Since.ALTERED, "a:3": Since.GONE, "a:4": Since.AS_IT_WAS}
    [altered] = [document for document in desk.documents(case) if document.ref == "a:2"]
    assert (altered.sha256, altered.first_sha256) == (second, first)
    assert desk.store.vault.of(case).get(altered.first_sha256) == b"a letter"
    progress = desk.case(case).sources["case"]
    assert (progress.found, progress.altered, progress.gone) == (3, 1, 1)
    assert {one["document"] for one in asked(desk, case, "read_document")[-2:]} == {
        document.key for document in desk.documents(case) if document.ref in ("a:2", "a:4")
    }


def test_what_is_about_somebody_else_is_not_missed(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("a:1", sha256="a" * 64))
    [document] = desk.documents(case)
    desk.within(lambda uow: uow.documents.decide(case, document.key, DocumentOutcome.NOT_ABOUT_SUBJECT, ""))
    retry(desk, case, "case")
    desk.searched(case, "case", attempt=2)
    assert since_of(desk, case) == {"a:1": Since.AS_IT_WAS}


def test_marks_are_proposed_when_every_source_has_ended_and_every_document_is_read(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("a:1", sha256="a" * 64))
    assert asked(desk, case, "propose_redactions") == []
    fail(desk, case)
    assert asked(desk, case, "propose_redactions") == []
    [document] = desk.documents(case)
    desk.read(case, document.key)
    assert len(asked(desk, case, "propose_redactions")) == 1


def test_a_document_that_cannot_be_read_holds_nothing_up_and_shows_why(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("a:1", sha256="a" * 64))
    desk.searched(case, "mail")
    [document] = desk.documents(case)
    desk.within(
        lambda uow: searching.record_document_unreadable(
            uow, desk.clock, case, document.key, code="encrypted", fault="It needs a password."
        )
    )
    [after] = desk.documents(case)
    assert after.read_state is ReadState.UNREADABLE
    assert len(asked(desk, case, "propose_redactions")) == 1


def nothing_found(desk: Desk, case: CaseId) -> None:
    """Both sources have ended and the empty bundle has been marked."""
    desk.do(reviewing.record_proposals, reviewing.RecordProposals(case=case, marks={}))
    assert desk.case(case).stage is Stage.REVIEWING


@pytest.mark.parametrize("ending", ["failed", "waiting"])
def test_a_case_with_a_gap_is_submitted_only_once_somebody_accepted_the_gap(
    desk: Desk, case: CaseId, ending: str
) -> None:
    desk.searched(case, "case")
    if ending == "failed":
        fail(desk, case)
    else:
        desk.do(searching.record_source_waiting, RecordSourceWaiting(case=case, source="mail", attempt=1))
    nothing_found(desk, case)
    with pytest.raises(Conflict, match="Not searched: mail"):
        submit(desk, case)
    accept_gap(desk, case)
    assert shown(desk, case)["mail"].gap_accepted
    submit(desk, case)
    assert desk.case(case).stage is Stage.SIGNING_OFF


def test_there_is_no_gap_in_what_was_searched_or_is_being_searched(desk: Desk, case: CaseId) -> None:
    with pytest.raises(Conflict, match="no gap to accept"):
        accept_gap(desk, case)
    desk.searched(case, "mail")
    with pytest.raises(Conflict, match="no gap to accept"):
        accept_gap(desk, case)
    with pytest.raises(Conflict, match="no gap to accept"):
        accept_gap(desk, case, "attic")


def attach(desk: Desk, case: CaseId, document: str) -> None:
    command = AttachRetrieved(
        case=case,
        document=document,  # type: ignore[arg-type]
        sha256=desk.store.vault.put(b"a scan"),
        file_name="scan.pdf",
        media_type="application/pdf",
        actor=CASEWORKER,
    )
    desk.do(searching.attach_retrieved, command)


def test_the_scan_of_a_paper_file_is_read_and_marked_like_everything_else(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "case", found_document("cabinet-3/17"))
    desk.searched(case, "mail")
    nothing_found(desk, case)
    [paper] = desk.documents(case)
    attach(desk, case, paper.key)
    assert desk.case(case).stage is Stage.SEARCHING
    assert asked(desk, case, "read_document") == [{"document": paper.key}]
    proposed = len(asked(desk, case, "propose_redactions"))
    desk.read(case, paper.key)
    assert len(asked(desk, case, "propose_redactions")) == proposed + 1
    with pytest.raises(InvalidCommand, match="does not wait for a scan"):
        attach(desk, case, paper.key)


def test_the_document_of_another_case_is_not_found(desk: Desk, case: CaseId) -> None:
    other = desk.searching()
    desk.searched(other, "case", found_document("cabinet-3/17"))
    [paper] = desk.documents(other)
    with pytest.raises(NotFound):
        attach(desk, case, paper.key)
    with pytest.raises(NotFound):
        desk.read(case, paper.key)


def test_other_bytes_under_the_same_reference_are_read_and_marked_afresh(desk: Desk) -> None:
    desk = Desk(desk.store, desk.clock)
    case = desk.reviewing()
    [document] = desk.documents(case)
    found = found_document(sha256=desk.store.vault.put(b"another letter"))
    key, must_be_read = desk.within(lambda uow: uow.documents.add_found(case, "case", found))
    assert (key, must_be_read) == (document.key, True)
    [after] = desk.documents(case)
    assert (after.read_state, after.read_sha256, after.outcome) == (ReadState.FOUND, "", None)
    assert desk.within(lambda uow: uow.documents.marks(case)) == []


def test_the_late_word_that_a_source_waits_is_not_kept(desk: Desk, case: CaseId) -> None:
    desk.searched(case, "mail")
    desk.do(searching.record_source_waiting, RecordSourceWaiting(case=case, source="mail", attempt=1))
    assert desk.case(case).sources["mail"].state is SearchState.SEARCHED
