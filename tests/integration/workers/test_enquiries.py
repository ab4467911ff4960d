"""Asking a school, a partner or legal services: by mail, with a link that works once, answered without an account."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from portal.public import create_public_app
from portal.staff import create_staff_app
from portal.web.application import PortalApp
from portal.wiring import build_resources
from requests_.errors import Conflict, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand, ReturnForReview
from requests_.model.desk import WaitsFor, waits_for
from requests_.model.enquiries import LINK_LASTS, VISIT_LASTS, AskTeam, LetAnswerFollow, Team
from requests_.model.looking_again import Matter
from requests_.model.review_commands import RecordProposals
from requests_.model.search_commands import AcceptSourceGap, RecordSourceWaiting
from requests_.model.sources import SearchState
from requests_.model.staff import Role
from requests_.model.verdicts import Verdict
from requests_.services import disclosure, enquiries, reviewing, searching, staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import APPROVER, CASEWORKER
from tests.integration.portal.conftest import PASSWORD, SETTINGS, Visitor
from workers.context import TOOLS, Tools, perform
from workers.jobs.search import _ask_the_team
from workers.mail.folder import FolderMailer
from workers.render.bundle_facts import load_bundle
from workers.render.pdf import find_renderer
from workers.scanners.base import Unchecked
from workers.sources.stores import Store as EssStore
from workers.sources.stores import StoreKind, TeamPlace

SCHOOL = "office@mill-lane.example"
WORDS = "Everything about Orla Fenwick, born 9 March 2014"
FOUND = {"holds": "sends", "looked_in": "The pupil file and the shared mailbox", "by_name": "R. Okafor, office"}
NOTHING = {**FOUND, "holds": "nothing"}


class Post:
    """What the mails folder holds, oldest first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[EmailMessage]:
        files = sorted(self.folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]  # type: ignore[misc]

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.all() if mail["To"] == address]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path / "mails")


@pytest.fixture
def desk(sqlite_store: Store, post: Post) -> Iterator[Desk]:
    desk = Desk(sqlite_store)
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=FolderMailer(post.folder),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
        scanner=Unchecked(),
    )
    token = TOOLS.set(tools)
    yield desk
    TOOLS.reset(token)


@pytest.fixture
def apps(desk: Desk, tmp_path: Path) -> tuple[PortalApp, PortalApp]:
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    return create_public_app(SETTINGS, handed_in), create_staff_app(SETTINGS, handed_in)


@pytest.fixture
def school(apps: tuple[PortalApp, PortalApp]) -> Visitor:
    """Somebody at the school, who has no account."""
    return Visitor(apps[0])


@pytest.fixture
def caseworker(apps: tuple[PortalApp, PortalApp], desk: Desk) -> Visitor:
    email = "caseworker@brackenford.example"
    desk.within(
        lambda uow: staff_accounts.add_staff(
            uow, desk.clock, email=email, roles=(Role.CASEWORKER,), password=PASSWORD, display_name="Tamsin Hale"
        )
    )
    visitor = Visitor(apps[1])
    visitor.sign_in(email)
    return visitor


def asked(desk: Desk, case: CaseId, **changes: Any) -> str:
    values: dict[str, Any] = dict(
        case=case,
        team=Team.SCHOOL,
        name="Mill Lane Primary",
        email=SCHOOL,
        words=WORDS,
        due_on=desk.clock.london_date() + timedelta(10),
        actor=CASEWORKER,
    )
    return desk.do(enquiries.ask_team, AskTeam(**{**values, **changes}))


def work(desk: Desk, *jobs: str) -> list[str]:
    """What the workers do now of these jobs."""
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
    return [perform(piece.key) for piece in due if piece.job in (jobs or ("ask_team", "take_in_answer"))]


def link_in(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"https://rights\.brackenford\.example(/help-us/open/\S+)", body.get_content())
    assert found
    return found[1]


def enter(visitor: Visitor, mail: EmailMessage) -> Any:
    visitor.get(link_in(mail))
    return visitor.post(link_in(mail))


def send(visitor: Visitor, fields: dict[str, str], *files: tuple[str, bytes]) -> Any:
    visitor.get("/help-us")
    sent = [(io.BytesIO(content), name) for name, content in files]
    return visitor.post("/help-us", {**fields, "files": sent}, content_type="multipart/form-data")


def test_a_school_is_asked_and_sends_what_it_holds_which_is_reviewed_like_any_document(
    desk: Desk, caseworker: Visitor, school: Visitor, post: Post
) -> None:
    case = desk.reviewing()
    reference = desk.reference(case)
    page = caseworker.get(f"/case/{reference}/teams")
    assert "Orla Fenwick" in page.text
    due = desk.clock.london_date() + timedelta(10)
    fields = dict(team="school", name="Mill Lane Primary", email=SCHOOL, words=WORDS)
    day = {"due_on-day": f"{due.day}", "due_on-month": f"{due.month}", "due_on-year": f"{due.year}"}
    assert caseworker.post(f"/case/{reference}/teams", {**fields, **day}).status_code == 302
    assert waits_for(desk.case(case)) is WaitsFor.TEAM
    assert work(desk) == ["done"]
    (mail,) = post.to(SCHOOL)
    assert reference in mail["Subject"]
    assert "Fenwick" not in mail.as_string()
    assert enter(school, mail).location == "/help-us"
    assert WORDS in school.get("/help-us").text
    thanks = send(school, FOUND, ("Pupil file.pdf", PDF), ("notes.pdf", b"%PDF-1.7 Met the mother. %%EOF"))
    assert "the files you sent" in thanks.text
    assert work(desk) == ["done"]
    after = desk.case(case)
    assert (after.stage, after.proposals_made, after.unsettled_enquiries) == (Stage.SEARCHING, False, ())
    assert {"Pupil file.pdf", "notes.pdf"} <= {document.title for document in desk.documents(case)}
    assert sum(job == "read_document" for job, _ in desk.jobs(case)) >= 2
    told = caseworker.get(f"/case/{reference}/teams").text
    assert "R. Okafor, office" in told
    assert "The pupil file and the shared mailbox" in told
    history = caseworker.get(f"/case/{reference}/history").text
    assert "Whoever was asked answered on" in history
    assert "Okafor" not in history


def test_looking_at_a_link_uses_nothing_up_and_opening_it_does(desk: Desk, school: Visitor, post: Post) -> None:
    asked(desk, desk.searching())
    work(desk)
    (mail,) = post.to(SCHOOL)
    for _ in range(3):
        assert school.get(link_in(mail)).status_code == 200  # a scanner of mails
    assert enter(school, mail).status_code == 302
    stranger = Visitor(school.client.application)  # type: ignore[arg-type]
    assert "does not work any more" in enter(stranger, mail).text
    assert stranger.get("/help-us").status_code == 403
    assert WORDS not in stranger.get("/help-us").text


def test_another_link_goes_to_the_same_address_once_and_ends_the_ones_before(
    desk: Desk, school: Visitor, post: Post
) -> None:
    asked(desk, desk.searching())
    work(desk)
    first = post.to(SCHOOL)[0]
    enter(school, first)
    again = link_in(first).replace("/open/", "/again/")
    for path in (again, again, "/help-us/again/nobody-has-this"):
        school.get(link_in(first))
        assert "If we still wait for your answer" in school.post(path).text
    work(desk)
    assert len(post.all()) == len(post.to(SCHOOL)) == 2
    assert enter(school, post.to(SCHOOL)[1]).status_code == 302
    assert "does not work any more" in enter(school, first).text


def test_a_link_ends_after_two_weeks_and_a_visit_after_four_hours(desk: Desk, school: Visitor, post: Post) -> None:
    case = desk.searching()
    asked(desk, case)
    work(desk)
    desk.clock.move(days=LINK_LASTS.days, seconds=1)
    assert "does not work any more" in enter(school, post.to(SCHOOL)[0]).text
    asked(desk, case, email="second@mill-lane.example")
    work(desk)
    enter(school, post.to("second@mill-lane.example")[0])
    assert school.get("/help-us").status_code == 200
    desk.clock.move(seconds=VISIT_LASTS.total_seconds())
    assert school.get("/help-us").status_code == 403


def test_nothing_is_believed_only_from_whoever_says_where_they_looked(desk: Desk, school: Visitor, post: Post) -> None:
    case = desk.searching()
    key = asked(desk, case)
    work(desk)
    enter(school, post.to(SCHOOL)[0])
    for missing in ("looked_in", "by_name", "holds"):
        assert send(school, {**NOTHING, missing: ""}).status_code == 400, missing
    assert send(school, NOTHING, ("a.pdf", PDF)).status_code == 400
    assert send(school, FOUND).status_code == 400
    assert not desk.case(case).enquiries[key].answered_on
    assert send(school, NOTHING).status_code == 200
    work(desk)
    state = desk.case(case).enquiries[key]
    assert (state.is_settled, state.untaken) == (True, 0)
    assert send(school, NOTHING).status_code == 403


REFUSED = (("program.pdf", b"MZ\x90\x00"), ("page.html", b"<script>alert(1)</script>"), ("cut.pdf", b"%PDF-1.7 half"))
PDF = b"%PDF-1.7 the file %%EOF"


def test_a_file_that_is_not_taken_is_refused_by_its_name_and_the_others_wait(
    desk: Desk, school: Visitor, post: Post
) -> None:
    case = desk.searching()
    key = asked(desk, case)
    work(desk)
    enter(school, post.to(SCHOOL)[0])
    for name, content in REFUSED:
        refused = send(school, FOUND, ("a.pdf", PDF), (name, content))
        assert refused.status_code == 400, name
        assert f"{name}: " in refused.text
    assert desk.within(lambda uow: uow.enquiries.answer_of(key)) is None


class Suspicious:
    """A scanner that finds something in every file that says so."""

    def look_at(self, content: bytes) -> Verdict:
        return Verdict.HARMFUL if b"virus" in content else Verdict.CLEAN


def test_a_file_that_does_harm_is_destroyed_before_anybody_opens_it(
    desk: Desk, school: Visitor, caseworker: Visitor, post: Post
) -> None:
    TOOLS.set(replace(TOOLS.get(), scanner=Suspicious()))
    case = desk.searching()
    asked(desk, case)
    work(desk)
    enter(school, post.to(SCHOOL)[0])
    send(school, FOUND, ("good.pdf", PDF), ("bad.pdf", b"%PDF-1.7 a virus %%EOF"))
    work(desk)
    assert [document.title for document in desk.documents(case)] == ["good.pdf"]
    page = caseworker.get(f"/case/{desk.reference(case)}/teams").text
    assert "bad.pdf held a virus and was destroyed" in page


def test_who_does_not_answer_is_reminded_two_days_before_and_one_and_five_after(
    desk: Desk, school: Visitor, post: Post
) -> None:
    case = desk.searching()
    asked(desk, case, due_on=desk.clock.london_date() + timedelta(11))  # a Friday
    counts = []
    for _ in range(22):
        work(desk)
        counts.append(len(post.to(SCHOOL)))
        desk.clock.move(days=1)
    # Asked on a Monday; reminded on the Wednesday before, the Monday after, and the Friday of that week.
    assert [day for day in range(1, 22) if counts[day] > counts[day - 1]] == [9, 14, 18]
    assert [mail["Subject"].startswith("Reminder") for mail in post.to(SCHOOL)] == [False, True, True, True]


def test_nobody_is_reminded_of_what_they_answered_or_of_what_is_not_waited_for(
    desk: Desk, school: Visitor, post: Post
) -> None:
    case, other = desk.searching(), desk.searching()
    asked(desk, case)
    ended = asked(desk, other, email="other@mill-lane.example")
    work(desk)
    desk.within(lambda uow: enquiries.end_enquiry(uow, desk.clock, other, ended, CASEWORKER))
    assert "does not work any more" not in enter(school, post.to(SCHOOL)[0]).text
    send(school, NOTHING)
    dead = Visitor(school.client.application)  # type: ignore[arg-type]
    enter(dead, post.to("other@mill-lane.example")[0])
    assert dead.get("/help-us").status_code == 403
    desk.clock.move(days=40)
    work(desk)
    assert len(post.all()) == 2
    with pytest.raises(Conflict):
        desk.within(lambda uow: enquiries.end_enquiry(uow, desk.clock, other, ended, CASEWORKER))


def test_no_answer_is_skipped_and_one_that_comes_too_late_waits_to_be_put_in(
    desk: Desk, school: Visitor, caseworker: Visitor, post: Post
) -> None:
    case = desk.reviewing()
    desk.withhold(case)
    key = asked(desk, case)
    with pytest.raises(Conflict, match="Another team has not answered"):
        desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    late = desk.signing_off()
    work(desk)
    enter(school, post.to(SCHOOL)[0])
    desk.within(lambda uow: enquiries.end_enquiry(uow, desk.clock, case, key, CASEWORKER))
    assert send(school, FOUND, ("a.pdf", PDF)).status_code == 403
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    asked(desk, late, email="late@mill-lane.example")
    work(desk)
    enter(school, post.to("late@mill-lane.example")[0])
    send(school, FOUND, ("a.pdf", PDF))
    work(desk)
    assert desk.case(late).stage is Stage.SIGNING_OFF
    reference, (enquiry,) = desk.reference(late), desk.case(late).enquiries
    assert "Not in the case yet" in caseworker.get(f"/case/{reference}/teams").text
    desk.do(disclosure.return_for_review, ReturnForReview(case=late, changes="Page 2.", actor=APPROVER))
    assert "Put into the case" in caseworker.get(f"/case/{reference}/teams").text
    assert caseworker.post(f"/case/{reference}/teams/{enquiry}/take-in").status_code == 302
    assert desk.case(late).stage is Stage.SEARCHING
    assert "a.pdf" in {document.title for document in desk.documents(late)}


def test_a_store_that_a_team_searches_itself_asks_them_and_their_answer_is_its_search(
    desk: Desk, school: Visitor, post: Post
) -> None:
    case = desk.searching()
    mash = EssStore(id="case", kind=StoreKind.TEAM, title="MASH", place=TeamPlace("mash@brackenford.example"))
    waiting = RecordSourceWaiting(case=case, source="case", attempt=1)
    for _ in range(2):  # a worker that was killed tries again
        desk.within(lambda uow: _ask_the_team(TOOLS.get(), waiting, mash, uow))
    work(desk)
    (mail,) = post.to("mash@brackenford.example")
    enter(school, mail)
    assert "Orla Fenwick" in school.get("/help-us").text
    send(school, NOTHING)
    work(desk)
    source = desk.case(case).sources["case"]
    assert (source.state, source.found, source.is_settled) == (SearchState.SEARCHED, 0, True)


def test_a_team_that_the_case_is_answered_without_keeps_nobody_from_signing_off(desk: Desk) -> None:
    case = desk.searching()
    mash = EssStore(id="case", kind=StoreKind.TEAM, title="MASH", place=TeamPlace("mash@brackenford.example"))
    waiting = RecordSourceWaiting(case=case, source="case", attempt=1)
    desk.within(lambda uow: _ask_the_team(TOOLS.get(), waiting, mash, uow))
    assert len(desk.case(case).unsettled_enquiries) == 1
    desk.do(searching.accept_source_gap, AcceptSourceGap(case=case, source="case", because="Closed.", actor=CASEWORKER))
    assert desk.case(case).unsettled_enquiries == ()


def signed_with_a_gap(desk: Desk, visitor: Visitor, post: Post) -> tuple[CaseId, str]:
    """A case sent for sign-off without MASH, knowingly; MASH's link is open in `visitor`. With the enquiry's key."""
    case = desk.searching()
    mash = EssStore(id="share", kind=StoreKind.TEAM, title="MASH", place=TeamPlace("mash@brackenford.example"))
    waiting = RecordSourceWaiting(case=case, source="share", attempt=1)
    desk.within(lambda uow: _ask_the_team(TOOLS.get(), waiting, mash, uow))
    desk.searched(case, "case", found_document(sha256=desk.store.vault.of(case).put(b"a letter")))
    gap = AcceptSourceGap(case=case, source="share", because="They are closed.", actor=CASEWORKER)
    desk.do(searching.accept_source_gap, gap)
    (document,) = desk.documents(case)
    desk.read(case, document.key)
    marks = {document.key: (mark_of("Dee Fox"),)}
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks=marks))
    work(desk)
    enter(visitor, post.to("mash@brackenford.example")[0])
    (key,) = desk.case(case).enquiries
    return desk.submit(case), key


def gaps_of(desk: Desk, case: CaseId) -> Any:
    day = desk.clock.london_date()
    return desk.within(lambda uow: load_bundle(uow, case, controller=ControllerProfile(), written_on=day))


@pytest.fixture
def two_stores(desk: Desk) -> Desk:
    """The desk of a council that has a store of its own and one that MASH searches."""
    return Desk(desk.store, desk.clock, sources=("case", "share"))


def test_an_answer_that_comes_during_sign_off_changes_nothing_that_the_letter_says_of_the_store(
    two_stores: Desk, school: Visitor, caseworker: Visitor, post: Post
) -> None:
    desk = two_stores
    case, key = signed_with_a_gap(desk, school, post)
    before = desk.case(case).sources
    page = f"/case/{desk.reference(case)}"
    assert caseworker.get(f"{page}/teams/{key}/follows").status_code == 409, "nothing was sent yet"
    send(school, FOUND, ("mash.pdf", PDF))
    work(desk)
    assert desk.case(case).sources == before
    assert desk.case(case).unweighed_answers == (key,)
    with pytest.raises(Conflict, match="Another team sent files after this was sent for sign-off"):
        desk.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
    assert "Another team sent files after this was sent for sign-off" in caseworker.get(page).text
    assert "nobody has reviewed it" in caseworker.get(f"{page}/teams").text
    assert caseworker.post(f"{page}/teams/{key}/follows", {"because": ""}).status_code == 400
    assert "follows later" in caseworker.get(f"{page}/teams/{key}/follows").text
    assert caseworker.post(f"{page}/teams/{key}/follows", {"because": "It is long."}).status_code == 302
    assert "Follows later" in caseworker.get(f"{page}/teams").text
    desk.approve(case)
    bundle = gaps_of(desk, case)
    assert "Share" not in bundle.looked.searched
    (gap,) = [line for line in bundle.gaps if line.startswith("Share")]
    assert "Another team sent us something from there" in gap
    assert "We will send you a copy" in gap
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=APPROVER))
    assert {look.matter for look in desk.case(case).looks.values()} >= {Matter.PROMISED, Matter.LATE_ANSWER}


def test_nothing_is_released_that_was_signed_before_a_team_sent_more(
    two_stores: Desk, school: Visitor, post: Post
) -> None:
    desk = two_stores
    case, key = signed_with_a_gap(desk, school, post)
    desk.approve(case)
    desk.record_pack(case)
    send(school, FOUND, ("mash.pdf", PDF))
    work(desk)
    with pytest.raises(Conflict, match="Another team sent files"):
        desk.do(disclosure.release, CaseCommand(case=case, actor=APPROVER))
    follows = LetAnswerFollow(case=case, enquiry=key, because="It is long.", actor=CASEWORKER)
    desk.do(enquiries.let_answer_follow, follows)
    after = desk.case(case)
    # The pack's letter is silent about it: what was signed is signed anew, by somebody else than who decided this.
    assert (after.signed_off_by, after.pack) == ("", None)
    with pytest.raises(NotAllowed):
        desk.do(disclosure.sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.approve(case)
    assert any("Another team sent us something" in line for line in gaps_of(desk, case).gaps)


def test_what_came_during_sign_off_is_reviewed_once_the_case_is_sent_back(
    two_stores: Desk, school: Visitor, post: Post
) -> None:
    desk = two_stores
    case, key = signed_with_a_gap(desk, school, post)
    send(school, FOUND, ("mash.pdf", PDF))
    work(desk)
    desk.do(disclosure.return_for_review, ReturnForReview(case=case, changes="MASH answered.", actor=APPROVER))
    with pytest.raises(Conflict, match="is not in the case yet"):
        desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.within(lambda uow: enquiries.take_in_answer(uow, desk.clock, case, key, CASEWORKER))
    after = desk.case(case)
    assert (after.sources["share"].state, after.sources["share"].found) == (SearchState.SEARCHED, 1)
    assert (after.stage, after.unweighed_answers, after.looks) == (Stage.SEARCHING, (), {})
    assert "mash.pdf" in {document.title for document in desk.documents(case)}


def test_a_team_that_says_during_sign_off_that_it_holds_nothing_is_believed_once_the_case_is_sent_back(
    two_stores: Desk, school: Visitor, post: Post
) -> None:
    desk = two_stores
    case, key = signed_with_a_gap(desk, school, post)
    send(school, NOTHING)
    work(desk)
    assert desk.case(case).sources["share"].state is SearchState.WAITING
    desk.do(disclosure.return_for_review, ReturnForReview(case=case, changes="MASH answered.", actor=APPROVER))
    desk.within(lambda uow: enquiries.take_in_answer(uow, desk.clock, case, key, CASEWORKER))
    after = desk.case(case)
    assert (after.stage, after.sources["share"].state) == (Stage.REVIEWING, SearchState.SEARCHED)


def test_what_an_open_enquiry_says_is_seen_by_those_who_may_open_the_case_alone(
    desk: Desk, apps: tuple[PortalApp, PortalApp]
) -> None:
    case = desk.searching()
    asked(desk, case)
    email = "officer@brackenford.example"
    desk.within(
        lambda uow: staff_accounts.add_staff(
            uow, desk.clock, email=email, roles=(Role.ESS_OFFICER,), password=PASSWORD, display_name="Ros Hart"
        )
    )
    officer = Visitor(apps[1])
    officer.sign_in(email)
    closed = officer.get(f"/case/{desk.reference(case)}/teams")
    assert closed.status_code == 403
    assert "Fenwick" not in closed.text
