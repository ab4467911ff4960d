"""The lists of the queue: which case stands in which, in what order, and who may know of it."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from requests_.ids import CaseId, new_id
from requests_.model.commands import RefuseRequest, RequestEvidence
from requests_.model.desk import PageMark, QueueFilters, QueueView, Sort
from requests_.model.events.base import RefusalGround
from requests_.model.identity import Check
from requests_.model.rights import Right
from requests_.model.staff import Actor, Role
from requests_.services import identity
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import words_in
from requests_.store.desk_tables import CaseAccess, CaseWord
from requests_.store.queries import case_queue
from requests_.store.queries import queue_page as queue_page_module
from requests_.store.queries.case_queue import QueueRow
from requests_.store.queries.queue_page import MOST_COUNTED, queue_head, queue_page
from requests_.store.rebuild import rebuild_queue
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, data_subject, member, requester


def rows_of(desk: Desk, view: QueueView = QueueView.OPEN, **options: object) -> tuple[QueueRow, ...]:
    chosen = {name: options.pop(name) for name in ("right", "stage", "assigned", "sort") if name in options}
    values = dict(actor=CASEWORKER, today=desk.clock.london_date()) | options
    with desk.store.reading() as session:
        return case_queue.queue_rows(session, QueueFilters(view=view, **chosen), **values)  # type: ignore[arg-type]


def names(rows: tuple[QueueRow, ...]) -> list[str]:
    """The data subjects' given names, in the order of the rows."""
    return [row.subject_name.partition(" ")[0] for row in rows]


def counts(desk: Desk, actor: Actor = CASEWORKER) -> dict[QueueView, int]:
    with desk.store.reading() as session:
        return queue_head(session, actor=actor, today=desk.clock.london_date()).counts


def account(desk: Desk, name: str, *roles: Role) -> Actor:
    key = desk.within(
        lambda uow: uow.staff.add(email=f"{name}@brackenford.example", display_name=name, roles=roles, password_hash="")
    )
    return member(*roles, key=key)


def change(desk: Desk, case: CaseId, **values: object) -> None:
    desk.within(lambda uow: uow.session.execute(update(CaseRow).where(CaseRow.id == case).values(**values)))


def name_on(desk: Desk, case: CaseId, actor: Actor) -> None:
    desk.within(lambda uow: uow.session.add(CaseAccess(case_id=case, staff_id=actor.key)))


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """Three cases, received out of order; the clock of a fourth has not started; a fifth is refused."""
    today = desk.clock.london_date()
    for name, days in (("Bea", 25), ("Ada", 40), ("Cy", 1)):
        desk.received(subject=data_subject(given_name=name), received_on=today - timedelta(days))
    waiting = desk.received(subject=data_subject(given_name="Di", family_name="O'Hara_%"))
    desk.do(identity.request_evidence, RequestEvidence(case=waiting, check=Check.IDENTITY, actor=CASEWORKER))
    refused = desk.received(subject=data_subject(given_name="Ed"))
    refusal = RefuseRequest(case=refused, ground=RefusalGround.NOT_ENTITLED, explanation="No.", actor=CASEWORKER)
    desk.refuse(refusal)
    return desk


@pytest.mark.parametrize(
    ("view", "listed"),
    [
        (QueueView.OPEN, ["Ada", "Bea", "Cy", "Di"]),
        (QueueView.UNASSIGNED, ["Ada", "Bea", "Cy", "Di"]),
        (QueueView.MINE, []),
        (QueueView.SECOND_PERSON, []),
        (QueueView.REQUESTER, ["Di"]),
        (QueueView.TEAM, []),
        (QueueView.SOON, ["Bea"]),
        (QueueView.OVERDUE, ["Ada"]),
        (QueueView.ENDED, ["Ed"]),
        (QueueView.ALL, ["Ada", "Bea", "Cy", "Di", "Ed"]),
    ],
)
def test_every_case_stands_in_its_lists_what_is_due_first_stands_first(
    crowd: Desk, view: QueueView, listed: list[str]
) -> None:
    found = names(rows_of(crowd, view))
    assert sorted(found) == listed if view is QueueView.ALL else found == listed
    assert counts(crowd).get(view, len(listed)) == len(listed)


def test_a_case_given_to_somebody_is_theirs_and_no_longer_nobodys(crowd: Desk) -> None:
    sam = account(crowd, "Sam Reid", Role.CASEWORKER)
    first = rows_of(crowd)[0]
    change(crowd, first.case, assigned_to=sam.key)
    assert [row.assigned_to for row in rows_of(crowd, QueueView.MINE, actor=sam)] == ["Sam Reid"]
    assert first.case not in {row.case for row in rows_of(crowd, QueueView.UNASSIGNED)}
    assert names(rows_of(crowd, assigned=sam.key)) == ["Ada"]


def test_filters_narrow_every_list(crowd: Desk) -> None:
    crowd.received(subject=data_subject(given_name="Flo"), right=Right.ERASURE)
    assert names(rows_of(crowd, right="erasure")) == ["Flo"]
    assert names(rows_of(crowd, QueueView.ALL, stage="refused")) == ["Ed"]
    assert names(rows_of(crowd, right="erasure", stage="refused")) == []


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_there_and_back_are_the_whole_list_in_order(crowd: Desk, sort: Sort, size: int) -> None:
    whole = [row.case for row in rows_of(crowd, QueueView.ALL, sort=sort)]
    there: list[QueueRow] = []
    while page := rows_of(crowd, QueueView.ALL, sort=sort, limit=size, mark=there[-1].mark if there else None):
        there += page
    assert [row.case for row in there] == whole
    back: list[QueueRow] = [there[-1]]
    while page := rows_of(
        crowd,
        QueueView.ALL,
        sort=sort,
        limit=size,
        mark=PageMark(back[0].sorted_on, back[0].case, is_before=True),
    ):
        back = [*page, *back]
    assert [row.case for row in back] == whole


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ada", ["Ada"]),
        (" FENWICK ", ["Ada", "Bea", "Cy", "Di"]),
        ("fenw ad", ["Ada"]),
        ("o'hara", ["Di"]),
        ("hara", ["Di"]),
        ("rr-2026-{cy}", ["Cy"]),
        ("{cy}", ["Cy"]),
        ("nobody", []),
        ("%", []),
        ("_%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_a_search_finds_by_the_beginnings_of_words_and_takes_no_sign_for_another(
    crowd: Desk, search: str, found: list[str]
) -> None:
    (cy,) = (row.reference.split("-")[2] for row in rows_of(crowd) if row.subject_name.startswith("Cy"))
    assert names(rows_of(crowd, search=search.format(cy=cy))) == found


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "lukasz", "Łukasz", "zoe lukasz", "mill", "a123", "Maeve", "сыр"])
def test_a_case_is_found_by_its_names_school_and_pupil_number_however_they_are_typed(desk: Desk, typed: str) -> None:
    desk.received(
        subject=data_subject(given_name="Zoë", other_names=("Łukasz",), school="Mill Lane", upn="A123456789012"),
        requester=requester(name="Maeve Сыркин"),
    )
    desk.received(subject=data_subject(given_name="Orla"), requester=requester(name="Una Fenwick"))
    assert names(rows_of(desk, search=typed)) == ["Zoë"]


def test_a_restricted_case_is_counted_and_never_found_by_name(crowd: Desk) -> None:
    case = rows_of(crowd)[0].case
    change(crowd, case, is_restricted=True)
    assert names(rows_of(crowd)) == ["", "Bea", "Cy", "Di"]
    assert names(rows_of(crowd, search="fenwick")) == ["Bea", "Cy", "Di"]
    sam = account(crowd, "Sam Reid", Role.CASEWORKER)
    name_on(crowd, case, sam)
    assert names(rows_of(crowd, actor=sam, search="fenwick")) == ["Ada", "Bea", "Cy", "Di"]


def test_who_supplies_records_sees_the_cases_they_are_named_on(crowd: Desk) -> None:
    officer = account(crowd, "Nia Bell", Role.ESS_OFFICER)
    assert (rows_of(crowd, actor=officer), counts(crowd, officer)[QueueView.OPEN]) == ((), 0)
    name_on(crowd, rows_of(crowd)[1].case, officer)
    assert (names(rows_of(crowd, actor=officer)), counts(crowd, officer)[QueueView.OPEN]) == (["Bea"], 1)


def test_a_long_list_is_counted_so_far_and_no_further(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        desk.received()
    monkeypatch.setattr(queue_page_module, "MOST_COUNTED", 2)
    assert counts(desk)[QueueView.OPEN] == 3
    assert MOST_COUNTED == 1_000


def test_the_queue_written_again_is_the_queue_that_was(crowd: Desk) -> None:
    before = [rows_of(crowd, view) for view in QueueView]
    crowd.within(lambda uow: uow.session.execute(update(CaseRow).values(case_list="open", waits_for="", stage="")))
    crowd.within(lambda uow: uow.session.execute(text("DELETE FROM case_word")))
    crowd.clock.move(days=0)
    assert rebuild_queue(crowd.store) == 5
    assert [rows_of(crowd, view) for view in QueueView] == before
    assert names(rows_of(crowd, search="hara")) == ["Di"]


def test_one_page_of_the_queue_and_its_head_are_as_they_would_be_alone(crowd: Desk) -> None:
    asked = dict(actor=CASEWORKER, today=crowd.clock.london_date())
    with crowd.store.reading() as session:
        page = queue_page(session, QueueFilters(), **asked, search="fenwick", mark=None, limit=50)  # type: ignore[arg-type]
        assert page.rows == case_queue.queue_rows(session, **asked, search="fenwick")  # type: ignore[arg-type]
        assert page.head == queue_head(session, **asked)  # type: ignore[arg-type]


PLANS = {
    "open": (QueueFilters(), "ix_rights_case_list_queue_on"),
    "mine": (QueueFilters(view=QueueView.MINE), "ix_rights_case_assigned_to"),
    "waiting": (QueueFilters(view=QueueView.REQUESTER), "ix_rights_case_waits_for"),
    "overdue": (QueueFilters(view=QueueView.OVERDUE), "ix_rights_case_list_queue_on"),
    "unanswered": (QueueFilters(view=QueueView.UNANSWERED), "ix_rights_case_waits_for"),
    "ended": (QueueFilters(view=QueueView.ENDED, sort=Sort.NEWEST), "ix_rights_case_list_received_on"),
    "all": (QueueFilters(view=QueueView.ALL, sort=Sort.NEWEST), "ix_rights_case_received_on_id"),
}


def test_words_are_kept_once_and_a_number_stays_one() -> None:
    assert words_in(("O'Hara-Lynn", "A123 456")) == {"oharalynn", "o", "hara", "lynn", "a123", "456"}


def fill(desk: Desk, cases: int) -> None:
    """Many cases, straight into the tables."""
    template = rows_of(desk)[0].case
    with desk.store.unit_of_work() as uow:
        row = uow.session.get_one(CaseRow, template)
        values = {column.name: getattr(row, column.name) for column in CaseRow.__table__.columns}
        made = [
            values
            | dict(
                id=new_id(),
                reference=f"X-{number}",
                form_token=new_id(),
                queue_on=row.queue_on + timedelta(number % 90 - 45),
                received_on=row.received_on - timedelta(number % 400),
                case_list="open" if number % 10 == 0 else "ended",
                waits_for="requester" if number % 50 == 0 else "",
            )
            for number in range(cases)
        ]
        uow.session.execute(CaseRow.__table__.insert(), made)
        uow.session.execute(
            CaseWord.__table__.insert(), [{"word": f"w{n}", "case_id": row["id"]} for n, row in enumerate(made)]
        )
        uow.commit()
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def test_every_list_is_read_along_an_index_and_sorts_nothing(desk: Desk) -> None:
    desk.received()
    fill(desk, 3_000)
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[desk.store.engine.dialect.name]
    plans = {}
    with desk.store.engine.connect() as connection:
        for name, (filters, _) in PLANS.items():
            query = case_queue.list_query(filters, actor=CASEWORKER, today=desk.clock.london_date(), limit=26)
            spelled = query.compile(desk.store.engine, compile_kwargs={"literal_binds": True})
            plans[name] = "\n".join(str(row) for row in connection.exec_driver_sql(f"{explain}{spelled}"))
    for name, (_, index) in PLANS.items():
        assert index in plans[name], plans[name]
        assert "TEMP B-TREE FOR ORDER BY" not in plans[name].upper(), plans[name]
        assert "Seq Scan on rights_case" not in plans[name], plans[name]
