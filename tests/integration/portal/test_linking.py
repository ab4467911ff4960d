"""Linked cases: suggested with reasons, linked by a person; a request that came twice is closed into the first."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from portal.staff.preflight import preflight
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.entitlement_facts import Finding, SafetyChecks
from requests_.model.links import LinkKind, LinkReason
from requests_.model.rights import Right
from requests_.store.case_tables import CaseRow
from requests_.store.queries.links import LinkRow
from tests.factories.cases import Desk
from tests.factories.people import data_subject, requester


def received(desk: Desk, days_ago: int = 0, **changes: object) -> tuple[CaseId, str]:
    case = desk.received(received_on=desk.clock.london_date() - timedelta(days_ago), **changes)
    return case, desk.reference(case)


def page(visitor: Any, reference: str) -> str:
    text: str = visitor.get(f"/case/{reference}/linked").text
    return text


def test_the_same_child_and_a_brother_are_suggested_with_the_reason_and_a_stranger_is_not(
    caseworker: Any, desk: Desk
) -> None:
    _, own = received(desk)
    _, same = received(desk, 5, right=Right.ERASURE)
    brother = data_subject(given_name="Finn", date_of_birth=None, upn="")
    _, family = received(desk, 3, subject=brother)
    stranger = data_subject(given_name="Sam", family_name="Reid", upn="", addresses=())
    _, nobody = received(
        desk, 2, subject=stranger, requester=requester(name="Jo Marsh", email="jo@marsh.example", phone="", address="")
    )
    text = page(caseworker, own)
    assert "one name and date of birth" in text or "one unique pupil number" in text
    assert "one requester’s email address" in text
    assert (same in text, family in text, nobody in text) == (True, True, False)


def test_a_link_stands_in_the_history_of_both_and_is_taken_away_in_both(caseworker: Any, desk: Desk) -> None:
    (first, one), (second, two) = received(desk), received(desk, 5)
    page(caseworker, one)
    caseworker.post(f"/case/{one}/linked", {"reference": two.lower(), "link": "same_person"})
    assert desk.case(first).links == {two: LinkKind.SAME_PERSON}
    assert desk.case(second).links == {one: LinkKind.SAME_PERSON}
    assert f"Linked with {one}" in caseworker.get(f"/case/{two}/history").text
    assert "May belong together" not in page(caseworker, one)
    caseworker.post(f"/case/{two}/linked/unlink", {"other": one})
    assert desk.case(first).links == desk.case(second).links == {}


def test_a_request_that_came_twice_is_closed_into_the_earlier_whose_clock_counts(caseworker: Any, desk: Desk) -> None:
    (earlier, first), (later, second) = received(desk, 9), received(desk, 1)
    due = desk.case(earlier).clock_facts
    assert "May be the same request" in page(caseworker, second)
    assert "Close this one into it" not in page(caseworker, first)  # the earlier clock counts
    assert caseworker.post(f"/case/{first}/linked/join", {"other": second}).status_code == 409
    caseworker.post(f"/case/{second}/linked/join", {"other": first})
    closed, kept = desk.case(later), desk.case(earlier)
    assert (closed.stage, closed.links) == (Stage.CLOSED, {first: LinkKind.DUPLICATE})
    assert kept.links == {second: LinkKind.DUPLICATE}
    assert kept.clock_facts == due
    assert (
        f"The same was asked again, and {second} was closed into this case."
        in caseworker.get(f"/case/{first}/history").text
    )
    assert caseworker.get(f"/case/{second}").status_code == 200  # its record stays


def test_what_two_people_ask_or_what_is_not_the_same_is_never_joined(caseworker: Any, desk: Desk) -> None:
    _, first = received(desk, 9)
    father = requester(name="Cal Fenwick", email="cal@fenwick.example")
    others = (
        ("Two people asked", dict(requester=father)),
        ("They do not ask for the same", dict(right=Right.ERASURE)),
        ("Nothing shows", dict(subject=data_subject(given_name="Una", upn="B123456789012"))),
    )
    for says, changes in others:
        case, reference = received(desk, 1, **changes)
        page(caseworker, reference)
        refused = caseworker.post(f"/case/{reference}/linked/join", {"other": first})
        assert refused.status_code == 409, says
        assert says in refused.text
        assert desk.case(case).stage is not Stage.CLOSED


def test_a_case_that_is_not_open_to_somebody_is_neither_suggested_nor_linked(caseworker: Any, desk: Desk) -> None:
    (first, one), (second, two) = received(desk), received(desk, 5)
    close = update(CaseRow).where(CaseRow.id == second).values(is_restricted=True)
    desk.within(lambda uow: uow.session.execute(close))
    assert two not in page(caseworker, one)
    refused = caseworker.post(f"/case/{one}/linked", {"reference": two, "link": "same_person"})
    assert "There is no case with this reference that is open to you." in refused.text
    unknown = caseworker.post(f"/case/{one}/linked", {"reference": "RR-2026-99999-X", "link": "same_person"})
    assert "There is no case with this reference that is open to you." in unknown.text
    assert desk.case(first).links == {}


def test_that_a_request_may_have_come_twice_is_hinted_without_saying_which_where_the_other_is_restricted(
    caseworker: Any, desk: Desk
) -> None:
    first, second = desk.assessing(), desk.assessing()
    close = update(CaseRow).where(CaseRow.id == first).values(is_restricted=True)
    desk.within(lambda uow: uow.session.execute(close))
    shown = caseworker.get(f"/case/{desk.reference(second)}/linked").text
    assert "may be this same request, sent twice" in shown
    assert desk.reference(first) not in shown
    third = desk.assessing(
        subject=data_subject(given_name="Ivo", family_name="Quill"), requester=requester(name="Ada Quill")
    )
    assert "sent twice" not in caseworker.get(f"/case/{desk.reference(third)}/linked").text


def test_what_to_look_at_stands_before_accepting(caseworker: Any, desk: Desk) -> None:
    first, again = desk.received(), desk.assessing()
    caseworker.sign_in("caseworker@brackenford.example")
    shown = caseworker.get(f"/case/{desk.reference(again)}").text
    assert f"/case/{desk.reference(again)}/linked#before" in shown
    shown = caseworker.get(f"/case/{desk.reference(again)}/linked").text
    before, _, after = shown.partition("Asked for twice while the first is open")
    assert "Before you accept" in before
    assert desk.reference(first) in after.partition("Other requests about the same person")[0]
    assert "A legal hold on this request" in after
    assert "Before you accept" not in caseworker.get(f"/case/{desk.reference(first)}/linked").text


@pytest.mark.parametrize(
    ("link", "reasons", "is_twice", "found"),
    [
        (LinkKind.SAME_PERSON, (LinkReason.UPN, LinkReason.ADDRESS), True, [0]),
        (LinkKind.SAME_PERSON, (LinkReason.UPN, LinkReason.REQUESTER_EMAIL), False, [1]),
        (LinkKind.SAME_PERSON, (LinkReason.NAME_AND_BIRTHDAY,), False, [1, 2]),
        (LinkKind.SAME_PERSON, (), False, [1]),
        (LinkKind.SAME_FAMILY, (LinkReason.ADDRESS,), False, [3]),
    ],
)
def test_each_check_finds_its_own(
    link: LinkKind, reasons: tuple[LinkReason, ...], is_twice: bool, found: list[int]
) -> None:
    row = LinkRow(
        reference="RR", subject_name="", right="access", stage="received", received_on=date(2026, 6, 1),
        link=link, reasons=reasons, may_be_duplicate=is_twice,
    )  # fmt: skip
    assert [number for number, check in enumerate(preflight((row,))) if check.found] == found


def test_WHO_14_a_protected_address_in_another_request_is_named_where_it_is_decided_who_may_ask(
    caseworker: Any, desk: Desk
) -> None:
    hers = desk.assessing()
    unsafe = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
    desk.assess(hers, safety=unsafe, overrides=True, considered="Her own address.")
    his = desk.assessing(requester=requester(name="Ross Tennant", email="ross@tennant.example"))
    mine, theirs = desk.reference(his), desk.reference(hers)
    assert f'href="/case/{mine}/entitlement"' in caseworker.get(f"/case/{mine}").text
    for address in (f"/case/{mine}/linked", f"/case/{mine}/entitlement"):
        text = caseworker.get(address).text
        assert "about the same person or family, records a protected address" in text
        assert f'href="/case/{theirs}"' in text
    assert "A protected address or a court order in another request" in page(caseworker, mine)
    answers = {
        "asker": "parental_responsibility", "competence": "not_competent", "child_view": "not_asked",
        "protected_address": "clear", "court_order": "clear", "deceased": "no", "overrides": "yes",
        "considered": "He has parental responsibility.", "do": "record",
    }  # fmt: skip
    refused = caseworker.post(f"/case/{mine}/entitlement", answers)
    assert refused.status_code == 400
    assert "Write down why it is safe to go on" in refused.text
    kept = caseworker.post(f"/case/{mine}/entitlement", {**answers, "stand": "Her address is withheld in all of it."})
    assert kept.status_code == 302
    assert "Accept the request and search" in caseworker.get(f"/case/{mine}").text
