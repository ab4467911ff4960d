"""Drawing instructions: re-written one by one, with only what paints, under resource names of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from redaction.allowed.carrier import Carrier, Untrusted, is_hidden_layer, is_number, plain
from redaction.allowed.colour import DEVICE_SPACES, carry_colour_space, carry_shading
from redaction.allowed.fonts import carry_font
from redaction.allowed.graphics import carry_graphics_state
from redaction.allowed.images import CODED, carry_image

MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"})
SHOWS = {"Tj": 1, "TJ": 1, "'": 1, '"': 3}  # operators that show text, and how many operands each takes
PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
OPERATORS = PAINTS | frozenset(
    {*SHOWS, "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "n", "W", "W*", "m", "l", "c", "v", "y", "h",
     "re", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "d0", "d1", "CS",
     "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "sh", "Do", "INLINE IMAGE"}
)  # fmt: skip
INTENTS = frozenset({"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"})
INLINE_KEYS = frozenset(
    {"/W", "/Width", "/H", "/Height", "/BPC", "/BitsPerComponent", "/CS", "/ColorSpace", "/F", "/Filter", "/D",
     "/Decode", "/DP", "/DecodeParms", "/IM", "/ImageMask", "/I", "/Interpolate", "/L", "/Length"}
)  # fmt: skip
FORM_KEYS = ("/BBox", "/Matrix")
PATTERN_KEYS = ("/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
LARGEST_PATTERN_PICTURE = 64


@dataclass(slots=True)
class _Stream:
    """One stream being re-written: where its resources come from, what it used, whether a hidden layer is open."""

    carrier: Carrier
    resources: Any
    used: pikepdf.Dictionary
    where: str
    hidden_depth: int = 0
    marks: list[bool] = field(default_factory=list)

    def resource(self, kind: str, name: Any) -> Any:
        members = self.resources.get(kind) if isinstance(self.resources, pikepdf.Dictionary) else None
        return members.get(str(name)) if isinstance(members, pikepdf.Dictionary) else None

    def use(self, kind: str, letter: str, value: Any) -> pikepdf.Name:
        """The name under which `value` stands in the resources used so far."""
        if kind not in self.used:
            self.used[kind] = pikepdf.Dictionary()
        members = self.used[kind]
        for name, present in members.items():
            if _is_same(present, value):
                return pikepdf.Name(name)
        name = self.carrier.fresh(letter)
        members[name] = value
        return pikepdf.Name(name)


def _is_same(one: Any, other: Any) -> bool:
    one_at, other_at = getattr(one, "objgen", (0, 0)), getattr(other, "objgen", (0, 0))
    return bool(one_at != (0, 0) and one_at == other_at)


def carry_content(carrier: Carrier, source: Any, resources: Any, used: pikepdf.Dictionary, where: str) -> bytes:
    """The allowed instructions of a page, form, pattern, soft mask or drawn glyph, as bytes.

    `used` is filled with the resources the instructions name. `where` is `page`, `form`, `pattern`, `mask` or `font`:
    text inside the last three cannot be removed by the burner, so it raises Untrusted.
    """
    try:
        instructions = pikepdf.parse_content_stream(source)
    except (pikepdf.PdfError, TypeError, ValueError) as error:
        raise Untrusted("drawing instructions that cannot be read") from error
    stream = _Stream(carrier, resources, used, where)
    kept = [made for one in instructions if (made := _carry_one(stream, one)) is not None]
    return pikepdf.unparse_content_stream(kept)


def _carry_one(stream: _Stream, instruction: Any) -> Any:
    operator = str(instruction.operator)
    if operator in MARKS:
        _follow_mark(stream, operator, instruction.operands)
        return None
    if isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return None if stream.hidden_depth else _carry_inline_image(stream, instruction)
    if operator not in OPERATORS:
        return None
    if operator in SHOWS and stream.where in {"pattern", "mask", "font"}:
        raise Untrusted(f"text inside a {stream.where}")
    if stream.hidden_depth:
        if operator in PAINTS:
            return pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))
        if operator in SHOWS or operator in {"Do", "sh"}:
            return None
    # A reader takes the last operands; what stands before them is shown to nobody.
    taken = list(instruction.operands)[-SHOWS[operator] :] if operator in SHOWS else list(instruction.operands)
    operands = _operands(stream, operator, taken)
    return None if operands is None else pikepdf.ContentStreamInstruction(operands, instruction.operator)


def _follow_mark(stream: _Stream, operator: str, operands: Iterable[Any]) -> None:
    if operator == "EMC":
        if stream.marks and stream.marks.pop():
            stream.hidden_depth -= 1
        return
    if operator not in {"BMC", "BDC"}:
        return
    parts, hidden = list(operands), False
    if operator == "BDC" and len(parts) == 2 and parts[0] == pikepdf.Name.OC:
        layer = stream.resource("/Properties", parts[1]) if isinstance(parts[1], pikepdf.Name) else None
        hidden = is_hidden_layer(stream.carrier, layer)
    stream.marks.append(hidden)
    stream.hidden_depth += hidden


def _operands(stream: _Stream, operator: str, operands: list[Any]) -> list[Any] | None:
    if operator == "Tf":
        return _font(stream, operands)
    if operator == "Do":
        return _painted_object(stream, operands)
    if operator in {"cs", "CS"}:
        return [_colour_space(stream, operands[0])] if operands else None
    if operator in {"scn", "SCN"} and operands and isinstance(operands[-1], pikepdf.Name):
        return _pattern(stream, operands)
    if operator == "gs":
        state = stream.resource("/ExtGState", operands[0]) if operands else None
        if state is None:
            return None
        carried = carry_graphics_state(stream.carrier, state, carry_form, _carry_font_of)
        return [stream.use("/ExtGState", "G", carried)]
    if operator == "sh":
        shading = stream.resource("/Shading", operands[0]) if operands else None
        return None if shading is None else [stream.use("/Shading", "S", carry_shading(stream.carrier, shading))]
    if operator == "ri":
        return operands if operands and str(operands[0]) in INTENTS else None
    return operands if all(_is_plain(operand, operator) for operand in operands) else None


def _is_plain(operand: Any, operator: str) -> bool:
    if is_number(operand):
        return True
    if isinstance(operand, pikepdf.String):
        return operator in SHOWS
    if isinstance(operand, pikepdf.Array):
        return operator in {"TJ", "d"} and all(
            is_number(part) or (isinstance(part, pikepdf.String) and operator == "TJ") for part in operand
        )
    return False


def _font(stream: _Stream, operands: list[Any]) -> list[Any] | None:
    if len(operands) != 2 or not is_number(operands[1]):
        return None
    font = stream.resource("/Font", operands[0])
    if font is None:
        font = pikepdf.Dictionary({"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1,
                                   "/BaseFont": pikepdf.Name.Helvetica})  # fmt: skip
        font = stream.carrier.source.make_indirect(font)
    return [stream.use("/Font", "F", _carry_font_of(stream.carrier, font)), operands[1]]


def _carry_font_of(carrier: Carrier, font: Any) -> Any:
    def drawing(glyph: Any, resources: Any, used: pikepdf.Dictionary, where: str) -> bytes:
        return carry_content(carrier, glyph, resources, used, where)

    return carry_font(carrier, font, drawing)


def _painted_object(stream: _Stream, operands: list[Any]) -> list[Any] | None:
    painted = stream.resource("/XObject", operands[0]) if operands else None
    if not isinstance(painted, pikepdf.Stream) or is_hidden_layer(stream.carrier, painted.get("/OC")):
        return None
    if painted.get("/Subtype") == pikepdf.Name.Image:
        if stream.where == "pattern" and min(int(painted["/Width"]), int(painted["/Height"])) > LARGEST_PATTERN_PICTURE:
            raise Untrusted("a picture inside a pattern")
        return [stream.use("/XObject", "X", carry_image(stream.carrier, painted))]
    if painted.get("/Subtype") == pikepdf.Name.Form:
        where = "form" if stream.where == "page" else stream.where
        form = carry_form(stream.carrier, painted, where, inherited=stream.resources)
        return [stream.use("/XObject", "X", form)]
    return None


def carry_form(carrier: Carrier, form: pikepdf.Stream, where: str, *, inherited: Any = None) -> Any:
    """A form XObject with its own drawing, resources and transparency group."""
    resources = form.get("/Resources", inherited)
    context = ("form", where, getattr(resources, "objgen", None) if "/Resources" not in form else None)
    return carrier.once(form, context, lambda: _carry_form(carrier, form, resources, where))


def _carry_form(carrier: Carrier, form: pikepdf.Stream, resources: Any, where: str) -> Any:
    used = pikepdf.Dictionary()
    content = carry_content(carrier, form, resources, used, where)
    entries: dict[str, Any] = plain(form, FORM_KEYS)
    entries |= {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/Resources": used}
    if isinstance(form.get("/Group"), pikepdf.Dictionary):
        entries["/Group"] = carry_group(carrier, form["/Group"])
    return carrier.stream(content, entries)


def carry_group(carrier: Carrier, group: Any) -> pikepdf.Dictionary:
    """The attributes of a transparency group."""
    entries = plain(group, ("/I", "/K")) | {"/S": pikepdf.Name.Transparency, "/Type": pikepdf.Name.Group}
    if "/CS" in group:
        entries["/CS"] = carry_colour_space(carrier, group["/CS"])
    return pikepdf.Dictionary(entries)


def _colour_space(stream: _Stream, name: Any) -> Any:
    if str(name) in DEVICE_SPACES:
        return name
    space = stream.resource("/ColorSpace", name)
    if space is None:
        raise Untrusted("a colour space that is not there")
    carried = carry_colour_space(stream.carrier, space)
    if isinstance(carried, pikepdf.Name):
        return carried
    return stream.use("/ColorSpace", "C", carried)


def _pattern(stream: _Stream, operands: list[Any]) -> list[Any] | None:
    pattern = stream.resource("/Pattern", operands[-1])
    if pattern is None or not all(is_number(part) for part in operands[:-1]):
        return None
    carried = stream.carrier.once(pattern, ("pattern",), lambda: _carry_pattern(stream.carrier, pattern))
    return [*operands[:-1], stream.use("/Pattern", "P", carried)]


def _carry_pattern(carrier: Carrier, pattern: Any) -> Any:
    if pattern.get("/PatternType") == 2:
        entries: dict[str, Any] = plain(pattern, ("/PatternType", "/Matrix"))
        entries["/Shading"] = carry_shading(carrier, pattern["/Shading"])
        if "/ExtGState" in pattern:
            entries["/ExtGState"] = carry_graphics_state(carrier, pattern["/ExtGState"], carry_form, _carry_font_of)
        return carrier.indirect(entries)
    used = pikepdf.Dictionary()
    content = carry_content(carrier, pattern, pattern.get("/Resources"), used, "pattern")
    entries = plain(pattern, ("/PatternType", *PATTERN_KEYS)) | {"/Resources": used}
    return carrier.stream(content, entries)


def _carry_inline_image(stream: _Stream, instruction: Any) -> Any:
    image = instruction.iimage
    raw = image._inline_object if hasattr(image, "_inline_object") else None
    entries = dict(image.obj.items()) if raw is None else dict(raw.items())
    if not set(entries) <= INLINE_KEYS:
        raise Untrusted("an inline picture with entries of its own")
    for key in ("/CS", "/ColorSpace"):
        space = entries.get(key)
        if isinstance(space, pikepdf.Name) and str(space) not in DEVICE_SPACES:
            raise Untrusted("an inline picture with a named colour space")
    filters = entries.get("/F", entries.get("/Filter"))
    if filters is not None and any(
        str(part) in CODED for part in (filters if isinstance(filters, pikepdf.Array) else [filters])
    ):
        raise Untrusted("an inline picture with a coding of its own")
    return instruction
