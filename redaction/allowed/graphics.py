"""Graphics states: line, blend and opacity settings, and the soft mask that a state may carry."""

from __future__ import annotations

from typing import Any

import pikepdf

from redaction.allowed.carrier import Carrier, Untrusted, plain
from redaction.allowed.colour import carry_function

STATE_KEYS = ("/LW", "/LC", "/LJ", "/ML", "/SA", "/CA", "/ca", "/AIS", "/TK", "/OP", "/op", "/OPM", "/FL", "/SM")
BLENDS = frozenset(
    [
        "/Normal",
        "/Compatible",
        "/Multiply",
        "/Screen",
        "/Overlay",
        "/Darken",
        "/Lighten",
        "/ColorDodge",
        "/ColorBurn",
        "/HardLight",
        "/SoftLight",
        "/Difference",
        "/Exclusion",
        "/Hue",
        "/Saturation",
        "/Color",
        "/Luminosity",
    ]
)


def carry_graphics_state(carrier: Carrier, state: Any, carry_form: Any, carry_font: Any) -> Any:
    """An extended graphics state; the two callables carry a soft mask's form and a font."""
    if not isinstance(state, pikepdf.Dictionary):
        raise Untrusted("a malformed graphics state")
    return carrier.once(state, ("state",), lambda: _carry(carrier, state, carry_form, carry_font))


def _carry(carrier: Carrier, state: Any, carry_form: Any, carry_font: Any) -> Any:
    entries = plain(state, STATE_KEYS) | {"/Type": pikepdf.Name.ExtGState}
    blend = state.get("/BM")
    blends = list(blend) if isinstance(blend, pikepdf.Array) else [blend]
    known = [name for name in blends if isinstance(name, pikepdf.Name) and str(name) in BLENDS]
    if known:
        entries["/BM"] = known[0]
    dash = state.get("/D")
    if isinstance(dash, pikepdf.Array) and len(dash) == 2:
        entries["/D"] = pikepdf.Array([pikepdf.Array([part for part in dash[0]]), int(dash[1])])
    font = state.get("/Font")
    if isinstance(font, pikepdf.Array) and len(font) == 2:
        entries["/Font"] = pikepdf.Array([carry_font(carrier, font[0]), font[1]])
    mask = state.get("/SMask")
    if isinstance(mask, pikepdf.Name):
        entries["/SMask"] = pikepdf.Name("/None")
    elif isinstance(mask, pikepdf.Dictionary):
        entries["/SMask"] = _soft_mask(carrier, mask, carry_form)
    return carrier.indirect(entries)


def _soft_mask(carrier: Carrier, mask: Any, carry_form: Any) -> pikepdf.Dictionary:
    kinds = frozenset({"/Alpha", "/Luminosity"})
    entries = plain(mask, ("/S", "/BC"), names=kinds) | {"/Type": pikepdf.Name.Mask}
    if not isinstance(mask.get("/G"), pikepdf.Stream):
        raise Untrusted("a malformed soft mask")
    entries["/G"] = carry_form(carrier, mask["/G"], "mask")
    if "/TR" in mask:
        entries["/TR"] = carry_function(carrier, mask["/TR"])
    return pikepdf.Dictionary(entries)
