"""Sends hostile requests to all three apps: `python benchmarks/hostile_requests.py [--requests N] [--out FILE]`.

Every address and method, as every role, as nobody and as a program with a token; fields wrong in every way that
`tests/factories/hostile.py` knows. Counts the answers by status, and what must not be: an error of ours, a trace, a
redirect elsewhere, a header put in, markup that runs, a name shown to nobody, a chain of events that is broken.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.api import create_api_app
from portal.public import create_public_app
from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.web import throttle
from portal.web.application import PortalApp
from portal.wiring import build_resources
from requests_.model.api import Scope
from requests_.model.staff import SYSTEM, Role
from requests_.services import api_access, staff_accounts
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store import schema
from requests_.store.audit import verify_chains
from requests_.store.session import open_store
from tests.factories.cases import Desk
from tests.factories.hostile import Attack, fault_of

RESULTS = Path(__file__).parent / "results"
SETTINGS = WebSettings(secret="a secret of this benchmark alone, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
NAMES = ("Fenwick", "Dee Fox")
# They end what the next request needs.
ENDS_THE_SESSION = frozenset({"sign_in.leave", "own_account.end_others", "own_account.change_password"})


def measure(requests: int, seed: int) -> dict[str, Any]:
    """Send so many requests, shared among those who send them; returns the counts."""
    logging.disable(logging.CRITICAL)
    throttle.LIMITS.update({kind: "1000000 per hour" for kind in throttle.LIMITS})
    with tempfile.TemporaryDirectory() as folder:
        settings = StoreSettings(database_url=f"sqlite:///{folder}/rights.sqlite", vault=Path(folder, "vault"))
        store = open_store(settings)
        schema.upgrade(store.engine)
        desk = Desk(store, sources=("case", "share"))
        senders = list(_senders(desk, Path(folder)))
        each = -(-requests // len(senders))
        told = {name: _send(app, client, desk, each, f"{seed} {name}", name) for name, app, client in senders}
        with store.reading() as session:
            broken = len(verify_chains(session).broken)
        store.close()
    faults = [fault for one in told.values() for fault in one["faults"]]
    return {"requests": each * len(senders), "faults": len(faults), "broken chains": broken, "senders": told}


def _senders(desk: Desk, folder: Path) -> Iterator[tuple[str, PortalApp, Any]]:
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, folder)
    public, staff, api = (make(SETTINGS, handed_in) for make in (create_public_app, create_staff_app, create_api_app))
    for app in (public, staff):
        app.config["WTF_CSRF_ENABLED"] = False
    yield "public app, anybody", public, public.test_client()
    yield "staff app, nobody", staff, staff.test_client()
    for role in Role:
        email = f"{role}@brackenford.example"
        given = dict(email=email, roles=(role,), password=PASSWORD, display_name="An officer")
        desk.within(lambda uow, given=given: staff_accounts.add_staff(uow, desk.clock, **given))  # type: ignore[misc]
        client = staff.test_client()
        client.post("/sign-in", data={"email": email, "password": PASSWORD})
        yield f"staff app, {role}", staff, client
    made = dict(client="crm", scopes=tuple(Scope), days=30)
    _, secret = desk.within(lambda uow: api_access.make_token(uow, desk.clock, SYSTEM, **made))  # type: ignore[arg-type]
    yield "API, nobody", api, api.test_client()
    program = api.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield "API, a program", api, program


def _send(app: PortalApp, client: Any, desk: Desk, count: int, seed: str, name: str) -> dict[str, Any]:
    case = desk.reviewing()
    known = {"reference": desk.reference(case), "document": desk.documents(case)[0].key}
    known |= {"check": "identity", "source": "case", "page": "0", "kind": "refusal", "audience": "adult"}
    attack = Attack(app, random.Random(seed), known, ENDS_THE_SESSION)
    secrets = () if name.startswith("staff app") and not name.endswith("nobody") else NAMES
    statuses: Counter[str] = Counter()
    faults = []
    for method, path, options in attack.requests(count):
        response = client.open(path, method=method, **options)
        fault = fault_of(response, secrets=secrets)
        statuses[str(response.status_code)] += 1
        response.close()
        if fault:
            faults.append(f"{method} {path[:120]}: {fault}")
    return {"answers": dict(sorted(statuses.items())), "faults": faults}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--out", type=Path, default=RESULTS / "hostile_requests.json")
    options = parser.parse_args()
    told = measure(options.requests, options.seed)
    options.out.write_text(json.dumps(told, indent=1) + "\n")
    print(f"{told['requests']} requests, {told['faults']} faults, {told['broken chains']} broken chains")
    if told["faults"] or told["broken chains"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
