"""Whoever alters or hides a record after somebody has asked for it shows at the next search (DPA 2018, s.173)."""

import json
from collections.abc import Iterable

import pytest

from requests_.model.records import RECORDS_TYPE
from requests_.model.search_again import Find, Since, what_became

LETTER = Find("share/letter.pdf", "application/pdf", "a")
KEPT: dict[str, bytes] = {}


def log(*rows: str, ref: str = "log:match") -> Find:
    """Some rows of a table, as one document."""
    sha256 = f"{len(KEPT)}"
    KEPT[sha256] = json.dumps({"columns": ["Date", "Words"], "rows": [["3 March", row] for row in rows]}).encode()
    return Find(ref, RECORDS_TYPE, sha256)


@pytest.mark.parametrize(
    ("before", "now", "became"),
    [
        ([LETTER], [LETTER], Since.AS_IT_WAS),
        ([LETTER], [Find(LETTER.ref, LETTER.media_type, "b")], Since.ALTERED),
        ([LETTER], [], Since.GONE),
        ([Find("mail/1!plan.pdf", "application/pdf", "a")], [Find("mail/1", "message/rfc822", "c")], Since.AS_IT_WAS),
        ([Find("mail/1!plan.pdf", "application/pdf", "a")], [], Since.GONE),
        ([Find("cabinet-3", "text/plain", "")], [Find("cabinet-3", "text/plain", "")], Since.AS_IT_WAS),
        ([Find("cabinet-3", "text/plain", "")], [], Since.GONE),
        # A paper file that has been scanned into the case has bytes here, and none in its register.
        ([Find("cabinet-3", "text/plain", "a")], [Find("cabinet-3", "text/plain", "")], Since.AS_IT_WAS),
        ([log("late", "late again")], [log("late", "late again", "a third time")], Since.AS_IT_WAS),
        ([log("late", "late again")], [log("late", "on time")], Since.ALTERED),
        ([log("late", "late again")], [log("late")], Since.ALTERED),
        # Said to be the person since: their rows are told with all the others.
        ([log("late", ref="log:possible:7")], [log("early", "late")], Since.AS_IT_WAS),
        ([log("late", ref="log:possible:7")], [log("early")], Since.GONE),
    ],
    ids=str,
)
def test_what_became_of_a_record_since_it_was_found(before: list[Find], now: list[Find], became: Since) -> None:
    assert what_became(before, now, KEPT.__getitem__) == {one.ref: became for one in before}


def test_a_column_that_is_new_alters_no_row() -> None:
    before = log("late")
    told = json.loads(KEPT[before.sha256])
    wider = {"columns": ["Date", "By", "Words"], "rows": [[row[0], "Desk", row[1]] for row in told["rows"]]}
    KEPT["wider"] = json.dumps(wider).encode()
    found: Iterable[Find] = [Find(before.ref, RECORDS_TYPE, "wider")]
    assert what_became([before], found, KEPT.__getitem__) == {before.ref: Since.AS_IT_WAS}
