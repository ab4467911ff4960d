"""The GOV.UK components as functions: `govuk.radios({...})` in any template.

The vendor's macros read many keys that may be absent: they run in a lenient environment of their own, ours is strict.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup


class _PrefixedLoader(PackageLoader):
    """Finds `govuk_frontend_jinja/...`, the name by which the vendor's macros import one another."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        return super().get_source(environment, template.removeprefix("govuk_frontend_jinja/"))


@cache
def _vendor_environment() -> Environment:
    return Environment(loader=_PrefixedLoader("govuk_frontend_jinja"), autoescape=True, auto_reload=False)


@cache
def _macro(component: str) -> Callable[[dict[str, Any]], Markup]:
    folder = component.replace("_", "-")
    module = _vendor_environment().get_template(f"govuk_frontend_jinja/components/{folder}/macro.html").module
    camel = "".join(word.title() for word in component.split("_"))
    macro: Callable[[dict[str, Any]], Markup] = getattr(module, f"govuk{camel}")
    return macro


class Components:
    """One attribute a component, named as the vendor's folder with underscores: `button`, `error_summary` …"""

    def __getattr__(self, component: str) -> Callable[[dict[str, Any]], Markup]:
        """The component's macro. Raises AttributeError for a component that does not exist."""
        if component.startswith("__"):
            raise AttributeError(component)
        return _macro(component)
