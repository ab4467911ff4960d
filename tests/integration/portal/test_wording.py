"""The administrator changes the words of a letter, only to words that hold what the law wants; every change is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from requests_.model.correspondence import Audience, LetterKind
from requests_.model.letters.wording import LetterType
from requests_.model.rights import Regime
from requests_.model.staff import Role
from requests_.store.queries.wording import wording_history, wording_in_force
from tests.factories.cases import Desk

REFUSAL = LetterType(kind=LetterKind.REFUSAL, audience=Audience.ADULT, regime=Regime.UK_GDPR)
PAGE = "/wording/refusal/adult/uk_gdpr"
GOOD = "You asked us on {received_on}. We cannot do it.\n\nThe reasons are: {reasons}\n\n{routes}"
ROUTES = (
    "You can complain to us under section 164A of the Data Protection Act 2018.",
    "You can complain to the Information Commissioner under section 165.",
    "You can ask a court to decide.",
)
PUT_OUT = (
    "Please complain to us in section 164A of the car park. We commission art for section 165. Court shoes are not "
)


@pytest.fixture
def administrator(signed_in: Callable[..., Any]) -> Any:
    return signed_in(Role.ADMINISTRATOR)


def with_routes(words: str) -> str:
    return GOOD.replace("{routes}", words)


def save(visitor: Any, text: str, title: str = "What we decided", **more: str) -> Any:
    visitor.get(PAGE)
    return visitor.post(PAGE, {"title": title, "text": text, **more})


def test_words_are_changed_compared_seen_in_letters_and_taken_back(
    administrator: Any, caseworker: Any, desk: Desk
) -> None:
    assert "As shipped" in administrator.get("/wording").text
    assert "The reasons are: {reasons}" in administrator.get(PAGE).text
    looked = save(administrator, GOOD, **{"as": "page"})
    assert "We cannot do it." in looked.text
    assert "section 164A" in looked.text
    with desk.store.reading() as session:
        assert wording_in_force(session, REFUSAL) is None
    assert save(administrator, GOOD).status_code == 302
    edited = administrator.get(PAGE).text
    assert "The council’s own words are used." in edited
    assert "<ins>You asked us on {received_on}. We cannot do it.</ins>" in edited
    assert "Tamsin Hale" in edited
    letter = f"/case/{desk.reference(desk.received())}/letters/write/refusal"
    assert "We cannot do it." in caseworker.get(f"{letter}/adult/standard").text
    assert "We cannot do it." not in caseworker.get(f"{letter}/young/standard").text
    administrator.post(f"{PAGE}/shipped")
    assert "We cannot do it." not in caseworker.get(f"{letter}/adult/standard").text
    with desk.store.reading() as session:
        assert [version.is_shipped for version in wording_history(session, REFUSAL)] == [True, False]


# what is written, what is said of it
LACKING = [
    (with_routes(""), "the right to complain to the council under section 164A"),
    (with_routes("\n\n".join(ROUTES)), "the right to complain to the Commissioner under section 165"),
    (with_routes(f"{PUT_OUT} allowed."), "that a court can decide"),
    (with_routes("It is not so that {routes}"), "stands in a paragraph of its own"),
    (f"{GOOD}\n\nIt is too late to complain.", "It says that the time to complain is over"),
    (f"{GOOD}\n\nYou must not ask a court.", "must not ask a court"),
    (GOOD.replace("The reasons are: {reasons}", "Here is why. {reasons}"), "It lacks the reasons"),
    (GOOD.replace("{reasons}", "we think that it is better so"), "leaves out {reasons}"),
    (GOOD.replace("{received_on}", "Monday"), "the day the request came"),
    (f"{GOOD}\n\nThat is section 51.", "section 51, which is for Part 3"),
    (GOOD.replace("{routes}", "{{ routes }}"), "no name of this letter"),
    (f"{GOOD}\n\n{{head.to_name}}", "{head.to_name} is no name of this letter"),
    (f"{GOOD}\n\n{'Notwithstanding administrative considerations, ' * 40}", "It is hard to read"),
]


@pytest.mark.parametrize(("text", "says"), LACKING)
def test_a_refusal_that_loses_what_the_law_wants_is_refused_by_name(
    administrator: Any, desk: Desk, text: str, says: str
) -> None:
    refused = save(administrator, text)
    assert refused.status_code == 400
    assert says in refused.text
    with desk.store.reading() as session:
        assert wording_history(session, REFUSAL) == ()


def test_words_for_young_people_are_held_to_their_reading_age(administrator: Any) -> None:
    page = PAGE.replace("adult", "young")
    hard = "Notwithstanding your representations, the controller has determined, pursuant to statute, to decline."
    administrator.get(page)
    refused = administrator.post(page, {"title": "What we decided", "text": GOOD.replace("We cannot do it.", hard)})
    assert refused.status_code == 400
    assert "The hardest: “Notwithstanding your representations" in refused.text
    assert administrator.post(page, {"title": "What we decided", "text": GOOD}).status_code == 302


def test_only_an_administrator_changes_words_and_only_of_letters_that_there_are(
    administrator: Any, caseworker: Any
) -> None:
    for path in ("/wording", PAGE):
        assert caseworker.get(path).status_code == 403
    assert caseworker.post(PAGE, {"title": "x", "text": GOOD}).status_code == 403
    for path in ("access_response/adult/uk_gdpr", "refusal/old/uk_gdpr", "objection_refused/adult/law_enforcement"):
        assert administrator.get(f"/wording/{path}").status_code == 404
