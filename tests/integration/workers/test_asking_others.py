"""Another person is asked whether what is about them may be shown: they learn nothing of whoever asks."""

import email
import email.policy
from datetime import date, timedelta
from pathlib import Path

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.consents import AskThirdParty, ConsentAnswer, RecordConsent
from requests_.model.correspondence import Audience
from requests_.model.looking_again import Matter
from requests_.model.other_people import ShowGround, ThirdPartyFactors
from requests_.model.review_commands import DecidePerson
from requests_.services import consents, disclosure, following, reviewing
from requests_.store.queries.consents import consent_rows
from requests_.store.queries.tracking import letters_to
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, requester_of
from tests.factories.rights import tools_for, work_off
from workers.context import Tools
from workers.mail.folder import FolderMailer

TO = "dee@fox.example"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def ask(desk: Desk, case: CaseId, **said: object) -> str:
    values: dict[str, object] = dict(
        case=case,
        person="person-1",
        to_name="Dee Fox",
        email=TO,
        address="",
        audience=Audience.ADULT,
        about="What you told the school about the bus in May.",
        answer_by=desk.clock.london_date() + timedelta(days=14),
        actor=CASEWORKER,
    )
    return desk.do(consents.ask_third_party, AskThirdParty(**{**values, **said}))  # type: ignore[arg-type]


def answer(desk: Desk, case: CaseId, consent: str, said: ConsentAnswer, **changes: object) -> None:
    values: dict[str, object] = dict(
        case=case,
        consent=consent,
        answer=said,
        answered_on=desk.clock.london_date(),
        record="By telephone.",
        actor=CASEWORKER,
    )
    desk.do(consents.record_consent, RecordConsent(**{**values, **changes}))  # type: ignore[arg-type]


def mails(folder: Path) -> list[str]:
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in folder.glob("*.eml")]
    return [mail.as_string() for mail in found if TO in mail["To"]]


def test_the_question_leaves_once_and_its_reminder_only_while_nobody_answered(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    case, other = desk.reviewing(), desk.reviewing()
    ask(desk, case)
    answered = ask(desk, other)
    work_off(desk, tools)
    assert len(mails(tmp_path / "mail")) == 2
    answer(desk, other, answered, ConsentAnswer.REFUSES)
    desk.clock.move(days=8)
    work_off(desk, tools)
    (reminder,) = [mail for mail in mails(tmp_path / "mail") if "We would still like to hear" in mail]
    assert "never" in reminder
    (state,) = desk.case(case).consents.values()
    assert state.reminded_on == desk.clock.london_date()
    assert [state.reminded_on for state in desk.case(other).consents.values()] == [None]


def test_they_learn_neither_who_asks_nor_about_whom_nor_the_reference_of_the_request(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    case = desk.reviewing()
    ask(desk, case)
    work_off(desk, tools)
    (mail,) = mails(tmp_path / "mail")
    assert "What it is about: What you told the school" in mail
    for secret in ("Fenwick", "Maeve", "Orla", desk.reference(case)):
        assert secret not in mail
    with desk.store.reading() as session:
        (row,) = consent_rows(session, case)
        assert row.reference in mail
        # Whoever asks is not shown what somebody else was written.
        assert {letter.kind for letter in letters_to(session, case)} == {"acknowledgement"}


def test_on_paper_the_letter_is_made_to_be_posted_and_no_mail_leaves(desk: Desk, tools: Tools, tmp_path: Path) -> None:
    case = desk.reviewing()
    ask(desk, case, email="", address="1 New Road\nBrackenford", audience=Audience.YOUNG)
    work_off(desk, tools)
    assert mails(tmp_path / "mail") == []
    with desk.store.reading() as session:
        ((_, page, pdf),) = consent_rows(session, case)[0].letters
    kept = desk.store.vault.of(case).get
    assert b"1 New Road" in kept(page)
    assert b"May we show something" in kept(page)
    assert kept(pdf).startswith(b"%PDF-")


REFUSED: list[tuple[dict[str, object], str, str]] = [
    ({"about": "What you said about Orla."}, "about", "would tell them who asks"),
    ({"about": "What you told Maeve  Fenwick."}, "about", "names somebody else"),
    ({"about": " "}, "about", "what it is of theirs"),
    ({"email": "", "address": ""}, "email", "that you checked"),
    ({"answer_by": date(2026, 6, 15)}, "answer_by", "after today"),
    ({"answer_by": date(2026, 12, 1)}, "answer_by", "by 13 July 2026"),
    ({"person": "subject"}, "to_name", "another person"),
    ({"person": "nobody"}, "to_name", "another person"),
]


@pytest.mark.parametrize(("said", "field", "says"), REFUSED)
def test_nobody_is_asked_in_words_that_tell_who_asks_or_without_an_end(
    desk: Desk, said: dict[str, object], field: str, says: str
) -> None:
    case = desk.reviewing()
    with pytest.raises(InvalidCommand, match=says) as fault:
        ask(desk, case, **said)
    assert fault.value.context["field"] == field
    assert desk.case(case).consents == {}


def test_a_question_that_is_open_is_not_asked_twice_and_a_request_taken_back_asks_nobody(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    case = desk.reviewing()
    ask(desk, case)
    with pytest.raises(Conflict, match="asked already"):
        ask(desk, case)
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    desk.within(lambda uow: following.stop_work(uow, desk.clock, case))
    work_off(desk, tools)
    assert mails(tmp_path / "mail") == []


def test_an_answer_decides_no_mark_and_a_claim_against_it_is_refused(desk: Desk) -> None:
    case = desk.reviewing()
    consent = ask(desk, case)
    with pytest.raises(InvalidCommand, match="They may still answer"):
        answer(desk, case, consent, ConsentAnswer.NO_ANSWER)
    with pytest.raises(InvalidCommand, match="between the day of the question and today"):
        answer(desk, case, consent, ConsentAnswer.AGREES, answered_on=date(2026, 6, 1))
    answer(desk, case, consent, ConsentAnswer.REFUSES)
    marks = desk.within(lambda uow: uow.documents.marks(case))
    assert [mark.decision for mark in marks] == [None]
    with pytest.raises(InvalidCommand, match="They said no"):
        desk.show(case)
    desk.withhold(case)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    answer(desk, case, consent, ConsentAnswer.AGREES)  # they changed their mind: kept, for whoever signs off
    assert [mark.decision for mark in desk.within(lambda uow: uow.documents.marks(case))] == ["withhold"]


def test_what_is_reasonable_all_the_same_may_be_shown_after_a_refusal(desk: Desk) -> None:
    case = desk.reviewing()
    answer(desk, case, ask(desk, case), ConsentAnswer.REFUSES)
    factors = ThirdPartyFactors(
        kind_of_information="That they ride on the bus.",
        duty_of_confidence="No.",
        steps_for_consent="Asked.",
        able_to_consent="Yes.",
        refused_consent="Yes.",
    )
    command = DecidePerson(
        case=case,
        person="person-1",
        withhold=False,
        ground=ShowGround.REASONABLE,
        factors=factors,
        record="Everybody in the class knows.",
        actor=CASEWORKER,
    )
    assert desk.do(reviewing.decide_person, command) == 1


@pytest.mark.parametrize(("said", "is_named"), [(ConsentAnswer.REFUSES, True), (ConsentAnswer.AGREES, False)])
def test_whoever_says_no_after_they_were_shown_has_the_copy_looked_at_again(
    desk: Desk, said: ConsentAnswer, is_named: bool
) -> None:
    case = desk.reviewing()
    consent = ask(desk, case)
    desk.show(case)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.approve(case)
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    answer(desk, case, consent, said)
    assert any(look.matter is Matter.RELEASED for look in desk.case(case).looks.values()) is is_named
