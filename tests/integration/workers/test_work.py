"""A piece of work is done once, tried again when it fails, and given up in the open."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from redis import Redis
from rq.job import JobStatus
from rq.serializers import JSONSerializer

from requests_.ids import CaseId
from requests_.model.addressee import COPY_FOR_ADDRESSEE, Addressee, CopyGoesTo, SettleAddressee
from requests_.services import disclosure
from requests_.settings import ControllerProfile
from requests_.store.outbox import Work
from requests_.store.queries.case_page import unfinished_work
from requests_.store.queries.letters import letter_lines
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import Store, UnitOfWork
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, requester
from workers.context import TOOLS, Tools, perform
from workers.mail.base import MailFault, MailRefused
from workers.mail.folder import FolderMailer
from workers.mail.smtp import SmtpMailer
from workers.process import build_worker
from workers.pulse import DEAD_AFTER
from workers.queues import JOBS, PortalJob, entry_id, open_queue
from workers.relay import Relay
from workers.render.pdf import find_renderer


class Mailbag:
    """Keeps what it is given; says no while `is_shut`."""

    def __init__(self) -> None:
        self.is_shut, self.sent = False, list[EmailMessage]()

    def send(self, message: EmailMessage) -> None:
        if self.is_shut:
            raise MailFault("The mail server did not take the message.")
        self.sent.append(message)

    def has_taken(self, message: str) -> bool:
        return False


@pytest.fixture
def mailbag() -> Mailbag:
    return Mailbag()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def tools(desk: Desk, mailbag: Mailbag) -> Iterator[Tools]:
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=mailbag,
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    yield tools
    TOOLS.reset(token)


@pytest.fixture
def connection(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as client:
        yield client


def acknowledgement(desk: Desk, case: CaseId) -> Work:
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0)))
    return next(work for work in due if work.case == case and work.job == "send_message")


def kinds(desk: Desk, case: CaseId) -> list[str]:
    with desk.store.reading() as session:
        return [row.kind for row in timeline_rows(session, case)]


def test_work_done_twice_has_its_effect_once(desk: Desk, tools: Tools, mailbag: Mailbag) -> None:
    case = desk.received()
    work = acknowledgement(desk, case)
    assert [perform(work.key), perform(work.key)] == ["done", "done before"]
    assert len(mailbag.sent) == 1
    assert kinds(desk, case).count("message_sent") == 1


@pytest.mark.parametrize(("goes_to", "to"), [(CopyGoesTo.OTHER, ["ines@hale.example"]), (CopyGoesTo.REQUESTER, [])])
def test_whom_a_copy_goes_to_is_told_without_a_name_and_only_where_it_was_settled(
    desk: Desk, tools: Tools, mailbag: Mailbag, goes_to: CopyGoesTo, to: list[str]
) -> None:
    solicitor = Addressee(name="Ines Hale", email="ines@hale.example")
    case = desk.received(addressee=solicitor, copy_goes_to=CopyGoesTo.OTHER)
    may = goes_to is CopyGoesTo.OTHER
    settled = SettleAddressee(case=case, may_receive=may, considered="By telephone.", actor=CASEWORKER)
    desk.do(disclosure.settle_addressee, settled)
    at = desk.clock.utc_now()
    message = desk.within(lambda uow: uow.people.add_message(case, COPY_FOR_ADDRESSEE, at))
    key = desk.within(lambda uow: uow.outbox.add("send_message", case, message, at, message=message))
    perform(key)
    assert [mail["To"] for mail in mailbag.sent] == to
    told = "".join(str(mail) for mail in mailbag.sent)
    assert [name for name in ("Orla", "Maeve", "Fenwick", "Ines") if name in told] == []


def test_who_has_no_e_mail_address_gets_no_mail_and_their_letter_is_made_to_be_printed(
    desk: Desk, tools: Tools, mailbag: Mailbag
) -> None:
    case = desk.received(requester=requester(email=""))
    assert perform(acknowledgement(desk, case).key) == "done"
    assert mailbag.sent == []
    [letter] = desk.case(case).to_post
    assert letter.is_printed
    assert desk.store.vault.of(case).get(letter.letter).startswith(b"%PDF")
    with desk.store.reading() as session:
        (line,) = letter_lines(session, case)
    assert (line.sent_at, line.posted_on) == (None, None)
    assert kinds(desk, case) == ["letter_printed", "letter_written", "request_received"]


def test_a_mail_to_nobody_is_handed_to_no_mail_server(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["To"], mail["Message-ID"] = " ", "<m@x>"
    # No server listens there: nothing is asked of one.
    for mailer in (FolderMailer(tmp_path), SmtpMailer(host="127.0.0.1", port=1)):
        with pytest.raises(MailRefused, match="no email address"):
            mailer.send(mail)
    assert list(tmp_path.iterdir()) == []


def test_a_message_keeps_its_letter_as_it_was_sent(desk: Desk, tools: Tools, mailbag: Mailbag) -> None:
    case = desk.received()
    perform(acknowledgement(desk, case).key)
    with desk.store.reading() as session:
        (line,) = letter_lines(session, case)
    assert line.kept is not None
    assert line.sent_at is not None
    assert b"We have your request" in desk.store.vault.of(case).get(line.kept.page_sha256)
    assert desk.store.vault.of(case).get(line.kept.pdf_sha256).startswith(b"%PDF")
    assert desk.store.vault.of(case).get(line.kept.large_pdf_sha256).startswith(b"%PDF")
    assert list(mailbag.sent[0].iter_attachments()) == []


def test_a_letter_that_names_somebody_else_is_not_sent_and_says_why_without_the_name(
    desk: Desk, tools: Tools, mailbag: Mailbag
) -> None:
    case = desk.reviewing()
    message = desk.within(
        lambda uow: uow.people.add_message(
            case, "part_refusal", desk.clock.utc_now(), words="We left out what Dee Fox wrote."
        )
    )
    key = desk.within(lambda uow: uow.outbox.add("send_message", case, message, desk.clock.utc_now(), message=message))
    # No waiting mends words: it is not tried again, and the case is flagged.
    assert perform(key) == "failed"
    assert desk.case(case).failed_work == {key}
    with desk.store.reading() as session:
        reason = next(row.reason for row in unfinished_work(session, case) if "names somebody" in row.reason)
    assert "Fox" not in reason
    assert mailbag.sent == []


def test_a_kind_of_message_without_words_of_its_own_is_its_letter(desk: Desk, tools: Tools, mailbag: Mailbag) -> None:
    case, at = desk.assessing(), desk.clock.utc_now()
    message = desk.within(
        lambda uow: uow.people.add_message(case, "fee_request", at, words="1250\n\nIt is for copies.")
    )
    key = desk.within(lambda uow: uow.outbox.add("send_message", case, message, at, message=message))
    assert perform(key) == "done"
    assert "Please pay a fee" in str(mailbag.sent[0]["Subject"])
    assert "£12.50" in str(mailbag.sent[0].get_body(("plain",)).get_content())  # type: ignore[union-attr]


def test_work_that_another_worker_ended_meanwhile_records_nothing(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.received()
    work = acknowledgement(desk, case)

    def slow(tools: Tools, work: Work) -> Callable[[UnitOfWork], None]:
        desk.within(lambda uow: uow.outbox.mark_done(work.key, desk.clock.utc_now()))
        return lambda uow: pytest.fail("recorded a second time")

    monkeypatch.setattr("workers.context.job_named", lambda name: slow)
    perform(work.key)
    assert "message_sent" not in kinds(desk, case)


def test_work_that_fails_is_tried_later_each_time_later_and_then_given_up_in_the_open(
    desk: Desk, tools: Tools, mailbag: Mailbag
) -> None:
    mailbag.is_shut = True
    case = desk.received()
    work = acknowledgement(desk, case)
    waits = []
    for _ in range(JOBS["send_message"].tries - 1):
        assert perform(work.key) == "postponed"
        with desk.store.reading() as session:
            (row,) = unfinished_work(session, case)
        waits.append(row.available_at - desk.clock.utc_now())
        assert row.reason == "The mail server did not take the message."
    assert waits == sorted(waits)
    assert waits[0] < timedelta(seconds=10)
    assert perform(work.key) == "failed"
    assert desk.case(case).failed_work == {work.key}
    assert kinds(desk, case)[0] == "work_failed"


def test_a_fault_of_our_own_code_is_told_by_its_kind_alone(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tools: Tools, work: Work) -> Callable[[UnitOfWork], None]:
        raise ValueError("Zoë Fenwick, 12 Mill Lane")

    case = desk.received()
    monkeypatch.setattr("workers.context.job_named", lambda name: broken)
    perform(acknowledgement(desk, case).key)
    with desk.store.reading() as session:
        assert unfinished_work(session, case)[0].reason == "The work stopped: ValueError."


def test_work_waits_in_the_queue_once_however_often_it_is_sent(desk: Desk, tools: Tools, connection: Redis) -> None:
    desk.received()
    relay = Relay(tools, connection)
    assert [relay.send_due(), relay.send_due()] == [1, 0]
    desk.clock.move(seconds=DEAD_AFTER.total_seconds() + 1)
    relay.send_due()
    assert len(open_queue("urgent", connection)) == 1


def test_a_queue_that_forgot_everything_is_filled_again(
    desk: Desk, tools: Tools, connection: Redis, mailbag: Mailbag
) -> None:
    desk.received()
    relay = Relay(tools, connection)
    relay.send_due()
    connection.flushdb()
    desk.clock.move(seconds=DEAD_AFTER.total_seconds() + 1)
    relay.send_due()
    build_worker(connection).work(burst=True, logging_level="ERROR")
    assert len(mailbag.sent) == 1


def test_work_whose_worker_died_is_tried_again_and_counted(desk: Desk, tools: Tools, connection: Redis) -> None:
    case = desk.received()
    relay = Relay(tools, connection)
    work = acknowledgement(desk, case)
    relay.send_due()
    entry = PortalJob.fetch(entry_id(work.job, work.key), connection=connection, serializer=JSONSerializer)
    entry.set_status(JobStatus.STARTED)
    desk.clock.move(seconds=DEAD_AFTER.total_seconds() + 1)
    relay.send_due()
    with desk.store.reading() as session:
        assert [row.attempts for row in unfinished_work(session, case)] == [1]
    desk.clock.move(seconds=10)
    assert relay.send_due() == 1


def test_a_queue_entry_that_names_another_function_is_refused(connection: Redis, tools: Tools, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    open_queue("urgent", connection).enqueue_call("os.system", args=(f"touch {mark}",), job_id="poison")
    build_worker(connection).work(burst=True, logging_level="CRITICAL")
    assert not mark.exists()
    entry = PortalJob.fetch("poison", connection=connection, serializer=JSONSerializer)
    assert entry.get_status() is JobStatus.FAILED


def test_every_job_has_code_and_its_arguments_are_ids_alone(desk: Desk) -> None:
    for name, row in JOBS.items():
        assert row.path.startswith("workers.jobs.")
        assert row.queue in ("urgent", "search", "pack"), name
    case = desk.searching()
    works = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0)))
    assert {work.job for work in works if work.case == case} == {"send_message", "search_source"}
    for work in works:
        assert all(len(str(value)) <= 32 and " " not in str(value) for value in work.arguments.values())
