"""Who may ask, kept with the case: nothing is searched for another before it is known that they may."""

from dataclasses import replace

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import AcceptRequest, RefuseRequest
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.entitlement_facts import Asker, ChildView, Competence, Finding, SafetyChecks
from requests_.model.events.base import RefusalGround
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.model.second_persons import AgreeToStep
from requests_.model.staff import Role
from requests_.services import assessment, second_persons
from requests_.store.people_tables import DecisionRecord
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, AUDITOR, CASEWORKER, data_subject, member


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """A mother asks; who she is and that she has parental responsibility is settled."""
    case = desk.received()
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.BIRTH_CERTIFICATE)
    return case


def accept(desk: Desk, case: CaseId) -> None:
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=("case",), actor=CASEWORKER))


def records(desk: Desk, case: CaseId) -> list[tuple[str, str, str]]:
    rows = desk.within(lambda uow: uow.session.query(DecisionRecord).filter_by(case_id=case).all())
    return [(row.about, row.code, row.words) for row in rows]


def test_a_parents_request_waits_for_its_assessment(desk: Desk, case: CaseId) -> None:
    with pytest.raises(Conflict, match="Assess who may ask first"):
        accept(desk, case)
    assert desk.assess(case).rule == "WHO-4"
    accept(desk, case)
    assert desk.case(case).stage is Stage.SEARCHING


def test_WHO_3_a_child_who_understands_is_asked_first(desk: Desk, case: CaseId) -> None:
    assert desk.assess(case, competence=Competence.COMPETENT).outcome is EntitlementOutcome.SEEK_CHILD_VIEW
    with pytest.raises(Conflict, match=r"does not say to go on \(WHO-3e\)"):
        accept(desk, case)
    assert desk.assess(case, competence=Competence.COMPETENT, child_view=ChildView.REFUSES).rule == "WHO-3b"
    assert desk.assess(case, competence=Competence.COMPETENT, child_view=ChildView.AGREES).rule == "WHO-3d"
    accept(desk, case)


def test_WHO_14_nothing_goes_to_a_parent_before_the_safety_checks(desk: Desk, case: CaseId) -> None:
    assert desk.assess(case, safety=SafetyChecks()).rule == "WHO-14a"
    with pytest.raises(Conflict, match="WHO-14a"):
        accept(desk, case)


def test_going_on_against_the_table_is_kept_with_its_reason(desk: Desk, case: CaseId) -> None:
    unsafe = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
    with pytest.raises(InvalidCommand, match="Write down what you took into account"):
        desk.assess(case, safety=unsafe, overrides=True, considered=" ")
    assert desk.case(case).entitlement is None
    found = desk.assess(case, safety=unsafe, overrides=True, considered="It is her own address.")
    assert found.outcome is EntitlementOutcome.ASSESS
    accept(desk, case)
    assert records(desk, case) == [("entitlement", "WHO-14b", "It is her own address.")]
    with desk.store.reading() as session:
        kept = next(row.payload for row in timeline_rows(session, case) if row.kind == "entitlement_assessed")
    assert (kept["outcome"], kept["rule"], kept["overridden"]) == ("assess", "WHO-14b", True)
    assert "her own address" not in str(kept)


def test_a_yes_of_the_table_is_never_called_an_override(desk: Desk, case: CaseId) -> None:
    desk.assess(case, overrides=True)
    state = desk.case(case).entitlement
    assert state is not None
    assert not state.overridden


def test_new_evidence_asks_for_a_new_assessment(desk: Desk) -> None:
    case = desk.received()
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.BIRTH_CERTIFICATE)
    desk.assess(case)
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    assert desk.case(case).entitlement is None


@pytest.mark.parametrize("evidence", [Evidence.BIRTH_CERTIFICATE, Evidence.COURT_ORDER])
def test_WHO_8_a_carer_without_parental_responsibility_who_is_recorded_as_having_it_stops_the_case(
    desk: Desk, evidence: Evidence
) -> None:
    case = desk.received()
    desk.accept_evidence(case, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.accept_evidence(case, Check.AUTHORITY, evidence)
    found = desk.assess(case, asker=Asker.CARER)
    assert found.rule == "WHO-8e"
    assert "contradict" in found.reason
    with pytest.raises(InvalidCommand, match="Put right who asks, or the evidence"):
        desk.assess(case, asker=Asker.CARER, overrides=True, considered="She is the grandmother.")
    with pytest.raises(Conflict, match="WHO-8e"):
        accept(desk, case)
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.CHILD_AUTHORITY)
    assert desk.assess(case, asker=Asker.CARER, competence=Competence.COMPETENT).rule == "WHO-3c"
    accept(desk, case)


@pytest.mark.parametrize("found", [Finding.OWN, Finding.CONCERN])
def test_WHO_14_other_evidence_leaves_what_protects_somebody_and_lifting_it_needs_its_reason(
    desk: Desk, case: CaseId, found: Finding
) -> None:
    desk.assess(case, safety=SafetyChecks(protected_address=found, court_order=Finding.CONCERN))
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.COURT_ORDER)
    assert desk.case(case).safety.protected_address is found
    assert desk.case(case).protects_address == (found is Finding.CONCERN)
    for less in (SafetyChecks(), SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CLEAR)):
        with pytest.raises(InvalidCommand, match="lifts the protected address and the order of a court"):
            desk.assess(case, safety=less)
    assert desk.case(case).entitlement is None
    desk.assess(case, lifting="They have moved, and the order has ended.")
    assert desk.case(case).safety.protected_address is found
    both = member(Role.CASEWORKER, Role.APPROVER, key=CASEWORKER.key)
    with pytest.raises(Conflict, match="it waits for another person"):
        desk.do(second_persons.agree_to_step, AgreeToStep(case=case, actor=both))
    desk.do(second_persons.agree_to_step, AgreeToStep(case=case, actor=APPROVER))
    assert desk.case(case).safety.protected_address is Finding.CLEAR
    with desk.store.reading() as session:
        kept = next(row.payload for row in timeline_rows(session, case) if row.kind == "entitlement_assessed")
    assert list(kept["lifted"]) == ["protected_address", "court_order"]
    assert "They have moved" in records(desk, case)[-1][2]


@pytest.mark.parametrize("asker", [Asker.SUBJECT])
def test_a_parent_is_not_assessed_as_the_child(desk: Desk, case: CaseId, asker: Asker) -> None:
    with pytest.raises(InvalidCommand, match="Nobody who asks in this capacity"):
        desk.assess(case, asker=asker)


def test_a_young_person_of_twelve_asks_for_themselves(desk: Desk) -> None:
    case = desk.assessing(capacity=Capacity.SUBJECT)
    accept(desk, case)
    assert desk.case(case).stage is Stage.SEARCHING


def test_WHO_2_a_child_under_twelve_is_looked_at_first(desk: Desk) -> None:
    young = data_subject(date_of_birth=desk.clock.london_date().replace(year=2016))
    case = desk.assessing(capacity=Capacity.SUBJECT, subject=young)
    with pytest.raises(Conflict, match="may use the right if they understand it"):
        accept(desk, case)
    own = dict(asker=Asker.SUBJECT, safety=SafetyChecks(), considered="")
    assert desk.assess(case, competence=Competence.COMPETENT, **own).rule == "WHO-2b"
    accept(desk, case)


def test_whoever_may_only_look_assesses_nothing(desk: Desk, case: CaseId) -> None:
    with pytest.raises(NotAllowed):
        desk.assess(case, actor=AUDITOR)
    assert desk.case(case).entitlement is None


@pytest.mark.parametrize("ground", [RefusalGround.MANIFESTLY_UNFOUNDED, RefusalGround.MANIFESTLY_EXCESSIVE])
def test_EX_a_whole_request_is_called_unfounded_or_excessive_by_somebody_senior(
    desk: Desk, case: CaseId, ground: RefusalGround
) -> None:
    refusal = RefuseRequest(case=case, ground=ground, explanation="The same request, weekly.", actor=CASEWORKER)
    with pytest.raises(NotAllowed, match=r"article 12\(5\).* is decided by somebody who may sign off"):
        desk.refuse(refusal)
    assert desk.case(case).stage is Stage.ASSESSING
    senior = RefuseRequest(case=case, ground=ground, explanation="The same request, weekly.", actor=APPROVER)
    with pytest.raises(InvalidCommand, match="needs a record: the evidence"):
        desk.refuse(senior)
    desk.refuse(replace(senior, record="Nine requests since May; no fee would cover the tenth."))
    assert desk.case(case).stage is Stage.REFUSED
