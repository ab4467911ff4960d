"""The council's own programs: a request of theirs is a request, they see their own, and never a person."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from portal.api import OPERATIONS, create_api_app
from portal.web.application import PortalApp
from portal.web.resources import Resources
from requests_.ids import normal_reference
from requests_.model.api import Scope
from requests_.model.commands import CaseCommand
from requests_.model.events.answering import RequestRefused
from requests_.model.events.base import RefusalGround
from requests_.model.events.receiving import RequestReceived
from requests_.model.people import Capacity
from requests_.services import api_access, following, retention
from requests_.store.api_tables import ApiToken
from requests_.store.case_tables import CaseEventRow
from tests.factories.cases import Desk
from tests.factories.hostile import TEXTS
from tests.factories.people import ADMINISTRATOR, CASEWORKER, requester_of
from tests.house.tree import ROOT
from tests.integration.portal.conftest import SETTINGS

BODY: dict[str, Any] = {
    "right": "access",
    "capacity": "parent",
    "channel": "phone",
    "subject": {
        "given_name": "Orla",
        "family_name": "Fenwick",
        "date_of_birth": "2014-03-09",
        "other_names": ["Orla Fox"],
        "addresses": ["12 Mill Lane, Brackenford"],
    },
    "requester": {"name": "Maeve Fenwick", "email": "maeve@fenwick.example", "relation": "mother"},
    "scope": {"categories": ["attendance"], "from_on": "2024-09-01"},
    "wording": "Everything about attendance.\nPlease.",
}
PERSONAL = ("Orla", "Fenwick", "Maeve", "Mill Lane", "fenwick.example", "2014-03-09")


class Program:
    """A program with a token."""

    def __init__(self, app: PortalApp, secret: str) -> None:
        self.client, self.secret = app.test_client(), secret

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.secret}", **options.pop("headers", {})}
        return self.client.open(f"/v1{path}", method=method, headers=headers, **options)

    def open(self, body: Any = None, key: str = "key-00000001") -> TestResponse:
        return self.call("POST", "/requests", json=body or BODY, headers={"Idempotency-Key": key})


@pytest.fixture
def api_app(handed_in: Resources) -> PortalApp:
    return create_api_app(SETTINGS, handed_in)


@pytest.fixture
def token(desk: Desk) -> Callable[..., tuple[str, str]]:
    """Make a token with some scopes, all unless told."""

    def make(client: str = "crm", *scopes: Scope, days: int = 30) -> tuple[str, str]:
        given = dict(client=client, scopes=scopes or tuple(Scope), days=days)
        return desk.within(lambda uow: api_access.make_token(uow, desk.clock, ADMINISTRATOR, **given))  # type: ignore[arg-type]

    return make


@pytest.fixture
def crm(api_app: PortalApp, token: Callable[..., tuple[str, str]]) -> Program:
    return Program(api_app, token()[1])


def test_a_request_by_the_api_is_a_case_like_any_other(crm: Program, desk: Desk) -> None:
    answer = crm.open()
    assert answer.status_code == 201
    told = answer.get_json()
    reference = normal_reference(told["reference"])
    assert reference
    assert answer.headers["Location"] == f"/v1/requests/{reference}"
    case = desk.within(lambda uow: uow.cases.with_reference(reference))
    assert case
    loaded = desk.case(case)
    assert (loaded.right.value, loaded.capacity, loaded.received_on.isoformat()) == (
        "access",
        Capacity.PARENT,
        told["received_on"],
    )
    subject = desk.within(lambda uow: uow.people.subject_of(case))
    assert (subject.full_name, subject.other_names) == ("Orla Fenwick", ("Orla Fox",))
    assert [job for job, _ in desk.jobs(case)] == ["send_message"]
    assert crm.call("GET", f"/requests/{reference}").get_json() == told


def test_the_page_on_the_api_names_its_calls_and_its_example_is_taken(crm: Program) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for operation in OPERATIONS:
        assert f"| `{operation.method} /v1{operation.path}` | `{operation.scope}` |" in page
    [example] = re.findall(r'^\{"right".*?\}\n```', page, re.MULTILINE | re.DOTALL)
    body = json.loads(example.removesuffix("```"))
    del body["received_on"]  # the tests' own day is another
    assert crm.open(body).status_code == 201


def test_the_same_key_is_the_same_request_and_another_body_under_it_is_refused(crm: Program, desk: Desk) -> None:
    first, again = crm.open(), crm.open()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    refused = crm.open({**BODY, "wording": "Something else."})
    assert refused.status_code == 409
    assert refused.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert crm.open(key="key-00000002").get_json()["reference"] != first.get_json()["reference"]


def test_a_request_that_is_erased_is_not_found_and_does_not_come_back_with_its_key(crm: Program, desk: Desk) -> None:
    reference = crm.open().get_json()["reference"]
    case = desk.within(lambda uow: uow.cases.with_reference(reference))
    assert case
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    assert desk.within(lambda uow: retention.erase_by_decision(uow, desk.clock, case)) == (case,)
    assert crm.call("GET", f"/requests/{reference}").status_code == 404
    assert crm.open().status_code == 409
    assert crm.call("GET", f"/requests/{reference}").status_code == 404


def test_no_answer_names_anybody(crm: Program) -> None:
    reference = crm.open().get_json()["reference"]
    answers = [
        crm.open().text,
        crm.call("GET", f"/requests/{reference}").text,
        crm.open({**BODY, "subject": {**BODY["subject"], "upn": "Fenwick"}}, "key-00000003").text,
        crm.open({**BODY, "Fenwick": "Orla"}, "key-00000004").text,
    ]
    assert [word for word in PERSONAL for text in answers if word in text] == []


def test_a_program_sees_the_requests_it_opened_and_no_others(
    crm: Program, api_app: PortalApp, token: Callable[..., tuple[str, str]], desk: Desk
) -> None:
    reference = crm.open().get_json()["reference"]
    other, renewed = Program(api_app, token("billing")[1]), Program(api_app, token("crm")[1])
    assert other.call("GET", f"/requests/{reference}").status_code == 404
    assert renewed.call("GET", f"/requests/{reference}").status_code == 200
    assert crm.call("GET", f"/requests/{desk.reference(desk.received())}").status_code == 404


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_token_opens_what_its_scope_names_and_nothing_else(
    api_app: PortalApp, token: Callable[..., tuple[str, str]], operation: Any
) -> None:
    path = operation.path.replace("{reference}", "RR-2026-00001-X")
    others = tuple(scope for scope in Scope if scope is not operation.scope)
    refused = Program(api_app, token("crm", *others)[1]).call(operation.method, path)
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert operation.scope in refused.get_json()["detail"]
    assert Program(api_app, token("crm", operation.scope)[1]).call(operation.method, path).status_code not in (401, 403)


def test_a_token_that_is_ended_expired_or_made_up_opens_nothing_and_which_is_not_told(
    api_app: PortalApp, token: Callable[..., tuple[str, str]], desk: Desk
) -> None:
    ended, expired = token(), token("crm", days=1)
    desk.within(lambda uow: api_access.end_token(uow, desk.clock, ADMINISTRATOR, ended[0]))
    desk.clock.move(hours=25)
    answers = [
        Program(api_app, secret).call("GET", "/webhooks") for secret in (ended[1], expired[1], "rights_" + "x" * 43)
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"


def test_wrong_tokens_are_tried_thirty_times_and_then_no_more(api_app: PortalApp, crm: Program) -> None:
    stranger = Program(api_app, "rights_wrong")
    assert [stranger.call("GET", "/webhooks").status_code for _ in range(31)] == [401] * 30 + [429]
    assert crm.call("GET", "/webhooks").status_code == 200


def test_the_database_keeps_no_secret_and_when_a_token_was_last_shown(crm: Program, desk: Desk) -> None:
    crm.call("GET", "/webhooks")
    with desk.store.reading() as session:
        [row] = session.query(ApiToken).all()
    assert crm.secret not in json.dumps([row.secret_hash, row.client, row.scopes])
    assert row.used_at is not None
    assert desk.clock.utc_now() - row.used_at < timedelta(minutes=5)


BROKEN: list[tuple[str, bytes | dict[str, Any], str]] = [
    ("not JSON", b"{", ""),
    ("not UTF-8", b'{"right": "\xff"}', ""),
    ("half a pair", b'{"right": "\\ud800"}', ""),
    ("said twice", b'{"right": "access", "right": "erasure"}', ""),
    ("no number", b'{"right": NaN}', ""),
    ("very deep", b"[" * 100_000, ""),
    ("a list", b"[]", ""),
    ("nothing there", {}, "/right"),
    ("a field too many", {**BODY, "nobody": "x"}, ""),
    ("no such right", {**BODY, "right": "freedom"}, "/right"),
    ("no such day", {**BODY, "received_on": "2026-02-30"}, "/received_on"),
    ("a day as a week", {**BODY, "received_on": "2026-W01-1"}, "/received_on"),
    ("a name of blanks", {**BODY, "requester": {"name": " \u00a0"}}, "/requester/name"),
    ("two lines", {**BODY, "requester": {"name": "Maeve\n"}}, "/requester/name"),
    (
        "two addresses",
        {**BODY, "requester": {"name": "M", "email": "a@b.example\nBcc: c@d.ex"}},
        "/requester/email",
    ),
    ("yes as a word", {**BODY, "requester": {"name": "M", "is_protected": "yes"}}, "/requester/is_protected"),
    ("a kind twice nested", {**BODY, "scope": {"categories": [["x"]]}}, "/scope/categories/0"),
    ("too long", {**BODY, "wording": "x" * 5001}, "/wording"),
]


@pytest.mark.parametrize(("body", "field"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_does_not_fit_is_named_with_its_reason_and_its_mend(
    crm: Program, desk: Desk, body: Any, field: str
) -> None:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Idempotency-Key": "key-00000005", "Content-Type": "application/json"}
    answer = crm.call("POST", "/requests", data=sent, headers=headers)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    wrong = answer.get_json()["errors"][0]
    assert wrong["field"] == field
    assert wrong["reason"]
    assert wrong["mend"]


IMPOSSIBLE = [
    ({"received_on": "2999-01-01"}, "received_on"),
    ({"received_on": "2017-01-01"}, "received_on"),
    ({"scope": {"from_on": "2025-02-01", "until_on": "2025-01-01"}}, "until_on"),
    ({"subject": {"given_name": "O", "family_name": "F", "date_of_birth": "2999-01-01"}}, "date_of_birth"),
]


@pytest.mark.parametrize(("change", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_by_the_intake_itself(crm: Program, change: dict[str, Any], field: str) -> None:
    answer = crm.open({**BODY, **change})
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (409, field)


REFUSED = {
    RefusalGround.NOT_ENTITLED: ("refused", ["not_entitled"]),
    RefusalGround.MANIFESTLY_EXCESSIVE: ("refused", ["manifestly_excessive"]),
    RefusalGround.EXEMPT: ("responded", []),
}


@pytest.mark.parametrize("ground", REFUSED)
def test_an_exemption_is_for_the_letter_alone(crm: Program, desk: Desk, ground: RefusalGround) -> None:
    reference = crm.open().get_json()["reference"]
    case = desk.within(lambda uow: uow.cases.with_reference(reference))
    assert case
    reasons = ("S2P2_CRIME",) if ground is RefusalGround.EXEMPT else ()
    event = RequestRefused(ground=ground, refused_on=desk.clock.london_date(), reasons=reasons)
    desk.within(lambda uow: uow.cases.append(uow.cases.load(case), CASEWORKER, desk.clock.utc_now(), event))
    told = crm.call("GET", f"/requests/{reference}").get_json()
    assert (told["stage"], told["refused_for"]) == REFUSED[ground]


def test_hostile_words_are_words_or_are_refused(crm: Program) -> None:
    for number, text in enumerate(TEXTS):
        subject = {"given_name": text, "family_name": text}
        body = {**BODY, "wording": text, "requester": {"name": text}, "subject": subject}
        assert crm.open(body, f"key-1{number:07}").status_code in (201, 400), text
        assert crm.call("GET", f"/requests/{quote(text or 'x', safe='')[:300]}").status_code == 404, text


def test_the_api_has_no_cookie_and_tells_nobody_to_keep_anything(crm: Program) -> None:
    answer = crm.open()
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert crm.call("DELETE", "/requests").headers["Allow"] == "POST"
    text = crm.client.post("/v1/requests", data="x", headers={"Authorization": f"Bearer {crm.secret}"})
    assert (text.status_code, text.mimetype) == (415, "application/problem+json")


def test_an_events_channel_is_the_one_the_program_names(crm: Program, desk: Desk) -> None:
    crm.open()
    with desk.store.reading() as session:
        [row] = session.query(CaseEventRow).filter(CaseEventRow.kind == RequestReceived.kind).all()
    assert row.payload["channel"] == "phone"


def test_a_program_opens_the_request_of_somebody_without_an_email_address(crm: Program, desk: Desk) -> None:
    opened = crm.open({**BODY, "requester": {"name": "Maeve Fenwick"}})
    assert opened.status_code == 201
    assert crm.open({**BODY, "requester": {"name": "Maeve Fenwick"}}).json == opened.json
    with desk.store.reading() as session:
        assert session.query(CaseEventRow).filter(CaseEventRow.kind == "letter_written").count() == 1
