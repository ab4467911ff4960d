"""A request under two laws, on its pages."""

from typing import Any

from requests_.model.rights import Regime
from tests.factories.cases import Desk


def test_each_law_has_its_clock_its_steps_and_its_own_extension(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    assert "Under which law?" not in caseworker.get(f"{page}/extend").text
    assert "held under Part 3 (law enforcement) too" in caseworker.get(page).text
    blank = caseworker.post(f"{page}/laws", {"considered": " "})
    assert (blank.status_code, "Write what is held under it" in blank.text) == (400, True)
    assert desk.case(case).other_regime is None
    kept = {"considered": "Interviews under caution, held by the prosecution team."}
    assert caseworker.post(f"{page}/laws", kept).status_code == 302
    shown = caseworker.get(page).text
    assert "Two laws have a clock here." in shown
    assert "Start its clock too" not in shown
    asked = caseworker.get(f"{page}/extend").text
    assert "Under which law?" in asked
    fields = {"reason": "complexity", "explanation": "Nine schools have to be asked."}
    refused = caseworker.post(f"{page}/extend", fields)
    assert (refused.status_code, "Select at least one law" in refused.text) == (400, True)
    assert caseworker.post(f"{page}/extend", {**fields, "laws": "law_enforcement"}).status_code == 302
    assert desk.case(case).not_extended == (Regime.UK_GDPR, Regime.LAW_ENFORCEMENT)
    desk.mail_letters(case)
    assert desk.case(case).not_extended == (Regime.UK_GDPR,)
    told = caseworker.get(f"{page}/why").text
    for words in ("kept to the one that ends first: Wednesday 15 July 2026", "DPA 2018 s.54", "15 September 2026"):
        assert words in told
    history = caseworker.get(f"{page}/history").text
    assert "Extended by two months under Law enforcement (Part 3)" in history


def test_a_question_is_kept_with_its_reason_and_its_days(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    caseworker.get(f"{page}/clarify")
    question = {"question": "Which year?", "reason": "period", "needed_for": "Nine years are held."}
    for missing, says in (("reason", "Select what has to be made clear"), ("needed_for", "Write why you cannot find")):
        refused = caseworker.post(f"{page}/clarify", question | {missing: ""})
        assert (refused.status_code, says in refused.text) == (400, True)
    caseworker.post(f"{page}/clarify", question)
    shown = caseworker.get(page).text
    for words in ("From when to when", "not answered yet: 1 day", "Nine years are held."):
        assert words in shown
    assert "asked what they mean (from when to when)" in caseworker.get(f"{page}/history").text
