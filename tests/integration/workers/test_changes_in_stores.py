"""What is changed in a store: what was approved, in the right row and in no other, all of it or nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.staff.timeline_words import sentence
from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.change_plan import Plan, from_bytes
from requests_.model.commands import CaseCommand
from requests_.model.outcome_terms import Outcome
from requests_.model.rights import Right
from requests_.services import undoing
from requests_.settings import StoreSettings
from requests_.store.audit import verify_chains
from requests_.store.full_text import TextKind
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import Store, UnitOfWork, open_store
from requests_.store.text_tables import TextEntry
from tests.factories.cases import Desk
from tests.factories.ess import Ess, postgresql_ess, sqlite_ess
from tests.factories.people import APPROVER
from tests.factories.rights import approve, decide, deciding_case, document_with, due_of, submit, tools_for, work_off
from tests.factories.traces import traces
from workers.changing import file_writer
from workers.changing.carrying import Carrier
from workers.changing.faults import StoreBusy
from workers.changing.row_writer import RowWriter
from workers.context import TOOLS, Tools, perform
from workers.mail.folder import FolderMailer
from workers.sources.stores_file import load_stores


@pytest.fixture(params=["sqlite", "postgresql"])
def ess(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ess]:
    folder = tmp_path / "ess"
    if request.param == "sqlite":
        yield sqlite_ess(folder)
        return
    with postgresql_ess(folder, request.getfixturevalue("empty_postgresql_url")) as made:
        yield made


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store, sources=("case", "share"))


@pytest.fixture
def tools(desk: Desk, ess: Ess, tmp_path: Path) -> Tools:
    stores = {store.id: store for store in load_stores(ess.stores)}
    return tools_for(desk, stores, FolderMailer(tmp_path / "mail"))


def searched(desk: Desk, tools: Tools, right: Right) -> CaseId:
    """A case whose stores were really searched."""
    case = deciding_case(desk, right, is_searched=False)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    return case


def planned(desk: Desk, tools: Tools, case: CaseId) -> Plan:
    submit(desk, case)
    work_off(desk, tools)
    changes = desk.case(case).changes
    assert changes is not None, [row.payload for row in events(desk, case)[:1]]
    return from_bytes(desk.store.vault.of(case).get(changes.sha256))


def events(desk: Desk, case: CaseId) -> Any:
    with desk.store.reading() as session:
        return timeline_rows(session, case)


def refs(desk: Desk, case: CaseId) -> set[str]:
    return {document.ref for document in desk.documents(case)}


def test_a_fact_is_put_right_in_its_row_and_in_no_other(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.RECTIFICATION)
    before = ess.ask("select * from log order by id")
    decide(desk, case, Outcome.RECTIFIED, document_with(desk, case, "log:1"), values={"note": "Was on time."})
    plan = planned(desk, tools, case)
    (row,) = plan.rows
    assert (row.before["note"].shown, row.after["note"].shown) == ("Was late.", "Was on time.")  # type: ignore[index]
    assert row.changed == ("note",)
    assert ess.ask("select * from log order by id") == before, "a plan changes nothing"
    approve(desk, case)
    work_off(desk, tools)
    assert desk.case(case).changes.is_made  # type: ignore[union-attr]
    after = ess.ask("select * from log order by id")
    assert [line for line in after if line not in before] == [(before[0][:3] + ("Was on time.",) + before[0][4:])]
    assert after[1:] == before[1:]


def test_what_is_empty_is_filled_in_days_first(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.RECTIFICATION)
    decide(desk, case, Outcome.COMPLETED, document_with(desk, case, "log:2"), values={"n": "3", "at": "08/03/2026"})
    plan = planned(desk, tools, case)
    approve(desk, case)
    work_off(desk, tools)
    ((at, number),) = ess.ask("select at, n from log where id = 2")
    assert str(at) in ("2026-03-08", "08/03/2026")
    assert int(number) == 3
    assert plan.rows[0].after["at"].shown == str(at)  # type: ignore[index]


def test_a_row_is_deleted_before_the_entry_it_hangs_on_and_can_be_put_back(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.ERASURE)
    before = (ess.ask("select * from pupil order by ref"), ess.ask("select * from log order by id"))
    for ref in ("pupil:P1", "log:1", "log:2"):
        decide(desk, case, Outcome.ERASED, document_with(desk, case, ref))
    assert [row.table for row in planned(desk, tools, case).rows] == ["log", "log", "pupil"]
    approve(desk, case)
    work_off(desk, tools)
    assert ess.ask("select ref from pupil") == [("P2",)]
    assert ess.ask("select id from log") == [(3,)]
    desk.do(undoing.ask_undo, CaseCommand(case=case, actor=APPROVER))
    work_off(desk, tools)
    assert (ess.ask("select * from pupil order by ref"), ess.ask("select * from log order by id")) == before
    assert desk.case(case).stage is Stage.DECIDING


def test_an_entry_that_other_rows_hang_on_is_not_deleted(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.ERASURE)
    decide(desk, case, Outcome.ERASED, document_with(desk, case, "pupil:P1"))
    submit(desk, case)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    assert "hang on this one" in events(desk, case)[0].payload["reason"]
    assert len(ess.ask("select * from pupil")) == 2


def test_a_record_that_is_filed_under_somebody_else_is_left_to_its_owner(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.ERASURE)
    assert "log:3" in refs(desk, case)
    decide(desk, case, Outcome.ERASED, document_with(desk, case, "log:3"))
    plan = planned(desk, tools, case)
    assert plan.rows == ()
    assert [task.ref for task in plan.tasks] == ["log:3"]


def test_a_record_that_somebody_changed_meanwhile_is_not_touched(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = searched(desk, tools, Right.ERASURE)
    decide(desk, case, Outcome.ERASED, document_with(desk, case, "log:1"))
    decide(desk, case, Outcome.ERASED, document_with(desk, case, "log:2"))
    planned(desk, tools, case)
    ess.ask("update log set note = 'Was late, and sorry.' where id = 2")
    approve(desk, case)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    assert ess.ask("select id from log order by id") == [(1,), (2,), (3,)]
    submit(desk, case)
    work_off(desk, tools)
    assert "search the store again" in events(desk, case)[0].payload["reason"]


def test_a_key_that_was_given_to_somebody_else_since_the_search_is_not_touched(
    desk: Desk, tools: Tools, ess: Ess
) -> None:
    case = searched(desk, tools, Right.ERASURE)
    decide(desk, case, Outcome.ERASED, document_with(desk, case, "log:1"))
    ess.ask("delete from log where id = 1")
    ess.ask("insert into log values (1, 'P2', '2026-03-02', 'Was late.', null, 1.50)")
    submit(desk, case)
    work_off(desk, tools)
    assert desk.case(case).changes is None
    assert len(ess.ask("select * from log")) == 3


def test_a_table_with_triggers_of_its_own_is_left_to_its_owner(desk: Desk, tools: Tools, ess: Ess) -> None:
    if tools.ess_stores["case"].write.url.startswith("sqlite"):  # type: ignore[union-attr]
        ess.ask("create trigger t after update on log begin delete from pupil where ref = 'P2'; end")
    else:
        ess.ask("create function f() returns trigger language plpgsql as 'begin return new; end'")
        ess.ask("create trigger t after update on log for each row execute function f()")
    case = searched(desk, tools, Right.RECTIFICATION)
    decide(desk, case, Outcome.RECTIFIED, document_with(desk, case, "log:1"), values={"note": "Was on time."})
    submit(desk, case)
    work_off(desk, tools)
    assert "triggers of its own" in events(desk, case)[0].payload["reason"]
    assert len(ess.ask("select * from pupil")) == 2


def test_a_statement_and_a_mark_are_written_where_the_store_has_a_place_for_them(
    desk: Desk, tools: Tools, ess: Ess
) -> None:
    case = searched(desk, tools, Right.RECTIFICATION)
    decide(desk, case, Outcome.STATEMENT_ADDED, document_with(desk, case, "log:1"), statement="I was not late.")
    minutes = next(ref for ref in refs(desk, case) if ref.endswith("Minutes.txt"))
    decide(desk, case, Outcome.STATEMENT_ADDED, document_with(desk, case, minutes), statement="I was not there.")
    planned(desk, tools, case)
    approve(desk, case)
    work_off(desk, tools)
    assert ess.ask("select said from log where id = 1") == [("I was not late.",)]
    beside = ess.folder / "share" / f"{minutes}.statement.txt"
    assert beside.read_text() == "I was not there."
    limited = searched(desk, tools, Right.RESTRICTION)
    decide(desk, limited, Outcome.RESTRICTED, document_with(desk, limited, "pupil:P1"))
    planned(desk, tools, limited)
    approve(desk, limited)
    work_off(desk, tools)
    assert ess.ask("select ref, limited from pupil order by ref") == [("P1", 1), ("P2", 0)]


def erased_everywhere(desk: Desk, tools: Tools) -> CaseId:
    """A case that deletes a row and two files, approved."""
    case = searched(desk, tools, Right.ERASURE)
    for document in desk.documents(case):
        if document.source == "share" or document.ref == "log:1":
            decide(desk, case, Outcome.ERASED, document.key)
    plan = planned(desk, tools, case)
    assert (len(plan.rows), len(plan.files)) == (1, 2)
    approve(desk, case)
    return case


def left(ess: Ess) -> tuple[int, int]:
    """How many rows and files there are."""
    files = [path for path in (ess.folder / "share").rglob("*") if path.is_file()]
    return len(ess.ask("select * from log")), len(files)


def test_files_are_deleted_put_back_and_in_the_end_destroyed(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = erased_everywhere(desk, tools)
    work_off(desk, tools)
    assert left(ess) == (2, 0)
    assert [path for path in (ess.folder / "held").rglob("was-*")] != []
    desk.do(undoing.ask_undo, CaseCommand(case=case, actor=APPROVER))
    work_off(desk, tools)
    assert left(ess) == (3, 2)
    planned(desk, tools, case)
    approve(desk, case)
    work_off(desk, tools)
    assert left(ess) == (2, 0)
    desk.clock.move(days=15)
    work_off(desk, tools)
    assert list((ess.folder / "held").rglob("*")) == []
    assert desk.case(case).changes.is_final  # type: ignore[union-attr]
    with pytest.raises(Exception, match="not in the vault"):
        desk.store.vault.of(case).get(desk.case(case).changes.sha256)  # type: ignore[union-attr]


def test_once_a_deletion_is_final_the_portal_has_no_copy_of_the_record_either_and_its_record_still_holds(
    desk: Desk, tools: Tools, ess: Ess
) -> None:
    case = erased_everywhere(desk, tools)
    found = {document.ref: document for document in desk.documents(case)}
    gone = [document for ref, document in found.items() if document.source == "share" or ref == "log:1"]
    kept = found["log:2"]
    files = desk.store.vault.of(case)
    desk.within(lambda uow: [uow.full_text.put(case, TextKind.DOCUMENT, "Minutes", document=one.key) for one in gone])
    work_off(desk, tools)
    assert all(files.get(document.sha256) for document in gone), "while it can be put back, it can be looked at"
    desk.clock.move(days=15)
    work_off(desk, tools)
    for document in gone:
        with pytest.raises(NotFound):
            files.get(document.sha256)
    assert files.get(kept.sha256)
    left = {document.key: document for document in desk.documents(case)}
    assert {left[document.key].title for document in gone} == {"A record that was deleted"}
    assert traces(desk.store, desk.store.vault.root, ["Minutes", "Fenwick Orla"]) == {}
    with desk.store.reading() as session:
        assert session.scalars(select(TextEntry.document_id).where(TextEntry.document_id != "")).all() == []
        assert verify_chains(session).broken == ()
    assert "3 copies of ours" in sentence(events(desk, case)[0], {})


def test_when_one_store_refuses_the_other_is_put_back(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = erased_everywhere(desk, tools)
    minutes = next((ess.folder / "share").rglob("Minutes.txt"))
    minutes.write_text("Somebody wrote on.")
    work_off(desk, tools)
    assert left(ess) == (3, 2)
    assert desk.case(case).stage is Stage.DECIDING
    assert minutes.read_text() == "Somebody wrote on."


def test_a_store_that_is_away_is_tried_again_and_nothing_is_left_half(
    desk: Desk, tools: Tools, ess: Ess, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = erased_everywhere(desk, tools)

    def away(self: RowWriter) -> RowWriter:
        raise StoreBusy("The store's database does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(RowWriter, "__enter__", away)
        assert "postponed" in work_off(desk, tools)
    assert left(ess) == (3, 2)
    desk.clock.move(hours=1)
    work_off(desk, tools)
    assert left(ess) == (2, 0)
    assert desk.case(case).changes.is_made  # type: ignore[union-attr]


def test_work_that_was_done_and_not_recorded_is_recorded_and_not_done_again(desk: Desk, tools: Tools, ess: Ess) -> None:
    case = erased_everywhere(desk, tools)
    changes, files = desk.case(case).changes, desk.store.vault.of(case)
    assert changes is not None
    carrier = Carrier(from_bytes(files.get(changes.sha256)), changes.sha256, tools.ess_stores, files.get)
    carrier.carry_out()
    assert left(ess) == (2, 0)
    work_off(desk, tools)
    assert left(ess) == (2, 0)
    assert desk.case(case).changes.is_made  # type: ignore[union-attr]


def killed_at(step: int, tools: Tools, work: str, settings: StoreSettings) -> bool:
    """Do the work in a process of its own that dies at its n-th step; whether it got so far."""
    child = os.fork()
    if child == 0:  # pragma: no cover - the child dies
        try:
            TOOLS.set(replace(tools, store=open_store(settings)))
            die_at(step)
            perform(work)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def die_at(step: int) -> None:
    """Make this process die before or after the n-th thing that it does to a store or records."""
    count = iter(range(10_000))

    def dying(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def wrapped(*given: Any, **named: Any) -> Any:
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*given, **named)
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, wrapped)

    for owner, name in (
        (RowWriter, "delete"),
        (RowWriter, "insert"),
        (RowWriter, "update"),
        (RowWriter, "commit"),
        (os, "link"),
        (Path, "unlink"),
        (Path, "replace"),
        (Path, "rmdir"),
        (file_writer, "overwrite"),
        (UnitOfWork, "commit"),
    ):
        dying(owner, name)


def corrected_and_commented(desk: Desk, tools: Tools) -> CaseId:
    """A case that changes two rows and puts a statement beside a file, approved."""
    case = searched(desk, tools, Right.RECTIFICATION)
    decide(desk, case, Outcome.RECTIFIED, document_with(desk, case, "log:1"), values={"note": "Was on time."})
    decide(desk, case, Outcome.STATEMENT_ADDED, document_with(desk, case, "log:2"), statement="I was well.")
    minutes = next(ref for ref in refs(desk, case) if ref.endswith("Minutes.txt"))
    decide(desk, case, Outcome.STATEMENT_ADDED, document_with(desk, case, minutes), statement="I was not there.")
    planned(desk, tools, case)
    approve(desk, case)
    return case


def held(ess: Ess) -> tuple[list[list[tuple[Any, ...]]], dict[str, str]]:
    """Every row, and every file of the share with its words."""
    files = {path.name: path.read_text() for path in (ess.folder / "share").rglob("*") if path.is_file()}
    return ess.rows(), files


def work_of(desk: Desk, job: str) -> str:
    """The open work of a kind; "" once it is done."""
    return next((one.key for one in desk.within(due_of(desk)) if one.job == job), "")


@pytest.mark.parametrize(
    ("ess", "made"),
    [
        ("sqlite", erased_everywhere),
        ("postgresql", erased_everywhere),
        ("postgresql", corrected_and_commented),
    ],
    indirect=["ess"],
)
def test_killed_at_any_step_a_store_is_untouched_or_fully_changed_and_recorded(
    desk: Desk, tools: Tools, ess: Ess, tmp_path: Path, made: Callable[[Desk, Tools], CaseId]
) -> None:
    """While it is changed, put back, and what it could be put back from is destroyed: each killed at each step."""
    settings = StoreSettings(database_url=str(desk.store.engine.url), vault=tmp_path / "vault")
    before = held(ess)
    case, step, after = made(desk, tools), 0, before
    while killed_at(step, tools, work_of(desk, "carry_out_changes"), settings):
        rows, files = held(ess)
        changes = desk.case(case).changes
        assert changes is not None
        work_off(desk, tools)
        after = held(ess)
        assert rows in (before[0], after[0]), f"half a transaction after step {step}"
        assert files == before[1] or rows == after[0], f"files before rows after step {step}"
        if changes.is_made:
            assert (rows, files) == after, f"recorded and not done after step {step}"
        assert after != before
        assert desk.case(case).changes.is_made, f"not carried on after step {step}"  # type: ignore[union-attr]
        desk.do(undoing.ask_undo, CaseCommand(case=case, actor=APPROVER))
        killed_at(step, tools, work_of(desk, "undo_changes"), settings)
        assert held(ess)[0] in (before[0], after[0]), f"half put back after step {step}"
        work_off(desk, tools)
        assert held(ess) == before, f"not put back after step {step}"
        planned(desk, tools, case)
        approve(desk, case)
        step += 1
    assert step > 8
    assert (held(ess), desk.case(case).changes.is_made) == (after, True)  # type: ignore[union-attr]
    desk.clock.move(days=15)
    step = 0
    while (work := work_of(desk, "end_undo")) and killed_at(step, tools, work, settings):
        assert held(ess) == after, f"the store was touched after step {step}"
        step += 1
    work_off(desk, tools)
    assert step > 0
    assert (held(ess), list((ess.folder / "held").rglob("*"))) == (after, [])
    assert desk.case(case).changes.is_final  # type: ignore[union-attr]


@pytest.mark.parametrize("ess", ["sqlite"], indirect=True)
def test_killed_while_it_is_taken_back_every_store_is_as_it_was(
    desk: Desk, tools: Tools, ess: Ess, tmp_path: Path
) -> None:
    """The second store refuses after the first was changed; what puts the first back is killed at each of its steps."""
    settings = StoreSettings(database_url=str(desk.store.engine.url), vault=tmp_path / "vault")
    minutes = next((ess.folder / "share").rglob("Minutes.txt"))
    as_found = minutes.read_text()
    case, step, has_died = erased_everywhere(desk, tools), 0, True
    while has_died:
        minutes.write_text("Somebody wrote on.")
        as_it_stands = held(ess)
        has_died = killed_at(step, tools, work_of(desk, "carry_out_changes"), settings)
        work_off(desk, tools)
        assert held(ess) == as_it_stands, f"not as it was after step {step}"
        assert list((ess.folder / "held").rglob("*")) == []
        assert desk.case(case).stage is Stage.DECIDING
        minutes.write_text(as_found)
        planned(desk, tools, case)
        approve(desk, case)
        step += 1
    assert step > 8
