"""Whatever is sent to any address by anybody: a proper answer, nothing broken, nothing shown, nothing changed."""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import got_request_exception

from portal.web.application import PortalApp
from requests_.model.staff import Role
from requests_.store.audit import verify_chains
from tests.factories.cases import Desk
from tests.factories.hostile import Attack, fault_of
from tests.integration.portal.conftest import Visitor

# HOSTILE_REQUESTS=1000 sends more than ten thousand.
SEED, EACH = 20261127, int(os.environ.get("HOSTILE_REQUESTS", "120"))
# They end what the next request needs; others try them without being signed in.
ENDS_THE_SESSION = frozenset({"sign_in.leave", "own_account.end_others", "own_account.change_password"})


def known_in(desk: Desk) -> dict[str, str]:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    return {
        "reference": desk.reference(case),
        "document": document,
        "check": "identity",
        "source": "case",
        "page": "0",
        "kind": "refusal",
        "audience": "adult",
        "size": "standard",
        "key": "name",
        "decision": "withhold",
        "person": "person-1",
        "reason": "S2P16_THIRD_PARTY",
        "file": "0" * 32,
    }


def faults(app: PortalApp, client: Any, attack: Attack, count: int, secrets: tuple[str, ...] = ()) -> list[str]:
    broke: list[str] = []

    def remember(_: object, exception: Exception, **__: object) -> None:
        broke.append(f"{type(exception).__name__}: {exception}")

    found = []
    with got_request_exception.connected_to(remember, app):
        for method, path, options in attack.requests(count):
            broke.clear()
            response = client.open(path, method=method, **options)
            fault = fault_of(response, secrets=secrets)
            response.close()
            if fault:
                found.append(f"{method} {path[:120]}: {fault} {broke[:1]}")
    return found


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_no_request_breaks_the_staff_app_or_shows_what_it_must_not(
    staff_app: PortalApp, desk: Desk, signed_in: Callable[..., Visitor], role: Role | None
) -> None:
    staff_app.config["WTF_CSRF_ENABLED"] = False
    client = signed_in(role).client if role else staff_app.test_client()
    without = ENDS_THE_SESSION if role else frozenset[str]()
    attack = Attack(staff_app, random.Random(f"{SEED} {role}"), known_in(desk), without)
    # Who is not signed in sees no case at all: not its people, not its documents.
    secrets = () if role else ("Fenwick", "Dee Fox")
    assert faults(staff_app, client, attack, EACH, secrets) == []
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()


def test_no_request_breaks_the_public_app_or_shows_a_case(public_app: PortalApp, desk: Desk) -> None:
    public_app.config["WTF_CSRF_ENABLED"] = False
    attack = Attack(public_app, random.Random(SEED), known_in(desk))
    assert faults(public_app, public_app.test_client(), attack, EACH, ("Fenwick", "Dee Fox")) == []
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()
