"""A token in one hidden place of a PDF: seen by the checks in the source, gone from the finished pages."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from redaction.bundle import bundle
from redaction.burn import burn
from redaction.ingest import ingest
from redaction.rebuild import rebuild
from redaction.term_search import find_terms
from redaction.values import Withheld
from redaction.verify import verify

TOKEN = "Quillmaverton"


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[3] / "data" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


base = loaded("leak_channels")
CHANNELS: dict[str, Callable[[str], bytes]] = base.CHANNELS | loaded("more_leak_channels").channels(base)
# Channels that only character recognition sees take seconds each; one of each kind is enough here, and
# `benchmarks/leaks.py` takes all of them.
ONLY_SEEN = {
    "raster_image", "raster_jpeg", "shared_image_2pages", "image_smask", "inline_image", "glyph_names", "type3_font",
    "image_under_image", "image_off_page", "image_partly_off_page", "image_masked_out", "image_bytes_after_pixels",
    "layer_of_image",
}  # fmt: skip
NAMES = sorted(set(CHANNELS) - ONLY_SEEN)
SEEN_IN_SOURCE = [
    "visible", "tj_kern", "off_page", "annot_note", "field_default", "info_dict", "embedded_file", "outlines",
    "actualtext_inline", "struct_alt", "resource_name", "unreferenced_obj", "trailing_data", "scanned_page",
    "content_comment", "soft_mask_group", "image_under_box", "image_see_through", "image_colours_keyed_out",
    "image_tiny", "image_clipped_away", "font_program_name", "leftover_operand_of_text", "page_template",
    "vector_outlines", "inline_image", "xmp",
    "stream_after_end", "struct_attributes", "link_next_action", "field_script", "text_transparent",
]  # fmt: skip


def test_no_channel_leaks_into_the_finished_pages_and_what_is_about_nobody_stays_readable() -> None:
    finished = {name: _finished(name) for name in NAMES}
    pack = bundle(list(finished.items()), reference="RR-2026-00042-K", title="Pack")
    certificate = verify(pack, terms=[TOKEN])
    assert [check for check in certificate.checks if not check.passed] == []
    # What only a scan or an outline says may be read with a letter wrong.
    assert [name for name, content in finished.items() if name != "scanned_page" and not _is_readable(content)] == []


def _finished(name: str) -> bytes:
    document = ingest(CHANNELS[name](TOKEN), f"{name}.pdf")
    gone = [
        Withheld(unit=number, start=start, end=end, label="[Person B]")
        for number, unit in enumerate(document.units)
        for start, end in find_terms(unit.text, [TOKEN])
    ]
    return rebuild(burn(document, gone), title="Disclosed document")


def _is_readable(content: bytes) -> bool:
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    return "everybody signed the register" in " ".join(text.split())


@pytest.mark.parametrize("name", SEEN_IN_SOURCE)
def test_the_checks_see_the_token_in_the_source(name: str) -> None:
    certificate = verify(CHANNELS[name](TOKEN), terms=[TOKEN])
    assert not certificate.passed
    assert TOKEN not in str(certificate.as_json())
