"""Whatever is done to the record behind the portal's back is found, and the first bad event is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.commands import ReturnForReview, WriteIn
from requests_.model.outcome_terms import Outcome
from requests_.model.rights import Right
from requests_.model.staff import Role
from requests_.services import disclosure, following, staff_accounts
from requests_.store.audit import AuditResult, verify_chains
from requests_.store.log_seals import LOGS, seal_rows
from requests_.store.queries.evidence import BrokenRecord, case_evidence
from requests_.store.schema import METADATA
from requests_.store.session import Store, UnitOfWork
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, requester_of
from tests.factories.rights import (
    approve,
    confirm_tasks,
    decide,
    deciding_case,
    record_document,
    submit,
    tools_for,
    work_off,
)
from workers.mail.folder import FolderMailer

GUARDED = ("case_event", "view_log", "desk_event", "staff_event", "log_seal")


@dataclass(frozen=True)
class Intruder:
    """Somebody with every right in the database."""

    desk: Desk

    def does(self, *statements: str) -> None:
        is_sqlite = self.desk.store.engine.dialect.name == "sqlite"
        with self.desk.store.engine.begin() as raw:
            if is_sqlite:
                for table in GUARDED:
                    raw.execute(text(f"DROP TRIGGER {table}_no_update"))
                    raw.execute(text(f"DROP TRIGGER {table}_no_delete"))
            else:
                raw.execute(text("SET session_replication_role = replica"))  # no triggers, no foreign keys
        with self.desk.store.engine.connect() as raw:
            if is_sqlite:
                raw.exec_driver_sql("ROLLBACK")
                raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
            else:
                raw.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                raw.exec_driver_sql(statement)
            if not is_sqlite:
                raw.commit()
        self.desk.store.engine.dispose()

    @contextmanager
    def undone(self, *statements: str) -> Iterator[Session]:
        """A session that sees the harm, which is taken back afterwards: many harms are tried on one record."""
        is_sqlite = self.desk.store.engine.dialect.name == "sqlite"
        dropped = [f"DROP TRIGGER {table}_no_{what}" for table in GUARDED for what in ("update", "delete")]
        unbound = ["PRAGMA defer_foreign_keys = ON", *dropped]
        unbound = unbound if is_sqlite else ["SET LOCAL session_replication_role = replica"]
        with self.desk.store.reading() as session:
            for statement in (
                *(unbound if is_sqlite else ["SET LOCAL session_replication_role = replica"]),
                *statements,
            ):
                session.connection().exec_driver_sql(statement)
            yield session
            session.rollback()


def verified(desk: Desk) -> AuditResult:
    with desk.store.reading() as session:
        return verify_chains(session)


@pytest.fixture
def case(desk: Desk) -> CaseId:
    desk.received()
    return desk.searching()


def test_an_untouched_record_is_whole(desk: Desk, case: CaseId) -> None:
    result = verified(desk)
    assert (result.cases, result.events, result.broken) == (2, 1 + desk.case(case).version, ())


EVENT = "UPDATE case_event SET {} WHERE seq = 3 AND case_id = '{}'"
MISSING, CHANGED = "an event before this one is missing", "the event was changed"
TAMPERING = [
    ("a changed payload", [EVENT.format("""payload = '{{"x": 1}}'""", "{case}")], 3, CHANGED),
    ("a changed kind", [EVENT.format("kind = 'signed_off'", "{case}")], 3, CHANGED),
    ("a changed actor", [EVENT.format("actor_key = 'somebody'", "{case}")], 3, CHANGED),
    ("a changed time", [EVENT.format("at = '2020-01-01 00:00:00.000000'", "{case}")], 3, CHANGED),
    ("a removed first event", ["DELETE FROM case_event WHERE seq = 1 AND case_id = '{case}'"], 2, MISSING),
    ("a removed event", ["DELETE FROM case_event WHERE seq = 3 AND case_id = '{case}'"], 4, MISSING),
    (
        "a removed event, the rest moved up",
        [
            "DELETE FROM case_event WHERE seq = 2 AND case_id = '{case}'",
            "UPDATE case_event SET seq = seq - 1000 WHERE seq > 2 AND case_id = '{case}'",
            "UPDATE case_event SET seq = seq + 999 WHERE seq < 0 AND case_id = '{case}'",
        ],
        2,
        CHANGED,
    ),
    (
        "two events in each other's place",
        [
            "UPDATE case_event SET seq = -2 WHERE seq = 2 AND case_id = '{case}'",
            "UPDATE case_event SET seq = 2 WHERE seq = 3 AND case_id = '{case}'",
            "UPDATE case_event SET seq = 3 WHERE seq = -2 AND case_id = '{case}'",
        ],
        2,
        CHANGED,
    ),
    (
        "a tail cut off",
        ["DELETE FROM case_event WHERE seq > 3 AND case_id = '{case}'"],
        4,
        "events are missing at the end",
    ),
    ("every event removed", ["DELETE FROM case_event WHERE case_id = '{case}'"], 1, "events are missing at the end"),
]


def test_what_was_tampered_with_is_named(desk: Desk, case: CaseId, subtests: pytest.Subtests) -> None:
    reference = desk.reference(case)
    for name, statements, seq, fault in TAMPERING:
        said = [each.replace("{case}", case).replace("{{", "{").replace("}}", "}") for each in statements]
        with subtests.test(name), Intruder(desk).undone(*said) as session:
            [broken] = verify_chains(session).broken
            assert (broken.reference, broken.seq, broken.fault) == (reference, seq, fault)
    assert verified(desk).broken == ()


def test_events_whose_case_was_removed_are_named(desk: Desk, case: CaseId) -> None:
    Intruder(desk).does(f"DELETE FROM rights_case WHERE id = '{case}'")
    [broken] = verified(desk).broken
    assert broken.fault == "the case of this event is missing"


LINE = {
    "received_on": "'2020-01-01'",
    "due_on": "'2031-01-01'",
    "responded_on": "'2026-06-02'",
    "stage": "'responded'",
    "reference": "'RR-2026-09999-X'",
}


def test_a_line_that_figures_and_the_queue_read_must_say_what_its_events_say(
    desk: Desk, case: CaseId, subtests: pytest.Subtests
) -> None:
    reference = desk.reference(case)
    for column, value in LINE.items():
        harm = f"UPDATE rights_case SET {column} = {value} WHERE id = '{case}'"
        with subtests.test(column), Intruder(desk).undone(harm) as session:
            [broken] = verify_chains(session).broken
            assert (broken.seq, broken.fault) == (0, f"its line says otherwise than its events: {column}")
            assert broken.reference == (reference if column != "reference" else "RR-2026-09999-X")


def test_two_cases_with_each_others_reference_are_named(desk: Desk, case: CaseId) -> None:
    other = desk.received()
    one, two = desk.reference(case), desk.reference(other)
    Intruder(desk).does(
        f"UPDATE rights_case SET reference = 'x' WHERE id = '{case}'",
        f"UPDATE rights_case SET reference = '{one}' WHERE id = '{other}'",
        f"UPDATE rights_case SET reference = '{two}' WHERE id = '{case}'",
    )
    assert {broken.reference for broken in verified(desk).broken} == {one, two}


@pytest.fixture
def logged(desk: Desk, case: CaseId) -> Desk:
    """A desk where three people looked at a case, one was let in, and all of it is sealed."""

    def write(uow: UnitOfWork) -> None:
        for seconds, staff in enumerate(("anne", "ben", "cat")):
            uow.desk.viewed(staff, case, "case.show", desk.clock.utc_now() + timedelta(seconds=seconds))
        uow.desk.record(case, "ben", "named", by="anne", at=desk.clock.utc_now())
        account = dict(email="sam@brackenford.example", roles=(Role.CASEWORKER,), password="a long enough one")
        staff_accounts.add_staff(uow, desk.clock, **account, display_name="Sam")  # type: ignore[arg-type]

    desk.within(write)
    desk.within(lambda uow: [seal_rows(uow.session, log) for log in LOGS])
    return desk


LOG_TAMPERING = [
    ("views", "UPDATE view_log SET staff_id = 'cat' WHERE staff_id = 'ben'", 2),
    ("views", "UPDATE view_log SET at = '2020-01-01 00:00:00.000000' WHERE staff_id = 'anne'", 1),
    ("views", "DELETE FROM view_log WHERE staff_id = 'cat'", 3),
    ("views", "DELETE FROM view_log", 1),
    ("access", "UPDATE desk_event SET by_id = 'ben'", 1),
    ("accounts", "UPDATE staff_event SET kind = 'signed_in' WHERE id = (SELECT min(id) FROM staff_event)", 1),
    ("views", "DELETE FROM log_seal WHERE log = 'views' AND seq = 2", 3),
]


def test_who_looked_and_who_was_let_in_cannot_be_changed_unseen(logged: Desk, subtests: pytest.Subtests) -> None:
    assert verified(logged).broken == ()
    for log, harm, seq in LOG_TAMPERING:
        with subtests.test(harm), Intruder(logged).undone(harm) as session:
            [broken] = verify_chains(session).broken
            assert (broken.reference, broken.seq) == (log, seq)


def test_rows_of_a_log_that_nobody_sealed_are_counted_and_are_sealed_once(logged: Desk) -> None:
    assert verified(logged).unsealed == 0
    logged.within(lambda uow: uow.desk.viewed("dee", None, "queue.show", logged.clock.utc_now()))
    assert verified(logged).unsealed == 1
    assert [logged.within(lambda uow: sum(seal_rows(uow.session, log) for log in LOGS)) for _ in range(2)] == [1, 0]
    assert (verified(logged).unsealed, verified(logged).broken) == (0, ())


BESIDE = [
    ("UPDATE decision_record SET words = 'Forged.'", "what was written down for a decision was changed"),
    ("UPDATE decision_record SET made_by = 'somebody'", "what was written down for a decision was changed"),
    ("DELETE FROM decision_record", "is missing"),
    ("UPDATE source_search SET looked_at = 5000", "its record of the search of case"),
    ("UPDATE source_search SET state = 'failed'", "its record of the search of case"),
    ("DELETE FROM source_search WHERE source = 'case'", "its record of the search of case"),
    ("UPDATE pack SET sha256 = 'f'", "is not the one that was built"),
    ("UPDATE request_details SET wording = 'Another wish.'", "what was asked in event 1 was changed"),
    ('UPDATE request_details SET addressee = \'{"name": "Somebody"}\'', "what was asked in event 1 was changed"),
    ("UPDATE mark SET decision = 'disclose'", "what was approved"),
    ("UPDATE mark SET start = start + 1", "what was approved"),
    ("UPDATE mark SET decided_by = 'somebody'", "what was approved"),
    ("DELETE FROM mark", "what was approved"),
    ("UPDATE source_document SET outcome = 'withhold', outcome_reason = 'X'", "what was approved"),
    ("UPDATE source_document SET title = 'Another'", "what was approved"),
    ("UPDATE case_person SET name = 'Another' WHERE key = 'person-1'", "what was approved"),
    ("DELETE FROM case_person WHERE key = 'person-1'", "what was approved"),
    ("UPDATE decision_record SET words = 'Forged.', salt = ''", "what was written down for a decision was changed"),
]


def test_reasons_and_searches_that_say_otherwise_than_the_events_are_named_and_make_no_evidence(
    desk: Desk, subtests: pytest.Subtests
) -> None:
    decided = desk.responded()
    reference, now = desk.reference(decided), desk.clock.utc_now()
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()
        assert case_evidence(session, decided, known_at=now).decisions
    for harm, fault in BESIDE:
        with subtests.test(harm), Intruder(desk).undone(harm) as session:
            broken = verify_chains(session).broken
            assert {found.reference for found in broken} == {reference}
            assert all(fault in found.fault for found in broken)
            with pytest.raises(BrokenRecord, match="does not hold"):
                case_evidence(session, decided, known_at=now)


@pytest.mark.parametrize("column", ["pdf_sha256", "large_pdf_sha256", "page_sha256"])
def test_a_letter_that_is_not_the_one_that_was_sent_is_named(desk: Desk, tmp_path: Path, column: str) -> None:
    desk.received()
    assert work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path))) == ["done"]
    assert verified(desk).broken == ()
    Intruder(desk).does(f"UPDATE letter SET {column} = '{'f' * 64}'")
    faults = {broken.fault for broken in verified(desk).broken}
    assert "the letter that was sent in event 2 was changed" in faults


def test_words_of_a_requester_that_are_not_the_ones_that_came_are_named(desk: Desk) -> None:
    case = desk.received()
    desk.do(following.write_in, WriteIn(case=case, words="Please look in the archive too.", actor=requester_of(case)))
    assert verified(desk).broken == ()
    Intruder(desk).does("UPDATE requester_note SET words = 'I want nothing any more.'")
    [broken] = verified(desk).broken
    assert (broken.reference, "what was written in event 2 was changed") == (desk.reference(case), broken.fault)


@pytest.mark.parametrize("harm", ["DELETE FROM message", "UPDATE message SET kind = 'extension'"])
def test_a_message_that_is_not_the_one_that_was_sent_is_named(desk: Desk, tmp_path: Path, harm: str) -> None:
    case = desk.received()
    assert work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path))) == ["done"]
    Intruder(desk).does(harm)
    [broken] = verified(desk).broken
    assert (broken.reference, "is not the one that was sent" in broken.fault) == (desk.reference(case), True)


def test_decisions_about_records_are_vouched_for_by_whoever_approved_the_plan(desk: Desk, tmp_path: Path) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    tools = tools_for(desk, {}, FolderMailer(tmp_path))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    approve(desk, case)
    work_off(desk, tools)
    confirm_tasks(desk, case)
    assert verified(desk).broken == ()
    Intruder(desk).does("UPDATE item_decision SET ground = 'another'")
    [broken] = verified(desk).broken
    assert (broken.reference, "what was approved" in broken.fault) == (desk.reference(case), True)


def test_what_was_returned_may_be_decided_anew_and_is_vouched_for_again(desk: Desk) -> None:
    case = desk.signed_off()
    desk.do(disclosure.return_for_review, ReturnForReview(case=case, changes="Page 2.", actor=APPROVER))
    desk.show(case)
    assert verified(desk).broken == ()


def added(table: str, **changed: str) -> str:
    """A statement that adds the row of a table once more, with other values."""
    columns = [column.name for column in METADATA.tables[table].columns]
    values = ", ".join(f"'{changed[name]}'" if name in changed else f'"{name}"' for name in columns)
    return f"INSERT INTO {table} SELECT {values} FROM {table} LIMIT 1"


@pytest.mark.parametrize(
    ("table", "fault"),
    [("message", "a message that was sent"), ("decision_record", "a written reason"), ("pack", "a pack")],
)
def test_a_row_that_nobody_but_an_intruder_added_is_named(desk: Desk, tmp_path: Path, table: str, fault: str) -> None:
    if table == "message":
        case = desk.received()
        assert work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path))) == ["done"]
    else:
        case = desk.responded()
    assert verified(desk).broken == ()
    Intruder(desk).does(added(table, id="a" * 32))
    faults = {found.fault for found in verified(desk).broken}
    assert f"{fault} stands beside its events that none of them names" in faults
    assert {found.reference for found in verified(desk).broken} == {desk.reference(case)}


GARBAGE = {
    "case_event": "UPDATE case_event SET payload = 'garbage' WHERE case_id = '{}' AND seq = 1",
    "rights_case": "UPDATE rights_case SET due_on = 'garbage' WHERE id = '{}'",
    "request_details": "UPDATE request_details SET subject = 'garbage' WHERE case_id = '{}'",
}


@pytest.mark.parametrize("table", GARBAGE)
def test_a_row_that_cannot_even_be_read_is_named_and_the_other_cases_are_looked_at(
    sqlite_store: Store, table: str
) -> None:
    """PostgreSQL refuses most of it by itself."""
    desk = Desk(sqlite_store)
    bad, other = desk.received(), desk.received()
    named = {desk.reference(bad), desk.reference(other)}
    Intruder(desk).does(
        GARBAGE[table].format(bad), f"UPDATE request_details SET wording = 'Forged' WHERE case_id = '{other}'"
    )
    assert {found.reference for found in verified(desk).broken} == named
