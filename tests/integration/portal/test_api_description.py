"""The API does what its description says, whatever a machine thinks up: Schemathesis, and what OpenAPI wants."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from portal.api import OPERATIONS, create_api_app
from portal.web import throttle
from portal.web.resources import Resources
from requests_.model.api import Scope
from requests_.services import api_access
from tests.factories.cases import Desk
from tests.factories.people import ADMINISTRATOR
from tests.integration.portal.conftest import SETTINGS

# EXAMPLES=1000 looks longer (`make scan`).
EXAMPLES = int(os.environ.get("EXAMPLES", "5"))


@pytest.fixture
def served(handed_in: Resources, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The API on a port of its own, without a limit of calls: what a limit does is tried elsewhere."""
    for kind in ("api_token", "api_wrong_token"):
        monkeypatch.setitem(throttle.LIMITS, kind, "1000000 per hour")
    server = make_server("127.0.0.1", 0, create_api_app(SETTINGS, handed_in), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_schemathesis_finds_nothing(served: str, desk: Desk, tmp_path: Path) -> None:
    given = dict(client="crm", scopes=tuple(Scope), days=30)
    _, secret = desk.within(lambda uow: api_access.make_token(uow, desk.clock, ADMINISTRATOR, **given))  # type: ignore[arg-type]
    program = Path(sys.executable).with_name("st")
    options = ["--header", f"Authorization: Bearer {secret}", "--max-examples", str(EXAMPLES), "--seed", "20261127"]
    command = [str(program), "run", f"{served}/v1/openapi.json", *options, "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Operations:       3 selected / 3 total" in done.stdout


def test_the_description_is_open_to_all_and_holds_every_operation(served: str, handed_in: Resources) -> None:
    app = create_api_app(SETTINGS, handed_in)
    described: dict[str, Any] = app.test_client().get("/v1/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    found = {one["operationId"] for path in described["paths"].values() for one in path.values()}
    assert found == {operation.name for operation in OPERATIONS}
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert routes == found | {"openapi", "healthz", "readyz"}
