"""Everybody who was given the information is told of a change, and what must be kept is kept."""

import email
import email.policy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId, new_id
from requests_.model.answer_commands import RecordRecipient, SendLetter
from requests_.model.case import Stage
from requests_.model.correspondence import Audience, LetterKind
from requests_.model.kept_registers import KeepEntry, RegisterKey
from requests_.model.letters.draft import draft
from requests_.model.lifecycle import Action, why_not
from requests_.model.notices import AnswerNotice, NameRecipient, PlaceHold
from requests_.model.outcome_terms import Outcome, RestrictionGround
from requests_.model.people import Capacity
from requests_.model.recipient_kinds import Recipient
from requests_.model.recipients import NamedRecipient, RecipientFinding
from requests_.model.rights import Right
from requests_.model.staff import SYSTEM
from requests_.services import answering, letter_sending, notices, recipients, registers
from requests_.settings import ControllerProfile
from requests_.store.queries.decisions import tasks_of
from requests_.store.queries.letters import facts_for
from requests_.store.queries.notices import notice_rows
from requests_.store.queries.recipients import given_to, registered_recipients
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import Store
from templates.filters import uk_date
from templates.letter_text import read_letter
from templates.letter_writer import LetterWriter
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER, OFFICER, requester
from tests.factories.rights import (
    approve,
    confirm_tasks,
    decide,
    deciding_case,
    record_document,
    settle,
    submit,
    tools_for,
    work_off,
)
from workers.context import Tools
from workers.mail.folder import FolderMailer


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def changed(desk: Desk, tools: Tools, outcome: Outcome = Outcome.ERASED, right: Right = Right.ERASURE) -> CaseId:
    """A case whose changes are made and shown to be."""
    case = deciding_case(desk, right, record_document(desk))
    decide(desk, case, outcome, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    approve(desk, case)
    work_off(desk, tools)
    confirm_tasks(desk, case)
    return case


def name(desk: Desk, case: CaseId, **said: object) -> None:
    values: dict[str, object] = dict(
        case=case,
        recipient=Recipient.EDUCATION_PROVIDER,
        name="Mill Lane Primary School",
        email="office@mill-lane.example",
        words="We deleted the contact log of March.",
        actor=CASEWORKER,
    )
    desk.do(notices.name_recipient, NameRecipient(**{**values, **said}))  # type: ignore[arg-type]


def answer(desk: Desk, case: CaseId) -> None:
    command = answering.AnswerRight(case=case, words="We deleted it.", actor=CASEWORKER)
    desk.do(answering.answer_right, command)


def mails(folder: Path, to: str) -> list[str]:
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in folder.glob("*.eml")]
    return [str(mail.get_body(("plain",)).get_content()) for mail in found if to in mail["To"]]  # type: ignore[union-attr]


def ask_who_had_it(desk: Desk, case: CaseId) -> None:
    command = SendLetter(case=case, kind=LetterKind.RECIPIENTS_NAMED, words="", actor=CASEWORKER)
    desk.do(letter_sending.send_letter, command)


def write_down_disclosure(desk: Desk, recipient: str, about: str) -> None:
    values = {"recipient": recipient, "what": "Notes", "given_on": "2026-03-09", "basis": "Section 47", "about": about}
    entry = KeepEntry(register=RegisterKey.DISCLOSURE, key=new_id(), seen=0, values=values, actor=OFFICER)
    desk.do(registers.keep_entry, entry)


def test_whoever_asks_who_had_the_information_is_told_their_names_and_when_they_were_told(desk: Desk) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk), is_searched=False)
    reference, today = desk.reference(case), desk.clock.london_date()
    with pytest.raises(Conflict, match="who was given the information"):
        ask_who_had_it(desk, case)
    for finding, who, record in (
        (RecipientFinding.TOLD, "Mill Lane Primary School", ""),
        (RecipientFinding.NOT_TOLD, "The old club", "It is closed."),
    ):
        told_on = today if finding is RecipientFinding.TOLD else None
        said = RecordRecipient(case=case, finding=finding, name=who, told_on=told_on, record=record, actor=CASEWORKER)
        desk.do(recipients.record_recipient, said)
    write_down_disclosure(desk, "Mill Lane Surgery", reference)
    write_down_disclosure(desk, "mill lane primary school", f"{reference}, file 2")
    write_down_disclosure(desk, "Somebody else's school", "RR-2026-00099-X")
    ask_who_had_it(desk, case)
    given_on = date(2026, 3, 9)
    with desk.store.reading() as session:
        assert given_to(session, case, reference) == (
            NamedRecipient("Mill Lane Primary School", today, given_on),
            NamedRecipient("Mill Lane Surgery", None, given_on),
            NamedRecipient("The old club"),
        )
        registered = [(row.name, row.is_recorded) for row in registered_recipients(session, case, reference)]
        letter = draft(
            LetterKind.RECIPIENTS_NAMED,
            facts_for(session, case, LetterKind.RECIPIENTS_NAMED, written_on=today),
            audience=Audience.ADULT,
        )
    assert sorted(registered) == [("Mill Lane Surgery", False), ("mill lane primary school", True)]
    page = read_letter(LetterWriter().html(letter.template, letter.context(ControllerProfile()))).said
    told = f"Mill Lane Primary School, given it on 9 March 2026, told of the change on {uk_date(today)}"
    for words in (told, "The old club, not told of the change", "Mill Lane Surgery, given it on 9 March 2026"):
        assert words in page


def test_the_person_is_told_once_everybody_who_had_it_knows_and_who_they_are(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    case = changed(desk, tools)
    with pytest.raises(Conflict, match="who was given the information"):
        answer(desk, case)
    name(desk, case)
    with pytest.raises(Conflict, match="not told yet"):
        answer(desk, case)
    work_off(desk, tools)
    (notice,) = mails(tmp_path / "mail", "mill-lane")
    assert "Orla Fenwick" in notice
    assert "We deleted the contact log of March." in notice
    assert "article 19" in notice
    answer(desk, case)
    work_off(desk, tools)
    said = f"Mill Lane Primary School, told on {uk_date(desk.clock.london_date())}"
    assert any(said in " ".join(mail.split()) for mail in mails(tmp_path / "mail", "fenwick"))
    with desk.store.reading() as session:
        (row,) = notice_rows(session, case)
    told = AnswerNotice(
        case=case, notice=row.key, answered_on=desk.clock.london_date(), answer="Deleted too.", actor=CASEWORKER
    )
    desk.do(notices.answer_notice, told)
    with desk.store.reading() as session:
        assert notice_rows(session, case)[0].answer == "Deleted too."


def test_who_cannot_be_told_needs_a_reason_and_is_not_said_to_know(desk: Desk, tools: Tools, tmp_path: Path) -> None:
    case = changed(desk, tools)
    untold = RecordRecipient(
        case=case,
        finding=RecipientFinding.NOT_TOLD,
        name="Mill Lane Primary School",
        told_on=None,
        record="It closed in 2019 and has no successor.",
        actor=CASEWORKER,
    )
    with pytest.raises(InvalidCommand, match="out of all proportion"):
        desk.do(recipients.record_recipient, replace(untold, record=""))
    desk.do(recipients.record_recipient, untold)
    answer(desk, case)
    work_off(desk, tools)
    assert mails(tmp_path / "mail", "mill-lane") == []
    assert not any("Mill Lane" in mail for mail in mails(tmp_path / "mail", "fenwick"))


@pytest.mark.parametrize("lacking", ["email", "words", "name"])
def test_nobody_is_written_to_without_an_address_and_words(desk: Desk, tools: Tools, lacking: str) -> None:
    case = changed(desk, tools)
    with pytest.raises(InvalidCommand):
        name(desk, case, **{lacking: " "})


def test_nobody_has_to_be_told_of_a_refusal(desk: Desk, tools: Tools) -> None:
    case = changed(desk, tools, Outcome.RESTRICTION_REFUSED, Right.RESTRICTION)
    answer(desk, case)
    assert desk.case(case).stage is Stage.RESPONDED


def last_reason(desk: Desk, case: CaseId) -> str:
    """The newest reason in the record: what was sent to people may come after it."""
    with desk.store.reading() as session:
        return next(str(row.payload["reason"]) for row in timeline_rows(session, case) if "reason" in row.payload)


@pytest.mark.parametrize("ref", ["tblLog:7", ""])
def test_a_legal_hold_wins_over_a_deletion_until_it_is_lifted(desk: Desk, tools: Tools, ref: str) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    hold = desk.do(
        notices.place_hold,
        PlaceHold(case=case, source="case", ref=ref, reason="Hearing on 3 July, legal services.", actor=CASEWORKER),
    )
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    assert "legal hold" in last_reason(desk, case)
    desk.within(lambda uow: notices.lift_hold(uow, desk.clock, case, hold, CASEWORKER))
    submit(desk, case)
    work_off(desk, tools)
    assert desk.case(case).changes is not None


def test_a_hold_that_comes_after_the_plan_stops_its_approval(desk: Desk, tools: Tools) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    other = deciding_case(desk, Right.RESTRICTION, record_document(desk))
    held = PlaceHold(case=other, source="case", ref="tblLog:7", reason="Claim, legal services.", actor=CASEWORKER)
    desk.do(notices.place_hold, held)
    with pytest.raises(Conflict, match="legal hold"):
        approve(desk, case)


def limited_case(desk: Desk, tools: Tools, ground: RestrictionGround) -> CaseId:
    """A case in which the use of its one record was limited."""
    case = deciding_case(desk, Right.RESTRICTION, record_document(desk))
    decide(desk, case, Outcome.RESTRICTED, desk.documents(case)[0].key, ground=ground)
    submit(desk, case)
    work_off(desk, tools)
    approve(desk, case)
    work_off(desk, tools)
    return case


def lift(desk: Desk, case: CaseId) -> None:
    words = "The claim that you needed it for has ended."
    desk.do(
        letter_sending.send_letter,
        SendLetter(case=case, kind=LetterKind.RESTRICTION_LIFTING, words=words, actor=CASEWORKER),
    )


def test_the_mark_of_a_limit_comes_off_on_the_day_that_the_person_was_told_and_not_before(
    desk: Desk, tools: Tools
) -> None:
    nothing = deciding_case(desk, Right.RESTRICTION, record_document(desk))
    with pytest.raises(Conflict, match="no limit that could end"):
        lift(desk, nothing)
    case = limited_case(desk, tools, RestrictionGround.NEEDED_BY_PERSON)
    confirm_tasks(desk, case)
    settle(desk, case)
    answer(desk, case)
    assert "limits the use of a record" in (why_not(desk.case(case), Action.ERASE_DETAILS, SYSTEM) or "")
    lift(desk, case)
    with pytest.raises(Conflict, match="told already"):
        lift(desk, case)
    (task,) = desk.case(case).open_tasks
    with desk.store.reading() as session:
        (asked,) = [row for row in tasks_of(session, case) if row.key == task]
    assert (asked.act, asked.ref, asked.says[:30]) == ("lift", "tblLog:7", "Take the mark off on 29 June 2")
    desk.clock.move(days=13)
    with pytest.raises(InvalidCommand, match="the mark stays until then"):
        confirm_tasks(desk, case)
    desk.clock.move(days=1)
    confirm_tasks(desk, case)
    assert (desk.case(case).stage, desk.case(case).open_tasks) == (Stage.RESPONDED, frozenset())
    assert "limits" not in (why_not(desk.case(case), Action.ERASE_DETAILS, SYSTEM) or "")


@pytest.mark.parametrize(
    ("ground", "is_free"),
    [(RestrictionGround.NEEDED_BY_PERSON, False), (RestrictionGround.ACCURACY_CONTESTED, True)],
)
def test_a_record_of_limited_use_is_not_deleted_until_two_weeks_after_its_person_was_told(
    desk: Desk, tools: Tools, ground: RestrictionGround, is_free: bool
) -> None:
    limited = limited_case(desk, tools, ground)
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    assert (desk.case(case).changes is not None) is is_free
    if is_free:
        return
    assert "article 18(3)" in last_reason(desk, case)
    lift(desk, limited)
    work_off(desk, tools)
    for days, is_planned in ((13, False), (1, True)):
        desk.clock.move(days=days)
        submit(desk, case)
        work_off(desk, tools)
        assert (desk.case(case).changes is not None) is is_planned


def test_what_somebody_asked_to_see_is_kept_as_it_is_until_they_are_answered(desk: Desk, tools: Tools) -> None:
    asked = desk.searching(capacity=Capacity.SUBJECT, requester=requester(name="Orla Fenwick"))
    desk.searched(asked, "case", found_document(ref="tblLog:match", sha256=desk.store.vault.put(b"rows")))
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.DECIDING
    assert "section 173" in last_reason(desk, case)
