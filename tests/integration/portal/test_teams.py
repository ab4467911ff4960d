"""Teams lie in each other; the queue and the workload show one with all that lie in it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.model.desk import QueueFilters
from requests_.model.desk_commands import AssignCases
from requests_.model.staff import Role
from requests_.model.teams import MOST_LEVELS, KeepTeam, StaffTeam
from requests_.services import staff_accounts, teams
from requests_.services.desk import assign_cases
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.teams import team_rows
from tests.factories.cases import Desk
from tests.factories.people import ADMINISTRATOR, CASEWORKER
from tests.integration.portal.conftest import PASSWORD, Visitor


def keep(desk: Desk, key: str, parent: str = "", *, name: str = "", seen: int = 0, **how: Any) -> str:
    values: dict[str, Any] = dict(name=name or f"Team {key}", parent=parent * 32, actor=ADMINISTRATOR)
    desk.do(teams.keep_team, KeepTeam(key=key * 32, seen=seen, **{**values, **how}))
    return key * 32


def known(desk: Desk) -> list[StaffTeam]:
    return list(desk.within(lambda uow: team_rows(uow.session)))


def member(desk: Desk, name: str, team: str) -> str:
    account: dict[str, Any] = dict(
        email=f"{name}@b.example", roles=(Role.CASEWORKER,), password=PASSWORD, display_name=name
    )
    key = desk.within(lambda uow: staff_accounts.add_staff(uow, desk.clock, **account))
    desk.within(lambda uow: teams.put_in_team(uow, desk.clock, ADMINISTRATOR, key, team))
    return str(key)


def test_a_team_moves_with_everything_that_lies_in_it(desk: Desk) -> None:
    for key, parent in (("b", ""), ("a", ""), ("c", "a"), ("d", "c")):
        keep(desk, key, parent)
    assert [(team.name[-1], team.level) for team in known(desk)] == [("a", 0), ("c", 1), ("d", 2), ("b", 0)]
    keep(desk, "c", "b", seen=1)
    assert [(team.name[-1], team.level) for team in known(desk)] == [("a", 0), ("b", 0), ("c", 1), ("d", 2)]


@pytest.mark.parametrize(
    ("key", "parent", "seen", "says"),
    [
        ("a", "a", 1, "within itself"),
        ("a", "b", 1, "within itself"),
        ("c", "z", 0, "Select one of the teams"),
    ],
)
def test_what_is_no_tree_is_refused(desk: Desk, key: str, parent: str, seen: int, says: str) -> None:
    keep(desk, "a")
    keep(desk, "b", "a")
    with pytest.raises(InvalidCommand, match=says) as refused:
        keep(desk, key, parent, seen=seen)
    assert refused.value.context == {"field": "parent"}


def test_teams_end_empty_lie_not_too_deep_and_are_written_over_by_nobody(desk: Desk) -> None:
    keys = "abcdef"
    for number, key in enumerate(keys):
        keep(desk, key, keys[number - 1] if number else "")
    assert len(keys) == MOST_LEVELS
    with pytest.raises(InvalidCommand, match="at most 6 deep"):
        keep(desk, "g", "f")
    somebody = member(desk, "kit", "f" * 32)
    for key in "ef":
        with pytest.raises(Conflict, match="move them first"):
            keep(desk, key, seen=1, is_ended=True)
    desk.within(lambda uow: teams.put_in_team(uow, desk.clock, ADMINISTRATOR, somebody, ""))
    keep(desk, "f", "e", seen=1, is_ended=True)
    assert len(known(desk)) == 5
    with pytest.raises(Conflict):
        keep(desk, "e", "a", seen=7)
    with pytest.raises(NotFound):
        keep(desk, "f", seen=2)
    with pytest.raises(NotAllowed):
        keep(desk, "h", actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="Select one"):
        member(desk, "lou", "z" * 32)
    with pytest.raises(InvalidCommand, match="Shorten this"):
        keep(desk, "h", name="x" * 101)


def test_queue_and_workload_show_a_team_with_all_that_lie_in_it(signed_in: Callable[..., Visitor], desk: Desk) -> None:
    service, office, other = keep(desk, "a"), keep(desk, "b", "a"), keep(desk, "c")
    people = [member(desk, name, team) for name, team in (("ada", service), ("bo", office), ("cy", other))]
    cases = [desk.received() for _ in people]
    for case, somebody in zip(cases, people, strict=True):
        desk.do(assign_cases, AssignCases(cases=((case, ""),), to=somebody, actor=CASEWORKER))
    desk.received()

    def found(team: str) -> set[str]:
        filters = QueueFilters(team=team)
        return {
            row.case
            for row in desk.within(lambda uow: queue_rows(uow.session, filters, today=desk.clock.london_date()))
        }

    assert found(service) == set(cases[:2])
    assert found(office) == {cases[1]}
    assert found("z" * 32) == set()

    visitor = signed_in(Role.DATA_PROTECTION_OFFICER)
    page = visitor.get(f"/?view=open&team={service}").text
    assert [desk.reference(case) in page for case in cases] == [True, True, False]
    assert f'<option value="{office}">– Team b</option>' in page
    page = visitor.get(f"/workload?team={service}").text
    # As a whole word of the page: two letters stand in many a token.
    assert [bool(re.search(rf">\s*{name}\s*<", page)) for name in ("ada", "bo", "cy", "Nobody")] == [
        True,
        True,
        False,
        False,
    ]
    rows = re.findall(r"team=(\w)\w+.*?data-label=\"Open\">(\d+)<", page, re.DOTALL)
    assert rows == [("a", "2"), ("b", "1")]
    assert "Nobody" in visitor.get("/workload").text


def test_the_administrator_keeps_the_tree_and_says_who_is_in_which_team(
    signed_in: Callable[..., Visitor], desk: Desk
) -> None:
    keeper, somebody = signed_in(Role.ADMINISTRATOR), member(desk, "kit", "")
    page = "/accounts/teams"
    keeper.get(page)
    assert keeper.post(page, {"name": ""}).status_code == 400
    keeper.post(page, {"name": "Information governance"})
    [top] = known(desk)
    keeper.post(page, {"name": "Access requests", "parent": top.key})
    lower = known(desk)[1]
    assert "Access requests" in keeper.get(page).text
    keeper.get(f"/accounts/{somebody}")
    keeper.post(f"/accounts/{somebody}/team", {"team": lower.key})
    assert "Team changed (Access requests)" in keeper.get(f"/accounts/{somebody}").text
    change = {"name": "Requests for copies", "parent": "", "seen": "1"}
    assert keeper.post(f"{page}/{lower.key}", change).status_code == 302
    late = keeper.post(f"{page}/{lower.key}", change)
    assert (late.status_code, "Somebody else changed this register" in late.text) == (400, True)
    assert "Access requests, in Information governance" in keeper.get(f"{page}/{lower.key}").text
    refused = keeper.post(f"{page}/{lower.key}", {"as": "ended", "seen": "2"})
    assert "move them first" in refused.text
    assert keeper.post(f"{page}/{top.key}", {"as": "ended", "seen": "1"}).status_code == 302
    assert [team.name for team in known(desk)] == ["Requests for copies"]
