"""Outside programs: each run on a file of its own, with a time limit; and what version each is."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from typing import Any

import pikepdf
import pypdfium2

from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome

SECONDS = 300
VERSION_ARGUMENTS = {
    "qpdf": "--version",
    "pdftotext": "-v",
    "mutool": "-v",
    "tesseract": "--version",
    "exiftool": "-ver",
}


def run_tool(command: list[str], finished: Finished) -> bytes | None:
    """What a program prints for the file that stands in place of INPUT; None when it failed or is missing."""
    filled = [finished.path if part == "INPUT" else part for part in command]
    try:
        done = subprocess.run(filled, capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode in {0, 3} and (done.stdout or done.returncode == 0) else None


def check_syntax(finished: Finished, finder: Finder) -> Check:
    """`qpdf --check` finds no error, and exiftool no term among the properties, where there are any but a title."""
    checked = run_tool(["qpdf", "--check", "--warning-exit-0", "INPUT"], finished)
    places = [] if checked is not None else ["qpdf --check"]
    if _has_properties(finished) and shutil.which("exiftool"):
        told = run_tool(["exiftool", "-a", "-u", "-G1", "-s", "-PDF:all", "-XMP:all", "INPUT"], finished) or b""
        if finder.in_text(told.decode("utf-8", "replace")):
            places.append("document properties")
    return outcome(places)


def _has_properties(finished: Finished) -> bool:
    """Whether a file says anything about itself but its title: exiftool takes longer to start than a page to check."""
    info: Any = finished.pdf.trailer.get("/Info", {})
    said = [key for key in info if key != "/Title"] if isinstance(info, pikepdf.Dictionary) else [info]
    return bool(said) or "/Metadata" in finished.pdf.Root


@functools.cache
def tool_versions() -> tuple[tuple[str, str], ...]:
    """The programs and libraries that checked, with their versions."""
    found = [("pikepdf", pikepdf.__version__), ("libqpdf", pikepdf.__libqpdf_version__),
             ("pypdfium2", str(pypdfium2.version.PYPDFIUM_INFO))]  # fmt: skip
    for program, argument in VERSION_ARGUMENTS.items():
        path = shutil.which(program)
        if path is None:
            found.append((program, "not installed"))
            continue
        try:
            done = subprocess.run([path, argument], capture_output=True, check=False, timeout=20, text=True)
        except (OSError, subprocess.TimeoutExpired):
            found.append((program, "does not start"))
            continue
        said = re.search(r"\d+\.\d[\w.]*", done.stdout + done.stderr)
        found.append((program, said[0] if said else "unknown"))
    return tuple(found)
