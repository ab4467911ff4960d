"""What cannot be is refused at its field, in the rule's own words, and what was typed is still there."""

from collections.abc import Callable
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.services import assessment
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, third_party


def day(number: str, month: str = "6", year: str = "2026") -> dict[str, str]:
    return {"received_on-day": number, "received_on-month": month, "received_on-year": year}


def asked(desk: Desk) -> CaseId:
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    return case


def late(desk: Desk) -> CaseId:
    return desk.assessing(received_on=desk.clock.london_date().replace(month=5, day=1))


IDENTITY = {"evidence": "photo_identity"}
QUESTION = {"question": "Which year?", "reason": "period", "needed_for": "Nine years are held."}
LONGER = {"reason": "complexity", "explanation": "There are 4,000 pages."}
CASES: dict[str, tuple[Callable[[Desk], CaseId], str, dict[str, str], str, str]] = {
    "31 February": (
        Desk.received, "/evidence/identity", IDENTITY | day("31", "2"), "received_on-day", "must be a real date"
    ),
    "evidence from before the request": (
        Desk.received, "/evidence/identity", IDENTITY | day("1"), "received_on-day", "between the day of the request"
    ),
    "evidence from tomorrow": (
        Desk.received, "/evidence/identity", IDENTITY | day("16"), "received_on-day", "must be today or in the past"
    ),
    "an answer from before its question": (
        asked, "/clarified", day("14"), "received_on-day", "between the day of the question and today"
    ),
    "an extension after its last day": (late, "/extend", LONGER, "reason", "does not move the due date"),
    "a refusal that somebody senior decides": (
        Desk.assessing,
        "/refuse",
        {"ground": "manifestly_excessive", "explanation": "It is the tenth."},
        "ground",
        "decided by somebody who may sign off",
    ),
    "a refusal that names somebody else": (
        Desk.assessing,
        "/refuse",
        {"ground": "not_entitled", "explanation": "It is about Dee Fox."},
        "explanation",
        "names somebody else",
    ),
    "a question that names somebody else": (
        Desk.assessing, "/clarify", QUESTION | {"question": "Do you mean Dee Fox?"}, "question", "names somebody else"
    ),
    "reasons for more time that name somebody else": (
        Desk.assessing, "/extend", LONGER | {"explanation": "Dee Fox is asked."}, "explanation", "names somebody else"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_at_its_field_and_changes_nothing(caseworker: Any, desk: Desk, name: str) -> None:
    prepare, action, fields, field, says = CASES[name]
    case = prepare(desk)
    desk.within(lambda uow: uow.people.add_people(case, (third_party(),)))
    page, before = f"/case/{desk.reference(case)}", desk.case(case)
    caseworker.get(page)
    refused = caseworker.post(f"{page}{action}", fields)
    assert refused.status_code == 400
    assert says in refused.text
    assert f'href="#{field}' in refused.text
    assert desk.case(case) == before
    for typed in fields.values():
        assert typed in refused.text
