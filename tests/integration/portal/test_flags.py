"""A flag is put on a case, and taken off it, on the page."""

from collections.abc import Callable

import pytest

from requests_.model.handling import Flag
from requests_.model.staff import Role
from tests.factories.cases import Desk
from tests.integration.portal.conftest import Visitor


@pytest.mark.parametrize("flag", list(Flag))
def test_each_flag_is_put_on_a_case_and_taken_off_it(desk: Desk, signed_in: Callable[..., Visitor], flag: Flag) -> None:
    case = desk.received()
    page = f"/case/{desk.reference(case)}/handling"
    caseworker = signed_in(Role.CASEWORKER)
    caseworker.get(page)
    for act, prefix, leaves in (("flag", "", 1), ("unflag", "off-", 0)):
        answer = caseworker.post(f"{page}/{act}", {f"{prefix}flag": flag.value, f"{prefix}why": "A court order."})
        assert answer.status_code == 302
        assert caseworker.get(page).text.count('name="off-flag"') == leaves
    assert caseworker.post(f"{page}/unflag", {"off-flag": flag.value, "off-why": "Again."}).status_code == 409
