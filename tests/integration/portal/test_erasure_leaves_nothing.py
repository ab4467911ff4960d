"""A case through the public form, real workers, a pack, letters, notes and files; then every byte is looked through.

On PostgreSQL too: in every file of its tables, its indexes and its own catalogue, after the night that follows.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from requests_.ids import CaseId
from requests_.model.commands import AcceptRequest, CaseCommand
from requests_.model.identity import Check, Evidence
from requests_.model.people import PersonRole
from requests_.services import assessment, disclosure, notes, retention, reviewing
from requests_.store.audit import verify_chains
from requests_.store.documents import DecidedMark
from requests_.store.queries.case_queue import queue_rows
from tests.factories import sent_files as made
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, data_subject, requester
from tests.factories.rights import tools_for, work_off
from tests.factories.traces import in_files, traces
from tests.integration.portal.conftest import PARENT_ANSWERS, Visitor
from tests.integration.portal.test_sending_files import add, found_clean
from workers.jobs.retention import rewrite_erased
from workers.mail.folder import FolderMailer
from workers.sources.stores_file import load_stores

# Words that stand nowhere but in this case; one has letters that files spell in several ways.
WORDS = ("Quibblewick", "Ysolde", "Zażółć", "Thistlegrange", "umbrellastand", "Pockfeather", "01632 960 777")
OTHERS = PersonRole.THIRD_PARTY
OTHER = ("Marrowby", "Ferncastle")
SHARE = """
[[store]]
id = "share"
kind = "files"
title = "Network share"
root = "share"
category = "case_documents"
"""
LETTER = """Dear Mrs Quibblewick
Ysolde Quibblewick, born on 9 March 2014, was not in school on Monday. Her friend Barnaby Pockfeather was with her.
The umbrellastand was broken. Please ring us on 01632 960 777.
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.getfixturevalue(f"{request.param}_store"), sources=("case", "share"))


@pytest.fixture
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is not the portal's: the council's own share, and where mails arrive."""
    folder = tmp_path_factory.mktemp("council")
    (folder / "share" / "Quibblewick Ysolde").mkdir(parents=True)
    (folder / "share" / "Quibblewick Ysolde" / "Letter to Thistlegrange.txt").write_text(LETTER)
    (folder / "stores.toml").write_text(SHARE)
    return folder


def asked(visitor: Visitor, desk: Desk) -> CaseId:
    """Somebody asks by the form, with a file."""
    answers = {step: dict(fields) for step, fields in PARENT_ANSWERS.items()}
    answers["name"] = {"given_name": "Ysolde", "family_name": "Quibblewick"}
    answers["other-names"] = {"other_names": "Zażółć Quibblewick"}
    answers["address"] = {"address": "7 Thistlegrange\nBrackenford\nQX1 4ZZ"}
    answers["your-name"] = {"requester_name": "Maud Quibblewick"}
    answers["contact"] = {"email": "maud@quibblewick.example", "phone": "01632 960 777"}
    answers["help"] = {"schools": "", "officers": "Mrs Pockfeather", "places": "", "wording": "About the umbrellastand"}
    visitor.answer_all(answers)
    add(visitor, made.PDF + b"% a paper of Quibblewick", "Quibblewick.pdf")
    visitor.post("/request/check")
    with desk.store.reading() as session:
        return queue_rows(session)[0].case


def answered(desk: Desk, case: CaseId, work: Callable[[], object]) -> None:
    """It is searched, reviewed, signed off, bound, released, and its letters leave."""
    found_clean(desk, case)
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.BIRTH_CERTIFICATE)
    desk.assess(case)
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=("share",), because="None.", actor=CASEWORKER))
    work()
    roles = {person.key: person.role for person in desk.within(lambda uow: uow.people.people_of(case))}
    for person in {mark.person for mark in undecided(desk, case) if mark.is_mention}:
        (desk.withhold if roles.get(person, OTHERS) is OTHERS else desk.show)(case, person)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
    work()
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    work()


def undecided(desk: Desk, case: CaseId) -> list[DecidedMark]:
    return [mark for mark in desk.within(lambda uow: uow.documents.marks(case)) if mark.decision is None]


def test_after_an_erasure_no_byte_of_the_portal_says_anything_of_the_person_and_the_other_case_is_whole(
    visitor: Visitor, caseworker: Visitor, desk: Desk, council: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stores = {store.id: store for store in load_stores(council / "stores.toml")}
    tools = tools_for(desk, stores, FolderMailer(council / "mail"))
    case = asked(visitor, desk)
    answered(desk, case, lambda: work_off(desk, tools))
    reference = desk.reference(case)
    caseworker.get(f"/case/{reference}/notes")
    caseworker.post(f"/case/{reference}/notes", {"words": "Rang Mrs Quibblewick about the umbrellastand."})
    caseworker.post("/find", {"search": "Quibblewick"})
    other = desk.received(
        subject=data_subject(given_name="Osric", family_name="Marrowby"), requester=requester(name="Ida Marrowby")
    )
    desk.do(notes.add_note, notes.AddNote(case=other, words="Ferncastle", actor=CASEWORKER))
    desk.store.vault.of(other).put(b"Ferncastle")

    before = traces(desk.store, tmp_path, [*WORDS, *OTHER])
    assert {word for found in before.values() for word in found} == {*WORDS, *OTHER}
    assert len(list((council / "mail").rglob("*.eml"))) >= 2

    desk.within(lambda uow: retention.erase_by_decision(uow, desk.clock, case))
    assert set(work_off(desk, tools)) == {"done"}

    if desk.store.engine.dialect.name == "postgresql":
        assert in_files(desk.store, WORDS), "PostgreSQL keeps the bytes of a deleted row"
    desk.clock.move(hours=5)
    assert rewrite_erased(tools, desk.clock.london_date()) == 1

    left = traces(desk.store, tmp_path, [*WORDS, *OTHER])
    assert in_files(desk.store, WORDS) == {}
    assert {word for found in left.values() for word in found} == set(OTHER), left
    assert not any(word in caplog.text for word in WORDS)
    assert not list((desk.store.vault.root / "cases" / case).rglob("*/*"))
    assert {place for place, found in before.items() if set(OTHER) & set(found)} == set(left)
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()
