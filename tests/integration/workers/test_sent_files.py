"""Files that requesters send are looked at by a real virus scanner; while nobody can look, nobody opens them."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from requests_.errors import NotFound, Unavailable
from requests_.ids import CaseId, new_id
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.model.sent_files import OfferedFile, Purpose, SendFiles
from requests_.model.verdicts import Verdict
from requests_.services import sent_files
from requests_.settings import ControllerProfile, SettingsFault
from requests_.store.queries.case_page import unfinished_work
from requests_.store.queries.kept_files import kept_files
from requests_.store.queries.sent_files import SentFileRow, files_sent, harmless_file
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.cases import Desk
from tests.factories.people import requester, requester_of
from tests.fixtures_services import free_port
from workers.context import TOOLS, Tools, perform
from workers.mail.folder import FolderMailer
from workers.render.pdf import find_renderer
from workers.scanners.address import scanner_for
from workers.scanners.base import NoScanner, Unchecked
from workers.scanners.clamd import Clamd


@pytest.fixture
def desk(sqlite_store: Store, tmp_path: object) -> Iterator[Desk]:
    desk = Desk(sqlite_store)
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=FolderMailer(tmp_path / "mail"),  # type: ignore[operator]
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    yield desk
    TOOLS.reset(token)


def look_with(setting: str) -> None:
    TOOLS.set(replace(TOOLS.get(), scanner=scanner_for(setting)))


def offered(desk: Desk, content: bytes, space: str, purpose: Purpose = Purpose.OTHER) -> OfferedFile:
    return OfferedFile(
        sha256=desk.store.vault.of(space).put(content),
        name="my passport.jpg",
        media_type="image/jpeg",
        size_bytes=len(content),
        purpose=purpose,
    )


def sent(
    desk: Desk, *contents: bytes, case: CaseId | None = None, space: str = "", purpose: Purpose = Purpose.OTHER
) -> CaseId:
    case = case or desk.received()
    files = tuple(offered(desk, content, space or case, purpose) for content in contents)
    desk.do(
        sent_files.send_files,
        SendFiles(case=case, space=space or case, files=files, actor=requester_of(case)),
    )
    return case


def check_all(desk: Desk, job: str = "check_file") -> list[str]:
    """Do every open look, twice."""
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
    return [perform(work.key) for work in due if work.job == job for _ in range(2)]


def files_of(desk: Desk, case: CaseId) -> tuple[SentFileRow, ...]:
    with desk.store.reading() as session:
        return files_sent(session, case)


def test_a_clean_file_may_be_opened_once_the_scanner_has_said_so(desk: Desk, clamd: str) -> None:
    look_with(clamd)
    case = sent(desk, made.picture())
    (file,) = files_of(desk, case)
    with desk.store.reading() as session, pytest.raises(NotFound):
        harmless_file(session, case, file.key)
    assert check_all(desk) == ["done", "done before"]
    with desk.store.reading() as session:
        assert harmless_file(session, case, file.key).verdict is Verdict.CLEAN
        with pytest.raises(NotFound):
            harmless_file(session, CaseId(new_id()), file.key)


@pytest.mark.parametrize("content", [made.EICAR, made.word(**{"word/media/x.bin": made.EICAR})], ids=["bare", "hidden"])
def test_a_virus_is_destroyed_and_the_other_files_stay(desk: Desk, clamd: str, content: bytes) -> None:
    look_with(clamd)
    case = sent(desk, content, made.PDF)
    check_all(desk)
    verdicts = {file.size_bytes: (file.verdict, bool(file.sha256)) for file in files_of(desk, case)}
    assert verdicts == {len(content): (Verdict.HARMFUL, False), len(made.PDF): (Verdict.CLEAN, True)}
    assert not desk.store.vault.of(case).holds(offered(desk, content, "elsewhere").sha256)


@pytest.mark.parametrize(
    ("is_private", "says"),
    [(True, "something in it that harms computers"), (False, "There is something for you to read")],
)
def test_whoever_sent_a_virus_is_told_without_its_name_and_as_is_safe(
    desk: Desk, clamd: str, tmp_path: Path, is_private: bool, says: str
) -> None:
    look_with(clamd)
    sent(desk, made.EICAR, case=desk.received(requester=replace(requester(), is_mailbox_private=is_private)))
    check_all(desk, "send_message")
    before = set((tmp_path / "mail").iterdir())
    check_all(desk)
    assert check_all(desk, "send_message") == ["done", "done before"]
    (told,) = set((tmp_path / "mail").iterdir()) - before
    mail = message_from_bytes(told.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert says in body.get_content()
    assert "passport" not in mail.as_string()


def test_while_the_scanner_is_away_the_file_waits_and_staff_read_why(desk: Desk, clamd: str) -> None:
    look_with(f"clamd:127.0.0.1:{free_port()}")
    case = sent(desk, made.picture())
    assert check_all(desk)[0] == "postponed"
    (file,) = files_of(desk, case)
    assert file.verdict is Verdict.WAITING
    with desk.store.reading() as session:
        reasons = [work.reason for work in unfinished_work(session, case) if work.job == "check_file"]
    assert "The virus scanner does not answer" in reasons[0]
    look_with(clamd)
    desk.clock.move(hours=1)
    check_all(desk)
    assert files_of(desk, case)[0].verdict is Verdict.CLEAN


def test_without_a_scanner_no_file_is_let_through_unless_the_council_says_so(desk: Desk) -> None:
    look_with("")
    case = sent(desk, made.picture())
    assert check_all(desk)[0] == "postponed"
    assert files_of(desk, case)[0].verdict is Verdict.WAITING
    look_with("none")
    desk.clock.move(hours=1)
    check_all(desk)
    assert files_of(desk, case)[0].verdict is Verdict.NOT_SCANNED


def test_files_of_a_form_end_under_the_key_of_each_case_and_their_first_place_is_erased(desk: Desk) -> None:
    look_with("none")
    space = new_id()
    cases = [sent(desk, made.picture(), made.PDF, space=space) for _ in range(2)]
    check_all(desk)
    for case in cases:
        assert all(desk.store.vault.of(case).holds(file.sha256) for file in files_of(desk, case))
    assert space in desk.store.vault.keys.erased()
    with desk.store.reading() as session:
        assert {row.case for row in kept_files(session)} == set(cases)


@pytest.mark.parametrize("purpose", [one for one in Purpose if one.proves])
def test_a_copy_of_a_proof_is_destroyed_after_four_weeks_and_other_files_stay(desk: Desk, purpose: Purpose) -> None:
    look_with("none")
    case = sent(desk, made.picture(), case=desk.searching(), purpose=purpose)
    sent(desk, made.PDF, case=case, purpose=Purpose.EVIDENCE)
    check_all(desk)
    desk.clock.move(hours=27 * 24)
    assert check_all(desk, "forget_proof") == []
    desk.clock.move(hours=25)
    assert check_all(desk, "forget_proof") == ["done", "done before"]
    verdicts = {file.purpose: (file.verdict, bool(file.sha256)) for file in files_of(desk, case)}
    assert verdicts == {purpose: (Verdict.DESTROYED, False), "evidence": (Verdict.NOT_SCANNED, True)}
    assert not desk.store.vault.of(case).holds(hashlib.sha256(made.picture()).hexdigest())


def test_a_proof_that_nobody_has_looked_at_yet_is_kept_until_somebody_has(desk: Desk) -> None:
    look_with("none")
    case = sent(desk, made.picture(), case=desk.received(capacity=Capacity.PARENT), purpose=Purpose.IDENTITY)
    check_all(desk)
    desk.clock.move(hours=29 * 24)
    check_all(desk, "forget_proof")
    assert files_of(desk, case)[0].sha256
    desk.accept_evidence(case, Check.IDENTITY, Evidence.PHOTO_IDENTITY)
    desk.clock.move(hours=8 * 24)
    check_all(desk, "forget_proof")
    assert files_of(desk, case)[0].verdict is Verdict.DESTROYED


def test_the_same_file_sent_twice_is_kept_and_looked_at_once(desk: Desk) -> None:
    look_with("none")
    case = sent(desk, made.picture())
    sent(desk, made.picture(), case=case)
    assert len(files_of(desk, case)) == 1
    assert check_all(desk) == ["done", "done before"]


def test_a_file_longer_than_the_scanner_takes_is_not_let_through(clamd: str) -> None:
    scanner = scanner_for(clamd)
    assert scanner.look_at(bytes(25_000_000)) is Verdict.CLEAN
    with pytest.raises(Unavailable, match="StreamMaxLength"):
        scanner.look_at(bytes(28_000_000))


@pytest.mark.parametrize(
    ("setting", "scanner"),
    [
        ("", NoScanner()),
        ("none", Unchecked()),
        ("clamd:/run/clamd.ctl", Clamd("/run/clamd.ctl")),
        ("clamd:127.0.0.1:3310", Clamd("127.0.0.1", 3310)),
    ],
)
def test_a_setting_names_the_scanner(setting: str, scanner: object) -> None:
    found = scanner_for(setting)
    assert type(found) is type(scanner)
    assert not isinstance(scanner, Clamd) or found == scanner


@pytest.mark.parametrize("setting", ["clamd", "clamd:", "clamd:host", "clamd:host:0", "clamd:host:x", "sophos:1"])
def test_a_setting_that_names_none_is_refused(setting: str) -> None:
    with pytest.raises(SettingsFault, match="RIGHTS_VIRUS_SCANNER"):
        scanner_for(setting)


def test_a_scanner_says_whether_it_is_up(clamd: str) -> None:
    up = scanner_for(clamd)
    assert isinstance(up, Clamd)
    assert up.is_up()
    assert not Clamd("127.0.0.1", free_port()).is_up()
    assert not Clamd("/nowhere/clamd.ctl").is_up()
