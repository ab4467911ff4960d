"""Opening a request from another program, and reading how it stands."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from portal.api.bodies import NEW_REQUEST, REQUEST_STATUS, submit_request
from portal.api.callers import caller
from portal.api.operations import Operation
from portal.api.sent import idempotency_key, sent_body
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import NotFound
from requests_.ids import CaseId, normal_reference
from requests_.model.api import Scope
from requests_.services import api_access, intake
from requests_.store.queries.api_cases import case_status, opened_case


def open_request() -> ResponseReturnValue:
    """Open a case by the same service as the public form does."""
    body = sent_body(NEW_REQUEST)
    token = api_access.form_token_of(caller(), idempotency_key())
    work = unit_of_work()
    received = intake.receive_submission(work, resources().clock, submit_request(body, token))
    is_new = api_access.keep_opened(work, caller(), received.case, request.get_data())
    answer = jsonify(_status(received.case, received.reference))
    answer.headers["Location"] = url_for("readRequest", reference=received.reference)
    return answer, 201 if is_new else 200


def read_request(reference: str) -> ResponseReturnValue:
    """How a request stands that this program opened."""
    normal = normal_reference(reference)
    case = opened_case(unit_of_work().session, caller().client, normal) if normal else None
    if case is None or normal is None:
        raise NotFound("This program opened no request of that reference. Check the reference.")
    return jsonify(_status(case, normal))


def _status(case: CaseId, reference: str) -> dict[str, Any]:
    found = case_status(unit_of_work().session, case, reference)
    return {
        "reference": found.reference,
        "right": found.right,
        "stage": found.stage,
        "received_on": found.received_on.isoformat(),
        "due_on": found.due_on and found.due_on.isoformat(),
        "clock": found.clock or None,
        "responded_on": found.responded_on and found.responded_on.isoformat(),
        "refused_for": list(found.refused_for),
    }


_REFERENCE = {"type": "string", "description": "The case reference.", "minLength": 1, "maxLength": 60}
OPERATIONS = (
    Operation(
        name="openRequest",
        method="POST",
        path="/requests",
        scope=Scope.OPEN_REQUESTS,
        says="Open a request. The same Idempotency-Key with the same body is the same request, however often it comes.",
        view=open_request,
        body=NEW_REQUEST,
        needs_key=True,
        answers={201: REQUEST_STATUS, 200: REQUEST_STATUS},
    ),
    Operation(
        name="readRequest",
        method="GET",
        path="/requests/{reference}",
        scope=Scope.READ_REQUESTS,
        says="Read how a request stands that this program opened.",
        view=read_request,
        parameters={"reference": _REFERENCE},
        answers={200: REQUEST_STATUS},
    ),
)
