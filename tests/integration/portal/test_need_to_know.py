"""Every page of a case, for whoever has no need to know of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from portal.staff.permissions import SIGNED_IN_ENDPOINTS
from portal.web.application import PortalApp
from requests_.model.staff import PERMISSIONS, Role
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import ViewLogRow
from tests.factories.cases import Desk
from tests.integration.portal.test_who_may_open_what import STAFF, rules

# Where somebody says why, or decides who may open a case: held to their own rule in store/test_desk.py.
DOORS = {"access.ask", "access.answer", "access.name", "access.restrict", "access.show", "access.assign"}
# How long a case is kept is decided without opening it: these pages know its reference and nobody's name.
DOORS |= {"retention.ask", "retention.keep"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_page_of_a_restricted_case_opens_for_whoever_is_not_named(
    staff_app: PortalApp, desk: Desk, signed_in: Callable[..., Any], role: Role
) -> None:
    staff_app.config["WTF_CSRF_ENABLED"] = False
    visitor, case = signed_in(role), desk.reviewing()
    desk.within(lambda uow: uow.session.execute(update(CaseRow).values(is_restricted=True)))
    reference, before = desk.reference(case), desk.case(case).version
    for rule, path in rules(staff_app, reference, desk.documents(case)[0].key):
        if reference not in path or rule.endpoint in SIGNED_IN_ENDPOINTS | DOORS:
            continue
        method = "post" if "POST" in (rule.methods or ()) else "get"
        answer = getattr(visitor.client, method)(path)
        assert answer.status_code == 403, path
        assert "Fenwick" not in answer.text
        is_allowed = STAFF[rule.endpoint] in PERMISSIONS[role]
        assert ("This request is not open to you" in answer.text) == is_allowed, path
    assert desk.case(case).version == before
    with desk.store.reading() as session:
        assert session.scalars(select(ViewLogRow).where(ViewLogRow.case_id == case)).all() == []


def test_an_officer_asks_is_let_in_and_every_look_is_told(signed_in: Callable[..., Any], desk: Desk) -> None:
    reference = desk.reference(desk.received())
    officer, caseworker = signed_in(Role.ESS_OFFICER), signed_in(Role.CASEWORKER)
    refused = officer.get(f"/case/{reference}")
    assert (refused.status_code, "Fenwick" in refused.text) == (403, False)
    empty = officer.post(f"/case/{reference}/access/ask", {"reason": ""})
    assert (empty.status_code, "Write why you need to see" in empty.text) == (400, True)
    assert officer.post(f"/case/{reference}/access/ask", {"reason": "I hold the paper file."}).status_code == 302
    assert "asks to see" in caseworker.get("/?view=open").text
    page = caseworker.get(f"/case/{reference}/access").text
    assert "I hold the paper file." in page
    answer = page.split('action="')[1:]
    [path] = [part.split('"')[0] for part in answer if "/access/answer/" in part]
    caseworker.post(path, {"answer": "let_in"})
    assert officer.get(f"/case/{reference}").status_code == 200
    protection = signed_in(Role.DATA_PROTECTION_OFFICER)
    told = protection.get(f"/looked?reference={reference}").text
    assert "the case" in told
    assert "ess_officer" not in told
    assert caseworker.get("/looked").status_code == 403


def test_cases_are_chosen_and_assigned_together(caseworker: Any, desk: Desk) -> None:
    first, second = desk.received(), desk.received()
    caseworker.get("/?view=open")
    nothing = caseworker.get(caseworker.post("/assign", {"to_me": "yes"}).location)
    nothing = caseworker.get(nothing.location) if nothing.status_code == 302 else nothing
    assert "Select at least one request." in nothing.text
    caseworker.post("/assign", {"case": [f"{first}~", f"{second}~"], "to_me": "yes"})
    assert caseworker.get("/?view=mine").text.count("/case/RR-") == 2
    third = desk.received()
    caseworker.post("/assign", {"case": [f"{first}~", f"{third}~"], "to_me": "yes"})
    told = caseworker.get("/?view=mine").text
    assert ("1 request assigned." in told, told.count("/case/RR-")) == (True, 3)
    assert f"{desk.reference(first)} was not assigned: {desk.reference(first)} changed hands just now" in told


def test_what_cannot_be_flagged_leaves_the_others_alone_and_a_closed_one_is_not_named(
    caseworker: Any, signed_in: Callable[..., Any], desk: Desk
) -> None:
    first, second, closed = desk.received(), desk.received(), desk.received()
    approver = signed_in(Role.APPROVER)
    approver.get("/")
    path = f"/case/{desk.reference(closed)}/access/restrict"
    approver.post(path, {"is_restricted": "yes", "reason": "Her aunt works in the team."})
    caseworker.get("/?view=open")
    asked = caseworker.post("/chosen/flag", {"case": [f"{first}~", f"{second}~", f"{closed}~"]})
    assert (asked.status_code, "Flag 2 requests" in asked.text) == (200, True)
    assert desk.reference(closed) not in asked.text
    flag = {"asked": "yes", "flag": "high_profile", "why": "The press asked."}
    unsaid = caseworker.post("/chosen/flag", {"case": [first], **flag, "why": ""})
    assert (unsaid.status_code, "Write why" in unsaid.text) == (400, True)
    caseworker.post("/chosen/flag", {"case": [first], **flag})
    caseworker.post("/chosen/flag", {"case": [first, second, closed], **flag})
    listed = caseworker.get("/?view=open").text
    assert "1 request flagged." in listed
    banners = re.findall(r'<div class="govuk-notification-banner[ "].*?</div>\s*</div>', listed, re.S)
    successes = [one for one in banners if "govuk-notification-banner--success" in one]
    assert (len(banners), len(successes)) == (4, 2)
    assert not any(" was not " in one or "nothing was done" in one for one in successes)
    assert f"{desk.reference(first)} was not flagged: It has this flag already." in listed
    assert "1 request that is not open to you: nothing was done." in listed
    assert listed.count('orange">High profile') == 2


def test_several_are_extended_each_with_its_own_letter_and_one_that_cannot_be_says_why(
    caseworker: Any, desk: Desk
) -> None:
    first, second, done = desk.assessing(), desk.assessing(), desk.assessing()
    words = {"reason": "complexity", "explanation": "Nine schools have to be asked."}
    caseworker.get("/?view=open")
    for page in ("/chosen/extend", "/chosen/close"):
        assert "2 requests" in caseworker.post(page, {"case": [first, second]}).text
    caseworker.post("/chosen/extend", {"case": [done], "asked": "yes", **words})
    caseworker.post("/chosen/extend", {"case": [first, done, second], "asked": "yes", **words})
    listed = caseworker.get("/?view=open").text
    assert "2 requests extended." in listed
    assert f"{desk.reference(done)} was not extended: The notice of the extension has not left yet" in listed
    assert [len(desk.case(case).letters) for case in (first, second, done)] == [1, 1, 1]
    caseworker.post("/chosen/close", {"case": [first], "asked": "yes", "words": ""})
    listed = caseworker.get("/?view=open").text
    assert f"{desk.reference(first)} was not closed: Nothing that the requester was asked for" in listed


def test_a_restricted_case_is_closed_and_opened_from_its_page(signed_in: Callable[..., Any], desk: Desk) -> None:
    reference = desk.reference(desk.received())
    caseworker, approver = signed_in(Role.CASEWORKER), signed_in(Role.APPROVER)
    caseworker.get(f"/case/{reference}/access")
    closed = {"is_restricted": "yes", "reason": "Her aunt works in the team."}
    unsaid = caseworker.post(f"/case/{reference}/access/restrict", {**closed, "reason": " "})
    assert (unsaid.status_code, "Write why only those named may open it." in unsaid.text) == (400, True)
    caseworker.post(f"/case/{reference}/access/restrict", closed)
    approver.get("/")
    assert approver.post(f"/case/{reference}/access/restrict", closed).status_code == 409
    history = caseworker.get(f"/case/{reference}/history").text
    assert "Restricted to those named on it." in history
    assert "Her aunt works in the team." in history
    assert approver.get(f"/case/{reference}").status_code == 403
    listed = approver.get("/?view=open").text
    assert ("Restricted" in listed, "Fenwick" in listed) == (True, False)
    assert approver.get(f"/case/{reference}/access").status_code == 200  # who has the last word sees who is named
    caseworker.post(f"/case/{reference}/access/restrict", {"reason": "She has left the team."})
    assert approver.get(f"/case/{reference}").status_code == 200
