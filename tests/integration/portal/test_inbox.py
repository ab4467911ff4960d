"""The council's mailbox on a real IMAP server: each mail reaches the people it is for, once, and none is lost."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from requests_.errors import Unavailable
from requests_.ids import CaseId
from requests_.model.arrivals import Fate
from requests_.model.commands import AskClarification
from requests_.services import assessment, breaches, inbox
from requests_.store.inbox_tables import InboxMailRow
from requests_.store.queries.logged import DraftRowShown, draft_rows
from requests_.store.queries.sent_files import files_sent
from requests_.store.queries.thread import thread_of
from tests.factories import sent_files as files
from tests.factories.cases import Desk
from tests.factories.mails import came_back, written
from tests.factories.people import CASEWORKER
from tests.factories.rights import tools_for, work_off
from tests.fixtures_stores import ImapServer
from workers.cli import inbox_check
from workers.context import Tools
from workers.inbox import polling, taking
from workers.mail.folder import FolderMailer
from workers.scanners.address import scanner_for
from workers.scanners.base import NoScanner, Unchecked

PASSED_ON = """Please see below.

From: Dee Fox <dee@fox.example>
Sent: 3 June 2026 10:00
Subject: My file

I want my file.
"""
MORNING = datetime(2026, 6, 12, 8, 30, tzinfo=UTC)


class Mailbox:
    """An account on the mail server, and the portal that looks into it."""

    def __init__(self, desk: Desk, tools: Tools, server: imaplib.IMAP4_SSL, url: str) -> None:
        self.desk, self.tools, self.server, self.url = desk, tools, server, url

    def gets(self, content: bytes, at: datetime | None = None, folder: str = "INBOX") -> None:
        came_at = imaplib.Time2Internaldate(at or self.desk.clock.utc_now())
        answer, _ = self.server.append(folder, "", came_at, content)
        assert answer == "OK"

    def look(self) -> int:
        return polling.look(self.tools, self.url)

    def fates(self) -> list[str]:
        with self.desk.store.reading() as session:
            return [
                row.fate for row in session.query(InboxMailRow).order_by(InboxMailRow.uid) if row.fate != Fate.BEGUN
            ]

    def drafts(self) -> tuple[DraftRowShown, ...]:
        with self.desk.store.reading() as session:
            return draft_rows(session)


@pytest.fixture
def mailbox(desk: Desk, imap_server: ImapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.authority))
    monkeypatch.setenv("RIGHTS_INBOX_PASSWORD", "open-sesame")
    context = ssl.create_default_context(cafile=str(imap_server.authority))
    tools = replace(tools_for(desk, {}, FolderMailer(tmp_path / "mail")), scanner=Unchecked())
    with imaplib.IMAP4_SSL("127.0.0.1", imap_server.port, ssl_context=context) as server:
        server.login(tmp_path.name, "open-sesame")
        mailbox = Mailbox(desk, tools, server, imap_server.url(tmp_path.name, "INBOX"))
        mailbox.gets(written("This lay here before the portal."))
        assert mailbox.look() == 0
        yield mailbox


def asked(mailbox: Mailbox) -> tuple[CaseId, str]:
    """A case with our question open, mailed; and the key of its message."""
    desk, case = mailbox.desk, mailbox.desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    work_off(desk, mailbox.tools)
    with desk.store.reading() as session:
        return case, next(entry.key for entry in thread_of(session, case) if entry.kind == "clarification")


def test_an_answer_to_our_question_is_in_its_case_with_its_file_and_the_clock_runs_again(mailbox: Mailbox) -> None:
    case, question = asked(mailbox)
    desk = mailbox.desk
    mailbox.gets(written("The year 2024.", answers=question, attached={"letter.pdf": files.PDF}))
    mailbox.gets(written("And 2023.", subject=f"About {desk.reference(case)}"))
    assert mailbox.look() == 2
    with desk.store.reading() as session:
        second, first = sorted(thread_of(session, case)[-2:], key=lambda entry: entry.words)
        (sent,) = files_sent(session, case)
    assert (first.words, first.answers, first.is_answer, first.is_known_sender) == (
        "The year 2024.",
        question,
        True,
        True,
    )
    assert (second.words, second.answers, second.is_answer) == ("And 2023.", "", False)
    assert not desk.case(case).awaits_clarification
    assert (sent.name, str(sent.verdict)) == ("letter.pdf", "waiting")
    assert "done" in work_off(desk, mailbox.tools)
    assert mailbox.drafts() == ()


def test_a_request_waits_to_be_looked_at_with_the_day_it_truly_came(mailbox: Mailbox, caseworker: Any) -> None:
    mailbox.gets(written("I want to see everything.\n", subject="My son's records"), MORNING)
    mailbox.gets(written(PASSED_ON, sender="colleague@council.example", subject="FW: My file"))
    assert mailbox.look() == 2
    direct, forwarded = sorted(mailbox.drafts(), key=lambda draft: draft.came_on or date.max, reverse=True)
    assert (direct.came_on, direct.answers["email"], direct.by) == (date(2026, 6, 12), "maeve@fenwick.example", "")
    assert (forwarded.came_on, forwarded.answers["email"]) == (date(2026, 6, 3), "dee@fox.example")
    assert "Came by mail, not yet looked at" in caseworker.get("/").text
    page = caseworker.get("/log").text
    assert "12 June 2026" in page
    assert "Being logged" not in page
    assert "I want to see everything." in caseworker.get(f"/log/{direct.key}").text
    assert caseworker.post(f"/log/{direct.key}/discard").status_code == 302
    assert len(mailbox.drafts()) == 1


def test_a_case_is_named_by_a_stranger_and_a_person_decides(mailbox: Mailbox) -> None:
    case, question = asked(mailbox)
    reference = mailbox.desk.reference(case)
    mailbox.gets(written("Send it to my new address.", sender="x@evil.example", subject=f"Re: {reference}"))
    mailbox.gets(written("It is me, from work.", sender="maeve@work.example", answers=question))
    mailbox.look()
    (draft,) = mailbox.drafts()
    assert draft.answers["answers_case"] == reference
    with mailbox.desk.store.reading() as session:
        last = thread_of(session, case)[-1]
    assert (last.words, last.is_known_sender, last.is_answer) == ("It is me, from work.", False, False)
    assert mailbox.desk.case(case).awaits_clarification


def test_a_mail_that_came_back_flags_its_case_and_is_sent_again_when_the_address_is_mended(
    mailbox: Mailbox, caseworker: Any
) -> None:
    case, question = asked(mailbox)
    reference = mailbox.desk.reference(case)
    for status, action in (("4.4.7", "delayed"), ("5.1.1", "failed"), ("5.1.1", "failed")):
        mailbox.gets(came_back(question, status, action=action))
    mailbox.gets(came_back("f" * 32, "5.1.1"))
    mailbox.gets(written("I am away.", subject="Automatic reply: a question"))
    mailbox.look()
    assert mailbox.fates() == [Fate.IGNORED, Fate.RETURNED, Fate.LEFT, Fate.IGNORED]
    assert "no such address is known there" in caseworker.get(f"/case/{reference}").text
    with mailbox.desk.store.unit_of_work() as uow:
        work = uow.outbox.for_effect("send_message", case, question)
        assert work is not None
        assert uow.breaches.suspected(f"{breaches.Origin.BOUNCED_MESSAGE}:{work.key}") is not None
    caseworker.get(f"/case/{reference}")
    assert caseworker.post(f"/case/{reference}/resume").status_code == 302
    # The message, and the word to those who look after breaches.
    assert work_off(mailbox.desk, mailbox.tools) == ["done", "done"]
    assert mailbox.desk.case(case).failed_work == frozenset()


def test_nothing_is_taken_twice_wherever_it_lies_and_whenever_the_worker_died(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = written("I want to see everything.")
    mailbox.gets(request)
    mailbox.gets(b"Received: by another road\r\n" + request)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "record", die)
        with pytest.raises(KeyboardInterrupt):
            mailbox.look()
    assert mailbox.drafts() == ()
    assert [mailbox.look(), mailbox.look(), len(mailbox.drafts())] == [1, 0, 1]
    # Somebody sets the mailbox up anew, and puts its mails back: each has another number there.
    mailbox.server.create("Copy")
    mailbox.gets(written("Old."), MORNING - timedelta(days=30), "Copy")
    for content in (request, written("A new one.")):
        mailbox.gets(content, folder="Copy")
    mailbox.url = mailbox.url.replace("INBOX", "Copy")
    assert [mailbox.look(), mailbox.look(), len(mailbox.drafts())] == [1, 0, 2]


def test_what_cannot_be_taken_is_left_and_named_and_the_rest_goes_on(
    mailbox: Mailbox, caseworker: Any, clamd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LARGEST_MAIL_BYTES", 4_000)
    mailbox.tools = replace(mailbox.tools, scanner=scanner_for(clamd))
    mailbox.gets(written("x " * 4_000, subject="Long"))
    mailbox.gets(written("Look!", attached={"look.exe": files.EICAR}))
    mailbox.gets(written("Trips us up.", subject="Trip"))
    mailbox.gets(written("I want to see everything."))
    read = taking.read_mail_file

    def trip(content: bytes, name: str) -> Any:
        return 1 / 0 if b"Trips" in content else read(content, name)

    monkeypatch.setattr(taking, "read_mail_file", trip)
    assert mailbox.look() == 4
    assert mailbox.fates() == [Fate.LEFT, Fate.LEFT, Fate.LEFT, Fate.DRAFT]
    page = caseworker.get("/log").text
    for words in ("larger than 25 MB", "There is a virus in it", "could not be taken in (ZeroDivisionError)"):
        assert words in page
    for digest in re.findall(r"/log/left/(\w+)", page):
        assert caseworker.post(f"/log/left/{digest}").status_code == 302
    assert "Left in the mailbox" not in caseworker.get("/log").text


def test_while_nobody_can_look_for_viruses_mails_wait_in_their_order(mailbox: Mailbox) -> None:
    mailbox.gets(written("First."))
    mailbox.gets(written("Second."))
    ready, mailbox.tools = mailbox.tools, replace(mailbox.tools, scanner=NoScanner())
    with pytest.raises(Unavailable):
        mailbox.look()
    mailbox.tools = ready
    assert [mailbox.look(), mailbox.fates()] == [2, [Fate.DRAFT, Fate.DRAFT]]


def test_the_mailbox_is_read_and_never_changed(mailbox: Mailbox) -> None:
    mailbox.gets(written("I want to see everything."))
    mailbox.look()
    mailbox.server.select("INBOX", readonly=True)
    assert mailbox.server.search(None, "SEEN")[1] == [b""]
    assert len(mailbox.server.search(None, "ALL")[1][0].split()) == 2


def test_the_doctor_says_whether_the_mailbox_can_be_reached(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_VIRUS_SCANNER", "none")
    assert inbox_check()[1]
    monkeypatch.setenv("RIGHTS_INBOX_URL", mailbox.url)
    assert inbox_check()[1]
    monkeypatch.setenv("RIGHTS_INBOX_PASSWORD", "wrong")
    _, is_ok, mend = inbox_check()
    assert (is_ok, "does not let the account" in mend) == (False, True)
    monkeypatch.delenv("RIGHTS_VIRUS_SCANNER")
    assert "without a virus scanner" in inbox_check()[2]
