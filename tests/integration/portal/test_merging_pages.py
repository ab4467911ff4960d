"""Saying in the browser who is one person and who is two."""

import re
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.review_commands import RecordProposals
from requests_.services import reviewing
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import third_party

MERGE = {"person": ["person-1", "unknown-1"], "keep": "person-1"}


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """A letter with Dee Fox, who agreed to be shown, and somebody not listed."""
    case = desk.searching()
    for source in ("case", "share"):
        found = (found_document(sha256=desk.store.vault.of(case).put(b"a letter")),) if source == "case" else ()
        desk.searched(case, source, *found)
    [document] = desk.documents(case)
    desk.read(case, document.key)
    marks = (mark_of("Dee Fox"), mark_of("dee\nfox", person="unknown-1", disposition="refer"))
    stranger = third_party("dee fox.", key="unknown-1")
    desk.do(
        reviewing.record_proposals,
        RecordProposals(case=case, marks={document.key: marks}, unknown_people=(stranger,)),
    )
    desk.show(case)
    return case


def test_somebody_is_made_one_person_taken_out_again_and_put_back(caseworker: Any, desk: Desk, case: CaseId) -> None:
    path = f"/case/{desk.reference(case)}/people"
    assert 'value="unknown-1"' in caseworker.get(path).text
    form = caseworker.get(f"{path}/merge?person=person-1&person=unknown-1").text
    assert "The requester will then see “dee fox”: 1 place not shown now." in form
    for missing, says in (
        ({"keep": ""}, "Select whose entry is kept"),
        ({}, "Select what holds for them"),
        ({"decided_as": "person-1"}, "This shows 1 place to the requester"),
    ):
        refused = caseworker.post(f"{path}/merge", {**MERGE, **missing})
        assert (refused.status_code, says in refused.text) == (400, True), says
    caseworker.post(f"{path}/merge", {**MERGE, "decided_as": "person-1", "is_understood": "yes"})
    page = caseworker.get(path).text
    assert "They are one person now, named in 2 places." in page
    assert "unknown-1" not in page

    form = caseworker.get(f"{path}/person-1/split").text
    assert re.search(r"dee fox\.?", form)
    assert "Select the names" in caseworker.post(f"{path}/person-1/split", {"name": "Dee Foxley"}).text
    same = {"words": "dee fox", "name": "Dee Fox", "role": "third_party"}
    assert "Give them another name" in caseworker.post(f"{path}/person-1/split", same).text
    caseworker.post(f"{path}/person-1/split", {**same, "name": "Dee Foxley"})
    assert "They are two people now: 1 place to decide" in caseworker.get(path).text

    for undone in ("Entries were made one person last", "unknown-1"):
        caseworker.post(f"{path}/undo", {"change": desk.case(case).people_changes[-1].key})
        assert undone in caseworker.get(path).text
    history = caseworker.get(f"/case/{desk.reference(case)}/history").text
    assert "2 entries were made one person, named in 2 places, 1 of them shown because of it." in history
    assert history.count("What was merged or split last was put back.") == 2


def test_one_person_alone_or_nobody_is_not_merged_or_split(caseworker: Any, desk: Desk, case: CaseId) -> None:
    path = f"/case/{desk.reference(case)}/people"
    caseworker.get(f"{path}/merge?person=person-1")
    assert "Select two or more people" in caseworker.get(path).text
    assert caseworker.get(f"{path}/person-99/split").status_code == 404
    assert "goes by this one name everywhere" in caseworker.get(f"{path}/person-1/split").text


def test_a_merge_is_not_made_over_what_somebody_else_decided_meanwhile(
    caseworker: Any, approver: Any, desk: Desk, case: CaseId
) -> None:
    path = f"/case/{desk.reference(case)}/people"
    form = caseworker.get(f"{path}/merge?person=person-1&person=unknown-1").text
    seen = re.findall(r'name="seen" value="(\d+)"', form)
    approver.get(path)
    approver.post(f"{path}/withhold?person=unknown-1", {"person": "unknown-1", "record": "Not asked."})
    choice = {**MERGE, "decided_as": "person-1", "is_understood": "yes", "seen": seen[0]}
    told = caseworker.post(f"{path}/merge", choice)
    assert (told.status_code, "1 withheld" in told.text) == (409, True)
    assert desk.case(case).people_changes == ()
