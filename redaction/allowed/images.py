"""Pictures: their pixels and nothing beside them (no alternates, thumbnails, metadata, EXIF or bytes after the end)."""

from __future__ import annotations

from typing import Any

import pikepdf

from redaction.allowed.carrier import Carrier, Untrusted, plain
from redaction.allowed.colour import carry_colour_space

IMAGE_KEYS = (
    "/Width",
    "/Height",
    "/BitsPerComponent",
    "/ImageMask",
    "/Decode",
    "/Interpolate",
    "/SMaskInData",
    "/Matte",
)
PARAMETER_KEYS = ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange", "/K", "/EndOfLine",
                  "/EncodedByteAlign", "/Rows", "/EndOfBlock", "/BlackIs1", "/DamagedRowsBeforeError",
                  "/ColorTransform")  # fmt: skip
CODED = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
JPEG_KEPT_SEGMENTS = frozenset({0xE0, 0xEE})
JPEG2000_KEPT_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})


def carry_image(carrier: Carrier, image: pikepdf.Stream) -> Any:
    """An image XObject, with its masks."""
    return carrier.once(image, ("image",), lambda: _carry_image(carrier, image))


def _carry_image(carrier: Carrier, image: pikepdf.Stream) -> Any:
    entries = plain(image, IMAGE_KEYS)
    entries["/Type"], entries["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    if "/ColorSpace" in image:
        entries["/ColorSpace"] = carry_colour_space(carrier, image["/ColorSpace"])
    if isinstance(soft := image.get("/SMask"), pikepdf.Stream):
        entries["/SMask"] = carry_image(carrier, soft)
    mask = image.get("/Mask")
    if isinstance(mask, pikepdf.Stream):
        entries["/Mask"] = carry_image(carrier, mask)
    elif isinstance(mask, pikepdf.Array):
        entries |= plain(image, ("/Mask",))
    filters = _filters(image)
    if filters and filters[-1] in CODED:
        return _carry_coded(carrier, image, filters, entries)
    return carrier.stream(image.read_bytes()[: _raw_size(image)], entries)


def _filters(image: pikepdf.Stream) -> list[str]:
    value = image.get("/Filter")
    if value is None:
        return []
    return [str(part) for part in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _raw_size(image: pikepdf.Stream) -> int:
    # The longest the pixels can be: four components (DeviceN more, then eight) of up to 16 bits.
    bits = int(image.get("/BitsPerComponent", 1)) or 1
    space = image.get("/ColorSpace")
    components = 1 if image.get("/ImageMask") else 4
    if isinstance(space, pikepdf.Array) and str(space[0]) == "/DeviceN":
        components = len(space[1])
    elif space in (pikepdf.Name.DeviceGray,) or (isinstance(space, pikepdf.Array) and str(space[0]) == "/Indexed"):
        components = 1
    elif space == pikepdf.Name.DeviceRGB:
        components = 3
    return ((int(image["/Width"]) * components * bits + 7) // 8) * int(image["/Height"])


def _carry_coded(carrier: Carrier, image: pikepdf.Stream, filters: list[str], entries: dict[str, Any]) -> Any:
    coding = filters[-1]
    parameters = image.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[len(filters) - 1] if len(parameters) == len(filters) else None
    content = image.read_raw_bytes() if len(filters) == 1 else _strip_outer(carrier, image, filters)
    if coding == "/DCTDecode":
        content = bare_jpeg(content)
    elif coding == "/JPXDecode":
        content = bare_jpeg2000(content)
    made = carrier.stream(b"", entries)
    kept = plain(parameters, PARAMETER_KEYS) if isinstance(parameters, pikepdf.Dictionary) else {}
    if coding == "/JBIG2Decode" and isinstance(parameters, pikepdf.Dictionary) and "/JBIG2Globals" in parameters:
        kept["/JBIG2Globals"] = carrier.stream(parameters["/JBIG2Globals"].read_bytes(), {})
    made.write(
        content,
        filter=pikepdf.Name(coding),
        decode_parms=pikepdf.Dictionary(kept) if kept else None,
    )
    return made


def _strip_outer(carrier: Carrier, image: pikepdf.Stream, filters: list[str]) -> bytes:
    """Undo the general filters (Flate, ASCII85 …) that stand before an image coding."""
    outer = pikepdf.Stream(carrier.source, image.read_raw_bytes())
    outer["/Filter"] = pikepdf.Array([pikepdf.Name(part) for part in filters[:-1]])
    parameters = image.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array) and len(parameters) == len(filters):
        outer["/DecodeParms"] = pikepdf.Array(list(parameters)[:-1])
    return outer.read_bytes()


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without comments, EXIF, profiles, thumbnails, or anything after its end."""
    if content[:2] != b"\xff\xd8":
        raise Untrusted("a JPEG picture that does not start like one")
    out, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise Untrusted("a damaged JPEG picture")
        marker = content[at + 1]
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            break
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _scan_end(content, at + 2 + size)
            out += content[at:end]
            at = end
            continue
        if (marker < 0xE0 or marker in JPEG_KEPT_SEGMENTS) and marker != 0xFE:
            # Of the two application segments kept, only their fixed heads: JFIF may carry a thumbnail.
            out += _bare_segment(content[at : at + 2 + size], marker)
        at += 2 + size
    return bytes(out) + b"\xff\xd9"


def _bare_segment(segment: bytes, marker: int) -> bytes:
    if marker == 0xE0:
        if segment[4:9] != b"JFIF\0" or len(segment) < 16:
            return b""
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
    if marker == 0xEE:
        if segment[4:9] != b"Adobe" or len(segment) < 16:
            return b""
        return b"\xff\xee\x00\x0e" + segment[4:16]
    return segment


def _scan_end(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7 and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def bare_jpeg2000(content: bytes) -> bytes:
    """A JPEG 2000 without XML, UUID and other side boxes."""
    if content[:4] == b"\xff\x4f\xff\x51":
        return content
    out, at = bytearray(), 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size == 0:
            size = len(content) - at
        if size < 8:
            raise Untrusted("a damaged JPEG 2000 picture")
        if kind in JPEG2000_KEPT_BOXES:
            out += content[at : at + size]
        at += size
    return bytes(out)
