"""A PDF that does something by itself is told by what it does, and its copy shows the same pages and does nothing."""

import io
from collections.abc import Callable

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from redaction.active_content import quietened

WORDS = "Order of the Family Court"
SIGNS = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/AA", b"/XFA", b"/SubmitForm", b"/EF",
         b"/RichMediaContent", b"/GoToR", b"/GoToE", b"/Rendition", b"cmd.exe", b"app.alert")  # fmt: skip


def plain() -> pikepdf.Pdf:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), WORDS)
        return pikepdf.open(io.BytesIO(document.tobytes()))


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **how)  # type: ignore[arg-type]
    return out.getvalue()


def script(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))


def link(pdf: pikepdf.Pdf, action: Dictionary, **more: object) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action, **more)
    pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["invoice.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ cmd.exe", filename="invoice.exe")


def opens_with(make: Callable[[pikepdf.Pdf], Dictionary]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.Root.__setattr__("OpenAction", make(pdf))


def form_of_scripts(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script(pdf)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), XFA=pdf.make_stream(b"<xdp/>"))


def film(pdf: pikepdf.Pdf) -> None:
    link(pdf, Dictionary(S=Name.Rendition))
    pdf.pages[0].Annots[0].RichMediaContent = Dictionary(Assets=Dictionary())


ACTIVE: dict[str, tuple[Callable[[pikepdf.Pdf], None], set[str]]] = {
    "a script at its opening": (opens_with(script), {"script"}),
    "a script behind another action": (
        opens_with(
            lambda pdf: Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script(pdf)]))
        ),
        {"script"},
    ),
    "a program": (lambda pdf: link(pdf, Dictionary(S=Name.Launch, F=String("cmd.exe"))), {"program"}),
    "a form that is sent": (lambda pdf: link(pdf, Dictionary(S=Name.SubmitForm, F=String("x"))), {"form"}),
    "another file": (lambda pdf: link(pdf, Dictionary(S=Name.GoToR, F=String("x.pdf"))), {"other_file"}),
    "a page that acts": (
        lambda pdf: pdf.pages[0].obj.__setattr__("AA", Dictionary(O=script(pdf))),
        {"by_itself", "script"},
    ),
    "scripts by name": (
        lambda pdf: pdf.Root.__setattr__(
            "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script(pdf)])))
        ),
        {"script"},
    ),
    "a file in it": (attach, {"file"}),
    "a form of scripts": (form_of_scripts, {"by_itself", "script"}),
    "a film": (film, {"film"}),
}


@pytest.mark.parametrize(("make", "does"), ACTIVE.values(), ids=ACTIVE.keys())
def test_what_a_pdf_does_is_said_and_its_copy_shows_the_same_and_does_nothing(
    make: Callable[[pikepdf.Pdf], None], does: set[str]
) -> None:
    with plain() as pdf:
        make(pdf)
        content = saved(pdf)
    found, copy = quietened(content)
    assert does <= set(found) <= does | {"by_itself"}
    with pikepdf.open(io.BytesIO(copy)) as quiet:
        readable = saved(quiet, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    assert [sign for sign in SIGNS if sign in readable] == []
    assert quietened(copy) == ((), copy)
    with pymupdf.open(stream=content) as before, pymupdf.open(stream=copy) as after:
        assert WORDS in after[0].get_text()
        assert before[0].get_pixmap(annots=False).samples == after[0].get_pixmap(annots=False).samples


def turning(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    link(pdf, Dictionary(S=Name.URI, URI=String("https://www.example.org/")))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Sound, K=0)))


def test_a_pdf_that_shows_pages_and_has_links_is_given_byte_for_byte() -> None:
    with plain() as pdf:
        turning(pdf)
        content = saved(pdf)
    assert quietened(content) == ((), content)


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b""])
def test_what_cannot_be_looked_into_is_not_called_harmless(content: bytes) -> None:
    with pytest.raises(pikepdf.PdfError):
        quietened(content)


def test_a_locked_pdf_is_not_called_harmless() -> None:
    with plain() as pdf:
        content = saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(pikepdf.PasswordError):
        quietened(content)
