"""The base of every form: fields of `portal.web.fields`, and the entries of its error summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Form

from portal.web.fields import error_list


class PortalForm(Form):  # type: ignore[misc]
    """A form whose CSRF token is checked for the whole app, not here."""

    @property
    def error_list(self) -> list[dict[str, str]]:
        """What the error summary lists."""
        return error_list(self._fields)

    def refuse(self, field: str, message: str) -> None:
        """Add a fault that only the service could find."""
        self._fields[field].errors = [message]

    def narrow(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Leave out what earlier answers, by page and field, make no question any more."""

    def answers(self) -> dict[str, Any]:
        """Every field's value by name."""
        return dict(self.data)
