import pytest

from requests_.errors import NotAllowed
from requests_.ids import CaseId
from requests_.services import collection
from requests_.store.session import UnitOfWork
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.people import requester


def ask(desk: Desk, reference: str) -> None:
    desk.do(collection.offer_code, reference)


def mailed_code(desk: Desk, case: CaseId) -> str:
    """The code as the mailing job makes it, of the newest message that has one."""
    messages = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    rows = [desk.within(lambda uow, key=key: uow.people.message(key)) for key in messages]  # type: ignore[misc]
    key = [row.access_code_id for row in rows if row.access_code_id][-1]
    return desk.within(lambda uow: collection.make_code(uow, str(key)))


def enter(desk: Desk, reference: str, code: str) -> str | None:
    """The secret of a session, or None."""
    try:
        return desk.within(lambda uow: collection.open_session(uow, desk.clock, reference, code))
    except NotAllowed:
        return None


def opened(desk: Desk, secret: str) -> CaseId | None:
    return desk.do(collection.session_case, secret)


@pytest.fixture
def case(desk: Desk) -> CaseId:
    return desk.received()


@pytest.fixture
def reference(desk: Desk, case: CaseId) -> str:
    return desk.reference(case)


@pytest.fixture
def code(desk: Desk, case: CaseId, reference: str) -> str:
    ask(desk, reference)
    return mailed_code(desk, case)


def test_a_code_opens_its_case(desk: Desk, case: CaseId, reference: str, code: str) -> None:
    secret = enter(desk, reference, code)
    assert secret is not None
    assert opened(desk, secret) == case


def test_a_code_that_could_only_be_mailed_is_made_for_nobody_without_an_email_address(desk: Desk) -> None:
    case = desk.received(requester=requester(email=" "))
    before = desk.jobs(case)
    ask(desk, desk.reference(case))
    assert desk.jobs(case) == before


def test_a_code_is_forgiven_its_case_and_its_hyphen(desk: Desk, reference: str, code: str) -> None:
    assert enter(desk, reference.lower(), f" {code.lower().replace('-', ' ')} ") is not None


def test_a_code_opens_once(desk: Desk, reference: str, code: str) -> None:
    assert enter(desk, reference, code) is not None
    assert enter(desk, reference, code) is None


def test_a_code_dies_after_half_an_hour(desk: Desk, reference: str, code: str, clock: MovingClock) -> None:
    clock.move(minutes=30)
    assert enter(desk, reference, code) is None


def test_a_code_lives_until_then(desk: Desk, reference: str, code: str, clock: MovingClock) -> None:
    clock.move(minutes=29, seconds=59)
    assert enter(desk, reference, code) is not None


def test_a_thousand_wrong_tries_from_anywhere_kill_no_code(desk: Desk, reference: str, code: str) -> None:
    """What one browser and one network address may try is limited; together strangers cannot shut the owner out."""

    def try_all(uow: UnitOfWork) -> None:
        for number in range(1_000):
            with pytest.raises(NotAllowed):
                collection.open_session(uow, desk.clock, reference, f"AAAAA-{number:05d}")

    desk.within(try_all)
    assert enter(desk, reference, code) is not None


def test_the_code_of_one_case_does_not_open_another(desk: Desk, code: str) -> None:
    assert enter(desk, desk.reference(desk.received()), code) is None


@pytest.mark.parametrize("unknown", ["RR-2026-99999-A", "nonsense", ""])
def test_asking_for_an_unknown_reference_is_silent(desk: Desk, case: CaseId, unknown: str) -> None:
    before = desk.jobs(case)
    ask(desk, unknown)
    assert desk.jobs(case) == before
    assert enter(desk, unknown, "AAAAA-AAAAA") is None


def test_a_wrong_code_and_an_unknown_reference_are_answered_alike(desk: Desk, reference: str, code: str) -> None:
    answers = set()
    for known in (reference, "RR-2026-99999-A"):
        with pytest.raises(NotAllowed) as refusal, desk.store.unit_of_work() as uow:
            collection.open_session(uow, desk.clock, known, "AAAAA-AAAAA")
        answers.add(str(refusal.value))
    assert len(answers) == 1


def test_at_most_three_codes_of_a_case_live_at_once(
    desk: Desk, case: CaseId, reference: str, clock: MovingClock
) -> None:
    acknowledgement = len(desk.jobs(case))
    for _ in range(10):
        ask(desk, reference)
    assert len(desk.jobs(case)) - acknowledgement == 3
    clock.move(minutes=30)
    ask(desk, reference)
    assert len(desk.jobs(case)) - acknowledgement == 4


def test_a_message_sent_again_carries_a_code_that_works_and_the_last_one_does_not(
    desk: Desk, case: CaseId, reference: str, code: str
) -> None:
    again = mailed_code(desk, case)
    assert enter(desk, reference, code) is None
    assert enter(desk, reference, again) is not None


def test_a_code_that_nobody_mailed_yet_opens_nothing(desk: Desk, reference: str) -> None:
    ask(desk, reference)
    assert enter(desk, reference, "") is None


def test_a_session_ends_after_an_hour(desk: Desk, case: CaseId, reference: str, code: str, clock: MovingClock) -> None:
    secret = enter(desk, reference, code)
    assert secret is not None
    clock.move(minutes=59)
    assert opened(desk, secret) == case
    clock.move(minutes=1)
    assert opened(desk, secret) is None


def test_a_secret_nobody_was_given_opens_nothing(desk: Desk) -> None:
    assert opened(desk, "guess") is None
