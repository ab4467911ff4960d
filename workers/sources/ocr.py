"""Words of pictures, by tesseract; used only inside the reading child."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

import pymupdf
from PIL import Image

_SECONDS = 60
_DPI = 150
_PIXELS = 60_000_000


def ocr_page(page: pymupdf.Page) -> str:
    """Give the words of a scanned page."""
    picture = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY)
    if picture.width * picture.height > _PIXELS:
        return ""
    png: bytes = picture.tobytes("png")  # type: ignore[no-untyped-call]
    return _tesseract(png)


def ocr_image(content: bytes) -> str:
    """Give the words of a picture, all its frames."""
    Image.MAX_IMAGE_PIXELS = _PIXELS
    texts = []
    with Image.open(io.BytesIO(content)) as picture:
        for frame in range(min(getattr(picture, "n_frames", 1), 40)):
            picture.seek(frame)
            saved = io.BytesIO()
            picture.convert("L").save(saved, "PNG")
            texts.append(_tesseract(saved.getvalue()))
    return "\n".join(texts)


def _tesseract(png: bytes) -> str:
    if shutil.which("tesseract") is None:
        return ""
    # One thread: several make tesseract slower on few cores, not faster.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3", "--dpi", str(_DPI)],
            input=png,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")
