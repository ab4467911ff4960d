"""Asking another person for their agreement, in the staff app: asked, answered, and used as advice."""

from typing import Any

from requests_.model.consents import ConsentAnswer
from tests.factories.cases import Desk

ASKED = {
    "to_name": "Dee Fox",
    "audience": "adult",
    "email": "dee@fox.example",
    "address": "",
    "about": "What you told the school in May.",
    "answer_by-day": "29",
    "answer_by-month": "6",
    "answer_by-year": "2026",
}
TODAY = {"answered_on-day": "15", "answered_on-month": "6", "answered_on-year": "2026"}


def test_they_are_asked_their_answer_is_kept_and_advises_whoever_decides(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    base = f"/case/{desk.reference(case)}"
    assert "Ask them" in caseworker.get(f"{base}/people").text
    form = caseworker.get(f"{base}/agreement/ask/person-1").text
    assert 'value="29"' in form  # a fortnight
    refused = caseworker.post(f"{base}/agreement/ask/person-1", {**ASKED, "about": "What you said of Orla."})
    assert refused.status_code == 400
    assert 'href="#about"' in refused.text
    assert caseworker.post(f"{base}/agreement/ask/person-1", ASKED).status_code == 302
    (consent,) = desk.case(case).consents
    page = caseworker.get(f"{base}/agreement").text
    assert "What you told the school in May." in page
    assert "Being made" in page
    assert "wait for it" in caseworker.get(f"{base}/people/show?person=person-1").text
    assert caseworker.post(f"{base}/agreement/{consent}/answer", {}).status_code == 400
    said = {"answer": "refuses", "record": "She would not like that.", **TODAY}
    assert caseworker.post(f"{base}/agreement/{consent}/answer", said).status_code == 302
    assert desk.case(case).consents[consent].answer is ConsentAnswer.REFUSES
    show = caseworker.get(f"{base}/people/show?person=person-1").text
    assert "They said no: withhold it" in show
    assert "Asked by email on 15 June 2026, answered on 15 June 2026." in show
    assert "Yes, they said no." in show
    assert "They said no" in caseworker.get(f"{base}/people/withhold?person=person-1").text
    assert "She would not like that." in caseworker.get(f"{base}/decisions").text
    assert "Another person said no." in caseworker.get(f"{base}/history").text


def test_only_other_people_of_this_case_are_asked_and_read(caseworker: Any, desk: Desk) -> None:
    base = f"/case/{desk.reference(desk.reviewing())}"
    for path in ("ask/subject", "ask/nobody", "nothing/answer", "nothing/request", "nothing/reminder.pdf"):
        assert caseworker.get(f"{base}/agreement/{path}").status_code == 404
    assert caseworker.get(f"{base}/letters/write/consent_request").status_code == 404
