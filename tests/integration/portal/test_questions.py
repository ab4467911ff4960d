"""A question to the requester begins with words that are there, and does not leave with a gap in it."""

from typing import Any

from requests_.model.pauses import PauseReason
from requests_.model.question_words import QUESTION_WORDS
from tests.factories.cases import Desk


def test_a_question_begins_with_the_words_of_its_reason_and_is_not_sent_unfilled(caseworker: Any, desk: Desk) -> None:
    assert set(QUESTION_WORDS) == set(PauseReason)
    page = f"/case/{desk.reference(desk.searching())}/clarify"
    assert "We hold records from [year]" not in caseworker.get(page).text
    begun = caseworker.get(f"{page}?about=period").text
    assert ("We hold records from [year] to [year]" in begun, "about=occasion" in begun) == (True, True)
    form = {"reason": "period", "question": QUESTION_WORDS[PauseReason.PERIOD], "needed_for": "Nine years are held."}
    refused = caseworker.post(page, form)
    assert (refused.status_code, "a place in square brackets" in refused.text) == (400, True)
    filled = form["question"].replace("[year] to [year]", "2015 to 2024")
    assert caseworker.post(page, {**form, "question": filled}).status_code == 302
    assert caseworker.get(f"{page}?about=nonsense").status_code == 200
