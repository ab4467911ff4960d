"""A request that is for another controller: closed with a letter that says whom to ask, and counted by itself."""

from typing import Any

import pytest

from requests_.model.case import Stage
from requests_.model.correspondence import LetterKind
from requests_.model.letters.draft import draft
from requests_.reporting.period import period_between
from requests_.reporting.record import Outcome
from requests_.store.queries.letters import facts_for, letter_lines
from requests_.store.queries.returns import report_rows
from tests.factories.cases import Desk

TYPED = {"body": "Ferndale School", "contact": "01632 960 555", "why": "The school keeps its own files."}


def test_whoever_asked_is_told_whom_to_ask_and_how_to_complain_and_no_more_is_searched(
    caseworker: Any, desk: Desk
) -> None:
    case = desk.searching()
    address = f"/case/{desk.reference(case)}"
    assert f"{address}/transfer" in caseworker.get(address).text
    caseworker.get(f"{address}/transfer")
    assert caseworker.post(f"{address}/transfer", TYPED).status_code == 302
    assert (desk.case(case).stage, desk.case(case).refused_for) == (Stage.CLOSED, ("transferred",))
    assert "another body holds it" in caseworker.get(f"{address}/history").text
    with desk.store.reading() as session:
        line = next(line for line in letter_lines(session, case) if line.kind is LetterKind.TRANSFER)
        facts = facts_for(session, case, LetterKind.TRANSFER, written_on=desk.clock.london_date(), words=line.words)
        period = period_between("2026-06-01", "2026-12-31")
        (record,) = report_rows(session, period, known_at=desk.clock.utc_now()).records
    said = str(draft(LetterKind.TRANSFER, facts).facts)
    for words in ("Ferndale School", "01632 960 555", "We do not hold what you asked for", "articles 4(7)"):
        assert words in said, said
    assert [ending.outcome for ending in record.endings] == [Outcome.TRANSFERRED]


@pytest.mark.parametrize("field", TYPED)
def test_nobody_is_sent_away_without_being_told_where_to_and_why(caseworker: Any, desk: Desk, field: str) -> None:
    case = desk.received()
    address = f"/case/{desk.reference(case)}/transfer"
    caseworker.get(address)
    refused = caseworker.post(address, {**TYPED, field: " "})
    assert (refused.status_code, f'href="#{field}"' in refused.text) == (400, True)
    assert desk.case(case).stage is Stage.RECEIVED
