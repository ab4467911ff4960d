"""What is done once a day: reminders and digests, each once, whatever fails in between."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import update

from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.model.staff import Role
from requests_.services import assessment
from requests_.settings import SettingsFault, unanswered_days
from requests_.store.audit import verify_chains
from requests_.store.case_tables import CaseRow
from requests_.store.daily import DailyRuns
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.factories.rights import tools_for
from workers import timetable
from workers.context import Tools
from workers.jobs import sealing
from workers.mail.base import MailFault
from workers.mail.folder import FolderMailer


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path))


def officer(desk: Desk, name: str) -> str:
    return desk.within(
        lambda uow: uow.staff.add(
            email=f"{name}@brackenford.example", display_name=name, roles=(Role.CASEWORKER,), password_hash=""
        )
    )


def case_of(desk: Desk, days_ago: int, owner: str | None) -> CaseId:
    case = desk.received(received_on=desk.clock.london_date() - timedelta(days_ago))
    desk.within(
        lambda uow: uow.session.execute(
            update(CaseRow).where(CaseRow.id == case).values(assigned_to=owner, opened_at=desk.clock.utc_now())
        )
    )
    return case


def mails(folder: Path) -> list[EmailMessage]:
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.rglob("*.eml"))]
    return [mail for mail in found if isinstance(mail, EmailMessage)]


def test_each_caseworker_gets_one_digest_of_their_own_cases_and_nobodys_name(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    sam, kit = officer(desk, "sam"), officer(desk, "kit")
    late, soon, far = case_of(desk, 40, sam), case_of(desk, 27, sam), case_of(desk, 2, sam)
    case_of(desk, 2, kit)
    case_of(desk, 50, None)
    assert timetable.run_due(tools) == ("seal_record", "rewrite_erased", "remind_requesters", "send_digests")
    assert timetable.run_due(tools) == ()
    (mail,) = mails(tmp_path)
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert mail["To"] == "sam@brackenford.example"
    assert mail["Subject"].startswith("Your requests on 15 June 2026: 1 overdue, 1 due soon")
    assert f"{desk.reference(late)}: 7 days late" in text
    assert desk.reference(soon) in text
    assert desk.reference(far) not in text
    assert "assigned to nobody: 1." in text
    assert not any(name in mail.as_string() for name in ("Fenwick", "Orla", "Maeve"))
    desk.clock.move(days=1)
    assert timetable.run_due(tools) == ("seal_record", "rewrite_erased", "remind_requesters", "send_digests")
    assert len({mail["Message-ID"] for mail in mails(tmp_path)}) == 2


def test_before_its_hour_nothing_is_done(desk: Desk, tools: Tools) -> None:
    desk.clock.move(hours=-9)
    assert timetable.run_due(tools) == ()


def test_a_mail_server_that_is_down_is_tried_again_and_nobody_is_told_twice(
    desk: Desk, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sam", "kit"):
        case_of(desk, 40, officer(desk, name))
    send, refused = FolderMailer.send, {"sam@brackenford.example"}

    def moody(self: FolderMailer, message: EmailMessage) -> None:
        if message["To"] in refused:
            raise MailFault("The mail server did not answer.")
        send(self, message)

    monkeypatch.setattr(FolderMailer, "send", moody)
    assert timetable.run_due(tools) == ("seal_record", "rewrite_erased", "remind_requesters")
    refused.clear()
    assert timetable.run_due(tools) == ("send_digests",)
    assert sorted(mail["To"] for mail in mails(tmp_path)) == ["kit@brackenford.example", "sam@brackenford.example"]


def test_who_does_not_answer_is_reminded_after_the_days_of_the_setting(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTS_UNANSWERED_DAYS", "30")
    case, other = desk.assessing(), desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    for days, reminded in ((29, None), (1, True), (1, True)):
        desk.clock.move(days=days)
        timetable.run_due(tools)
        assert (desk.case(case).reminded_on is not None) is bool(reminded)
    assert desk.case(other).reminded_on is None
    assert [job for job, _ in desk.jobs(case)].count("send_message") == 3


@pytest.mark.parametrize("named", ["", "soon", "13", "366", "-5"])
def test_a_setting_that_cannot_be_is_refused(named: str) -> None:
    with pytest.raises(SettingsFault, match="from 14 to 365"):
        unanswered_days({"RIGHTS_UNANSWERED_DAYS": named})


def test_every_job_of_the_timetable_has_its_code() -> None:
    assert all(callable(timetable.code_of(name)) for name in timetable.TIMETABLE)


def test_a_dry_run_says_what_would_be_done_and_to_how_many_and_changes_nothing(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    case_of(desk, 40, officer(desk, "sam"))
    asked = desk.searching()
    desk.do(
        assessment.ask_clarification,
        AskClarification(case=asked, question="Which years?", actor=CASEWORKER),
    )
    desk.clock.move(days=unanswered_days())
    before = desk.case(asked).version
    foreseen = {each.job: each.count for each in timetable.foresee(tools)}
    assert {job for job, count in foreseen.items() if count == 1} == {"remind_requesters", "send_digests"}
    assert sum(count or 0 for count in foreseen.values()) == 2
    assert (desk.case(asked).version, mails(tmp_path)) == (before, [])
    timetable.run_due(tools)
    assert (desk.case(asked).version, len(mails(tmp_path))) == (before + 1, 1)
    assert {each.job: each.count for each in timetable.foresee(tools)}["remind_requesters"] is None


def test_logs_are_sealed_as_they_grow_and_a_fault_in_it_holds_no_daily_job_up(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.within(lambda uow: uow.desk.viewed("anne", None, "queue.show", desk.clock.utc_now()))
    monkeypatch.setattr(timetable, "PAUSE_SECONDS", 0)
    rounds = iter((False, True))
    timetable.run(tools, lambda: next(rounds))
    with desk.store.reading() as session:
        assert verify_chains(session).unsealed == 0
    desk.clock.move(days=1)

    def fail(_: Tools) -> int:
        raise RuntimeError("no right to write seals")

    monkeypatch.setattr(sealing, "seal_logs", fail)
    rounds = iter((False, True))
    timetable.run(tools, lambda: next(rounds))
    with desk.store.reading() as session:
        assert DailyRuns(session).is_done("remind_requesters", desk.clock.london_date())
