"""Who the controller is, is written down in the browser; every page, letter and job says it, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.public import create_public_app
from portal.wiring import build_resources
from portal.wiring.profile_in_force import LASTS_SECONDS, KeptProfile
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.model.case import Stage
from requests_.model.commands import RefuseRequest
from requests_.model.events.base import RefusalGround
from requests_.model.kept_registers import KeepEntry, RegisterKey
from requests_.model.second_persons import AgreeToStep
from requests_.model.staff import Actor, ActorKind, Role
from requests_.model.targets import Targets
from requests_.services import registers, second_persons
from requests_.settings import ControllerProfile
from requests_.store.queries.controller import ENTRY, controller_values, profile_in_force, targets_in_force
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, OFFICER
from tests.integration.portal.conftest import SETTINGS, Visitor

PAGE = "/settings/controller"
KEEPER = Actor(ActorKind.STAFF, "admin", frozenset({Role.ADMINISTRATOR}))
ASHBY = {"name": "Ashby Council", "phone": "01632 960 777", "on_time": "98", "on_time_least": "97.5"}


def write(desk: Desk, seen: int = 0, actor: Actor = KEEPER, **values: str) -> None:
    command = KeepEntry(register=RegisterKey.CONTROLLER, key=ENTRY, seen=seen, values=values, actor=actor)
    desk.do(registers.keep_entry, command)


def test_the_administrator_says_who_the_controller_is_and_everybody_reads_who_said_what_before(
    signed_in: Callable[..., Visitor], desk: Desk, tmp_path: Path
) -> None:
    keeper = signed_in(Role.ADMINISTRATOR)
    assert "Nothing was written down here yet." in keeper.get(PAGE).text
    assert keeper.post(PAGE, {"seen": "0", **ASHBY}).status_code == 302
    page = keeper.get(PAGE).text
    for says in ("Ashby Council – rights casework", "telephone 01632 960 777", "amber below 98", "red below 97.5"):
        assert says in page
    assert page.count("The controller’s page") == 2  # the other fields are still the environment's
    assert "information.governance@" in page
    assert keeper.post(PAGE, {"seen": "1", **ASHBY, "name": "Ashby and Wold"}).status_code == 302
    assert "Ashby and Wold <span" in keeper.get(PAGE).text
    assert "(before: Ashby Council)" in keeper.get(PAGE).text
    late = keeper.post(PAGE, {"seen": "1", **ASHBY})
    assert (late.status_code, "Somebody else changed this" in late.text) == (400, True)
    auditor = signed_in(Role.AUDITOR).get(PAGE).text
    assert ["Ashby Council" in auditor, "Write it down" in auditor] == [True, False]
    public = create_public_app(SETTINGS, build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path))
    assert "Ashby and Wold" in public.test_client().get("/privacy").get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", "nobody"),
        ("email", "a@b.example, c@d.example"),
        ("website", "javascript:alert(1)"),
        ("on_time", "101"),
        ("on_time", "nan"),
        ("on_time_least", "96"),
    ],
)
def test_what_no_letter_or_figure_can_use_is_refused_beside_its_field(
    signed_in: Callable[..., Visitor], desk: Desk, field: str, typed: str
) -> None:
    keeper = signed_in(Role.ADMINISTRATOR)
    keeper.get(PAGE)
    refused = keeper.post(PAGE, {"seen": "0", field: typed})
    assert (refused.status_code, f'href="#{field}"' in refused.text) == (400, True)
    with desk.store.reading() as session:
        assert controller_values(session) == {}


def test_only_who_may_change_settings_writes_there_and_an_empty_field_leaves_it_to_the_environment(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        write(desk, actor=OFFICER, name="Another")
    with pytest.raises(InvalidCommand):
        write(desk, name="Ashby\r\nBcc: all@b.example")
    write(desk, **ASHBY)
    write(desk, seen=1, phone="1")
    with desk.store.reading() as session:
        assert profile_in_force(session, ControllerProfile(name="Given")) == ControllerProfile(name="Given", phone="1")
        assert targets_in_force(session) == Targets(95, 90)


def test_a_share_is_amber_below_the_target_and_red_below_the_least() -> None:
    assert [Targets(98, 97.5).tone(share) for share in (0.98, 0.979, 0.9749)] == ["good", "warn", "bad"]


def test_a_running_app_says_it_within_half_a_minute_and_goes_on_when_the_database_does_not(desk: Desk) -> None:
    second = [0.0]
    kept = KeptProfile(desk.store, ControllerProfile(), lambda: second[0])
    told = [kept.now().name]
    write(desk, **ASHBY)
    told.append(kept.now().name)
    second[0] = LASTS_SECONDS
    told.append(kept.now().name)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE register_entry RENAME TO away")
    second[0] *= 2
    told.append(kept.now().name)
    assert told == ["Brackenford Council", "Brackenford Council", "Ashby Council", "Ashby Council"]


def test_how_many_second_persons_a_letter_needs_is_written_down_and_never_fewer_than_the_table_says(
    signed_in: Callable[..., Visitor], desk: Desk
) -> None:
    keeper = signed_in(Role.ADMINISTRATOR)
    keeper.get(PAGE)
    for typed in ("0", "4", "1.5"):
        refused = keeper.post(PAGE, {"seen": "0", "second_refusal": typed})
        assert (refused.status_code, "Enter a whole number from 1 to 3." in refused.text) == (400, True)
    assert keeper.post(PAGE, {"seen": "0", "second_refusal": "2"}).status_code == 302
    assert "Second persons who agree before this leaves: a refusal" in keeper.get(PAGE).text
    case = desk.assessing()
    ground = RefusalGround.NOT_ENTITLED
    refuse = RefuseRequest(case=case, ground=ground, explanation="We have not seen it.", actor=CASEWORKER)
    desk.refuse(refuse)
    assert desk.case(case).stage is Stage.ASSESSING  # one of the two has agreed
    with pytest.raises(Conflict, match="it waits for another person"):
        desk.do(second_persons.agree_to_step, AgreeToStep(case=case, actor=OFFICER))
    desk.do(second_persons.agree_to_step, AgreeToStep(case=case, actor=APPROVER))
    assert desk.case(case).stage is Stage.REFUSED
