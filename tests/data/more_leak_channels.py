"""More places of a PDF where a name can hide, beside those of `leak_channels.py`: pixels that are not seen, and corners.

`channels(base)` takes the module `leak_channels` and returns a channel's name → a function of the token.
"""

# ruff: noqa: E501 - one channel a line reads better than one key a line
from __future__ import annotations

import io
import zlib
from pathlib import Path
from types import ModuleType

import pikepdf
import pymupdf
import reportlab
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

PLACE = "q 350 0 0 45 72 560 cm /X1 Do Q"


def channels(base: ModuleType) -> dict[str, object]:
    """Every further channel."""
    return {**pixels(base), **corners(base), **actions(base), **text(base)}


def pixels(base: ModuleType) -> dict[str, object]:
    """Names in the pixels of a picture, where no reader sees them."""

    def drawn(content: str, **more: object) -> object:
        def build(token: str) -> bytes:
            pdf = Pdf.new()
            made = {key: value(pdf) if callable(value) else value for key, value in more.items()}
            image = base._image(pdf, base._picture(token), **made)
            cover = base._image(pdf, Image.new("L", (70, 9), 90))
            base._page(pdf, content, {"/XObject": Dictionary(X1=image, X2=cover)})
            return base._saved(pdf)

        return build

    def in_colour(token: str) -> bytes:
        pdf = Pdf.new()
        picture = base._picture(token).convert("RGB")
        image = pdf.make_stream(zlib.compress(picture.tobytes()))
        for key, value in {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": picture.width, "/Height": picture.height,
                           "/Filter": Name.FlateDecode, "/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8,
                           "/Mask": Array([0, 120, 0, 120, 0, 120])}.items():  # fmt: skip
            image[key] = value
        base._page(pdf, PLACE, {"/XObject": Dictionary(X1=image)})
        return base._saved(pdf)

    def tail(token: str) -> bytes:
        return base._with_image(token, lambda pdf: _with_tail(pdf, base, token))

    return {
        "image_under_box": drawn(PLACE + " 0 g 70 555 360 60 re f"),
        "image_under_image": drawn(PLACE + " q 360 0 0 60 70 555 cm /X2 Do Q"),
        "image_clipped_away": drawn("q 0 0 20 20 re W n " + PLACE + " Q"),
        "image_off_page": drawn("q 350 0 0 45 700 560 cm /X1 Do Q"),
        "image_partly_off_page": drawn("q 700 0 0 90 -350 560 cm /X1 Do Q"),
        "image_see_through": drawn(PLACE, SMask=lambda pdf: base._image(pdf, Image.new("L", (700, 90), 0))),
        "image_masked_out": drawn(PLACE, Mask=lambda pdf: base._image(pdf, Image.new("1", (704, 90), 1), ImageMask=True)),
        "image_colours_keyed_out": in_colour,
        "image_tiny": drawn("q 3 0 0 0.4 72 560 cm /X1 Do Q"),
        "image_bytes_after_pixels": tail,
    }  # fmt: skip


def _with_tail(pdf: Pdf, base: ModuleType, token: str) -> pikepdf.Object:
    plain = base._picture(base.PLAIN)
    image = base._image(pdf, plain)
    image.write(plain.tobytes() + token.encode())
    return image


def corners(base: ModuleType) -> dict[str, object]:
    """Entries of the catalogue, of pages, of fonts, of colours and of the file's own frame."""

    def with_(change: object, content: str = "") -> object:
        return base._with(change, content)

    def set_(target: pikepdf.Object, key: str, value: object) -> None:
        target[key] = value

    def font_program(token: str) -> bytes:
        document = pymupdf.open()
        page = document.new_page(width=595, height=842)
        page.insert_font(fontname="own", fontbuffer=_named_font(token))
        page.insert_text((72, 82), base.FILLER, fontname="own")
        return document.tobytes()

    def function_comment(token: str) -> bytes:
        pdf = Pdf.new()
        function = pdf.make_stream(f"{{ % {token}\n dup dup }}".encode())
        for key, value in {"/FunctionType": 4, "/Domain": Array([0, 1]), "/Range": Array([0, 1] * 3)}.items():
            function[key] = value
        space = Array([Name.Separation, Name("/Ink"), Name.DeviceRGB, function])
        base._page(pdf, "/C1 cs 0.5 scn 72 500 9 9 re f", {"/ColorSpace": Dictionary(C1=space)})
        return base._saved(pdf)

    def palette_tail(token: str) -> bytes:
        pdf = Pdf.new()
        space = Array([Name.Indexed, Name.DeviceGray, 1, String(b"\0\xff" + token.encode())])
        base._page(pdf, "/C1 cs 1 sc 72 500 9 9 re f", {"/ColorSpace": Dictionary(C1=space)})
        return base._saved(pdf)

    def device_inks(token: str) -> bytes:
        pdf = Pdf.new()
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 1, 1]), N=1)
        space = Array([Name.DeviceN, Array([Name("/" + token)]), Name.DeviceRGB, pdf.make_indirect(function)])
        base._page(pdf, "/C1 cs 0.5 scn 72 500 9 9 re f", {"/ColorSpace": Dictionary(C1=space)})
        return base._saved(pdf)

    def profile(token: str) -> bytes:
        pdf = Pdf.new()
        stream = pdf.make_stream(b"\0" * 128 + token.encode())
        stream["/N"] = 3
        space = Array([Name.ICCBased, stream])
        base._page(pdf, "/C1 cs 0 0 0 sc 72 500 9 9 re f", {"/ColorSpace": Dictionary(C1=space)})
        return base._saved(pdf)

    def stream_after_end(token: str) -> bytes:
        pdf = Pdf.new()
        page = base._page(pdf, "")
        content = pdf.make_stream(b"")
        content.write(zlib.compress(page["/Contents"].read_bytes()) + token.encode(), filter=Name.FlateDecode)
        page["/Contents"] = content
        return base._saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    def trailer_key(token: str) -> bytes:
        pdf = Pdf.new()
        base._page(pdf, "")
        pdf.trailer["/XYZ"] = String(token)
        return base._saved(pdf)

    def around(before: str, after: str) -> object:
        def build(token: str) -> bytes:
            plain = base._simple(lambda _: "")("")
            return before.format(token).encode() + plain + after.format(token).encode()

        return build

    def header_comment(token: str) -> bytes:
        plain = base._simple(lambda _: "")("")
        line, rest = plain.split(b"\n", 1)
        return line + b"\n%" + token.encode() + b"\n" + rest

    def owner_locked(token: str) -> bytes:
        document = pymupdf.open(stream=base._simple(lambda one: base._show(one))(token))
        document.set_metadata({"subject": token})
        return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="autumn")

    def page_template(pdf: Pdf, page: pikepdf.Object, token: str) -> None:
        spare = Dictionary({"/Type": Name.Template, "/MediaBox": Array([0, 0, 595, 842]), "/Resources": page["/Resources"],
                            "/Contents": pdf.make_stream(base._show(token).encode())})  # fmt: skip
        pdf.Root["/Names"] = Dictionary(Templates=Dictionary(Names=Array([String("t"), pdf.make_indirect(spare)])))

    def structure(key: str, value: object) -> object:
        return with_(lambda pdf, page, token: set_(pdf.Root, "/StructTreeRoot", Dictionary(
            {"/Type": Name.StructTreeRoot, key: value(token)})))  # fmt: skip

    def element(key: str) -> object:
        return structure("/K", lambda token: Dictionary({"/Type": Name.StructElem, "/S": Name.P, key: String(token)}))

    return {
        "font_program_name": font_program, "function_comment": function_comment, "palette_tail": palette_tail,
        "device_inks": device_inks, "colour_profile": profile, "stream_after_end": stream_after_end,
        "trailer_key": trailer_key, "header_comment": header_comment, "owner_locked": owner_locked,
        "leading_data": around("{}\n", ""), "second_end": around("", "\n%%EOF\n{}\n%%EOF\n"),
        "page_template": with_(page_template),
        "font_family": lambda token: base._with_font(token, FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFamily=String(token), Flags=32)),
        "font_entry": lambda token: base._with_font(token, Name=Name("/" + token)),
        "struct_expansion": element("/E"), "struct_title": element("/T"), "struct_id": element("/ID"),
        "struct_actual_text": element("/ActualText"),
        "struct_role_map": structure("/RoleMap", lambda token: Dictionary({"/" + token: Name.P})),
        "struct_class_map": structure("/ClassMap", lambda token: Dictionary({"/" + token: Dictionary(O=Name.Layout)})),
        "struct_attributes": structure("/K", lambda token: Dictionary(Type=Name.StructElem, S=Name.Table, A=Dictionary(
            O=Name.Table, Summary=String(token)))),
        "output_intent": with_(lambda pdf, page, token: set_(pdf.Root, "/OutputIntents", Array([Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("x"), Info=String(token))]))),
        "catalogue_base_uri": with_(lambda pdf, page, token: set_(pdf.Root, "/URI", Dictionary(Base=String(f"https://{token}.example")))),
        "catalogue_language": with_(lambda pdf, page, token: set_(pdf.Root, "/Lang", String(token))),
        "catalogue_collection": with_(lambda pdf, page, token: set_(pdf.Root, "/Collection", Dictionary(
            Type=Name.Collection, Schema=Dictionary(A=Dictionary(Type=Name.CollectionField, Subtype=Name.S, N=String(token)))))),
        "catalogue_legal": with_(lambda pdf, page, token: set_(pdf.Root, "/Legal", Dictionary(Attestation=String(token)))),
        "named_url": with_(lambda pdf, page, token: set_(pdf.Root, "/Names", Dictionary(
            URLS=Dictionary(Names=Array([String(token), Dictionary(S=Name.URL)]))))),
        "page_separation": with_(lambda pdf, page, token: set_(page, "/SeparationInfo", Dictionary(
            Pages=Array([page]), DeviceColorant=String(token)))),
        "page_viewport": with_(lambda pdf, page, token: set_(page, "/VP", Array([Dictionary(
            Type=Name.Viewport, BBox=Array([0, 0, 9, 9]), Name=String(token))]))),
        "page_af": with_(lambda pdf, page, token: set_(page, "/AF", Array([base._filespec(pdf, "a.txt", token)]))),
        "page_piece_stream": with_(lambda pdf, page, token: set_(page, "/PieceInfo", Dictionary(
            App=Dictionary(Private=pdf.make_stream(token.encode()))))),
        "form_entry": lambda token: _form_with(base, token),
        "state_entry": with_(lambda pdf, page, token: set_(page["/Resources"], "/ExtGState", Dictionary(
            G1=Dictionary(Type=Name.ExtGState, CA=1, Name=Name("/" + token)))), "/G1 gs"),
    }  # fmt: skip


def _form_with(base: ModuleType, token: str) -> bytes:
    pdf = Pdf.new()
    form = base._form(pdf, "0 0 9 9 re f", Dictionary(), PieceInfo=Dictionary(App=Dictionary(Private=String(token))),
                      LastModified=String("D:20260101"), OPI=Dictionary(F=String(token)))  # fmt: skip
    base._page(pdf, "/X1 Do", {"/XObject": Dictionary(X1=form)})
    return base._saved(pdf)


def _named_font(token: str) -> bytes:
    """A TrueType face that reportlab carries, with the token as its maker."""
    font = TTFont(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    font["name"].setName(token, 8, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def actions(base: ModuleType) -> dict[str, object]:
    """Marks of a page and what they do."""
    mark = base._annotation

    def link(**action: object) -> object:
        return lambda token: mark(token, "Link", A=Dictionary({
            f"/{key}": value(token) if callable(value) else value for key, value in action.items()}))  # fmt: skip

    return {
        "annot_subject": lambda token: mark(token, "Highlight", Subj=String(token), QuadPoints=Array([72, 540, 400, 540, 72, 500, 400, 500])),
        "annot_rich_text": lambda token: mark(token, "Text", RC=String(f"<body><p>{token}</p></body>")),
        "annot_unique_name": lambda token: mark(token, "Square", NM=String(token)),
        "annot_redact_overlay": lambda token: mark(token, "Redact", OverlayText=String(token)),
        "annot_watermark": lambda token: mark(token, "Watermark", appearance=True),
        "annot_print_only": lambda token: mark(token, "Stamp", 4 | 32, appearance=True),
        "annot_screen_title": lambda token: mark(token, "Screen", T=String(token)),
        "annot_caret_reply": lambda token: mark(token, "Caret", Contents=String(token), RT=Name.R),
        "link_goto_other_file": link(S=Name.GoToR, F=lambda token: String(f"{token}.pdf"), D=Array([0, Name.Fit])),
        "link_submit_form": link(S=Name.SubmitForm, F=lambda token: Dictionary(FS=Name.URL, F=String(f"https://x.example/{token}"))),
        "link_named_dest": link(S=Name.GoTo, D=lambda token: String(token)),
        "link_next_action": link(S=Name.URI, URI=String("https://x.example"), Next=lambda token: Dictionary(S=Name.JavaScript, JS=String(token))),
        "field_rich_value": lambda token: base._field(token, V=String("x"), RV=String(f"<p>{token}</p>")),
        "field_caption": lambda token: base._field(token, "Btn", Ff=1 << 16, MK=Dictionary(CA=String(token))),
        "field_mapping_name": lambda token: base._field(token, TM=String(token)),
        "field_script": lambda token: base._field(token, AA=Dictionary(F=Dictionary(S=Name.JavaScript, JS=String(token)))),
        "field_password": lambda token: base._field(token, Ff=1 << 13, V=String(token)),
    }  # fmt: skip


def text(base: ModuleType) -> dict[str, object]:
    """Letters that a reader does not see, or sees put together in another way."""
    show, simple = base._show, base._simple

    def in_layers(token: str) -> bytes:
        pdf = Pdf.new()
        page = base._page(pdf, "")
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        member = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOn))
        page["/Resources"]["/Properties"] = Dictionary(MC0=member)
        page["/Contents"] = pdf.make_stream(page["/Contents"].read_bytes() + f"/OC /MC0 BDC {show(token)} EMC".encode())
        return base._saved(pdf)

    def hidden_image(token: str) -> bytes:
        pdf = Pdf.new()
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        image = base._image(pdf, base._picture(token), OC=layer)
        base._page(pdf, PLACE, {"/XObject": Dictionary(X1=image)})
        return base._saved(pdf)

    def transparent(token: str) -> bytes:
        pdf = Pdf.new()
        state = Dictionary(Type=Name.ExtGState, ca=0, CA=0)
        base._page(pdf, "/G1 gs " + show(token), {"/ExtGState": Dictionary(G1=state)})
        return base._saved(pdf)

    return {
        "leftover_operand": simple(lambda token: f"({token}) q Q"),
        "leftover_operand_of_text": simple(lambda token: f"BT /F1 12 Tf 72 600 Td ({token}) (x) Tj ET"),
        "inline_dictionary": simple(lambda token: f"/Span <</E ({token}) /Alt ({token})>> BDC EMC"),
        "ignored_section": simple(lambda token: f"BX ({token}) somename EX"),
        "text_as_clip": simple(lambda token: "q " + show(token, before="7 Tr") + " Q"),
        "text_without_size": simple(lambda token: f"BT /F1 0.01 Tf 72 600 Td ({token}) Tj ET"),
        "text_box_colour": simple(lambda token: "0 g 60 590 300 30 re f " + show(token)),
        "text_nearly_white": simple(lambda token: "0.996 g " + show(token)),
        "text_transparent": transparent,
        "text_over_two_lines": simple(lambda token: f"BT /F1 12 Tf 72 600 Td ({token[:5]}-) Tj 0 -14 Td ({token[5:]}) Tj ET"),
        "text_upside_down": simple(lambda token: f"BT /F1 12 Tf -1 0 0 -1 400 600 Tm ({token}) Tj ET"),
        "text_mirrored": simple(lambda token: f"BT /F1 12 Tf -1 0 0 1 400 600 Tm ({token}) Tj ET"),
        "text_slanted": simple(lambda token: f"BT /F1 12 Tf 0.94 0.34 -0.34 0.94 100 500 Tm ({token}) Tj ET"),
        "text_letters_spread": simple(lambda token: f"BT /F1 12 Tf 9 Tc 72 600 Td ({token}) Tj ET"),
        "text_octal": simple(lambda token: "BT /F1 12 Tf 72 600 Td (" + "".join(f"\\{ord(c):03o}" for c in token) + ") Tj ET"),
        "text_drawn_twice": simple(lambda token: show(token) + show(token, (72.4, 600))),
        "text_outline_only": simple(lambda token: show(token, before="1 Tr 0.3 w")),
        "layer_by_membership": in_layers, "layer_of_image": hidden_image,
    }  # fmt: skip
