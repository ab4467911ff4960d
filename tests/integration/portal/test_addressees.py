"""A copy goes to somebody else only where the requester asked for it and staff settled that they may have it."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.addressee import Addressee, CopyGoesTo, SettleAddressee
from requests_.model.collecting import collect_until
from requests_.model.commands import CaseCommand
from requests_.services import collection, disclosure
from requests_.store.queries.timeline import timeline_rows
from templates.languages import ENGLISH, language_named
from tests.factories.answers import answers_for
from tests.factories.cases import PACK, Desk
from tests.factories.people import CASEWORKER, requester
from tests.factories.rights import tools_for
from tests.integration.portal.test_every_right_and_requester import send, summaries
from tests.integration.portal.test_reading_copy import PAGES, pdf_of
from tests.integration.portal.test_track_and_collect import let_in
from tests.unit.workers.render.test_mail_languages import plain
from workers.jobs.messages import send_message
from workers.mail.folder import FolderMailer

SOLICITOR = Addressee(name="Ines Hale", email="ines@hale.example", organisation="Hale and Hale")
NAMED = {"goes_to": "other", "name": "Ines Hale", "email": "ines@hale.example", "organisation": "Hale and Hale"}


def packed(desk: Desk, goes_to: CopyGoesTo = CopyGoesTo.OTHER, *, pages: tuple[str, ...] = (), **asks: Any) -> CaseId:
    """A case whose copy is ready, and is to go to the requester's solicitor."""
    case = desk.searching(addressee=SOLICITOR, copy_goes_to=goes_to, **asks)
    desk.approve(desk.submit(desk.find(case)))
    desk.record_pack(case, content=pdf_of(*pages) if pages else PACK, pages=len(pages) or 1)
    return case


def settle(desk: Desk, case: CaseId, *, may_receive: bool, considered: str = "Confirmed by telephone.") -> None:
    command = SettleAddressee(case=case, may_receive=may_receive, considered=considered, actor=CASEWORKER)
    desk.do(disclosure.settle_addressee, command)


def release(desk: Desk, case: CaseId) -> None:
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))


def kinds(desk: Desk, case: CaseId) -> list[str]:
    """The messages that are under way."""
    ids = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    return desk.within(lambda uow: [uow.people.message(key).kind for key in ids])


def collected(visitor: Any, desk: Desk, case: CaseId) -> Any:
    """What somebody gets who types the reference where a named person collects, and the code they were mailed."""
    visitor.get("/collect")
    assert visitor.post("/collect", {"reference": desk.reference(case)}).location == "/collect/code"
    visitor.get("/collect/code")
    desk.offer_codes()
    codes = [a["message"] for job, a in desk.jobs(case) if job == "send_message"]

    def make(uow: Any) -> str:
        sent = [uow.people.message(key) for key in codes]
        code = next((one.access_code_id for one in reversed(sent) if one.kind == "addressee_code"), "")
        return collection.make_code(uow, code) if code else "AAAAA-AAAAA"

    return visitor.post("/collect/code", {"code": desk.within(make)})


def pages_of_collecting(visitor: Any, desk: Desk) -> Iterator[tuple[str, str]]:
    """Every page that whoever was named comes by, and what they read when something is wrong."""
    case = packed(desk, pages=PAGES)
    settle(desk, case, may_receive=True)
    release(desk, case)
    yield "reference", visitor.get("/collect").text
    yield "no reference", visitor.post("/collect", {"reference": ""}).text
    yield "wrong reference", visitor.post("/collect", {"reference": f"{desk.reference(case)[:-1]}A"}).text
    visitor.post("/collect", {"reference": desk.reference(case)})
    yield "code", visitor.get("/collect/code").text
    yield "no code", visitor.post("/collect/code", {"code": ""}).text
    yield "wrong code", visitor.post("/collect/code", {"code": "AAAAA-AAAAA"}).text
    collected(visitor, desk, case)
    yield "copy", visitor.get("/collect/copy").text
    visitor.post("/collect/copy/read")
    yield "page", visitor.get("/collect/copy/1").text
    yield "page without words", visitor.get("/collect/copy/3").text
    settle(desk, case, may_receive=False, considered="The firm is not theirs any more.")
    yield "over", visitor.get("/collect/copy/1").text


def test_the_form_asks_who_gets_the_copy_and_the_case_says_it(visitor: Any, desk: Desk, caseworker: Any) -> None:
    visitor.answer_all(answers_for("subject", "access") | {"copy-to": NAMED})
    checked = visitor.get("/request/check").text
    assert "Somebody else, instead of me" in checked
    assert "Ines Hale" in checked
    visitor.post("/request/check")
    (summary,) = summaries(desk)
    assert summary.addressee == SOLICITOR
    assert summary.case.addressee.asked is CopyGoesTo.OTHER
    page = caseworker.get(f"/case/{summary.reference}").text
    assert "Hale and Hale" in page
    assert "nothing is released before" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({**NAMED, "name": ""}, "Enter their full name"),
        ({**NAMED, "email": ""}, "Enter their email address"),
        ({**NAMED, "goes_to": ""}, "Select who should get the copy"),
    ],
)
def test_somebody_else_has_a_name_and_an_address(visitor: Any, fields: dict[str, str], says: str) -> None:
    answers = answers_for("subject", "access")
    visitor.answer_all({key: given for key, given in answers.items() if key not in ("copy-to", "answer")})
    page = visitor.answer("copy-to", fields)
    assert page.status_code == 400
    assert says in page.text


FEARED = {"is_protected": "yes", "keep_from": "John Fenwick, her father"}


@pytest.mark.parametrize(
    ("named", "protect", "says"),
    [
        ({"name": "Jon Hale", "email": "john.fenwick@mail.example"}, FEARED, "is like theirs"),
        ({"name": "Johnny Fenwick", "email": "x@mail.example"}, FEARED, "is like theirs"),
        ({}, FEARED, "only if you are sure that they tell nobody"),
        ({}, {}, ""),
    ],
)
def test_whoever_asks_and_staff_are_warned_where_a_copy_may_reach_whom_it_is_to_be_kept_from(
    visitor: Any, desk: Desk, caseworker: Any, named: dict[str, str], protect: dict[str, str], says: str
) -> None:
    answers = answers_for("parent", "access")
    given = answers["protect"] | protect
    visitor.answer_all(answers | {"protect": given, "copy-to": NAMED | named})
    asked = visitor.get("/request/copy-to").text
    assert ("Do not have the copy sent to them" in asked) == bool(protect)
    checked = visitor.get("/request/check").text
    assert says in checked
    assert ("Change who gets the copy" in checked) == ("govuk-warning-text" in checked) == bool(protect)
    visitor.post("/request/check")
    desk.assess(desk.prove(summaries(desk)[0].case.key))
    here = f"/case/{summaries(desk)[0].reference}"
    for page in (caseworker.get(here).text, caseworker.get(f"{here}/addressee").text):
        assert page.count("ust not find out") == (0 if not protect else 1)
    assert "Accept the request" in caseworker.get(here).text


def test_nobody_else_collects_at_the_requesters_own_address(visitor: Any) -> None:
    answers = answers_for("subject", "access")
    visitor.answer_all(answers | {"copy-to": NAMED})
    refused = visitor.answer("copy-to", NAMED | {"email": answers["contact"]["email"].upper()})
    assert (refused.status_code, "This is your own email address" in refused.text) == (400, True)
    visitor.answer("contact", answers["contact"] | {"email": NAMED["email"]}, "?change=yes")
    visitor.answer("safe", answers["safe"], "?change=yes")
    assert f"{NAMED['email']} is your own email address" in visitor.get("/request/check").text


def test_only_a_copy_is_sent_to_somebody_else(visitor: Any, desk: Desk) -> None:
    send(visitor, "subject", "access", "erasure", **{"copy-to": NAMED})
    copy, erasure = summaries(desk)
    assert (copy.addressee, erasure.addressee) == (SOLICITOR, None)


def test_nothing_is_released_before_it_is_settled_who_may_have_it(desk: Desk) -> None:
    case = packed(desk)
    with pytest.raises(Conflict, match="settle first whether that person may have it"):
        release(desk, case)
    with pytest.raises(InvalidCommand, match="Write down what you checked"):
        settle(desk, case, may_receive=True, considered=" ")
    settle(desk, case, may_receive=True)
    release(desk, case)
    assert kinds(desk, case)[-2:] == ["response_ready", "copy_for_addressee"]


@pytest.mark.parametrize(
    ("asked", "may_receive", "requester_may", "named_may"),
    [
        (CopyGoesTo.OTHER, True, False, True),
        (CopyGoesTo.BOTH, True, True, True),
        (CopyGoesTo.OTHER, False, True, False),
        (CopyGoesTo.BOTH, False, True, False),
    ],
)
def test_the_copy_goes_where_it_was_settled_and_nowhere_else(
    desk: Desk,
    visitor: Any,
    open_visitor: Callable[[], Any],
    asked: CopyGoesTo,
    may_receive: bool,
    requester_may: bool,
    named_may: bool,
) -> None:
    case, named = packed(desk, asked), open_visitor()
    assert collected(named, desk, case).status_code == 400
    settle(desk, case, may_receive=may_receive)
    release(desk, case)
    let_in(visitor, desk, case)
    page = visitor.get("/your-request").text
    # Nobody reads that a copy is ready for them which went to somebody else.
    assert ("Collect your copy" in page) == ("Your copy is ready" in page) == requester_may
    assert visitor.get("/your-request/status.json").json["clock"] is None
    assert (visitor.post("/your-request/copy").status_code == 200) == requester_may
    assert (collected(named, desk, case).location == "/collect/copy") == named_may
    if named_may:
        named.get("/collect/copy")
        assert named.post("/collect/copy").data == PACK


def test_whoever_was_named_sees_the_copy_and_nothing_of_the_request(desk: Desk, visitor: Any) -> None:
    case = packed(desk)
    settle(desk, case, may_receive=True)
    release(desk, case)
    collected(visitor, desk, case)
    page = visitor.get("/collect/copy").text
    assert [name for name in (*requester().name.split(), "Ines") if name in page] == []
    assert visitor.get("/your-request").location == "/track"
    visitor.post("/collect/copy")
    with desk.store.reading() as session:
        assert timeline_rows(session, case)[0].actor_kind == "addressee"
    visitor.post("/collect/leave")
    assert visitor.get("/collect/copy").location == "/collect"


def test_whoever_was_named_reads_page_by_page_until_the_day_they_are_told(desk: Desk, visitor: Any) -> None:
    case = packed(desk, pages=PAGES)
    settle(desk, case, may_receive=True)
    release(desk, case)
    assert visitor.get("/collect/copy/1").location == visitor.get("/collect/copy/1.png").location == "/collect"
    collected(visitor, desk, case)
    page = visitor.get("/collect/copy").text
    assert "You can collect it until" in page
    assert visitor.get("/collect/copy/1").location == "/collect/copy#collect"
    visitor.get("/collect/copy")
    assert visitor.post("/collect/copy/read").location.startswith("/collect/copy/1?copy=")
    shown = visitor.get("/collect/copy/1").text
    assert PAGES[0] in shown
    assert 'href="/collect/copy/2?copy=' in shown
    assert "/your-request" not in shown
    assert visitor.get("/collect/copy/1.png").data.startswith(b"\x89PNG")
    assert visitor.get("/your-request/copy/1").location == "/track"
    with desk.store.reading() as session:
        assert [row.actor_kind for row in timeline_rows(session, case) if row.kind == "pack_collected"] == ["addressee"]
    settle(desk, case, may_receive=False, considered="The firm is not theirs any more.")
    for path in ("/collect/copy/1", "/collect/copy/1.png"):
        assert "This copy cannot be collected any more" in visitor.get(path).text


def test_whoever_was_named_is_written_to_in_the_language_of_whoever_asked_and_in_english(
    desk: Desk, tmp_path: Path
) -> None:
    case, polish = packed(desk, requester=requester(language="pl")), language_named("pl")
    settle(desk, case, may_receive=True)
    release(desk, case)
    waiting = desk.within(lambda uow: uow.outbox.open_of("send_message"))
    kind = {
        work.key: desk.within(lambda uow, work=work: uow.people.message(work.arguments["message"]).kind)
        for work in waiting
    }
    (work,) = [work for work in waiting if kind[work.key] == "copy_for_addressee"]
    send_message(tools_for(desk, {}, FolderMailer(tmp_path / "mail")), work)
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in tmp_path.rglob("*.eml")]
    (words,) = [plain(mail) for mail in mails if SOLICITOR.email in mail["To"]]
    until = collect_until(desk.clock.london_date())
    for said in ("Dzień dobry,", "/language/pl?back=/collect", polish.day(until), "Hello,", ENGLISH.day(until)):
        assert said in words, said


def test_a_page_of_one_copy_gives_nobody_another_that_was_opened_in_the_same_browser_since(
    desk: Desk, visitor: Any
) -> None:
    first, second = (packed(desk, pages=(words,)) for words in ("OF ONE", "OF ANOTHER"))
    for case in (first, second):
        settle(desk, case, may_receive=True)
        release(desk, case)
    collected(visitor, desk, first)
    assert visitor.get("/collect/copy").status_code == 200
    drawn_for = visitor.followed
    page = visitor.post("/collect/copy/read").location
    assert desk.reference(first) in visitor.get(page).text
    visitor.get("/collect")
    visitor.post("/collect", {"reference": desk.reference(second)})
    assert desk.reference(first) in visitor.get("/collect/copy").text  # until a code of the other is right
    collected(visitor, desk, second)
    visitor.get("/collect/copy")
    answers = [
        visitor.get(page),
        *(visitor.post(path, {"followed": drawn_for}) for path in ("/collect/copy", "/collect/copy/read")),
    ]
    for answer in answers:
        assert (answer.status_code, "This page was about another request" in answer.text) == (409, True)
    with desk.store.reading() as session:
        assert "pack_collected" not in [row.kind for row in timeline_rows(session, second)]
    visitor.client.set_cookie("rights_language", "young")
    assert "you asked" not in visitor.get(page).text  # it was somebody else who did


def test_a_requesters_code_opens_nothing_of_the_persons_they_named(desk: Desk, visitor: Any) -> None:
    case = packed(desk)
    settle(desk, case, may_receive=True)
    release(desk, case)
    let_in(visitor, desk, case)
    assert visitor.get("/collect/copy").location == "/collect"


def test_where_it_goes_can_be_changed_after_the_release_and_whoever_may_collect_is_told(
    desk: Desk, visitor: Any, open_visitor: Callable[[], Any]
) -> None:
    case, named = packed(desk), open_visitor()
    settle(desk, case, may_receive=True)
    release(desk, case)
    collected(named, desk, case)
    settle(desk, case, may_receive=False, considered="The firm is not theirs any more.")
    assert kinds(desk, case)[-1] == "response_ready"
    assert named.post("/collect/copy").status_code == 409
    let_in(visitor, desk, case)
    visitor.get("/your-request")
    assert visitor.post("/your-request/copy").data == PACK


def test_staff_settle_it_on_the_page_that_stands_before_the_release(desk: Desk, caseworker: Any) -> None:
    case = packed(desk)
    here = f"/case/{desk.reference(case)}"
    assert "Settle who may have the copy" in caseworker.get(here).text
    caseworker.get(f"{here}/addressee")
    assert caseworker.post(f"{here}/addressee", {"may_receive": "yes"}).status_code == 400
    checked = {"may_receive": "yes", "considered": "Confirmed by telephone."}
    assert caseworker.post(f"{here}/addressee", checked).location == here
    assert "It goes to the person whom the requester named" in caseworker.get(here).text
