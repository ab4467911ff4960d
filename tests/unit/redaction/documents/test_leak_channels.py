"""A token in one hidden place of a PDF: seen by the checks in the source, gone from the finished pages."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from redaction.bundle import bundle
from redaction.burn import burn
from redaction.ingest import ingest
from redaction.rebuild import rebuild
from redaction.values import Document, Withheld
from redaction.verify import verify

TOKEN = "Quillmaverton"
spec = importlib.util.spec_from_file_location("channels", Path(__file__).parents[3] / "data" / "leak_channels.py")
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
# Channels that only character recognition sees take seconds each; one of each kind is enough here.
ONLY_SEEN = {
    "raster_image",
    "raster_jpeg",
    "shared_image_2pages",
    "image_smask",
    "inline_image",
    "glyph_names",
    "type3_font",
}
NAMES = sorted(set(module.CHANNELS) - ONLY_SEEN)
SEEN_IN_SOURCE = [
    "visible", "tj_kern", "off_page", "annot_note", "field_default", "info_dict", "embedded_file", "outlines",
    "actualtext_inline", "struct_alt", "resource_name", "unreferenced_obj", "trailing_data", "scanned_page",
    "content_comment", "soft_mask_group",
]  # fmt: skip

Finished = dict[str, bytes]
Decide = Callable[[Document, list[str]], list[Withheld]]


@pytest.fixture(scope="module")
def finished() -> Finished:
    from redaction.term_search import find_terms

    made = {}
    for name in NAMES:
        document = ingest(module.CHANNELS[name](TOKEN), f"{name}.pdf")
        gone = [
            Withheld(unit=number, start=start, end=end, label="[Person B]")
            for number, unit in enumerate(document.units)
            for start, end in find_terms(unit.text, [TOKEN])
        ]
        made[name] = rebuild(burn(document, gone), title="Disclosed document")
    return made


def test_no_channel_leaks_into_the_finished_pages(finished: Finished) -> None:
    pack = bundle([(name, finished[name]) for name in NAMES], reference="RR-2026-00042-K", title="Pack")
    certificate = verify(pack, terms=[TOKEN])
    assert [check for check in certificate.checks if not check.passed] == []


def test_what_is_not_about_anybody_is_still_readable(finished: Finished) -> None:
    import pypdfium2

    lost = []
    for name, content in finished.items():
        text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
        # What only a scan or an outline says may be read with a letter wrong.
        if name != "scanned_page" and "everybody signed the register" not in " ".join(text.split()):
            lost.append(name)
    assert lost == []


@pytest.mark.parametrize("name", SEEN_IN_SOURCE)
def test_the_checks_see_the_token_in_the_source(name: str) -> None:
    certificate = verify(module.CHANNELS[name](TOKEN), terms=[TOKEN])
    assert not certificate.passed
    assert TOKEN not in str(certificate.as_json())
