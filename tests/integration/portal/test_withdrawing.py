"""Whoever takes a request back by telephone, by letter or in person is told in writing, and it can go on again."""

from typing import Any

import pytest

from portal.web.resources import Resources
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.correspondence import LetterKind
from requests_.model.letters.check import check_letter
from requests_.model.letters.draft import draft
from requests_.store.queries.letters import facts_for
from templates.letter_text import read_letter
from tests.factories.cases import Desk
from tests.factories.people import requester
from tests.integration.store.test_reopening import reopen

ON = {"told_on-day": "15", "told_on-month": "6", "told_on-year": "2026"}
SAID = {"channel": "phone", "words": "His mother rang; I called her back on the number we hold.", **ON}


def take_back(caseworker: Any, desk: Desk, case: CaseId, **changes: str) -> Any:
    page = f"/case/{desk.reference(case)}/withdraw"
    caseworker.get(page)
    return caseworker.post(page, {**SAID, **changes})


def test_a_request_taken_back_by_telephone_ends_is_confirmed_in_writing_and_can_go_on(
    caseworker: Any, desk: Desk, handed_in: Resources
) -> None:
    case = desk.searching()
    page = f"/case/{desk.reference(case)}"
    assert "They take the request back" in caseworker.get(page).text
    assert take_back(caseworker, desk, case, words=" ").status_code == 400
    before = {**ON, "told_on-year": "2025"}
    assert "between the day it came and today" in take_back(caseworker, desk, case, **before).text
    assert take_back(caseworker, desk, case).status_code == 302
    assert desk.case(case).stage is Stage.WITHDRAWN
    # Nothing is searched any more; what is left to do is to tell them.
    assert [job for job, _ in desk.jobs(case) if job != "send_message"] == []
    history = caseworker.get(f"{page}/history").text
    assert "The requester took the request back on 15 June 2026 (telephone)." in history
    assert "I called her back on the number we hold." in history
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.WITHDRAWAL_CONFIRMED, written_on=desk.clock.london_date())
    letter = draft(LetterKind.WITHDRAWAL_CONFIRMED, facts)
    text = read_letter(handed_in.write_letter(letter, "standard", None))
    assert "On 15 June 2026 we were told by telephone that you took your request back." in text.said
    assert check_letter(letter.kind, letter.head.regime, letter.head.written_on, text) == []
    reopen(desk, case)
    assert desk.case(case).stage is Stage.ASSESSING


@pytest.mark.parametrize(("email", "to_post"), [("maeve@fenwick.example", 0), ("", 1)])
def test_whoever_has_no_mailbox_is_told_by_post(caseworker: Any, desk: Desk, email: str, to_post: int) -> None:
    case = desk.received(requester=requester(email=email, address="4 Mill Lane"))
    take_back(caseworker, desk, case)
    kinds = [letter.kind for letter in desk.case(case).to_post]
    assert kinds.count(LetterKind.WITHDRAWAL_CONFIRMED) == to_post
