"""The program that opened a case is told of its new stage: signed, once a stage, and nothing of anybody."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.api import Caller
from requests_.model.commands import CaseCommand
from requests_.services import api_access, following
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import ADMINISTRATOR, requester_of
from workers.context import TOOLS, Tools, perform
from workers.mail.folder import FolderMailer
from workers.render.pdf import find_renderer

CRM = Caller("token", "crm", frozenset())


@dataclass
class Program:
    """A program that listens: what it was told, and what it answers."""

    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: int = 204


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def address(program: Program) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            program.told.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(program.answers)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def desk(sqlite_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(sqlite_store)
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=FolderMailer(tmp_path_factory.mktemp("mail")),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    yield desk
    TOOLS.reset(token)


def opened(desk: Desk) -> CaseId:
    """A case that the program opened."""
    case = desk.received()
    desk.within(lambda uow: api_access.keep_opened(uow, CRM, case, b"{}"))
    return case


def hook(desk: Desk, address: str, client: str = "crm") -> tuple[str, str]:
    given = dict(client=client, address=address)
    return desk.within(lambda uow: api_access.add_webhook(uow, desk.clock, ADMINISTRATOR, **given))


def work_on(desk: Desk, case: CaseId) -> list[str]:
    """Do what is open for a case about webhooks, each twice."""
    fates = []
    for job in ("announce_stage", "send_webhook"):
        due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
        fates += [perform(work.key) for work in due if work.case == case and work.job == job for _ in range(2)]
    return fates


def test_a_new_stage_is_told_once_signed_and_without_a_name(desk: Desk, program: Program, address: str) -> None:
    case, (_, secret) = opened(desk), hook(desk, address)
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    assert work_on(desk, case) == ["done", "done before"] * 2
    [(headers, body)] = program.told
    news = json.loads(body)
    assert sorted(news) == ["at", "delivery", "event", "reference", "stage"]
    assert (news["reference"], news["stage"]) == (desk.reference(case), "withdrawn")
    assert headers["Rights-Delivery"] == news["delivery"]
    at, signed = (part.partition("=")[2] for part in headers["Rights-Signature"].split(","))
    assert int(at) == int(desk.clock.utc_now().timestamp())
    assert hmac.compare_digest(signed, hmac.digest(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hex())


def test_nobody_is_told_of_a_case_that_the_program_did_not_open(desk: Desk, program: Program, address: str) -> None:
    hook(desk, address)
    hook(desk, address, "billing")
    other, case = desk.received(), opened(desk)
    for one in (other, case):
        desk.do(following.withdraw_request, CaseCommand(case=one, actor=requester_of(one)))
        work_on(desk, one)
    assert [json.loads(body)["reference"] for _, body in program.told] == [desk.reference(case)]


@pytest.mark.parametrize("answers", [500, 404, 302])
def test_whoever_does_not_take_it_is_told_again_later_under_the_same_delivery(
    desk: Desk, program: Program, address: str, answers: int
) -> None:
    case, _ = opened(desk), hook(desk, address)
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    program.answers = answers
    assert "postponed" in work_on(desk, case)
    program.answers = 200
    desk.clock.move(hours=1)
    assert "done" in work_on(desk, case)
    deliveries = {headers["Rights-Delivery"] for headers, _ in program.told}
    assert len(deliveries) == 1
    assert len({headers["Rights-Signature"] for headers, _ in program.told}) > 1


def test_an_address_that_was_ended_is_told_nothing_more(desk: Desk, program: Program, address: str) -> None:
    case, (key, _) = opened(desk), hook(desk, address)
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    desk.within(lambda uow: api_access.end_webhook(uow, desk.clock, ADMINISTRATOR, key))
    assert set(work_on(desk, case)) <= {"done", "done before"}
    assert program.told == []


@pytest.mark.parametrize(
    "address",
    ["http://crm.example/hook", "ftp://crm.example", "https://", "https://me:secret@crm.example/", "//crm.example"],
)
def test_nothing_is_told_where_tls_does_not_protect_it(desk: Desk, address: str) -> None:
    with pytest.raises(InvalidCommand):
        hook(desk, address)
