"""Every page of a case, for whoever has no need to know of it."""

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
    late = caseworker.post("/assign", {"case": [f"{first}~"], "to": ""})
    assert (late.status_code, "changed hands just now" in late.text) == (409, True)


def test_cases_are_chosen_and_flagged_together_or_none_is(
    caseworker: Any, signed_in: Callable[..., Any], desk: Desk
) -> None:
    first, second, closed = desk.received(), desk.received(), desk.received()
    caseworker.get("/?view=open")
    asked = caseworker.post("/flag", {"case": [f"{first}~", f"{second}~"]})
    assert asked.status_code == 200
    assert "Flag 2 requests" in asked.text
    flag = {"asked": "yes", "flag": "high_profile", "why": "The press asked."}
    unsaid = caseworker.post("/flag", {"case": [first], **flag, "why": ""})
    assert (unsaid.status_code, "Write why" in unsaid.text) == (400, True)
    caseworker.post("/flag", {"case": [first], **flag})
    caseworker.post("/flag", {"case": [first, second], **flag})
    listed = caseworker.get("/?view=open").text
    assert "1 request flagged. 1 had the flag already." in listed
    assert listed.count('orange">High profile') == 2
    approver = signed_in(Role.APPROVER)
    approver.get("/")
    path = f"/case/{desk.reference(closed)}/access/restrict"
    approver.post(path, {"is_restricted": "yes", "reason": "Her aunt works in the team."})
    third = desk.received()
    assert caseworker.post("/flag", {"case": [third, closed], **flag}).status_code == 403
    assert caseworker.get("/?view=open").text.count('orange">High profile') == 2


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
