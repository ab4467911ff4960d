"""Looking inside documents: from the queue, with nothing of what is looked for in an address."""

from typing import Any

from sqlalchemy import select, update

from requests_.model.staff import Role
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import ViewLogRow
from requests_.store.full_text import TextKind
from tests.factories.cases import Desk


def test_words_are_found_inside_a_document_and_stand_in_no_address(caseworker: Any, signed_in: Any, desk: Desk) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    desk.within(lambda uow: uow.full_text.put(case, TextKind.DOCUMENT, "She broke the greenhouse", document=document))
    caseworker.get("/inside")
    sent = caseworker.post("/inside", {"words": "Greenhouse"})
    assert sent.location == "/inside?find=1"
    page = caseworker.get(sent.location)
    assert f"/case/{desk.reference(case)}/documents/{document}" in page.text
    assert "1 place in the requests that are open to you" in page.text
    with desk.store.reading() as session:
        assert "text_search.show" in session.scalars(select(ViewLogRow.page)).all()
    caseworker.post("/inside", {"words": "greenhouse window"})
    assert "No request that is open to you says all of that." in caseworker.get("/inside?find=1").text
    officer = signed_in(Role.ESS_OFFICER)
    officer.get("/inside")
    officer.post("/inside", {"words": "Greenhouse"})
    assert desk.reference(case) not in officer.get("/inside?find=1").text
    desk.within(lambda uow: uow.session.execute(update(CaseRow).values(is_restricted=True)))
    caseworker.post("/inside", {"words": "Greenhouse"})
    assert desk.reference(case) not in caseworker.get("/inside?find=1").text


def test_nothing_typed_finds_nothing_and_anything_typed_is_answered(caseworker: Any, desk: Desk) -> None:
    desk.received()
    for typed in ("", " ", "%", "'; DROP TABLE", "&|!():*", "\x00", "x" * 10_000, "ünïcödé 漢字"):
        caseworker.get("/inside")
        sent = caseworker.post("/inside", {"words": typed})
        assert sent.status_code == 302, typed
        assert caseworker.get(sent.location).status_code == 200, typed
