"""A disk runs full while a request is sent in, searched and bound: it is said plainly, nothing is lost or doubled."""

import hashlib
import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from redaction.verify import verify
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.review_commands import DecideDocument
from requests_.model.staff import Role
from requests_.services import disclosure, reviewing, staff_accounts, work
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store.audit import verify_chains
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import Store, open_store
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.documents import found_document
from tests.factories.people import APPROVER, CASEWORKER, data_subject
from tests.fixtures_disk import SmallDisk
from tests.journeys.browsing import served
from workers.context import TOOLS, Tools, perform
from workers.demo.requester import RequesterAtHome
from workers.demo.visitor import JourneyFault
from workers.mail.folder import FolderMailer
from workers.queues import JOBS
from workers.render.pdf import find_renderer
from workers.sources.stores_file import load_stores

SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
FILES, SCAN_BYTES = 6, 90_000
HERO: dict[str, Any] = {
    "subject": {
        "given_name": "Orla",
        "family_name": "Fenwick",
        "aliases": [],
        "date_of_birth": "2014-03-09",
        "upn": "",
        "addresses": ["12 Mill Lane, Brackenford, QX1 4ZZ"],
    },
    "requester": {
        "name": "Maeve Fenwick",
        "relation": "mother",
        "email": "maeve@fenwick.example",
        "phone": "01632 960 123",
    },
}


def on_the_page(page: str) -> str:
    """What a person reads of it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


# --- pages: the database and the files are on the disk that runs full ---


@pytest.fixture
def crowded(_migrated_sqlite: Path, small_disk: SmallDisk) -> Iterator[Store]:
    """A store whose database and vault are both on the small disk."""
    shutil.copy(_migrated_sqlite, small_disk.folder / "rights.sqlite")
    url = f"sqlite:///{small_disk.folder / 'rights.sqlite'}"
    store = open_store(StoreSettings(database_url=url, vault=small_disk.folder / "vault"))
    yield store
    store.close()


def cases_in(store: Store) -> int:
    with store.reading() as session:
        return int(session.execute(text("select count(*) from rights_case")).scalar_one())


def test_a_request_sent_to_a_full_disk_is_not_half_kept_and_the_same_form_is_taken_once_there_is_room(
    crowded: Store, small_disk: SmallDisk, tmp_path: Path
) -> None:
    app = create_public_app(SETTINGS, build_resources(crowded, ControllerProfile(), MovingClock(), small_disk.folder))
    with served(app) as site:
        parent = RequesterAtHome(site, tmp_path, HERO)
        parent.fill_form()
        small_disk.fill()
        with pytest.raises(JourneyFault, match="POST /request/check answered 503. We could not do this just now"):
            parent.send()
        said = on_the_page(parent.browser.content.decode())
        assert "Nothing was saved just now, and nothing you sent before is lost." in said
        assert "Go back" in said
        assert "telephone" in said
        assert str(small_disk.folder) not in said

        small_disk.make_room()
        assert cases_in(crowded) == 0
        parent.browser.press("")  # the same page, sent again: every answer is still there
        assert "RR-" in parent.browser.text
    assert cases_in(crowded) == 1
    with crowded.reading() as session:
        assert session.execute(text("pragma integrity_check")).scalar_one() == "ok"
        assert not verify_chains(session).broken


def staff_at_the_door(store: Store, clock: MovingClock, folder: Path) -> FlaskClient:
    app = create_staff_app(SETTINGS, build_resources(store, ControllerProfile(), clock, folder))
    app.config["WTF_CSRF_ENABLED"] = False
    with store.unit_of_work() as uow:
        staff_accounts.add_staff(
            uow, clock, email="case@brackenford.example", roles=(Role.CASEWORKER,), password=PASSWORD, display_name="C"
        )
        uow.commit()
    client = app.test_client()
    assert client.post("/sign-in", data={"email": "case@brackenford.example", "password": PASSWORD}).status_code == 302
    return client


def test_a_scan_uploaded_to_a_full_disk_is_refused_whole_and_taken_once_there_is_room(
    sqlite_url: str, small_disk: SmallDisk
) -> None:
    store = open_store(StoreSettings(database_url=sqlite_url, vault=small_disk.folder / "vault"))
    desk = Desk(store)
    client = staff_at_the_door(store, desk.clock, small_disk.folder)
    case = desk.reviewing(found_document("paper:1", file_name="", media_type="", sha256=""))
    (paper,) = desk.documents(case)
    address = f"/case/{desk.reference(case)}/documents/{paper.key}/scan"

    def upload() -> Any:
        return client.post(address, data={"scan": (io.BytesIO(b"%PDF-1.7 ".ljust(SCAN_BYTES, b"x")), "file.pdf")})

    store.vault.put(b"so that there is a vault")
    small_disk.fill()
    refused = upload()
    assert refused.status_code == 503
    assert "nothing you sent before is lost" in on_the_page(refused.text)
    assert [path for path in (small_disk.folder / "vault").rglob("*") if path.stat().st_size > 40_000] == []
    assert desk.documents(case)[0].sha256 == ""

    small_disk.make_room()
    assert upload().status_code == 302
    assert len(client.get(address.replace("/scan", "/file")).data) == SCAN_BYTES
    store.close()


# --- jobs: the files are on the disk that runs full ---


@pytest.fixture
def desk(sqlite_url: str, small_disk: SmallDisk) -> Iterator[Desk]:
    store = open_store(StoreSettings(database_url=sqlite_url, vault=small_disk.folder / "vault"))
    yield Desk(store)
    store.close()


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Iterator[Tools]:
    share = tmp_path / "share"
    share.mkdir()
    for number in range(FILES):
        (share / f"visit {number}.txt").write_text(
            f"Visit {number}: Zoë Marchetti, born 14 March 2012, was at home and not well."
        )
    (tmp_path / "stores.toml").write_text(
        '[[store]]\nid = "case"\nkind = "files"\ntitle = "A share"\nroot = "share"\ncategory = "communication_logs"\n'
    )
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={store.id: store for store in load_stores(tmp_path / "stores.toml")},
        mailer=FolderMailer(tmp_path / "mail"),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    yield tools
    TOOLS.reset(token)


def open_work(desk: Desk, case: CaseId, job: str) -> list[str]:
    desk.clock.move(seconds=3600)
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=desk.clock.utc_now().resolution))
    return [one.key for one in due if one.case == case and one.job == job]


def do_all(desk: Desk, case: CaseId, job: str) -> list[str]:
    return [perform(key) for key in open_work(desk, case, job)]


def happened(desk: Desk, case: CaseId) -> Counter[str]:
    with desk.store.reading() as session:
        return Counter(row.kind for row in timeline_rows(session, case))


def test_a_search_on_a_full_disk_says_so_in_the_case_and_the_same_work_ends_once_there_is_room(
    desk: Desk, tools: Tools, small_disk: SmallDisk, tmp_path: Path
) -> None:
    client = staff_at_the_door(desk.store, desk.clock, tmp_path)
    subject = data_subject(given_name="Zoë", family_name="Marchetti", date_of_birth=date(2012, 3, 14))
    case = desk.searching(subject=subject)
    page = f"/case/{desk.reference(case)}"
    assert do_all(desk, case, "send_message") == ["done"]
    small_disk.fill()
    for _ in range(JOBS["search_source"].tries - 1):
        assert do_all(desk, case, "search_source") == ["postponed"]
    assert do_all(desk, case, "search_source") == ["failed"]
    assert desk.documents(case) == []
    assert desk.case(case).sources["case"].state == "pending"

    client.post("/sign-in", data={"email": "case@brackenford.example", "password": PASSWORD})
    said = on_the_page(client.get(page).text)
    assert f"The vault {small_disk.folder / 'vault'} cannot be written" in said
    assert "make room on its disk" in said
    (failed,) = desk.case(case).failed_work

    small_disk.make_room()
    desk.within(lambda uow: work.resume_work(uow, desk.clock, case=case, actor=CASEWORKER))
    assert open_work(desk, case, "search_source") == [failed]
    assert perform(failed) == "done"
    assert perform(failed) == "done before"
    assert len(desk.documents(case)) == FILES
    assert happened(desk, case)["source_searched"] == happened(desk, case)["search_completed"] == 1
    assert desk.case(case).failed_work == frozenset()


def test_a_pack_on_a_full_disk_is_bound_later_once_and_whole(
    desk: Desk, tools: Tools, small_disk: SmallDisk, tmp_path: Path
) -> None:
    client = staff_at_the_door(desk.store, desk.clock, tmp_path)
    subject = data_subject(given_name="Zoë", family_name="Marchetti", date_of_birth=date(2012, 3, 14))
    case = desk.searching(subject=subject)
    for job in ("search_source", "read_document", "propose_redactions"):
        assert set(do_all(desk, case, job)) == {"done"}
    _include_everything(desk, case)
    small_disk.fill()
    assert do_all(desk, case, "assemble_pack") == ["postponed"]
    assert desk.case(case).pack is None
    assert "pack_assembled" not in happened(desk, case)

    small_disk.make_room()
    assert do_all(desk, case, "assemble_pack") == ["done"]
    assert happened(desk, case)["pack_assembled"] == 1
    pack = desk.case(case).pack
    assert pack is not None
    client.post("/sign-in", data={"email": "case@brackenford.example", "password": PASSWORD})
    bound = client.get(f"/case/{desk.reference(case)}/pack").data
    assert hashlib.sha256(bound).hexdigest() == pack.sha256
    assert verify(bound, terms=["Alan Quibell"]).passed


def _include_everything(desk: Desk, case: CaseId) -> None:
    for document in desk.documents(case):
        command = DecideDocument(
            case=case, document=document.key, outcome=DocumentOutcome.INCLUDE, reason="", actor=CASEWORKER
        )
        desk.do(reviewing.decide_document, command)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
