"""What managers see of what is erased next, and what is left of a case for everybody once it is."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from portal.web.application import PortalApp
from requests_.ids import CaseId, case_reference
from requests_.model.staff import Role
from requests_.services import retention
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.integration.portal.conftest import Visitor
from tests.integration.portal.test_who_may_open_what import rules


@pytest.fixture
def ended(desk: Desk) -> CaseId:
    return desk.responded()


def erase(desk: Desk, case: CaseId) -> None:
    desk.within(lambda uow: retention.erase_by_decision(uow, desk.clock, case))
    desk.store.vault.erase(case)


def day(moved: date) -> dict[str, int]:
    return {"until-day": moved.day, "until-month": moved.month, "until-year": moved.year}


def test_a_manager_sees_what_goes_next_month_and_keeps_a_case_back(
    signed_in: Callable[..., Visitor], desk: Desk, ended: CaseId
) -> None:
    reference, other = desk.reference(ended), desk.reference(desk.responded())
    desk.clock.move(days=1080)
    manager = signed_in(Role.MANAGER)
    page = manager.get("/retention").text
    assert page.index("Whole cases") < page.index(reference) < page.index("The schedule")
    assert {"Fenwick", "Orla"} & set(re.findall(r"\w+", page)) == set()

    address = f"/case/{reference}/retention"
    assert "It is erased on 15 June 2029" in manager.get(address).text
    refused = manager.post(address, {**day(date(2020, 1, 1)), "record": ""})
    assert (refused.status_code, "Write down why it is kept" in refused.text) == (400, True)
    refused = manager.post(address, {**day(date(2020, 1, 1)), "record": "A claim."})
    assert (refused.status_code, "Choose a day from" in refused.text) == (400, True)
    kept = manager.post(address, {**day(date(2029, 12, 1)), "record": "A claim was announced."})
    assert kept.location == "/retention"
    page = manager.get("/retention").text
    assert (
        page.index(other) < page.index("kept all the same") < page.index(f"{reference}</a>: kept until 1 December 2029")
    )
    with desk.store.reading() as session:
        assert timeline_rows(session, ended)[0].kind == "kept_longer"


def test_every_page_of_an_erased_case_is_its_certificate_and_nothing_can_be_done_to_it(
    staff_app: PortalApp, signed_in: Callable[..., Visitor], desk: Desk, ended: CaseId
) -> None:
    staff_app.config["WTF_CSRF_ENABLED"] = False
    reference, document = desk.reference(ended), desk.documents(ended)[0].key
    erase(desk, ended)
    officer, before = signed_in(Role.DATA_PROTECTION_OFFICER), desk.case(ended).version
    asked = 0
    for rule, path in rules(staff_app, reference, document):
        if "reference" in rule.arguments:
            answer = getattr(officer.client, "post" if "POST" in (rule.methods or ()) else "get")(path)
            assert (answer.status_code, "Certificate of erasure" in answer.text) == (410, True), path
            assert not re.search("Fenwick|Orla|Dee Fox", answer.text)
            asked += 1
    assert asked > 80
    assert desk.case(ended).version == before


def test_the_lists_and_reports_go_on_without_the_erased_case(
    signed_in: Callable[..., Visitor], desk: Desk, ended: CaseId
) -> None:
    reference = desk.reference(ended)
    erase(desk, ended)
    officer = signed_in(Role.DATA_PROTECTION_OFFICER)
    assert reference in officer.get("/?view=ended").text
    for path in ("/?view=all", "/calendar", "/workload", "/look-again", "/reports", "/looked", "/retention"):
        assert officer.get(path).status_code == 200, path


def test_an_erased_case_is_answered_like_one_that_never_was(
    open_visitor: Callable[[], Visitor], desk: Desk, ended: CaseId
) -> None:
    reference = desk.reference(ended)
    erase(desk, ended)
    answers = []
    for typed in (reference, case_reference(2026, 99_999)):
        visitor = open_visitor()
        visitor.get("/track")
        sent = visitor.post("/track", {"reference": typed})
        page = visitor.get("/track/code").text
        refused = visitor.post("/track/code", {"code": "7KQ2M-XW4RB"})
        told = [re.sub(r'name="csrf_token" value="[^"]+"', "", text) for text in (page, refused.text)]
        answers.append((sent.status_code, sent.location, refused.status_code, *told))
    assert answers[0] == answers[1]
