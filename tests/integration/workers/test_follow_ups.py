"""What a requester asked about a request becomes a case of its own, once; what they took back is not worked on."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from functools import partial

import pytest

from requests_.ids import CaseId
from requests_.model.commands import AskFollowUp, CaseCommand
from requests_.model.rights import Right
from requests_.model.sent_files import OfferedFile, Purpose, SendFiles
from requests_.services import following, sent_files
from requests_.settings import ControllerProfile
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import requester_of
from workers.context import TOOLS, Tools, perform
from workers.render.pdf import find_renderer


class NoMail:
    """A mail server that is not needed."""

    def send(self, message: EmailMessage) -> None:
        raise AssertionError("no mail is sent here")

    def has_taken(self, message: str) -> bool:
        return False


@pytest.fixture
def desk(sqlite_store: Store) -> Iterator[Desk]:
    desk = Desk(sqlite_store)
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=NoMail(),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    yield desk
    TOOLS.reset(token)


def work_on(desk: Desk, case: CaseId, job: str) -> list[str]:
    """Do every open piece of work of this kind, twice."""
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
    keys = [work.key for work in due if work.case == case and work.job == job]
    return [perform(key) for key in keys for _ in range(2)]


def test_a_complaint_becomes_one_case_from_the_day_it_was_made(desk: Desk) -> None:
    case = desk.responded()
    desk.clock.move(hours=10 * 24)
    made_on = desk.clock.london_date()
    complaint = AskFollowUp(
        case=case,
        right=Right.COMPLAINT,
        words="It took too long",
        asked={"remedy": "An apology", "nothing": ""},
        actor=requester_of(case),
    )
    desk.do(following.ask_follow_up, complaint)
    desk.do(following.ask_follow_up, complaint)
    desk.clock.move(hours=30)  # the worker was away
    assert work_on(desk, case, "open_follow_up") == ["done", "done before"]
    with desk.store.reading() as session:
        found = [case_summary(session, row.case) for row in queue_rows(session) if row.case != case]
        first = case_summary(session, case)
    assert len(found) == 1
    assert (found[0].case.right, found[0].case.received_on) == (Right.COMPLAINT, made_on)
    assert found[0].asked == {"remedy": "An apology", "about_reference": first.reference}
    assert found[0].subject == first.subject
    assert found[0].requester == first.requester
    assert [follow_up.reference for follow_up in first.case.follow_ups] == [found[0].reference]


@pytest.mark.parametrize("is_taken_back_first", [True, False])
def test_a_complaint_and_a_file_are_seen_to_though_the_request_was_taken_back(
    desk: Desk, is_taken_back_first: bool
) -> None:
    case = desk.searching()
    me = requester_of(case)
    sha256 = desk.store.vault.of(case).put(b"a photo")
    photo = OfferedFile(sha256=sha256, name="a.jpg", media_type="image/jpeg", size_bytes=7, purpose=Purpose.EVIDENCE)
    acts = [
        partial(desk.do, following.withdraw_request, CaseCommand(case=case, actor=me)),
        partial(
            desk.do,
            following.ask_follow_up,
            AskFollowUp(case=case, right=Right.COMPLAINT, words="Too slow", asked={}, actor=me),
        ),
    ]
    desk.do(sent_files.send_files, SendFiles(case=case, space=case, files=(photo,), actor=me))
    for act in acts if is_taken_back_first else reversed(acts):
        act()
    work_on(desk, case, "stop_work")
    assert work_on(desk, case, "open_follow_up") == ["done", "done before"]
    assert len(desk.case(case).follow_ups) == 1
    assert "check_file" in [job for job, _ in desk.jobs(case)]


def test_nothing_is_searched_for_a_request_that_was_taken_back(desk: Desk) -> None:
    case = desk.searching()
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    assert work_on(desk, case, "stop_work")[0] == "done"
    assert "search_source" not in [job for job, _ in desk.jobs(case)]
