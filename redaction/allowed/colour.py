"""Colour spaces, functions and shadings: numbers only, with every name that a file's maker could choose replaced."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from redaction.allowed.carrier import Carrier, Untrusted, numbers, plain

DEVICE_SPACES = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK"})
KNOWN_INKS = frozenset({"/All", "/None", "/Black", "/Cyan", "/Magenta", "/Yellow"})
PROFILE_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
FUNCTION_KEYS = ("/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode",
                 "/C0", "/C1", "/N", "/Bounds")  # fmt: skip
SHADING_KEYS = ("/ShadingType", "/Background", "/BBox", "/AntiAlias", "/Domain", "/Matrix", "/Coords",
                "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow")  # fmt: skip


def carry_colour_space(carrier: Carrier, space: Any) -> Any:
    """A colour space with device spaces in place of profiles and neutral names in place of inks."""
    if isinstance(space, pikepdf.Name):
        if str(space) in DEVICE_SPACES:
            return space
        raise Untrusted("a colour space with an unknown name")
    if not isinstance(space, pikepdf.Array) or not len(space):
        raise Untrusted("a malformed colour space")
    return carrier.once(space, ("colour",), lambda: _carry_array(carrier, space))


def _carry_array(carrier: Carrier, space: pikepdf.Array) -> Any:
    family = str(space[0])
    if len(space) == 1:
        return carry_colour_space(carrier, space[0])
    if family == "/ICCBased":
        return pikepdf.Name(PROFILE_SPACES.get(int(space[1].get("/N", 3)), "/DeviceRGB"))
    if family in {"/CalGray", "/CalRGB", "/Lab"}:
        return pikepdf.Array([space[0], plain(space[1], ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range"))])
    if family in {"/Indexed", "/I"}:
        return _carry_indexed(carrier, space)
    if family == "/Separation":
        ink = space[1] if str(space[1]) in KNOWN_INKS else pikepdf.Name("/Ink")
        return pikepdf.Array([space[0], ink, carry_colour_space(carrier, space[2]), carry_function(carrier, space[3])])
    if family == "/DeviceN":
        inks = [ink if str(ink) in KNOWN_INKS else pikepdf.Name(f"/Ink{at}") for at, ink in enumerate(space[1])]
        parts = [space[0], pikepdf.Array(inks), carry_colour_space(carrier, space[2])]
        return pikepdf.Array([*parts, carry_function(carrier, space[3])])
    if family == "/Pattern":
        return pikepdf.Array([space[0], carry_colour_space(carrier, space[1])])
    raise Untrusted("an unknown colour space")


def _carry_indexed(carrier: Carrier, space: pikepdf.Array) -> pikepdf.Array:
    base = carry_colour_space(carrier, space[1])
    lookup = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    highest = max(0, min(255, int(space[2])))
    # Four components at most: nothing may hide behind the last colour of the table.
    return pikepdf.Array([pikepdf.Name.Indexed, base, highest, pikepdf.String(lookup[: (highest + 1) * 4])])


def carry_function(carrier: Carrier, function: Any) -> Any:
    """A function, or an array of functions."""
    if isinstance(function, pikepdf.Array):
        return pikepdf.Array([carry_function(carrier, part) for part in function])
    if isinstance(function, pikepdf.Name):
        return pikepdf.Name.Identity
    return carrier.once(function, ("function",), lambda: _carry_function(carrier, function))


def _carry_function(carrier: Carrier, function: Any) -> Any:
    entries = plain(function, FUNCTION_KEYS)
    if "/Functions" in function:
        entries["/Functions"] = pikepdf.Array([carry_function(carrier, part) for part in function["/Functions"]])
    if not isinstance(function, pikepdf.Stream):
        return carrier.indirect(entries)
    content = function.read_bytes()
    if function.get("/FunctionType") == 4:
        content = re.sub(rb"%[^\r\n]*", b"", content)
    return carrier.stream(content, entries)


def carry_shading(carrier: Carrier, shading: Any) -> Any:
    """A shading: its geometry, colours and function."""
    return carrier.once(shading, ("shading",), lambda: _carry_shading(carrier, shading))


def _carry_shading(carrier: Carrier, shading: Any) -> Any:
    entries = plain(shading, SHADING_KEYS)
    entries["/ColorSpace"] = carry_colour_space(carrier, shading["/ColorSpace"])
    if "/Function" in shading:
        entries["/Function"] = carry_function(carrier, shading["/Function"])
    extend = shading.get("/Extend")
    if isinstance(extend, pikepdf.Array):
        entries["/Extend"] = pikepdf.Array([bool(part) for part in extend])
    if numbers(shading.get("/Coords")) is None and int(shading.get("/ShadingType", 0)) in {2, 3}:
        raise Untrusted("a malformed shading")
    if isinstance(shading, pikepdf.Stream):
        return carrier.stream(shading.read_bytes(), entries)
    return carrier.indirect(entries)
