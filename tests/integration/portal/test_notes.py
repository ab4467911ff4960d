"""Notes that colleagues leave for one another."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from requests_.model.staff import Role
from tests.factories.cases import Desk


def test_a_note_is_read_by_colleagues_newest_first_with_who_wrote_it(signed_in: Callable[..., Any], desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.received())}/notes"
    caseworker, auditor = signed_in(Role.CASEWORKER), signed_in(Role.AUDITOR)
    caseworker.get(page)
    caseworker.post(page, {"words": "Rang the school.\nThey ring back."})
    desk.clock.move(minutes=5)
    caseworker.post(page, {"words": "<b>They rang.</b>"})
    read = auditor.get(page).text
    assert read.index("They rang.") < read.index("Rang the school.\nThey ring back.")
    assert "&lt;b&gt;They rang." in read
    assert "Tamsin Hale" in read


@pytest.mark.parametrize(("words", "says"), [(" ", "Write the note"), ("x" * 4_001, "Shorten this")])
def test_a_note_that_cannot_be_kept_is_refused_at_its_field(caseworker: Any, desk: Desk, words: str, says: str) -> None:
    page = f"/case/{desk.reference(desk.received())}/notes"
    caseworker.get(page)
    refused = caseworker.post(page, {"words": words})
    assert (refused.status_code, says in refused.text) == (400, True)
    assert "There are no notes yet." in caseworker.get(page).text


def test_a_form_that_is_sent_twice_leaves_one_note_and_the_next_form_another(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.received())}/notes"
    for _ in range(2):
        key = re.search(r'name="form" value="(\w+)"', caseworker.get(page).text)
        assert key is not None
        for _ in range(2):
            assert caseworker.post(page, {"words": "Rang: no answer.", "form": key[1]}).status_code == 302
    assert caseworker.get(page).text.count("Rang: no answer.") == 2
