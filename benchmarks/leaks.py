"""Measures what can be lifted off a redacted PDF: `python benchmarks/leaks.py [--out FOLDER]` writes JSON and a chart.

Each of the channels in `tests/data` is a PDF with one invented name in one place where a name can hide. Each is
redacted in the same run with MuPDF's own redaction (and its plain save, its clean save, its scrub and clean save) and
by this project, up to the rebuilt pages. A channel leaks when any independent check finds the name: in the bytes, the
unpacked file, the text that three readers extract, any object, or any picture whole.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pymupdf

from redaction.burn import burn
from redaction.errors import RedactionError
from redaction.ingest import ingest
from redaction.rebuild import rebuild
from redaction.term_search import find_terms
from redaction.values import Withheld
from redaction.verify import verify

sys.path.insert(0, str(Path(__file__).parent))
from bars import bars

TOKEN = "Quillmaverton"
DATA = Path(__file__).parents[1] / "tests" / "data"
# The checks that say that the name is there; the others say that it could be, which an ordinary file cannot pass.
FINDS = frozenset({"raw bytes", "unpacked file", "extracted text", "every object", "pictures"})
EVERYWHERE = pymupdf.Rect(-20_000, -20_000, 20_000, 20_000)


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DATA / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def channels() -> dict[str, bytes]:
    base = loaded("leak_channels")
    return {
        name: build(TOKEN) for name, build in {**base.CHANNELS, **loaded("more_leak_channels").channels(base)}.items()
    }


def with_mupdf(content: bytes, *, scrubbed: bool = False, **options: object) -> bytes:
    """The usual way: every place that a search finds is redacted and applied."""
    document = pymupdf.open(stream=content, filetype="pdf")
    for page in document:
        for place in page.search_for(TOKEN, flags=0, clip=EVERYWHERE):
            page.add_redact_annot(place, fill=(0, 0, 0))
        page.apply_redactions()
    if scrubbed:
        document.scrub()
    made: bytes = document.tobytes(**options)
    return made


def with_us(content: bytes) -> bytes:
    document = ingest(content, "channel.pdf")
    gone = [
        Withheld(unit=number, start=start, end=end, label="[Person B]")
        for number, unit in enumerate(document.units)
        for start, end in find_terms(unit.text, [TOKEN])
    ]
    return rebuild(burn(document, gone), title="Disclosed document")


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "source": lambda content: content,
    "mupdf: apply, save": with_mupdf,
    "mupdf: apply, clean save": lambda content: with_mupdf(content, garbage=4, clean=True, deflate=True),
    "mupdf: apply, scrub, clean save": lambda content: with_mupdf(
        content, scrubbed=True, garbage=4, clean=True, deflate=True
    ),
    "this project": with_us,
}


def leaks(content: bytes, way: Callable[[bytes], bytes]) -> str:
    """ "leak", "ok", or "failed" where a way could not work through the file."""
    try:
        made = way(content)
    except (RedactionError, RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return "failed"
    certificate = verify(made, terms=[TOKEN])
    return "leak" if any(not one.passed and one.name in FINDS for one in certificate.checks) else "ok"


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    given.add_argument("--only", nargs="*", default=[], help="names of channels")
    asked = given.parse_args()
    pymupdf.TOOLS.mupdf_display_errors(False)
    found: dict[str, dict[str, str]] = {}
    for name, content in channels().items():
        if not asked.only or name in asked.only:
            found[name] = {way: leaks(content, work) for way, work in WAYS.items()}
            print(f"{name:30} {'  '.join(found[name].values())}", flush=True)
    counts = {way: sum(row[way] == "leak" for row in found.values()) for way in WAYS}
    usual = counts["mupdf: apply, clean save"]
    result = {
        "channels": len(found),
        "leaks": counts,
        "failed": {way: sum(row[way] == "failed" for row in found.values()) for way in WAYS},
        "ratio_to_mupdf_clean_save": round(counts["this project"] / usual, 3) if usual else None,
        "machine": platform.platform(),
        "versions": {name: version(name) for name in ("pymupdf", "pikepdf", "pypdfium2")},
        "by_channel": found,
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "leaks.json").write_text(json.dumps(result, indent=1) + "\n")
    title = f"Channels that still hold the name, of {len(found)}"
    (asked.out / "leaks.svg").write_text(bars(title, [(way, counts[way]) for way in WAYS], limit=len(found)))


if __name__ == "__main__":
    main()
