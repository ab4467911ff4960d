"""The API's database role: it does all of the API's work, and reads nobody's details even in strange hands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from requests_.cli.database_roles import api_role_check
from requests_.cli.database_roles import roles as give_roles
from requests_.ids import CaseId, digest_of
from requests_.model.api import Scope, UnknownToken
from requests_.model.commands import CaseCommand
from requests_.services import api_access, collection, following, intake
from requests_.settings import StoreSettings
from requests_.store.doors import Door, open_door
from requests_.store.queries.api_access import webhook_rows
from requests_.store.queries.api_cases import case_status, opened_case
from requests_.store.roles import API_RIGHTS
from requests_.store.schema import METADATA
from requests_.store.session import Store, open_store
from tests.factories.cases import Desk, submit_request
from tests.factories.clocks import MovingClock
from tests.factories.people import ADMINISTRATOR, requester_of
from tests.fixtures_services import run_lock

API, PUBLIC, STAFF = "rights_api", "rights_public", "rights_staff"
OPEN = {right.table for right in API_RIGHTS if right.read} - {
    "alembic_version",
    "reference_number",
    "row_mark",
    "mark_sum",
}
CLOSED = sorted(set(METADATA.tables) - {right.table for right in API_RIGHTS if right.read})


class Machine(Desk):
    """The API's side: it registers no store."""

    def __init__(self, store: Store, clock: MovingClock) -> None:
        self.store, self.clock, self.sources = store, clock, ()


@dataclass(frozen=True)
class Sides:
    """One database, opened by its owner and by the API; and the tokens of two programs."""

    owner: Desk
    api: Desk
    crm: str
    other: str

    def opened(self, secret: str, key: str = "k") -> CaseId:
        """A case that a program opened with its token."""
        with self.api.store.unit_of_work() as uow:
            caller = api_access.authenticate(uow, self.api.clock, secret)
            command = submit_request(form_token=api_access.form_token_of(caller, key))
            case = intake.receive_submission(uow, self.api.clock, command).case
            api_access.keep_opened(uow, caller, case, b"{}")
            uow.commit()
        return case

    def seen(self, table: str, door: Door | None, shown: str) -> int:
        with self.api.store.unit_of_work() as uow:
            if door:
                open_door(uow.session, door, shown)
            return int(uow.session.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0)


@pytest.fixture
def sides(
    postgresql_store: Store, postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sides]:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", postgresql_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    with run_lock("roles"), postgresql_store.engine.begin() as connection:
        for role in (API, PUBLIC, STAFF):
            if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
                connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
    with run_lock("roles"):
        done = CliRunner().invoke(give_roles, ["--api", API])
    assert done.exit_code == 0, done.output
    monkeypatch.setenv("RIGHTS_API_DATABASE_URL", _as(postgresql_url, API))
    store = open_store(StoreSettings.for_api())
    clock = MovingClock()
    owner = Desk(postgresql_store, clock)

    def token(client: str) -> str:
        given = dict(client=client, scopes=tuple(Scope), days=700)
        return owner.within(lambda uow: api_access.make_token(uow, clock, ADMINISTRATOR, **given))[1]  # type: ignore[arg-type]

    yield Sides(owner, Machine(store, clock), token("crm"), token("billing"))
    store.close()


def _as(url: str, role: str) -> str:
    return make_url(url).set(username=role).render_as_string(hide_password=False)


def test_the_api_does_all_its_work_with_its_own_role(sides: Sides) -> None:
    given = dict(client="crm", address="https://crm.example/hook")
    sides.owner.within(lambda uow: api_access.add_webhook(uow, sides.owner.clock, ADMINISTRATOR, **given))
    case = sides.opened(sides.crm)
    assert sides.opened(sides.crm) == case
    assert sides.opened(sides.crm, "another") != case
    reference = sides.owner.reference(case)
    with sides.api.store.unit_of_work() as uow:
        api_access.authenticate(uow, sides.api.clock, sides.crm)
        assert opened_case(uow.session, "crm", reference) == case
        assert case_status(uow.session, case, reference).reference == reference
        assert [row.client for row in webhook_rows(uow.session)] == ["crm"]
        uow.commit()


def test_a_program_sees_its_own_cases_and_no_other_even_in_the_database(sides: Sides) -> None:
    sides.opened(sides.crm)
    sides.owner.responded()
    mine, other = digest_of(sides.crm), digest_of(sides.other)
    assert sides.seen("rights_case", Door.PROGRAM, mine) == 1
    assert sides.seen("case_event", Door.PROGRAM, mine) == 1
    for table in ("rights_case", "case_event", "api_case"):
        assert sides.seen(table, Door.PROGRAM, other) == 0, table
    for table in OPEN - {"api_token"}:
        for door in (None, *Door):
            assert sides.seen(table, door, "0" * 64) == 0, (table, door)


def test_the_apis_role_reads_no_other_table_at_all(sides: Sides) -> None:
    assert {"request_details", "source_document", "letter", "staff_member", "pack", "access_code"} <= set(CLOSED)
    for table in CLOSED:
        with pytest.raises(DBAPIError, match=f"permission denied for table {table}"):
            sides.seen(table, Door.PROGRAM, digest_of(sides.crm))


def test_a_token_that_is_ended_shows_no_case_in_the_database_either(sides: Sides) -> None:
    sides.opened(sides.crm)
    sides.owner.within(
        lambda uow: uow.session.execute(text("UPDATE api_token SET ended_at = made_at WHERE client = 'crm'"))
    )
    assert sides.seen("rights_case", Door.PROGRAM, digest_of(sides.crm)) == 0
    with pytest.raises(UnknownToken), sides.api.store.unit_of_work() as uow:
        api_access.authenticate(uow, sides.api.clock, sides.crm)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_token SET scopes = '[]'",
        "UPDATE api_token SET expires_at = now() + interval '9 years'",
        "INSERT INTO api_webhook (id, client) VALUES ('x', 'crm')",
        "UPDATE case_event SET actor_key = 'x'",
        "DELETE FROM rights_case",
        "UPDATE outbox SET state = 'done'",
        "SET ROLE rights_staff",
    ],
)
def test_the_apis_role_may_not_change_what_is_not_its_own(sides: Sides, statement: str) -> None:
    def attempt(session: Session) -> object:
        open_door(session, Door.PROGRAM, digest_of(sides.crm))
        return session.execute(text(statement))

    with pytest.raises(DBAPIError, match="permission denied"), sides.api.store.unit_of_work() as uow:
        attempt(uow.session)


def test_a_program_does_not_take_a_case_that_it_did_not_open(sides: Sides) -> None:
    case = sides.owner.received()

    def take(session: Session) -> object:
        open_door(session, Door.PROGRAM, digest_of(sides.crm))
        values = {"case": case}
        return session.execute(text("INSERT INTO api_case VALUES (:case, 'crm', '')"), values)

    with pytest.raises(DBAPIError, match="row-level security"), sides.api.store.unit_of_work() as uow:
        take(uow.session)


def test_what_its_requester_does_is_told_to_the_program_though_the_public_role_did_it(
    sides: Sides, postgresql_url: str, tmp_path: Path
) -> None:
    case = sides.opened(sides.crm)
    public = open_store(StoreSettings(database_url=_as(postgresql_url, PUBLIC), vault=tmp_path / "vault"))
    reference = sides.owner.reference(case)
    visitors = Machine(public, sides.api.clock)
    visitors.do(collection.ask_for_code, reference)
    sides.owner.offer_codes()
    query = text("SELECT id FROM access_code WHERE case_id = :case")
    code_key = sides.owner.within(lambda uow: uow.session.scalar(query, {"case": case}))
    code = sides.owner.within(lambda uow: collection.make_code(uow, str(code_key)))
    secret = visitors.within(lambda uow: collection.open_session(uow, visitors.clock, reference, code))
    with public.unit_of_work() as uow:
        collection.session_case(uow, visitors.clock, secret)
        following.withdraw_request(uow, visitors.clock, CaseCommand(case=case, actor=requester_of(case)))
        uow.commit()
    public.close()
    assert "announce_stage" in [job for job, _ in sides.owner.jobs(case)]


def test_the_doctor_sees_whether_the_api_could_read_everybody(
    sides: Sides, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api_role_check()[1] is True
    monkeypatch.setenv("RIGHTS_API_DATABASE_URL", postgresql_url)
    assert "It can read every request" in api_role_check()[2]
