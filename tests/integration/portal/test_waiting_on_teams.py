"""By when a team answers, when it is written to again, and from when its silence is taken up."""

from datetime import date
from typing import Any

from sqlalchemy import update

from requests_.ids import CaseId
from requests_.model.enquiries import AskTeam, Team
from requests_.model.staff import Role
from requests_.services import enquiries
from requests_.store.case_tables import CaseRow
from requests_.store.queries.daily import digests
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER


def asked(desk: Desk, due_on: date) -> CaseId:
    case = desk.searching()
    command = AskTeam(
        case=case,
        team=Team.SCHOOL,
        name="Mill Lane Primary",
        email="office@mill-lane.example",
        words="Everything about Orla Fenwick",
        due_on=due_on,
        actor=CASEWORKER,
    )
    desk.do(enquiries.ask_team, command)
    return case


def test_the_case_and_the_queue_show_the_days_of_a_team(caseworker: Any, desk: Desk) -> None:
    case = asked(desk, date(2026, 6, 22))
    page = f"/case/{desk.reference(case)}/teams"
    shown = caseworker.get(page).text
    for line in ("18 June 2026: we remind them", "29 June 2026: we write", "3 July 2026: somebody senior takes it up"):
        assert line in shown
    assert "to answer by 22 June 2026" in caseworker.get("/?view=team").text
    desk.clock.move(days=8)
    caseworker.sign_in("caseworker@brackenford.example")
    assert "late since 22 June 2026" in caseworker.get("/?view=team").text
    desk.clock.move(days=10)
    caseworker.sign_in("caseworker@brackenford.example")
    assert "escalate, no answer since 22 June 2026" in caseworker.get("/?view=team").text
    assert "Escalate" in caseworker.get(page).text


def test_nobody_is_written_to_past_the_last_day_of_the_case(desk: Desk) -> None:
    late, early = asked(desk, date(2026, 7, 13)), asked(desk, date(2026, 6, 22))
    count = desk.within(lambda uow: len(uow.outbox.open_of("ask_team")))
    # The first mail to each; then for the late one a reminder and one chase up to 15 July, for the other all three.
    assert count == 2 + 2 + 3
    for key, first in ((late, date(2026, 7, 13)), (early, date(2026, 6, 22))):
        assert desk.case(key).enquiries
        assert min(each.due_on for each in desk.case(key).enquiries.values()) == first


def test_a_digest_tells_of_a_team_whose_silence_is_to_be_taken_up(desk: Desk) -> None:
    case = asked(desk, date(2026, 6, 22))
    sam = desk.within(
        lambda uow: uow.staff.add(
            email="sam@brackenford.example", display_name="Sam Reid", roles=(Role.CASEWORKER,), password_hash=""
        )
    )
    desk.within(
        lambda uow: uow.session.execute(
            update(CaseRow).where(CaseRow.id == case).values(assigned_to=sam, opened_at=desk.clock.utc_now())
        )
    )
    with desk.store.reading() as session:
        assert digests(session, today=date(2026, 7, 2)) == ()
        (digest,) = digests(session, today=date(2026, 7, 3))
    assert [(each.reference, each.on) for each in digest.escalate] == [(desk.reference(case), date(2026, 7, 3))]
