"""WHO-14: what one request records about somebody's safety is known in every other about the same people."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import AcceptRequest
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.entitlement_facts import NO_CONCERN, Asker, Competence, Finding, SafetyChecks
from requests_.model.events.base import DocumentOutcome
from requests_.model.links import LinkCases, LinkKind
from requests_.model.other_people import ShowGround
from requests_.model.people import Capacity
from requests_.model.review_commands import DecideDocument, DecideMarks, DecidePerson, RecordProposals
from requests_.services import assessment, linking, reviewing
from requests_.store.queries import second_look
from requests_.store.queries.concerns import concerns_elsewhere, protects_address
from requests_.store.queries.review import people_going
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import CASEWORKER, data_subject, requester

HER_ADDRESS = "9 Plover Rise, Harwick, HW3 4QT"
ORDERED = SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CONCERN)
OWN = SafetyChecks(protected_address=Finding.OWN, court_order=Finding.CLEAR)
PROTECTED = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
FATHER = dict(name="Ross Tennant", email="ross@tennant.example", relation="father", address="4 Mill Lane, Harwick")


def asked_by_the_mother(desk: Desk, safety: SafetyChecks = PROTECTED, **changes: Any) -> CaseId:
    case = desk.assessing(requester=requester(address=HER_ADDRESS), **changes)
    desk.assess(case, safety=safety, overrides=True, considered="It is her own address.")
    return case


def asked_by_the_father(desk: Desk, **changes: Any) -> CaseId:
    return desk.assessing(**{"requester": requester(**FATHER), **changes})


def accept(desk: Desk, case: CaseId) -> None:
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=("case",), actor=CASEWORKER))


def known_in(desk: Desk, case: CaseId) -> list[str]:
    links = desk.case(case).links
    return desk.within(lambda uow: [each.reference for each in concerns_elsewhere(uow.session, case, links)])


def test_WHO_14_a_protected_address_of_one_request_holds_up_the_other_parents(desk: Desk) -> None:
    hers = asked_by_the_mother(desk)
    his = asked_by_the_father(desk)
    assert known_in(desk, his) == [desk.reference(hers)]
    state = desk.case(his).entitlement
    assert state is not None
    assert (state.outcome, state.rule) == (EntitlementOutcome.ASSESS, "WHO-14b")
    with pytest.raises(Conflict, match="WHO-14b"):
        accept(desk, his)


def test_WHO_14_a_protected_address_that_is_the_requesters_own_holds_up_everybody_but_them(desk: Desk) -> None:
    hers = desk.assessing(requester=requester(address=HER_ADDRESS))
    assert desk.assess(hers, safety=OWN).outcome is EntitlementOutcome.PROCEED
    accept(desk, hers)
    again = desk.assessing(requester=requester(address=HER_ADDRESS))
    assert known_in(desk, again) == []
    assert not desk.within(lambda uow: protects_address(uow.session, uow.cases.load(hers)))
    his = asked_by_the_father(desk)
    assert known_in(desk, his) == [desk.reference(hers)]
    assert desk.assess(his).rule == "WHO-14b"
    assert desk.within(lambda uow: protects_address(uow.session, uow.cases.load(his)))


@pytest.mark.parametrize(
    ("capacity", "asker", "safety", "says"),
    [
        (Capacity.PARENT, Asker.PARENTAL_RESPONSIBILITY, replace(NO_CONCERN, court_order=Finding.OWN), "court order"),
        (Capacity.REPRESENTATIVE, Asker.REPRESENTATIVE, OWN, "lives themselves"),
    ],
)
def test_WHO_14_only_the_address_of_whoever_asks_and_lives_there_is_their_own(
    desk: Desk, capacity: Capacity, asker: Asker, safety: SafetyChecks, says: str
) -> None:
    case = desk.assessing(capacity=capacity)
    with pytest.raises(InvalidCommand, match=says):
        desk.assess(case, asker=asker, safety=safety)


def test_WHO_14_whoever_goes_on_writes_why_that_is_safe(desk: Desk) -> None:
    asked_by_the_mother(desk)
    his = asked_by_the_father(desk)
    with pytest.raises(InvalidCommand, match="why it is safe to go on"):
        desk.assess(his, overrides=True)
    desk.assess(his, overrides=True, stand="Her address is withheld everywhere; her solicitor knows of it.")
    accept(desk, his)
    assert desk.case(his).stage is Stage.SEARCHING


def test_WHO_14_a_concern_that_came_after_the_assessment_asks_for_a_new_one(desk: Desk) -> None:
    his = asked_by_the_father(desk)
    hers = asked_by_the_mother(desk)
    with pytest.raises(Conflict, match=f"{desk.reference(hers)}, about the same person or family, records"):
        accept(desk, his)


def test_WHO_14_it_is_asked_of_somebody_who_asks_for_themselves_too(desk: Desk) -> None:
    asked_by_the_mother(desk)
    own = asked_by_the_father(desk, capacity=Capacity.SUBJECT)
    with pytest.raises(Conflict, match="records a protected address"):
        accept(desk, own)
    stand = dict(competence=Competence.COMPETENT, overrides=True, stand="She asks from where she lives.")
    assert desk.assess(own, asker=Asker.SUBJECT, **stand).rule == "WHO-14b"
    accept(desk, own)


@pytest.mark.parametrize(
    ("mother", "father", "is_known"),
    [
        pytest.param({}, {"subject": data_subject(date_of_birth=None)}, True, id="no date of birth in the second"),
        pytest.param({}, {"subject": data_subject(given_name="Orlagh")}, True, id="a name spelt otherwise"),
        pytest.param({}, {"subject": data_subject(date_of_birth=date(2011, 1, 5))}, False, id="another child"),
        pytest.param({"safety": ORDERED}, {}, True, id="the order of a court"),
        pytest.param({"safety": NO_CONCERN}, {}, False, id="nothing"),
    ],
)
def test_WHO_14_whom_a_concern_is_about(
    desk: Desk, mother: dict[str, Any], father: dict[str, Any], is_known: bool
) -> None:
    asked_by_the_mother(desk, **mother)
    assert bool(known_in(desk, asked_by_the_father(desk, **father))) is is_known


def test_WHO_14_a_linked_request_is_asked_whatever_it_is_about(desk: Desk) -> None:
    hers = asked_by_the_mother(desk)
    his = asked_by_the_father(desk, subject=data_subject(given_name="Kit", family_name="Tennant"))
    assert known_in(desk, his) == []
    link = LinkCases(case=his, reference=desk.reference(hers), link=LinkKind.SAME_FAMILY, actor=CASEWORKER)
    desk.do(linking.link_cases, link)
    assert known_in(desk, his) == [desk.reference(hers)]


def test_WHO_14_whoever_must_not_be_found_is_a_concern_for_others_and_not_for_themselves(desk: Desk) -> None:
    hidden = requester(is_protected=True, keep_from="Ross Tennant")
    hers = desk.assessing(requester=hidden)
    assert known_in(desk, asked_by_the_father(desk)) == [desk.reference(hers)]
    assert known_in(desk, desk.assessing(requester=hidden)) == []


def reviewed(desk: Desk, person: str, *kinds: str, **changes: Any) -> CaseId:
    """A letter that marks "Dee Fox" and "dee\\nfox" as these kinds of one person, which are to be decided."""
    case = desk.accept(asked_by_the_father(desk, **changes))
    desk.searched(case, "case", found_document(sha256=desk.store.vault.of(case).put(b"a letter")))
    (found,) = desk.documents(case)
    desk.read(case, found.key)
    words = ("Dee Fox", "dee\nfox")
    marks = tuple(
        mark_of(each, kind=kind, person=person, disposition="refer") for each, kind in zip(words, kinds, strict=False)
    )
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={found.key: marks}))
    return case


def show(desk: Desk, case: CaseId, person: str = "", **changes: Any) -> int:
    values: dict[str, Any] = dict(case=case, person=person, withhold=False, record="Fine.", actor=CASEWORKER)
    ground = ShowGround.AGREED if person else ShowGround.NOT_ANOTHER
    return desk.do(reviewing.decide_person, DecidePerson(**{**values, "ground": ground, **changes}))


def test_no_address_is_shown_in_one_press_that_was_not_listed_before_it(desk: Desk) -> None:
    case = reviewed(desk, "", "email", "phone")
    with pytest.raises(InvalidCommand, match="Look at each address"):
        show(desk, case)
    with pytest.raises(InvalidCommand, match="Look at each address"):
        show(desk, case, seen=frozenset({("email", "Dee Fox")}))
    assert show(desk, case, seen=frozenset({("email", "Dee Fox"), ("phone", "dee fox")})) == 2


def test_whoever_signs_off_reads_what_was_left_to_decide_and_is_shown_with_its_reason(desk: Desk) -> None:
    case = reviewed(desk, "", "email", "email")
    show(desk, case, seen=frozenset({("email", "Dee Fox"), ("email", "dee fox")}))
    look = desk.within(lambda uow: second_look.differences(uow.session, case))
    assert [(one.text, one.places, one.proposed, one.decided, one.record) for one in look] == [
        ("Dee Fox", 2, "refer", "disclose", "Fine.")
    ]


def test_what_is_counted_at_the_signature_is_what_goes(desk: Desk) -> None:
    case = reviewed(desk, "person-1", "person")
    desk.withhold(case)
    (document,) = desk.documents(case)
    counted = lambda: sum(row.withheld for row in desk.within(lambda uow: people_going(uow.session, case)))  # noqa: E731
    assert counted() == 1
    outcome = DocumentOutcome.NOT_ABOUT_SUBJECT
    desk.do(
        reviewing.decide_document,
        DecideDocument(case=case, document=document.key, outcome=outcome, reason="", actor=CASEWORKER),
    )
    assert counted() == 0


def test_WHO_14_while_an_address_is_protected_none_is_shown_in_one_press(desk: Desk) -> None:
    case = reviewed(desk, "person-1", "person", "email")
    nobodys = reviewed(desk, "", "email", "phone")
    asked_by_the_mother(desk)
    assert show(desk, case, "person-1") == 1  # the name, for which they agreed
    everything = frozenset({("email", "Dee Fox"), ("phone", "dee fox")})
    with pytest.raises(InvalidCommand, match="one at a time, with the reason"):
        show(desk, nobodys, seen=everything)
    marks = desk.within(lambda uow: uow.documents.marks(nobodys))
    keys = tuple(mark.key for mark in marks)
    one = DecideMarks(case=nobodys, marks=keys[:1], withhold=False, record="The school office's.", actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="one at a time, with the reason"):
        desk.do(reviewing.decide_marks, replace(one, marks=keys))
    assert desk.do(reviewing.decide_marks, one) == 1
