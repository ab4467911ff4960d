"""A breach on the pages: reported by anybody, worked on by those who may, and its report to the regulator as a file."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from portal.staff.breach_steps import STEPS
from requests_.clock import LONDON
from requests_.model.breaches.lifecycle import BreachAction
from requests_.model.staff import Role
from requests_.store.queries.breaches import BreachPage, breach_lines, breach_page
from tests.factories.breaches import SAID, assess, reported
from tests.factories.cases import Desk


def day(name: str, desk: Desk) -> dict[str, str]:
    today = desk.clock.london_date()
    return {f"{name}-day": str(today.day), f"{name}-month": str(today.month), f"{name}-year": str(today.year)}


def only(desk: Desk) -> BreachPage:
    with desk.store.reading() as session:
        (line,) = breach_lines(session)
        return breach_page(session, line.reference)


def report(visitor: Any, desk: Desk, **changes: str) -> Any:
    noticed = desk.clock.utc_now().astimezone(LONDON)
    fields = {
        "what": "wrong_recipient",
        "report": "A letter about Orla went next door.",
        **day("aware_on", desk),
        "aware_at": f"{noticed:%H:%M}",
    }
    visitor.get("/breaches/report")
    return visitor.post("/breaches/report", {**fields, **changes})


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reports_a_breach_and_only_some_see_it(
    desk: Desk, signed_in: Callable[..., Any], role: Role
) -> None:
    visitor = signed_in(role)
    sent = report(visitor, desk)
    reference = only(desk).line.reference
    sees = role in (Role.CASEWORKER, Role.APPROVER, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR)
    assert sent.location == (f"/breach/{reference}" if sees else "/breaches/report/sent")
    assert reference in visitor.get(sent.location).text
    assert (visitor.get(f"/breach/{reference}").status_code == 200) is sees
    assert (visitor.get("/breaches.csv").status_code == 200) is sees


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"report": " "}, "Say what happened"),
        ({"aware_at": "25:00"}, "Enter a time of day"),
        ({"aware_at": "23:59"}, "still to come"),
        ({"aware_on-year": "2027"}, "must be today or in the past"),
        ({"reference": "RR-1"}, "Enter the reference as it is"),
        ({"what": "nonsense"}, "Select what went wrong"),
    ],
)
def test_a_report_that_lacks_something_is_asked_for_again(
    desk: Desk, caseworker: Any, wrong: dict[str, str], says: str
) -> None:
    answered = report(caseworker, desk, **wrong)
    assert answered.status_code == 400
    assert says in answered.text
    with desk.store.reading() as session:
        assert breach_lines(session) == ()


def steps(desk: Desk) -> dict[str, dict[str, Any]]:
    """Everything that is typed, from the assessment to the end, in its order."""
    return {
        "assess": {
            **dict(regime="uk_gdpr", losses="confidentiality", categories=["attendance", "health"], people="children"),
            **dict(people_count="1,200", records_count="3", likelihood="likely", severity="high", risk_reasons="So."),
            **SAID,
        },
        "decide-regulator": {"tells": "yes", "reasons": "There is a risk."},
        "record-regulator": {
            "phase": "first",
            **day("told_on", desk),
            "told_at": f"{desk.clock.utc_now().astimezone(LONDON):%H:%M}",
            "regulator_reference": "IC-12",
        },
        "decide-people": {
            "untold": "tell",
            "reasons": "It is high.",
            **{f"told_{name}": words for name, words in SAID.items()},
        },
        "name-person": {"name": "Maeve Fenwick", "address": "12 Mill Lane", "whose": "child", "audience": "adult"},
        "tell-people": {},
        "record-told": day("told_on", desk),
        "agree-measure": {"what": "Windows in envelopes", "owner": "Head of post", **day("due_on", desk)},
        "end-measure": day("done_on", desk),
        "record-cause": {"cause": "wrong_address", "words": "Typed by hand.", "lessons": "Look it up."},
        "close": {},
    }


def test_a_breach_goes_from_its_report_to_its_end_by_its_pages(
    desk: Desk, approver: Any, signed_in: Callable[..., Any]
) -> None:
    report(approver, desk)
    reference = only(desk).line.reference
    for first in (approver.get("/?view=open").text, approver.get("/reports").text):
        assert "1 breach under way" in first
        assert "72 hours left" in first
    assert approver.get(f"/breach/{reference}/close").status_code == 409
    for step, fields in steps(desk).items():
        page, sent = only(desk), dict(fields)
        if step == "record-told":
            sent["person"] = page.people[0].key
        if step == "end-measure":
            sent["measure"] = page.measures[0].key
        assert approver.get(f"/breach/{reference}/{step}").status_code == 200, step
        done = approver.post(f"/breach/{reference}/{step}", sent)
        assert done.status_code == 302, (step, done.text)
    closed = approver.get(f"/breach/{reference}").text
    for words in ("Closed", "A high risk", "1,200 people", "IC-12", "Windows in envelopes", "Look it up."):
        assert words in closed, words
    rows = list(csv.DictReader(io.StringIO(approver.get("/breaches.csv").data.decode("utf-8-sig"))))
    assert [row["stage"] for row in rows] == ["Closed"]
    auditor = signed_in(Role.AUDITOR)
    assert auditor.get(f"/breach/{reference}").status_code == 200
    assert auditor.get(f"/breach/{reference}/reopen").status_code == 403


def test_every_step_of_the_table_has_a_page() -> None:
    assert list(STEPS) == list(BreachAction)


def test_what_the_service_refuses_stands_at_its_question(desk: Desk, approver: Any) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    path = f"/breach/{opened.reference}/decide-people"
    approver.get(path)
    refused = approver.post(path, {"untold": "not_high", "reasons": "No."})
    assert refused.status_code == 400
    assert "The risk is high: choose another reason" in refused.text
    assert 'href="#untold' in refused.text


def test_the_report_to_the_regulator_says_what_the_law_asks_and_names_nobody(desk: Desk, approver: Any) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    got = approver.get(f"/breach/{opened.reference}/regulator.pdf")
    with pikepdf.open(io.BytesIO(got.data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(opened.reference)
    assert got.mimetype == "application/pdf"


def test_a_report_from_a_case_names_its_request(desk: Desk, caseworker: Any) -> None:
    reference = desk.reference(desk.received())
    assert f"/breaches/report?of={reference}" in caseworker.get(f"/case/{reference}").text
    assert f'value="{reference}"' in caseworker.get(f"/breaches/report?of={reference}").text
    report(caseworker, desk, reference=reference.lower())
    assert only(desk).line.case_reference == reference
