"""Commands of this package: `rights redact`, `rights verify` and `rights detect`, and checks for `rights doctor`."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from redaction.detect_command import detect
from redaction.redact_command import redact
from redaction.verify_command import verify

__all__ = ["checks", "detect", "redact", "verify"]
PROGRAMS = {
    "pdftotext": ("poppler-utils", "finished packs cannot be checked without it"),
    "qpdf": ("qpdf", "finished packs cannot be checked without it"),
    "mutool": ("mupdf-tools", "finished packs cannot be checked without it"),
    "tesseract": ("tesseract-ocr tesseract-ocr-eng", "scans cannot be read without it"),
    "exiftool": ("libimage-exiftool-perl", "hidden properties are checked less well without it"),
    "soffice": ("libreoffice-writer-nogui libreoffice-calc-nogui", "DOC, ODT and RTF files are refused without it"),
}


def _check_of(program: str) -> Callable[[], tuple[str, bool, str]]:
    package, loss = PROGRAMS[program]

    def check() -> tuple[str, bool, str]:
        return program, shutil.which(program) is not None, f"apt-get install {package} ({loss})"

    return check


checks = tuple(_check_of(program) for program in PROGRAMS)
