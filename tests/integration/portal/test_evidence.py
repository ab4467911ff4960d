"""The evidence pack: everything about one case for the regulator, checkable by a stranger, and only if it is whole."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from portal.cli.evidence import evidence
from portal.web.report_files import pdf_of
from requests_.ids import CaseId
from requests_.model.clock_commands import AddRegime
from requests_.model.commands import CaseCommand
from requests_.model.correspondence import LetterKind
from requests_.model.letters.commands import KeepLetter
from requests_.model.letters.examples import example
from requests_.model.staff import Role
from requests_.services import assessment, correspondence, disclosure
from requests_.settings import ControllerProfile
from requests_.store.queries.letters import letter_lines
from templates.letter_writer import LetterWriter
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """An answered case with its acknowledgement kept as it was sent."""
    answered, letter = desk.responded(), example(LetterKind.ACKNOWLEDGEMENT)
    put = desk.store.vault.of(answered).put
    page = LetterWriter().html(letter.template, letter.context(ControllerProfile()))
    pdf = pdf_of(page, "ab" * 32)
    with desk.store.reading() as session:
        message = next(line.message for line in letter_lines(session, answered) if line.kind is letter.kind)
    command = KeepLetter(
        message=message,
        letter=letter,
        page_sha256=put(page.encode()),
        pdf_sha256=put(pdf),
        large_pdf_sha256=put(pdf),
    )
    desk.within(lambda uow: correspondence.keep_letter(uow, command))
    return answered


@pytest.fixture
def officer(signed_in: Callable[..., Any]) -> Any:
    return signed_in(Role.DATA_PROTECTION_OFFICER)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def pressed(officer: Any, desk: Desk, case: CaseId) -> dict[str, bytes]:
    assert "evidence pack" in officer.get(f"/case/{desk.reference(case)}/history").text
    assert "Give it to the regulator" in officer.get(f"/case/{desk.reference(case)}/evidence").text
    return unpacked(officer.get(f"/case/{desk.reference(case)}/evidence/pack.zip").data)


def test_the_pack_has_the_chronology_the_search_the_reasons_and_the_letters_as_sent(
    officer: Any, desk: Desk, case: CaseId
) -> None:
    files = pressed(officer, desk, case)
    said = "".join(page.get_text() for page in pymupdf.open("pdf", files["evidence.pdf"]))
    for words in ("The request was received on", "The search ended.", "Signed off by a second person", "We have your"):
        assert words in said.replace("\n", " "), words
    [letter] = [content for name, content in files.items() if name.startswith("letters/")]
    with pikepdf.open(io.BytesIO(files["evidence.pdf"])) as bound, pikepdf.open(io.BytesIO(letter)) as sent:
        assert bound.pages[-1].Contents.read_bytes() == sent.pages[-1].Contents.read_bytes()
    assert "Case,searched" in files["search.csv"].decode("utf-8-sig")
    assert len(files["chronology.csv"].splitlines()) == len(json.loads(files["chain.json"])) + 1


def pdf_of_pages(*words: str) -> bytes:
    made = pymupdf.open()
    for said in words:
        made.new_page().insert_text((72, 72), said)
    return bytes(made.tobytes())


def test_the_answer_in_front_of_the_copy_is_among_what_was_sent_and_nothing_that_was_disclosed(
    officer: Any, desk: Desk
) -> None:
    case = desk.reviewing()
    desk.do(assessment.add_regime, AddRegime(case=case, considered="Interviews under caution.", actor=CASEWORKER))
    desk.approve(desk.submit(case))
    pack = pdf_of_pages("Our answer to you", "What is in this copy", "A page that was disclosed")
    desk.record_pack(case, content=pack, first_page=3, pages=3)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    files = pressed(officer, desk, case)
    [answer] = [content for name, content in files.items() if name.endswith("answer.pdf")]
    assert "".join(page.get_text() for page in pymupdf.open("pdf", answer)).split("\n")[:-1] == [
        "Our answer to you",
        "What is in this copy",
    ]
    said = " ".join("".join(page.get_text() for page in pymupdf.open("pdf", files["evidence.pdf"])).split())
    assert "The answer: letter, index and schedule in front of the copy (2 pages)" in said
    assert said.endswith("Our answer to you What is in this copy")
    # Each law's clock has a table of its own, and no date is broken.
    assert (said.count("Each step and the law behind it: UK GDPR"), said.count("behind it: Law enforcement")) == (1, 1)
    assert "15 June 2026" in said


def test_a_stranger_can_check_every_file_and_every_seal(officer: Any, desk: Desk, case: CaseId) -> None:
    files = pressed(officer, desk, case)
    named = dict(reversed(line.split("  ")) for line in files.pop("manifest.txt").decode().splitlines())
    assert named == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    last = "0" * 64
    for row in json.loads(files["chain.json"]):
        body = [last, *(row[name] for name in ("case", "seq", "kind", "version", "at", "actor", "payload"))]
        last = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        assert last == row["seal"]


def test_the_same_moment_gives_the_same_bytes_and_one_pdf_is_the_one_in_the_folder(
    officer: Any, desk: Desk, case: CaseId
) -> None:
    first = pressed(officer, desk, case)
    assert first == pressed(officer, desk, case)
    alone = officer.get(f"/case/{desk.reference(case)}/evidence/pack.pdf")
    assert alone.data == first["evidence.pdf"]
    assert alone.headers["Content-Disposition"].startswith("attachment")


def test_nothing_is_made_from_a_record_that_was_changed(officer: Any, desk: Desk, case: CaseId) -> None:
    with desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER case_event_no_update"))
        connection.execute(text("UPDATE case_event SET actor_key = 'x' WHERE seq = 2 AND case_id = :c"), {"c": case})
    answer = officer.get(f"/case/{desk.reference(case)}/evidence/pack.zip")
    assert answer.status_code == 409
    assert "does not hold at event 2" in answer.text


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR, Role.MANAGER])
def test_only_the_data_protection_officer_makes_it(
    signed_in: Callable[..., Any], desk: Desk, case: CaseId, role: Role
) -> None:
    assert signed_in(role).get(f"/case/{desk.reference(case)}/evidence/pack.zip").status_code == 403


def test_the_command_writes_the_folder_whole_or_not_at_all(
    desk: Desk, case: CaseId, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", desk.store.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("RIGHTS_VAULT", str(desk.store.vault.root))
    out, reference = tmp_path / "pack", desk.reference(case)
    done = CliRunner().invoke(evidence, [reference, "--out", str(out)])
    assert (done.exit_code, "sealed events" in done.output) == (0, True), done.output
    names = {path.name for path in out.rglob("*") if path.is_file()}
    assert {"evidence.pdf", "chain.json", "manifest.txt", "01-acknowledgement.pdf"} <= names
    assert CliRunner().invoke(evidence, [reference, "--out", str(out)]).exit_code == 2
    unknown = CliRunner().invoke(evidence, ["RR-2026-99999-X", "--out", str(tmp_path / "other")])
    assert (unknown.exit_code, (tmp_path / "other").exists()) == (2, False)
