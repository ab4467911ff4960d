"""The tables that the migrations make are the tables that the code knows, and every step can be taken back."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from requests_.store import schema
from requests_.store.full_text import INDEX_TABLES, POSTGRESQL_INDEX
from requests_.store.session import open_engine


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_compared})
        return list(compare_metadata(context, schema.METADATA))


def is_compared(_: object, name: str | None, *__: object) -> bool:
    """A full-text index is each database's own, and not of the code."""
    return name not in {*INDEX_TABLES, POSTGRESQL_INDEX}


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version", *INDEX_TABLES}


def guards(engine: Engine) -> set[str]:
    """The triggers of the database."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        return set(connection.execute(text(asked[engine.dialect.name])).scalars())


def revisions() -> list[str]:
    """Every revision, the first one first."""
    folder = Path(schema.__file__).parent / "migrations"
    return [revision.revision for revision in reversed(list(ScriptDirectory(str(folder)).walk_revisions()))]


def test_the_migrated_tables_are_the_tables_of_the_code(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    schema.upgrade(engine)
    assert differences(engine) == []
    assert tables(engine) == set(schema.METADATA.tables)
    engine.dispose()


def test_every_migration_goes_up_and_down_and_up_again(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    for revision in revisions():
        schema.upgrade(engine, revision)
    made = tables(engine), guards(engine)
    assert schema.is_current(engine)
    for revision in [*reversed(revisions()[:-1]), "base"]:
        schema.downgrade(engine, revision)
    assert (tables(engine), guards(engine)) == (set(), set())
    assert not schema.is_current(engine)
    schema.upgrade(engine)
    assert (tables(engine), guards(engine)) == made
    assert differences(engine) == []
    engine.dispose()


def test_events_are_guarded_on_both_databases(database_url: str) -> None:
    engine = open_engine(database_url)
    assert {"case_event_no_update", "case_event_no_delete"} <= guards(engine)
    engine.dispose()


def test_migrations_are_numbered_in_order() -> None:
    assert revisions() == [f"{number:04d}" for number in range(1, len(revisions()) + 1)]


OLD_RECORDS = (
    "INSERT INTO staff_member (id, email, display_name, roles, password_hash, is_active, totp_sealed, totp_step) "
    "VALUES ('s', 'sam@brackenford.example', 'Sam Reid', '[]', '', {true}, '', 0)",
    'INSERT INTO rights_case (id, reference, form_token, "right", regime, stage, received_on, due_on, clock_state, '
    "has_failure, last_seq, last_seal) VALUES ('c', 'RR-2026-00001-A', 't', 'access', 'uk_gdpr', 'refused', "
    "'2026-01-05', '2026-02-05', 'ended', {false}, 1, '')",
    "INSERT INTO case_event (case_id, seq, kind, version, payload, actor_kind, actor_key, at, seal) "
    "VALUES ('c', 1, 'request_received', 1, '{{}}', 'requester', 'c', '2026-01-05 09:00:00', '')",
)


def test_the_records_of_an_installation_survive_new_tables(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    schema.upgrade(engine, "0004")
    words = {"true": "true", "false": "false"}
    with engine.begin() as connection:
        for line in OLD_RECORDS:
            connection.exec_driver_sql(line.format(**words))
    schema.upgrade(engine)
    with engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT case_list, CAST(queue_on AS TEXT), assigned_to FROM rights_case JOIN case_event ON TRUE"
        ).all()
    assert kept == [("ended", "2026-02-05", None)]
    schema.downgrade(engine, "0004")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM rights_case JOIN case_event ON TRUE").all() == [(1,)]
        # Whoever goes back to numbers that are counted goes on behind the last one.
        assert connection.exec_driver_sql("SELECT year, last_number FROM reference_counter").all() == [(2026, 1)]
    engine.dispose()
