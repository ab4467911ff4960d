"""What `rights doctor` asks of this package."""

from __future__ import annotations

import shutil
from collections.abc import Callable

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
