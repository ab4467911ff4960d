"""A rebuilt PDF has its pages, its language and its title, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from redaction.allowed.carrier import Untrusted
from redaction.allowed.fonts import glyph_name, stand_in_face
from redaction.allowed.images import bare_jpeg
from redaction.allowed.unicode_map import read_unicode_map, rewrite_unicode_map
from redaction.bundle import bundle
from redaction.errors import Unreadable
from redaction.rebuild import rebuild
from redaction.verify import verify


def test_only_pages_language_and_title_are_left(pdf_of: Callable[..., bytes]) -> None:
    pdf = pikepdf.open(io.BytesIO(rebuild(pdf_of(["Kit"]), title="Disclosed document")))
    assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
    assert str(pdf.Root["/Lang"]) == "en-GB"
    assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Disclosed document"}


def test_rebuilding_twice_changes_nothing(pdf_of: Callable[..., bytes]) -> None:
    once = rebuild(pdf_of(["Kit"], ["Tom"]), title="x")
    assert rebuild(once, title="x") == rebuild(once, title="x")


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Unreadable):
        rebuild(b"nothing", title="a.pdf")


@pytest.mark.parametrize("name", ["A", "uni0041", "g12", "one.oldstyle", "f_f_i", ".notdef", "eacute", "a.sc"])
def test_an_ordinary_glyph_name_is_kept(name: str) -> None:
    assert glyph_name(name) == name


@pytest.mark.parametrize("name", ["DoraQuill", "Quill.sc", "dora_quill"])
def test_a_glyph_name_that_could_spell_something_is_refused(name: str) -> None:
    with pytest.raises(Untrusted):
        glyph_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/Arial-BoldMT", "/Arial-BoldMT"),
        ("/ABCDEF+TimesNewRomanPSMT", "/TimesNewRomanPSMT"),
        ("/DoraQuill-Bold", "/Helvetica-Bold"),
        ("/QuillSerif-Italic", "/Times-Italic"),
    ],
)
def test_a_font_that_is_not_in_the_file_gets_a_well_known_name(name: str, kept: str) -> None:
    assert stand_in_face(name) == kept


def test_a_unicode_map_keeps_its_codes_and_loses_its_comments() -> None:
    source = (
        b"% Dora\n/CMapName /Quill def 2 beginbfchar <01> <0041> <02> <00660069> endbfchar "
        b"1 beginbfrange <10> <12> <0061> endbfrange"
    )
    written = rewrite_unicode_map(source)
    assert b"Dora" not in written
    assert b"Quill" not in written
    assert read_unicode_map(written) == {1: "A", 2: "fi", 16: "a", 17: "b", 18: "c"}


def test_a_jpeg_loses_everything_but_its_picture() -> None:
    body = b"\xff\xdb\x00\x04\x00\x01\xff\xda\x00\x02\x11\x22\xff\x00\x33"
    source = b"\xff\xd8\xff\xfe\x00\x06Dora\xff\xe1\x00\x06Exif" + body + b"\xff\xd9Quill"
    assert bare_jpeg(source) == b"\xff\xd8" + body + b"\xff\xd9"


def test_a_bundle_numbers_its_pages_and_names_its_parts(pdf_of: Callable[..., bytes]) -> None:
    parts = [
        ("Letter", rebuild(pdf_of(["Kit"]), title="x")),
        ("Log", rebuild(pdf_of(["a"], ["b"], rotation=90), title="x")),
    ]
    pack = bundle(parts, reference="RR-2026-00042-K", title="Disclosure pack")
    pdf = pikepdf.open(io.BytesIO(pack))
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Letter", "Log"]
    certificate = verify(pack, terms=["Quill"])
    assert certificate.passed
    assert certificate.pages == 3
    assert pack == bundle(parts, reference="RR-2026-00042-K", title="Disclosure pack")
    import pypdfium2

    read = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pack)]
    assert ["page 1 of 3" in read[0], "page 2 of 3" in read[1], "page 3 of 3" in read[2]] == [True] * 3
