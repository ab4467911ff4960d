"""Photos and papers go along with a request or after it; what is refused gets a reason, and the rest stays."""

import io
import re
import socket
from datetime import timedelta
from typing import Any

import pytest

from portal.web.application import PortalApp
from requests_.ids import CaseId
from requests_.model.people import Capacity
from requests_.model.verdicts import Verdict
from requests_.services import sent_files
from requests_.services.drafts import LIFETIME
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.kept_files import kept_files
from requests_.store.queries.sent_files import SentFileRow, files_sent
from requests_.store.queries.timeline import timeline_rows
from tests.factories import sent_files as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_track_and_collect import let_in
from tests.journeys.browsing import served


def add(visitor: Any, content: bytes, name: str, path: str = "/request/files", purpose: str = "evidence") -> Any:
    visitor.get(path)
    fields = {"file": (io.BytesIO(content), name), "purpose": purpose}
    return visitor.post(path, fields, content_type="multipart/form-data")


def files_of(desk: Desk, case: CaseId) -> tuple[SentFileRow, ...]:
    with desk.store.reading() as session:
        return files_sent(session, case)


def found_clean(desk: Desk, case: CaseId, verdict: Verdict = Verdict.CLEAN) -> None:
    """What the worker records once the scanner has looked."""
    for file in files_of(desk, case):
        content = desk.within(lambda uow, key=file.key: sent_files.file_to_check(uow, case, key))
        desk.store.vault.of(case).put(content)
        desk.within(lambda uow, key=file.key: sent_files.record_file_checked(uow, desk.clock, case, key, verdict))


def cases_of(desk: Desk) -> list[CaseId]:
    with desk.store.reading() as session:
        return [row.case for row in queue_rows(session)]


def test_a_pdf_that_does_something_by_itself_is_given_to_staff_by_a_page_that_says_so(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    active = made.readable_pdf(does="app.alert(1)")
    for content, name in ((made.readable_pdf(), "plain"), (active, "form"), (made.locked_pdf(), "locked")):
        add(visitor, content, name)
    visitor.post("/request/check")
    (case,) = cases_of(desk)
    found_clean(desk, case)
    address = {file.name: f"/case/{desk.reference(case)}/file/{file.key}" for file in files_of(desk, case)}
    assert caseworker.get(address["plain.pdf"]).data == made.readable_pdf()
    page = caseworker.get(address["form.pdf"]).text
    assert "It runs a script" in page
    assert f"{address['form.pdf']}?as=quiet" in page
    quiet = caseworker.get(f"{address['form.pdf']}?as=quiet")
    assert quiet.data.startswith(b"%PDF-")
    assert b"JavaScript" not in quiet.data
    assert quiet.headers["Content-Disposition"].startswith("attachment; ")
    assert caseworker.get(f"{address['form.pdf']}?as=sent").data == active
    page = caseworker.get(address["locked.pdf"]).text
    assert "We could not look into this PDF" in page
    assert "?as=quiet" not in page
    assert caseworker.get(f"{address['locked.pdf']}?as=quiet").mimetype == "text/html"


def test_files_go_along_with_every_request_of_the_form(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("both", "access"))
    assert add(visitor, made.picture(), "birth certificate.jpeg").location == "/request/files"
    assert add(visitor, made.PDF, "court order").status_code == 302
    page = visitor.get("/request/check").text
    assert "birth certificate.jpg" in page
    assert "court order.pdf" in page
    visitor.post("/request/check")
    for case in cases_of(desk):
        assert {file.name for file in files_of(desk, case)} == {"birth certificate.jpg", "court order.pdf"}
        assert [job for job, _ in desk.jobs(case)].count("check_file") == 2
    assert len(cases_of(desk)) == 2
    assert "birth certificate" not in visitor.get("/request/check", follow_redirects=True).text


def test_what_is_refused_gets_its_reason_beside_the_field_and_the_rest_stays(visitor: Any) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    add(visitor, made.picture(), "me.jpg")
    for content, reason in ((b"MZ" + bytes(90), "cannot take this kind"), (made.picture() + made.word(), "two kinds")):
        page = add(visitor, content, "me.jpg")
        assert page.status_code == 400
        assert reason in page.text
        assert 'href="#file"' in page.text
        assert "me.jpg" in page.text
    assert "Choose a file first" in visitor.post("/request/files").text
    assert "me.jpg" in visitor.get("/request/check").text


def test_a_file_that_is_removed_is_gone_from_the_vault_too(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    add(visitor, made.picture(), "me.jpg")
    with desk.store.reading() as session:
        (named,) = kept_files(session)
    page = visitor.get("/request/files").text
    digest = re.search(r'name="sha256" value="(\w+)"', page)
    assert digest is not None
    visitor.post("/request/files/remove", {"sha256": digest[1]})
    assert "me.jpg" not in visitor.get("/request/files").text
    assert not desk.store.vault.of(named.case).holds(digest[1])


@pytest.mark.parametrize("how", ["forgotten", "out of time"])
def test_files_of_a_form_that_is_never_sent_go_with_it(visitor: Any, desk: Desk, open_visitor: Any, how: str) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    add(visitor, made.picture(), "me.jpg")
    if how == "forgotten":
        visitor.post("/request/forget")
    else:
        desk.clock.move(hours=int(LIFETIME / timedelta(hours=1)) + 1)
        open_visitor().answer("asks", {"asks": ["access"]})
    with desk.store.reading() as session:
        assert kept_files(session) == []


def test_nobody_adds_files_to_a_form_without_answers_or_to_a_request_without_a_code(visitor: Any) -> None:
    visitor.get("/track")
    assert visitor.get("/request/files").location == "/request/on"
    assert "What you sent just now was not taken" in add(visitor, made.PDF, "x.pdf").text
    sent = {"file": (io.BytesIO(made.PDF), "x.pdf")}
    assert visitor.post("/your-request/file", sent, content_type="multipart/form-data").status_code == 403
    assert visitor.get("/your-request/file").location == "/track"


def test_a_file_sent_later_is_told_of_on_both_sides_and_stays_out_of_the_events(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    case = desk.received()
    let_in(visitor, desk, case)
    assert "Send a photo or a file" in visitor.get("/your-request").text or desk.case(case).open_checks
    assert add(visitor, made.picture(), "Orla's passport.exe", "/your-request/file").status_code == 302
    assert "We have your file" in visitor.get("/your-request/file").text
    (file,) = files_of(desk, case)
    assert file.name == "Orla's passport.jpg"
    page = caseworker.get(f"/case/{desk.reference(case)}").text
    assert "being checked for viruses" in page
    address = f"/case/{desk.reference(case)}/file/{file.key}"
    assert address not in page
    assert caseworker.get(address).status_code == 404
    found_clean(desk, case)
    assert address in caseworker.get(f"/case/{desk.reference(case)}").text
    opened = caseworker.get(address)
    assert opened.data == made.picture()
    assert opened.mimetype == "application/octet-stream"
    assert opened.headers["Content-Disposition"].startswith("attachment; ")
    with desk.store.reading() as session:
        assert "passport" not in str([row.payload for row in timeline_rows(session, case)])


def test_a_harmful_file_is_told_of_in_plain_words(visitor: Any, desk: Desk, caseworker: Any) -> None:
    case = desk.received()
    let_in(visitor, desk, case)
    add(visitor, made.picture(), "me.jpg", "/your-request/file")
    assert "are checking that it is safe" in visitor.get("/your-request").text
    found_clean(desk, case, Verdict.HARMFUL)
    assert "something in it that harms computers" in visitor.get("/your-request").text
    assert "has been destroyed" in caseworker.get(f"/case/{desk.reference(case)}").text


def test_a_requester_sends_twenty_files_and_no_more(visitor: Any, desk: Desk) -> None:
    case = desk.received()
    let_in(visitor, desk, case)
    for number in range(20):
        one = made.PDF.replace(b"1.7", b"1.7 %%%d" % number)
        assert add(visitor, one, "a.pdf", "/your-request/file").status_code == 302
    page = add(visitor, made.PDF.replace(b"1.7", b"1.7 %again"), "a.pdf", "/your-request/file")
    assert page.status_code == 400
    assert "20 files, which is the most" in page.text


NAMES = ("صورة.jpg", "护照.jpg", "паспорт.jpg", "ਪਾਸਪੋਰਟ.jpg", "\u202egnp.exe", "../../etc/passwd", ".", "x" * 900)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_in_any_script_is_kept_without_what_could_fool_a_reader(visitor: Any, desk: Desk, name: str) -> None:
    case = desk.received()
    let_in(visitor, desk, case)
    assert add(visitor, made.picture(), name, "/your-request/file").status_code == 302
    (file,) = files_of(desk, case)
    assert file.name.endswith(".jpg")
    assert not set(file.name) & set("\u202e/\\\r\n")
    assert len(file.name) <= 130


def test_two_gigabytes_are_refused_before_they_are_sent(public_app: PortalApp) -> None:
    with served(public_app) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            head = "POST /your-request/file HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            connection.sendall(f"{head}Content-Length: {2 << 30}\r\n\r\n--b\r\n".encode())
            answer = b""
            while part := connection.recv(65536):
                answer += part
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"25 MB at most" in answer


@pytest.mark.parametrize(("requester", "asked"), [("subject", 0), ("parent", 1), ("representative", 1), ("both", 1)])
def test_proof_is_named_for_each_person_and_only_whoever_asks_for_another_is_offered_theirs(
    visitor: Any, desk: Desk, caseworker: Any, requester: str, asked: int
) -> None:
    visitor.answer_all(answers_for(requester, "access"))
    page = visitor.get("/request/files").text
    assert [page.count(f'value="{purpose}"') for purpose in ("identity", "address", "evidence")] == [1, 1, 1]
    assert [page.count(f'value="{purpose}"') for purpose in ("subject_identity", "authority")] == [asked, asked]
    add(visitor, made.picture(), "letter.jpg", purpose="address")
    visitor.get("/request/check")
    visitor.post("/request/check")
    (case, *_) = cases_of(desk)
    assert [file.purpose for file in files_of(desk, case)] == ["address"]
    assert "Shows where the requester lives" in caseworker.get(f"/case/{desk.reference(case)}").text
    let_in(visitor, desk, case)
    own = desk.case(case).capacity is Capacity.SUBJECT
    assert ('value="authority"' in visitor.get("/your-request/file").text) is not own


def test_a_file_that_came_without_its_purpose_is_kept_and_the_purpose_alone_is_asked_again(
    visitor: Any, desk: Desk
) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    page = add(visitor, made.picture(), "me.jpeg", purpose="")
    assert (page.status_code, "We have your file" in page.text, "me.jpg" in page.text) == (400, True, True)
    assert 'type="file"' not in page.text
    held = held_in(page.text)
    assert visitor.post("/request/files", {"held": held, "purpose": ""}).status_code == 400
    assert visitor.post("/request/files", {"held": held, "purpose": "identity"}).location == "/request/files"
    visitor.get("/request/check")
    visitor.post("/request/check")
    (case,) = cases_of(desk)
    assert [(file.name, file.purpose) for file in files_of(desk, case)] == [("me.jpg", "identity")]


def test_a_held_file_goes_into_the_request_it_was_chosen_for_and_into_no_other(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    case, other, stranger = desk.received(), desk.received(), open_visitor()
    let_in(visitor, desk, case)
    held = held_in(add(visitor, made.PDF, "order.pdf", "/your-request/file", purpose="").text)
    assert files_of(desk, case) == ()
    let_in(stranger, desk, other)
    stranger.get("/your-request/file")
    assert "Choose a file first" in stranger.post("/your-request/file", {"held": held, "purpose": "other"}).text
    visitor.post("/your-request/file", {"held": held, "purpose": "authority"})
    assert [(file.name, file.purpose) for file in files_of(desk, case)] == [("order.pdf", "authority")]
    assert files_of(desk, other) == ()


@pytest.mark.parametrize("where", ["/request/files", "/your-request/file"])
def test_a_held_file_whose_bytes_are_gone_is_asked_for_again(visitor: Any, desk: Desk, where: str) -> None:
    let_in(visitor, desk, desk.received())
    visitor.answer_all(answers_for("subject", "access"))
    held = held_in(add(visitor, made.picture(), "me.jpg", where, purpose="").text)
    lose_all_files(desk)
    page = visitor.post(where, {"held": held, "purpose": "identity"})
    assert (page.status_code, "We no longer have the file me.jpg. Choose it again" in page.text) == (400, True)
    assert 'value="identity" checked' in page.text
    assert add(visitor, made.picture(), "me.jpg", where, purpose="identity").location == where


def test_nothing_is_sent_that_promises_a_file_which_is_not_there(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    add(visitor, made.picture(), "me.jpg")
    lose_all_files(desk)
    for page in ("/request/check", "/request/files"):
        assert "We no longer have this file" in visitor.get(page).text
    visitor.get("/request/check")
    assert visitor.post("/request/check").location == "/request/files"
    assert cases_of(desk) == []
    add(visitor, made.picture(), "me.jpg")
    visitor.get("/request/check")
    visitor.post("/request/check")
    (case,) = cases_of(desk)
    assert [file.name for file in files_of(desk, case)] == ["me.jpg"]


def lose_all_files(desk: Desk) -> None:
    """What a disk does that is put back from an old copy."""
    vault = desk.store.vault
    for path in (path for space in vault.cases() for path in vault.strays(space, set())):
        path.unlink()


def held_in(page: str) -> str:
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found is not None
    return found[1]
