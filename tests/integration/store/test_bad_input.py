"""What cannot be is refused with the rule's own sentence, and nothing of the case is changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from requests_.errors import RightsRequestError
from requests_.ids import CaseId
from requests_.model.commands import AskClarification, ExtendPeriod, RecordClarification, RefuseRequest
from requests_.model.events.base import DocumentOutcome, ExtensionReason, RefusalGround
from requests_.model.identity import Check, Evidence
from requests_.model.review_commands import DecideDocument, WithholdWords
from requests_.model.rights import AccessScope
from requests_.services import assessment, reviewing, withholding
from requests_.store.queries.case_queue import queue_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, data_subject, third_party

TODAY = date(2026, 6, 15)
Attempt = Callable[[Desk, CaseId], object]


def asked(desk: Desk) -> CaseId:
    case = desk.assessing()
    question = AskClarification(case=case, question="Which year?", actor=CASEWORKER)
    desk.do(assessment.ask_clarification, question)
    return case


def late(desk: Desk) -> CaseId:
    case = desk.assessing()
    desk.clock.move(days=31)
    return case


def quiet(desk: Desk) -> CaseId:
    """A case in which a part is withheld because telling of it would harm an investigation."""
    case = desk.reviewing()
    words = WithholdWords(
        case=case, words="late again", reason="S2P2_CRIME", record="Attendance, until 1 July.", actor=CASEWORKER
    )
    desk.do(withholding.withhold_words, words)
    return case


def answered(on: date) -> Attempt:
    return lambda desk, case: desk.do(
        assessment.record_clarification, RecordClarification(case=case, received_on=on, actor=CASEWORKER)
    )


def extended(explanation: str = "There are 4,000 pages.") -> Attempt:
    return lambda desk, case: desk.do(
        assessment.extend_period,
        ExtendPeriod(case=case, reason=ExtensionReason.COMPLEXITY, explanation=explanation, actor=CASEWORKER),
    )


def withheld(code: str) -> Attempt:
    return lambda desk, case: desk.do(
        reviewing.decide_document,
        DecideDocument(
            case=case,
            document=desk.documents(case)[0].key,
            outcome=DocumentOutcome.WITHHOLD,
            reason=code,
            record="The offence; the harm; 1 July.",
            actor=APPROVER,
        ),
    )


def refused(ground: RefusalGround, explanation: str = "There is a court order.") -> Attempt:
    return lambda desk, case: desk.do(
        assessment.refuse_request,
        RefuseRequest(case=case, ground=ground, explanation=explanation, actor=CASEWORKER),
    )


def shown(on: date) -> Attempt:
    return lambda desk, case: desk.accept_evidence(case, Check.IDENTITY, Evidence.PHOTO_IDENTITY, on=on)


def question(words: str) -> Attempt:
    return lambda desk, case: desk.do(
        assessment.ask_clarification, AskClarification(case=case, question=words, actor=CASEWORKER)
    )


BAD_INPUT: dict[str, tuple[Callable[[Desk], CaseId], Attempt, str]] = {
    "TL-2 evidence from before the request": (
        Desk.received,
        shown(TODAY - timedelta(days=1)),
        "between the day of the request and today",
    ),
    "TL-2 evidence from tomorrow": (
        Desk.received,
        shown(date(2026, 6, 16)),
        "between the day of the request and today",
    ),
    "TL-21 an answer from before its question": (
        asked,
        answered(TODAY - timedelta(days=1)),
        "between the day of the question and today",
    ),
    "TL-21 an answer from tomorrow": (asked, answered(date(2026, 6, 16)), "between the day of the question and today"),
    "TL-25 an answer to no question": (Desk.assessing, answered(TODAY), "No question to the requester is waiting"),
    "TL-33 an extension after its last day": (late, extended(), "a later notice does not move the due date"),
    "TL-35 an extension without a reason": (Desk.assessing, extended(" "), "the law wants it in the letter"),
    "EX a ground of Part 3 for what is held under the UK GDPR": (
        Desk.reviewing,
        withheld("P3_S45_4_A"),
        "not a ground under the UK GDPR",
    ),
    "EX a ground for a court only": (Desk.reviewing, withheld("S3P9_COURT_SOCIAL"), "Only a court may withhold"),
    "EX a refusal that somebody senior decides": (
        Desk.assessing,
        refused(RefusalGround.MANIFESTLY_UNFOUNDED),
        "decided by somebody who may sign off",
    ),
    "LT-2 a refusal that names somebody else": (
        Desk.assessing,
        refused(RefusalGround.NOT_ENTITLED, "It is about Dee  Fox too."),
        "names somebody else",
    ),
    "LT-3 an extension that hints at an investigation": (
        quiet,
        extended("The police have the file."),
        "hints at an investigation",
    ),
    "LT-5 a question in which words are still to be written": (
        Desk.assessing,
        question("[Write here: the question]"),
        "still to be written",
    ),
    "LT-5 a question that names the wrong law": (Desk.assessing, question("See section 51."), "section 51"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_refused_with_its_rule_and_changes_nothing(desk: Desk, name: str) -> None:
    prepare, attempt, says = BAD_INPUT[name]
    case = prepare(desk)
    desk.within(lambda uow: uow.people.add_people(case, (third_party(),)))
    before = (desk.case(case), desk.documents(case), len(desk.jobs(case)))
    with pytest.raises(RightsRequestError, match=says):
        attempt(desk, case)
    assert (desk.case(case), desk.documents(case), len(desk.jobs(case))) == before


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"received_on": date(2026, 6, 16)}, "cannot be in the future"),
        (
            {"scope": AccessScope(from_on=date(2026, 2, 1), until_on=date(2026, 1, 31))},
            "same as or after the first date",
        ),
        ({"subject": data_subject(date_of_birth=date(2026, 6, 16))}, "born after the day"),
    ],
)
def test_TL_1_a_request_with_a_day_that_cannot_be_opens_no_case(
    desk: Desk, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(RightsRequestError, match=says):
        desk.received(**changes)
    with desk.store.reading() as session:
        assert queue_rows(session) == ()
