"""After an erasure nothing personal of the case is left, its record holds, and another case is untouched."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, Table, TypeDecorator, insert

from requests_.clock import SystemClock
from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId, case_reference, new_id
from requests_.model.commands import AskFollowUp, CaseCommand
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.events.sending import PackCollected
from requests_.model.links import LinkCases, LinkKind, UnlinkCases
from requests_.model.notices import PlaceHold
from requests_.model.retention import ErasedKind, ErasureReason, KeepLonger, Kept, goes_on
from requests_.model.rights import Right
from requests_.model.sent_files import OfferedFile, SendFiles
from requests_.reporting.period import Period
from requests_.services import collection, following, intake, linking, notes, notices, retention, sent_files
from requests_.store.audit import verify_chains
from requests_.store.desk_tables import DeskEventRow
from requests_.store.erased_tables import ErasedCase
from requests_.store.people_tables import RequestDetails
from requests_.store.personal_data import FATES, Blanked, Erased
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.retention import certificate_of, due_groups
from requests_.store.queries.returns import return_of
from requests_.store.queries.sent_files import files_sent
from requests_.store.queries.timeline import timeline_rows
from requests_.store.rebuild import rebuild_queue
from requests_.store.schema import METADATA
from requests_.store.session import Store, UnitOfWork
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, OFFICER, requester_of
from tests.factories.traces import traces

ENDED = QueueFilters(view=QueueView.ENDED)
UNKNOWN = case_reference(2026, 99_999)


def marked_row(table: Table, column: Column[Any], mark: str, parents: dict[str, Any], case: CaseId) -> Any:
    """A value for a column: the mark wherever text may stand, the row above where it points to one."""
    fate = FATES[table.name]
    for key in column.foreign_keys:
        above = key.column.table.name
        return case if above == "rights_case" else parents.get(above)
    if column.name == "space":
        return case  # a key of the vault, which the work that destroys it names
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer | Float):
        return None if column.primary_key and column.autoincrement is True else 1
    if isinstance(kind, DateTime):
        return datetime.fromisoformat("2026-06-15T12:00:00+00:00")
    if isinstance(kind, Date):
        return date(2026, 6, 15)
    if isinstance(fate, Blanked) and column.name not in fate.blanks:
        return {} if isinstance(kind, JSON) else new_id()
    if isinstance(kind, JSON):
        return {"given_name": mark, "others": [mark]}
    return f"{mark}{new_id()}"[: getattr(kind, "length", None) or 60]


def fill_every_table(store: Store, case: CaseId, mark: str) -> set[str]:
    """Put a row of a case that says `mark` into every table that an erasure reaches; returns those that have words."""
    filled: set[str] = set()
    with store.unit_of_work() as uow:
        officer = uow.staff.add(email=f"{case}@brackenford.example", display_name="Sam", roles=(), password_hash="")
        event = DeskEventRow(case_id=case, staff_id=officer, by_id=officer, kind="assigned", at=SystemClock().utc_now())
        uow.session.add(event)
        uow.session.flush()
        parents = {"staff_member": officer, "desk_event": event.id}
        for table in METADATA.sorted_tables:
            if not isinstance(FATES[table.name], Erased | Blanked) or table.name == "request_details":
                continue
            row = {column.name: marked_row(table, column, mark, parents, case) for column in table.columns}
            row = {name: value for name, value in row.items() if value is not None or name != "id"}
            uow.session.execute(insert(table).values(row))
            parents[table.name] = row.get("id", "")
            if any(mark in str(value) for value in row.values()):
                filled.add(table.name)
        uow.commit()
    return filled


@pytest.fixture
def ended(desk: Desk) -> CaseId:
    """A case that was answered, with everything it left."""
    return desk.responded()


def erased_by_hand(desk: Desk, case: CaseId) -> tuple[CaseId, ...]:
    return desk.within(lambda uow: retention.erase_by_decision(uow, desk.clock, case))


def test_whatever_a_table_held_of_an_erased_case_is_gone_and_the_other_case_has_it_still(
    desk: Desk, ended: CaseId, tmp_path: Path
) -> None:
    other = desk.responded()
    marks = {ended: "Zqxwvut", other: "Kjhgfds"}
    for case, mark in marks.items():
        filled = fill_every_table(desk.store, case, mark)
        desk.store.vault.of(case).put(mark.encode())
    before = traces(desk.store, tmp_path, list(marks.values()))
    assert {place.removeprefix("table ") for place in before if place.startswith("table ")} == filled

    erased_by_hand(desk, ended)
    desk.store.vault.erase(ended)

    after = traces(desk.store, tmp_path, list(marks.values()))
    assert {mark for held in after.values() for mark in held} == {"Kjhgfds"}
    assert {place for place in after if place.startswith("table ")} == {f"table {name}" for name in filled}
    assert desk.store.vault.cases() == (other,) or not list((desk.store.vault.root / "cases" / ended).rglob("*/*"))


def test_the_certificate_counts_what_went_and_the_chain_holds(desk: Desk, ended: CaseId) -> None:
    erased_by_hand(desk, ended)
    with desk.store.reading() as session:
        made = certificate_of(session, ended)
        assert verify_chains(session).broken == ()
    counts = {kind: getattr(made.event, kind) for kind in ErasedKind}
    assert (made.event.reason, made.event.erased_on) == (ErasureReason.DECISION, desk.clock.london_date())
    assert counts[ErasedKind.PEOPLE] == 4  # the request itself, and the three that the records name
    assert counts[ErasedKind.MARKS] == 1
    assert counts[ErasedKind.LETTERS] >= 2
    assert desk.jobs(ended) == [("destroy_files", {"space": ended})]


def at_school(desk: Desk, school: str, cases: list[CaseId]) -> None:
    def change(uow: UnitOfWork) -> None:
        for case in cases:
            details = uow.session.get_one(RequestDetails, case)
            details.subject = {**details.subject, "school": school}

    desk.within(change)


def school_of(desk: Desk, case: CaseId) -> str:
    with desk.store.reading() as session:
        return session.get_one(ErasedCase, case).school


def test_the_figures_stay_as_they_were(desk: Desk) -> None:
    cases = [desk.responded() for _ in range(6)]
    at_school(desk, "Mill Lane Primary", cases)
    period = Period(first_on=date(2026, 1, 1), last_on=date(2026, 12, 31))

    def figures() -> object:
        with desk.store.reading() as session:
            made = return_of(session, period, known_at=desk.clock.utc_now())
        return made.figures, made.breakdowns

    before = figures()
    for case in cases[:2]:
        erased_by_hand(desk, case)
    assert figures() == before


def test_a_school_that_few_requests_name_is_forgotten_with_them(desk: Desk) -> None:
    cases = [desk.responded() for _ in range(5)]
    at_school(desk, "Mill Lane Primary", cases)
    rare = desk.responded()
    at_school(desk, "At home with Zqxwvut", [rare])
    for case in (cases[0], rare):
        erased_by_hand(desk, case)
    assert (school_of(desk, cases[0]), school_of(desk, rare)) == ("Mill Lane Primary", "")


def test_the_queue_and_the_search_know_the_reference_alone(desk: Desk, ended: CaseId) -> None:
    reference = desk.reference(ended)
    erased_by_hand(desk, ended)
    rebuild_queue(desk.store)
    with desk.store.reading() as session:
        assert [row.subject_name for row in queue_rows(session, ENDED, search=reference)] == [""]
        assert queue_rows(session, ENDED, search="Fenwick") == ()


def test_an_erased_case_is_to_a_requester_as_if_there_were_none(desk: Desk, ended: CaseId) -> None:
    reference = desk.reference(ended)
    erased_by_hand(desk, ended)
    before = desk.case(ended).version, desk.jobs(ended)
    for typed in (reference, UNKNOWN):
        desk.within(lambda uow, typed=typed: collection.offer_code(uow, desk.clock, typed))
        with pytest.raises(NotAllowed, match="That code is not right"):
            desk.within(lambda uow, typed=typed: collection.open_session(uow, desk.clock, typed, "7KQ2M-XW4RB"))
    assert (desk.case(ended).version, desk.jobs(ended)) == before


def test_nothing_is_sent_or_added_once_a_case_is_erased(desk: Desk, ended: CaseId) -> None:
    waiting = {job for job, _ in desk.jobs(ended)}
    assert "send_message" in waiting
    erased_by_hand(desk, ended)
    assert {job for job, _ in desk.jobs(ended)} == {"destroy_files"}
    with pytest.raises(Conflict, match="were erased"):
        desk.do(notes.add_note, notes.AddNote(case=ended, words="one more", actor=CASEWORKER))
    late = PackCollected(pack="p", sha256="")
    with pytest.raises(Conflict, match="were erased"):
        desk.within(lambda uow: uow.cases.append(uow.cases.load(ended), CASEWORKER, desk.clock.utc_now(), late))
    with pytest.raises(Conflict, match="were erased"):
        erased_by_hand(desk, ended)
    desk.store.vault.erase(ended)
    with pytest.raises(NotFound):
        desk.store.vault.of(ended).put(b"too late")


def complaint_about(desk: Desk, case: CaseId) -> CaseId:
    asked = AskFollowUp(case=case, right=Right.COMPLAINT, words="It is not all.", asked={}, actor=requester_of(case))
    desk.do(following.ask_follow_up, asked)
    note = next(given["note"] for job, given in desk.jobs(case) if job == "open_follow_up")

    def opened(uow: UnitOfWork) -> CaseId:
        received = intake.receive_submission(uow, desk.clock, following.follow_up_of(uow, case, note, Right.COMPLAINT))
        following.record_follow_up(uow, desk.clock, case, Right.COMPLAINT, received.reference)
        return received.case

    return desk.within(opened)


def withdrawn(desk: Desk, case: CaseId) -> None:
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))


def keep(desk: Desk, case: CaseId, days: int, record: str = "A claim was announced.") -> None:
    until = desk.clock.london_date() + timedelta(days=days)
    desk.do(retention.keep_longer, KeepLonger(case=case, until=until, record=record, actor=OFFICER))


def going(desk: Desk) -> list[set[CaseId]]:
    today = desk.clock.london_date()
    with desk.store.reading() as session:
        groups = due_groups(session, today)
    return [{span.case for span in group.spans} for group in groups if group.is_due(today)]


def test_a_case_goes_thirty_six_months_after_the_last_thing_that_happened_and_not_a_day_before(
    desk: Desk, ended: CaseId
) -> None:
    last_on = desk.clock.london_date()
    desk.received()  # never answered: it stays
    desk.clock.move(days=(goes_on(Kept.CASE, last_on) - last_on).days - 1)
    assert going(desk) == []
    assert retention.apply_schedule(desk.store, desk.clock).cases == ()
    desk.clock.move(days=1)
    assert going(desk) == [{ended}]
    assert retention.apply_schedule(desk.store, desk.clock).cases == (ended,)
    assert retention.apply_schedule(desk.store, desk.clock).cases == ()
    with desk.store.reading() as session:
        assert certificate_of(session, ended).event.months == 36


def test_requests_about_one_another_go_together_when_the_last_of_them_is_due(desk: Desk, ended: CaseId) -> None:
    alone = desk.responded()
    desk.clock.move(days=300)
    complaint = complaint_about(desk, ended)
    desk.clock.move(days=900)
    assert going(desk) == [{alone}]
    with pytest.raises(Conflict, match="Nothing was erased"):
        erased_by_hand(desk, ended)
    withdrawn(desk, complaint)
    desk.clock.move(days=1090)
    assert going(desk) == [{alone}]
    desk.clock.move(days=10)
    assert going(desk) == [{alone}, {ended, complaint}]
    erased = retention.apply_schedule(desk.store, desk.clock).cases
    assert set(erased) == {alone, ended, complaint}


def test_cases_that_somebody_linked_go_together_until_the_link_is_taken_away(desk: Desk, ended: CaseId) -> None:
    running = desk.received()
    link = LinkCases(case=ended, reference=desk.reference(running), link=LinkKind.SAME_PERSON, actor=CASEWORKER)
    desk.do(linking.link_cases, link)
    desk.clock.move(days=1200)
    assert going(desk) == []
    apart = UnlinkCases(case=ended, reference=desk.reference(running), actor=CASEWORKER)
    desk.do(linking.unlink_cases, apart)
    desk.clock.move(days=1200)
    assert going(desk) == [{ended}]


def test_a_case_that_two_sweeps_see_at_once_is_erased_once(desk: Desk, ended: CaseId) -> None:
    desk.clock.move(days=1200)
    first, second = (desk.within(lambda uow: retention.erase_due(uow, desk.clock, ended)) for _ in range(2))
    assert (first, second) == ((ended,), ())


def test_a_case_that_somebody_keeps_back_stays_until_that_day_and_is_shown(desk: Desk, ended: CaseId) -> None:
    desk.clock.move(days=1200)
    keep(desk, ended, 30)
    assert going(desk) == []
    with pytest.raises(Conflict, match="is kept until"):
        erased_by_hand(desk, ended)
    with desk.store.reading() as session:
        [group] = due_groups(session, desk.clock.london_date())
    assert f"{desk.reference(ended)} is kept until" in group.stays_for
    desk.clock.move(days=30)
    assert going(desk) == [{ended}]


@pytest.mark.parametrize(
    ("days", "record", "says"),
    [(0, " ", "Write down why"), (-1, "A claim.", "Choose a day from today"), (3000, "A claim.", "Choose a day")],
)
def test_keeping_a_case_back_needs_a_reason_and_a_day_in_reach(
    desk: Desk, ended: CaseId, days: int, record: str, says: str
) -> None:
    with pytest.raises(InvalidCommand, match=says):
        keep(desk, ended, days, record)


def test_a_legal_hold_keeps_the_case_and_its_evidence_until_it_is_lifted(desk: Desk, ended: CaseId) -> None:
    sent_file(desk, ended)
    place = PlaceHold(case=ended, source="case", ref="", reason="A claim.", actor=CASEWORKER)
    hold = desk.do(notices.place_hold, place)
    desk.clock.move(days=1200)
    assert going(desk) == []
    with pytest.raises(Conflict, match="A legal hold"):
        erased_by_hand(desk, ended)
    assert retention.apply_schedule(desk.store, desk.clock).files == 0
    desk.within(lambda uow: notices.lift_hold(uow, desk.clock, ended, hold, CASEWORKER))
    assert retention.apply_schedule(desk.store, desk.clock).files == 1


def sent_file(desk: Desk, case: CaseId, content: bytes = b"a passport") -> str:
    digest = desk.store.vault.of(case).put(content)
    offered = OfferedFile(sha256=digest, name="Passport Zqxwvut.png", media_type="image/png", size_bytes=len(content))
    desk.do(sent_files.send_files, SendFiles(case=case, space=case, files=(offered,), actor=requester_of(case)))
    return digest


def test_what_a_requester_sent_goes_three_months_after_the_answer_and_the_note_of_it_stays(
    desk: Desk, ended: CaseId, tmp_path: Path
) -> None:
    digest = sent_file(desk, ended)
    open_case = desk.received()
    still = sent_file(desk, open_case)
    desk.clock.move(days=91)  # 15 June to 14 September
    assert retention.apply_schedule(desk.store, desk.clock).files == 0
    desk.clock.move(days=1)
    assert retention.apply_schedule(desk.store, desk.clock) == retention.Applied((), 1)
    assert retention.apply_schedule(desk.store, desk.clock).files == 0
    with pytest.raises(NotFound):
        desk.store.vault.of(ended).get(digest)
    assert desk.store.vault.of(open_case).get(still) == b"a passport"
    with desk.store.reading() as session:
        kinds = [row.kind for row in timeline_rows(session, ended)]
        [row] = files_sent(session, ended)
    assert kinds[0] == "evidence_erased"
    assert {"evidence_accepted", "file_sent"} <= set(kinds)
    assert (row.name, row.sha256) == ("", "")
