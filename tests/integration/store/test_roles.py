"""The public app's database role: what it can read when everything else about the public app is in strange hands."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from requests_.cli.database_roles import public_role_check
from requests_.cli.database_roles import roles as give_roles
from requests_.clock import Clock, SystemClock
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.addressee import Addressee, CopyGoesTo, SettleAddressee
from requests_.model.case import Stage
from requests_.model.collecting import CodeRoad
from requests_.model.commands import AskFollowUp, CaseCommand, WriteIn
from requests_.model.enquiries import AnswerEnquiry, AskTeam, SentFile, Team
from requests_.model.rights import Right
from requests_.model.sent_files import OfferedFile, SendFiles
from requests_.model.staff import Actor, ActorKind
from requests_.services import (
    collection,
    disclosure,
    draft_returns,
    drafts,
    enquiries,
    following,
    intake,
    sent_files,
)
from requests_.settings import StoreSettings
from requests_.store.api_tables import ApiCase
from requests_.store.doors import Door, open_door
from requests_.store.queries.drafts import sealed_draft
from requests_.store.queries.enquiries import visited_enquiry
from requests_.store.queries.letters import sent_letter
from requests_.store.queries.tracking import letters_to, notes_of, tracked_case
from requests_.store.roles import PUBLIC_RIGHTS, grant_rights
from requests_.store.schema import METADATA
from requests_.store.session import Store, UnitOfWork, open_store
from tests.factories.cases import PACK, Desk, submit_request
from tests.factories.clocks import MovingClock
from tests.factories.letters import keep_letter
from tests.factories.people import CASEWORKER, requester, requester_of
from tests.fixtures_services import run_lock

PUBLIC, STAFF = "rights_public", "rights_staff"
NO_READING = sorted(set(METADATA.tables) - {right.table for right in PUBLIC_RIGHTS if right.read})
KEY = "d" * 64
MARKS = {"row_mark", "mark_sum"}
OF_NO_CASE = {"alembic_version", "reference_number", "draft", "register_entry"} | MARKS
OF_CASES = sorted({right.table for right in PUBLIC_RIGHTS if right.read} - OF_NO_CASE)


class Visitors(Desk):
    """The public app's side: it registers no store."""

    def __init__(self, store: Store, clock: MovingClock) -> None:
        self.store, self.clock, self.sources = store, clock, ()


@dataclass(frozen=True)
class Roles:
    """One database, opened by its owner, by the public app and by everything else."""

    owner: Desk
    public: Desk
    staff: Desk


@pytest.fixture
def roles(postgresql_store: Store, postgresql_url: str, tmp_path: Path) -> Iterator[Roles]:
    with run_lock("roles"), postgresql_store.engine.begin() as connection:
        for role in (PUBLIC, STAFF):
            if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
                connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        grant_rights(connection, public=PUBLIC, staff=STAFF)
    stores = [
        open_store(
            StoreSettings(
                database_url=make_url(postgresql_url).set(username=role).render_as_string(hide_password=False),
                vault=tmp_path / "vault",
            )
        )
        for role in (PUBLIC, STAFF)
    ]
    clock = MovingClock()
    yield Roles(Desk(postgresql_store, clock), Visitors(stores[0], clock), Desk(stores[1], clock))
    for store in stores:
        store.close()


def session_of(roles: Roles, case: CaseId, *, word: str = "") -> str:
    """A session of the case's requester, with a code that the workers made."""
    reference = roles.owner.reference(case)
    roles.public.do(collection.ask_for_code, reference)
    roles.owner.offer_codes()
    code_key = roles.owner.within(
        lambda uow: uow.session.scalar(text("SELECT id FROM access_code WHERE case_id = :case"), {"case": case})
    )
    code = roles.staff.within(lambda uow: collection.make_code(uow, str(code_key)))
    return roles.public.within(lambda uow: collection.open_session(uow, roles.public.clock, reference, code, word))


def keep_files(roles: Roles, case: CaseId) -> None:
    """A file that the case's requester sent, and one of a form that is not sent yet."""
    offered = OfferedFile(sha256="a" * 64, name="me.jpg", media_type="image/jpeg", size_bytes=9)
    command = SendFiles(case=case, space=case, files=(offered,), actor=requester_of(case))
    roles.staff.do(sent_files.send_files, command)
    roles.public.within(lambda uow: drafts.keep_draft(uow, roles.public.clock, KEY, "sealed"))
    roles.public.within(lambda uow: drafts.keep_draft_file(uow, KEY, "space", "a" * 64))
    roles.public.within(lambda uow: draft_returns.mail_link(uow, roles.public.clock, KEY, "orla@fenwick.example"))
    roles.staff.within(lambda uow: uow.session.add(ApiCase(case_id=case, client="crm", body_digest="d" * 64)))


def enquiry_of(roles: Roles, case: CaseId) -> str:
    """The secret of the link in a mail about something that a school was asked."""
    command = AskTeam(
        case=case,
        team=Team.SCHOOL,
        name="Mill Lane Primary",
        email="office@mill-lane.example",
        words="Everything about Orla Fenwick",
        due_on=roles.owner.clock.london_date() + timedelta(10),
        actor=CASEWORKER,
    )

    def ask(uow: UnitOfWork) -> str:
        key = uow.enquiries.add(command, "RR-2026-00001-J", roles.owner.clock.utc_now())
        return uow.enquiries.new_link(key, roles.owner.clock.utc_now())

    return roles.staff.within(ask)


def answered(roles: Roles, secret: str) -> str:
    """Open a link and answer with it, as the public app does; returns the secret of the visit."""
    visit = roles.public.within(lambda uow: enquiries.enter(uow, roles.public.clock, secret))
    assert visit
    sent = (SentFile(sha256="0" * 64, file_name="a.pdf", media_type="application/pdf"),)
    command = AnswerEnquiry(secret=visit, holds=True, by_name="R. Okafor", looked_in="The file", words="", files=sent)
    roles.public.within(lambda uow: enquiries.answer_enquiry(uow, roles.public.clock, command))
    return visit


def count(session: Session, table: str) -> int:
    return session.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0


def as_public(roles: Roles, do: Callable[[Session], object], *, door: Door | None = None, shown: str = "") -> object:
    with roles.public.store.unit_of_work() as uow:
        if door is not None:
            open_door(uow.session, door, shown)
        return do(uow.session)


def test_the_public_app_does_all_its_work_with_the_rights_of_the_public_role(roles: Roles) -> None:
    command = submit_request()
    first = roles.public.do(intake.receive_submission, command)
    assert roles.public.do(intake.receive_submission, command) == first
    case = roles.staff.responded()
    secret = session_of(roles, case)
    with roles.public.store.unit_of_work() as uow:
        assert collection.session_case(uow, roles.public.clock, secret) == case
        tracked = tracked_case(uow.session, case)
        asked = CaseCommand(case=case, actor=requester_of(case))
        collected = disclosure.record_collection(uow, roles.public.clock, asked)
        uow.commit()
    assert (tracked.may_collect, tracked.pack_bytes) == (True, len(PACK))
    assert roles.public.store.vault.of(case).get(collected.sha256) == PACK


def test_a_form_goes_with_its_files_with_the_rights_of_the_public_role(roles: Roles) -> None:
    offered = OfferedFile(sha256="a" * 64, name="me.jpg", media_type="image/jpeg", size_bytes=9)
    roles.public.within(lambda uow: drafts.keep_draft(uow, roles.public.clock, KEY, "sealed"))
    roles.public.within(lambda uow: drafts.keep_draft_file(uow, KEY, "space", offered.sha256))
    with roles.public.store.unit_of_work() as uow:
        case = intake.receive_submission(uow, roles.public.clock, submit_request()).case
        command = SendFiles(case=case, space="space", files=(offered,), actor=requester_of(case))
        sent_files.send_files(uow, roles.public.clock, command)
        drafts.hand_over_draft_files(uow, KEY)
        uow.commit()
    roles.public.clock.move(hours=49)
    roles.public.within(lambda uow: drafts.keep_draft(uow, roles.public.clock, "b" * 64, "sealed"))
    with roles.owner.store.reading() as session:
        assert (count(session, "sent_file"), count(session, "draft_file"), count(session, "draft")) == (1, 0, 1)


def came_over(uow: UnitOfWork, clock: Clock, code: str, there: str) -> None:
    found = draft_returns.take_back(uow, clock, code)
    assert found is not None
    drafts.keep_draft(uow, clock, there, "sealed anew")
    draft_returns.lead_on(uow, clock, found.way, there)
    drafts.forget_draft(uow, found.key)


def test_a_form_is_come_back_to_with_the_rights_of_the_public_role(roles: Roles) -> None:
    roles.public.within(lambda uow: drafts.keep_draft(uow, roles.public.clock, KEY, "sealed"))
    code, _ = roles.public.within(lambda uow: draft_returns.make_code(uow, roles.public.clock, KEY))
    roles.public.within(lambda uow: draft_returns.mail_link(uow, roles.public.clock, KEY, "orla@fenwick.example"))
    found = roles.public.within(lambda uow: draft_returns.take_back(uow, roles.public.clock, code))
    assert found is not None
    assert (found.key, found.sealed) == (KEY, "sealed")
    there = "c" * 64
    roles.public.within(lambda uow: came_over(uow, roles.public.clock, code, there))
    assert roles.public.within(lambda uow: draft_returns.take_back(uow, roles.public.clock, code)) is not None
    roles.public.within(lambda uow: draft_returns.arrived(uow, roles.public.clock, there))
    assert roles.public.within(lambda uow: draft_returns.take_back(uow, roles.public.clock, code)) is None
    roles.public.within(lambda uow: drafts.forget_draft(uow, there))
    roles.public.within(lambda uow: drafts.forget_draft(uow, KEY))
    with roles.owner.store.reading() as session:
        assert (count(session, "draft_return"), count(session, "outbox")) == (0, 1)


def test_a_requester_follows_their_request_with_the_rights_of_the_public_role(roles: Roles) -> None:
    case, other = roles.staff.searching(), roles.staff.searching()
    message = keep_letter(roles.staff, case)
    secret, actor = session_of(roles, case), requester_of(case)

    def in_session(service: Callable[[UnitOfWork, Clock, Any], None], command: object) -> None:
        with roles.public.store.unit_of_work() as uow:
            assert collection.session_case(uow, roles.public.clock, secret) == case
            service(uow, roles.public.clock, command)
            uow.commit()

    in_session(following.write_in, WriteIn(case=case, words="I moved", actor=actor))
    offered = OfferedFile(sha256="a" * 64, name="me.jpg", media_type="image/jpeg", size_bytes=9)
    in_session(sent_files.send_files, SendFiles(case=case, space=case, files=(offered,), actor=actor))
    complaint = AskFollowUp(case=case, right=Right.COMPLAINT, words="Too slow", asked={}, actor=actor)
    in_session(following.ask_follow_up, complaint)
    with roles.public.store.unit_of_work() as uow:
        collection.session_case(uow, roles.public.clock, secret)
        assert {note.words for note in notes_of(uow.session, case)} == {"Too slow", "I moved"}
        assert [letter.message for letter in letters_to(uow.session, case)] == [message]
        assert sent_letter(uow.session, case, message).pdf_sha256
        assert notes_of(uow.session, other) == letters_to(uow.session, other) == ()
    in_session(following.withdraw_request, CaseCommand(case=case, actor=actor))
    assert roles.owner.case(case).stage is Stage.WITHDRAWN
    with pytest.raises(NotFound):
        in_session(following.withdraw_request, CaseCommand(case=other, actor=requester_of(other)))


def test_whoever_was_asked_answers_with_the_rights_of_the_public_role_and_sees_nothing_else(roles: Roles) -> None:
    case, other = roles.staff.responded(), roles.staff.responded()
    secret = enquiry_of(roles, case)
    enquiry_of(roles, other)
    visit = answered(roles, secret)
    with roles.public.store.unit_of_work() as uow:
        assert visited_enquiry(uow, visit, roles.public.clock.utc_now()) is None  # it is answered
        seen = [count(uow.session, table) for table in ("enquiry", "enquiry_answer", "rights_case", "case_event")]
    assert seen == [1, 1, 0, 0]
    assert "take_in_answer" in [job for job, _ in roles.owner.jobs(case)]


def test_the_public_role_may_read_none_of_the_other_tables(roles: Roles) -> None:
    roles.staff.responded()
    for table in NO_READING:
        with pytest.raises(DBAPIError, match=f"permission denied for table {table}"):
            as_public(roles, partial(count, table=table))


def test_tables_with_personal_data_are_among_those_it_may_not_read() -> None:
    assert {"request_details", "source_document", "mark", "letter_words", "decision_record", "staff_member"} <= set(
        NO_READING
    )


def test_without_a_door_the_public_role_sees_no_row_and_what_nobody_has_opens_nothing(roles: Roles) -> None:
    case = roles.staff.responded()
    session_of(roles, case)
    roles.staff.within(lambda uow: uow.admission.need_word(case, "7KQ2-XW4R"))
    roles.staff.do(following.write_in, WriteIn(case=case, words="I moved", actor=requester_of(case)))
    keep_letter(roles.staff, case)
    keep_files(roles, case)
    answered(roles, enquiry_of(roles, case))
    with roles.owner.store.reading() as session:
        assert [table for table in OF_CASES if not count(session, table)] == []
    for table, door in product(OF_CASES, (None, *Door)):
        assert as_public(roles, partial(count, table=table), door=door, shown="0" * 64) == 0, (table, door)


def test_a_reference_shows_one_case_and_none_of_its_people(roles: Roles) -> None:
    case, other = roles.staff.responded(), roles.staff.responded()

    def seen(session: Session) -> tuple[list[str], set[str], int, int]:
        cases = list(session.scalars(text("SELECT id FROM rights_case")))
        events = set(session.scalars(text("SELECT case_id FROM case_event")))
        return cases, events, count(session, "case_person"), count(session, "pack")

    reference = roles.owner.reference(case)
    assert as_public(roles, seen, door=Door.REFERENCE, shown=reference) == ([case], {case}, 0, 0)
    assert other != case


def test_a_session_shows_its_case_and_no_other(roles: Roles) -> None:
    case, _ = roles.staff.responded(), roles.staff.responded()
    secret = session_of(roles, case)
    shown = hashlib.sha256(secret.encode()).hexdigest()

    def seen(session: Session) -> tuple[list[str], set[str], int]:
        packs = set(session.scalars(text("SELECT case_id FROM pack")))
        return list(session.scalars(text("SELECT id FROM rights_case"))), packs, count(session, "case_person")

    assert as_public(roles, seen, door=Door.SESSION, shown=shown) == ([case], {case}, 0)


def test_a_draft_is_kept_and_read_by_its_secret_alone(roles: Roles) -> None:
    clock = SystemClock()
    roles.public.within(lambda uow: drafts.keep_draft(uow, clock, "a", "sealed"))
    roles.public.within(lambda uow: drafts.keep_draft(uow, clock, "b", "sealed too"))
    assert roles.public.within(lambda uow: drafts.take_draft(uow, clock, "a")) == "sealed"
    with roles.public.store.reading() as session:
        assert sealed_draft(session, "b", clock.utc_now()) == "sealed too"
    assert as_public(roles, lambda session: count(session, "draft"), door=Door.DRAFT, shown="a") == 1
    assert as_public(roles, lambda session: count(session, "draft")) == 0
    roles.public.within(lambda uow: drafts.forget_draft(uow, "a"))
    assert roles.public.within(lambda uow: drafts.take_draft(uow, clock, "a")) == ""


CHANGES = (
    "UPDATE case_event SET actor_key = 'x'",
    "DELETE FROM case_event",
    "DELETE FROM rights_case",
    "UPDATE request_details SET wording = ''",
    "UPDATE access_code SET code_hash = ''",
    "UPDATE access_code SET expires_at = now() + interval '1 year'",
    "UPDATE outbox SET state = 'done'",
    "INSERT INTO staff_member (id, email) VALUES ('x', 'x')",
    "TRUNCATE requester_session",
    "DROP TABLE pack",
    "ALTER TABLE pack DISABLE ROW LEVEL SECURITY",
    "SET ROLE rights_staff",
)


def test_the_public_role_may_not_change_what_is_not_its_own(roles: Roles) -> None:
    reference = roles.owner.reference(roles.staff.responded())
    for statement in CHANGES:
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
            as_public(roles, partial(Session.execute, statement=text(statement)), door=Door.REFERENCE, shown=reference)


def test_a_word_is_kept_and_asked_for_with_the_rights_of_the_public_role(roles: Roles) -> None:
    asks = requester(is_mailbox_private=False)
    case = roles.public.do(intake.receive_submission, submit_request(requester=asks, entry_word="7KQ2-XW4R")).case
    with pytest.raises(NotAllowed):
        session_of(roles, case)
    assert session_of(roles, case, word="7KQ2-XW4R")


def test_whom_a_copy_goes_to_takes_it_and_reads_no_letter_with_the_rights_of_the_public_role(roles: Roles) -> None:
    solicitor = Addressee(name="Ines Hale", email="ines@hale.example")
    case = roles.staff.searching(addressee=solicitor, copy_goes_to=CopyGoesTo.BOTH)
    roles.staff.approve(roles.staff.submit(roles.staff.find(case)))
    roles.staff.record_pack(case)
    settled = SettleAddressee(case=case, may_receive=True, considered="By telephone.", actor=CASEWORKER)
    roles.staff.do(disclosure.settle_addressee, settled)
    roles.staff.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    reference = roles.owner.reference(case)
    roles.public.within(lambda uow: collection.ask_for_code(uow, roles.public.clock, reference, by=CodeRoad.ADDRESSEE))
    roles.owner.offer_codes()
    key = roles.owner.within(
        lambda uow: uow.session.scalar(text("SELECT id FROM access_code WHERE road = 'addressee'"))
    )
    code = roles.staff.within(lambda uow: collection.make_code(uow, str(key)))
    secret = roles.public.within(
        lambda uow: collection.open_addressee_session(uow, roles.public.clock, reference, code)
    )
    roles.owner.within(lambda uow: uow.people.add_note(case, "For you alone.", roles.owner.clock.utc_now()))

    def take(uow: UnitOfWork) -> tuple[str, int]:
        found = collection.addressee_case(uow, roles.public.clock, secret)
        command = CaseCommand(case=CaseId(str(found)), actor=Actor(ActorKind.ADDRESSEE, case))
        taken = disclosure.record_collection(uow, roles.public.clock, command)
        written = uow.session.scalar(text("SELECT count(*) FROM requester_note"))
        return taken.file_name, int(written or 0)

    assert roles.public.within(take) == (f"{reference}.pdf", 0)


def test_whoever_leaves_ends_their_own_session_and_nobody_elses(roles: Roles) -> None:
    secrets = [session_of(roles, roles.staff.responded()) for _ in range(2)]
    roles.public.within(lambda uow: collection.close_session(uow, secrets[0]))
    assert roles.public.do(collection.session_case, secrets[0]) is None
    assert roles.public.do(collection.session_case, secrets[1]) is not None
    remove = partial(Session.execute, statement=text("DELETE FROM requester_session"))
    assert as_public(roles, remove, door=Door.SESSION, shown="guess").rowcount == 0


def test_another_persons_case_cannot_be_changed_or_entered(roles: Roles) -> None:
    case, other = roles.staff.responded(), roles.staff.responded()
    reference = roles.owner.reference(case)

    def change(session: Session) -> int:
        done = session.execute(text("UPDATE rights_case SET stage = 'closed' WHERE id = :case"), {"case": other})
        return done.rowcount  # type: ignore[attr-defined]

    assert as_public(roles, change, door=Door.REFERENCE, shown=reference) == 0
    add = text("INSERT INTO requester_session (secret_hash, case_id, expires_at) VALUES ('s', :case, now())")
    with pytest.raises(DBAPIError, match="row-level security"):
        as_public(roles, lambda session: session.execute(add, {"case": other}), door=Door.SESSION, shown="s")


KEPT_FOR_EVER = ("UPDATE case_event SET seq = 9", "DELETE FROM case_event", "DROP TABLE mark", "DELETE FROM view_log")


def test_not_even_staff_and_workers_may_change_what_is_kept_for_ever(roles: Roles) -> None:
    roles.staff.responded()
    for statement in KEPT_FOR_EVER:
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
            roles.staff.within(lambda uow, tried=statement: uow.session.execute(text(tried)))


def test_every_table_is_closed_to_whoever_has_no_right(roles: Roles) -> None:
    query = text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND {}")
    with roles.owner.store.reading() as session:
        open_tables = session.scalars(text(str(query).format("NOT relrowsecurity"))).all()
    assert open_tables == []


def test_rights_are_given_to_roles_that_they_bind_and_on_postgresql_only(
    roles: Roles, sqlite_store: Store, postgresql_store: Store
) -> None:
    with postgresql_store.engine.connect() as connection:
        with pytest.raises(InvalidCommand, match="There is no role nobody_there"):
            grant_rights(connection, public="nobody_there", staff=STAFF)
        with pytest.raises(InvalidCommand, match="is above all rights"):
            grant_rights(connection, public="rights", staff=STAFF)
    with sqlite_store.engine.connect() as connection, pytest.raises(InvalidCommand, match="Only PostgreSQL"):
        grant_rights(connection, public=PUBLIC, staff=STAFF)


def test_the_doctor_sees_whether_the_public_app_could_read_everybody(
    roles: Roles, postgresql_url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    assert public_role_check()[1] is True
    monkeypatch.setenv("RIGHTS_DATABASE_URL", postgresql_url)
    assert "It can read every request" in public_role_check()[2]
    own = make_url(postgresql_url).set(username=PUBLIC).render_as_string(hide_password=False)
    monkeypatch.setenv("RIGHTS_PUBLIC_DATABASE_URL", own)
    assert public_role_check()[1] is True
    monkeypatch.setenv("RIGHTS_PUBLIC_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert "cannot sign in" in public_role_check()[2]


def test_rights_are_given_by_command_and_a_fault_is_one_line(
    roles: Roles, postgresql_url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", postgresql_url)
    result = CliRunner().invoke(give_roles, ["--json"])
    assert json.loads(result.stdout) == {"public": PUBLIC, "staff": STAFF}
    assert "nobody's details" in CliRunner().invoke(give_roles, []).stdout
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    result = CliRunner().invoke(give_roles, [])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
