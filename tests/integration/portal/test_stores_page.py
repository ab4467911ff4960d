"""The administrator writes stores down in the browser, has them tried, and reads what was written before."""

from collections.abc import Callable

from requests_.model.staff import Role
from requests_.model.store_sections import StoreTry
from requests_.services import stores
from requests_.store.queries.stores import kept_stores
from tests.factories.cases import Desk
from tests.integration.portal.conftest import Visitor

PAGE = "/settings/stores"
TEAM = '[[store]]\r\nid = "mash"\r\nkind = "team"\r\ntitle = "The hub"\r\nemail = "mash@ess.example"'


def test_a_store_is_written_down_tried_changed_and_taken_out(signed_in: Callable[..., Visitor], desk: Desk) -> None:
    keeper = signed_in(Role.ADMINISTRATOR)
    assert "the workers search what their stores file names (2)" in keeper.get(PAGE).text
    assert "Case management system" in keeper.get(f"{PAGE}/new?kind=sql").text
    refused = keeper.post(f"{PAGE}/new", {"section": 'url = "postgresql://a:hunter2@db/x"'})
    assert (refused.status_code, "Begin every store" in refused.text) == (400, True)
    assert keeper.post(f"{PAGE}/new", {"section": ""}).status_code == 400
    assert keeper.post(f"{PAGE}/new", {"section": TEAM}).status_code == 302
    page = keeper.get(PAGE).text
    for words in ("The hub", "Another team", "Not tried yet"):
        assert words in page
    [one] = desk.within(lambda uow: kept_stores(uow.session))
    tried = StoreTry(key=one.entry.key, version=1, faults=("email: is not an e-mail address",))
    desk.within(lambda uow: stores.record_tries(uow, desk.clock, [tried]))
    assert "is not an e-mail address" in keeper.get(PAGE).text
    assert desk.within(
        lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=desk.clock.utc_now() - desk.clock.utc_now())
    )
    path = f"{PAGE}/{one.entry.key}"
    new = TEAM.replace("The hub", "The front door")
    assert keeper.post(path, {"section": "[[store]]", "seen": "1"}).status_code == 400
    assert keeper.post(path, {"section": "", "seen": "1"}).status_code == 400
    assert keeper.post(path, {"section": new, "seen": "1"}).status_code == 302
    late = keeper.post(path, {"section": TEAM, "seen": "1"})
    assert (late.status_code, "Somebody else changed this register" in late.text) == (400, True)
    assert "Not tried yet" in keeper.get(PAGE).text
    assert keeper.get(path).text.count("The hub") == 1
    keeper.get(PAGE)
    assert keeper.post(f"{PAGE}/try").status_code == 302
    given = keeper.get(f"{PAGE}/stores.toml")
    assert ('title = "The front door"' in given.text, given.headers["Content-Disposition"][:10]) == (True, "attachment")

    auditor = signed_in(Role.AUDITOR)
    read = auditor.get(path).text
    assert ("The front door" in read, "Write down and try" in read) == (True, False)
    keeper.get(path)
    assert keeper.post(path, {"as": "ended", "seen": "2"}).status_code == 302
    assert "No store is written down here." in keeper.get(PAGE).text
    assert "It is searched no more" in keeper.get(path).text
    assert keeper.get(f"{PAGE}/nothing").status_code == 404
