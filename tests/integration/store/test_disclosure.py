import pytest

from requests_.errors import Conflict, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand, ReturnForReview
from requests_.model.staff import Actor, Role
from requests_.services import disclosure, reviewing
from requests_.store.queries.case_page import pack_rows
from requests_.store.queries.tracking import tracked_case
from tests.factories.cases import PACK, Desk
from tests.factories.people import APPROVER, CASEWORKER, COLLEAGUE, OFFICER, member, requester_of


def sign_off(desk: Desk, case: CaseId, actor: Actor) -> None:
    desk.do(disclosure.sign_off, CaseCommand(case=case, actor=actor))


def release(desk: Desk, case: CaseId, actor: Actor = CASEWORKER) -> None:
    desk.do(disclosure.release, CaseCommand(case=case, actor=actor))


def collect(desk: Desk, case: CaseId) -> disclosure.Collected:
    return desk.do(disclosure.record_collection, CaseCommand(case=case, actor=requester_of(case)))


def send_back(desk: Desk, case: CaseId) -> None:
    desk.do(disclosure.return_for_review, ReturnForReview(case=case, changes="Page 2.", actor=APPROVER))


def resubmit(desk: Desk, case: CaseId) -> None:
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


def packs_asked_for(desk: Desk, case: CaseId) -> int:
    return sum(job == "assemble_pack" for job, _ in desk.jobs(case))


def test_whoever_reviewed_does_not_sign_off_whatever_their_roles(desk: Desk) -> None:
    both = member(Role.CASEWORKER, Role.APPROVER, key="both")
    case = desk.reviewing()
    desk.withhold(case, actor=both)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=COLLEAGUE))
    with pytest.raises(Conflict, match="a second person signs it off"):
        sign_off(desk, case, both)
    sign_off(desk, case, OFFICER)


def test_whoever_submitted_does_not_sign_off(desk: Desk) -> None:
    case = desk.reviewing()
    desk.withhold(case)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=APPROVER))
    with pytest.raises(Conflict, match="a second person signs it off"):
        sign_off(desk, case, APPROVER)


def test_a_caseworker_does_not_sign_off(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        sign_off(desk, desk.signing_off(), COLLEAGUE)


def test_a_pack_is_asked_for_when_and_only_when_it_is_signed_off(desk: Desk) -> None:
    case = desk.signing_off()
    assert packs_asked_for(desk, case) == 0
    sign_off(desk, case, APPROVER)
    assert packs_asked_for(desk, case) == 1


def test_a_pack_that_passed_its_checks_is_released_and_the_requester_told(desk: Desk) -> None:
    case = desk.packed()
    release(desk, case)
    after = desk.case(case)
    assert (after.stage, after.responded_on) == (Stage.RESPONDED, desk.clock.london_date())
    messages = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    kinds = desk.within(lambda uow: [uow.people.message(key).kind for key in messages])
    assert kinds.count("response_ready") == 1


def test_nothing_is_released_twice(desk: Desk) -> None:
    case = desk.responded()
    with pytest.raises(Conflict, match="cannot be done while the case is responded"):
        release(desk, case)


def test_a_pack_that_failed_a_check_is_never_released(desk: Desk) -> None:
    case = desk.packed(failed_check="names")
    with pytest.raises(Conflict, match=r"failed its check \(names\) and cannot be released"):
        release(desk, case)
    with desk.store.reading() as session:
        assert not tracked_case(session, case).may_collect


def test_a_rejected_pack_is_built_again_and_the_next_one_may_be_released(desk: Desk) -> None:
    case = desk.packed(failed_check="names")
    before = packs_asked_for(desk, case)
    for _ in range(2):
        desk.do(disclosure.reassemble, CaseCommand(case=case, actor=CASEWORKER))
    assert packs_asked_for(desk, case) == before + 1
    desk.clock.move(minutes=1)
    desk.record_pack(case)
    release(desk, case)
    with desk.store.reading() as session:
        assert [row.failed_check for row in pack_rows(session, case)] == ["", "names"]


def test_a_pack_built_of_what_was_sent_back_is_not_kept(desk: Desk) -> None:
    case = desk.signed_off()
    send_back(desk, case)
    assert packs_asked_for(desk, case) == 0
    with pytest.raises(Conflict):
        desk.record_pack(case)
    resubmit(desk, case)
    with pytest.raises(Conflict, match="sent back while its pack was being built"):
        desk.record_pack(case)
    sign_off(desk, case, OFFICER)
    assert packs_asked_for(desk, case) == 1


def test_a_pack_that_changed_in_the_vault_is_not_released_and_nobody_is_told(desk: Desk) -> None:
    case = desk.packed()
    pack = desk.case(case).pack
    assert pack is not None
    for path in (desk.store.vault.root / "cases").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes() + b" ")
    before = desk.jobs(case)
    with pytest.raises(NotFound, match="has been changed and is refused"):
        release(desk, case)
    assert (desk.case(case).stage, desk.jobs(case)) == (Stage.SIGNING_OFF, before)


def test_what_is_collected_is_what_was_released_each_time(desk: Desk) -> None:
    case = desk.responded()
    for _ in range(2):
        collected = collect(desk, case)
        assert desk.store.vault.of(case).get(collected.sha256) == PACK
        assert collected.file_name == f"{desk.reference(case)}.pdf"
    with desk.store.reading() as session:
        tracked = tracked_case(session, case)
    assert (tracked.may_collect, tracked.pack_pages, tracked.pack_bytes) == (True, 1, len(PACK))


def test_nothing_is_collected_before_it_is_released(desk: Desk) -> None:
    case = desk.packed()
    with pytest.raises(Conflict):
        collect(desk, case)


def test_the_requester_of_another_case_collects_nothing(desk: Desk) -> None:
    case, other = desk.responded(), desk.received()
    with pytest.raises(NotAllowed):
        desk.do(disclosure.record_collection, CaseCommand(case=case, actor=requester_of(other)))


def behind_the_portals_back(desk: Desk, harm: str) -> None:
    with desk.store.engine.begin() as raw:
        raw.exec_driver_sql(harm)


def test_a_pack_of_marks_that_were_changed_after_the_sign_off_is_not_kept(desk: Desk) -> None:
    case = desk.signed_off()
    behind_the_portals_back(desk, "UPDATE mark SET decision = 'disclose'")
    desk.record_pack(case)
    pack = desk.case(case).pack
    assert pack is not None
    assert pack.rejected_by == "what was approved was changed since"
    with pytest.raises(Conflict, match="cannot be released"):
        desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))


def test_nothing_is_released_while_the_case_says_otherwise_than_what_was_approved(desk: Desk) -> None:
    case = desk.packed()
    behind_the_portals_back(desk, "UPDATE source_document SET title = 'Another'")
    with pytest.raises(Conflict, match="not what stands in the case now"):
        desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    assert desk.case(case).stage is Stage.SIGNING_OFF
