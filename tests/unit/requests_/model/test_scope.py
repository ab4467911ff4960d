"""What lies outside what was asked for."""

from datetime import date

import pytest

from requests_.model.rights import AccessScope, Category, Outside

FROM, UNTIL = date(2024, 1, 1), date(2024, 12, 31)
DATED = AccessScope(
    categories=(Category.ATTENDANCE, Category.SAFEGUARDING), from_on=FROM, until_on=UNTIL, dated=(Category.ATTENDANCE,)
)
SOME = AccessScope(categories=(Category.HEALTH,), from_on=FROM, until_on=UNTIL)


@pytest.mark.parametrize(
    ("scope", "category", "dated_on", "why"),
    [
        (AccessScope(), "attendance", date(1999, 1, 1), None),
        (SOME, "health", FROM, None),
        (SOME, "health", UNTIL, None),
        (SOME, "health", None, None),
        (SOME, "attendance", None, Outside.KIND),
        (SOME, "health", date(2023, 12, 31), Outside.EARLIER),
        (SOME, "health", date(2025, 1, 1), Outside.LATER),
        (SOME, "case_documents", date(2024, 6, 1), None),
        (DATED, "attendance", date(1999, 1, 1), Outside.EARLIER),
        (DATED, "safeguarding", date(1999, 1, 1), None),
        (DATED, "health", date(1999, 1, 1), Outside.KIND),
        (DATED, "case_documents", date(1999, 1, 1), None),
        (AccessScope(from_on=FROM), "attendance", date(2030, 1, 1), None),
    ],
)
def test_a_document_is_outside_for_its_kind_or_its_day_and_never_for_want_of_one(
    scope: AccessScope, category: str, dated_on: date | None, why: Outside | None
) -> None:
    assert scope.outside(category, dated_on) is why
