"""Two people on one case at once: the second is told what changed, and nothing is written over."""

import re
from typing import Any

from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.services import following
from tests.factories.cases import Desk
from tests.factories.people import requester_of

ASK = {"team": "legal", "name": "Legal services", "email": "legal@brackenford.example", "words": "Is this privileged?"}
ASK |= {"due_on-day": "29", "due_on-month": "6", "due_on-year": "2026"}
EXTEND = {"reason": "complexity", "explanation": "Twelve schools have to be asked, one after the other."}


def seen_on(page: Any) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found
    return found[1]


def test_the_second_is_told_what_the_first_did_and_nothing_is_done_twice(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    path = f"/case/{desk.reference(case)}"
    first, second = seen_on(caseworker.get(path)), seen_on(approver.get(path))
    assert first == second
    assert (
        caseworker.post(f"{path}/accept", {"sources": ["case"], "because": "Never there.", "seen": first}).status_code
        == 302
    )
    version = desk.case(case).version
    told = approver.post(f"{path}/accept", {"sources": ["case", "share"], "seen": second})
    assert told.status_code == 409
    assert "Accepted. The search of 1 source began." in told.text
    assert "Tamsin Hale" in told.text
    assert desk.case(case).version == version
    assert desk.case(case).pending_sources == ("case",)


def test_whoever_knows_what_happened_may_send_the_same_form_again(caseworker: Any, approver: Any, desk: Desk) -> None:
    case = desk.searching()
    path = f"/case/{desk.reference(case)}"
    seen = seen_on(approver.get(path))
    assert caseworker.post(f"{path}/extend", {**EXTEND, "seen": seen_on(caseworker.get(path))}).status_code == 302
    told = approver.post(f"{path}/teams", {**ASK, "seen": seen})
    assert told.status_code == 409
    assert "A letter was written, and counts once it has left" in told.text
    assert desk.case(case).enquiries == {}
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', told.text))
    assert {name: fields[name] for name in ASK} == ASK
    assert approver.post(f"{path}/teams", fields).status_code == 302
    assert len(desk.case(case).enquiries) == 1


def test_what_the_requester_does_is_told_and_what_the_portal_does_holds_nobody_up(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    path = f"/case/{desk.reference(case)}"
    seen = seen_on(caseworker.get(path))
    for source in ("case", "share"):
        desk.searched(case, source)
    assert caseworker.post(f"{path}/extend", {**EXTEND, "seen": seen}).status_code == 302
    seen = seen_on(caseworker.get(path))
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    told = caseworker.post(f"{path}/clarify", {"question": "Which?", "seen": seen})
    assert told.status_code == 409
    assert "The requester took the request back" in told.text
    assert desk.case(case).stage is Stage.WITHDRAWN


def test_two_reviewers_decide_other_documents_side_by_side_and_never_the_same_mark_unawares(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    path = f"/case/{desk.reference(case)}/documents/{document}"
    mark = desk.within(lambda uow: uow.documents.marks(case))[0].key
    pages = [visitor.get(path) for visitor in (caseworker, approver)]
    desk.clock.move(minutes=1)
    fields: dict[str, Any] = {"mark": [mark], "decision": "withhold"}
    assert caseworker.post(f"{path}/marks", {**fields, "seen": seen_on(pages[0])}).status_code == 302
    told = approver.post(f"{path}/marks", {**fields, "decision": "disclose", "seen": seen_on(pages[1])})
    assert told.status_code == 409
    assert "Marks decided: 1 withheld." in told.text
    assert desk.within(lambda uow: uow.documents.marks(case))[0].decision == "withhold"
    # Her own next step, and another person's decision about the document as a whole, are not held up by that.
    assert caseworker.post(f"{path}/marks", {**fields, "seen": seen_on(pages[0])}).status_code == 302
    decided = approver.post(f"{path}/outcome", {"outcome": "include", "seen": seen_on(pages[1])})
    assert decided.status_code in (302, 400)
