"""The journey of objects from a source PDF to a fresh one: what was carried already, and under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pikepdf

MAX_DEPTH = 24


class Untrusted(Exception):
    """A page holds something that cannot be carried safely, so only its picture may be: `args[0]` says what."""


class Carrier:
    """Copies allowed objects into `target`, each source object once, under fresh names."""

    def __init__(self, source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
        self.source = source
        self.target = target
        self.hidden_layers = _hidden_layers(source)
        self._carried: dict[tuple[Any, ...], Any] = {}
        self._count = 0
        self.depth = 0

    def once(self, obj: Any, context: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """`make()` for `obj`, or what was made before for the same indirect object in the same context."""
        if not getattr(obj, "is_indirect", False):
            return self._deeper(make)
        key = (obj.objgen, *context)
        if key not in self._carried:
            self._carried[key] = self._deeper(make)
        return self._carried[key]

    def _deeper(self, make: Callable[[], Any]) -> Any:
        if self.depth >= MAX_DEPTH:
            raise Untrusted("objects nested too deeply")
        self.depth += 1
        try:
            return make()
        finally:
            self.depth -= 1

    def fresh(self, letter: str) -> str:
        """A resource name that nothing in the source chose."""
        self._count += 1
        return f"/{letter}{self._count}"

    def stream(self, content: bytes, entries: dict[str, Any]) -> pikepdf.Object:
        """A new stream holding `content`, compressed when the file is saved."""
        made = pikepdf.Stream(self.target, content)
        for key, value in entries.items():
            made[key] = value
        return self.target.make_indirect(made)

    def indirect(self, entries: dict[str, Any]) -> pikepdf.Object:
        """A new indirect dictionary."""
        return self.target.make_indirect(pikepdf.Dictionary(entries))


def is_number(value: Any) -> bool:
    """Whether a value is a plain number of a PDF."""
    return isinstance(value, (int, float, Decimal))


def numbers(value: Any, *, limit: int = 100_000) -> pikepdf.Array | None:
    """An array of numbers carried as it is, or None when it is anything else."""
    if not isinstance(value, pikepdf.Array) or len(value) > limit or not all(is_number(part) for part in value):
        return None
    return pikepdf.Array(list(value))


def plain(source: Any, keys: Iterable[str], *, names: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The entries of `source` under `keys` that are numbers, booleans, arrays of numbers, or names in `names`."""
    kept: dict[str, Any] = {}
    for key in keys:
        value = source.get(key)
        if value is None:
            continue
        if isinstance(value, bool) or is_number(value) or (isinstance(value, pikepdf.Name) and str(value) in names):
            kept[key] = value
        elif (array := numbers(value)) is not None:
            kept[key] = array
    return kept


def _hidden_layers(source: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The optional content groups that a reader does not show."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    default = properties.get("/D", pikepdf.Dictionary())
    hidden = {group.objgen for group in default.get("/OFF", []) if hasattr(group, "objgen")}
    if default.get("/BaseState") == pikepdf.Name.OFF:
        shown = {group.objgen for group in default.get("/ON", []) if hasattr(group, "objgen")}
        hidden |= {group.objgen for group in properties.get("/OCGs", []) if group.objgen not in shown}
    return frozenset(hidden)


def is_hidden_layer(carrier: Carrier, layer: Any) -> bool:
    """Whether content in this optional content group, or membership of groups, is switched off."""
    if not isinstance(layer, pikepdf.Dictionary):
        return False
    if layer.get("/Type") != pikepdf.Name.OCMD:
        return layer.objgen in carrier.hidden_layers
    named = layer.get("/OCGs", pikepdf.Array())
    groups = list(named) if isinstance(named, pikepdf.Array) else [named]
    hidden = [group.objgen in carrier.hidden_layers for group in groups if isinstance(group, pikepdf.Dictionary)]
    policy = str(layer.get("/P", "/AnyOn"))
    if not hidden:
        return False
    return {"/AllOn": any(hidden), "/AnyOff": not any(hidden), "/AllOff": not all(hidden)}.get(policy, all(hidden))
