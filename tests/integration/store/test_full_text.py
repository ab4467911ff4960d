"""Finding cases by what their texts say: for those who may open them, and with an index that tells nobody else."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update

from requests_.ids import CaseId
from requests_.model.staff import Actor, Role
from requests_.services.notes import AddNote, add_note
from requests_.store.case_tables import CaseRow
from requests_.store.full_text import TextKind, typed_digests
from requests_.store.queries.texts import FoundText, found_texts
from requests_.store.session import Store
from requests_.store.text_tables import TextEntry
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER, member
from workers.context import TOOLS, Tools, perform
from workers.mail.folder import FolderMailer
from workers.render.pdf import find_renderer

LETTER = "The panel heard that Zoë Okonkwo-Smythe had broken the greenhouse."


def put(desk: Desk, case: CaseId, words: str, document: str = "", kind: TextKind = TextKind.DOCUMENT) -> None:
    desk.within(lambda uow: uow.full_text.put(case, kind, words, document=document))


def found(desk: Desk, typed: str, actor: Actor = CASEWORKER, limit: int = 50) -> tuple[FoundText, ...]:
    with desk.store.reading() as session:
        return found_texts(session, typed_digests(desk.store.vault, typed), actor=actor, limit=limit)


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("greenhouse", True),
        ("GREENHOUSE panel", True),
        ("zoe", True),
        ("okonkwo", True),
        ("okonkwosmythe", True),
        ("greenhouse window", False),
        ("green", False),
        ("", False),
        ("  . ! ", False),
        ('greenhouse" OR "1', False),
        ("greenhouse & !panel", True),
    ],
)
def test_every_word_must_stand_in_the_text_as_people_type_it(store: Store, typed: str, is_found: bool) -> None:
    desk = Desk(store)
    case = desk.received()
    put(desk, case, LETTER)
    assert [row.reference for row in found(desk, typed)] == ([desk.reference(case)] if is_found else [])


def test_a_text_is_found_by_those_who_may_open_its_case_and_by_nobody_else(store: Store) -> None:
    desk = Desk(store)
    plain, restricted = desk.received(), desk.received()
    for case in (plain, restricted):
        put(desk, case, LETTER)
    named = desk.within(
        lambda uow: uow.staff.add(email="o@b.example", display_name="o", roles=(Role.ESS_OFFICER,), password_hash="")
    )
    close = update(CaseRow).where(CaseRow.id == restricted).values(is_restricted=True)
    desk.within(lambda uow: uow.session.execute(close))
    desk.within(lambda uow: uow.desk.name(restricted, named))

    def sees(actor: Actor) -> set[str]:
        return {row.reference for row in found(desk, "greenhouse", actor)}

    everyone, own = {desk.reference(plain)}, {desk.reference(restricted)}
    assert sees(member(Role.ESS_OFFICER, key=named)) == own
    assert sees(member(Role.CASEWORKER, key=named)) == everyone | own
    seen = {role: sees(member(role, key="somebody-else")) for role in Role}
    nothing = {Role.ESS_OFFICER, Role.MANAGER, Role.LEGAL_ADVISER, Role.ADMINISTRATOR}
    assert {role for role, cases in seen.items() if not cases} == nothing
    assert all(cases == everyone for role, cases in seen.items() if role not in nothing)


def test_a_note_and_the_request_are_found_and_a_document_that_is_read_again_is_found_by_its_new_words(
    store: Store,
) -> None:
    desk = Desk(store)
    case = desk.received(wording="Everything about the hornets' nest")
    desk.do(add_note, AddNote(case=case, words="Rang the headteacher", actor=CASEWORKER))
    put(desk, case, "the first scan", document="d-1")
    put(desk, case, "a better scan", document="d-1")
    kinds = [found(desk, typed) for typed in ("hornets", "headteacher", "better", "first")]
    assert [[row.kind for row in rows] for rows in kinds] == [["request"], ["note"], ["document"], []]


def test_no_word_of_a_text_stands_in_the_database_and_an_erased_case_is_not_found(store: Store, tmp_path: Path) -> None:
    desk = Desk(store)
    case, other = desk.received(), desk.received()
    for key in (case, other):
        put(desk, key, LETTER)
    with desk.store.reading() as session:
        kept = " ".join(session.scalars(select(TextEntry.words)))
        assert not [word for word in LETTER.casefold().split() if word.strip(".") in kept.split()]
    for path in tmp_path.glob("rights.sqlite*"):
        assert b"greenhouse" not in path.read_bytes().lower()
    desk.within(lambda uow: uow.full_text.forget(case))
    assert [row.reference for row in found(desk, "greenhouse")] == [desk.reference(other)]
    desk.store.vault.keys.destroy("full-text")  # without the key, the index means nothing
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(TextEntry)) == 1


def test_the_newest_cases_come_first_and_no_more_than_asked_for(store: Store) -> None:
    desk = Desk(store)
    today = desk.clock.london_date()
    cases = [desk.received(received_on=today - timedelta(days)) for days in (3, 1, 2)]
    for case in cases:
        put(desk, case, LETTER)
    rows = found(desk, "greenhouse", limit=2)
    assert [row.reference for row in rows] == [desk.reference(case) for case in (cases[1], cases[2])]


def test_the_index_is_the_databases_own_full_text(store: Store) -> None:
    desk = Desk(store)
    put(desk, desk.received(), LETTER)
    digest = typed_digests(store.vault, "greenhouse")[0]
    asked = {
        "sqlite": "SELECT count(*) FROM text_index WHERE text_index MATCH :word",
        "postgresql": "SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_text_entry_words' AND :word > ''",
    }
    with store.reading() as session:
        assert session.scalar(text(asked[store.engine.dialect.name]), {"word": digest}) == 1
    desk.within(lambda uow: uow.session.execute(delete(TextEntry)))
    if store.engine.dialect.name == "sqlite":
        with store.reading() as session:
            assert session.scalar(text(asked["sqlite"]), {"word": digest}) == 0


@pytest.fixture
def working(tmp_path: Path) -> Callable[[Desk], Tools]:
    from requests_.settings import ControllerProfile

    return lambda desk: Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=FolderMailer(tmp_path / "mails"),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )


def test_a_document_is_found_once_a_worker_has_read_it(sqlite_store: Store, working: Callable[[Desk], Tools]) -> None:
    desk = Desk(sqlite_store)
    case = desk.searching()
    sha256 = desk.store.vault.of(case).put(LETTER.encode())
    desk.searched(case, "case", found_document(sha256=sha256, file_name="letter.txt", media_type="text/plain"))
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
    token = TOOLS.set(working(desk))
    fates = [perform(work.key) for work in due if work.job == "read_document"]
    TOOLS.reset(token)
    assert fates == ["done"]
    (row,) = found(desk, "greenhouse okonkwo")
    assert (row.document, row.kind) == (desk.documents(case)[0].key, "document")
