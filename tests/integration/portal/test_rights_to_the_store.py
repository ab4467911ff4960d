"""Each right of the notice, from the public form to the row in the service's own PostgreSQL and to all who had it.

Beside each stands its refusal: no row is changed, nobody else is told, and the person learns why and how to complain.
"""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.answer_commands import SendLetter
from requests_.model.case import Stage
from requests_.model.commands import AcceptRequest
from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LetterKind
from requests_.model.identity import Check, Evidence
from requests_.model.lawful_basis import Basis
from requests_.model.lifecycle import Action, why_not
from requests_.model.notices import NameRecipient
from requests_.model.outcome_terms import Finding, Nature, Outcome, RestrictionGround
from requests_.model.recipient_duty import must_tell
from requests_.model.recipient_kinds import Recipient
from requests_.services import answering, assessment, letter_sending, notices
from requests_.store.queries.case_queue import queue_rows
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.factories.ess import Ess, postgresql_ess
from tests.factories.people import CASEWORKER, requester_of
from tests.factories.rights import TOO_OLD, approve, confirm_tasks, decide, document_with, submit, tools_for, work_off
from workers.context import Tools
from workers.mail.folder import FolderMailer
from workers.sources.stores_file import load_stores

NEEDED = (Finding.NEEDED, Finding.LAWFUL, Finding.WITHIN_RETENTION, Finding.NO_HOLD)
RECIPIENTS = {"Mill Lane School": "office@mill-lane.example", "Early Help": "help@brackenford.example"}


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One right: what is ticked, what it comes to, the row that is then another, and how it is refused instead.

    `by_owner` is what the store's owner does where the portal gives a task. A row of "" is the request as a whole.
    """

    ask: str
    outcome: Outcome
    shows: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    refusal: Outcome
    ref: str = "log:1"
    said: dict[str, Any] = field(default_factory=dict)
    refusal_said: dict[str, Any] = field(default_factory=dict)
    by_owner: str = ""


JOURNEYS = (
    Journey(
        ask="rectification",
        outcome=Outcome.RECTIFIED,
        said=dict(values={"note": "Was on time."}),
        shows="select note from log where id = 1",
        before=("Was late.",),
        after=("Was on time.",),
        refusal=Outcome.REFUSED_ACCURATE,
    ),
    Journey(
        ask="rectification",
        outcome=Outcome.STATEMENT_ADDED,
        said=dict(statement="I was at the dentist.", nature=Nature.OPINION),
        shows="select note, said from log where id = 1",
        before=("Was late.", None),
        after=("Was late.", "I was at the dentist."),
        refusal=Outcome.REFUSED_ACCURATE,
        refusal_said=dict(nature=Nature.OPINION),
    ),
    Journey(
        ask="erasure",
        outcome=Outcome.ERASED,
        said=dict(findings=TOO_OLD),
        shows="select count(*) from log where id = 1",
        before=(1,),
        after=(0,),
        refusal=Outcome.ERASURE_REFUSED_NEEDED,
        refusal_said=dict(findings=NEEDED),
    ),
    Journey(
        ask="restriction",
        outcome=Outcome.RESTRICTED,
        ref="pupil:P1",
        said=dict(ground=RestrictionGround.ACCURACY_CONTESTED),
        shows="select limited from pupil where ref = 'P1'",
        before=(0,),
        after=(1,),
        refusal=Outcome.RESTRICTION_REFUSED,
    ),
    Journey(
        ask="objection",
        outcome=Outcome.OBJECTION_UPHELD,
        ref="pupil:P1",
        shows="select limited from pupil where ref = 'P1'",
        before=(0,),
        after=(1,),
        refusal=Outcome.OBJECTION_NOT_AVAILABLE,
    ),
    Journey(
        ask="marketing",
        outcome=Outcome.MARKETING_STOPPED,
        ref="",
        by_owner="update pupil set home = 'Not for publicity' where ref = 'P1'",
        shows="select home from pupil where ref = 'P1'",
        before=("12 Mill Lane",),
        after=("Not for publicity",),
        refusal=Outcome.OBJECTION_NOT_AVAILABLE,
        refusal_said=dict(ref="log:1"),
    ),
    Journey(
        ask="automated",
        outcome=Outcome.DECIDED_BY_PERSON,
        ref="",
        by_owner="update log set note = 'Withdrawn after a person looked again.' where id = 1",
        shows="select note from log where id = 1",
        before=("Was late.",),
        after=("Withdrawn after a person looked again.",),
        refusal=Outcome.NO_AUTOMATED_DECISION,
    ),
    Journey(
        ask="consent",
        outcome=Outcome.CONSENT_WITHDRAWN,
        ref="",
        by_owner="update log set said = 'No longer shared' where id = 1",
        shows="select said from log where id = 1",
        before=(None,),
        after=("No longer shared",),
        refusal=Outcome.NO_CONSENT_RELIED_ON,
    ),
    Journey(
        ask="portability",
        outcome=Outcome.PORTED,
        said=dict(basis=Basis.CONSENT, values={"note": "Was late."}, nature=None),
        shows="select note from log where id = 1",
        before=("Was late.",),
        after=("Was late.",),
        refusal=Outcome.PORTABILITY_NOT_AVAILABLE,
    ),
)
NAMED = [pytest.param(each, id=f"{each.ask}-{each.outcome}") for each in JOURNEYS]
REFUSED = [pytest.param(each, id=f"{each.ask}-{each.refusal}") for each in JOURNEYS[1:]]


@pytest.fixture
def ess(empty_postgresql_url: str, tmp_path: Path) -> Iterator[Ess]:
    with postgresql_ess(tmp_path / "ess", empty_postgresql_url) as made:
        yield made


@pytest.fixture
def tools(desk: Desk, ess: Ess, tmp_path: Path) -> Tools:
    stores = {store.id: store for store in load_stores(ess.stores)}
    return tools_for(desk, stores, FolderMailer(tmp_path / "mail"))


def asked_for(visitor: Any, desk: Desk, ask: str) -> CaseId:
    """Somebody fills in the form about themselves, and sends it: after 19 June 2026, when section 164A came in."""
    desk.clock.move(days=10)
    answers = answers_for("subject", ask)
    answers["birth"]["date_of_birth-year"] = "2014"
    visitor.answer_all(answers)
    assert visitor.post("/request/check").location == "/request/sent"
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
    return row.case


def searched(visitor: Any, desk: Desk, tools: Tools, ask: str) -> CaseId:
    case = asked_for(visitor, desk, ask)
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=desk.sources, actor=CASEWORKER))
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    return case


def carried_out(desk: Desk, tools: Tools, case: CaseId, ref: str, outcome: Outcome, **said: Any) -> None:
    """It is decided, worked out, approved by a second person, and done."""
    decide(desk, case, outcome, document_with(desk, case, ref) if ref else "", **said)
    submit(desk, case)
    work_off(desk, tools)
    approve(desk, case)
    assert set(work_off(desk, tools)) <= {"done"}


def tell_recipients(desk: Desk, tools: Tools, case: CaseId) -> None:
    for name, address in RECIPIENTS.items():
        named = NameRecipient(
            case=case,
            recipient=Recipient.EDUCATION_PROVIDER,
            name=name,
            email=address,
            words="What we gave you about her is no longer so.",
            actor=CASEWORKER,
        )
        desk.do(notices.name_recipient, named)
    work_off(desk, tools)


def answer(desk: Desk, tools: Tools, case: CaseId, words: str) -> None:
    desk.do(answering.answer_right, answering.AnswerRight(case=case, words=words, actor=CASEWORKER))
    assert set(work_off(desk, tools)) <= {"done"}
    assert desk.case(case).stage is Stage.RESPONDED


def mails(folder: Path, to: str) -> list[str]:
    """The texts of what somebody was sent, the oldest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
    return [str(mail.get_body(("plain",)).get_content()) for mail in found if mail["To"] == to]  # type: ignore[union-attr]


@pytest.mark.parametrize("journey", NAMED)
def test_what_was_asked_for_is_in_the_store_and_everybody_who_had_it_is_told(
    visitor: Any, desk: Desk, tools: Tools, ess: Ess, tmp_path: Path, journey: Journey
) -> None:
    case = searched(visitor, desk, tools, journey.ask)
    assert ess.ask(journey.shows) == [journey.before]
    carried_out(desk, tools, case, journey.ref, journey.outcome, **journey.said)
    if journey.by_owner:
        ess.ask(journey.by_owner)
        confirm_tasks(desk, case)
    assert ess.ask(journey.shows) == [journey.after]
    others = [line for line in ess.ask("select * from log order by id") if line[0] not in (1,)]
    assert [line[0] for line in others] == [2, 3], "nobody else's record is touched"
    is_told = must_tell(desk.case(case))
    assert is_told is (journey.ask in ("rectification", "erasure", "restriction"))
    if is_told:
        tell_recipients(desk, tools, case)
    answer(desk, tools, case, "It is done, and cannot be undone.")
    for name, address in RECIPIENTS.items():
        assert [("Orla Fenwick" in mail, name in mail) for mail in mails(tmp_path / "mail", address)] == (
            [(True, True)] if is_told else []
        )
    last = mails(tmp_path / "mail", "maeve@fenwick.example")[-1]
    assert "It is done, and cannot be undone." in last
    assert all((name in last) is is_told for name in RECIPIENTS)
    has_file = journey.outcome is Outcome.PORTED
    assert ("Your file" in last) is has_file
    assert (why_not(desk.case(case), Action.COLLECT_PACK, requester_of(case)) is None) is has_file


@pytest.mark.parametrize("journey", REFUSED)
def test_its_refusal_changes_nothing_and_says_why_and_how_to_complain(
    visitor: Any, desk: Desk, tools: Tools, ess: Ess, tmp_path: Path, journey: Journey
) -> None:
    case = searched(visitor, desk, tools, journey.ask)
    before = ess.rows()
    said = {"ref": journey.ref, **journey.refusal_said}
    carried_out(desk, tools, case, said.pop("ref"), journey.refusal, **said)
    assert ess.rows() == before
    assert not must_tell(desk.case(case))
    answer(desk, tools, case, "We looked at it with care, and keep it as it is.")
    letter = mails(tmp_path / "mail", "maeve@fenwick.example")[-1]
    for words in ("keep it as it is", "section 164A", "section 165", "court"):
        assert words in letter, words
    assert [mails(tmp_path / "mail", address) for address in RECIPIENTS.values()] == [[], []]


@pytest.mark.parametrize(
    ("result", "says"),
    [
        ("upheld", "You are right."),
        ("not_upheld", "We think we did this the right way."),
        ("not_our_duty", "So we cannot decide it here."),
    ],
)
def test_a_complaint_is_acknowledged_told_of_and_decided_with_its_reasons(
    visitor: Any, desk: Desk, tools: Tools, tmp_path: Path, result: str, says: str
) -> None:
    case = asked_for(visitor, desk, "complaint")
    for kind, words in (
        (LetterKind.COMPLAINT_ACKNOWLEDGEMENT, ""),
        (LetterKind.COMPLAINT_PROGRESS, "We asked the post room."),
        (LetterKind.COMPLAINT_OUTCOME, "The address was typed by hand."),
    ):
        said = {"result": ComplaintResult(result), "lessons": "Addresses are taken over, not typed."}
        chosen = said if kind is LetterKind.COMPLAINT_OUTCOME else {}
        command = SendLetter(case=case, kind=kind, words=words, actor=CASEWORKER, **chosen)
        desk.do(letter_sending.send_letter, command)
        assert set(work_off(desk, tools)) <= {"done"}
    assert desk.case(case).stage is Stage.RESPONDED
    *_, received, progress, outcome = mails(tmp_path / "mail", "maeve@fenwick.example")
    assert "We asked the post room." in progress
    assert says in outcome
    assert "The address was typed by hand." in outcome
    assert "section 165" in outcome
