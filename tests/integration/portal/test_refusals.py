"""What cannot be done is said to the public in its own words, in each language, and never in those of the office."""

import re
from typing import Any

import pytest

from portal.public.refusals import ELSE, PLAIN, REFUSALS, words_for
from requests_.errors import Conflict, NotAllowed, NotFound
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.lifecycle import TRANSITIONS
from requests_.model.rights import AccessScope, Category
from requests_.services import disclosure
from templates.languages import languages
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_track_and_collect import let_in

OFFICE = re.compile(rf"\b(case|role|administrator|{'|'.join(stage.replace('_', ' ') for stage in Stage)})\b", re.I)


def test_everything_that_the_public_may_do_has_words_for_when_it_cannot() -> None:
    theirs = {action for action, row in TRANSITIONS.items() if row.by_requester or row.by_addressee}
    assert set(REFUSALS) == theirs


@pytest.mark.parametrize("says", sorted({*REFUSALS.values(), *PLAIN, *ELSE.values()}))
def test_a_refusal_has_no_word_of_the_office_and_is_said_in_polish(says: str) -> None:
    assert OFFICE.findall(says.replace("was received", "")) == []
    assert says in languages()["pl"].words


@pytest.mark.parametrize("kind", [Conflict, NotAllowed, NotFound])
def test_what_nobody_wrote_for_the_public_is_not_shown_to_it(kind: Any) -> None:
    assert words_for(kind("This cannot be done while the case is signing off.")) == ELSE[kind.code]


def test_whoever_comes_too_late_reads_what_they_can_do_instead(visitor: Any, desk: Desk) -> None:
    case = desk.find(desk.searching(scope=AccessScope(categories=(Category.ATTENDANCE,))))
    let_in(visitor, desk, case)
    visitor.get("/your-request/withdraw")
    desk.approve(desk.submit(case))
    changed = visitor.post("/your-request/scope", {"categories": ["health"]})
    assert (changed.status_code, "Write to us on the page" in changed.text) == (409, True)
    early = visitor.post("/your-request/copy")
    assert (early.status_code, "no copy for you to collect here now" in early.text) == (409, True)
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    late = visitor.post("/your-request/withdraw")
    assert (late.status_code, "you can complain" in late.text) == (409, True)
