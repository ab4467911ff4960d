"""The pages of the rights other than access, from the first decision to the answer."""

from pathlib import Path
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.answers import answer_kind
from requests_.model.case import Stage
from requests_.model.correspondence import LetterKind
from requests_.model.letters.draft import draft
from requests_.model.letters.facts import Refused
from requests_.model.outcome_terms import Outcome
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.model.staff import Role
from requests_.store.queries.letters import facts_for
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import data_subject, requester
from tests.factories.rights import approve, decide, deciding_case, record_document, submit, tools_for, work_off
from workers.mail.folder import FolderMailer

DECISION = {
    "outcome": "rectified",
    "nature": "fact",
    "words": "You were on time that day.",
    "record": "The school's register says so.",
    "value_0": "7",
    "value_1": "Was on time.",
}
DONE = {"done_on-day": "15", "done_on-month": "6", "done_on-year": "2026", "evidence": "Mail of the team."}


@pytest.fixture
def case(desk: Desk) -> CaseId:
    return deciding_case(desk, Right.RECTIFICATION, record_document(desk))


def press(visitor: Any, page: str, fields: dict[str, Any] | None = None, *, seen: str = "") -> Any:
    visitor.get(seen or page)
    return visitor.post(page, fields)


def test_a_record_is_put_right_from_the_first_decision_to_the_answer(
    caseworker: Any, approver: Any, desk: Desk, case: CaseId, tmp_path: Path
) -> None:
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    page, record = f"/case/{desk.reference(case)}", desk.documents(case)[0].key
    assert "Decide record by record" in caseworker.get(page).text
    shown = caseworker.get(f"{page}/records/{record}").text
    assert "Was late." in shown
    assert press(caseworker, f"{page}/records/{record}", DECISION).status_code == 302
    assert "Put right" in caseworker.get(f"{page}/records").text
    assert "You were on time that day." in caseworker.get(f"{page}/records/{record}").text
    press(caseworker, f"{page}/records/submit", seen=f"{page}/records")
    assert "being worked out" in caseworker.get(page).text
    work_off(desk, tools)
    assert "Waiting for approval" in caseworker.get(page).text
    changes = desk.case(case).changes
    assert changes is not None
    assert "Was on time." in approver.get(f"{page}/changes").text
    press(approver, f"{page}/changes/approve", {"plan": changes.sha256}, seen=f"{page}/changes")
    work_off(desk, tools)
    (task,) = desk.case(case).open_tasks
    assert press(caseworker, f"{page}/tasks/{task}", DONE).status_code == 302
    assert "Tell everybody who was given it" in caseworker.get(page).text
    told = {"recipient": "police", "name": "County police", "email": "dp@police.example", "words": "It is put right."}
    assert press(caseworker, f"{page}/notices", told).status_code == 302
    work_off(desk, tools)
    assert "County police" in caseworker.get(f"{page}/notices").text
    assert "You were on time that day." in caseworker.get(f"{page}/answer").text
    press(caseworker, f"{page}/answer", {"words": "We put it right."})
    assert desk.case(case).stage is Stage.RESPONDED
    assert "The answer was sent" in caseworker.get(page).text


def test_changes_are_sent_back_with_what_is_to_be_changed_and_whoever_decided_reads_it(
    caseworker: Any, approver: Any, desk: Desk, case: CaseId, tmp_path: Path
) -> None:
    page = f"/case/{desk.reference(case)}"
    decide(desk, case, Outcome.REFUSED_ACCURATE, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path / "mail")))
    refused = press(approver, f"{page}/changes/return", seen=f"{page}/changes")
    assert refused.status_code == 400
    assert "Write what has to be changed" in refused.text
    assert press(approver, f"{page}/changes/return", {"changes": "Ask the school first."}).status_code == 302
    assert "Ask the school first." in caseworker.get(page).text
    assert "Ask the school first." in caseworker.get(f"{page}/history").text
    submit(desk, case)
    assert "Ask the school first." in approver.get(f"{page}/changes").text


def test_records_that_nobody_decided_about_are_counted_for_whoever_approves_and_for_whoever_asked(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = deciding_case(desk, Right.ERASURE, *(found_document(ref=f"note-{number}") for number in range(3)))
    page = f"/case/{desk.reference(case)}"
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    assert "2 records without a decision" in caseworker.get(f"{page}/records").text
    refused = press(caseworker, f"{page}/records/submit", seen=f"{page}/records")
    assert refused.status_code == 400
    assert "Not decided yet: 2 of the records" in refused.text
    assert desk.case(case).stage is Stage.DECIDING
    why = {"because": "The school year is not over."}
    assert press(caseworker, f"{page}/records/submit", why, seen=f"{page}/records").status_code == 302
    shown = approver.get(f"{page}/changes").text
    assert "Nothing was decided about 2 records of 3" in shown
    assert "The school year is not over." in shown
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.PART_REFUSAL, written_on=desk.clock.london_date(), words="Gone.")
    # Not the letter that says that everything was deleted, whatever its writer adds.
    assert answer_kind(desk.case(case), facts.laws) is LetterKind.PART_REFUSAL
    told = draft(LetterKind.PART_REFUSAL, facts).facts
    assert isinstance(told, Refused)
    assert told.reasons == (
        "Gone.\nIn numbers: we found 3 records. We did what you asked with 1, and did not with 0. 2 stay as they are, "
        "because we decided nothing about them. The school year is not over."
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"outcome": ""}, "Select what you decided"),
        ({"outcome": "erased"}, "Select what you decided"),
        ({"nature": "opinion"}, "An opinion stays"),
        ({"value_1": "Was late."}, "Enter what the record should say"),
        ({"words": ""}, "Write what the letter says"),
        ({"outcome": "statement_added"}, "in their words"),
    ],
)
def test_a_decision_that_cannot_be_says_why_at_its_field(
    caseworker: Any, desk: Desk, case: CaseId, changed: dict[str, str], says: str
) -> None:
    record = desk.documents(case)[0].key
    refused = press(caseworker, f"/case/{desk.reference(case)}/records/{record}", {**DECISION, **changed})
    assert refused.status_code == 400
    assert says in refused.text
    assert desk.case(case).decisions == {}


def test_who_decided_does_not_approve(signed_in: Any, desk: Desk, case: CaseId, tmp_path: Path) -> None:
    both = signed_in(Role.APPROVER)
    page, record = f"/case/{desk.reference(case)}", desk.documents(case)[0].key
    press(both, f"{page}/records/{record}", DECISION)
    press(both, f"{page}/records/submit", seen=f"{page}/records")
    work_off(desk, tools_for(desk, {}, FolderMailer(tmp_path / "mail")))
    changes = desk.case(case).changes
    assert changes is not None
    refused = press(both, f"{page}/changes/approve", {"plan": changes.sha256}, seen=f"{page}/changes")
    assert refused.status_code == 409
    assert "second person" in refused.text


def test_whoever_reviews_or_decides_is_told_that_the_use_of_a_record_is_limited(
    caseworker: Any, desk: Desk, tmp_path: Path
) -> None:
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    limited = deciding_case(desk, Right.RESTRICTION, record_document(desk))
    decide(desk, limited, Outcome.RESTRICTED, desk.documents(limited)[0].key)
    submit(desk, limited)
    work_off(desk, tools)
    other, says = deciding_case(desk, Right.RECTIFICATION, record_document(desk)), "limited by another request"
    page = f"/case/{desk.reference(other)}/records/{desk.documents(other)[0].key}"
    assert says not in caseworker.get(page).text  # decided, and not done yet
    approve(desk, limited)
    work_off(desk, tools)
    shown = caseworker.get(page).text
    assert says in shown
    assert "that is being checked" in shown
    asked = desk.searching(capacity=Capacity.SUBJECT, requester=requester(name="Orla Fenwick", relation=""))
    desk.searched(asked, "case", record_document(desk))
    review = f"/case/{desk.reference(asked)}/documents/{desk.documents(asked)[0].key}"
    assert says in caseworker.get(review).text


def test_whoever_decides_about_deleting_sees_what_the_portal_holds_from_other_requests(
    caseworker: Any, desk: Desk
) -> None:
    own = dict(capacity=Capacity.SUBJECT, requester=requester(name="Orla Fenwick", relation=""))
    earlier, other = desk.received(**own), desk.received(subject=data_subject(given_name="Kit", family_name="Oakes"))
    erasure = deciding_case(desk, Right.ERASURE, record_document(desk))
    shown = caseworker.get(f"/case/{desk.reference(erasure)}/records").text
    assert "What this portal holds from other requests" in shown
    assert desk.reference(earlier) in shown
    assert "only possibly about this person" in shown
    assert "Stays. It is not over yet." in shown
    assert desk.reference(other) not in shown
    rectification = deciding_case(desk, Right.RECTIFICATION, record_document(desk))
    assert "other requests" not in caseworker.get(f"/case/{desk.reference(rectification)}/records").text
