"""One request from the form to the collected pack, with nothing between the services and the databases."""

import pytest

from requests_.errors import Conflict
from requests_.model.case import Stage
from requests_.model.commands import AcceptRequest, CaseCommand, RequestEvidence
from requests_.model.identity import Check, Evidence
from requests_.model.review_commands import RecordProposals, WithholdWords
from requests_.services import assessment, collection, disclosure, identity, reviewing, withholding
from requests_.store.audit import verify_chains
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import PACK, Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import APPROVER, CASEWORKER, requester_of


def test_a_parent_asks_and_collects_a_pack_that_two_people_approved(desk: Desk) -> None:
    case = desk.received()
    reference = desk.reference(case)
    desk.do(identity.request_evidence, RequestEvidence(case=case, check=Check.AUTHORITY, actor=CASEWORKER))
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.BIRTH_CERTIFICATE)
    desk.assess(case)
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=("case",), actor=CASEWORKER))

    desk.searched(case, "case", found_document(sha256=desk.store.vault.of(case).put(b"a letter")))
    [document] = desk.documents(case)
    desk.read(case, document.key)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={document.key: (mark_of("Dee Fox"),)}))
    with pytest.raises(Conflict, match="Not decided yet: 1 marks"):
        desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.withhold(case)
    words = WithholdWords(case=case, words="dee fox", reason="S2P16_THIRD_PARTY", record="Not asked.", actor=CASEWORKER)
    desk.do(withholding.withhold_words, words)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))

    desk.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))

    desk.do(collection.offer_code, reference)
    messages = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    codes = [desk.within(lambda uow, one=one: uow.people.message(one).access_code_id) for one in messages]  # type: ignore[misc]
    [key] = filter(None, codes)
    code = desk.within(lambda uow: collection.make_code(uow, str(key)))
    secret = desk.within(lambda uow: collection.open_session(uow, desk.clock, reference, code))
    assert desk.do(collection.session_case, secret) == case
    collected = desk.do(disclosure.record_collection, CaseCommand(case=case, actor=requester_of(case)))
    assert desk.store.vault.of(case).get(collected.sha256) == PACK

    assert desk.case(case).stage is Stage.RESPONDED
    with desk.store.reading() as session:
        kinds = [row.kind for row in reversed(timeline_rows(session, case))]
        assert verify_chains(session).broken == ()
    assert kinds == [
        "request_received",
        "evidence_requested",
        "evidence_accepted",
        "evidence_accepted",
        "entitlement_assessed",
        "request_accepted",
        "source_searched",
        "search_completed",
        "document_read",
        "redactions_proposed",
        "marks_decided",
        "marks_added",
        "submitted_for_sign_off",
        "signed_off",
        "pack_assembled",
        "pack_released",
        "response_sent",
        "pack_collected",
    ]
