"""What can be asked of the API: one row an operation, from which its route, its checks and its description are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from portal.api.kinds import Group
from requests_.model.api import Scope

VERSION = "1.0.0"
PREFIX = "/v1"
ROUTES = "rights_api_operations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. `answers` are its good answers by status; `path` names its parameters in curly brackets."""

    name: str
    method: str
    path: str
    scope: Scope
    says: str
    view: Callable[..., ResponseReturnValue]
    answers: Mapping[int, Group]
    body: Group | None = None
    needs_key: bool = False
    parameters: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The path as the router spells it."""
        return PREFIX + self.path.replace("{", "<").replace("}", ">")


def install(app: Flask, operations: tuple[Operation, ...], *, describe: Callable[[], dict[str, Any]]) -> None:
    """Serve every operation, and the description of all of them, which needs no token."""
    app.extensions[ROUTES] = {operation.name: operation for operation in operations}
    for operation in operations:
        app.add_url_rule(
            operation.rule,
            operation.name,
            operation.view,
            methods=[operation.method],
            provide_automatic_options=False,
        )
    app.add_url_rule(f"{PREFIX}/openapi.json", "openapi", lambda: jsonify(describe()), provide_automatic_options=False)
