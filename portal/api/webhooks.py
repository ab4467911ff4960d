"""Where this program is told of changes."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from portal.api.bodies import WEBHOOKS
from portal.api.callers import caller
from portal.api.operations import Operation
from portal.web.transaction import unit_of_work
from requests_.model.api import Scope
from requests_.store.queries.api_access import webhook_rows


def list_webhooks() -> ResponseReturnValue:
    """The addresses in force; an administrator makes and ends them."""
    rows = webhook_rows(unit_of_work().session, caller().client)
    listed = [{"key": row.key, "address": row.address, "made_at": row.made_at.isoformat()} for row in rows]
    return jsonify({"webhooks": listed})


OPERATIONS = (
    Operation(
        name="listWebhooks",
        method="GET",
        path="/webhooks",
        scope=Scope.READ_WEBHOOKS,
        says="List where this program is told that a request has moved on.",
        view=list_webhooks,
        answers={200: WEBHOOKS},
    ),
)
