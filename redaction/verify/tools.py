"""Outside programs: each run on a file of its own, with a time limit; and what version each is."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tempfile

import pikepdf
import pypdfium2

from redaction.verify.certificate import Check
from redaction.verify.search import Finder, outcome

SECONDS = 300
VERSION_ARGUMENTS = {
    "qpdf": "--version",
    "pdftotext": "-v",
    "mutool": "-v",
    "tesseract": "--version",
    "exiftool": "-ver",
}


def run_tool(command: list[str], content: bytes) -> bytes | None:
    """What a program prints for the file that stands in place of INPUT; None when it failed or is missing."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        filled = [file.name if part == "INPUT" else part for part in command]
        try:
            done = subprocess.run(filled, capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL)
        except (FileNotFoundError, subprocess.TimeoutExpired):
            return None
    return done.stdout if done.returncode in {0, 3} and (done.stdout or done.returncode == 0) else None


def check_syntax(content: bytes, pdf: pikepdf.Pdf, finder: Finder) -> Check:
    """`qpdf --check` finds no error, and exiftool finds no property that is not on the list."""
    del pdf
    places = [] if run_tool(["qpdf", "--check", "--warning-exit-0", "INPUT"], content) is not None else ["qpdf --check"]
    if shutil.which("exiftool"):
        told = run_tool(["exiftool", "-a", "-u", "-G1", "-s", "-PDF:all", "-XMP:all", "INPUT"], content) or b""
        if finder.in_text(told.decode("utf-8", "replace")):
            places.append("document properties")
    return outcome(places)


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
