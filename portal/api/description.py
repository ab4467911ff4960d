"""The OpenAPI 3.1 description, written from the tables that the calls are checked against."""

from __future__ import annotations

from typing import Any

from portal.api.bodies import PROBLEM
from portal.api.operations import PREFIX, VERSION, Operation
from portal.api.problems import ALWAYS, MEDIA_TYPE, PROBLEMS
from portal.api.sent import IDEMPOTENCY_KEY
from requests_.model.api import Scope
from requests_.settings import ControllerProfile

_OPENAPI = "3.1.0"
# What an operation may answer besides, by what it takes.
_WITH_BODY, _WITH_PATH = (409, 413, 415), (404,)


def description(operations: tuple[Operation, ...], council: ControllerProfile) -> dict[str, Any]:
    """The whole API as one OpenAPI document."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(PREFIX + operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": _OPENAPI,
        "info": {
            "title": f"Rights requests of {council.name}",
            "version": VERSION,
            "description": "For the council's own programs. An answer holds codes, days and references, never a name.",
        },
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM.schema()},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"Made by an administrator, for some of: {', '.join(Scope)}.",
                }
            },
        },
        "security": [{"token": []}],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    more = (*(_WITH_BODY if operation.body else ()), *(_WITH_PATH if operation.parameters else ()))
    good: dict[str, dict[str, Any]] = {
        str(status): {
            "description": "Done before: the same answer." if status == 200 and operation.needs_key else "Done.",
            "content": {"application/json": {"schema": group.schema()}},
        }
        for status, group in operation.answers.items()
    }
    if 201 in operation.answers:
        good["201"]["headers"] = {"Location": {"description": "Where it is read.", "schema": {"type": "string"}}}
    bad = {str(status): _problem(status) for status in (*ALWAYS, *more)}
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.says,
        "description": f"Needs a token for `{operation.scope}`.",
        "parameters": _parameters(operation),
        "responses": good | dict(sorted(bad.items())),
    }
    if operation.body:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": operation.body.schema()}},
        }
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in operation.parameters.items()
    ]
    if operation.needs_key:
        schema = {"type": "string", "pattern": IDEMPOTENCY_KEY, "minLength": 8, "maxLength": 100}
        says = "Names this request of yours: sent again with it, nothing is opened twice."
        header = {"name": "Idempotency-Key", "in": "header", "required": True, "description": says, "schema": schema}
        found.append(header)
    return found


def _problem(status: int) -> dict[str, Any]:
    _, title, mend = PROBLEMS[status]
    return {
        "description": f"{title}. {mend}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
