"""Notes that colleagues leave for one another."""

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
