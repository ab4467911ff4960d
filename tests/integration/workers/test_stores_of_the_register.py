"""Stores written down in the browser: tried by a worker, and searched where the register is in force."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from portal.staff.stores import EXAMPLES
from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.model.sources import SearchState, StoresOrigin
from requests_.model.store_sections import AddStores, ChangeStore
from requests_.services import stores
from requests_.store.queries.stores import KeptStore, kept_stores, register_text, registered_stores
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import ADMINISTRATOR, CASEWORKER
from tests.factories.rights import tools_for, work_off
from workers.cli import stores_check, work
from workers.context import Tools
from workers.mail.address import FolderMailer
from workers.sources.register import StoresOfRegister
from workers.sources.stores_file import load_stores, parse_stores

TEAM = '[[store]]\nid = "mash"\nkind = "team"\ntitle = "The hub"\nemail = "mash@ess.example"'


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    """Of a worker that was told to search what the register says."""
    kept = StoresOfRegister(desk.store, {"STORE_CASE": "x"})
    return replace(tools_for(desk, kept, FolderMailer(tmp_path / "mail")), stores_origin=StoresOrigin.REGISTER)


def add(desk: Desk, text: str) -> None:
    desk.do(stores.add_stores, AddStores(text=text, actor=ADMINISTRATOR))


def kept(desk: Desk) -> list[KeptStore]:
    return list(desk.within(lambda uow: kept_stores(uow.session)))


def change(desk: Desk, store: KeptStore, section: str, **how: Any) -> None:
    values = dict(key=store.entry.key, seen=store.entry.version, section=section, actor=ADMINISTRATOR)
    desk.do(stores.change_store, ChangeStore(**{**values, **how}))


def folder(tmp_path: Path, name: str = "share") -> str:
    return f'[[store]]\nid = "share"\nkind = "files"\ntitle = "Share"\nroot = "{tmp_path / name}"'


def test_each_store_is_tried_and_says_what_is_to_be_mended(desk: Desk, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    sqlite3.connect(path).execute("CREATE TABLE child (ref TEXT, sname TEXT)").connection.close()
    sql = (
        f'[[store]]\nid = "case"\nkind = "sql"\ntitle = "Case"\nurl = "sqlite:///{path}"\n[store.person]\n'
        'table = "child"\nkey = "ref"\nfields = { family_name = "sname", given_name = "fname" }'
    )
    unset = (
        '[[store]]\nid = "far"\nkind = "sql"\nurl = "postgresql://reader:${STORE_FAR}@127.0.0.1:1/far"\n[store.person]'
    )
    add(desk, "\n".join((TEAM, folder(tmp_path), sql, f'{unset}\ntable = "t"\nkey = "k"\nfields = {{ name = "n" }}')))
    assert [one.tried_at for one in kept(desk)] == [None] * 4
    work_off(desk, tools)
    said = {one.store.id: " ".join(one.faults) for one in kept(desk)}
    assert said["mash"] == ""
    assert "there is no folder" in said["share"]
    assert 'has no column "fname"' in said["case"]
    assert "the environment variable STORE_FAR is not set" in said["far"]
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "letter.txt").write_text("Orla Fenwick was late.", encoding="utf-8")
    change(desk, next(one for one in kept(desk) if one.store.id == "case"), sql.replace('"fname"', '"sname"'))
    work_off(desk, tools)
    assert [(one.store.id, one.faults) for one in kept(desk) if one.store.id != "far"] == [
        ("mash", ()),
        ("share", ()),
        ("case", ()),
    ]


def test_a_server_that_does_not_answer_is_told_when_it_is_tried(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_FAR", "hunter2")
    add(
        desk,
        '[[store]]\nid = "far"\nkind = "sql"\nurl = "postgresql://reader:${STORE_FAR}@127.0.0.1:1/far"\n'
        '[store.person]\ntable = "t"\nkey = "k"\nfields = { name = "n" }',
    )
    work_off(desk, tools)
    [one] = kept(desk)
    assert one.faults
    assert "hunter2" not in " ".join(one.faults)


def test_where_the_register_is_in_force_it_is_listed_searched_and_fails_store_by_store(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "letter.txt").write_text("Nobody was late.", encoding="utf-8")
    broken = '[[store]]\nid = "case"\nkind = "sql"\nurl = "postgresql://db/cases"'
    gone = folder(tmp_path).replace("share", "gone", 1)
    add(desk, f"{broken}\n{folder(tmp_path)}\n{gone}")
    work_off(desk, tools)
    with desk.store.reading() as session:
        listed = [(one.key, one.origin) for one in registered_stores(session)]
    desk.sources = ("case", "gone", "share")
    assert listed == [(source, StoresOrigin.REGISTER) for source in desk.sources]
    case = desk.accept(desk.assessing())
    change(desk, kept(desk)[-1], gone, is_ended=True)
    work_off(desk, tools)
    found = desk.case(case).sources
    assert found["share"].state is SearchState.SEARCHED
    assert {key: found[key].state for key in ("case", "gone")} == {
        "case": SearchState.FAILED,
        "gone": SearchState.FAILED,
    }
    assert "person: is missing" in found["case"].reason


def test_where_a_file_is_in_force_the_register_is_tried_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    add(desk, TEAM)
    work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path / "mail")))
    with desk.store.reading() as session:
        assert [one.key for one in registered_stores(session)] == ["case"]
    assert kept(desk)[0].tried_at is not None


def test_what_is_written_down_is_given_out_as_the_stores_file_that_the_commands_read(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    add(desk, f"{TEAM}\n{folder(tmp_path)}")
    path = tmp_path / "stores.toml"
    path.write_text(desk.within(lambda uow: register_text(uow.session)), encoding="utf-8")
    assert [store.id for store in load_stores(path)] == ["mash", "share"]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_example_of_the_page_is_kept_and_can_be_read(desk: Desk, kind: str) -> None:
    add(desk, EXAMPLES[kind])
    [one] = kept(desk)
    [store] = parse_stores(one.section, folder=Path("/"), environment={"STORE_CASE": "x"})
    assert (store.id, store.kind) == (one.store.id, kind)


def test_nothing_of_the_register_is_written_over_and_no_two_stores_have_one_id(desk: Desk, tmp_path: Path) -> None:
    add(desk, f"{TEAM}\n{folder(tmp_path)}")
    with pytest.raises(InvalidCommand, match="another store is called “mash”"):
        add(desk, TEAM)
    first, second = kept(desk)
    with pytest.raises(InvalidCommand, match="another store is called"):
        change(desk, second, TEAM)
    change(desk, first, TEAM.replace("The hub", "The hub of the borough"))
    with pytest.raises(Conflict):
        change(desk, first, TEAM)
    with pytest.raises(NotFound):
        change(desk, first, TEAM, key="0" * 32)
    change(desk, kept(desk)[0], TEAM, is_ended=True)
    assert [one.store.id for one in kept(desk)] == ["share"]
    add(desk, TEAM)
    with pytest.raises(NotAllowed):
        change(desk, second, TEAM, actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="Shorten this"):
        change(desk, second, f"{TEAM}\n# {'x' * 20_000}")


def test_workers_do_not_begin_with_a_stores_file_that_cannot_be_read(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stores.toml").write_text("[[store", encoding="utf-8")
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_STORES", str(tmp_path / "stores.toml"))
    refused = CliRunner().invoke(work)
    assert (refused.exit_code, "is not valid TOML" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("stores_setting", "is_well", "says"),
    [("register", False, "page of stores"), ("", False, "Set RIGHTS_STORES"), ("/nowhere.toml", False, "no such file")],
)
def test_the_doctor_says_where_stores_are_to_be_written_down(
    desk: Desk, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, stores_setting: str, is_well: bool, says: str
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_STORES", stores_setting)
    _, found, mend = stores_check()
    assert (found, says in mend) == (is_well, True)
